"""Simple paths are those of trying every sequence of transfers."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from app.engine.kernels import Timetable, find_simple_paths
from app.engine.kernels import paths as module
from tests.unit.app.engine.kernels.small import CASES, Small, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("block", range(10))
def test_paths_are_those_of_brute_force(block):
    for seed in range(block, CASES, 10):
        case, random = small(seed), Random(seed)
        start, goal = random.randrange(case.actors), random.randrange(case.actors)
        since, until = random.randint(-1, case.days), random.randint(0, case.days + 1)
        hops = random.randint(1, 6)
        found = find_simple_paths(case.timetable(), start, goal, since, until, max_hops=hops, listed=100_000)
        expected = sorted(paths(case, (start,), goal, since, until, hops))
        assert found.count == len(expected), seed
        assert sorted(listed(found)) == expected, seed
        assert not found.truncated


def listed(found):
    return [tuple(number for number in row if number >= 0) for row in found.transfers.tolist()]


def paths(case: Small, visited: tuple[int, ...], goal: int, day: int, until: int, hops: int):
    for number, (provider, recipient, low, high) in enumerate(case.transfers):
        then = max(day, low)
        if provider != visited[-1] or day > high or then > until:
            continue
        if recipient == goal:
            yield (number,)
        elif recipient not in visited and hops > 1:
            yield from ((number, *rest) for rest in paths(case, (*visited, recipient), goal, then, until, hops - 1))


def test_what_is_cut_is_said():
    case = Small(4, 1, [(0, 1, 0, 1)] * 10 + [(1, 2, 0, 1)] * 10)
    table = case.timetable()
    found = find_simple_paths(table, 0, 2, 0, 9, max_hops=4, listed=7)
    assert (found.count, len(found.transfers), found.truncated) == (100, 7, False)
    found = find_simple_paths(table, 0, 2, 0, 9, max_hops=4, most=55)
    assert (found.count, len(found.transfers), found.truncated) == (55, 55, True)
    assert find_simple_paths(table, 0, 2, 0, 9, max_hops=4, most=100).truncated is False


def test_rooms_grow_when_they_are_too_small(monkeypatch):
    monkeypatch.setattr(module, "_ENTRIES", 1)
    for seed in range(40):
        case = small(seed)
        for _ in range(2):
            found = find_simple_paths(case.timetable(), 0, case.actors - 1, 0, case.days, max_hops=5, listed=10_000)
            assert sorted(listed(found)) == sorted(paths(case, (0,), case.actors - 1, 0, case.days, 5))


def test_questions_leave_no_trace():
    table = small(11).timetable()
    first = [find_simple_paths(table, 0, goal, 0, 9, max_hops=3).transfers for goal in range(table.actors)]
    for hops in (6, 2, 5):
        find_simple_paths(table, 1, 0, 0, 9, max_hops=hops)
    again = [find_simple_paths(table, 0, goal, 0, 9, max_hops=3).transfers for goal in range(table.actors)]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize(("start", "goal", "hops"), [(0, 5, 3), (-1, 1, 3), (0, 1, 0)])
def test_what_is_not_in_the_timetable_is_refused(start, goal, hops):
    with pytest.raises(ValueError, match=r"0 to 1|one hop at least"):
        find_simple_paths(Timetable.of([0], [1], [1], [1], actors=2), start, goal, 0, 9, max_hops=hops)
