"""What the words of a date say, and a base -> the days it allows: (昨年, April) written in 2006 is 2005-04-01 … 30.

Pure calendar. A day that does not exist raises ValueError; whoever reads a document turns that into a diagnostic.
Relative dates are taken from both ends of their base and joined, so a base that is only known to the month gives a
window that holds under each day of it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from app.domain.window import OPEN, Window
from loaders.ja.eras import first_day
from loaders.mentions.date_spec import DateSpec, Step

__all__ = ["ends_of", "in_month", "in_year", "next_such", "relative_window", "same_such", "stretched"]

FIRST_MONTH_OF_FISCAL_YEAR = 4
_WEEK = 7


def in_year(spec: DateSpec, year: int) -> Window:
    """The days of a spec with its year settled. ValueError for a day that does not exist or lies before its era."""
    window = _in_calendar_year(spec, year)
    if spec.era is None or spec.is_fiscal:
        return window
    inside = window.not_before(first_day(spec.era))
    if inside is None:
        raise ValueError(f"the era {spec.era} had not begun on {window.latest}")
    return inside


def _in_calendar_year(spec: DateSpec, year: int) -> Window:
    if spec.month is not None:
        return in_month(spec, year, spec.month)
    if spec.is_fiscal:
        return _in_fiscal_year(spec, year)
    if spec.season is not None:
        return Window.season(year, spec.season)
    if spec.part is not None and spec.part.year is not None:
        first, last = spec.part.year
        return Window.month(year, first).through(Window.month(year, last))
    return Window.year(year)


def _in_fiscal_year(spec: DateSpec, year: int) -> Window:
    """年度 and its parts: 年度末 is March of the next year, 年度前半 April to September."""
    if spec.season is not None or spec.part is None or spec.part.year is None:
        return Window.fiscal_year(year)
    first, last = (_shifted(date(year, month, 1), FIRST_MONTH_OF_FISCAL_YEAR - 1) for month in spec.part.year)
    return Window.month(first.year, first.month).through(Window.month(last.year, last.month))


def in_month(spec: DateSpec, year: int, month: int) -> Window:
    """The day or part of one month; the whole month if neither is given. ValueError for a day that does not exist."""
    if spec.day is not None:
        return Window.day(date(year, month, spec.day))
    if spec.part is None or spec.part.month is None:
        return Window.month(year, month)
    first, last = spec.part.month
    return Window(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))


def ends_of(base: Window) -> tuple[date, date] | None:
    """Both ends of a base; None if one is open."""
    return None if base.earliest is None or base.latest is None else (base.earliest, base.latest)


def relative_window(spec: DateSpec, base: Window) -> Window:
    """昨年4月, 先月下旬, 翌日, 先週 from `base`; OPEN for 数年前 or an open base. ValueError as `in_year`."""
    ends = ends_of(base)
    if ends is None or spec.relative is None or spec.relative.unit is Step.VAGUE:
        return OPEN
    first, last = (_from_day(spec, day) for day in ends)
    return first.hull(last)


def _from_day(spec: DateSpec, day: date) -> Window:
    relative = spec.relative
    if relative is None or relative.unit is Step.DAY:
        return Window.day(day + timedelta(days=relative.shift if relative else 0))
    if relative.unit is Step.WEEK:
        monday = day + timedelta(days=relative.shift * _WEEK - day.weekday())
        return Window(monday - timedelta(days=1), monday + timedelta(days=_WEEK - 1))
    if relative.unit is Step.MONTH:
        month = _shifted(day, relative.shift)
        return in_month(spec, month.year, month.month)
    year = day.year - (spec.is_fiscal and day.month < FIRST_MONTH_OF_FISCAL_YEAR) + relative.shift
    return in_year(spec, year)


def next_such(spec: DateSpec, after: date) -> Window:
    """翌5月31日, 翌21日, 翌3月: the first such date after a day. ValueError if there is none within a year."""
    for months in range(14):
        month = _shifted(after, months)
        if spec.month not in (None, month.month) or (spec.month is not None and spec.day is None and months == 0):
            continue
        if spec.day is not None and spec.day > monthrange(month.year, month.month)[1]:
            continue
        window = in_month(spec, month.year, month.month)
        if window.latest is not None and window.latest >= after:
            return window
    raise ValueError(f"no such day follows {after}")


def same_such(spec: DateSpec, day: date) -> Window:
    """同2月26日: in the same year; 同30日: in the same month. ValueError for a day that does not exist."""
    return in_month(spec, day.year, spec.month or day.month)


def stretched(first: Window, years: int, *, is_fiscal: bool) -> Window:
    """`2010年度から4年間`: to the end of the last fiscal year; else to the last day that may still be inside."""
    if first.latest is None:
        return first
    added = years - 1 if is_fiscal else years
    last_day = monthrange(first.latest.year + added, first.latest.month)[1]
    last = replace_year(first.latest, added, min(first.latest.day, last_day))
    return Window(first.earliest, last)


def replace_year(day: date, added: int, day_of_month: int) -> date:
    """The same month some years on."""
    return date(day.year + added, day.month, day_of_month)


def _shifted(day: date, months: int) -> date:
    """First day of the month some months on."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
