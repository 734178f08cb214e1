"""Lane pass: brings what `lanes` works on into its form and runs it over one direction of a timetable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from app.engine.kernels.lanes import reach_lanes
from app.engine.kernels.scratch import room, zeros
from app.engine.kernels.speed import Speed, kernel, speed_for
from app.engine.kernels.timetable import STRETCH, Direction

__all__ = ["LANES", "NOBODY_STARTS", "Leg", "Start", "pass_lanes"]

LANES = 64
"""Questions that one pass answers."""

Bits = Any
"""A list of numbers, or an array."""


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
    barred: tuple[Mapping[int, int], Mapping[int, int]],
    aim: tuple[int, int],
    has: Bits,
    log: tuple[Bits, Bits, Bits],
) -> int:
    """Write the bits of each actor into `has`, which comes as zeros, and the log; how long the log would have to be.

    What is `barred`, actors and places, is given with the bits that it keeps out. The pass may stop when the goal,
    first of `aim`, has all bits, second of `aim`.
    """
    actors, speed = len(way.begin) - 1, speed_for(len(way.near), reach_lanes)
    barred_actors, barred_places = barred
    bar_of = zeros("bar_of", actors + 1, np.uint8, speed)
    for number, actor in enumerate(barred_actors, 1):
        bar_of[actor] = number
    pending = zeros("pending", actors + 1, np.uint64, speed)
    logged = kernel(reach_lanes, speed)(
        way.columns(speed, "near far day eager calm"),
        way.columns(speed, "open_begin open_place open_limit"),
        (
            _column([leg.begin for leg in legs], np.uint64, speed),
            _column([leg.end for leg in legs], np.uint64, speed),
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
        (aim[0], *_numbers((aim[1], 1 << STRETCH, 0, 1), speed)),
        log,
        (has, pending, room("stack", actors + 1, np.uint32, speed)),
    )
    return int(logged)


def _numbers(numbers: tuple[int, ...], speed: Speed) -> tuple[Any, ...]:
    return numbers if speed is Speed.PLAIN else tuple(map(np.uint64, numbers))


def _column(numbers: list[int], dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    return numbers if speed is Speed.PLAIN else np.array(numbers, dtype)
