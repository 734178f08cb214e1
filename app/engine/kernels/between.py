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
from app.engine.kernels.scratch import room
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import Timetable

__all__ = ["find_between", "mark_between"]

Ints = Sequence[int]
Listed = tuple[Ints, Ints, Ints, Ints]
"""Begin, and far, limit, place of the transfers of each actor."""


def find_between(timetable: Timetable, start: int, goal: int, since: int, until: int) -> NDArray[np.uint32]:
    """Numbers of the transfers on ways from `start`, who has the data since that day, to `goal` by day `until`.

    In the order of their first days.
    """
    way, speed = timetable.forward, speed_for(len(timetable))
    arrival = reach_forward(timetable, start, since, _days("arrival", timetable.actors))
    departure = reach_backward(timetable, goal, until, _days("departure", timetable.actors))
    if speed is Speed.PLAIN:
        arrival, departure = arrival.tolist(), departure.tolist()
    places = room("between", len(timetable) + 1, np.uint32, speed)
    found = kernel(mark_between, speed)(
        way.columns(speed, "begin", "listed_far", "listed_limit", "listed_place"),
        *way.columns(speed, "day"),
        (arrival, departure),
        NEVER,
        places,
    )
    return way.number[np.sort(np.asarray(places[:found], np.uint32))]


def mark_between(listed: Listed, day: Ints, days: tuple[Ints, Ints], never: int, places: MutableSequence[int]) -> int:
    """Write the places of transfers that fit between arrivals and departures; their number."""
    begin, far, limit, place = listed
    arrival, departure = days
    found = 0
    for actor in range(len(begin) - 1):
        come = arrival[actor]
        if come == never:
            continue
        for k in range(begin[actor + 1] - 1, begin[actor] - 1, -1):
            if limit[k] < come:
                break
            gone = departure[far[k]]
            if come <= gone:
                places[found] = place[k]
                found += limit[k] <= gone or day[place[k]] <= gone
    return found


def _days(name: str, actors: int) -> NDArray[np.int32]:
    return room(name, actors, np.int32, Speed.COMPILED)
