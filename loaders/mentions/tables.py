"""Table rows -> cells by what their column holds (`headers.yaml`): organization, count, status, date, event …

`甲市 | 約3万件 | 氏名、住所 | 流出なし` under `自治体 | 件数 | 情報 | 流出の有無` has an organization, a count, fields
and a status. A table without a head is typed by its cells. Spans index the view of the row's line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.document import Block, BlockKind, Passage
from loaders.ja.view import TextView
from loaders.lexicons import read_lexicon

__all__ = ["HeaderType", "Row", "header_type", "header_types", "name_in", "organization_cells", "row_lines"]

Span = tuple[int, int]
_COUNT = re.compile(r"\d[\d,.]*\s*[万億千]*\s*(?:件|人|名|世帯|records|people)")
_DATE = re.compile(r"\s*(?:\d{4}年|\d{1,2}月\d{1,2}日|\d{4}[/.-]\d{1,2}|\d{1,2}/\d{1,2}|同日|(?:令和|平成)\d+年)")
_NOTE = re.compile(r"\s*(?:\((?:第\d+報|追報|続報|[^()]*報|[^()]*措置|[^()]*停止|※[^()]*|注\d*)\)|\*\d+|※\d*|\[\d+\])")
_REST = re.compile(r"\s+(?=対象|関連|内訳|うち|※|・)|[::。\n|]|\s*\((?=第\d|※)")
_NO_NAME = re.compile(r"^(?:(?:合計|計|総計|小計|その他|全体)(?:\(.*)?|不明|[\d,.\s万千億]+[件人名]?|記載なし|-+|―+)$")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class HeaderType:
    """One type of column: what its head looks like."""

    type: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of data: the index of its line, its table, and the spans of its cells by column type and in order.

    `heads`: the head of each typed column, empty where the table has none.
    """

    line: int
    table: int
    typed: Mapping[str, Span]
    cells: tuple[Span, ...]
    heads: Mapping[str, str]


@lru_cache(maxsize=1)
def header_types() -> tuple[HeaderType, ...]:
    """The types of `headers.yaml`, in file order."""
    return TypeAdapter(tuple[HeaderType, ...]).validate_python(read_lexicon("loaders.mentions", "headers.yaml"))


def header_type(head: str) -> str | None:
    """What a column with this head holds, None if nothing known.

    >>> header_type("流出可能性の件数")
    'count'
    """
    text = head.strip().casefold()
    return next((t.type for t in header_types() if any(re.search(p, text) for p in t.patterns)), None)


def row_lines(blocks: Sequence[Block], passages: Sequence[Passage], views: Sequence[TextView]) -> tuple[Row, ...]:
    """The typed rows of the tables among the blocks, without heads; rows of untyped tables have an empty `typed`."""
    line_of = {p.block: n for n, p in reversed(list(enumerate(passages))) if p.kind is BlockKind.TABLE_ROW}
    rows: list[Row] = []
    for table in dict.fromkeys(b.table for b in blocks if b.table is not None):
        members = [n for n, b in enumerate(blocks) if b.table == table and b.kind is BlockKind.TABLE_ROW]
        tops = {blocks[n].header for n in members}
        data = [n for n in members if n not in tops and n in line_of]
        found = [(line_of[n], _cells(blocks[n], views[line_of[n]])) for n in data]
        types = _types(blocks, members, line_of, views, found)
        heads = _heads(blocks, members, line_of, views)
        named = {t: heads[i] for i, t in types.items() if i < len(heads)}
        rows += [
            Row(
                line,
                table,
                {t: cells[i] for i, t in types.items() if i < len(cells) and cells[i][0] < cells[i][1]},
                cells,
                named,
            )
            for line, cells in found
        ]
    return tuple(rows)


def organization_cells(
    blocks: Sequence[Block], passages: Sequence[Passage], views: Sequence[TextView]
) -> list[tuple[int, int, int]]:
    """Names in the organization column of tables that count or judge something: (line, view start, view end).

    Notes behind a name ((第2報), 対象地方公共団体: …) are left out.
    """
    names: list[tuple[int, int, int]] = []
    for row in row_lines(blocks, passages, views):
        if "organization" not in row.typed or not {"count", "status", "fields"} & set(row.typed):
            continue
        text = views[row.line].text
        start, end = name_in(text, *row.typed["organization"])
        if start < end and not _NO_NAME.match(text[start:end]):
            names.append((row.line, start, end))
    return names


def name_in(text: str, start: int, end: int) -> Span:
    """The name at the front of an organization cell; an empty span if what stands there is too long for one."""
    cell = text[start:end]
    cuts = [m.start() for m in (_NOTE.search(cell), _REST.search(cell)) if m and m.start() > 0]
    stop = min(cuts, default=len(cell))
    stop = len(cell[:stop].rstrip())
    return (start, start + stop) if 1 < stop <= _LONGEST_NAME else (start, start)


def _cells(block: Block, view: TextView) -> tuple[Span, ...]:
    """Cells as view spans; those outside the view are empty."""
    top = len(view.text)
    return tuple(
        (min(view.at(a), top), min(view.at(b - 1) + 1, top) if b > a else min(view.at(a), top)) for a, b in block.cells
    )


def _types(
    blocks: Sequence[Block],
    members: Sequence[int],
    line_of: Mapping[int, int],
    views: Sequence[TextView],
    found: Sequence[tuple[int, tuple[Span, ...]]],
) -> dict[int, str]:
    """Column index -> type; the first column of a type keeps it."""
    heads = _heads(blocks, members, line_of, views)
    if not heads:
        return _guessed(found, views)
    types: dict[int, str] = {}
    for n, head in enumerate(heads):
        kind = header_type(head)
        if kind and kind not in types.values():
            types[n] = kind
    return types


def _heads(
    blocks: Sequence[Block], members: Sequence[int], line_of: Mapping[int, int], views: Sequence[TextView]
) -> tuple[str, ...]:
    """The words at the head of each column, none for a table without a head."""
    header = next((blocks[n].header for n in members if blocks[n].header is not None), None)
    if header is None or header not in line_of:
        return ()
    view = views[line_of[header]]
    return tuple(view.text[start:end] for start, end in _cells(blocks[header], view))


def _guessed(found: Sequence[tuple[int, tuple[Span, ...]]], views: Sequence[TextView]) -> dict[int, str]:
    """Types of a table without head: dates in front of sentences, or names in front of counts."""
    if len(found) < 2:
        return {}
    columns = min(len(cells) for _, cells in found)
    texts = [[views[line].text[a:b] for a, b in cells] for line, cells in found]

    def mostly(column: int, pattern: re.Pattern[str]) -> bool:
        return sum(bool(pattern.match(row[column])) for row in texts) * 2 > len(texts)

    if columns >= 2 and mostly(0, _DATE):
        return {0: "date", 1: "event"}
    if any(header_type(row[0]) not in {None, "organization"} for row in texts):
        return {}  # rows of label and value
    counts = [n for n in range(1, columns) if sum(bool(_COUNT.search(row[n])) for row in texts) * 2 > len(texts)]
    return {0: "organization", counts[0]: "count"} if counts and not mostly(0, _COUNT) else {}
