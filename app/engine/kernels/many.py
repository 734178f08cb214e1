"""Many: up to 64 questions of reach, each with its own start and day, answered in one pass.

Example: `reach_many(timetable, [(0, 5), (3, 7)])` asks who 0 reaches with data it has since day 5, and 3 since day 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.lane_pass import LANES, Leg, Start, pass_lanes
from app.engine.kernels.lanes import reach_lanes
from app.engine.kernels.reach import NEVER
from app.engine.kernels.speed import Speed, speed_for
from app.engine.kernels.timetable import LAST_DAY, Timetable

__all__ = ["Many", "reach_many"]

Column = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """Answers of one pass.

    Bit i of `reached[a]` says that question i reaches actor a. The log has `length` entries (actor, day, bits), one
    for each time that somebody was reached, in the order of days; an actor is logged for each question once.
    """

    reached: Column
    who: Column
    when: Column
    which: Column
    length: int

    def arrivals(self, question: int) -> NDArray[np.int32]:
        """What `reach_forward` gives for this question."""
        arrival = np.full(len(self.reached) - 1, NEVER, np.int32)
        own = np.flatnonzero(self.which[: self.length] >> np.uint64(question) & np.uint64(1))
        arrival[self.who[own]] = self.when[own]
        return arrival


def reach_many(timetable: Timetable, starts: Sequence[tuple[int, int]], over: Many | None = None) -> Many:
    """The reach of each (actor, day since which it has the data).

    With `over`, an earlier answer that nobody needs any more, its arrays are written over: fresh memory costs more than
    the pass. Raises ValueError for more than 64 questions.
    """
    if not 1 <= len(starts) <= LANES:
        raise ValueError(f"one pass answers 1 to {LANES} questions, not {len(starts)}")
    if not all(0 <= actor < timetable.actors and -LAST_DAY <= day <= LAST_DAY for actor, day in starts):
        raise ValueError(f"actors of this timetable are 0 to {timetable.actors - 1}, days {-LAST_DAY} to {LAST_DAY}")
    way = timetable.forward
    begun = sorted((way.first_on(day), day, actor, 1 << i) for i, (actor, day) in enumerate(starts))
    ends = [*(place for place, *_ in begun[1:]), len(timetable)]
    legs = [
        Leg(begin, end, 0, Start(actor, day, bits)) for (begin, day, actor, bits), end in zip(begun, ends, strict=True)
    ]
    many = over if over is not None and len(over.reached) == timetable.actors + 1 else _empty(timetable.actors, 4)
    logged = _pass(timetable, legs, many)
    if logged > len(many.who):
        many = _empty(timetable.actors, logged // timetable.actors + 1)
        logged = _pass(timetable, legs, many)
    return replace(many, length=logged)


def _pass(timetable: Timetable, legs: Sequence[Leg], many: Many) -> int:
    """Write the bits and the log; how long the log would have to be."""
    columns = (many.reached, many.who, many.when, many.which)
    if speed_for(len(timetable), reach_lanes) is Speed.PLAIN:
        has, who, when, which = lists = [[0] * len(column) for column in columns]
        logged = pass_lanes(timetable.forward, legs, ({}, {}), (timetable.actors, 1), has, (who, when, which))
        for column, numbers in zip(columns, lists, strict=True):
            column[:] = np.array(numbers, column.dtype)
        return logged
    many.reached.fill(0)
    return pass_lanes(timetable.forward, legs, ({}, {}), (timetable.actors, 1), many.reached, columns[1:])


def _empty(actors: int, entries: int) -> Many:
    size = entries * actors
    return Many(
        np.empty(actors + 1, np.uint64),
        np.empty(size, np.uint32),
        np.empty(size, np.int32),
        np.empty(size, np.uint64),
        0,
    )
