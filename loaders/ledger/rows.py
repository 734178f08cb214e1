"""A row of a ledger -> what it says of one passing, or why it is not read.

    2031-04-01 | あさひ印刷 | 会員名簿 | 1,200  ->  Passing(day = 2031-04-01, recipient = あさひ印刷, …)

A row is read if its day, who is named, and what became of it are understood; else a remark names the row. A count,
price or medium that is not understood is left out, and that is remarked too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, Status
from app.domain.window import Window
from loaders.ledger.layout import Layout
from loaders.ledger.lexicon import Meaning, action_of, fold, meaning, status_of, unit_of
from loaders.ledger.mapping import Mapping
from loaders.ledger.table import Cell, Row, Table
from loaders.ledger.values import count_of, medium_of, price_of, window_of

__all__ = ["ENDS", "Passing", "RowReader"]

ENDS = ("provider", "recipient")
_T = TypeVar("_T")
_LONGEST_NAME = 200
# signs that belong to no text that a person typed; the last ones turn its order about
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SEVERAL = re.compile(r"[、;；\n]|\s(?:及び|並びに|and|&&)\s|及び|並びに")


@dataclass(frozen=True, slots=True)
class Passing:
    """What one row says; `ends`: the cells that name who; `cells`: all cells that say something, by role."""

    row: Row
    cells: Map[str, Cell]
    ends: Map[str, Cell]
    window: Window | None
    count: Count | None
    price: Price | None
    medium: str | None
    action: Action
    status: Status
    lawful: bool


class _NotRead(Exception):
    """Why a row is not read: code, message, remedy."""

    def __init__(self, code: str, message: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.severity = code, message, remedy, severity


@dataclass(slots=True)
class RowReader:
    """Reads the rows under the header of one table; `diagnostics` grow with them."""

    table: Table
    layout: Layout
    mapping: Mapping
    epoch_1904: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def passings(self) -> Iterator[Passing]:
        """The rows that are understood, in their order."""
        for row in self.table.rows[self.layout.header + 1 :]:
            if not row.filled:
                continue
            try:
                yield self._read(row)
            except _NotRead as why:
                self._remark(row, why.code, f"not read: {why.message}", why.remedy, why.severity)

    # -------------------------------------------------------- one row

    def _read(self, row: Row) -> Passing:
        self._check_shape(row)
        cells = self._cells(row)
        ends = {end: self._name(end, cells[end]) for end in ENDS if end in cells}
        if not ends:
            raise _NotRead("ledger.nobody", "names nobody who provided or received", "fill in the name")
        constants = self.layout.constants
        medium = self._value(row, cells, "medium", medium_of)
        return Passing(
            row,
            cells,
            ends,
            self._window(cells),
            self._count(row, cells),
            self._value(row, cells, "price", lambda text: price_of(text, constants.currency)),
            medium or constants.medium,
            self._action(cells),
            self._status(cells),
            bool(constants.lawful) or ("basis" in cells and meaning(cells["basis"].value) is Meaning.LAWFUL),
        )

    def _check_shape(self, row: Row) -> None:
        first, header = row.filled[0], self.table.rows[self.layout.header]
        if meaning(first.value) is Meaning.TOTAL:
            raise _NotRead("ledger.total_row", "adds up other rows", "nothing to do", Severity.INFO)
        if [fold(cell.value) for cell in row.filled] == [fold(cell.value) for cell in header.filled]:
            raise _NotRead("ledger.header_again", "repeats the headers", "nothing to do", Severity.INFO)
        surplus = [cell for cell in row.cells[self.layout.width :] if cell.value.strip()]
        if len(row.cells) < self.layout.width or surplus:
            number = len(row.cells) if not surplus else row.cells.index(surplus[-1]) + 1
            message = f"has {number} cells where the header has {self.layout.width}, so some stand in a wrong column"
            raise _NotRead("ledger.ragged_row", message, "give it as many cells; put text with a separator in quotes")
        for cell in row.filled:
            if bad := _CONTROLS.search(cell.value):
                raise _NotRead("ledger.control_character", f"holds the sign U+{ord(bad[0]):04X}", "remove it")

    def _cells(self, row: Row) -> dict[str, Cell]:
        """The cells of the known columns that say something."""
        found: dict[str, Cell] = {}
        for role, index in self.layout.columns.items():
            if index >= len(row.cells) or not row.cells[index].value.strip():
                continue
            cell = row.cells[index]
            said = meaning(cell.value)
            if said is Meaning.DITTO:
                raise _NotRead("ledger.ditto", f"its {role} is {cell.value.strip()!r}", "write out what stands above")
            if said is not Meaning.BLANK or role in ("status", "basis"):
                found[role] = cell
        return found

    def _name(self, end: str, cell: Cell) -> Cell:
        if len(cell.value) > _LONGEST_NAME:
            message = f"its {end} has {len(cell.value)} characters, more than a name"
            raise _NotRead("ledger.no_name", message, "put the name alone into the cell")
        if _SEVERAL.search(cell.value.strip()):
            raise _NotRead("ledger.several_names", f"its {end} may be several", "give each a row of its own")
        return cell

    def _window(self, cells: Map[str, Cell]) -> Window | None:
        if "day" not in self.layout.columns:
            return None
        if "day" not in cells:
            raise _NotRead("ledger.no_day", "has no day, so it may not have happened", "fill in the day")
        window = window_of(cells["day"].value, self.mapping, epoch_1904=self.epoch_1904)
        if window is None:
            message = f"{cells['day'].value.strip()!r} is no day with its year"
            remedy = "write YYYY-MM-DD, or say in the columns file how it is written: date_format, era"
            raise _NotRead("ledger.day_not_understood", message, remedy)
        return window

    def _status(self, cells: Map[str, Cell]) -> Status:
        if "status" not in self.layout.columns:
            return self.layout.constants.status or Status.CONFIRMED
        text = cells["status"].value.strip() if "status" in cells else ""
        status = self.mapping.statuses.get(text) or status_of(text)
        if status is None:
            message = f"its status {text!r} is not known"
            raise _NotRead("ledger.status_not_understood", message, "add it to `statuses` of the columns file")
        return status

    def _action(self, cells: Map[str, Cell]) -> Action:
        """A word that is not known may turn the direction about (受領), so such a row is not read."""
        if "action" not in cells:
            return self.layout.constants.action or Action.HANDOVER
        action = action_of(cells["action"].value)
        if action is None:
            message = f"what was done is not known: {cells['action'].value.strip()!r}"
            raise _NotRead("ledger.action_not_understood", message, "leave the column out in the columns file")
        return action

    def _count(self, row: Row, cells: Map[str, Cell]) -> Count | None:
        unit = self._value(row, cells, "unit", unit_of) or self.layout.constants.unit
        return self._value(row, cells, "count", lambda text: count_of(text, unit))

    def _value(self, row: Row, cells: Map[str, Cell], role: str, read: Callable[[str], _T | None]) -> _T | None:
        """A cell read as a value; one that is not understood is left out, and that is remarked."""
        if role not in cells:
            return None
        found = read(cells[role].value)
        if found is None:
            message = f"its {role} is not understood and left out: {cells[role].value.strip()[:_LONGEST_NAME]!r}"
            self._remark(row, f"ledger.{role}_not_understood", message, "look at the row")
        return found

    def _remark(self, row: Row, code: str, message: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        where = self.table.place(row)
        filled = row.filled
        self.diagnostics.append(
            Diagnostic(code, f"{where}: {message}", severity, None, filled[0].start, filled[-1].end, remedy)
        )
