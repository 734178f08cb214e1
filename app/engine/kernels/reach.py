"""Reach: when data that an actor has from a day on can have come to each other, or must have left each for it.

Example: 0 → 1 on day 5, 1 → 2 in [3, 9]. Forwards from 0 since day 1: [1, 5, 5]. Backwards from 2 until day 20: it has
left 1 by day 9 and 0 by day 5: [5, 9, 20].
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.scan import reach
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import kernel, speed_for
from app.engine.kernels.timetable import LAST_DAY, Direction, Timetable

__all__ = ["NEVER", "first_way", "reach_backward", "reach_forward"]

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


def first_way(timetable: Timetable, start: int, goal: int, since: int, until: int) -> tuple[int, ...] | None:
    """Places, in the forward direction, of the transfers of a way that arrives first; None if none does by `until`."""
    way, speed = timetable.forward, speed_for(len(timetable))
    via = room("via", timetable.actors, np.uint32, speed)
    arrival = room("arrival", timetable.actors, np.int32, speed)
    arrival[goal] = NEVER
    _pass(way, _Aim(start, goal, since), arrival, via)
    if arrival[goal] > until:
        return None
    places: list[int] = []
    here = goal
    while here != start:
        places.append(int(via[here]))
        here = int(way.near[places[-1]])
    return tuple(reversed(places))


def _reach(way: Direction, actors: int, start: int, day: int, out: Days | None) -> Days:
    arrival = np.empty(actors, np.int32) if out is None else out
    arrival.fill(way.sign * NEVER)
    _pass(way, _Aim(start, actors, way.sign * day), arrival, room("via", 0, np.uint32, speed_for(len(way.near))))
    return arrival


class _Aim(NamedTuple):
    """From whom, to whom (`actors`: to all), with data held since which day."""

    start: int
    goal: int
    since: int


def _pass(way: Direction, aim: _Aim, arrival: MutableSequence[int] | Days, via: MutableSequence[int]) -> None:
    actors, speed = len(way.begin) - 1, speed_for(len(way.near))
    if not (0 <= aim.start < actors and 0 <= aim.goal <= actors):
        raise ValueError(f"actors of this timetable are 0 to {actors - 1}")
    if not -LAST_DAY <= aim.since <= LAST_DAY:
        raise ValueError(f"days are from {-LAST_DAY} to {LAST_DAY}")
    scratch = (
        zeros("reached", actors + 1, np.uint8, speed),
        arrival,
        via,
        room("events", actors + 1, np.uint32, speed),
        room("stack", actors + 1, np.uint32, speed),
    )
    columns = way.columns(speed, "near", "far", "day", "eager", "calm")
    opened = way.columns(speed, "open_begin", "open_place", "open_limit")
    first = way.first_on(aim.since)
    kernel(reach, speed)(columns, opened, (aim.start, aim.goal, aim.since, first, way.sign), scratch)
