"""Small random timetables with many ties and windows, and what is true of them by trying everything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from random import Random

from app.engine.kernels import NEVER, Timetable

CASES = int(os.environ.get("LEAKTRAIL_KERNEL_CASES", "300"))
"""Random timetables for each test; more of them when asked for."""


@dataclass(frozen=True)
class Small:
    """Transfers (provider, recipient, earliest, latest) between a few actors on a few days."""

    actors: int
    days: int
    transfers: list[tuple[int, int, int, int]]

    def timetable(self) -> Timetable:
        columns = [[t[i] for t in self.transfers] for i in range(4)]
        return Timetable.of(*columns, actors=self.actors)


def small(seed: int) -> Small:
    random = Random(seed)
    actors, days = random.randint(1, 8), random.choice([1, 2, 4, 9, 30])
    share = random.choice([0.0, 0.3, 0.7, 1.0])
    transfers = []
    for _ in range(random.randint(0, 4 * actors)):
        low = random.randint(0, days)
        high = random.randint(low, days) if random.random() < share else low
        transfers.append((random.randrange(actors), random.randrange(actors), low, high))
    return Small(actors, days, transfers)


def arrivals(case: Small, start: int, since: int, banned: frozenset[int] = frozenset()) -> list[int]:
    """First days, by going over all transfers until nothing changes."""
    found = [NEVER] * case.actors
    found[start] = since
    changed = True
    while changed:
        changed = False
        for number, (provider, recipient, low, high) in enumerate(case.transfers):
            day = max(found[provider], low)
            if number not in banned and found[provider] <= high and day < found[recipient]:
                found[recipient] = day
                changed = True
    return found


def departures(case: Small, goal: int, until: int) -> list[int]:
    """Last days, likewise."""
    found = [-NEVER] * case.actors
    found[goal] = until
    changed = True
    while changed:
        changed = False
        for provider, recipient, low, high in case.transfers:
            day = min(found[recipient], high)
            if found[recipient] >= low and day > found[provider]:
                found[provider] = day
                changed = True
    return found
