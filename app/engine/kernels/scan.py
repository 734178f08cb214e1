"""Scan: one pass over transfers in the order of their days finds who could have had the data, and since when.

In this order an arrival is final once it is written: all that comes later arrives later. So a bit for each actor is
all that the pass asks, and arrivals are only written. Windows need care: whoever gets the data on day t can pass it on
at once by each transfer whose window opened before and is still open. These are followed as soon as somebody is
reached, and their targets likewise. Everyone is reached once, so this costs no more than the open transfers all told.

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

Columns = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Near, far, day, eager of a direction; or open_begin, open_far, open_day, open_limit."""
Origin = tuple[int, int, int, int]
"""Start, since, first, sign."""
Scratch = tuple[MutableSequence[int], MutableSequence[int], MutableSequence[int]]
"""Reached, arrival, stack."""


def reach(sorted_way: Columns, opened: Columns, origin: Origin, scratch: Scratch) -> int:
    """Write the arrival of each actor that `start` reaches with data held from day `since` on; their number.

    `first` is the first place whose day is `since` or later. `reached` (bits) comes empty; `arrival` is written for
    those reached only, times `sign`; `stack` has room for all actors.
    """
    near, far, day, eager = sorted_way
    open_from, open_far, open_day, open_limit = opened
    start, since, first, sign = origin
    reached, arrival, stack = scratch
    reached[start >> 3] = reached[start >> 3] | (1 << (start & 7))
    arrival[start] = sign * since
    stack[0] = start
    waiting = 1
    found = 1
    today = since
    for place in range(first - 1, len(near)):
        if place >= first:
            here = near[place]
            there = far[place]
            if not (reached[here >> 3] >> (here & 7)) & ~(reached[there >> 3] >> (there & 7)) & 1:
                continue
            today = day[place]
            reached[there >> 3] = reached[there >> 3] | (1 << (there & 7))
            arrival[there] = sign * today
            found += 1
            if not (eager[place >> 3] >> (place & 7)) & 1:
                continue
            stack[0] = there
            waiting = 1
        while waiting:
            waiting -= 1
            holder = stack[waiting]
            for k in range(open_from[holder], open_from[holder + 1]):
                if open_day[k] > today:
                    break
                target = open_far[k]
                if open_limit[k] < today or (reached[target >> 3] >> (target & 7)) & 1:
                    continue
                reached[target >> 3] = reached[target >> 3] | (1 << (target & 7))
                arrival[target] = sign * today
                found += 1
                stack[waiting] = target
                waiting += 1
    return found
