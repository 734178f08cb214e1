"""Reach: when data that an actor has from a day on can have come to each other, or must have left each for it.

Example: 0 → 1 on day 5, 1 → 2 in [3, 9]. Forwards from 0 since day 1: [1, 5, 5]. Backwards from 2 until day 20: it has
left 1 by day 9 and 0 by day 5: [5, 9, 20].
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.nearby import reach_nearby
from app.engine.kernels.scan import reach
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import kernel, speed_for
from app.engine.kernels.timetable import LAST_DAY, Direction, Timetable

__all__ = ["NEVER", "NO_LINK", "first_way", "reach_backward", "reach_forward", "trace_backward", "trace_forward"]

NEVER = LAST_DAY + 1
"""Arrival of those who are not reached; -NEVER is the departure of those from whom nothing can have come."""
NO_LINK = -1
NEARBY = 1000
"""One in so many transfers is looked at before a pass begins."""
_WORTH = 50
"""Fewer are not worth it."""

Days = NDArray[np.int32]
Links = NDArray[np.int64]


class _Aim(NamedTuple):
    """From whom, to whom (`actors`: to all), from which day to which."""

    start: int
    goal: int
    since: int
    until: int


def reach_forward(
    timetable: Timetable, start: int, since: int, out: Days | None = None, *, until: int = LAST_DAY
) -> Days:
    """The first day, up to `until`, on which each actor can have what `start` has since day `since`; NEVER for others.

    `start` itself has `since`. With `out`, an array of days for all actors, the answer is written there.
    """
    return _reach(timetable, timetable.forward, (start, since, until), out)


def reach_backward(
    timetable: Timetable, goal: int, until: int, out: Days | None = None, *, since: int = -LAST_DAY
) -> Days:
    """The last day, `since` or later, on which data at each actor can still come to `goal` by day `until`.

    `goal` itself has `until`, and -NEVER has any from whom it cannot come. With `out`, the answer is written there.
    """
    return _reach(timetable, timetable.backward, (goal, until, since), out)


def trace_forward(timetable: Timetable, start: int, since: int, *, until: int = LAST_DAY) -> tuple[Days, Links]:
    """First arrivals, and of each actor the number of the transfer by which it has the data then; NO_LINK for others.

    From actor to provider of its transfer and so on, a way that arrives first leads back to `start`.
    """
    return _trace(timetable, timetable.forward, _Aim(start, timetable.actors, since, until))


def trace_backward(timetable: Timetable, goal: int, until: int, *, since: int = -LAST_DAY) -> tuple[Days, Links]:
    """Last departures, and of each actor the number of the transfer by which the data leaves it then; NO_LINK likewise.

    From actor to recipient of its transfer and so on, a way that leaves last leads to `goal`.
    """
    return _trace(timetable, timetable.backward, _Aim(goal, timetable.actors, -until, -since))


def first_way(timetable: Timetable, start: int, goal: int, since: int, until: int) -> tuple[int, ...] | None:
    """Places, in the forward direction, of the transfers of a way that arrives first; None if none does by `until`."""
    way, speed = timetable.forward, speed_for(len(timetable), reach)
    via = room("via", timetable.actors, np.uint32, speed)
    arrival = room("arrival", timetable.actors, np.int32, speed)
    arrival[goal] = NEVER
    aim = _Aim(start, goal, since, until)
    _check(aim, timetable.actors)
    _pass(way, aim, arrival, via)
    if arrival[goal] > until:
        return None
    places: list[int] = []
    here = goal
    while here != start:
        places.append(int(via[here]))
        here = int(way.near[places[-1]])
    return tuple(reversed(places))


def _reach(timetable: Timetable, way: Direction, aim: tuple[int, int, int], out: Days | None) -> Days:
    start, day, end = aim
    arrival = np.empty(timetable.actors, np.int32) if out is None else out
    arrival.fill(way.sign * NEVER)
    aimed = _Aim(start, timetable.actors, way.sign * day, way.sign * end)
    _check(aimed, timetable.actors)
    if not _nearby(way, aimed, arrival):
        _pass(way, aimed, arrival, room("no via", 0, np.uint32, speed_for(len(timetable), reach)))
    return arrival


def _trace(timetable: Timetable, way: Direction, aim: _Aim) -> tuple[Days, Links]:
    _check(aim, timetable.actors)
    days = np.full(timetable.actors, way.sign * NEVER, np.int32)
    via = room("via", timetable.actors, np.uint32, speed_for(len(timetable), reach))
    _pass(way, aim, days, via)
    links = np.full(timetable.actors, NO_LINK, np.int64)
    reached = days != way.sign * NEVER
    reached[aim.start] = False
    links[reached] = way.number[np.asarray(via, np.uint32)[reached]]
    return days, links


def _nearby(way: Direction, aim: _Aim, arrival: Days) -> bool:
    budget = len(way.near) // NEARBY
    if budget < _WORTH:
        return False
    speed = speed_for(len(way.near), reach_nearby)
    return kernel(reach_nearby, speed)(
        way.columns(speed, "begin listed_far listed_limit listed_place day"),
        (aim.start, aim.since, aim.until, way.sign),
        NEVER,
        budget,
        arrival,
        room("nearby", 2 * budget + 2, np.int64, speed),
    )


def _pass(way: Direction, aim: _Aim, arrival: MutableSequence[int] | Days, via: MutableSequence[int]) -> None:
    actors, speed = len(way.begin) - 1, speed_for(len(way.near), reach)
    scratch = (
        zeros("reached", actors + 1, np.uint8, speed),
        arrival,
        via,
        room("events", actors + 1, np.uint32, speed),
        room("stack", actors + 1, np.uint32, speed),
    )
    columns = way.columns(speed, "near far day eager calm")
    opened = way.columns(speed, "open_begin open_place open_limit")
    kernel(reach, speed)(columns, opened, (*aim[:3], way.sign), way.span(aim.since, aim.until, speed), scratch)


def _check(aim: _Aim, actors: int) -> None:
    if not (0 <= aim.start < actors and 0 <= aim.goal <= actors):
        raise ValueError(f"actors of this timetable are 0 to {actors - 1}")
    if not (-LAST_DAY <= aim.since <= LAST_DAY and -LAST_DAY <= aim.until <= LAST_DAY):
        raise ValueError(f"days are from {-LAST_DAY} to {LAST_DAY}")
