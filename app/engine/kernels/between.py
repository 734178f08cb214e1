"""Between: the transfers that lie on some way from one actor to another, and no others.

A pass forwards tells who can have the data since when. A pass backwards from the goal then takes only transfers that
can be used by then, and each that it takes lies on a way: its provider has the data in time, and its recipient passes
it on in time. A way may come to an actor twice here; whoever looks for paths finds all of them among these transfers.

Example: 0 → 1 on day 5, 1 → 2 on day 3 and on day 9, 1 → 3: between 0 and 2 lie the first and the third.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.reach import reach_forward
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import LAST_DAY, Timetable

__all__ = ["find_between", "mark_between"]

Ints = Sequence[int]
Buffer = MutableSequence[int]
Sorted = tuple[Ints, Ints, Ints, Ints, Ints]
"""Near, far, day, eager, calm."""
Opened = tuple[Ints, Ints, Ints]
"""Begin, place, limit of transfers that may be open."""
Span = tuple[int, int, int, int]
"""First place, the one after the last, how many make a stretch, and 0."""
Scratch = tuple[Buffer, Buffer, Buffer]
"""Reached, places, stack."""


def find_between(timetable: Timetable, start: int, goal: int, since: int, until: int) -> NDArray[np.uint32]:
    """Numbers of the transfers on ways from `start`, who has the data since that day, to `goal` by day `until`.

    They are in no order.
    """
    actors, way, speed = timetable.actors, timetable.backward, speed_for(len(timetable), mark_between)
    if not (0 <= goal < actors and -LAST_DAY <= until <= LAST_DAY):
        raise ValueError(f"actors of this timetable are 0 to {actors - 1}, days {-LAST_DAY} to {LAST_DAY}")
    days = room("arrival", actors, np.int32, Speed.COMPILED)
    arrival = reach_forward(timetable, start, since, days, until=until)
    places = room("between", len(timetable) + 1, np.uint32, speed)
    found = kernel(mark_between, speed)(
        way.columns(speed, "near far day eager calm"),
        way.columns(speed, "open_begin open_place open_limit"),
        (goal, until),
        way.span(-until, -since, speed),
        arrival if speed is Speed.COMPILED else arrival.tolist(),
        (zeros("reached", actors + 1, np.uint8, speed), places, room("stack", actors + 1, np.uint32, speed)),
    )
    return way.number[np.asarray(places[:found], np.uint32)]


def mark_between(
    columns: Sorted, opened: Opened, aim: tuple[int, int], span: Span, arrival: Ints, scratch: Scratch
) -> int:
    """Write the places, in the backward direction, of the transfers on ways to a goal; their number.

    `aim` is the goal, and until when; `arrival` has the first days of all actors, forwards; `reached` comes as zeros.
    """
    near, far, day, eager, calm = columns
    goal, until = aim
    place, last, stretch, found = span
    reached, places, _ = scratch
    none = reached[len(reached) - 1]  # a zero of the type of all others there
    reached[goal] = 1
    found = follow_back(far, opened, place, (goal, until), found, arrival, scratch)
    while place < last:
        end = min(last, place - place % stretch + stretch)
        if calm[place // stretch]:
            for here in range(place, end):
                taken = reached[near[here]] if arrival[far[here]] <= -day[here] else none
                reached[far[here]] |= taken
                places[found] = here
                found += taken
        else:
            for here in range(place, end):
                taken = reached[near[here]] if arrival[far[here]] <= -day[here] else none
                new = taken & ~reached[far[here]]
                reached[far[here]] |= taken
                places[found] = here
                found += taken
                if new & (eager[here >> 3] >> (here & 7)):
                    found = follow_back(far, opened, here, (far[here], -day[here]), found, arrival, scratch)
        place = end
    return found


def follow_back(
    far: Ints, opened: Opened, before: int, who: tuple[int, int], found: int, arrival: Ints, scratch: Scratch
) -> int:
    """Take what leads to `who` (actor, day) on that day and is listed before a place; how many are taken by then."""
    open_begin, open_place, open_limit = opened
    holder, today = who
    reached, places, stack = scratch
    stack[0] = holder
    waiting = 1
    while waiting:
        waiting -= 1
        holder = stack[waiting]
        for k in range(open_begin[holder], open_begin[holder + 1]):
            if open_place[k] >= before:
                break
            target = far[open_place[k]]
            if -open_limit[k] <= today and arrival[target] <= today:
                places[found] = open_place[k]
                found += reached[holder]  # one more, in a type that leaves that of `found`
                if not reached[target]:
                    reached[target] = 1
                    stack[waiting] = target
                    waiting += 1
    return found
