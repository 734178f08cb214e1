"""Text -> blocks: headings, paragraphs, list items, table rows and footnotes, with exact offsets and parents.

`1 経緯\\n当社は…\\nと発表した。\\n・氏名` is a heading, one paragraph (its hard-wrapped line joined) and a list item, both under the
heading. Every character that is no blank lies in exactly one block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app.domain.document import Block, BlockKind
from loaders.lines import Line, is_closed, is_open, lines_of
from loaders.outline import Draft, nest
from loaders.tables import Table, tables_of

__all__ = ["blocks_of"]

_HEADING_LENGTH = 60
_LATIN_HEADING_LENGTH = 100
_LABEL_LENGTH = 24
_WRAP_WIDTH = range(30, 201)
_WRAP_SLACK = 6
_MARKDOWN_RANK = {f"md{depth}": depth for depth in range(1, 7)}
_TITLE_RANK, _ANNEX_RANK, _CHAPTER_RANK, _PLAIN_RANK, _NUMBER_RANK, _SUB_RANK = 1, 2, 7, 8, 9, 10
_EXPLICIT = re.compile(r"【[^】]{1,40}】$|[〈<《(（［\[][^〉>》)）］\]]{2,30}[〉>》)）］\]]$")
_ANNEX = re.compile(
    r"(?:別紙|別添|別記|参考資料)\s?[0-9０-９一二三四五]{0,2}[〉>》)）］\]】]?$|^[〈<《(（［\[【]?(?:別紙|別添|別記)\s?[0-9０-９]{0,2}"
)
_NO_HEADING = re.compile(
    r"(?:各位|御中|様|皆様|殿)$|[0-9]{1,2}[:時][0-9]{2}|^[0-9]{4}[./年-]\s?[0-9]{1,2}[./月-]\s?[0-9]{1,2}日?$|^(?:謹啓|拝啓|敬具|以上|記|Copyright|©)|https?://|^[\W_]+$|株式会社$"
)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text in reading order; parents come before their children."""
    lines = lines_of(text)
    return nest(_drafts(text, lines, tables_of(text, lines)))


def _drafts(text: str, lines: Sequence[Line], tables: dict[int, Table]) -> list[Draft]:
    drafts: list[Draft] = []
    place = 0
    numbering = 0
    while place < len(lines):
        if place in tables:
            drafts.extend(_rows(tables[place], numbering, len(drafts)))
            numbering += 1
            place = tables[place].last
            continue
        draft, place = _draft(text, lines, tables, place, drafts[-1] if drafts else None)
        drafts.append(draft)
    return drafts


def _rows(table: Table, numbering: int, first: int) -> list[Draft]:
    """Drafts of a table's rows; `first` is the index that the first of them will have."""
    header = None if table.header is None else first + table.header
    make = partial(Draft, BlockKind.TABLE_ROW, table=numbering)
    rows = [make(row.start, row.end, cells=row.cells) for row in table.rows]
    return [draft if first + place == header else replace(draft, header=header) for place, draft in enumerate(rows)]


def _draft(
    text: str, lines: Sequence[Line], tables: dict[int, Table], place: int, before: Draft | None
) -> tuple[Draft, int]:
    """The block that starts at this line, and the index of the line behind it."""
    line = lines[place]
    rank = _heading_rank(text, lines, tables, place)
    if rank:
        return Draft(BlockKind.HEADING, line.start, line.end, rank=rank), place + 1
    stop = _paragraph_end(text, lines, tables, place)
    end = lines[stop - 1].end
    if line.marker is None:
        return Draft(BlockKind.PARAGRAPH, line.start, end, hangs=_hangs(text, line, before)), stop
    if line.marker.kind == "footnote":
        return Draft(BlockKind.FOOTNOTE, line.start, end), stop
    return Draft(BlockKind.LIST_ITEM, line.start, end, style=line.marker.style, indent=line.indent), stop


def _hangs(text: str, line: Line, before: Draft | None) -> bool:
    """True for a paragraph that belongs to the list item before it: indented under it, or told by a short label."""
    if before is None or (before.kind is not BlockKind.LIST_ITEM and not before.hangs):
        return False
    if line.indent > before.indent and line.indent > 1:
        return True
    if line.blank_before:
        return False
    return before.hangs or (before.end - before.start <= _LABEL_LENGTH and text[before.end - 1] not in "。.")


def _paragraph_end(text: str, lines: Sequence[Line], tables: dict[int, Table], place: int) -> int:
    """Index behind the last line that the sentence of this line runs on to."""
    width = _wrap_width(text, lines, place)
    stop = place + 1
    while stop < len(lines) and stop not in tables and _goes_on(text, lines[stop - 1], lines[stop], width):
        stop += 1
    return stop


def _goes_on(text: str, line: Line, after: Line, width: int | None) -> bool:
    """True if `after` continues the sentence of `line`."""
    if after.blank_before or is_closed(text, line):
        return False
    if after.marker is not None and (after.marker.kind != "numbered" or after.marker.style != "bare"):
        return False
    if after.fresh and text[line.end - 1] not in "、,":
        return False
    if is_open(text, line, after):
        return True
    return width is not None and _width(text, line) >= width - _WRAP_SLACK


def _wrap_width(text: str, lines: Sequence[Line], place: int) -> int | None:
    """Columns at which the lines from here on are wrapped; None if they are not: two or more fill the same width."""
    stop = place + 1
    while stop < min(len(lines), place + 12) and not lines[stop].blank_before:
        stop += 1
    widths = [_width(text, line) for line in lines[place:stop]]
    widest = max(widths)
    full = sum(width >= widest - _WRAP_SLACK for width in widths)
    return widest if widest in _WRAP_WIDTH and full >= 2 and widths[0] >= widest - _WRAP_SLACK else None


def _width(text: str, line: Line) -> int:
    """Half-width columns, counted up to just above the widest line that a person would wrap at."""
    if line.end - line.start > _WRAP_WIDTH.stop:
        return _WRAP_WIDTH.stop
    return line.indent + sum(2 if char > "\u2e7f" else 1 for char in text[line.start : line.end])


def _heading_rank(text: str, lines: Sequence[Line], tables: dict[int, Table], place: int) -> int:
    """The rank of a heading, 0 for a line that is none."""
    line = lines[place]
    style = line.marker.style if line.marker else ""
    words = text[line.start : line.end] if line.end - line.start <= 2 * _LATIN_HEADING_LENGTH else ""
    if style in _MARKDOWN_RANK:
        return _MARKDOWN_RANK[style]
    if not words or not _may_head(text, line, words):
        return 0
    after = lines[place + 1] if place + 1 < len(lines) else None
    if line.marker is None:
        return _plain_rank(text, lines, tables, place, words)
    if line.marker.kind not in {"sign", "numbered"} and style != "disc":
        return 0
    return _signed_rank(style) if after is not None and not _is_sibling(line, after) else 0


def _may_head(text: str, line: Line, words: str) -> bool:
    """Short, and not ended as a sentence or a lead-in is."""
    limit = _LATIN_HEADING_LENGTH if words.isascii() else _HEADING_LENGTH
    return line.end - line.body <= limit and text[line.end - 1] not in "。．｡、,，.;；:：…"  # noqa: RUF001 - sentence ends as the sources have them


def _is_sibling(line: Line, after: Line) -> bool:
    """True if the next line is the next item of the same list."""
    return after.marker is not None and line.marker is not None and after.marker == line.marker


def _signed_rank(style: str) -> int:
    if style in {"square", "chapter"}:
        return _CHAPTER_RANK if style == "chapter" else _PLAIN_RANK
    return _NUMBER_RANK if style in {"point", "bare", "disc"} else _SUB_RANK


def _plain_rank(text: str, lines: Sequence[Line], tables: dict[int, Table], place: int, words: str) -> int:
    """Rank of a line without a sign: a bracketed or annex heading, the title, or a short line above a body."""
    line = lines[place]
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place + 1 < len(lines) else None
    if after is None or _NO_HEADING.search(words) or (before is not None and _goes_on(text, before, line, None)):
        return 0
    if _ANNEX.search(words):
        return _ANNEX_RANK
    if _EXPLICIT.match(words):
        return _PLAIN_RANK
    if line.fresh or (
        not after.blank_before and is_open(text, line, after) and place + 1 not in tables and not after.marker
    ):
        return 0
    if _is_body(text, lines, tables, place + 1):
        return _PLAIN_RANK if place else _TITLE_RANK
    return _TITLE_RANK if place < 3 and line.blank_before and after.blank_before and len(words) >= 12 else 0


def _is_body(text: str, lines: Sequence[Line], tables: dict[int, Table], place: int) -> bool:
    """True if what stands at this line is told under a heading: a sentence, a list or a table."""
    line = lines[place]
    if place in tables or (line.marker is not None and line.marker.kind == "bullet"):
        return True
    if line.marker is not None:
        return line.end - line.body > _HEADING_LENGTH or text[line.end - 1] in "。."
    after = lines[place + 1] if place + 1 < len(lines) else None
    runs_on = after is not None and not after.blank_before and is_open(text, line, after)
    return runs_on or line.end - line.start > _HEADING_LENGTH or text[line.end - 1] in "。.」』！!）)"  # noqa: RUF001 - sentence ends as the sources have them
