"""Which date of a line (or of the row, list item or heading it stands in) belongs to an event.

「同社は5月10日、3月に辞めた元店員が名簿を売ったと発表した」: the disclosure is of 10 May; 3月 belongs to 辞めた. A date
that is set off (`…日、` `…日:` `…日 |`) scopes what follows; another one belongs to the next verb behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.document import BlockKind
from app.domain.window import OPEN, Window
from loaders.claims.chronicle import date_above, is_only_date, opening_date
from loaders.claims.event_actors import bracket_of, is_relative
from loaders.claims.event_rules import Trigger
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import DateFound, Limit

__all__ = ["Dating", "LeadingDates", "told_after"]

_SET_OFF = re.compile(
    r"\s*(?:\([^)]{0,20}\))?\s*(?:頃|ごろ|早朝|未明|夜|朝|夕方?|深夜|午前|午後|昼|以降|\d{1,2}[時:]\d{0,2}分?(?:頃|ごろ)?)*\s*"
    r"(?:に|には|付け?で?|の(?:記者)?会見で|中に)?\s*(?:、|,|:|\||には|\t)"
)
_CONSUMED = re.compile(
    r"(?:た|ている|れる|する|ない|いる|った|んだ)(?:[一-龥々ァ-ヶA-Za-z「]|こと|もの|の(?=[はがを]))|(?:た|する|である|いた)と(?=[^。]{0,3}、?)"
    r"|まし(?:た)?(?:ので|ため|が)、"
)
_TOLD_AFTER = re.compile(r"(?:と|ことを|旨を|ことが)[^。]{0,30}(?:発表|公表|明らかに|報じ|会見)")
_TOLD_LATER = re.compile(r"(?:た|ある|いる)(?:と|ことを|旨を)(?:、)?(?:発表|公表|明らかに)")
_LABEL_END = re.compile(r"[\s】\]):|]*")
_QUOTES = frozenset(["たと", "ると", "いと", "だと"])
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_NEAR = 12
_LONGEST_TELLING = 31  # days: a longer span (「2015年~2018年、…」) is that of what is told
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")


@dataclass(frozen=True, slots=True)
class Dating:
    """The window of an event and where in the line its date begins, None if the date stands elsewhere or is absent.

    `is_set_off`: the date scopes the sentence (「5日、…」), so it need not be that of a verb inside it.
    """

    window: Window = OPEN
    start: int | None = None
    is_set_off: bool = False


class LeadingDates:
    """Dates that scope more than their own sentence: first cells, starts of rows and items, headings."""

    def __init__(self, analysis: Analysis) -> None:
        """Ask the document."""
        self._analysis = analysis

    def _of_label(self, line: Line, trigger: Trigger) -> Dating:
        """The date right behind a label (「逮捕日: 5月3日」), or that of the next line if the label fills its own."""
        behind = next((d for d in line.dates if _LABEL_END.fullmatch(line.text, trigger.end, d.start)), None)
        if behind is not None:
            return Dating(behind.window, behind.start)
        lines = self._analysis.lines
        following = lines[line.index + 1 : line.index + 2] if not line.text[trigger.end :].strip() else ()
        return Dating(next((o.dates[0].window for o in following if o.dates and is_only_date(o.text)), OPEN))

    def date_of(self, line: Line, trigger: Trigger) -> Dating:
        """The date of the event that a trigger tells of."""
        if trigger.is_label:
            return self._of_label(line, trigger)
        if trigger.rule.type == "deadline":
            return _deadline(line, trigger)
        leading = opening_date(self._analysis, line)
        own = _own_date(line, trigger)
        if leading in line.dates and line.block.kind is BlockKind.TABLE_ROW and (own is None or trigger.rule.tells):
            own = leading
        if own is not None and leading is not None and own.limit is Limit.UNTIL:
            own = None  # 「2月2日 3月末までの停止を通知」
        if own is not None:
            return Dating(_window(line, trigger, own), own.start, own == leading or _is_set_off(line, own))
        if leading is not None:
            return Dating(leading.window, leading.start if leading in line.dates else None)
        above = date_above(self._analysis, line)
        return Dating() if above is None else Dating(above.window)


def _is_set_off(line: Line, date: DateFound) -> bool:
    """True for a date that scopes what follows it."""
    return _SET_OFF.match(line.text, date.end) is not None


def _own_date(line: Line, trigger: Trigger) -> DateFound | None:
    """The date before the trigger in its own sentence."""
    quoted = [m.span() for m in _QUOTED.finditer(line.text)]
    inside = [d for d in line.dates if trigger.start < d.start and d.end < trigger.end and not d.window.is_open]
    opened = bracket_of(line, trigger)
    if opened is not None:
        return next((d for d in line.dates if opened < d.start and d.end <= trigger.start), None)
    if len(inside) == 1:
        return inside[0]  # 「初公判が3日、地裁で開かれた」
    dates = [
        d
        for d in line.dates
        if d.end <= trigger.start + 1 and not any(a < d.start < b for a, b in quoted) and not d.window.is_open
    ]
    if not _JAPANESE.search(line.text):
        return min(line.dates, key=lambda d: _distance(d, trigger), default=None)
    if trigger.rule.tells:
        dates = [d for d in dates if _days(d.window) <= _LONGEST_TELLING]
        near = [d for d in dates if trigger.start - d.end <= _NEAR and not _is_consumed(line, d, trigger)]
        set_off = [d for d in dates if _SET_OFF.match(line.text, d.end)]
        if is_relative(line, trigger):
            return near[-1] if near else None
        return (near[-1:] or set_off[:1] or [d for d in dates if not _is_consumed(line, d, trigger)][:1] or [None])[0]
    skipped = False
    for date in reversed(dates):
        if not _is_consumed(line, date, trigger):
            return date
        if _SET_OFF.match(line.text, date.end) and date.limit is not Limit.DURING:
            # 「5日、3月に辞めた者の鞄を紛失した件を…」: which date is the loss's is open unless it ends the sentence
            return date if not skipped or _ends_sentence(line, trigger) else None
        skipped = True
    return None


def _ends_sentence(line: Line, trigger: Trigger) -> bool:
    """True if no other predicate follows the trigger."""
    return re.search(r"[たるずて](?:[、。]|$)", line.text[trigger.end : -1]) is None


def _deadline(line: Line, trigger: Trigger) -> Dating:
    """The hull of the days named behind a deadline, or of those that end in まで in front of it."""
    days = [d for d in line.dates if d.start >= trigger.start and d.window.latest] or [
        d for d in line.dates if d.limit is Limit.UNTIL and d.window.latest
    ]
    if not days:
        return Dating()
    latest = sorted(d.window.latest for d in days if d.window.latest)
    return Dating(Window(latest[0], latest[-1]), days[0].start)


def _days(window: Window) -> int:
    """Days of a window; of an open one none that counts."""
    if window.earliest is None or window.latest is None:
        return 0
    return (window.latest - window.earliest).days


def _distance(date: DateFound, trigger: Trigger) -> int:
    """Characters between a date and a trigger; in English the date may stand on either side."""
    return max(trigger.start - date.end, date.start - trigger.end, 0)


def _is_consumed(line: Line, date: DateFound, trigger: Trigger) -> bool:
    """True if a verb between the two closes a clause that the date belongs to (「…入れたままにしていたと申し出」)."""
    is_told = line.text[trigger.start] == "と" or line.text[trigger.start : trigger.start + 2] in _QUOTES
    return _CONSUMED.search(line.text, date.end, trigger.start + is_told * 2) is not None


def told_after(text: str, place: int) -> bool:
    """True if what ends at `place` is then said to be announced (…したと発表した)."""
    return _TOLD_AFTER.match(text, place) is not None


def _window(line: Line, trigger: Trigger, date: DateFound) -> Window:
    """The date's days; open to the left where it is only the date of the telling (「12日、…を逮捕したと発表した」)."""
    told = told_after(line.text, trigger.end) or _TOLD_LATER.search(line.text, trigger.end)
    if told and not trigger.rule.tells and _SET_OFF.match(line.text, date.end):
        return date.window.until()
    return date.window
