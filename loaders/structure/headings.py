"""Lines -> headings: which line is one, and how far out it stands.

`# 概要`, `1 経緯`, `■対応`, `【お詫び】`, `…〈別紙1〉`, and a short line without 。 above a sentence, list or table.
Ranks order them: 1 title, 2 annex, 1-6 Markdown, 7 chapter, 8 plain or ■, 9 ●, 10 numbered, 11 sub-numbered or a date.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from loaders.structure.lines import Line, is_closed, is_dated, is_open
from loaders.structure.wrapping import goes_on

__all__ = ["heading_rank"]

_HEADING_LENGTH = 60
_LATIN_HEADING_LENGTH = 100
_TITLE_LENGTH = 12
_TITLE_WITHIN = 8
_MARKDOWN_RANK = {f"md{depth}": depth for depth in range(1, 7)}
_TITLE_RANK, _ANNEX_RANK, _CHAPTER_RANK, _PLAIN_RANK, _DISC_RANK, _NUMBER_RANK, _SUB_RANK = 1, 2, 7, 8, 9, 10, 11
_STYLE_RANK = {
    "chapter": _CHAPTER_RANK,
    "square": _PLAIN_RANK,
    "disc": _DISC_RANK,
    "point": _NUMBER_RANK,
    "bare": _NUMBER_RANK,
}
_CAPTION_LENGTH = 30
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_EXPLICIT = re.compile(r"【[^】]{1,40}】$|[〈<《［\[][^〉>》］\]]{2,30}[〉>》］\]]$|[(（][^)）\d]{2,12}[)）]$")
_DATE = re.compile(
    r"(?:\d{4}年|(?:平成|令和|同)[\d元]{0,2}年)?\s?\d{1,2}月\s?\d{1,2}日(?:\s?[(（][月火水木金土日・祝]{1,3}[)）])?"
)
_ANNEX = re.compile(
    r"(?:別紙|別添|別記|参考資料)\s?[\d一二三四五]{0,2}[〉>》)）］\]】]?$|^[〈<《(（［\[【]?(?:別紙|別添|別記)\s?\d{0,2}"
)
_NO_HEADING = re.compile(
    r"(?:各位|御中|様|殿)$|\d{1,2}[:時]\d{1,2}|^\d{4}[./年-]\s?\d{1,2}[./月-]\s?\d{1,2}日?$|https?://|^[\W_]+$|株式会社$"
    r"|^(?:謹啓|拝啓|Copyright|©)|^(?:敬具|以上|記)$"
)


def heading_rank(text: str, lines: Sequence[Line], bodies: Container[int], place: int, width: int | None) -> int:
    """The rank of a heading, 0 for a line that is none.

    `bodies` are the lines where tables and the like begin; `width` is the column at which the text is wrapped.
    """
    line = lines[place]
    style = line.marker.style if line.marker else ""
    words = text[line.start : line.end] if line.end - line.start <= 2 * _LATIN_HEADING_LENGTH else ""
    if style in _MARKDOWN_RANK:
        return _MARKDOWN_RANK[style]
    if not words or not _may_head(text, line, words):
        return 0
    after = lines[place + 1] if place + 1 < len(lines) else None
    if line.marker is None:
        return _plain_rank(text, lines, bodies, place, width)
    if line.marker.kind not in {"sign", "numbered"} and style != "disc":
        return 0
    before = lines[place - 1] if place and not line.blank_before else None
    listed = after is None or _is_sibling(line, after) or (before is not None and _is_sibling(line, before))
    return 0 if listed else _STYLE_RANK.get(style, _SUB_RANK)


def _may_head(text: str, line: Line, words: str) -> bool:
    """Short, and not ended as a sentence or a lead-in is."""
    limit = _LATIN_HEADING_LENGTH if words.isascii() else _HEADING_LENGTH
    return line.end - line.body <= limit and text[line.end - 1] not in "。．｡、,，.;；:：…"


def _is_sibling(line: Line, after: Line) -> bool:
    """True if the two lines are items of the same list."""
    return after.marker is not None and line.marker is not None and after.marker == line.marker


def _plain_rank(text: str, lines: Sequence[Line], bodies: Container[int], place: int, width: int | None) -> int:
    """Rank of a line without a sign: a bracketed or annex heading, the title, or a short line above a body."""
    line = lines[place]
    words = text[line.start : line.end]
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place + 1 < len(lines) else None
    if is_dated(text, line) and any(other is not None and is_dated(text, other) for other in (before, after)):
        return 0  # a line of a chronicle
    if after is None or _NO_HEADING.search(words) or (before is not None and goes_on(text, before, line, width)):
        return 0
    if not after.blank_before and _UNDERLINE.fullmatch(text, after.start, after.end):
        return 1 if text[after.start] == "=" else 2
    if _ANNEX.search(words):
        return _ANNEX_RANK
    if _EXPLICIT.match(words) and (line.blank_before or words[0] not in "(（"):
        return _PLAIN_RANK
    if line.fresh or (place + 1 not in bodies and goes_on(text, line, after, width)):
        return 0
    if len(words) > _CAPTION_LENGTH and before and _one_of_many(text, line, before) and place - 1 not in bodies:
        return 0
    if _is_body(text, lines, bodies, place + 1):
        return _SUB_RANK if _DATE.fullmatch(words) else _PLAIN_RANK
    alone = place == 0 or (line.blank_before and after.blank_before)
    return _TITLE_RANK if alone and place < _TITLE_WITHIN and len(words) >= _TITLE_LENGTH else 0


def _one_of_many(text: str, line: Line, before: Line) -> bool:
    """True for a line in a run of unfinished lines (captions, addresses) of which none stands above a body."""
    return not (line.blank_before or before.marker or is_closed(text, before))


def _is_body(text: str, lines: Sequence[Line], bodies: Container[int], place: int) -> bool:
    """True if what stands at this line is told under a heading: a sentence, a list or a table."""
    line = lines[place]
    if place in bodies or (line.marker is not None and line.marker.kind == "bullet"):
        return True
    if line.marker is not None:
        long = line.end - line.body > _HEADING_LENGTH or text[line.end - 1] in "。."
        return long and line.marker.kind != "footnote"
    after = lines[place + 1] if place + 1 < len(lines) else None
    runs_on = after is not None and not after.blank_before and is_open(text, line, after)
    length = line.end - line.start
    sentence = text[line.end - 1] in "。." or (text[line.end - 1] in "」』！!）)" and length > _HEADING_LENGTH // 2)
    return runs_on or sentence or length > _HEADING_LENGTH
