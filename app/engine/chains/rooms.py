"""Rooms: the arrays that searches work in, lent to one search at a time and taken back for the next.

A search on a large network looks at a small part of it. It must not cost as much as the network is large: so what has a
place for each state is made once, and given back as it was found.

Example: two questions in two threads have a room each; a third, asked when one is done, has that one's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.engine.chains.columns import DaysRow, LabelRow
from app.engine.chains.far import Far
from app.engine.chains.layers import ROWS, SIZES, WIDTH, Bounds
from app.engine.chains.speed import Speed
from app.engine.chains.trails import DAYS, FOUND, HEAP, LABELS, WORK, Trails

__all__ = ["MADE_AT_MOST", "Rooms", "has_room", "larger", "waiting"]

MADE_AT_MOST = 1_024
"""Chains that a search makes before it tells of them."""
_KEPT = 1 << 16
"""Labels up to which the room of a search is kept for the next: it may have needed much more."""
_FIRST = {"plain": 64, "compiled": 4_096}


@dataclass(frozen=True, slots=True, eq=False)
class Rooms:
    """Rooms for searches over so many states; `ended`: more than the recoveries at one junction."""

    speed: Speed
    states: int
    ended: int
    nothing: Far = field(init=False)
    _bounds: list[Bounds] = field(default_factory=list[Bounds])
    _trails: list[Trails] = field(default_factory=list[Trails])

    def __post_init__(self) -> None:
        """What stands for bounds that nobody asked for yet."""
        object.__setattr__(self, "nothing", Far(self.speed.room(0), self.speed.room(0)))

    def bounds(self, width: int) -> Bounds:
        """Without any row; rows have room for `width` entries."""
        try:
            bounds = self._bounds.pop()
        except IndexError:
            bounds = self._new_bounds(width)
        if len(bounds.latest) < self.states * width:
            bounds = self._new_bounds(width)
        bounds = bounds._replace(sizes=self.speed.ints((0,) * SIZES))
        bounds.sizes[WIDTH] = width
        return bounds

    def take_back(self, bounds: Bounds) -> None:
        """Let others have it."""
        self.speed.forget(bounds.slot, bounds.state, bounds.sizes[ROWS])
        self._bounds.append(bounds)

    def trails(self, first: int) -> Trails:
        """Without any label; with room for so many chains of one hop."""
        speed, n = self.speed, _FIRST[self.speed.name] + 3 * first
        try:
            trails = self._trails.pop()
        except IndexError:
            trails = Trails(
                labels=speed.blank(LabelRow, n),
                days=speed.blank(DaysRow, n),
                heap=speed.room(n),
                sizes=speed.room(0),
                ended=speed.room(self.ended),
                made=speed.room(MADE_AT_MOST),
            )
        while len(trails.labels) < n:
            trails = larger(speed, trails)
        return trails._replace(sizes=speed.ints((0,) * (WORK + 1)))

    def take_trails_back(self, trails: Trails) -> None:
        """Let others have it, if it is not too large to be kept."""
        if len(trails.labels) <= _KEPT:
            self._trails.append(trails)

    def _new_bounds(self, width: int) -> Bounds:
        room, n = self.speed.room, self.states
        return Bounds(
            slot=self.speed.full(n, -1),
            state=room(n),
            upto=room(n),
            latest=room(n * width),
            rank=room(n * width),
            first=room(n * width),
            front=room(n),
            changed=room(n),
            sizes=room(SIZES),
        )


def larger(speed: Speed, trails: Trails) -> Trails:
    """The same with more room."""
    more = 2 * len(trails.labels)
    return trails._replace(
        labels=speed.longer(trails.labels, speed.blank(LabelRow, more)),
        days=speed.longer(trails.days, speed.blank(DaysRow, more)),
        heap=speed.longer(trails.heap, speed.room(more)),
    )


def has_room(trails: Trails, days: int) -> bool:
    """True if a chain of one hop on so many spans of days has a place."""
    sizes = trails.sizes
    if sizes[LABELS] + 3 > len(trails.labels) or sizes[HEAP] + 3 > len(trails.heap):
        return False
    return sizes[DAYS] + days <= len(trails.days)


def waiting(trails: Trails) -> list[int]:
    """Chains that were found but not taken up yet, best first."""
    all_waiting = [trails.heap[i] for i in range(trails.sizes[HEAP])]
    found = [label for label in all_waiting if trails.labels[label].kind == FOUND]
    return [label for _, label in sorted((_key(trails, label), label) for label in found)]


def _key(trails: Trails, label: int) -> tuple[int, int, int, tuple[int, ...]]:
    own = trails.labels[label]
    return own.rank, own.needed, own.first, _numbers(trails, label)


def _numbers(trails: Trails, label: int) -> tuple[int, ...]:
    """The links of a label, from the first on."""
    links: list[int] = []
    while label >= 0:
        links.append(trails.labels[label].link)
        label = trails.labels[label].parent
    return tuple(reversed(links))
