"""Timetable: transfers as plain columns, sorted and listed so that questions about time are read off in passes.

The transfers are kept twice, each time sorted by day: forwards from provider to recipient by `earliest`, and backwards,
mirrored: ends swapped, days with their sign turned, so that what is a first day here is a last day there. One kernel
thus answers both "when can it have come" and "when must it have left".

A timetable never changes. All its arrays are contiguous and can be stored and mapped into memory as they are
(`to_arrays`, `from_arrays`).

Example: `Timetable.of(provider=[0, 1], recipient=[1, 2], earliest=[5, 3], latest=[5, 9], actors=3)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.engine.kernels.columns import flag_calm, flag_eager, flag_entered, list_by_actor
from app.engine.kernels.speed import Speed, kernel, speed_for

__all__ = ["LAST_DAY", "STRETCH", "Direction", "Timetable"]

LAST_DAY = 2**31 - 2
"""Days are from -LAST_DAY to LAST_DAY; both may stand for open ends of windows."""

STRETCH = 9
"""Passes look at places in stretches of two to the power of this: some of them are calm."""

Days = NDArray[np.int32]
Actors = NDArray[np.uint32]
Places = NDArray[np.uint32]
Bits = NDArray[np.uint8]
Column = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """Transfers sorted by `day`, each of which takes data from its `near` actor to its `far` one.

    A *place* is an index into `near`, `far`, `day` and `number` (of the transfer as it was given). The transfers of
    actor a are the slices from `begin[a]` to `begin[a + 1]` of `listed_*`, sorted by `limit`, the last day.
    Those of them that can have to be followed as soon as a is reached are the same slices, by `open_begin`, of
    `open_*`, sorted by place. A bit of `eager` says that whom the transfer reaches has one of these open on that day,
    `calm` which stretches of places have no such bit. `sign` is 1, or -1 if days are mirrored.
    """

    sign: int
    near: Actors
    far: Actors
    day: Days
    number: Places
    begin: Places
    listed_far: Actors
    listed_limit: Days
    listed_place: Places
    open_begin: Places
    open_place: Places
    open_limit: Days
    eager: Bits
    calm: Bits
    _given: dict[tuple[Speed, str], tuple[Any, ...]] = field(
        default_factory=dict[tuple[Speed, str], tuple[Any, ...]], init=False, repr=False
    )

    def first_on(self, day: int) -> int:
        """The first place whose day is this day (as the direction counts) or later."""
        return int(self.day.searchsorted(np.int32(day)))  # of another type, it would copy the whole column

    def span(self, since: int, until: int, speed: Speed) -> tuple[Any, ...]:
        """First place of these days, the one after their last, size of stretches and 0, as passes want them."""
        last = len(self.day) if until == LAST_DAY else self.first_on(until + 1)
        if speed is Speed.PLAIN:
            return self.first_on(since), last, 1 << STRETCH, 0
        return np.uint64(self.first_on(since)), np.uint64(last), _STRETCH, _ZERO

    def columns(self, speed: Speed, names: str) -> tuple[Any, ...]:
        """Columns of these names: arrays for compiled kernels; lists, which Python reads faster, for plain ones."""
        given = self._given.get((speed, names))
        if given is None:
            arrays = tuple(getattr(self, name) for name in names.split())
            given = arrays if speed is Speed.COMPILED else tuple(array.tolist() for array in arrays)
            self._given[speed, names] = given
        return given


_STRETCH, _ZERO = np.uint64(1 << STRETCH), np.uint64(0)
_STORED = tuple(f.name for f in fields(Direction) if f.name not in ("sign", "_given"))


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """Transfers between actors 0 … `actors` - 1, in both directions."""

    actors: int
    forward: Direction
    backward: Direction

    @classmethod
    def of(
        cls, provider: ArrayLike, recipient: ArrayLike, earliest: ArrayLike, latest: ArrayLike, *, actors: int
    ) -> Timetable:
        """The timetable of columns of equal length; a transfer's number is its index in them.

        Raises ValueError if lengths differ, an actor is not one of 0 … actors - 1, or a window is empty.
        """
        lows, highs = _days(earliest), _days(latest)
        near, far = (_actors(column, actors) for column in (provider, recipient))
        if actors > LAST_DAY:
            raise ValueError(f"a timetable has {LAST_DAY} actors at most")
        if not len(near) == len(far) == len(lows) == len(highs):
            raise ValueError("columns of a timetable have the same length")
        if bool((lows > highs).any()):
            raise ValueError("a window ends before it begins")
        up, down = np.lexsort((highs, lows)), np.lexsort((-lows, -highs))
        by_limit, by_mirrored_limit = (_rank(first)[second[::-1]] for first, second in ((up, down), (down, up)))
        return cls(
            actors,
            _direction(1, (near[up], far[up], lows[up], highs[up], up), by_limit, actors),
            _direction(-1, (far[down], near[down], -highs[down], -lows[down], down), by_mirrored_limit, actors),
        )

    def __len__(self) -> int:
        """Number of transfers."""
        return len(self.forward.near)

    def to_arrays(self) -> dict[str, Column]:
        """All arrays by name, for storing; `actors` among them."""
        stored: dict[str, Column] = {"actors": np.array([self.actors], np.int64)}
        for way in ("forward", "backward"):
            stored |= {f"{way}.{name}": getattr(getattr(self, way), name) for name in _STORED}
        return stored

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Column]) -> Timetable:
        """The timetable that `to_arrays` took apart. Nothing is computed or copied. Raises KeyError.

        Map files with `mmap_mode="c"`: arrays that may not be written to are another type to numba, which would compile
        all kernels for them once more.
        """
        forward, backward = (
            Direction(sign, **{name: arrays[f"{way}.{name}"] for name in _STORED})
            for way, sign in (("forward", 1), ("backward", -1))
        )
        return cls(int(arrays["actors"][0]), forward, backward)

    def bytes(self) -> int:
        """What all arrays take together."""
        return sum(array.nbytes for array in self.to_arrays().values())


def _days(column: ArrayLike) -> Days:
    days = np.asarray(column, np.int64)
    if days.size and not -LAST_DAY <= days.min() <= days.max() <= LAST_DAY:
        raise ValueError(f"days are from {-LAST_DAY} to {LAST_DAY}")
    return days.astype(np.int32)


def _actors(column: ArrayLike, actors: int) -> Actors:
    found = np.asarray(column, np.int64)
    if found.size and not 0 <= found.min() <= found.max() < actors:
        raise ValueError(f"actors of this timetable are 0 to {actors - 1}")
    return found.astype(np.uint32)


def _rank(order: NDArray[np.intp]) -> Places:
    """The place of each number."""
    rank = np.empty(len(order), np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return rank


def _direction(sign: int, sorted_columns: tuple[Column, ...], by_limit: Places, actors: int) -> Direction:
    near, far, day, limit, number = sorted_columns
    speed = speed_for(len(near), list_by_actor, flag_eager, flag_entered, flag_calm)
    begin, listed = _listed(near, by_limit, actors, speed)
    last = np.full(actors, -LAST_DAY - 1, np.int32)
    eager = np.zeros((len(near) >> 3) + 1, np.uint8)
    kernel(flag_eager, speed)(near, far, day, limit, last.copy(), eager)
    calm = np.ones((len(near) >> STRETCH) + 1, np.uint8)
    kernel(flag_calm, speed)(eager, len(near), STRETCH, calm)
    entered = np.zeros(len(near), np.uint8)
    kernel(flag_entered, speed)(near, far, day, limit, last, entered)
    open_begin, opened = _listed(near, np.flatnonzero(entered).astype(np.uint32), actors, speed)
    return Direction(
        sign=sign,
        near=near,
        far=far,
        day=day,
        number=number.astype(np.uint32),
        begin=begin,
        listed_far=far[listed],
        listed_limit=limit[listed],
        listed_place=listed,
        open_begin=open_begin,
        open_place=opened,
        open_limit=limit[opened],
        eager=eager,
        calm=calm,
    )


def _listed(near: Actors, order: Places, actors: int, speed: Speed) -> tuple[Places, Places]:
    begin, listed = np.zeros(actors + 1, np.uint32), np.empty(len(order), np.uint32)
    kernel(list_by_actor, speed)(near, order, begin, listed)
    return begin, listed
