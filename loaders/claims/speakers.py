"""Two speakers who contradict each other -> what each of them says, with the words.

「店は名簿を渡していないと主張するが、業者は受け取ったと述べている」 has two sides: of 店 and of 業者. What two say
about different things is no contradiction: their figures, sums or days must exclude each other, or each must name
another giver, or one must deny, or one must say no about what the other says yes to. To give and to get are one deed.

A speaker whom a text says to be at odds with another (「県警の説明と食い違っている」) is held against the figure that
was told before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.amount import agree, prices_agree
from app.domain.document import Quote
from app.domain.window import Window
from loaders.claims.halves import Half, Voice, at_odds, find_halves, find_voice
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound, Limit

__all__ = ["Contradiction", "Saying", "find_contradictions"]

_NO = re.compile(r"ない|なかった|ません|ず(?:[、にと]|$)|ぬ$|無関係|否定|事実無根|あり得な|虚偽|嘘")
_THING = re.compile(r"[一-龥々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}")
_DEEDS = (
    re.compile(
        r"渡[しすさせっ]|手渡|受け取|受取|もら[いうっわ]|譲[りるっ]|預か[りるっら]|提供|受領|売[りるっら]|売却|販売|転売|買[いうっわ]|購入"
        r"|送[りるっら]|送信|届[いけ]"
    ),
    re.compile(r"持ち出[しすさ]|盗[みまむん]|抜き取|コピー|複製|ダウンロード"),
    re.compile(r"払[いうっわ]|支払|受け取|受取|もら[いうっわ]"),
)
"""Words for one deed, from either side of it."""
_LEAK = re.compile(r"流出|漏え?い|漏洩|漏れ")
_PAID = re.compile(
    r"払[いうっわ]|支払|受け取|受取|もら[いうっわ]|得[たて]|売[りるっら]|売却|買[いうっわ]|購入|代金|報酬|対価|謝礼"
)
_BY = r"(?:が|で)(?P<between>[^。、がは]{0,24}?)"

_OF_ANY = frozenset(
    [
        "流出",
        "漏洩",
        "確認",
        "被害",
        "影響",
        "情報",
        "個人情報",
        "顧客情報",
        "会員情報",
        "不正",
        "事実",
        "可能性",
        "調査",
    ]
)
"""Two firms that both use these may each tell of its own case."""
_IN_DISPUTE = 2  # times: figures further apart count other things, where nobody says that they are at odds

_Value: TypeAlias = "int | float | str"


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says: a number if the two differ in one, else the words."""

    speaker: str | None
    value: int | float | str
    words: Quote


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sayings that do not agree, and in what."""

    property: str
    sides: tuple[Saying, Saying]


def find_contradictions(analysis: Analysis) -> Iterator[Contradiction]:
    """Pairs of sayings that do not agree, in the order of the document."""
    known: set[tuple[_Value, ...]] = set()
    for first, second in find_halves(analysis):
        for prop, compare in _COMPARED:
            values = compare(first, second)
            if values is not None:
                known.add(values)
                sides = [_saying(analysis, half, value) for half, value in zip((first, second), values, strict=True)]
                yield Contradiction(prop, (sides[0], sides[1]))
                break
    for line in analysis.lines:
        yield from (one for one in _at_odds(analysis, line) if tuple(side.value for side in one.sides) not in known)


def _saying(analysis: Analysis, half: Half, value: _Value) -> Saying:
    return Saying(half.voice.label, value, analysis.quote(half.line, half.start, half.end))


# ------------------------------------------------------------ at odds with what was told before


def _at_odds(analysis: Analysis, line: Line) -> Iterator[Contradiction]:
    """A figure that the text says to be at odds with another one, and the only other one that was told before."""
    voices = at_odds(analysis, line)
    counts = [count for count in line.counts if not count.is_part]
    if voices is None or len(counts) != 1:
        return
    own, (speaker, other) = counts[0], voices
    told = [
        (before, count)
        for before in analysis.lines[: line.index]
        if before.segment == line.segment
        for count in before.counts
        if _is_other(count, own) and _is_said_by(analysis, before, count, other)
    ]
    if len({count.count.value for _, count in told}) == 1:
        before, count = told[0]
        first = other or find_voice(analysis, before, count.start)
        sides = [(first, before, count), (speaker, line, own)]
        said = [
            Saying(who.label if who else None, one.count.value, _words_of(analysis, at, one)) for who, at, one in sides
        ]
        yield Contradiction("record_count", (said[0], said[1]))


def _words_of(analysis: Analysis, line: Line, count: CountFound) -> Quote:
    return analysis.quote(line, count.start, count.end)


def _is_other(count: CountFound, own: CountFound) -> bool:
    a, b = count.count, own.count
    is_near = max(a.value, b.value) <= _IN_DISPUTE * min(a.value, b.value)
    return a.unit is b.unit and is_near and not count.is_part and not agree(a, b)


def _is_said_by(analysis: Analysis, line: Line, count: CountFound, other: Voice | None) -> bool:
    """True unless the line names somebody else who says it."""
    voice = find_voice(analysis, line, count.start)
    if voice is None or other is None or other.actor is None:
        return True
    return voice.label == other.label or not voice.is_outside


# ------------------------------------------------------------ whether they disagree


def _figures(first: Half, second: Half) -> tuple[_Value, _Value] | None:
    """Two figures of one unit that differ; of two firms each may tell its own, so one must be an outsider or reject."""
    a, b = _count(first), _count(second)
    if a is None or b is None or a.count.unit is not b.count.unit or agree(a.count, b.count):
        return None
    is_about_one = second.rejects or first.voice.is_outside or second.voice.is_outside
    return (a.count.value, b.count.value) if is_about_one else None


def _sums(first: Half, second: Half) -> tuple[_Value, _Value] | None:
    """Two sums of money, both paid or got for the data."""
    found = [[p for p in half.line.prices if half.start <= p.start and p.end <= half.end] for half in (first, second)]
    if not all(len(sums) == 1 and _PAID.search(half.text) for sums, half in zip(found, (first, second), strict=True)):
        return None
    a, b = found[0][0].price, found[1][0].price
    return None if prices_agree(a, b) else (a.value, b.value)


def _days(first: Half, second: Half) -> tuple[_Value, _Value] | None:
    """Two dates of one deed, on which it cannot have happened, or begun, both times."""
    found = [[d for d in half.line.dates if half.start <= d.start and d.end <= half.end] for half in (first, second)]
    if not all(len(dates) == 1 for dates in found) or not _same_deed(first, second):
        return None
    a, b = found[0][0], found[1][0]
    if a.limit is not b.limit or _NO.search(first.text) or _NO.search(second.text):
        return None
    differ = a.window.earliest != b.window.earliest if a.limit is Limit.SINCE else not a.window.overlaps(b.window)
    return (_iso(a.window), _iso(b.window)) if differ else None


def _givers(first: Half, second: Half) -> tuple[_Value, _Value] | None:
    """Two who are each said to have done one deed (「店長が渡した」, 「自分が渡した」)."""
    found = [{label for deed in _DEEDS for label in _doers(half, deed)} for half in (first, second)]
    if any(len(doers) != 1 for doers in found) or not _same_deed(first, second):
        return None
    a, b = next(iter(found[0])), next(iter(found[1]))
    return None if a == b or _NO.search(first.text) or _NO.search(second.text) else (a, b)


def _doers(half: Half, deed: re.Pattern[str]) -> Iterator[str]:
    text = half.text
    if re.search(rf"(?:自分|自ら|私|僕|俺){_BY}(?:{deed.pattern})", text):
        yield half.voice.label
    for d in half.line.actors:
        if half.start <= d.start and d.end <= half.end:
            begin = d.end - half.start
            if re.compile(rf"{_BY}(?:{deed.pattern})").match(text, begin) and text[begin] == "が":
                yield text[d.start - half.start : begin]


def _words(first: Half, second: Half) -> tuple[_Value, _Value] | None:
    """The words, if the second rejects the first, or one says no of what both name; never of a leak as such alone."""
    is_no = [_NO.search(half.text) is not None for half in (first, second)]
    if second.rejects or (is_no[0] != is_no[1] and _same_matter(first, second)):
        return (first.text, second.text)
    return None


def _same_matter(first: Half, second: Half) -> bool:
    """True if both name one thing, or speak of one deed and of no things that differ."""
    a, b = (set(_THING.findall(half.text)) - _OF_ANY for half in (first, second))
    if any(one.endswith(other) or other.endswith(one) for one in a for other in b):
        return True
    is_leak = first.voice.is_outside != second.voice.is_outside and _is_in_both(_LEAK, first, second)
    return (is_leak or _same_deed(first, second)) and not (_objects(first) and _objects(second))


def _objects(half: Half) -> set[str]:
    """What something is done to, as far as that is no sum and nothing that every leak has."""
    words = set(_THING.findall(half.text)) - _OF_ANY
    return {word for word in words if "円" not in word and re.search(rf"{re.escape(word)}(?:を|は|も)", half.text)}


def _same_deed(first: Half, second: Half) -> bool:
    return any(_is_in_both(deed, first, second) for deed in _DEEDS)


def _is_in_both(words: re.Pattern[str], first: Half, second: Half) -> bool:
    return words.search(first.text) is not None and words.search(second.text) is not None


def _count(half: Half) -> CountFound | None:
    """The one figure of what is said."""
    found = [c for c in half.line.counts if half.start <= c.start and c.end <= half.end and not c.is_part]
    return found[0] if len(found) == 1 else None


def _iso(window: Window) -> str:
    earliest, latest = (day or "" for day in window.to_iso())
    return earliest if earliest == latest else f"{earliest}/{latest}"


_COMPARED: tuple[tuple[str, Callable[[Half, Half], tuple[_Value, _Value] | None]], ...] = (
    ("record_count", _figures),
    ("price", _sums),
    ("time", _days),
    ("provider", _givers),
    ("account", _words),
)
"""By property how what two say is compared; the first that differs counts."""
