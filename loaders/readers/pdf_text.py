"""Pages of a PDF -> one text, the blocks that its setting marks, and what was left out.

A line into which the first word of the next would not have fitted is joined with it. A line larger than most is a
heading, the largest the outermost. A line that recurs in the margin of several pages, but for its number, is a running
head or a page number, and left out. A wide gap between lines parts paragraphs. Rows of a table stand on lines of their
own, with tabs between the cells; a table goes on over a page break.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from math import ceil, inf
from statistics import median

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind
from loaders.ja.view import is_cjk
from loaders.readers.cells import line_of, spans_of
from loaders.readers.pdf_layout import WIDE_BLANK, Grid, Line, Piece
from loaders.readers.pdf_page import Sheet
from loaders.structure.lines import strip_span
from loaders.structure.outline import Draft
from loaders.structure.tables import names_columns

__all__ = ["text_of_sheets"]

_MARGIN = 0.1
_OUTERMOST = 2
_FEWEST_PAGES = 3
_NUMBER = re.compile(r"[0-9０-９]{1,6}")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:p\.?\s*|page\s*)?#\s*(?:(?:/|／|of)\s*#\s*)?(?:頁|ページ)?[-–—\s]*", re.IGNORECASE
)
_LARGER = 1.15
_HEADING_LENGTH = 80
_SENTENCE_ENDS = "。．、，,;；"
_MARKED = re.compile(r"[・●○◯■□◆◇※*＊-]|[(（]?[0-9０-９一-九ア-ンa-z]{1,3}[)）.．、]|[①-⑳]|第[0-9０-９一-九十]+")
_WORD = re.compile(r"[!-~]+")
_DEEPEST = 6
_PARAGRAPH_GAP = 1.35
_HEADING_GAP = 2.0
_INDENT, _WIDEST_INDENT = 2, 8
_DEEPEST_INDENT = 3
_NARROWEST = 14
_MOST_LINES = 0.9
_FIRST_CJK = 2.5
_SHOWN = 5


def text_of_sheets(sheets: Sequence[Sheet]) -> tuple[str, tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """The text, each page ended by a form feed; headings and table rows in order; what was left out."""
    left_out = _running_heads(sheets)
    writer = _Writer(_pitch(sheets), _heading_sizes(sheets), _right_edges(sheets))
    for number, sheet in enumerate(sheets):
        for column in sheet.columns:
            writer.column([piece for piece in column if (number, piece) not in left_out])
        writer.end_page()
    gone = dict.fromkeys(piece.text for _, piece in left_out)
    return "".join(writer.parts), tuple(writer.drafts), tuple(_left_out_remark(list(gone), len(left_out)))


class _Writer:
    """Collects text and drafts, column by column."""

    def __init__(self, pitch: float, headings: Sequence[float], rights: Mapping[int, float]) -> None:
        self.parts: list[str] = []
        self.drafts: list[Draft] = []
        self._length = 0
        self._gap = ""
        self._pitch, self._headings, self._rights = pitch, headings, rights
        self._tables = 0
        self._last: Piece | None = None
        self._left = 0.0
        self._start: int | None = None  # of the paragraph that may go on

    def column(self, pieces: Sequence[Piece]) -> None:
        """Write a column; `_last` is what stands above a piece in it, or ended the page before."""
        left = min((piece.x0 for piece in pieces if isinstance(piece, Line)), default=0.0)
        above: Piece | None = None
        for piece in pieces:
            if isinstance(piece, Grid):
                self._grid(piece)
            else:
                self._line(piece, above, left)
            self._last = above = piece
            self._left = left
        self._gap = self._gap or "\n"

    def end_page(self) -> None:
        """A form feed, also behind a page without words."""
        self.parts.append("\f")
        self._length += 1
        self._gap = ""

    def _write(self, words: str, gap: str = "") -> tuple[int, int]:
        """Append words behind what parts them from those before; where they stand now."""
        first, last = strip_span(words, 0, len(words))
        lead = (self._gap or gap if self.parts and self.parts[-1] != "\f" else "") + words[:first]
        self.parts += [lead, words[first:last]]
        start = self._length + len(lead)
        self._length = start + last - first
        self._gap = ""
        return start, self._length

    def _line(self, line: Line, above: Piece | None, left: float) -> None:
        rank = self._rank(line)
        apart = above is None or self._is_apart(line, above)
        indent = round((line.x0 - left) / (line.size / 2 or 1))
        level = -_DEEPEST_INDENT * line.size <= line.x0 - above.x0 < line.size / 2 if above else indent < _INDENT
        joins = (above is None or not apart) and not rank and level
        if joins and isinstance(self._last, Line) and self._is_full(self._last, line):
            self._go_on(self._last, line)
            return
        if rank and self._goes_on_heading(line, above):
            _, end = self._write(line.text, "\n")
            self.drafts[-1] = replace(self.drafts[-1], end=end)
            return
        lead = "\u3000" if indent == _INDENT else " " * indent if _INDENT < indent <= _WIDEST_INDENT else ""
        start, end = self._write(("" if rank else lead) + line.text, "\n\n" if apart or rank else "\n")
        self._start = None if rank or _MARKED.match(line.text) else start
        if rank:
            self.drafts.append(Draft(BlockKind.HEADING, start, end, rank=rank))
            self._gap = "\n\n"

    def _go_on(self, before: Line, line: Line) -> None:
        """Write a line that goes on with the sentence of the one before, over the end of a column or page too."""
        over_page = self.parts[-1] == "\f"
        self._gap = ""
        _, end = self._write(line.text, " " if _is_word_end(before, line) else "")
        if self.drafts and self.drafts[-1].start == self._start:
            self.drafts[-1] = replace(self.drafts[-1], end=end)
        elif over_page and self._start is not None:  # nobody sees from the text alone that it goes on
            self.drafts.append(Draft(BlockKind.PARAGRAPH, self._start, end))

    def _is_full(self, above: Line, line: Line) -> bool:
        """True if the sentence of the line above goes on here for want of room there."""
        if self._rank(above) or above.x1 - above.x0 < _NARROWEST * above.size or _MARKED.match(line.text):
            return False
        if above.text[-1] in _SENTENCE_ENDS[:2] or WIDE_BLANK in above.text + line.text:
            return False
        word = _WORD.match(line.text)
        letter = (line.x1 - line.x0) / len(line.text)
        needed = letter * (len(word.group()) + 1) if word else _FIRST_CJK * line.size
        return above.x1 + needed > self._rights.get(_edge(self._left), inf)

    def _rank(self, line: Line) -> int:
        """The rank of a heading, 1 for the largest letters; 0 for a line that is none."""
        if line.size not in self._headings or len(line.text) > _HEADING_LENGTH or line.text[-1] in _SENTENCE_ENDS:
            return 0
        return min(self._headings.index(line.size) + 1, _DEEPEST)

    def _goes_on_heading(self, line: Line, above: Piece | None) -> bool:
        """True for the second line of a heading."""
        if not isinstance(above, Line) or above.size != line.size or not self._rank(above):
            return False
        self._gap = "" if (near := line.top - above.top <= _HEADING_GAP * line.size) else self._gap
        return near

    def _is_apart(self, line: Line, above: Piece) -> bool:
        """True if more than a line's usual distance lies between the two."""
        return isinstance(above, Grid) or line.top - above.top > _PARAGRAPH_GAP * self._pitch

    def _grid(self, grid: Grid) -> None:
        """A table, or the rest of the one that ended the page before."""
        rows, before = list(grid.rows), self._last
        goes_on = (
            self.parts[-1:] == ["\f"] and isinstance(before, Grid) and len(before.rows[0]) == len(rows[0])
        )  # nothing else stands between the two
        if goes_on and isinstance(before, Grid):
            rows = rows[1:] if rows[0] == before.rows[0] else rows
        else:
            self._tables += 1
        first = next((place for place, d in enumerate(self.drafts) if d.table == self._tables), len(self.drafts))
        headed = names_columns(list(rows[0])) if not goes_on and len(rows) > 1 else False
        headed = headed or (goes_on and self.drafts[-1].header is not None)
        for words in rows:
            start, end = self._write(line_of(words), "\n")
            header = 0 if headed and len(self.drafts) > first else None
            cells = spans_of(words, start, end)
            self.drafts.append(Draft(BlockKind.TABLE_ROW, start, end, cells=cells, table=self._tables, header=header))
        self._gap = "\n\n"


def _is_word_end(before: Line, line: Line) -> bool:
    """True if a blank belongs between the two: lines of Japanese break within Latin words as well."""
    last, first = before.text[-1], line.text[0]
    if last == "-" or (is_cjk(last) and is_cjk(first)):
        return False
    japanese = sum(map(is_cjk, before.text)) * 2 > len(before.text)
    return before.spaced if japanese else True


def _lines(sheet: Sheet) -> list[Line]:
    return [piece for column in sheet.columns for piece in column if isinstance(piece, Line)]


def _right_edges(sheets: Sequence[Sheet]) -> dict[int, float]:
    """How far lines reach in columns that begin at the same place, by their left edges; a few may reach further."""
    body = _body_size(sheets)
    ends: dict[int, list[float]] = {}
    for column in (column for sheet in sheets for column in sheet.columns):
        lines = [piece for piece in column if isinstance(piece, Line)]
        wide = [line.x1 for line in lines if line.size == body and line.x1 - line.x0 >= _NARROWEST * body]
        if wide:
            ends.setdefault(_edge(min(line.x0 for line in lines)), []).extend(wide)
    return {edge: sorted(reach)[ceil(_MOST_LINES * (len(reach) - 1))] for edge, reach in ends.items()}


def _edge(left: float) -> int:
    return round(left / 10)


def _running_heads(sheets: Sequence[Sheet]) -> set[tuple[int, Line]]:
    """Lines that recur in the margin of several pages, but for their number, and page numbers; with their pages."""
    found: dict[tuple[str, bool], set[tuple[int, Line]]] = {}
    pitch = _pitch(sheets)
    for number, sheet in enumerate(sheets):
        for line, at_top in _marginal(sheet, pitch):
            found.setdefault((_NUMBER.sub("#", line.text), at_top), set()).add((number, line))
    fewest = min(_FEWEST_PAGES, max(2, len(sheets) / 2))
    return {
        (number, line)
        for (words, _), places in found.items()
        for number, line in places
        if len({page for page, _ in places}) >= fewest or _is_page_number(words, line.text, number + 1)
    }


def _marginal(sheet: Sheet, pitch: float) -> Iterator[tuple[Line, bool]]:
    """The outermost lines of a page that stand in its margin, apart from the text; True for those at the top."""
    lines = sorted(_lines(sheet), key=lambda line: line.top)
    for at_top, outer in ((True, lines), (False, lines[::-1])):
        for line, inner in zip_longest(outer[:_OUTERMOST], outer[1 : _OUTERMOST + 1]):
            margin = line.bottom < _MARGIN * sheet.height if at_top else line.top > (1 - _MARGIN) * sheet.height
            apart = inner is None or abs(line.top - inner.top) > _PARAGRAPH_GAP * pitch
            if margin and apart and line.text[-1] not in _SENTENCE_ENDS:
                yield line, at_top


def _is_page_number(words: str, text: str, page: int) -> bool:
    """True for nothing but the number of this very page."""
    number = _NUMBER.search(text)
    return _PAGE_NUMBER.fullmatch(words) is not None and number is not None and int(number.group()) == page


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in (line for sheet in sheets for line in _lines(sheet)):
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _heading_sizes(sheets: Sequence[Sheet]) -> list[float]:
    """The sizes of letters that are plainly larger than most, the largest first."""
    body = _body_size(sheets)
    return sorted({line.size for sheet in sheets for line in _lines(sheet) if line.size > _LARGER * body}, reverse=True)


def _pitch(sheets: Sequence[Sheet]) -> float:
    """The usual distance from line to line, in points."""
    body = _body_size(sheets)
    columns = [[one for one in column if isinstance(one, Line)] for sheet in sheets for column in sheet.columns]
    steps = [b.top - a.top for lines in columns for a, b in pairwise(lines) if a.size == b.size == body]
    return median(steps) if steps else 1.5 * body


def _left_out_remark(texts: Sequence[str], count: int) -> Iterator[Diagnostic]:
    if count:
        shown = "、".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
        message = f"{count} running heads and page numbers are no text of their own: {shown}"
        yield Diagnostic("pdf.left_out", message, Severity.INFO)
