"""Elements of a page, opened and closed in turn -> one text and the blocks that the markup names.

`<ul><li>氏名</li></ul>` adds the line `氏名` and a list item at its place. Paragraphs are only set apart by
blank lines: what they are is read from the text as in any other. The cells of a row stand on one line, with
tabs between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from app.domain.document import BlockKind
from loaders.ja.view import is_cjk
from loaders.readers.cells import line_of, spans_of
from loaders.readers.html_table import Cell
from loaders.structure.lines import strip_span
from loaders.structure.outline import Draft
from loaders.structure.tables import names_columns

__all__ = ["HtmlText"]

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "dl"})
_ITEMS = frozenset({"li", "dt", "dd"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "pre", "figure", "figcaption", "caption", "address", "hr"}
    | {"fieldset", "legend", "details", "summary", "center", "form", "body", "html", "hgroup", "header"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
    | {*_HEADINGS, *_LISTS, *_ITEMS}
)
_BLANK = re.compile("[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")
_SOURCE_BREAK = re.compile("[ \r]*\r[ \r]*")
_AROUND_BREAK = re.compile("[ \r]*\n[ \r]*")


class HtmlText:
    """Collects text and drafts. Call `open`, `add`, `close` and `table` in document order, then `finish` once."""

    def __init__(self) -> None:
        """Start with no text."""
        self._parts: list[str] = []
        self._length = 0
        self._given: list[Draft] = []
        self._buffer: list[str] = []
        self._lists = 0
        self._preformatted = 0
        self._tables = 0
        self._forms: list[Draft] = []

    def open(self, tag: str) -> None:
        """An element begins."""
        if tag == "br":
            self._buffer.append("\n")
        if tag not in _BLOCKS:
            return
        self._flush()
        self._lists += tag in _LISTS
        self._preformatted += tag == "pre"
        if tag in _HEADINGS:
            self._forms.append(Draft(BlockKind.HEADING, 0, 0, rank=_HEADINGS[tag]))
        elif tag in {"li", "dt"}:
            self._forms.append(Draft(BlockKind.LIST_ITEM, 0, 0, style="html", indent=max(1, self._lists)))
        elif tag == "dd":
            self._forms.append(Draft(BlockKind.PARAGRAPH, 0, 0, hangs=True))

    def add(self, words: str | None) -> None:
        """Words of the element that is open."""
        if words:
            self._buffer.append(words.replace("\r", "") if self._preformatted else _BLANK.sub(_blank, words))

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag not in _BLOCKS:
            return
        self._flush()
        self._lists -= tag in _LISTS
        self._preformatted -= tag == "pre"
        if (tag in _HEADINGS or tag in _ITEMS) and self._forms:
            self._forms.pop()

    def paragraph(self, words: str) -> None:
        """Words that are a paragraph of their own."""
        self._flush()
        start, end = self._write(words, "\n\n")
        if start < end:
            self._given.append(Draft(BlockKind.PARAGRAPH, start, end))

    def table(self, rows: Iterable[list[Cell]]) -> None:
        """A table of data; its column names are a first row of `th` only, or one that reads like names."""
        self._flush()
        drafts: list[Draft] = []
        heading = False
        for cells in rows:
            draft = self._row(cells)
            if draft is not None:
                heading = heading or (not drafts and _names_columns(cells))
                drafts.append(draft)
        header = 0 if heading and len(drafts) > 1 else None
        self._given += [replace(draft, header=header if place else None) for place, draft in enumerate(drafts)]
        self._tables += 1

    def finish(self) -> tuple[str, tuple[Draft, ...]]:
        """The text and the drafts of the blocks that the markup names, in order."""
        self._flush()
        return "".join(self._parts), tuple(self._given)

    def _flush(self) -> None:
        """Write the words collected so far as a block of their own; a second one in an item hangs on the item."""
        words = _settled("".join(self._buffer))
        self._buffer.clear()
        form = self._forms[-1] if self._forms else None
        start, end = self._write(words, "\n" if form and form.kind is BlockKind.LIST_ITEM else "\n\n")
        if start == end or form is None:
            return
        self._given.append(replace(form, start=start, end=end))
        if form.kind is BlockKind.LIST_ITEM:
            self._forms[-1] = Draft(BlockKind.PARAGRAPH, 0, 0, hangs=True)

    def _write(self, words: str, gap: str) -> tuple[int, int]:
        """Append words behind a gap; where they stand now."""
        first, last = strip_span(words, 0, len(words))
        if first >= last:
            return 0, 0
        gap = gap if self._parts else ""
        self._parts += [gap, words[first:last]]
        start = self._length + len(gap)
        self._length = start + last - first
        return start, self._length

    def _row(self, cells: list[Cell]) -> Draft | None:
        """Write a row, None for an empty one."""
        words = [cell.words for cell in cells]
        start, end = self._write(line_of(words), "\n")
        if start == end:
            return None
        return Draft(BlockKind.TABLE_ROW, start, end, cells=spans_of(words, start, end), table=self._tables)


def _names_columns(cells: list[Cell]) -> bool:
    """True for a row of `th` only, or, if it has none, for one whose words name columns."""
    heads = [cell.head for cell in cells]
    return all(heads) if any(heads) else names_columns([cell.words for cell in cells])


def _blank(match: re.Match[str]) -> str:
    """A blank of the source; one with a line break waits for its neighbours."""
    return "\r" if re.search("[\r\n\u2028\u2029]", match.group()) else " "


def _settled(words: str) -> str:
    """Breaks of the source become a space or, between Japanese characters, nothing; `br` breaks stay."""
    words = _AROUND_BREAK.sub("\n", words)
    pieces = _SOURCE_BREAK.split(words)
    settled = pieces[:1]
    for before, after in pairwise(pieces):
        glued = bool(before and after) and is_cjk(before[-1]) and is_cjk(after[0])
        settled += ["" if glued else " ", after]
    return re.sub(" {2,}", " ", "".join(settled))
