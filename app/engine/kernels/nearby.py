"""Nearby: from an actor who reaches few, first arrivals without a pass over everything.

Actors are taken up in the order of their arrival, and from each only the transfers that can still be used are looked
at. This is many times slower for each transfer than a pass, and far faster where there are few. So it begins every
question on a large timetable, and gives up after a thousandth of it.

Example: of a million transfers, one leads from 0 to 1, one on to 2, and there it ends: two are looked at.

References:
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271, with days
    in place of lengths.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["reach_nearby"]

Ints = Sequence[int]
Buffer = MutableSequence[int]
Listed = tuple[Ints, Ints, Ints, Ints, Ints]
"""Begin, and far, limit, place of the transfers of each actor; day of each place."""


def reach_nearby(
    listed: Listed, origin: tuple[int, int, int, int], never: int, budget: int, arrival: Buffer, heap: Buffer
) -> bool:
    """Write the arrival (times sign) of all whom `start` reaches; False, and nothing written, if they are too many.

    `origin` is start, since, until, sign. `arrival` comes with `never` (times sign) everywhere. `budget` is how many
    transfers are looked at; `heap` has room for one more, and as many again for those reached.
    """
    begin, far, limit, place, day = listed
    start, since, until, sign = origin
    arrival[start] = sign * since
    heap[0], heap[budget + 1] = (since << 31) + start, start
    size, reached, looked = 1, 1, 0
    while size:
        size -= 1
        today, here = heap[0] >> 31, heap[0] & 0x7FFFFFFF
        sink(heap, heap[size], size)
        if sign * arrival[here] < today:
            continue
        for k in range(begin[here + 1] - 1, begin[here] - 1, -1):
            if limit[k] < today:
                break
            looked += 1
            if looked > budget:
                for i in range(reached):
                    arrival[heap[budget + 1 + i]] = sign * never
                return False
            target, then = far[k], max(today, day[place[k]])
            if then <= until and then < sign * arrival[target]:
                if arrival[target] == sign * never:
                    heap[budget + 1 + reached] = target
                    reached += 1
                arrival[target] = sign * then
                rise(heap, (then << 31) + target, size)
                size += 1
    return True


def rise(heap: Buffer, key: int, at: int) -> None:
    """Put a key into the heap, of which so many are in it."""
    while at and heap[(at - 1) >> 1] > key:
        heap[at] = heap[(at - 1) >> 1]
        at = (at - 1) >> 1
    heap[at] = key


def sink(heap: Buffer, key: int, size: int) -> None:
    """Put a key in place of the least one; so many are in the heap then."""
    at, child = 0, 1
    while child < size:
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[at] = heap[child]
        at, child = child, 2 * child + 1
    heap[at] = key
