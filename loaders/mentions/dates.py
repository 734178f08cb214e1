"""A document's passages -> its dates, read in order with moving anchors, and what had to be left open.

`2006年5月30日、連絡があり、翌31日に届いた。6月8日に回収した。` gives 2006-05-30, 2006-05-31 and 2006-06-08, the last
two with an inferred year. A date whose day does not exist is no date and is reported (`date.not_a_day`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.window import OPEN, Window
from loaders.mentions.date_anchors import Anchors, Place, Reading, resolve
from loaders.mentions.date_english import find_english_phrases
from loaders.mentions.date_grammar import find_phrases
from loaders.mentions.date_spec import DatePhrase, DateSpec
from loaders.mentions.date_windows import stretched
from loaders.mentions.values import DateFound, Limit

__all__ = ["DateReader", "find_dates"]

# "2004年2月に発覚した「…", "2006年5月に届いた封書": the date belongs to a noun, not to the sentence; what a comma sets
# off belongs to the sentence ("8月、別の件を調べていた県警が見つけた")
_RELATIVE_CLAUSE = re.compile(
    r"(?:に|の)?(?!、)[^、。「」『』]{0,30}?(?:た|ている)(?=[「『一-鿕ァ-ヴA-Za-z])(?!場合|当時|際|時点|後|前|上で|ところ|結果|疑い|とき)"
)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|all rights)", re.IGNORECASE)
_AHEAD = re.compile(r"[^。]{0,30}?(?:予定|見込み|方針|見通し|by the end of)")
# "24日に説明会を開く。": what is told in the present of a day is still to come; a chronicle tells all in the present
_IN_PRESENT = re.compile(
    r"[^。、たっ]{0,24}?(?:(?:する|行う|開く|始める|送る|設ける)(?:とともに|ほか|。|$)"
    r"|(?:し|いたし|行い|開き|始め|送り|設け)ます(?:。|$))"
)
# what may stand beside the date of a dateline: "2024年7月5日 15時45分", "読売新聞 / 2024年8月1日", "Date: …"
_NO_PROSE = re.compile(r"[^ぁ-ん]{0,16}")
ADDED_DATES = 3  # so many full dates after the publication show that a text was added to later
MANY_DATES = 8  # so many dates back one may be the date that 同日 or 同月 in another paragraph means
_EDGE = 6  # passages at the head and the foot in which a dateline may stand

_MESSAGES = {
    "date.no_year": ("the year of a date is not known", "give the day of publication"),
    "date.ambiguous_year": ("a date may lie in two years; its window holds both", "look at the passage"),
    "date.weekday_mismatch": ("no year near by has this weekday on this day", "look at the passage"),
    "date.many_anchors": ("which of the dates before is meant is not known", "look at the passage"),
    "date.vague": ("a vague time was left open", None),
    "date.not_a_day": ("a day that does not exist was not read as a date", "look at the passage"),
    "date.reversed": ("a range that ends before it begins was left open", "look at the passage"),
}


def find_dates(
    texts: Sequence[str], published: Window | None, blocks: Sequence[int] | None = None
) -> tuple[list[list[DateFound]], tuple[Diagnostic, ...]]:
    """The dates of each passage of one document, given in order as normalised texts.

    `published` is what is known of the day of writing, as a window; a dateline of the document narrows or replaces it.
    `blocks`: the paragraph, item or row of each passage; by default they are all in one.
    Diagnostics name the passage by its index (from 0) and the words; they carry no offsets.
    """
    phrases = [_phrases(text) for text in texts]
    written = _with_dateline(texts, phrases, published)
    reader = DateReader(written, _last_update(phrases, written))
    places = [0] * len(texts) if blocks is None else blocks
    found = [reader.read(text, in_text, block) for text, in_text, block in zip(texts, phrases, places, strict=True)]
    return found, tuple(reader.diagnostics)


@dataclass(slots=True)
class DateReader:
    """Reads passages in order; `anchors` is what the passages so far have told."""

    published: Window | None = None
    updated: date | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    anchors: Anchors = field(default_factory=Anchors)
    passage: int = -1
    block: int = 0

    def __post_init__(self) -> None:
        """Start from the day of writing alone."""
        self.anchors = Anchors(published=self.published, updated=self.updated)

    def read(self, text: str, phrases: Sequence[DatePhrase] | None = None, block: int = 0) -> list[DateFound]:
        """The dates of the next passage, which stands in `block`."""
        self.passage += 1
        self.block = block
        in_text = _phrases(text) if phrases is None else phrases
        found: list[DateFound] = []
        depth, at = 0, 0
        for phrase in in_text:
            depth += text.count("(", at, phrase.start) - text.count(")", at, phrase.start)
            at = phrase.start
            if date_found := self._read_phrase(text, phrase, is_aside=depth > 0):
                found.append(date_found)
        self._note_heading(text, in_text)
        return found

    def _read_phrase(self, text: str, phrase: DatePhrase, *, is_aside: bool) -> DateFound | None:
        words = text[phrase.start : phrase.end]
        is_row = _is_row(text, phrase)
        ahead = _AHEAD.match(text, phrase.end) or (not is_row and _IN_PRESENT.match(text, phrase.end))
        place = Place(self.passage, self.block, is_row=is_row, is_ahead=bool(ahead))
        try:
            reading, last = self._resolve(phrase, place)
        except ValueError:
            self._report("date.not_a_day", words)
            return None
        if reading.problem:
            self._report(reading.problem, words)
        if phrase.limit is Limit.AT or phrase.limit is Limit.DURING:
            self._move(text, phrase, reading, last, place, is_aside=is_aside)
        window = _limited(reading.window, phrase.limit)
        relative = phrase.first.relative
        return DateFound(
            phrase.start,
            phrase.end,
            window,
            phrase.limit,
            reading.year_inferred,
            reading.anchor,
            relative is not None,
            words,
        )

    def _resolve(self, phrase: DatePhrase, place: Place) -> tuple[Reading, Window]:
        """The reading of a phrase, and the window of its last part, which later dates count from."""
        if phrase.last is None:
            reading = resolve(phrase.first, self.anchors, place)
            if phrase.years:
                window = stretched(reading.window, phrase.years, is_fiscal=phrase.first.is_fiscal)
                return replace(reading, window=window), reading.window
            return reading, reading.window
        first, last = self._ends(phrase.first, phrase.last, place)
        inferred = first.year_inferred or (last.year_inferred and phrase.last.relative is not None)
        whole = replace(first, window=_through(first.window, last.window), year_inferred=inferred)
        if whole.window is OPEN or whole.window.is_open:
            whole = replace(whole, problem=first.problem or last.problem or "date.reversed")
        return whole, last.window

    def _ends(self, first: DateSpec, last: DateSpec, place: Place) -> tuple[Reading, Reading]:
        """Both ends of a range; each lends the other what it leaves out (2022年1月~3月, 1月~2022年3月)."""
        if first.year is None and first.relative is None and last.year is not None and first.month:
            is_before = (first.month, first.day or 0) <= (last.month or 12, last.day or 31)
            first = replace(first, year=last.year if is_before else last.year - 1)
        if first.year is None and first.relative is None and last.year is not None and first.day and not first.month:
            first = replace(first, year=last.year, month=last.month)
        start = resolve(first, self.anchors, place)
        if last.year is not None or last.relative is not None or start.window.latest is None:
            begun = replace(self.anchors, mentioned=(start.window, place)) if not start.window.is_open else self.anchors
            return start, resolve(last, begun, place)
        year, month = start.window.latest.year, start.window.latest.month
        last = replace(last, month=last.month or month, year=year)
        window = resolve(last, self.anchors, place)
        if not start.window.can_precede(window.window):
            window = resolve(replace(last, year=year + 1), self.anchors, place)
        return start, window

    # -------------------------------------------------------- anchors

    def _move(
        self, text: str, phrase: DatePhrase, reading: Reading, last: Window, place: Place, *, is_aside: bool
    ) -> None:
        """Let later dates count from this one, unless it stands aside (parentheses, copyright notice)."""
        if is_aside or last.is_open or reading.problem == "date.ambiguous_year" or _is_notice(text, phrase.start):
            return
        is_clause = bool(_RELATIVE_CLAUSE.match(text, phrase.end))
        if is_clause and last.earliest != last.latest:
            return
        told = (*self.anchors.told, (last, place))[-MANY_DATES:]
        self.anchors = replace(self.anchors, mentioned=(last, place), told=told)
        spans_years = last.earliest is None or last.latest is None or last.earliest.year != last.latest.year
        if spans_years or is_clause:
            return
        self.anchors = replace(self.anchors, settled=(last, place))

    def _note_heading(self, text: str, phrases: Sequence[DatePhrase]) -> None:
        """A passage that is nothing but a year rules those under it; any other stated year in front ends that."""
        if not phrases:
            return
        first = phrases[0]
        if first.first.year is None or first.last is not None:
            return
        is_bare_year = (
            first.first.month is None and not first.first.is_fiscal and len(text.strip()) <= first.end - first.start + 3
        )
        if is_bare_year:
            self.anchors = replace(self.anchors, heading=first.first.year)
        elif first.limit is Limit.AT and _opens(text, first.start):
            self.anchors = replace(self.anchors, heading=None)

    def _report(self, code: str, words: str) -> None:
        message, remedy = _MESSAGES[code]
        severity = Severity.INFO if code == "date.vague" else Severity.WARNING
        self.diagnostics.append(
            Diagnostic(code, f"{message}: passage {self.passage}, {words!r}", severity, remedy=remedy)
        )


def _phrases(text: str) -> list[DatePhrase]:
    """Japanese and English phrases in order; of two that overlap, the first."""
    merged: list[DatePhrase] = []
    for phrase in sorted([*find_phrases(text), *find_english_phrases(text)], key=lambda p: (p.start, -p.end)):
        if not merged or phrase.start >= merged[-1].end:
            merged.append(phrase)
    return merged


def _limited(window: Window, limit: Limit) -> Window:
    if limit is Limit.SINCE:
        return window.since()
    return window.until() if limit is Limit.UNTIL else window


def _through(first: Window, last: Window) -> Window:
    try:
        return first.through(last)
    except ValueError:
        return OPEN


def _opens(text: str, at: int) -> bool:
    """True if nothing but a list mark stands before."""
    return at <= 8 and not re.search(r"[ぁ-んァ-ヴ一-鿕A-Za-z]", text[:at])


def _is_row(text: str, phrase: DatePhrase) -> bool:
    """True for a date that heads a row (`3月5日: …`, `3月5日 | …`, `3月5日 入社`), not a sentence (`3月5日、…`)."""
    return _opens(text, phrase.start) and (phrase.end == len(text) or text[phrase.end] in " \t:|)]】")


def _is_notice(text: str, at: int) -> bool:
    return bool(_COPYRIGHT.search(text, max(0, at - 24), at))


# ------------------------------------------------------------ the day of writing


def _with_dateline(
    texts: Sequence[str], phrases: Sequence[Sequence[DatePhrase]], published: Window | None
) -> Window | None:
    """`published`, narrowed or replaced by a passage at the head or foot that holds only a full date."""
    places = [*range(min(_EDGE, len(texts))), *range(max(_EDGE, len(texts) - _EDGE), len(texts))]
    for index in places:
        line = _dateline(texts[index], phrases[index])
        if line is None:
            continue
        if published is None:
            return line
        if inside := published.meet(line):
            return inside
    return published


def _last_update(phrases: Sequence[Sequence[DatePhrase]], published: Window | None) -> date | None:
    """The last full date, if at least three lie after the publication: the text was added to (a log, a timeline)."""
    if published is None or published.latest is None:
        return None
    later: set[date] = set()
    for phrase in (phrase for passage in phrases for phrase in passage if phrase.limit is Limit.AT):
        spec = phrase.first
        if spec.year and spec.month and spec.day and not spec.short_year and spec.year - published.latest.year <= 2:
            later.update(day for day in (_day(spec),) if day and day > published.latest)
    return max(later) if len(later) >= ADDED_DATES else None


def _day(spec: DateSpec) -> date | None:
    try:
        return date(spec.year or 0, spec.month or 0, spec.day or 0)
    except ValueError:
        return None


def _dateline(text: str, phrases: Sequence[DatePhrase]) -> Window | None:
    if len(phrases) != 1 or len(text) > 80:
        return None
    phrase = phrases[0]
    is_full = phrase.first.year is not None and phrase.first.month is not None and not phrase.first.short_year
    rest = text[: phrase.start] + text[phrase.end :]
    if not is_full or phrase.last or phrase.limit is not Limit.AT or not _NO_PROSE.fullmatch(rest.strip()):
        return None
    try:
        return resolve(phrase.first, Anchors(), Place(0)).window
    except ValueError:
        return None
