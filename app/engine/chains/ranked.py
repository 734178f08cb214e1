"""Ranked: chains, the best first, each exactly once, among all that the rules allow.

Labels are chains as far as they have come. The one with the best bound is always taken up next, so that chains leave
in the order of their keys: rank, hops, first day of arrival, ids. A label that would need more hops than allowed is
taken up as a mark that something was cut.

References:
    P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost paths",
    IEEE Trans. SSC 4 (1968) 100-107.
"""

from __future__ import annotations

from typing import NamedTuple

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, Columns, Ints
from app.engine.chains.layers import Aimed, Bounds, Far, rank_of
from app.engine.chains.rules import HIGH, LOW, NO_FIT, NOBODY, advance, barriers, carry_to, holds, joins
from app.engine.chains.spread import Region, nothing

__all__ = ["DAYS", "DONE", "FULL", "HEAP", "LABELS", "MADE", "NEEDS_FAR", "PAUSED", "Trails", "begin", "take"]

OPEN, FOUND, MARK, SURE_MARK = 0, 1, 2, 3
DONE, PAUSED, FULL, NEEDS_FAR, MADE, CUT = 0, 1, 2, 3, 4, 5
"""What `take` comes back with: nothing is left; turns are used up; no room; `Far` is asked for; a chain; a mark."""
LABELS, DAYS, HEAP, LAST = 0, 1, 2, 3
"""Places in `sizes`: how many labels, spans of days and labels in the heap there are; what was taken last."""


class Trails(NamedTuple):
    """Labels, each with its last link, the label before it, hops, state, worst rank so far, key, kind and days.

    `day_at`, `day_n`: where its spans of days stand in `low` and `high`. `heap` has the labels that wait.
    """

    link: Ints
    parent: Ints
    hops: Ints
    state: Ints
    so_far: Ints
    rank: Ints
    needed: Ints
    first: Ints
    kind: Ints
    day_at: Ints
    day_n: Ints
    low: Ints
    high: Ints
    heap: Ints
    sizes: Ints
    ended: Ints


# ---------------------------------------------------------------- the heap


def links_between(trails: Trails, one: int, other: int) -> int:
    """Less than 0 if the links of one label come first, compared one by one from the beginning."""
    a, b, difference = one, other, 0
    while trails.hops[a] > trails.hops[b]:
        a = trails.parent[a]
    while trails.hops[b] > trails.hops[a]:
        b = trails.parent[b]
    while a >= 0 and a != b:
        if trails.link[a] != trails.link[b]:
            difference = trails.link[a] - trails.link[b]
        a, b = trails.parent[a], trails.parent[b]
    return difference if difference != 0 else trails.hops[one] - trails.hops[other]


def comes_first(trails: Trails, one: int, other: int) -> bool:
    """True if a label is to be taken up before another."""
    if trails.rank[one] != trails.rank[other]:
        return trails.rank[one] < trails.rank[other]
    if trails.needed[one] != trails.needed[other]:
        return trails.needed[one] < trails.needed[other]
    if trails.first[one] != trails.first[other]:
        return trails.first[one] < trails.first[other]
    return links_between(trails, one, other) < 0


def put(trails: Trails, label: int) -> None:
    """Let a label wait."""
    i = trails.sizes[HEAP]
    trails.sizes[HEAP] = i + 1
    while i > 0:
        above = (i - 1) // 2
        if not comes_first(trails, label, trails.heap[above]):
            break
        trails.heap[i] = trails.heap[above]
        i = above
    trails.heap[i] = label


def pop(trails: Trails) -> int:
    """The best label that waits."""
    best = trails.heap[0]
    n = trails.sizes[HEAP] - 1
    trails.sizes[HEAP] = n
    label = trails.heap[n]
    i = 0
    while 2 * i + 1 < n:
        below = 2 * i + 1
        if below + 1 < n and comes_first(trails, trails.heap[below + 1], trails.heap[below]):
            below += 1
        if not comes_first(trails, trails.heap[below], label):
            break
        trails.heap[i] = trails.heap[below]
        i = below
    if n > 0:
        trails.heap[i] = label
    return best


# ---------------------------------------------------------------- who was there, what must not follow


def was_there(net: Columns, aimed: Aimed, trails: Trails, label: int, actor: int, skip_start: int) -> bool:
    """True if `actor` can stand for an id at a junction of the label: start, and all but the end."""
    here = label
    while here >= 0:
        parent = trails.parent[here]
        if parent >= 0:
            if joins(net, actor, net.recipient[trails.link[parent]]):
                return True
        elif skip_start == 1:
            return False
        elif joins(net, actor, aimed.start):
            return True
        if joins(net, actor, net.provider[trails.link[here]]):
            return True
        here = parent
    return False


def came_later(net: Columns, trails: Trails, label: int, link: int, certain: int) -> bool:
    """True if the words put `link` before a link of the label; where they contradict each other, only if certain."""
    here = label
    while here >= 0:
        if holds(net.before, trails.link[here], link):
            return True
        if certain == 1 and holds(net.disputed, trails.link[here], link):
            return True
        here = trails.parent[here]
    return False


def surely_follows(net: Columns, last: int, low: int, link: int, ended: Ints, m: int) -> bool:
    """True if the link comes after `last`, which is not before `low`, however the days are chosen."""
    if net.recipient[last] != net.provider[link] or net.stated[link] == 0:
        return False
    if net.latest[last] > net.low[link] and not holds(net.before, link, last):
        return False
    for i in range(m):
        if low <= ended[i] and ended[i] < net.latest[link]:
            return False
    return True


def is_end(net: Columns, aimed: Aimed, trails: Trails, label: int) -> bool:
    """True if the chain answers the question as it stands."""
    link = trails.link[label]
    here = net.recipient[link]
    if aimed.only_last >= 0 and link != aimed.only_last:
        return False
    if aimed.certain == 1 and net.latest[link] > aimed.by:
        return False
    if aimed.goal == NOBODY:
        return True
    if here != aimed.goal and (aimed.literal == 1 or not joins(net, here, aimed.goal)):
        return False
    if was_there(net, aimed, trails, label, aimed.goal, aimed.is_return):
        return False
    return here == aimed.goal or not was_there(net, aimed, trails, label, here, aimed.is_return)


# ---------------------------------------------------------------- what a chain ranks


def first_leaves(net: Columns, aimed: Aimed, region: Region, trails: Trails, label: int) -> int:
    """The last day of the first hop from which the last can be reached."""
    lows = [trails.low[trails.day_at[label] + i] for i in range(trails.day_n[label])]
    highs = [trails.high[trails.day_at[label] + i] for i in range(trails.day_n[label])]
    here = label
    while trails.parent[here] >= 0:
        link, here = trails.link[here], trails.parent[here]
        data = region.data[trails.state[here]]
        m = barriers(net, net.recipient[trails.link[here]], net.provider[link], data, trails.ended)
        new_lows, new_highs = nothing(), nothing()
        start = LOW
        for segment in range(m + 1):
            stop = trails.ended[segment] if segment < m else HIGH
            last = -1
            for i in range(len(lows)):
                if lows[i] <= stop and start <= highs[i]:
                    last = min(highs[i], stop)
            for i in range(trails.day_at[here], trails.day_at[here] + trails.day_n[here]):
                if trails.low[i] <= last and start <= trails.high[i]:
                    new_lows.append(max(trails.low[i], start))
                    new_highs.append(min(trails.high[i], last))
            start = stop + 1
        lows, highs = new_lows, new_highs
    return highs[len(highs) - 1]


def chain_rank(net: Columns, aimed: Aimed, region: Region, trails: Trails, label: int) -> int:
    """The rank of a whole chain."""
    if aimed.kind == WEAKEST:
        return trails.so_far[label]
    at = trails.day_at[label]
    if aimed.kind == ARRIVAL:
        return trails.low[at]
    if aimed.kind == LAST_DAY:
        return -trails.high[at + trails.day_n[label] - 1]
    if aimed.kind == DEPARTURE:
        return -first_leaves(net, aimed, region, trails, label)
    return net.latest[trails.link[label]]


# ---------------------------------------------------------------- labels


def new_label(trails: Trails, link: int, parent: int, state: int, so_far: int, days: int) -> int:
    """A label of `days` spans, which stand at the end of the spans already."""
    label = trails.sizes[LABELS]
    trails.sizes[LABELS] = label + 1
    trails.link[label], trails.parent[label], trails.state[label] = link, parent, state
    trails.hops[label] = 1 if parent < 0 else trails.hops[parent] + 1
    trails.so_far[label] = so_far
    trails.day_at[label], trails.day_n[label] = trails.sizes[DAYS], days
    trails.sizes[DAYS] += days
    return label


def twin(trails: Trails, label: int) -> int:
    """The same label once more, to wait under another key."""
    other = trails.sizes[LABELS]
    trails.sizes[LABELS] = other + 1
    trails.link[other], trails.parent[other], trails.state[other] = (
        trails.link[label],
        trails.parent[label],
        trails.state[label],
    )
    trails.hops[other], trails.so_far[other] = trails.hops[label], trails.so_far[label]
    trails.day_at[other], trails.day_n[other] = trails.day_at[label], trails.day_n[label]
    return other


def wait(trails: Trails, label: int, kind: int, rank: int, needed: int, first: int) -> None:
    """Let a label wait under this key."""
    trails.kind[label], trails.rank[label], trails.needed[label], trails.first[label] = kind, rank, needed, first
    put(trails, label)


def settle(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, marks: int) -> None:
    """Let a new label wait as what it is: a chain, one that may go on, a mark that it goes on too long, or nothing."""
    day = trails.low[trails.day_at[label]]
    here = net.recipient[trails.link[label]]
    hops, waiting = trails.hops[label], trails.sizes[HEAP]
    if is_end(net, aimed, trails, label):
        wait(trails, twin(trails, label), FOUND, chain_rank(net, aimed, region, trails, label), hops, day)
    if here != NOBODY and not joins(net, here, aimed.goal) and not was_there(net, aimed, trails, label, here, 0):
        go_further(bounds, aimed, trails, label, marks)
    if trails.sizes[HEAP] == waiting:  # it leads nowhere: its place is free
        trails.sizes[LABELS], trails.sizes[DAYS] = label, trails.day_at[label]


def go_further(bounds: Bounds, aimed: Aimed, trails: Trails, label: int, marks: int) -> None:
    """Let a label wait to be extended, or as a mark, if its bounds allow it."""
    day, hops, so_far = trails.low[trails.day_at[label]], trails.hops[label], trails.so_far[label]
    row, depth = bounds.slot[trails.state[label]], bounds.depth
    left = aimed.max_hops - hops
    within = min(left, depth)
    at = row * (depth + 1)
    if row >= 0 and within > 0 and day <= bounds.latest[at + within]:
        needed = 1
        while day > bounds.latest[at + needed]:
            needed += 1
        wait(
            trails,
            label,
            OPEN,
            max(so_far, bounds.rank[at + within]) if left <= depth else so_far,
            hops + needed,
            max(day, bounds.first[at + within]) if left <= depth else day,
        )
    elif left > depth:
        wait(trails, label, OPEN, so_far, hops + depth + 1, day)
    elif marks == 1 and (bounds.complete == 0 or (row >= 0 and day <= bounds.latest[at + depth])):
        wait(trails, label, MARK, so_far, aimed.max_hops + 1, day)


def begin(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, link: int, state: int, days: int
) -> None:
    """The chain of one hop, on the `days` spans that stand at the end of the spans."""
    label = new_label(trails, link, -1, state, rank_of(net, aimed.kind, link, 0), days)
    settle(net, region, aimed, bounds, trails, label, 1)


def is_hopeless(
    net: Columns, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, link: int, to: int, marks: int
) -> bool:
    """True if time alone tells that the link leads nowhere; the rest need not be looked at."""
    day = max(trails.low[trails.day_at[label]], net.low[link])
    if day > net.high[link]:
        return True
    if link == aimed.only_last or (aimed.only_last < 0 and joins(net, net.recipient[link], aimed.goal)):
        return False
    row, depth = bounds.slot[to], bounds.depth
    left = aimed.max_hops - trails.hops[label] - 1
    within = depth if marks == 1 else min(left, depth)
    if bounds.complete == 0 and (marks == 1 or left > depth):
        return False
    return row < 0 or within <= 0 or day > bounds.latest[row * (depth + 1) + within]


def extend(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, step: int, marks: int
) -> None:
    """The chain with one more hop, if identity, order, data and time allow it."""
    last, link, to = trails.link[label], region.out.items[step], region.out_to[step]
    here, provider = net.recipient[last], net.provider[link]
    if is_hopeless(net, aimed, bounds, trails, label, link, to, marks):
        return
    if provider != here and (joins(net, provider, aimed.goal) or was_there(net, aimed, trails, label, provider, 0)):
        return
    if came_later(net, trails, label, link, aimed.certain):
        return
    data = region.data[trails.state[label]]
    if carry_to(net, data, link) == NO_FIT:
        return
    m = barriers(net, here, provider, data, trails.ended)
    at, n = trails.day_at[label], trails.day_n[label]
    if aimed.certain == 1 and not surely_follows(net, last, net.low[last], link, trails.ended, m):
        return
    days = advance(trails.low, trails.high, at, n, trails.ended, m, net.low[link], net.high[link], trails.sizes[DAYS])
    if days == 0:
        return
    so_far = max(trails.so_far[label], rank_of(net, aimed.kind, link, 0))
    settle(net, region, aimed, bounds, trails, new_label(trails, link, label, to, so_far, days), marks)


def has_room(region: Region, trails: Trails, state: int, days: int) -> bool:
    """True if all that can follow a label has a place."""
    more = region.out.at[state + 1] - region.out.at[state] + 1
    if trails.sizes[LABELS] + 2 * more > len(trails.link) or trails.sizes[HEAP] + 2 * more > len(trails.heap):
        return False
    return trails.sizes[DAYS] + more * (days + len(trails.ended)) <= len(trails.low)


def mark(region: Region, aimed: Aimed, far: Far, trails: Trails, label: int) -> bool:
    """True if a longer chain may lead on from a mark; if its true key is later, it waits for its turn."""
    state = trails.state[label]
    if trails.low[trails.day_at[label]] > far.latest[state]:
        return False
    rank = max(trails.so_far[label], far.rank[state])
    if trails.kind[label] == SURE_MARK or rank == trails.rank[label]:
        return True
    wait(trails, label, SURE_MARK, rank, aimed.max_hops + 1, trails.first[label])
    return False


def take(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, far: Far, trails: Trails, marks: int, turns: int
) -> int:
    """Take up labels until one is a chain or a mark, or something is needed; which. `sizes[LAST]` is the label."""
    for _ in range(turns):
        if trails.sizes[HEAP] == 0:
            return DONE
        top = trails.heap[0]
        if trails.kind[top] == OPEN and not has_room(region, trails, trails.state[top], trails.day_n[top]):
            return FULL
        if trails.kind[top] == MARK and len(far.latest) == 0:
            return NEEDS_FAR
        label = pop(trails)
        trails.sizes[LAST] = label
        if trails.kind[label] == FOUND:
            return MADE
        if trails.kind[label] == OPEN:
            state = trails.state[label]
            for step in range(region.out.at[state], region.out.at[state + 1]):
                extend(net, region, aimed, bounds, trails, label, step, marks)
        elif mark(region, aimed, far, trails, label):
            return CUT
    return PAUSED
