"""Paths: all ways from one actor to another of a few hops, on which nobody comes twice; counted, and the first listed.

The order of the list is that of the search; the ranked search of the engine is another one.

Example: 0 → 1 on day 5, 1 → 2 on day 9 and in [3, 6]: two paths from 0 to 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels.reach import NEVER
from app.engine.kernels.scratch import filled, give_back, room
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import Direction, Timetable
from app.engine.kernels.walks import ABSENT, bound_first, bound_further, enumerate_paths, wipe

__all__ = ["MOST", "SimplePaths", "find_simple_paths"]

MOST = 10_000_000
"""Paths that are counted at most."""
_KERNELS = (bound_first, bound_further, enumerate_paths, wipe)
_ENTRIES = 1 << 16
"""Room for what leads on, at first."""


@dataclass(frozen=True, slots=True, eq=False)
class SimplePaths:
    """How many paths there are; `truncated` says that there are more than were counted.

    A row of `transfers` has the numbers of one path in the order of its hops, and -1 after its end.
    """

    count: int
    transfers: NDArray[np.int64]
    truncated: bool


def find_simple_paths(
    timetable: Timetable,
    start: int,
    goal: int,
    since: int,
    until: int,
    *,
    max_hops: int,
    listed: int = 1000,
    most: int = MOST,
) -> SimplePaths:
    """Paths from `start`, who has the data since that day, to `goal` by day `until`, of at most `max_hops` transfers.

    If `goal` is `start`, the ways on which the data comes back. Counts up to `most` of them, lists up to `listed`.
    """
    if not (0 <= start < timetable.actors and 0 <= goal < timetable.actors):
        raise ValueError(f"actors of this timetable are 0 to {timetable.actors - 1}")
    if max_hops < 1:
        raise ValueError("a path has one hop at least")
    search = _Search(timetable, (start, goal, since, until), max_hops)
    search.bound()
    count, rows = search.enumerate(min(listed, most), most)
    search.wipe()
    return SimplePaths(min(count, most), rows, count > most)


class _Search:
    """One question, in the rooms that it works in."""

    def __init__(self, timetable: Timetable, aim: tuple[int, int, int, int], max_hops: int) -> None:
        self.timetable, self.aim, self.max_hops = timetable, aim, max_hops
        self.speed = speed = speed_for(len(timetable), *_KERNELS)
        self.width = max(1, max_hops - 2)
        actors = timetable.actors
        latest = filled("latest", actors * (max_hops - 1 or 1), np.int32, -NEVER, speed)
        self.queue = room("queue", actors * max_hops, np.uint32, speed)
        self.bounds = (latest, self.width, self.queue)
        back = timetable.backward
        direct = int(back.begin[aim[1] + 1]) - int(back.begin[aim[1]])
        self.ends = (
            filled("first", actors, np.int32, ABSENT, speed),
            room("following", direct, np.int32, speed),
            room("last", direct, np.int32, speed),
            room("transfer", direct, np.uint32, speed),
        )
        self.list_of = filled("list_of", actors * (max_hops + 1), np.int32, ABSENT, speed)
        self.queued, self.asked, self.made = 0, room("asked", 0, np.int64, speed), 0

    def bound(self) -> None:
        """Work out until when each actor can still pass data on to the goal, in one hop and more."""
        back = _listed(self.timetable.backward, self.speed)
        numbers = self.timetable.backward.columns(self.speed, "number")
        _, self.queued = kernel(bound_first, self.speed)(back, *numbers, self.aim, self.bounds, self.ends)
        begun = 0
        for hops in range(1, self.width):
            part = (begun, self.queued)
            begun = self.queued
            self.queued = kernel(bound_further, self.speed)(back, self.aim, hops, self.bounds, part)

    def enumerate(self, listed: int, most: int) -> tuple[int, NDArray[np.int64]]:
        """The count, and rows of the first paths."""
        hops, speed = self.max_hops, self.speed
        rows = room("rows", listed * hops, np.int64, speed)
        made = entries = _ENTRIES if speed is Speed.COMPILED else len(self.timetable) + 1
        while True:
            self.asked = room("asked", made, np.int64, speed)
            begins = room("begins", made + 1, np.int64, speed)
            begins[0] = 0
            lists = (self.list_of, self.asked, begins)
            lists += (room("entry", entries, np.uint32, speed), room("entry_day", entries, np.int32, speed))
            frames = tuple(room(f"frame {i}", hops + 1, np.int64, speed) for i in range(5))
            count, self.made, used = kernel(enumerate_paths, speed)(
                _listed(self.timetable.forward, speed),
                *self.timetable.forward.columns(speed, "number"),
                (*self.aim[:3], hops, most),
                self.bounds,
                self.ends,
                lists,
                frames,
                rows,
            )
            if used <= entries:
                break
            self._forget_lists()
            made = entries = 2 * used
        kept = np.array(rows[: min(count, listed) * hops], np.int64)
        return count, kept.reshape(-1, hops)

    def _forget_lists(self) -> None:
        kernel(wipe, self.speed)(self.bounds, 0, NEVER, self.ends[0], self.list_of, self.asked, self.made)
        self.made = 0

    def wipe(self) -> None:
        """Leave the rooms as they were found."""
        kernel(wipe, self.speed)(self.bounds, self.queued, NEVER, self.ends[0], self.list_of, self.asked, self.made)
        give_back("latest", "first", "list_of")


def _listed(way: Direction, speed: Speed) -> tuple[Any, ...]:
    return way.columns(speed, "begin listed_far listed_limit listed_place day")
