"""Between: the transfers that lie on some way from one actor to another, and no others.

Which actor can have the data since when, and until when it can still be on its way to the goal, is known from a pass
in each direction. A transfer lies on a way if a day of its window is late enough for the one and early enough for the
other. A way may pass an actor twice here; whoever looks for paths finds all of them among these transfers.

Example: 0 → 1 on day 5, 1 → 2 on day 3 and on day 9, 1 → 3: between 0 and 2 lie the first and the third.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.reach import NEVER, reach_backward, reach_forward
from app.engine.kernels.scan import first_on
from app.engine.kernels.scratch import room
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import Timetable

__all__ = ["find_between", "mark_between"]

Ints = Sequence[int]
Sorted = tuple[Ints, Ints, Ints]
"""Near, far, day."""
Opened = tuple[Ints, Ints, Ints]
"""Begin, place, limit of transfers that may be open."""


def find_between(timetable: Timetable, start: int, goal: int, since: int, until: int) -> NDArray[np.uint32]:
    """Numbers of the transfers on ways from `start`, who has the data since that day, to `goal` by day `until`.

    In the order of their first days.
    """
    way, speed = timetable.forward, speed_for(len(timetable))
    arrival = reach_forward(timetable, start, since, _days("arrival", timetable.actors), until=until)
    departure = reach_backward(timetable, goal, until, _days("departure", timetable.actors), since=since)
    if speed is Speed.PLAIN:
        arrival, departure = arrival.tolist(), departure.tolist()
    places = room("between", len(timetable) + 1, np.uint32, speed)
    found, late = kernel(mark_between, speed)(
        way.columns(speed, "near far day"),
        way.columns(speed, "open_begin open_place open_limit"),
        (arrival, departure),
        (since, until, NEVER),
        places,
    )
    marked = np.asarray(places[:late], np.uint32)
    return way.number[marked if late == found else np.sort(marked)]


def mark_between(
    columns: Sorted,
    opened: Opened,
    days: tuple[Ints, Ints],
    span: tuple[int, int, int],
    places: MutableSequence[int],
) -> tuple[int, int]:
    """Write the places of the transfers; how many can be used on their first day, and how many there are.

    Those of the second kind, whose window was open already when their provider was reached, come after the first.
    """
    near, far, day = columns
    open_begin, open_place, open_limit = opened
    arrival, departure = days
    since, until, never = span
    found = 0
    for place in range(first_on(day, since), first_on(day, until + 1)):
        places[found] = place
        found += (arrival[near[place]] <= day[place]) & (day[place] <= departure[far[place]])
    late = found
    for actor in range(len(open_begin) - 1):
        come = arrival[actor]
        if come == never:
            continue
        for k in range(open_begin[actor], open_begin[actor + 1]):
            place = open_place[k]
            if day[place] >= come:
                break
            if open_limit[k] >= come and come <= departure[far[place]]:
                places[late] = place
                late += 1
    return found, late


def _days(name: str, actors: int) -> NDArray[np.int32]:
    return room(name, actors, np.int32, Speed.COMPILED)
