"""First arrivals and last departures are those of going over all transfers until nothing changes."""

from __future__ import annotations

import numpy as np
import pytest

from app.engine.kernels import (
    NEVER,
    NO_LINK,
    Timetable,
    reach_backward,
    reach_forward,
    trace_backward,
    trace_forward,
)
from tests.unit.app.engine.kernels.small import CASES, arrivals, departures, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("block", range(10))
def test_reach_is_that_of_brute_force(block):
    for seed in range(block, CASES, 10):
        case = small(seed)
        timetable = case.timetable()
        for actor in range(case.actors):
            day = seed % (case.days + 2) - 1
            assert reach_forward(timetable, actor, day).tolist() == arrivals(case, actor, day), (seed, actor)
            assert reach_backward(timetable, actor, day).tolist() == departures(case, actor, day), (seed, actor)


def test_data_waits_for_no_closed_window():
    timetable = Timetable.of([0, 1, 1], [1, 2, 3], [5, 3, 3], [5, 9, 4], actors=4)
    assert reach_forward(timetable, 0, 1).tolist() == [1, 5, 5, NEVER]
    assert reach_backward(timetable, 2, 20).tolist() == [5, 9, 20, -NEVER]


def test_equal_days_follow_each_other_in_any_order_of_the_columns():
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        provider, recipient = np.array([0, 1, 2])[order], np.array([1, 2, 3])[order]
        timetable = Timetable.of(provider, recipient, [7] * 3, [7] * 3, actors=4)
        assert reach_forward(timetable, 0, 7).tolist() == [7, 7, 7, 7]
        assert reach_forward(timetable, 0, 8).tolist() == [8, NEVER, NEVER, NEVER]


def test_answer_goes_where_it_is_asked_for():
    timetable = Timetable.of([0], [1], [5], [5], actors=2)
    out = np.zeros(2, np.int32)
    assert reach_forward(timetable, 0, 1, out) is out
    assert out.tolist() == [1, 5]


@pytest.mark.parametrize(("actor", "day"), [(-1, 0), (2, 0), (0, 2**31 - 1), (0, -(2**31))])
def test_what_is_not_in_the_timetable_is_refused(actor, day):
    timetable = Timetable.of([0], [1], [5], [5], actors=2)
    with pytest.raises(ValueError, match=r"0 to 1|days are"):
        reach_forward(timetable, actor, day)


@pytest.mark.parametrize("block", range(10))
def test_what_lies_outside_the_days_asked_for_is_left_out(block):
    for seed in range(block, CASES, 10):
        case = small(seed)
        since, until = seed % (case.days + 1), seed % (case.days + 1) + seed % 3
        for actor in range(case.actors):
            cut = [day if day <= until else NEVER for day in arrivals(case, actor, since)]
            assert reach_forward(case.timetable(), actor, since, until=until).tolist() == cut, (seed, actor)
            cut = [day if day >= since else -NEVER for day in departures(case, actor, until)]
            assert reach_backward(case.timetable(), actor, until, since=since).tolist() == cut, (seed, actor)


@pytest.mark.parametrize("block", range(10))
def test_links_lead_back_to_the_start_and_on_to_the_goal(block):
    for seed in range(block, CASES, 10):
        case, day = small(seed), seed % 3
        for actor in range(case.actors):
            days, links = trace_forward(case.timetable(), actor, day)
            assert days.tolist() == arrivals(case, actor, day), seed
            follow(case, days, links, actor, forward=True)
            days, links = trace_backward(case.timetable(), actor, day + 5)
            assert days.tolist() == departures(case, actor, day + 5), seed
            follow(case, days, links, actor, forward=False)


def follow(case, days, links, end, *, forward):
    for actor in range(case.actors):
        assert (links[actor] == NO_LINK) == (actor == end or abs(days[actor]) == NEVER)
        here, hops = actor, 0
        while links[here] != NO_LINK:
            provider, recipient, low, high = case.transfers[links[here]]
            if forward:
                assert recipient == here
                assert days[provider] <= high
                assert days[here] == max(days[provider], low)
            else:
                assert provider == here
                assert days[recipient] >= low
                assert days[here] == min(days[recipient], high)
            here, hops = provider if forward else recipient, hops + 1
            assert hops < case.actors
        assert here in (actor, end)
