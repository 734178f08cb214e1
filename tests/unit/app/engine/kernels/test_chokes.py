"""Choke points are those without which going over all transfers finds no way."""

from __future__ import annotations

from random import Random

import pytest

from app.engine.kernels import Timetable, find_chokes
from tests.unit.app.engine.kernels.small import CASES, arrivals, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("block", range(10))
def test_chokes_are_those_of_brute_force(block):
    for seed in range(block, CASES, 10):
        case, random = small(seed), Random(seed)
        if case.actors < 2:
            continue
        start, goal = random.sample(range(case.actors), 2)
        since, until = random.randint(-1, case.days), random.randint(0, case.days + 1)
        found = find_chokes(case.timetable(), start, goal, since, until)

        def way(banned, case=case, start=start, goal=goal, since=since, until=until):
            return arrivals(case, start, since, frozenset(banned))[goal] <= until

        assert (found is not None) == way(()), seed
        if found is None:
            continue
        touching = {a: [i for i, t in enumerate(case.transfers) if a in t[:2]] for a in range(case.actors)}
        inner = set(range(case.actors)) - {start, goal}
        assert set(found.actors) == {a for a in inner if not way(touching[a])}, seed
        assert set(found.transfers) == {i for i in range(len(case.transfers)) if not way([i])}, seed
        check_way(case, found.way, start, goal, since, until)
        assert [t for t in found.way if t in found.transfers] == list(found.transfers)


def check_way(case, way, start, goal, since, until):
    here, day = start, since
    for number in way:
        provider, recipient, low, high = case.transfers[number]
        assert provider == here
        assert day <= high
        here, day = recipient, max(day, low)
    assert here == goal
    assert day == arrivals(case, start, since)[goal] <= until


def test_choke_points_of_different_goals_do_not_nest():
    # 1 is a choke point for 2, and 2 for 3, and yet 3 can be reached around 1
    timetable = Timetable.of([0, 1, 2, 0], [1, 2, 3, 2], [1, 2, 9, 5], [1, 2, 9, 5], actors=4)
    by_two = find_chokes(timetable, 0, 2, 0, 4)
    assert by_two is not None
    assert by_two.actors == (1,)
    whole = find_chokes(timetable, 0, 3, 0, 20)
    assert whole is not None
    assert whole.actors == (2,)


def test_long_ways_need_more_than_one_pass():
    length = 150
    provider, day = list(range(length)), list(range(length))
    timetable = Timetable.of([*provider, 9], [*(p + 1 for p in provider), 11], [*day, 9], [*day, 30], actors=length + 1)
    found = find_chokes(timetable, 0, length, 0, length)
    assert found is not None
    assert found.actors == tuple(a for a in range(1, length) if a != 10)
    assert found.transfers == tuple(t for t in range(length) if t not in (9, 10))


def test_start_and_goal_differ():
    with pytest.raises(ValueError, match="differ"):
        find_chokes(Timetable.of([0], [1], [1], [1], actors=2), 1, 1, 0, 9)
