"""Many: up to 64 questions of reach, each with its own start and day, answered in one pass.

Example: `reach_many(timetable, [(0, 5), (3, 7)])` asks who 0 reaches with data it has since day 5, and 3 since day 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.lane_pass import LANES, Leg, Start, pass_lanes
from app.engine.kernels.reach import NEVER
from app.engine.kernels.timetable import LAST_DAY, Timetable

__all__ = ["Many", "reach_many"]

_LOG = 16
"""Entries of the log for each actor that there is room for at first; where more are needed, the pass runs again."""


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """Answers of one pass.

    Bit i of `reached[a]` says that question i reaches actor a. The log has one entry (actor, day, bits) for each time
    that somebody was reached, in the order of days; an actor is logged for each question once.
    """

    reached: NDArray[np.uint64]
    who: NDArray[np.uint32]
    when: NDArray[np.int32]
    which: NDArray[np.uint64]

    def arrivals(self, question: int) -> NDArray[np.int32]:
        """What `reach_forward` gives for this question."""
        arrival = np.full(len(self.reached), NEVER, np.int32)
        own = np.flatnonzero(self.which >> np.uint64(question) & np.uint64(1))
        arrival[self.who[own]] = self.when[own]
        return arrival


def reach_many(timetable: Timetable, starts: Sequence[tuple[int, int]]) -> Many:
    """The reach of each (actor, day since which it has the data). Raises ValueError for more than 64 of them."""
    if not 1 <= len(starts) <= LANES:
        raise ValueError(f"one pass answers 1 to {LANES} questions, not {len(starts)}")
    if not all(0 <= actor < timetable.actors and -LAST_DAY <= day <= LAST_DAY for actor, day in starts):
        raise ValueError(f"actors of this timetable are 0 to {timetable.actors - 1}, days {-LAST_DAY} to {LAST_DAY}")
    way = timetable.forward
    begun = sorted((int(way.day.searchsorted(day)), day, actor, 1 << i) for i, (actor, day) in enumerate(starts))
    ends = [*(place for place, *_ in begun[1:]), len(timetable)]
    legs = [
        Leg(begin, end, 0, Start(actor, day, bits)) for (begin, day, actor, bits), end in zip(begun, ends, strict=True)
    ]
    has, log, logged = pass_lanes(way, legs, {}, {}, (timetable.actors, 1), log=_LOG * timetable.actors)
    if logged > len(log[0]):
        has, log, logged = pass_lanes(way, legs, {}, {}, (timetable.actors, 1), log=logged)
    who, when, which = (column[:logged] for column in log)
    return Many(
        np.array(has[: timetable.actors], np.uint64),
        np.array(who, np.uint32),
        np.array(when, np.int32),
        np.array(which, np.uint64),
    )
