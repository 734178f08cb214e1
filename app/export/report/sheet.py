"""A report as blocks, in the words of one language; `html` and `pdf` dress the same blocks.

    Sheet("ja", "経路の報告", (Heading(1, "経路 1"), Quotation("名簿を渡した", "[1] 朝の便り …", "s1")))

What a block holds is text and nothing else: no renderer reads markup in it, so words of a document stay words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "Block",
    "Facts",
    "Figure",
    "Heading",
    "Language",
    "Listing",
    "Paragraph",
    "Quotation",
    "Sheet",
    "Table",
]

Language: TypeAlias = Literal["ja", "en"]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 … 3 below the title; `anchor` is what other blocks and contents lead to."""

    level: int
    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; a `warning` is what a reader must not miss, a `note` what he may skip."""

    text: str
    kind: Literal["plain", "note", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Listing:
    """Points, in no order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, and what is said of each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row is its name. `widths` are shares of the columns."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the header."""
        if any(len(row) != len(self.header) for row in (*self.rows, self.widths)):
            raise ValueError(f"the table {self.caption!r} has rows of another length than its header")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, verbatim, and where they stand; `source` is the anchor of the document in the list."""

    text: str
    place: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with what it shows in words for those who cannot see it."""

    svg: str
    caption: str
    alt: str


Block: TypeAlias = Heading | Paragraph | Listing | Facts | Table | Quotation | Figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole report; `marking` stands on every page, `foot` at the end of it (`contents` names the table of them)."""

    language: Language
    title: str
    blocks: tuple[Block, ...]
    contents: str
    marking: str | None = None
    foot: str = ""
