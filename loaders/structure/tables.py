"""Lines -> tables: rows with their cells, also where the cells of one row run over several physical lines.

`甲社 | 約3万件 | 氏名、住所 |` and, on the next line, `流出なし | 記載なし |` are one row of a table whose ruling line
(`---|---|…`) has five columns: cells are counted by their terminators against that width.
Tab-separated lines are tables too. A header is a row whose cells name columns; a row that already holds data
(`対象件数 | 約31万件 |`) is none, although a ruling line follows it.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.structure.lines import Line, strip_span

__all__ = ["Row", "Table", "names_columns", "tables_of"]

_RULE = re.compile(r"(?=.*--)[|+]?\s*:?-+:?\s*(?:[|+\t]\s*:?-+:?\s*)*[|+\t]?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"\s*</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>\s*", re.IGNORECASE)
_DATA = re.compile(
    r"。|\d[0-9０-９,，.．]*\s*[万億千]?\s*(?:件|人|名|円|世帯|組織|ドル|%|％|歳)|\d{4}[年/.-]|\d{1,2}月\d{1,2}日"
)
_LABEL_WIDTH = 40
_MOST_LINES_PER_ROW = 12

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row's span (its ruling lines included) and the trimmed spans of its cells, empty cells as empty spans."""

    start: int
    end: int
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines `[first, last)` as rows; `header` is the index of the row that names the columns."""

    first: int
    last: int
    rows: tuple[Row, ...]
    header: int | None


def tables_of(text: str, lines: Sequence[Line]) -> dict[int, Table]:
    """The tables by the index of their first line."""
    found: dict[int, Table] = {}
    place = 0
    while place < len(lines):
        table = _pipe_table(text, lines, place) or _tab_table(text, lines, place)
        if table is not None:
            found[place] = table
        place = table.last if table is not None else place + 1
    return found


def names_columns(names: Sequence[str]) -> bool:
    """True for two or more short cells without figures or sentences: `組織 | 件数`, unlike `対象件数 | 約31万件`."""
    return len(names) > 1 and all(len(name) <= _LABEL_WIDTH and not _DATA.search(name) for name in names)


def is_rule(text: str, line: Line) -> bool:
    """True for `---|---|` and `|:--|--:|`, also with tabs for pipes: a line that only rules a table."""
    stretch = text[line.start : line.end]
    return (
        len(stretch) < 2000
        and stretch[0] in "|+:-"
        and any(sign in stretch for sign in "|\t+")
        and _RULE.match(stretch) is not None
    )


def _pipes(text: str, line: Line) -> list[int]:
    """Places of the cell terminators of a line, without one that opens the line."""
    return [found.start() for found in _PIPE.finditer(text, line.start, line.end) if found.start() > line.start]


def _cell_count(text: str, line: Line) -> int:
    pipes = _pipes(text, line)
    return len(pipes) + (text[line.end - 1] != "|") if pipes else 0


def _rule_width(text: str, line: Line) -> int:
    return len(re.findall(r"-+", text[line.start : line.end]))


def _pipe_table(text: str, lines: Sequence[Line], first: int) -> Table | None:
    """The pipe table that starts at this line, if one does."""
    width = _width_at(text, lines, first)
    if width is None:
        return None
    rows: list[Row] = []
    ruled = False
    place = first
    while place < len(lines) and (place == first or not lines[place].blank_before):
        stop = _row_end(text, lines, place, width)
        if stop is None or (ruled and stop < len(lines) and is_rule(text, lines[stop])):
            break
        rows.append(_pipe_row(text, lines[place:stop]))
        place = _absorb_rules(text, lines, stop, rows)
        ruled = ruled or place > stop or not rows[-1].cells
    return Table(first, place, tuple(rows), _header(text, rows)) if rows else None


def _width_at(text: str, lines: Sequence[Line], first: int) -> int | None:
    """Columns of the table starting here: from a ruling line on or soon below it, else from two equal lines."""
    if is_rule(text, lines[first]):
        below = lines[first + 1] if first + 1 < len(lines) else None
        return _rule_width(text, lines[first]) if below is not None and _pipes(text, below) else None
    if not _pipes(text, lines[first]):
        return None
    for ahead in range(first + 1, min(first + 4, len(lines))):
        if lines[ahead].blank_before and not is_rule(text, lines[ahead]):
            break
        if is_rule(text, lines[ahead]):
            return _rule_width(text, lines[ahead])
    if first + 1 < len(lines) and not lines[first + 1].blank_before:
        here, below = _cell_count(text, lines[first]), _cell_count(text, lines[first + 1])
        return here if here == below and here > 1 else None
    return None


def _row_end(text: str, lines: Sequence[Line], first: int, width: int) -> int | None:
    """Index behind the last line of the row that starts at `first`; None if no row does."""
    if is_rule(text, lines[first]):
        return first + 1
    if not _pipes(text, lines[first]):
        return None
    count, stop = 0, first + 1
    for place in range(first, min(first + _MOST_LINES_PER_ROW, len(lines))):
        line = lines[place]
        pipes = len(_pipes(text, line))
        if place > first and (is_rule(text, line) or line.blank_before or count + pipes > width):
            break
        count += pipes
        stop = place + 1 if pipes else stop
        if count >= width or (count == width - 1 and text[line.end - 1] != "|" and not _runs_on(text, lines, place)):
            return place + 1
    return stop


def _runs_on(text: str, lines: Sequence[Line], place: int) -> bool:
    """True if the last cell of this line goes on: the next line ends it and has no other cell."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    return (
        below is not None and text[below.end - 1] == "|" and len(_pipes(text, below)) == 1 and text[below.start] != "|"
    )


def _absorb_rules(text: str, lines: Sequence[Line], place: int, rows: list[Row]) -> int:
    """Ruling lines belong to the row above them; a ruling line that is a row of its own joins the next one."""
    while place < len(lines) and is_rule(text, lines[place]) and not lines[place].blank_before:
        rows[-1] = Row(rows[-1].start, lines[place].end, rows[-1].cells)
        place += 1
    if len(rows) > 1 and not rows[-2].cells:
        rows[-2:] = [Row(rows[-2].start, rows[-1].end, rows[-1].cells)]
    return place


def _pipe_row(text: str, lines: Sequence[Line]) -> Row:
    if is_rule(text, lines[0]):
        return Row(lines[0].start, lines[0].end, ())
    start, end = lines[0].start, lines[-1].end
    edge = start + (text[start] == "|")
    cells: list[Span] = []
    for line in lines:
        for pipe in _pipes(text, line):
            cells.append(_cell(text, edge, pipe))
            edge = pipe + 1
    if text[edge:end].strip():
        cells.append(_cell(text, edge, end))
    return Row(start, end, tuple(cells))


def _tab_table(text: str, lines: Sequence[Line], first: int) -> Table | None:
    """Lines with tabs between their cells: two or more of them, or one that a ruling line follows."""
    rows: list[Row] = []
    ruled = False
    place = first
    while place < len(lines) and (place == first or not lines[place].blank_before):
        if rows and is_rule(text, lines[place]):
            rows[-1] = Row(rows[-1].start, lines[place].end, rows[-1].cells)
            ruled = True
        elif _has_tab_cells(text, lines[place]):
            rows.append(_tab_row(text, lines[place]))
        else:
            break
        place += 1
    return Table(first, place, tuple(rows), _header(text, rows)) if len(rows) > 1 or ruled else None


def _has_tab_cells(text: str, line: Line) -> bool:
    return "\t" in text[line.body : line.end] and not is_rule(text, line)


def _tab_row(text: str, line: Line) -> Row:
    """A row; a tab before the first word stands for an empty first cell."""
    cells: list[Span] = []
    edge = line.start
    if text[max(0, line.start - 1)] == "\t" and line.start:
        cells.append((line.start, line.start))
    for tab in re.finditer("\t", text[line.start : line.end]):
        cells.append(_cell(text, edge, line.start + tab.start()))
        edge = line.start + tab.end()
    cells.append(_cell(text, edge, line.end))
    return Row(line.start, line.end, tuple(cells))


def _cell(text: str, start: int, end: int) -> Span:
    """A cell without blanks and stray tags at its ends."""
    start, end = strip_span(text, start, end)
    while match := _TAG.match(text, start, end):
        start = match.end()
    while end > start and text[end - 1] == ">" and (opening := text.rfind("<", start, end)) >= 0:
        if _TAG.fullmatch(text, opening, end) is None:
            break
        end = opening
    start, end = strip_span(text, start, end)
    return (start, end) if start < end else (start, start)


def _header(text: str, rows: Sequence[Row]) -> int | None:
    """Index of the first row, if its cells name columns and rows of data follow."""
    return 0 if len(rows) > 1 and names_columns([text[start:end] for start, end in rows[0].cells]) else None
