"""A `table` element -> rows of cells, as wide as the table is drawn.

`<tr><th rowspan=2>甲社<td>氏名<tr><td>住所` gives the rows (甲社, 氏名) and (, 住所): what a span covers is an
empty cell. Tables that only lay out the page (with tables, headings or long passages inside) hold no data and
are read as the blocks that they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as markup

__all__ = ["Cell", "caption_of", "holds_data", "rows_of"]

_CELLS = frozenset({"td", "th"})
_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form"})
_LONGEST_CELL = 3000
_WIDEST_SPAN = 50
_HIGHEST_SPAN = 1000
_BREAKING = frozenset({"br", "p", "div", "li", "dt", "dd", "tr"})
_BLANK = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell on one line; `head` for a `th`."""

    words: str
    head: bool


def holds_data(table: markup.HtmlElement) -> bool:
    """True for a table with two columns or more and nothing in it that a page is laid out with."""
    if any(element.tag in _LAYOUT for element in table.iterdescendants()):
        return False
    rows = [[cell for cell in row if cell.tag in _CELLS] for row in table.iter("tr")]
    short = all(len(cell.text_content()) <= _LONGEST_CELL for row in rows for cell in row)
    return short and any(len(row) > 1 for row in rows)


def caption_of(table: markup.HtmlElement, left_out: Callable[[markup.HtmlElement], bool]) -> str:
    """The words of its captions, "" if it has none."""
    outside = (element for element in table.iter("caption") if not left_out(element))
    return " ".join(_words(element, left_out) for element in outside)


def rows_of(table: markup.HtmlElement, left_out: Callable[[markup.HtmlElement], bool]) -> Iterator[list[Cell]]:
    """The rows in order; elements that `left_out` names add no words."""
    covered: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[Cell] = []
        for element in row:
            if element.tag in _CELLS:
                _cover(cells, covered)
                _place(cells, covered, element, Cell(_words(element, left_out), element.tag == "th"))
        _cover(cells, covered)
        yield cells


def _place(cells: list[Cell], covered: dict[int, int], element: markup.HtmlElement, cell: Cell) -> None:
    """Add a cell and the empty ones to its right; remember what it covers in the rows below."""
    below = min(_number(element.get("rowspan")), _HIGHEST_SPAN) - 1
    for column in range(min(_number(element.get("colspan")), _WIDEST_SPAN)):
        if below > 0:
            covered[len(cells)] = below
        cells.append(cell if column == 0 else Cell("", cell.head))


def _cover(cells: list[Cell], covered: dict[int, int]) -> None:
    """Add the empty cells that row spans from above put here."""
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append(Cell("", head=False))


def _number(value: str | None) -> int:
    return int(value) if value is not None and re.fullmatch("[1-9][0-9]{0,3}", value) else 1


def _words(cell: markup.HtmlElement, left_out: Callable[[markup.HtmlElement], bool]) -> str:
    pieces: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element is not cell and left_out(element):
            walker.skip_subtree()
        elif event == "start":
            pieces += [" " if element.tag in _BREAKING else "", element.text or ""]
        elif element is not cell:
            pieces += [" " if element.tag in _BREAKING else "", element.tail or ""]
    return _BLANK.sub(" ", "".join(pieces)).strip(" \u3000\xa0")
