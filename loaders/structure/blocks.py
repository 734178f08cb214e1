r"""Text -> blocks: headings, paragraphs, list items, table rows and footnotes, with exact offsets and parents.

`1 経緯\n当社は…\nと発表した。\n・氏名` is a heading, one paragraph (its hard-wrapped line joined) and a list
item, both under the heading. Every character that is no blank lies in exactly one block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.document import Block, BlockKind
from loaders.structure.headings import heading_rank
from loaders.structure.lines import Line, is_dated, lines_of
from loaders.structure.outline import Draft, nest
from loaders.structure.tables import tables_of
from loaders.structure.wrapping import goes_on, wrap_width

__all__ = ["blocks_of"]

_LABEL_LENGTH = 16
"""Characters of an item that is no more than a label (`・5/6 10:15`) for the lines that follow."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Lines up to `last` whose blocks are known beforehand; headers count from the first of the drafts."""

    last: int
    drafts: tuple[Draft, ...]


def blocks_of(text: str, given: Sequence[Draft] = ()) -> tuple[Block, ...]:
    """The blocks of a text in reading order; parents come before their children.

    `given` are blocks that the format itself marks (HTML headings, items, rows), in order and each on lines of its own;
    the lines between them are read as plain text. The `header` of a given row counts from the first row of its table.
    """
    lines = lines_of(text)
    return nest(_drafts(text, lines, _given(lines, given) if given else _tables(text, lines)))


def _tables(text: str, lines: Sequence[Line]) -> dict[int, _Fixed]:
    """The tables that the text draws, by the index of their first line."""
    found: dict[int, _Fixed] = {}
    for number, (first, table) in enumerate(tables_of(text, lines).items()):
        rows = [
            Draft(BlockKind.TABLE_ROW, row.start, row.end, cells=row.cells, table=number, header=header)
            for place, row in enumerate(table.rows)
            for header in (None if place == table.header else table.header,)
        ]
        found[first] = _Fixed(table.last, tuple(rows))
    return found


def _given(lines: Sequence[Line], given: Sequence[Draft]) -> dict[int, _Fixed]:
    """The given drafts by the index of their first line, those of one table together."""
    places = {line.start: place for place, line in enumerate(lines)}
    found: dict[int, _Fixed] = {}
    for _, group in groupby(enumerate(given), key=lambda pair: (pair[1].table, pair[1].table is None and pair[0])):
        drafts = tuple(draft for _, draft in group)
        last = bisect_left(lines, drafts[-1].end, key=lambda line: line.start)
        found[places[drafts[0].start]] = _Fixed(last, drafts)
    return found


def _drafts(text: str, lines: Sequence[Line], fixed: Mapping[int, _Fixed]) -> list[Draft]:
    """All blocks in order; the fixed ones as they are, the lines between them read."""
    bodies = {place for place, known in fixed.items() if known.drafts[0].kind is not BlockKind.HEADING}
    width = wrap_width(text, lines)
    drafts: list[Draft] = []
    place = 0
    while place < len(lines):
        known = fixed.get(place)
        if known is not None:
            drafts += [_shifted(draft, len(drafts)) for draft in known.drafts]
            place = known.last
            continue
        rank = heading_rank(text, lines, bodies, place, width)
        stop = place + 1 if rank else _paragraph_end(text, lines, fixed, place, width)
        drafts.append(_draft(text, lines[place], lines[stop - 1].end, rank, drafts[-1] if drafts else None))
        place = stop
    return drafts


def _shifted(draft: Draft, by: int) -> Draft:
    return draft if draft.header is None else replace(draft, header=draft.header + by)


def _draft(text: str, line: Line, end: int, rank: int, before: Draft | None) -> Draft:
    """The block from this line to `end`."""
    if rank:
        return Draft(BlockKind.HEADING, line.start, end, rank=rank)
    if line.marker is None or line.marker.kind == "heading":
        return Draft(BlockKind.PARAGRAPH, line.start, end, hangs=_hangs(text, line, before))
    if line.marker.kind == "footnote":
        return Draft(BlockKind.FOOTNOTE, line.start, end)
    return Draft(BlockKind.LIST_ITEM, line.start, end, style=line.marker.style, indent=line.indent)


def _hangs(text: str, line: Line, before: Draft | None) -> bool:
    """True for a paragraph that belongs to the list item before it: indented under it, or told by a short label."""
    if before is None or (before.kind is not BlockKind.LIST_ITEM and not before.hangs):
        return False
    if line.indent > before.indent and line.indent > 1:
        return True
    if line.blank_before:
        return False
    return before.hangs or (before.end - before.start <= _LABEL_LENGTH and text[before.end - 1] not in "。.")


def _paragraph_end(text: str, lines: Sequence[Line], fixed: Mapping[int, _Fixed], place: int, width: int | None) -> int:
    """Index behind the last line that the sentence of this line runs on to."""
    stop = place + 1
    is_row = is_dated(text, lines[place])
    while stop < len(lines) and stop not in fixed and goes_on(text, lines[stop - 1], lines[stop], width):
        if is_row and is_dated(text, lines[stop]):
            break  # the next line of a chronicle, whatever it opens with
        stop += 1
    return stop
