"""Lines of a chronicle: the date in front of what happened on it.

「8月3日: 県警に相談」, 「8月3日 県警に相談」 and a line below the heading 「8月3日」 tell what happened on that day,
wherever in the line it is told. 「8月3日、県警に…」 is a sentence with a date in it, and its grammar decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from app.domain.document import BlockKind
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import DateFound

__all__ = ["date_above", "is_only_date", "opening_date", "opens_row"]

_MARKS = " ・-*●○■◆▼(【["
_BEHIND = re.compile(
    r"\s*(?:\([月火水木金土日](?:曜日?)?(?:・?祝)?\))?\s*(?:早朝|未明|夜|朝|夕方?|深夜|午前|午後|昼)?[】\])]?"
    r"(?:\s*[::|\t→…]|\s+(?![はがをにのでともやへ、。,]|から|まで|より|付|以降|頃|時点|現在|[(（]))"
)
_ONLY_DATE = re.compile(
    r"[\s\d年月日/.()月火水木金土曜日~、令和平成:【】■●▼◆<>\[\]-]*(?:頃|ごろ|の動き|の経緯)?[\s】>\]]*"
)


def opens_row(line: Line, date: DateFound) -> bool:
    """True for a date that stands in front of its line and is set off from it by a colon, a bar or a blank.

    >>> bool(_BEHIND.match("8月3日 県警に相談", 4)), bool(_BEHIND.match("8月3日、県警に相談した。", 4))
    (True, False)
    """
    return not line.text[: date.start].strip(_MARKS) and _BEHIND.match(line.text, date.end) is not None


def opening_date(analysis: Analysis, line: Line) -> DateFound | None:
    """The date in front of the paragraph, item or row that a line belongs to."""
    first = analysis.lines[bisect_left(analysis.lines, line.passage.block, key=lambda one: one.passage.block)]
    date = first.dates[0] if first.dates else None
    return date if date is not None and not date.window.is_open and opens_row(first, date) else None


def date_above(analysis: Analysis, line: Line) -> DateFound | None:
    """The date that is all that the heading above a line holds, or the paragraph right before that of the line."""
    if line.block.parent is not None and (found := _alone(analysis, line.block.parent)) is not None:
        return found
    before = line.passage.block - 1
    if line.block.kind is not BlockKind.PARAGRAPH or before < 0:
        return None
    return _alone(analysis, before) if analysis.blocks[before].kind is BlockKind.PARAGRAPH else None


def is_only_date(text: str) -> bool:
    """True for a line that holds nothing else."""
    return _ONLY_DATE.fullmatch(text) is not None


def _alone(analysis: Analysis, block: int) -> DateFound | None:
    """The date that is all that a block holds."""
    at = bisect_left(analysis.lines, block, key=lambda one: one.passage.block)
    line = analysis.lines[at] if at < len(analysis.lines) else None
    if line is None or line.passage.block != block or not is_only_date(line.text):
        return None
    return next((d for d in line.dates if not d.window.is_open), None)
