"""Columns made from columns: what a timetable holds besides the sorted transfers. Kernels, see the package."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["flag_eager", "flag_entered", "list_by_actor"]

Ints = Sequence[int]
Buffer = MutableSequence[int]


def list_by_actor(near: Ints, order: Ints, begin: Buffer, listed: Buffer) -> None:
    """Places in the given order, gathered by their near actor: those of actor a are listed[begin[a]:begin[a + 1]].

    `begin` comes as zeros, one more than there are actors. `order` may leave places out.
    """
    for k in range(len(order)):
        begin[near[order[k]] + 1] += 1
    for actor in range(1, len(begin)):
        begin[actor] += begin[actor - 1]
    for k in range(len(order)):
        here = near[order[k]]
        listed[begin[here]] = order[k]
        begin[here] += 1
    for actor in range(len(begin) - 1, 0, -1):
        begin[actor] = begin[actor - 1]
    begin[0] = 0


def flag_eager(near: Ints, far: Ints, day: Ints, limit: Ints, last: Buffer, eager: Buffer) -> None:
    """Set the bit of each place whose far actor has, on that day, a transfer further up that is still open.

    `last` comes with less than any day for each actor, `eager` (bits) empty.
    """
    for place in range(len(near)):
        if last[far[place]] >= day[place]:
            eager[place >> 3] = eager[place >> 3] | (1 << (place & 7))
        last[near[place]] = max(last[near[place]], limit[place])


def flag_entered(near: Ints, far: Ints, day: Ints, limit: Ints, last: Buffer, entered: Buffer) -> None:
    """Set a one for each transfer that someone who is reached can have to follow although it is listed further up.

    These are all windows, and each transfer of a single day whose near actor may be reached on that very day by one
    that is listed after it.
    """
    begin = 0
    while begin < len(near):
        end = begin
        while end < len(near) and day[end] == day[begin]:
            last[far[end]] = max(last[far[end]], limit[end])
            end += 1
        for place in range(begin, end):
            tied = place + 1 < end and last[near[place]] >= day[place]
            if limit[place] > day[place] or tied:
                entered[place] = 1
        begin = end


def flag_calm(eager: Ints, places: int, stretch: int, calm: Buffer) -> None:
    """Clear the one of each stretch of 2 ** stretch places that has an eager one; stretches are whole bytes."""
    for k in range((places + 7) >> 3):
        if eager[k]:
            calm[k << 3 >> stretch] = 0
