"""Chokes: actors and transfers without which data cannot come from one actor to another, exactly, in two passes.

What no way can do without is on every way, so it is on the one that arrives first. A second pass asks for all of its
actors and transfers at once whether there is another way around them, each in a lane of its own.

Choke points of different goals do not form a tree, as they do in graphs without time: u may be one for v, and v for w,
and w have a later way around u.

Example: 0 → 1 → 2, and 1 → 2 once more: actor 1 is a choke point, and the first transfer; neither of the others is.

References:
    D. Kempe, J. Kleinberg, A. Kumar, "Connectivity and inference problems for temporal networks", Journal of Computer
    and System Sciences 64 (2002) 820-842: why cuts of actors do not behave in time as they do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.kernels.lane_pass import LANES, NOBODY_STARTS, Leg, Start, pass_lanes
from app.engine.kernels.lanes import reach_lanes
from app.engine.kernels.reach import first_way
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import speed_for
from app.engine.kernels.timetable import LAST_DAY, Timetable

__all__ = ["Chokes", "find_chokes"]


@dataclass(frozen=True, slots=True)
class Chokes:
    """What all ways share, and one of these ways: that which arrives first. All in the order of the way."""

    actors: tuple[int, ...]
    transfers: tuple[int, ...]
    way: tuple[int, ...]


def find_chokes(timetable: Timetable, start: int, goal: int, since: int, until: int) -> Chokes | None:
    """Choke points of the ways from `start`, who has the data since that day, to `goal` by day `until`.

    `start` and `goal` are not among them. None if there is no way. Raises ValueError if they are the same.
    """
    if start == goal:
        raise ValueError("start and goal of a way differ")
    way = first_way(timetable, start, goal, since, until)
    if way is None:
        return None
    near = [int(timetable.forward.near[place]) for place in way]
    bypassed = _bypassed(timetable, (start, goal), (since, until), [*near[1:], *way], len(way) - 1)
    numbers = timetable.forward.number
    return Chokes(
        tuple(actor for actor, other in zip(near[1:], bypassed, strict=False) if not other),
        tuple(int(numbers[p]) for p, other in zip(way, bypassed[len(way) - 1 :], strict=True) if not other),
        tuple(int(numbers[place]) for place in way),
    )


def _bypassed(
    timetable: Timetable, ends: tuple[int, int], days: tuple[int, int], hops: Sequence[int], actors: int
) -> list[bool]:
    """Of each of the hops, the first of which are actors and the rest places, whether there is a way without it."""
    found: list[bool] = []
    for begin in range(0, len(hops), LANES):
        part = hops[begin : begin + LANES]
        inner = part[: max(0, actors - begin)]
        got = _without_each(timetable, ends, days, inner, part[len(inner) :])
        found += [bool(got >> lane & 1) for lane in range(len(part))]
    return found


def _without_each(
    timetable: Timetable, ends: tuple[int, int], days: tuple[int, int], actors: Sequence[int], places: Sequence[int]
) -> int:
    """Bits of those actors (lower bits) and places without which the goal is still reached."""
    (start, goal), (since, until), way = ends, days, timetable.forward
    first, last = way.first_on(since), way.first_on(min(until, LAST_DAY) + 1)
    everything = (1 << len(actors) + len(places)) - 1
    out = {place: 1 << len(actors) + lane for lane, place in enumerate(places)}
    legs = [Leg(first, first, 0, Start(start, since, everything))]
    for place in sorted(place for place in out if place >= first):
        legs.append(Leg(legs[-1].end, place, 0, NOBODY_STARTS))
        legs.append(Leg(place, place + 1, out[place], NOBODY_STARTS))
    legs.append(Leg(legs[-1].end, last, 0, NOBODY_STARTS))
    bars = {actor: 1 << lane for lane, actor in enumerate(actors)}
    speed = speed_for(len(timetable), reach_lanes)
    has = zeros("has", timetable.actors + 1, np.uint64, speed)
    no_log = (
        room("no who", 0, np.uint32, speed),
        room("no when", 0, np.int32, speed),
        room("no which", 0, np.uint64, speed),
    )
    pass_lanes(way, legs, (bars, out), (goal, everything), has, no_log)
    return int(has[goal])
