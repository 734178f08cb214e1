"""Reach: when data that an actor has from a day on can have come to each other, or must have left each for it.

Example: 0 → 1 on day 5, 1 → 2 in [3, 9]. Forwards from 0 since day 1: [1, 5, 5]. Backwards from 2 until day 20: it has
left 1 by day 9 and 0 by day 5: [5, 9, 20].
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.scan import reach
from app.engine.kernels.speed import kernel, speed_for
from app.engine.kernels.timetable import LAST_DAY, Direction, Timetable, bits

__all__ = ["NEVER", "reach_backward", "reach_forward"]

NEVER = LAST_DAY + 1
"""Arrival of those who are not reached; -NEVER is the departure of those from whom nothing can have come."""

Days = NDArray[np.int32]


def reach_forward(timetable: Timetable, start: int, since: int, out: Days | None = None) -> Days:
    """The first day on which each actor can have what `start` has from day `since` on; NEVER for others.

    `start` itself has `since`. With `out`, an array of days for all actors, the answer is written there.
    """
    return _reach(timetable.forward, timetable.actors, start, since, out)


def reach_backward(timetable: Timetable, goal: int, until: int, out: Days | None = None) -> Days:
    """The last day on which data at each actor can still come to `goal` by day `until`; -NEVER where it cannot."""
    return _reach(timetable.backward, timetable.actors, goal, until, out)


def _reach(way: Direction, actors: int, start: int, day: int, out: Days | None) -> Days:
    if not 0 <= start < actors:
        raise ValueError(f"actors of this timetable are 0 to {actors - 1}")
    if not -LAST_DAY <= day <= LAST_DAY:
        raise ValueError(f"days are from {-LAST_DAY} to {LAST_DAY}")
    speed = speed_for(len(way.near))
    arrival = np.empty(actors, np.int32) if out is None else out
    arrival.fill(way.sign * NEVER)
    sorted_way = way.columns(speed, "near", "far", "day", "eager")
    opened = way.columns(speed, "open_begin", "open_far", "open_day", "open_limit")
    first = int(way.day.searchsorted(way.sign * day))
    scratch = (bits(actors), arrival, np.empty(actors, np.uint32))
    kernel(reach, speed)(sorted_way, opened, (start, way.sign * day, first, way.sign), scratch)
    return arrival
