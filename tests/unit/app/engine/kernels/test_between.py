"""The transfers between two actors are those that fit the first arrivals and last departures of brute force."""

from __future__ import annotations

from random import Random

import pytest

from app.engine.kernels import find_between
from tests.unit.app.engine.kernels.small import CASES, Small, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("block", range(10))
def test_between_are_the_transfers_of_all_walks(block):
    for seed in range(block, CASES, 10):
        case, random = small(seed), Random(seed)
        start, goal = random.randrange(case.actors), random.randrange(case.actors)
        since, until = random.randint(-1, case.days), random.randint(0, case.days + 1)
        found = find_between(case.timetable(), start, goal, since, until).tolist()
        assert set(found) == on_walks(case, start, goal, since, until), seed
        assert len(found) == len(set(found))


def on_walks(case: Small, start: int, goal: int, since: int, until: int) -> set[int]:
    """Day by day: a transfer is on a walk if some (actor, day) that is reached leads over it to one from where the goal is."""
    if until < since:
        return set()
    days = range(since, until + 1)
    ahead = {(start, since)}
    back = {(goal, until)}
    changed = True
    while changed:
        before = len(ahead), len(back)
        ahead |= {(a, d + 1) for a, d in ahead if d < until}
        back |= {(a, d - 1) for a, d in back if d > since}
        for provider, recipient, low, high in case.transfers:
            inside = [day for day in days if low <= day <= high]
            ahead |= {(recipient, day) for day in inside if (provider, day) in ahead}
            back |= {(provider, day) for day in inside if (recipient, day) in back}
        changed = before != (len(ahead), len(back))
    return {
        number
        for number, (provider, recipient, low, high) in enumerate(case.transfers)
        if any(low <= day <= high and (provider, day) in ahead and (recipient, day) in back for day in days)
    }
