"""What a ledger is made of once its format is forgotten: tables of rows of cells, each with its place in the text.

Rows are numbered as spreadsheets number them, from 1. A cell's `value` is what it says; its span is where that stands,
without the quotes around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.diagnostic import Diagnostic

__all__ = ["Cell", "Row", "Sheets", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; an empty one has an empty span."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row with at least one cell, filled or not."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[Cell]:
        """The cells that say something."""
        return [cell for cell in self.cells if cell.start < cell.end and cell.value.strip()]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or the whole of a CSV file, whose `name` is empty."""

    name: str
    rows: tuple[Row, ...]

    def place(self, row: Row) -> str:
        """`row 12`, or `sheet 受領, row 12`."""
        return f"sheet {self.name}, row {row.number}" if self.name else f"row {row.number}"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The text of a file, its tables, and what was remarked while it was taken apart. `epoch`: of numbered days."""

    text: str
    tables: Sequence[Table]
    diagnostics: tuple[Diagnostic, ...] = ()
    epoch_1904: bool = False
