"""Figures that a text itself corrects -> pairs of the old one and the new one.

「対象は約28万件（当初公表の約25万件より修正）」 is 250,000 before and 280,000 now; likewise
「25万件から28万件に訂正した」 and 「当初25万件と発表していたが、28万件に修正した」. Both must count the same thing
(件, 人, 組織 …). A number that grew or fell (25万件から28万件に増えた) was right before and is no correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.document import Quote
from loaders.ja.numbers import NUMBER, parse_number, plain
from loaders.mentions.analysis import Analysis, Line

__all__ = ["Correction", "find_corrections"]

_COUNTER = r"(?:人|名|件|組織|団体|自治体|法人|校|社|枚|台|世帯|口座|店舗|か所|カ所)(?:分)?"
_ROUGH = r"(?:約|およそ|延べ|最大|計)?"
_MENDED = r"(?:修正|訂正|改め)"


def _figure(name: str) -> str:
    return rf"(?P<{name}>{_ROUGH}(?P<{name}_number>{NUMBER}) ?(?P<{name}_counter>{_COUNTER}))"


_BEHIND = re.compile(rf"{_figure('old')}(?:より|から)(?:の)?{_MENDED}")
_BOTH = re.compile(rf"{_figure('old')}(?:から|より|を)、?{_figure('new')}(?:に|へ|と){_MENDED}")
_BEFORE = re.compile(
    rf"{_figure('old')}(?:だ|である)?と(?:発表|公表|説明|報告)?して[^。]{{0,12}}が、[^。]{{0,40}}?{_figure('new')}"
    rf"(?:に|へ|と){_MENDED}"
)
_ANY = re.compile(_figure("new"))


@dataclass(frozen=True, slots=True)
class Correction:
    """What a text said before and what it says now, each with its words."""

    line: Line
    old: int | float
    new: int | float
    old_words: Quote
    new_words: Quote


def find_corrections(analysis: Analysis) -> Iterator[Correction]:
    """The corrections of a document, in its order."""
    for line in analysis.lines:
        for pattern in (_BOTH, _BEFORE):
            for match in pattern.finditer(line.text):
                yield from _corrected(analysis, line, match, match)
        for match in _BEHIND.finditer(line.text):
            counter = match["old_counter"]
            before = [m for m in _ANY.finditer(line.text, 0, match.start()) if m["new_counter"] == counter]
            if before:
                yield from _corrected(analysis, line, match, before[-1])


def _corrected(analysis: Analysis, line: Line, old: re.Match[str], new: re.Match[str]) -> Iterator[Correction]:
    before, after = parse_number(old["old_number"]), parse_number(new["new_number"])
    same = old["old_counter"].removesuffix("分") == new["new_counter"].removesuffix("分")
    if before is not None and after is not None and same and before.value != after.value:
        yield Correction(
            line,
            plain(before.value),
            plain(after.value),
            analysis.quote(line, old.start("old"), old.end()),
            analysis.quote(line, *new.span("new")),
        )
