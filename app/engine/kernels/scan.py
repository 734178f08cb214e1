"""Scan: one pass over transfers in the order of their days finds who could have had the data, and since when.

In this order an arrival is final once it is written, for all that comes later arrives later. So a byte for each actor
is all that the pass asks. On most stretches it does not even branch: every place is written down as the next arrival,
and the count goes on only if it was one.

Windows need care. Whoever gets the data on day t can pass it on at once by each transfer that is listed further up and
still open. Where there may be such a one (`eager`), the pass halts, and all that is open is followed, and what is open
from there. Everyone is reached once, so this costs no more than the open transfers all told.

Example: 0 → 1 on day 5, 1 → 2 in [3, 9]. The pass meets 1 → 2 first, when nobody has the data; on day 5 it reaches 1,
and 2 over the open window.

References:
    H. Wu et al., "Path problems in temporal graphs", PVLDB 7 (2014) 721-732: the one-pass algorithm for transfers on
    one day each. M. Bentert et al., "Efficient computation of optimal temporal walks under waiting-time constraints",
    Applied Network Science 5 (2020) 73: why equal days need more than one pass in sorted order.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["reach"]

Ints = Sequence[int]
Buffer = MutableSequence[int]
Sorted = tuple[Ints, Ints, Ints, Ints, Ints]
"""Near, far, day, eager, calm."""
Opened = tuple[Ints, Ints, Ints]
"""Begin, place, limit of transfers that may be open."""
Origin = tuple[int, int, int, int]
"""Start, goal, since, sign."""
Span = tuple[int, int, int, int]
"""First place, the one after the last, how many make a stretch, and 0: all of a type without sign, since for numbers
that may be negative numba looks at each index twice."""
Scratch = tuple[Buffer, Buffer, Buffer, Buffer, Buffer]
"""Reached, arrival, via, events, stack."""


def reach(columns: Sorted, opened: Opened, origin: Origin, span: Span, scratch: Scratch) -> None:
    """Write the arrival of each actor that `start` reaches with data that it has from day `since` on.

    Once `goal` is reached, what comes later may be left out.
    `reached` comes as zeros, one more than actors; `events` and `stack` have room for one more than actors.
    `arrival` (times `sign`) and, if it has any room, `via` (place of the last transfer) are written for those reached.
    """
    near, far, day, eager, calm = columns
    start, goal, since, sign = origin
    place, last, stretch, found = span
    reached, arrival, via, events, _ = scratch
    reached[start], arrival[start] = 1, sign * since
    follow(far, opened, place, (start, since, sign), scratch)
    while place < last and not reached[goal]:
        end = min(last, place - place % stretch + stretch)
        if calm[place // stretch]:
            for here in range(place, end):
                new = reached[near[here]] & ~reached[far[here]]
                reached[far[here]] |= new
                events[found] = here
                found += new
        else:
            for here in range(place, end):
                if reached[near[here]] > reached[far[here]]:
                    reached[far[here]] = 1
                    events[found] = here
                    found += reached[far[here]]  # one more, in a type that leaves that of `found`
                    if (eager[here >> 3] >> (here & 7)) & 1:
                        follow(far, opened, here, (far[here], day[here], sign), scratch)
        place = end
    for k in range(found):
        arrival[far[events[k]]] = sign * day[events[k]]
        if len(via):
            via[far[events[k]]] = events[k]


def follow(far: Ints, opened: Opened, before: int, who: tuple[int, int, int], scratch: Scratch) -> None:
    """Let all have it that get it from `who` (actor, day, sign) on that day over transfers listed before a place."""
    open_begin, open_place, open_limit = opened
    holder, today, sign = who
    reached, arrival, via, _, stack = scratch
    stack[0] = holder
    waiting = 1
    while waiting:
        waiting -= 1
        holder = stack[waiting]
        for k in range(open_begin[holder], open_begin[holder + 1]):
            if open_place[k] >= before:
                break
            if open_limit[k] >= today and not reached[far[open_place[k]]]:
                target = far[open_place[k]]
                reached[target], arrival[target], stack[waiting] = 1, sign * today, target
                waiting += 1
                if len(via):
                    via[target] = open_place[k]
