"""Laws of the window algebra, and the calendar words of Japanese documents."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.window import OPEN, MonthPart, Season, Window

DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
NEAR = st.dates(date(2030, 1, 1), date(2030, 1, 12))
MAYBE = st.one_of(st.none(), NEAR)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    low, high = draw(MAYBE), draw(MAYBE)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Window(low, high)


# ---------------------------------------------------------------- what a window is


@given(NEAR, NEAR)
def test_a_window_never_ends_before_it_begins(first, last):
    if first <= last:
        assert Window(first, last).holds(first)
        assert Window(first, last).holds(last)
    else:
        with pytest.raises(ValueError, match="must not end before"):
            Window(first, last)


@given(windows(), NEAR)
def test_holds_is_between_the_ends(w, day):
    after = w.earliest is None or day >= w.earliest
    before = w.latest is None or day <= w.latest
    assert w.holds(day) == (after and before)


@given(windows())
def test_iso_there_and_back(w):
    assert Window.from_iso(*w.to_iso()) == w


def test_iso_refuses_a_day_that_does_not_exist():
    with pytest.raises(ValueError, match=r"day|month"):
        Window.from_iso("2031-02-29", None)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2031", Window(date(2031, 1, 1), date(2031, 12, 31))),
        ("2032-02", Window(date(2032, 2, 1), date(2032, 2, 29))),
        ("2031-02-28", Window.day(date(2031, 2, 28))),
        ("9999-12", Window(date(9999, 12, 1), date(9999, 12, 31))),
        ("2031-02-29", None),
        ("2031-13", None),
        ("0000", None),
        ("２０３１", None),
        ("2031-8", None),
        ("20310801", None),
        ("2031-08-01\n", None),
        ("", None),
    ],
)
def test_a_partial_date_is_the_window_of_what_it_gives(text, window):
    assert Window.from_partial(text) == window


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2006-04-30", Window.day(date(2006, 4, 30))),
        ("2006-04-01/2006-04-30", Window.month(2006, 4)),
        ("2006-04-01/", Window(date(2006, 4, 1), None)),
        ("/2006-04-30", Window(None, date(2006, 4, 30))),
        ("/", None),
        ("", None),
        ("2006-04", None),
        ("2006-04-31", None),
        ("2006-04-30/2006-04-01", None),
        ("2006-04-01/2006-04-02/2006-04-03", None),
        ("2006-04-01 ", None),
        ("２００６-04-01", None),
        ("春ごろ", None),
    ],
)
def test_an_interval_is_read_as_it_is_written_or_not_at_all(text, window):
    assert Window.from_interval(text) == window


# ---------------------------------------------------------------- meet and hull


@given(windows(), windows(), NEAR)
def test_meet_holds_what_both_hold(a, b, day):
    both = a.meet(b)
    assert (both is not None and both.holds(day)) == (a.holds(day) and b.holds(day))


@given(windows(), windows())
def test_meet_and_hull_commute(a, b):
    assert a.meet(b) == b.meet(a)
    assert a.hull(b) == b.hull(a)


@given(windows(), windows(), windows())
def test_hull_and_meet_associate(a, b, c):
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    left, right = a.meet(b), b.meet(c)
    assert (left.meet(c) if left else None) == (a.meet(right) if right else None)


@given(windows(), windows())
def test_absorption(a, b):
    assert a.meet(a.hull(b)) == a
    both = a.meet(b)
    assert both is None or a.hull(both) == a


@given(windows(), windows(), windows())
def test_hull_is_the_least_that_holds_both(a, b, c):
    hull = a.hull(b)
    assert hull.meet(a) == a
    assert hull.meet(b) == b
    if c.meet(a) == a and c.meet(b) == b:
        assert c.meet(hull) == hull


@given(windows())
def test_open_is_the_whole(w):
    assert w.meet(OPEN) == w
    assert w.hull(OPEN) == OPEN
    assert w.is_open == (w == OPEN)


@given(windows(), windows())
def test_overlap_is_a_common_day(a, b):
    assert a.overlaps(b) == b.overlaps(a) == (a.meet(b) is not None)


# ---------------------------------------------------------------- order


@given(windows(), windows())
def test_precedes_speaks_of_all_days_inside(a, b):
    """Days far outside the horizon stand for the open ends."""
    far = [date(2029, 1, 1), date(2031, 1, 1)]
    days = far + [date(2030, 1, 1) + timedelta(n) for n in range(12)]
    pairs = [(x, y) for x in days if a.holds(x) for y in days if b.holds(y)]
    assert a.can_precede(b) == any(x <= y for x, y in pairs)
    assert a.surely_precedes(b) == all(x <= y for x, y in pairs) or (a.latest is None or b.earliest is None)
    if a.latest is None or b.earliest is None:
        assert not a.surely_precedes(b)


@given(windows(), windows())
def test_sure_is_possible_and_not_strictly_reversed(a, b):
    if a.surely_precedes(b):
        assert a.can_precede(b)
    assert a.can_precede(b) or b.surely_precedes(a)


@given(windows(), windows(), windows())
def test_surely_precedes_is_transitive(a, b, c):
    if a.surely_precedes(b) and b.surely_precedes(c):
        assert a.surely_precedes(c)


def test_can_precede_is_not_transitive():
    a, b, c = Window(date(2030, 1, 5), None), OPEN, Window(None, date(2030, 1, 4))
    assert a.can_precede(b)
    assert b.can_precede(c)
    assert not a.can_precede(c)


# ---------------------------------------------------------------- moving and cutting


@given(windows(), st.integers(-500, 500), st.integers(-500, 500))
def test_shifts_add_up(w, n, m):
    assert w.shift(n).shift(m) == w.shift(n + m)
    assert w.shift(n).shift(-n) == w


@given(windows(), windows(), st.integers(-500, 500))
def test_shift_keeps_order(a, b, n):
    assert a.shift(n).can_precede(b.shift(n)) == a.can_precede(b)
    assert a.shift(n).surely_precedes(b.shift(n)) == a.surely_precedes(b)
    assert a.hull(b).shift(n) == a.shift(n).hull(b.shift(n))


@given(windows())
def test_since_and_until_open_one_side(w):
    assert w.since() == Window(w.earliest, None)
    assert w.until() == Window(None, w.latest)
    assert w.since().meet(w.until()) == w


@given(windows(), windows())
def test_through_runs_from_first_to_last(a, b):
    assume(a.earliest is None or b.latest is None or a.earliest <= b.latest)
    assert a.through(b) == Window(a.earliest, b.latest)


def test_through_refuses_the_reverse():
    with pytest.raises(ValueError, match="must not end before"):
        Window.month(2031, 5).through(Window.month(2031, 4))


@given(windows(), NEAR, NEAR)
def test_cutting_at_a_day(w, cut, day):
    later, sooner = w.not_before(cut), w.not_after(cut)
    assert (later is not None and later.holds(day)) == (w.holds(day) and day >= cut)
    assert (sooner is not None and sooner.holds(day)) == (w.holds(day) and day <= cut)
    assert w.not_before(None) == w.not_after(None) == w


# ---------------------------------------------------------------- the calendar


@given(DAYS)
def test_parts_of_a_month_divide_it(day):
    parts = [Window.part_of_month(day.year, day.month, part) for part in MonthPart]
    assert [part.holds(day) for part in parts].count(True) == 1
    assert parts[0].hull(parts[2]) == Window.month(day.year, day.month)
    for before, after in pairwise(parts):
        assert before.latest + timedelta(1) == after.earliest


@pytest.mark.parametrize(
    ("year", "month", "part", "iso"),
    [
        (2031, 4, MonthPart.EARLY, ("2031-04-01", "2031-04-10")),
        (2031, 4, MonthPart.MIDDLE, ("2031-04-11", "2031-04-20")),
        (2031, 4, MonthPart.LATE, ("2031-04-21", "2031-04-30")),
        (2031, 2, MonthPart.LATE, ("2031-02-21", "2031-02-28")),
        (2032, 2, MonthPart.LATE, ("2032-02-21", "2032-02-29")),
    ],
)
def test_parts_of_a_month_by_hand(year, month, part, iso):
    assert Window.part_of_month(year, month, part).to_iso() == iso


@given(DAYS)
def test_each_day_lies_in_its_year_and_in_one_fiscal_year(day):
    assert Window.year(day.year).holds(day)
    holding = [y for y in (day.year - 1, day.year) if Window.fiscal_year(y).holds(day)]
    assert holding == [day.year if day.month >= 4 else day.year - 1]


def test_fiscal_year_by_hand():
    assert Window.fiscal_year(2013).to_iso() == ("2013-04-01", "2014-03-31")
    assert Window.fiscal_year(2013).shift(0).latest + timedelta(1) == Window.fiscal_year(2014).earliest


@given(DAYS)
def test_seasons_divide_time(day):
    around = [(y, s) for y in (day.year - 1, day.year) for s in Season if Window.season(y, s).holds(day)]
    assert len(around) == 1


@pytest.mark.parametrize(
    ("season", "iso"),
    [
        (Season.SPRING, ("2031-03-01", "2031-05-31")),
        (Season.SUMMER, ("2031-06-01", "2031-08-31")),
        (Season.AUTUMN, ("2031-09-01", "2031-11-30")),
        (Season.WINTER, ("2031-12-01", "2032-02-29")),
    ],
)
def test_seasons_by_hand(season, iso):
    assert Window.season(2031, season).to_iso() == iso
