"""Lanes: up to 64 questions in one pass: each actor has a number, of which each bit belongs to one question.

What one pass asks of a byte (`scan`), it asks here of all bits at once. Questions may start anywhere on any day, and
each may have an actor that does not pass data on, or a transfer that is not used, so that one pass tells for all hops
of a path whether there is another way around them.

Example: bit 0 starts from a, bit 1 from b on the same day. a → c: c has bit 0. b → c: c has both.

References:
    M. Then et al., "The more the merrier: efficient multi-source graph traversal", PVLDB 8 (2014) 449-460.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["reach_lanes"]

Ints = Sequence[int]
Buffer = MutableSequence[int]
Sorted = tuple[Ints, Ints, Ints, Ints, Ints]
"""Near, far, day, eager, calm."""
Opened = tuple[Ints, Ints, Ints]
"""Begin, place, limit of transfers that may be open."""
Legs = tuple[Ints, Ints, Ints, Ints, Ints, Ints]
"""Of each leg of the pass: its first place, the one after its last, bits that its transfers do not carry; who starts
with it (a number beyond all actors for nobody), since when, with which bits."""
Barred = tuple[Ints, Ints, Ints, Ints]
"""Of each actor the number of its bar, or 0; bits that each bar keeps out; barred places; bits they do not carry."""
Aimed = tuple[int, int, int, int, int]
"""A goal, the bits with all of which the pass may stop there, how many places make a stretch, 0 and 1."""
Log = tuple[Buffer, Buffer, Buffer]
"""Who was reached, on which day, by which bits."""
Scratch = tuple[Buffer, Buffer, Buffer]
"""Bits of each actor, and of one more; bits of each that are to be passed on; a stack of actors."""


def reach_lanes(
    columns: Sorted, opened: Opened, legs: Legs, barred: Barred, aim: Aimed, log: Log, scratch: Scratch
) -> int:
    """Log who is reached when by which bits; the length of the log, which may be more than there was room for.

    `aim` is a goal, the bits with all of which the pass may stop there, how many places make a stretch, 0 and 1; like
    places, these have a type without sign. Bits come as zeros.
    """
    near, far, day, eager, calm = columns
    begins, ends, outs, starts, since, start_bits = legs
    bar_of, bars, _, _ = barred
    goal, enough, stretch, zero, one = aim
    who, when, which = log
    has, logged = scratch[0], zero
    for leg in range(len(ends)):
        if starts[leg] < len(has) - 1:
            first = (starts[leg], since[leg], start_bits[leg])
            logged = spread(far, opened, begins[leg], first, barred, log, (logged, one), scratch)
        place = begins[leg]
        while place < ends[leg]:
            begun, end = place, min(ends[leg], place - place % stretch + stretch)
            place = end
            if calm[begun // stretch] and len(bars) == 1 and logged + end - begun < len(who):
                for here in range(begun, end):
                    target = far[here]
                    new = has[near[here]] & ~has[target]
                    has[target] |= new
                    who[logged], when[logged], which[logged] = target, day[here], new
                    logged += one if new else zero
            else:
                for here in range(begun, end):
                    target = far[here]
                    new = has[near[here]] & ~has[target] & ~outs[leg]
                    if new:
                        new &= ~bars[bar_of[target]]
                        if new and (eager[here >> 3] >> (here & 7)) & 1:
                            got = (target, day[here], new)
                            logged = spread(far, opened, here, got, barred, log, (logged, one), scratch)
                        elif new:
                            has[target] |= new
                            if logged < len(who):
                                who[logged], when[logged], which[logged] = target, day[here], new
                            logged += one
                        if has[goal] & enough == enough:
                            return logged
    return logged


def spread(
    far: Ints,
    opened: Opened,
    before: int,
    first: tuple[int, int, int],
    barred: Barred,
    log: Log,
    count: tuple[int, int],
    scratch: Scratch,
) -> int:
    """Give bits to an actor on a day, and to all that get them that day over transfers listed before a place.

    `count` is the length of the log, and 1; the new length is returned.
    """
    logged, one = count
    open_begin, open_place, open_limit = opened
    bar_of, bars, barred_place, barred_bits = barred
    who, when, which = log
    has, pending, stack = scratch
    target, today, new = first
    has[target] |= new
    pending[target] |= new
    stack[0] = target
    waiting = 1
    while waiting:
        waiting -= 1
        holder = stack[waiting]
        given = pending[holder]
        pending[holder] = 0
        if logged < len(who):
            who[logged], when[logged], which[logged] = holder, today, given
        logged += one
        for k in range(open_begin[holder], open_begin[holder + 1]):
            if open_place[k] >= before:
                break
            if open_limit[k] < today:
                continue
            target = far[open_place[k]]
            new = given & ~has[target]
            if new:
                new &= ~bars[bar_of[target]]
                for j in range(len(barred_place)):
                    if barred_place[j] == open_place[k]:
                        new &= ~barred_bits[j]
                if new and not pending[target]:
                    stack[waiting] = target
                    waiting += 1
                has[target] |= new
                pending[target] |= new
    return logged
