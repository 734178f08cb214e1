"""Figures that a text itself corrects -> pairs of the old one and the new one.

「対象は約28万件（当初公表の約25万件より修正）」 is 250,000 before and 280,000 now; likewise
「25万件から28万件に訂正した」, 「25万件としていたが、調査で28万件と判明した」, two reports one after the other
(「第1報では25万件。第2報では28万件」) and an erratum, 「（誤）1,234件（正）1,324件」. Both must count the same
thing (件, 人, 組織 …). A number that grew or fell (25万件から28万件に増えた) was right before and is no correction.
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


_TOLD_BEFORE = (
    rf"{_figure('old')}[^。、「」]{{0,24}}?と[^。、と0-9]{{1,8}}?て(?:い|お)(?:た|りました|ました)"
    r"[^。]{0,12}?(?:が|ものの|ところ)、"
)
_FOUND = (
    r"(?:に(?:上る|のぼる|達する|及ぶ)|だった|である|であった|分?の[^。、]{1,16}?(?:が|も)[^。、]{1,12}いた)?(?:こと|の)?(?:と|が|を|も)?"
    r"(?:判明|分か|わか|確認(?:され|した|でき)|明らかに|特定(?:され|した))"
)
_SINCE_MENDED = re.compile(rf"{_TOLD_BEFORE}[^。]{{0,80}}?(?:改め|訂正|修正)")
_BEHIND = re.compile(rf"{_figure('old')}(?:より|から)(?:の)?{_MENDED}")
_BOTH = re.compile(rf"{_figure('old')}(?:から|より|を)、?{_figure('new')}(?:に|へ|と){_MENDED}")
_BEFORE = re.compile(rf"{_TOLD_BEFORE}[^。]{{0,40}}?{_figure('new')}(?:(?:に|へ|と){_MENDED}|{_FOUND})")
_WRONG, _RIGHT = r"[(\[【]?(?:誤|訂正前|修正前)[)\]】]?[ :]*", r"[(\[【]?(?:正|訂正後|修正後)[)\]】]?[ :]*"
_ERRATUM = re.compile(
    rf"{_WRONG}[^()\[\]。0-9]{{0,16}}?{_figure('old')}[^0-9]{{0,24}}?{_RIGHT}[^()\[\]。0-9]{{0,16}}?{_figure('new')}"
)
_WRONG_ROW = re.compile(rf"^{_WRONG}[^0-9]{{0,24}}?{_figure('old')}[^0-9]{{0,12}}$")
_RIGHT_ROW = re.compile(rf"^{_RIGHT}[^0-9]{{0,24}}?{_figure('new')}[^0-9]{{0,12}}$")
_SLIP = re.compile(
    rf"{_figure('old')}[」』]?(?:と(?:記載|表記|掲載|ある)[^。]{{0,20}}?、?(?:正しくは[「『]?)|とあるのは[「『]?){_figure('new')}"
)
_REPORT = r"(?:第[1-9一二三四五]報|続報|[0-9]{1,2}月(?:[0-9]{1,2}日)?の(?:発表|公表))(?:で|に)"
_FIRST_REPORT = re.compile(rf"{_REPORT}[^。]{{0,20}}?{_figure('old')}")
_NEXT_REPORT = re.compile(rf"{_REPORT}[^。]{{0,20}}?{_figure('new')}")
_ANY = re.compile(_figure("new"))
_OF_MORE = re.compile(r"増|減|新たに[^。]{0,12}$|追加|加え|さらに|拡大|うち[^。]{0,16}$|一部")
_ONE_THING = 2  # times: a figure that is told to have been found, and is further off, counts something else


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
        for pattern in (_BOTH, _BEFORE, _ERRATUM, _SLIP):
            for match in pattern.finditer(line.text):
                if not _OF_MORE.search(line.text, match.end("old"), match.start("new")):
                    found = _corrected(analysis, (line, match), (line, match))
                    yield from (one for one in found if pattern is not _BEFORE or _is_near(one))
        for match in _BEHIND.finditer(line.text):
            counter = match["old_counter"]
            before = [m for m in _ANY.finditer(line.text, 0, match.start()) if m["new_counter"] == counter]
            if before:
                yield from _corrected(analysis, (line, match), (line, before[-1]))
        yield from _mended_before(analysis, line)
        yield from _by_report(analysis, line)
        yield from _next_row(analysis, line)


def _mended_before(analysis: Analysis, line: Line) -> Iterator[Correction]:
    """The new figure stands in the sentence before: 「28万件。4月には25万件と発表していたが、改めた」."""
    before = analysis.lines[line.index - 1] if line.index else None
    match = _SINCE_MENDED.search(line.text)
    if match is None or before is None or before.passage.block != line.passage.block:
        return
    counter = match["old_counter"]
    now = [m for m in _ANY.finditer(before.text) if m["new_counter"] == counter]
    if len(now) == 1 and not [m for m in _ANY.finditer(line.text, match.end("old")) if m["new_counter"] == counter]:
        yield from (one for one in _corrected(analysis, (line, match), (before, now[0])) if _is_near(one))


def _by_report(analysis: Analysis, line: Line) -> Iterator[Correction]:
    """Two reports one after the other: 「第1報では1万件。第2報では1万2千件」."""
    first = _FIRST_REPORT.search(line.text)
    if first is None:
        return
    later = [(line, first.end()), *((one, 0) for one in analysis.lines[line.index + 1 : line.index + 2])]
    for at, start in later:
        match = _NEXT_REPORT.search(at.text, start)
        if match is not None and at.segment == line.segment and not _OF_MORE.search(at.text, start, match.end()):
            yield from (one for one in _corrected(analysis, (line, first), (at, match)) if _is_near(one))
            return


def _next_row(analysis: Analysis, line: Line) -> Iterator[Correction]:
    """An erratum over two lines: 「誤：1,234件」, 「正：1,324件」."""
    wrong = _WRONG_ROW.match(line.text)
    after = analysis.lines[line.index + 1] if line.index + 1 < len(analysis.lines) else None
    right = _RIGHT_ROW.match(after.text) if wrong and after else None
    if wrong and right and after:
        yield from _corrected(analysis, (line, wrong), (after, right))


def _is_near(one: Correction) -> bool:
    return max(one.old, one.new) <= _ONE_THING * min(one.old, one.new)


def _corrected(
    analysis: Analysis, old: tuple[Line, re.Match[str]], new: tuple[Line, re.Match[str]]
) -> Iterator[Correction]:
    before, after = parse_number(old[1]["old_number"]), parse_number(new[1]["new_number"])
    same = old[1]["old_counter"].removesuffix("分") == new[1]["new_counter"].removesuffix("分")
    if before is not None and after is not None and same and before.value != after.value:
        yield Correction(
            new[0],
            plain(before.value),
            plain(after.value),
            analysis.quote(old[0], *old[1].span("old")),
            analysis.quote(new[0], *new[1].span("new")),
        )
