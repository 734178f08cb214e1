"""Keys: what a label can come to at best, by the layers as far as they go; and what is judged by that alone.

The key of a label is never more than that of a chain that goes on from it: rank, hops, first day of arrival. Layers
that grow later only raise it; a label that is taken up under an old key then waits again under its new one.

Example: layers of 2 hops do not know a label's state: it needs 3 more at least, whatever rank it has come to so far.

References:
    R. Dechter, J. Pearl, "Generalized best-first search strategies and the optimality of A*", Journal of the ACM 32
    (1985) 505-536: why bounds that never tell too much suffice.
"""

from __future__ import annotations

from app.engine.chains.columns import Columns
from app.engine.chains.far import Far
from app.engine.chains.layers import COMPLETE, COST, DEPTH, FLOOR, WIDTH, Aimed, Bounds, stands_for
from app.engine.chains.rules import HIGH, NOBODY
from app.engine.chains.spread import Region
from app.engine.chains.trails import LONGER, MARK, OPEN, WORK, Trails, put, twin, wait, was_there

__all__ = [
    "LATER",
    "NO",
    "UNDECIDED",
    "YES",
    "comes_before",
    "is_bounded",
    "is_due",
    "is_guess",
    "is_stale",
    "judge",
    "longest_rank",
    "may_go_on",
    "needs_twin",
    "wait_as_longer",
    "way_on",
]

NO, YES, LATER, UNDECIDED = 0, 1, 2, 3
"""Whether something longer than allowed leads on from a mark."""


def may_go_on(net: Columns, region: Region, aimed: Aimed, trails: Trails, label: int, here: int) -> bool:
    """True if whom a label arrives at is known, can pass something on, and was not there before."""
    if here == NOBODY or region.states[trails.labels[label].state].out_n == 0:
        return False
    if stands_for(net, aimed, here, aimed.goal):
        return False
    return not was_there(net, aimed, trails, label, here, 0)


def needs_twin(bounds: Bounds, aimed: Aimed, trails: Trails, label: int, marks: int, since: int) -> bool:
    """True if the layers beyond `since` tell of all hops that are left to a label, and so hide longer chains."""
    own = trails.labels[label]
    left = aimed.max_hops - own.hops
    if marks == 0 or bounds.sizes[COMPLETE] == 1 or left <= since or left > bounds.sizes[DEPTH]:
        return False
    return bounds.slot[own.state] >= 0


def wait_as_longer(bounds: Bounds, aimed: Aimed, trails: Trails, label: int) -> None:
    """Let the twin of a label wait, to ask for longer chains when its turn comes."""
    day = trails.days[trails.labels[label].day_at].low
    rank = max(trails.labels[label].so_far, bounds.sizes[FLOOR])
    wait(trails, twin(trails, label), LONGER, rank, aimed.max_hops + 1, day)


def is_bounded(bounds: Bounds, aimed: Aimed, trails: Trails, label: int, marks: int) -> bool:
    """True if a label may be extended, or is a mark, by its bounds; they are written into it as its key."""
    own = trails.labels[label]
    day, hops, depth = trails.days[own.day_at].low, own.hops, bounds.sizes[DEPTH]
    row, left = bounds.slot[own.state], aimed.max_hops - own.hops
    own.kind, own.rank, own.first, own.depth = OPEN, max(own.so_far, bounds.sizes[FLOOR]), day, depth
    if row >= 0 and left > 0:
        at = row * bounds.sizes[WIDTH]
        last = at + min(left, depth, bounds.upto[row])
        if day <= bounds.latest[last]:
            needed = 1
            while day > bounds.latest[at + needed]:
                needed += 1
            own.needed, own.first = hops + needed, max(day, bounds.first[at + needed])
            if left <= depth:
                own.rank = max(own.rank, bounds.rank[last])
            return True
    if left > depth:
        own.needed = hops + depth + 1
        return True
    own.kind, own.needed = MARK, aimed.max_hops + 1
    longest = row * bounds.sizes[WIDTH] + bounds.upto[row] if row >= 0 else 0
    return marks == 1 and (bounds.sizes[COMPLETE] == 0 or (row >= 0 and day <= bounds.latest[longest]))


def longest_rank(bounds: Bounds, far: Far, trails: Trails, label: int) -> int:
    """The least rank of chains of any length that lead on from a mark, where that is known."""
    state, so_far = trails.labels[label].state, trails.labels[label].so_far
    if bounds.sizes[COMPLETE] == 0:
        return max(so_far, far.rank[state])
    row = bounds.slot[state]
    return max(so_far, bounds.rank[row * bounds.sizes[WIDTH] + bounds.upto[row]])


def judge(aimed: Aimed, bounds: Bounds, far: Far, trails: Trails, label: int) -> int:
    """Whether a chain longer than allowed may lead on from a mark: NO, YES, LATER (under another key), or UNDECIDED."""
    own, sizes = trails.labels[label], bounds.sizes
    row, day = bounds.slot[own.state], trails.days[own.day_at].low
    at = row * sizes[WIDTH]
    better_than = HIGH + 1
    if own.kind == LONGER:
        allowed = at + min(aimed.max_hops - own.hops, bounds.upto[row])
        if bounds.latest[allowed] >= day:
            better_than = max(own.so_far, bounds.rank[allowed])
        if better_than <= own.rank:
            return NO
    latest, rank = -1, HIGH
    if row >= 0:
        latest, rank = bounds.latest[at + bounds.upto[row]], max(own.so_far, bounds.rank[at + bounds.upto[row]])
    if day <= latest and rank <= own.rank:
        return YES
    if sizes[COMPLETE] == 0:
        if len(far.latest) == 0:
            return UNDECIDED
        latest, rank = far.latest[own.state], max(own.so_far, far.rank[own.state])
    if day > latest or rank >= better_than:
        return NO
    return YES if rank <= own.rank else LATER


def is_due(bounds: Bounds, trails: Trails) -> bool:
    """True if what rests on no layer has cost as much as one layer more would."""
    sizes = bounds.sizes
    return sizes[DEPTH] < sizes[WIDTH] - 1 and trails.sizes[WORK] >= sizes[COST]


def is_stale(bounds: Bounds, aimed: Aimed, trails: Trails, label: int, marks: int) -> bool:
    """True if a label taken up was given its key when the layers were fewer, and waits again by what they tell now."""
    own = trails.labels[label]
    since = own.depth
    if since == bounds.sizes[DEPTH] or own.done_n > 0:
        return False
    rank, needed, first = own.rank, own.needed, own.first
    if needs_twin(bounds, aimed, trails, label, marks, since):
        wait_as_longer(bounds, aimed, trails, label)
    if not is_bounded(bounds, aimed, trails, label, marks):
        return True
    if own.kind == OPEN and own.rank == rank and own.needed == needed and own.first == first:
        return False
    put(trails, label)
    return True


def is_guess(bounds: Bounds, aimed: Aimed, trails: Trails, label: int) -> bool:
    """True if the key of a label rests on chains that are longer than the layers tell of."""
    own = trails.labels[label]
    row, depth = bounds.slot[own.state], bounds.sizes[DEPTH]
    if aimed.max_hops - own.hops <= depth:
        return False
    at = row * bounds.sizes[WIDTH] + bounds.upto[row] if row >= 0 else 0
    return row < 0 or trails.days[own.day_at].low > bounds.latest[at] or own.rank < bounds.rank[at]


def way_on(
    bounds: Bounds, aimed: Aimed, state: int, day: int, rank: int, hops: int, depth: int
) -> tuple[int, int, int]:
    """The least key under which a chain to a state, or its twin, waits by the layers of up to `depth` hops."""
    row, left = bounds.slot[state], aimed.max_hops - hops
    if row >= 0 and left > 0:
        at = row * bounds.sizes[WIDTH]
        last = at + min(left, depth, bounds.upto[row])
        if day <= bounds.latest[last]:
            if left <= depth and bounds.rank[last] > rank:
                return rank, aimed.max_hops + 1, day
            needed = 1
            while day > bounds.latest[at + needed]:
                needed += 1
            return rank, hops + needed, max(day, bounds.first[at + needed])
    return rank, hops + depth + 1 if left > depth else aimed.max_hops + 1, day


def comes_before(rank: int, needed: int, first: int, other_rank: int, other_needed: int, other_first: int) -> bool:
    """True if the first key is less than the other."""
    if rank != other_rank:
        return rank < other_rank
    return needed < other_needed or (needed == other_needed and first < other_first)
