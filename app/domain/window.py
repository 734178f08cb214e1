"""Window: "it happened on some day inside", with both ends included and either end open.

A text hardly ever gives a day. `2006年4月` is the window 2006-04-01 … 2006-04-30, `2003年12月18日以降` is open to
the right. No day that the text does not give is ever filled in.

>>> Window.month(2006, 4)
Window(earliest=datetime.date(2006, 4, 1), latest=datetime.date(2006, 4, 30))
>>> Window.month(2006, 4).can_precede(Window.day(date(2006, 4, 1)))
True
>>> Window.month(2006, 4).surely_precedes(Window.day(date(2006, 4, 1)))
False

References:
    J. F. Allen, "Maintaining Knowledge about Temporal Intervals", CACM 26 (1983) 832-843: the relations; ours are
    those between *points* that lie somewhere in two intervals. Library of Congress, "Extended Date/Time Format"
    (EDTF), 2019: open ends and seasons. CIDOC CRM P82 ("at some time within").
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["OPEN", "MonthPart", "Season", "Window"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DAY_OR_NONE = re.compile(r"(?:\d{4}-\d{2}-\d{2})?", re.ASCII)
FIRST_MONTH_OF_FISCAL_YEAR = 4  # 年度: April to March


class MonthPart(StrEnum):
    """上旬 (days 1-10), 中旬 (11-20), 下旬 (21 to the last day)."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


class Season(StrEnum):
    """Meteorological seasons: 春 March-May, 夏 June-August, 秋 September-November, 冬 December-February."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


_SEASON_STARTS = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9, Season.WINTER: 12}


@dataclass(frozen=True, slots=True)
class Window:
    """Days `earliest` … `latest`, both included; `None` = open (−∞, +∞). Raises ValueError if they are reversed."""

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        """Refuse a window that holds no day."""
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"a window must not end before it begins: {self.earliest} … {self.latest}")

    # ------------------------------------------------------------ making windows

    @classmethod
    def day(cls, day: date) -> Window:
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Window:
        """A calendar month, first to last day."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def part_of_month(cls, year: int, month: int, part: MonthPart) -> Window:
        """上旬, 中旬 or 下旬 of a month."""
        first, last = {MonthPart.EARLY: (1, 10), MonthPart.MIDDLE: (11, 20), MonthPart.LATE: (21, 31)}[part]
        return cls(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))

    @classmethod
    def year(cls, year: int) -> Window:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def fiscal_year(cls, year: int) -> Window:
        """年度: 1 April of the year to 31 March of the next."""
        return cls(date(year, FIRST_MONTH_OF_FISCAL_YEAR, 1), date(year + 1, FIRST_MONTH_OF_FISCAL_YEAR - 1, 31))

    @classmethod
    def season(cls, year: int, season: Season) -> Window:
        """A season; winter begins in December of `year` and ends in February of the next."""
        first = _SEASON_STARTS[season]
        last_year, last_month = (year + 1, 2) if season is Season.WINTER else (year, first + 2)
        return cls(date(year, first, 1), cls.month(last_year, last_month).latest)

    @classmethod
    def from_iso(cls, earliest: str | None, latest: str | None) -> Window:
        """From two `YYYY-MM-DD` strings or nulls; raises ValueError for a day that does not exist."""
        return cls(_from_iso(earliest), _from_iso(latest))

    @classmethod
    def from_partial(cls, text: str) -> Window | None:
        """The year, month or day that `YYYY[-MM[-DD]]` names; None for other words and for one that does not exist."""
        match = _PARTIAL.fullmatch(text)
        if match is None:
            return None
        year, month, day = match.groups()
        try:
            if day is not None:
                return cls.day(date(int(year), int(month), int(day)))
            return cls.year(int(year)) if month is None else cls.month(int(year), int(month))
        except ValueError:  # the 31st of February, month 13, year 0
            return None

    @classmethod
    def from_interval(cls, text: str) -> Window | None:
        """The window that `DAY`, `DAY/DAY`, `DAY/` or `/DAY` names, as conflicts write it; None for other words.

        >>> Window.from_interval("/2006-04-30")
        Window(earliest=None, latest=datetime.date(2006, 4, 30))
        """
        first, slash, last = text.partition("/")
        ends = (first, last) if slash else (first, first)
        if not any(ends) or not all(_DAY_OR_NONE.fullmatch(end) for end in ends):
            return None
        try:
            return cls.from_iso(ends[0] or None, ends[1] or None)
        except ValueError:  # no such day, or reversed
            return None

    def to_iso(self) -> tuple[str | None, str | None]:
        """Both ends as `YYYY-MM-DD` or None."""
        return (_to_iso(self.earliest), _to_iso(self.latest))

    # ------------------------------------------------------------ asking

    @property
    def is_open(self) -> bool:
        """True if nothing at all is known."""
        return self.earliest is None and self.latest is None

    def holds(self, day: date) -> bool:
        """True if `day` lies inside."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def overlaps(self, other: Window) -> bool:
        """True if some day lies in both."""
        return self.can_precede(other) and other.can_precede(self)

    def can_precede(self, other: Window) -> bool:
        """True if days a here and b in `other` exist with a ≤ b (the same day is allowed)."""
        return self.earliest is None or other.latest is None or self.earliest <= other.latest

    def surely_precedes(self, other: Window) -> bool:
        """True if a ≤ b for all days a here and b in `other`."""
        return self.latest is not None and other.earliest is not None and self.latest <= other.earliest

    # ------------------------------------------------------------ combining

    def meet(self, other: Window) -> Window | None:
        """Days that lie in both; None if there is none."""
        if not self.overlaps(other):
            return None
        return Window(_later(self.earliest, other.earliest), _sooner(self.latest, other.latest))

    def hull(self, other: Window) -> Window:
        """The smallest window that holds both; an open end stays open."""
        low = None if self.earliest is None or other.earliest is None else min(self.earliest, other.earliest)
        high = None if self.latest is None or other.latest is None else max(self.latest, other.latest)
        return Window(low, high)

    def since(self) -> Window:
        """以降: from the first day of this window, open to the right."""
        return Window(self.earliest, None)

    def until(self) -> Window:
        """まで: open to the left, to the last day of this window."""
        return Window(None, self.latest)

    def through(self, other: Window) -> Window:
        """A から B まで: from the first day here to the last day of `other`. ValueError if that is reversed."""
        return Window(self.earliest, other.latest)

    def shift(self, days: int) -> Window:
        """The same window some days later (翌日: 1)."""
        delta = timedelta(days=days)
        return Window(
            None if self.earliest is None else self.earliest + delta,
            None if self.latest is None else self.latest + delta,
        )

    def not_before(self, day: date | None) -> Window | None:
        """The days from `day` on; None if no day remains. `None` is no bound."""
        return self if day is None else self.meet(Window(day, None))

    def not_after(self, day: date | None) -> Window | None:
        """The days up to `day`; None if no day remains. `None` is no bound."""
        return self if day is None else self.meet(Window(None, day))


OPEN = Window()
"""Nothing is known about the day."""


def _later(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else max(a, b)


def _sooner(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else min(a, b)


def _from_iso(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _to_iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
