"""Lane pass: brings what `lanes` works on into its form and runs it over one direction of a timetable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from app.engine.kernels.lanes import reach_lanes
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import Direction

__all__ = ["LANES", "NOBODY_STARTS", "Leg", "Log", "Start", "pass_lanes"]

LANES = 64
"""Questions that one pass answers."""

Log = tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.uint64]]
"""Who was reached, when (in days of the direction), by which bits."""


class Start(NamedTuple):
    """Who has the data since when, in which lanes."""

    actor: int
    since: int
    bits: int


class Leg(NamedTuple):
    """Places `begin` to `end` - 1, which do not carry the bits `out`; before them `start` starts."""

    begin: int
    end: int
    out: int
    start: Start


NOBODY_STARTS = Start(2**32 - 1, 0, 0)


def pass_lanes(
    way: Direction,
    legs: Sequence[Leg],
    barred_actors: Mapping[int, int],
    barred_places: Mapping[int, int],
    aim: tuple[int, int],
    log: int,
) -> tuple[Any, Log, int]:
    """Bits of each actor, the log, and how long it would be; it holds `log` entries at most.

    What is barred is given with the bits that it keeps out. The pass may stop when the goal, first of `aim`, has all
    bits, second of `aim`. The arrays are kept for the next question of this thread.
    """
    actors, speed = len(way.begin) - 1, speed_for(len(way.near))
    bar_of = zeros("bar_of", actors + 1, np.uint8, speed)
    for number, actor in enumerate(barred_actors, 1):
        bar_of[actor] = number
    has, pending = (zeros(name, actors + 1, np.uint64, speed) for name in ("has", "pending"))
    logs: Log = (
        room("who", log, np.uint32, speed),
        room("when", log, np.int32, speed),
        room("which", log, np.uint64, speed),
    )
    logged = kernel(reach_lanes, speed)(
        way.columns(speed, "near", "far", "day", "eager"),
        way.columns(speed, "open_begin", "open_place", "open_limit"),
        (
            _column([leg.begin for leg in legs], np.int64, speed),
            _column([leg.end for leg in legs], np.int64, speed),
            _column([leg.out for leg in legs], np.uint64, speed),
            _column([leg.start.actor for leg in legs], np.uint32, speed),
            _column([leg.start.since for leg in legs], np.int32, speed),
            _column([leg.start.bits for leg in legs], np.uint64, speed),
        ),
        (
            bar_of,
            _column([0, *barred_actors.values()], np.uint64, speed),
            _column(list(barred_places), np.uint32, speed),
            _column(list(barred_places.values()), np.uint64, speed),
        ),
        aim if speed is Speed.PLAIN else (aim[0], np.uint64(aim[1])),
        logs,
        (has, pending, room("stack", actors + 1, np.uint32, speed)),
    )
    return has, logs, logged


def _column(numbers: list[int], dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    return numbers if speed is Speed.PLAIN else np.array(numbers, dtype)
