"""Which year and month a date without them takes: from its neighbours in the text, or from the day of writing.

`6月8日` written on 2006-06-13 is 2006-06-08; behind `2003年12月` in the same sentence it would be 2004-06-08. Where two
readings remain (a year told a few sentences ago, and the year of writing), the window holds both and says so; where
none does, the date stays open.

The anchor rule: 同日, 翌日, 同月 take the last date mentioned. The year anchor is moved by dates in running text only:
not by limits (まで, 以降), relative clauses, parentheses or a copyright notice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.window import OPEN, Window
from loaders.mentions.date_spec import Base, DateSpec, Step
from loaders.mentions.date_windows import ends_of, in_month, in_year, next_such, relative_window, same_such

__all__ = ["Anchors", "Place", "Reading", "resolve"]

NEAR = 3  # passages: so long a date told before still speaks for the next ones, beside the day of writing
FAR = 12  # passages: so long it does where the day of writing is not known
_LAST_OF_CENTURY = 2050  # two figures below 50 are never 19xx: they may be years of an era
HALF_A_YEAR = 183  # days: going back further than this in a narrative means that the next year has begun


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date stands: passage and block, whether it heads a row, whether what follows lies ahead (予定)."""

    passage: int
    block: int = 0
    is_row: bool = False
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Anchors:
    """What is known at one place: the days of writing, the last date mentioned, the last date that settles a year.

    `updated`: the last full date of a text that was evidently added to after its publication.
    `heading`: a passage that holds nothing but a year, which then rules the passages under it.
    `told`: the last dates mentioned, with their places.
    """

    published: Window | None = None
    updated: date | None = None
    mentioned: tuple[Window, Place] | None = None
    settled: tuple[Window, Place] | None = None
    heading: int | None = None
    told: tuple[tuple[Window, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The days of one date, whether its year was inferred, from what, and a diagnostic code for what is unsure."""

    window: Window
    year_inferred: bool = False
    anchor: str | None = None
    problem: str | None = None


_UNKNOWN = Reading(OPEN, problem="date.no_year")


def resolve(spec: DateSpec, anchors: Anchors, place: Place) -> Reading:
    """The days of one date at its place. ValueError for a date that does not exist."""
    if spec.short_year and spec.year is not None:
        year = _century(spec.year, anchors.published)
        return Reading(in_year(spec, year), year_inferred=True) if year else _UNKNOWN
    if spec.year is not None:
        return Reading(in_year(spec, spec.year))
    if spec.relative is not None:
        return _relative(spec, anchors, place)
    if spec.month is not None:
        return _without_year(spec, anchors, place)
    return _day_alone(spec, anchors, place)


def _century(short: int, published: Window | None) -> int | None:
    """22年 is 2022, 98年 is 1998: the last such year up to the next one; 22年 told in 2011 is neither."""
    last = published.latest.year + 1 if published and published.latest else _LAST_OF_CENTURY
    if 2000 + short <= last:
        return 2000 + short
    return 1900 + short if short >= _LAST_OF_CENTURY - 2000 else None


def _relative(spec: DateSpec, anchors: Anchors, place: Place) -> Reading:
    relative = spec.relative
    if relative is None or relative.unit is Step.VAGUE:
        return Reading(OPEN, problem="date.vague")
    if relative.base is Base.MENTIONED and _is_of_many(spec, anchors, place):
        return Reading(OPEN, problem="date.many_anchors")
    base = anchors.published if relative.base is Base.PUBLISHED else anchors.mentioned and anchors.mentioned[0]
    if base is None or (ends := ends_of(base)) is None:
        return _UNKNOWN
    if relative.unit is Step.NEXT:
        window = next_such(spec, ends[0])
    elif relative.unit is Step.SAME:
        window = same_such(spec, ends[1])
    else:
        window = relative_window(spec, base)
    return Reading(window, year_inferred=True, anchor=relative.base.value)


def _is_of_many(spec: DateSpec, anchors: Anchors, place: Place) -> bool:
    """True for a 同月 in another paragraph than the date before it, where several months were told; rows go on."""
    if place.is_row or anchors.mentioned is None or anchors.mentioned[1].block == place.block:
        return False
    unit = spec.relative.unit if spec.relative else Step.DAY
    if unit in {Step.SAME, Step.NEXT}:
        unit = Step.MONTH if spec.month is None else Step.YEAR
    size = {Step.YEAR: 1, Step.MONTH: 2}.get(unit, 3)
    near = [window for window, told_at in anchors.told if place.passage - told_at.passage <= FAR]
    starts = [window.earliest for window in near if window.earliest is not None]
    return len({(day.year, day.month, day.day)[:size] for day in starts}) > 1


# ------------------------------------------------------------ month without year


def _without_year(spec: DateSpec, anchors: Anchors, place: Place) -> Reading:
    if anchors.heading is not None and not (anchors.settled and anchors.settled[1].passage == place.passage):
        return Reading(in_year(spec, anchors.heading), year_inferred=True, anchor="mentioned")
    written = _by_writing(spec, _writing(anchors), is_ahead=place.is_ahead)
    told = _by_neighbour(spec, anchors)
    return _choose(told, written, anchors.settled, place, spec.weekday)


def _writing(anchors: Anchors) -> Window | None:
    """The days in which the text was written, from its publication to its last update."""
    published = anchors.published
    if published is None or anchors.updated is None or published.latest is None or anchors.updated <= published.latest:
        return published
    return Window(published.earliest, anchors.updated)


def _by_writing(spec: DateSpec, published: Window | None, *, is_ahead: bool) -> Window | None:
    """The last such day up to the day of writing; with `is_ahead` (…する予定) the first one from it on."""
    if published is None or (ends := ends_of(published)) is None:
        return None
    years = range(ends[0].year, ends[0].year + 5) if is_ahead else range(ends[1].year, ends[1].year - 5, -1)
    for year in years:
        window = _try(spec, year)
        if window is None or window.earliest is None or window.latest is None:
            continue
        if (is_ahead and window.latest >= ends[0]) or (not is_ahead and window.earliest <= ends[1]):
            return window
    return in_year(spec, ends[1].year)  # raises: no such day in five years (2月30日)


def _by_neighbour(spec: DateSpec, anchors: Anchors) -> Window | None:
    """The year of the last settled date; the next one if the text would else leap back by half a year."""
    if anchors.settled is None or (ends := ends_of(anchors.settled[0])) is None:
        return None
    window = _try(spec, ends[1].year)
    last = _last_known_day(_writing(anchors), ends[1])
    if window and window.latest and (ends[0] - window.latest).days > HALF_A_YEAR:
        later = _try(spec, ends[1].year + 1)
        if later and later.earliest and (last is None or later.earliest <= last):
            return later
    if window and window.earliest and last and window.earliest > last:
        return _try(spec, ends[1].year - 1)
    return window


def _last_known_day(writing: Window | None, told: date) -> date | None:
    """No date of the past lies after the writing, unless the text itself tells a later day."""
    return writing.latest if writing and writing.latest and told <= writing.latest else None


def _try(spec: DateSpec, year: int) -> Window | None:
    try:
        return in_year(spec, year)
    except ValueError:
        return None


def _choose(
    told: Window | None, written: Window | None, anchor: tuple[Window, Place] | None, place: Place, weekday: int | None
) -> Reading:
    """One of the two readings, or both: the nearer one, the one that the weekday allows, or their hull."""
    if weekday is not None:
        fitting = [window for window in (told, written) if window and _falls_on(window, weekday)]
        told, written = (told if told in fitting else None), (written if written in fitting else None)
        if not fitting:
            return Reading(OPEN, problem="date.weekday_mismatch")
    if told is None or anchor is None:
        return Reading(written, year_inferred=True, anchor="published") if written else _UNKNOWN
    distance = place.passage - anchor[1].passage
    if distance == 0 or told == written or (anchor[1].is_row and place.is_row and distance <= FAR):
        return Reading(told, year_inferred=True, anchor="mentioned")
    if written is None:
        return Reading(told, year_inferred=True, anchor="mentioned") if distance <= FAR else _UNKNOWN
    if distance <= FAR and written.latest and anchor[0].earliest and written.latest < anchor[0].earliest:
        return Reading(told, year_inferred=True, anchor="mentioned")
    if distance > NEAR or not anchor[0].can_precede(told):
        return Reading(written, year_inferred=True, anchor="published")
    return Reading(told.hull(written), year_inferred=True, anchor="both", problem="date.ambiguous_year")


def _falls_on(window: Window, weekday: int) -> bool:
    return window.earliest is None or window.earliest != window.latest or window.earliest.weekday() == weekday


# ------------------------------------------------------------ day without month


def _day_alone(spec: DateSpec, anchors: Anchors, place: Place) -> Reading:
    """30日: in the month of the date before it in the same passage; else the last such day before the writing."""
    day = spec.day or 0
    told, anchor = _day_by_neighbour(day, anchors), anchors.mentioned
    if told and anchor and anchor[1].passage == place.passage and _is_within_month(anchor[0]):
        return Reading(told, year_inferred=True, anchor="mentioned")
    written = _day_by_writing(day, anchors.published, is_ahead=place.is_ahead)
    if anchor and (place.passage - anchor[1].passage > NEAR or anchor[0].earliest != anchor[0].latest):
        told = None
    if told and anchor and spec.weekday is None and written and not anchor[0].can_precede(told):
        told = _try_next(day, anchor[0])
    last = anchors.published.latest if anchors.published and not place.is_ahead else None
    if told and last and not told.can_precede(Window.day(last)):
        told = None
    return _choose(told, written, anchor, replace(place, is_row=False), spec.weekday)


def _day_by_neighbour(day: int, anchors: Anchors) -> Window | None:
    if anchors.mentioned is None or (ends := ends_of(anchors.mentioned[0])) is None:
        return None
    try:
        return Window.day(date(ends[1].year, ends[1].month, day))
    except ValueError:
        return None


def _is_within_month(window: Window) -> bool:
    ends = ends_of(window)
    return ends is not None and (ends[0].year, ends[0].month) == (ends[1].year, ends[1].month)


def _try_next(day: int, after: Window) -> Window | None:
    try:
        return None if after.latest is None else next_such(DateSpec(day=day), after.latest)
    except ValueError:
        return None


def _day_by_writing(day: int, published: Window | None, *, is_ahead: bool) -> Window | None:
    """The last such day up to the last day of writing; if only the year is known, some such day of it."""
    if published is None or (ends := ends_of(published)) is None:
        return None
    if is_ahead and ends[0] == ends[1]:
        return _try_next(day, published)
    if (ends[1].year, ends[1].month) != (ends[0].year, ends[0].month):
        first, last = _such_days(day, ends[0])[0], _such_days(day, ends[1])[-1]
        return Window(first, last)
    before = [such for such in _such_days(day, ends[1]) if such <= ends[1]]
    year, month = (ends[1].year, ends[1].month - 1) if ends[1].month > 1 else (ends[1].year - 1, 12)
    while not before:
        before = [such for such in _such_days(day, date(year, month, 1)) if such.month == month]
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return Window.day(before[-1])


def _such_days(day: int, inside: date) -> list[date]:
    """The `day`-th of each month of the year of `inside` up to … its month, where it exists."""
    found: list[date] = []
    for month in range(1, 13):
        try:
            found.append(in_month(DateSpec(day=day), inside.year, month).earliest or inside)
        except ValueError:
            continue
    return found
