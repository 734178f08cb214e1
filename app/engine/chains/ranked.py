"""Ranked: chains, the best first, each exactly once, among all that the rules allow.

Labels are chains as far as they have come. The one with the best bound is always taken up next, so that chains leave
in the order of their keys: rank, hops, first day of arrival, ids. A label that would need more hops than allowed is
taken up as a mark that something was cut.

References:
    P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost paths",
    IEEE Trans. SSC 4 (1968) 100-107.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, Columns, DaysRow, Ints, LabelRow
from app.engine.chains.layers import Aimed, Bounds, Far, rank_of
from app.engine.chains.rules import HIGH, LOW, NO_FIT, NOBODY, advance, barriers, carry_to, holds, is_before, joins
from app.engine.chains.spread import Region, nothing

__all__ = ["DAYS", "DONE", "FULL", "HEAP", "LABELS", "MADE", "NEEDS_FAR", "PAUSED", "Trails", "begin", "take"]

OPEN, FOUND, MARK, SURE_MARK, LONGER = 0, 1, 2, 3, 4
"""Kinds of labels: may go on; a chain; would go on too long; the same, under its true key; the twin of one that may
go on, which asks whether a chain longer than allowed would be better than those that are allowed.
"""
DONE, PAUSED, FULL, NEEDS_FAR, MADE, CUT = 0, 1, 2, 3, 4, 5
"""What `take` comes back with: nothing is left; turns are used up; no room; `Far` is asked for; a chain; a mark."""
LABELS, DAYS, HEAP, LAST = 0, 1, 2, 3
"""Places in `sizes`: how many labels, spans of days and labels in the heap there are; what was taken last."""


class Trails(NamedTuple):
    """Labels, their spans of days, and the heap of those that wait.

    `sizes` tells how much of these is used; `ended` is room for the recoveries at one junction.
    """

    labels: MutableSequence[LabelRow]
    days: MutableSequence[DaysRow]
    heap: Ints
    sizes: Ints
    ended: Ints


# ---------------------------------------------------------------- the heap


def links_between(trails: Trails, one: int, other: int) -> int:
    """Less than 0 if the links of one label come first, compared one by one from the beginning."""
    a, b, difference = one, other, 0
    while trails.labels[a].hops > trails.labels[b].hops:
        a = trails.labels[a].parent
    while trails.labels[b].hops > trails.labels[a].hops:
        b = trails.labels[b].parent
    while a >= 0 and a != b:
        if trails.labels[a].link != trails.labels[b].link:
            difference = trails.labels[a].link - trails.labels[b].link
        a, b = trails.labels[a].parent, trails.labels[b].parent
    return difference if difference != 0 else trails.labels[one].hops - trails.labels[other].hops


def comes_first(trails: Trails, one: int, other: int) -> bool:
    """True if a label is to be taken up before another."""
    a, b = trails.labels[one], trails.labels[other]
    if a.rank != b.rank:
        return a.rank < b.rank
    if a.needed != b.needed:
        return a.needed < b.needed
    if a.first != b.first:
        return a.first < b.first
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
        parent = trails.labels[here].parent
        if parent >= 0:
            if joins(net, actor, net.links[trails.labels[parent].link].recipient):
                return True
        elif skip_start == 1:
            return False
        elif joins(net, actor, aimed.start):
            return True
        if joins(net, actor, net.links[trails.labels[here].link].provider):
            return True
        here = parent
    return False


def came_later(net: Columns, trails: Trails, label: int, link: int, certain: int) -> bool:
    """True if the words put `link` before a link of the label; where they contradict each other, only if certain."""
    here = label
    while here >= 0:
        if is_before(net, link, trails.labels[here].link):
            return True
        own = net.links[trails.labels[here].link]
        if certain == 1 and holds(net.items, own.disputed_at, own.disputed_n, link):
            return True
        here = trails.labels[here].parent
    return False


def surely_follows(net: Columns, last: int, low: int, link: int, ended: Ints, m: int) -> bool:
    """True if the link comes after `last`, which is not before `low`, however the days are chosen."""
    if net.links[last].recipient != net.links[link].provider or net.links[link].stated == 0:
        return False
    if net.links[last].latest > net.links[link].low and not is_before(net, last, link):
        return False
    for i in range(m):
        if low <= ended[i] and ended[i] < net.links[link].latest:
            return False
    return True


def is_end(net: Columns, aimed: Aimed, trails: Trails, label: int) -> bool:
    """True if the chain answers the question as it stands."""
    link = trails.labels[label].link
    here = net.links[link].recipient
    if aimed.only_last >= 0 and link != aimed.only_last:
        return False
    if aimed.certain == 1 and net.links[link].latest > aimed.by:
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
    lows = [0 + trails.days[trails.labels[label].day_at + i].low for i in range(trails.labels[label].day_n)]
    highs = [0 + trails.days[trails.labels[label].day_at + i].high for i in range(trails.labels[label].day_n)]
    here = label
    while trails.labels[here].parent >= 0:
        link, here = trails.labels[here].link, trails.labels[here].parent
        data = region.states[trails.labels[here].state].dataset
        m = barriers(net, net.links[trails.labels[here].link].recipient, net.links[link].provider, data, trails.ended)
        new_lows, new_highs = nothing(), nothing()
        start = LOW
        for segment in range(m + 1):
            stop = trails.ended[segment] if segment < m else HIGH
            last = -1
            for i in range(len(lows)):
                if lows[i] <= stop and start <= highs[i]:
                    last = min(highs[i], stop)
            for i in range(trails.labels[here].day_at, trails.labels[here].day_at + trails.labels[here].day_n):
                if trails.days[i].low <= last and start <= trails.days[i].high:
                    new_lows.append(max(trails.days[i].low, start))
                    new_highs.append(min(trails.days[i].high, last))
            start = stop + 1
        lows, highs = new_lows, new_highs
    return highs[len(highs) - 1]


def chain_rank(net: Columns, aimed: Aimed, region: Region, trails: Trails, label: int) -> int:
    """The rank of a whole chain."""
    if aimed.kind == WEAKEST:
        return trails.labels[label].so_far
    at = trails.labels[label].day_at
    if aimed.kind == ARRIVAL:
        return trails.days[at].low
    if aimed.kind == LAST_DAY:
        return -trails.days[at + trails.labels[label].day_n - 1].high
    if aimed.kind == DEPARTURE:
        return -first_leaves(net, aimed, region, trails, label)
    return net.links[trails.labels[label].link].latest


# ---------------------------------------------------------------- labels


def new_label(trails: Trails, link: int, parent: int, state: int, so_far: int, days: int) -> int:
    """A label of `days` spans, which stand at the end of the spans already."""
    label = trails.sizes[LABELS]
    own = trails.labels[label]
    own.link, own.parent, own.state, own.so_far = link, parent, state, so_far
    own.hops = 1 if parent < 0 else trails.labels[parent].hops + 1
    own.day_at, own.day_n = trails.sizes[DAYS], days
    trails.sizes[LABELS] = label + 1
    trails.sizes[DAYS] += days
    return label


def twin(trails: Trails, label: int) -> int:
    """The same label once more, to wait under another key."""
    other = trails.sizes[LABELS]
    own, like = trails.labels[other], trails.labels[label]
    own.link, own.parent, own.state, own.so_far = like.link, like.parent, like.state, like.so_far
    own.hops, own.day_at, own.day_n = like.hops, like.day_at, like.day_n
    trails.sizes[LABELS] = other + 1
    return other


def wait(trails: Trails, label: int, kind: int, rank: int, needed: int, first: int) -> None:
    """Let a label wait under this key."""
    own = trails.labels[label]
    own.kind, own.rank, own.needed, own.first = kind, rank, needed, first
    put(trails, label)


def settle(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, marks: int) -> None:
    """Let a new label wait as what it is: a chain, one that may go on, a mark that it goes on too long, or nothing."""
    day = trails.days[trails.labels[label].day_at].low
    here = net.links[trails.labels[label].link].recipient
    hops, waiting = trails.labels[label].hops, trails.sizes[HEAP]
    if is_end(net, aimed, trails, label):
        wait(trails, twin(trails, label), FOUND, chain_rank(net, aimed, region, trails, label), hops, day)
    if here != NOBODY and not joins(net, here, aimed.goal) and not was_there(net, aimed, trails, label, here, 0):
        go_further(bounds, aimed, trails, label, marks)
    if trails.sizes[HEAP] == waiting:  # it leads nowhere: its place is free
        trails.sizes[LABELS], trails.sizes[DAYS] = label, trails.labels[label].day_at


def go_further(bounds: Bounds, aimed: Aimed, trails: Trails, label: int, marks: int) -> None:
    """Let a label wait to be extended, or as a mark, if its bounds allow it."""
    own = trails.labels[label]
    day, hops, so_far = trails.days[own.day_at].low, own.hops, own.so_far
    row, depth = bounds.slot[own.state], bounds.depth
    left = aimed.max_hops - hops
    within = min(left, depth)
    at = row * (depth + 1)
    if marks == 1 and bounds.complete == 0 and left <= depth and row >= 0 and within > 0:
        wait(trails, twin(trails, label), LONGER, so_far, aimed.max_hops + 1, day)
    if row >= 0 and within > 0 and day <= bounds.rows[at + within].latest:
        needed = 1
        while day > bounds.rows[at + needed].latest:
            needed += 1
        wait(
            trails,
            label,
            OPEN,
            max(so_far, bounds.rows[at + within].rank) if left <= depth else so_far,
            hops + needed,
            max(day, bounds.rows[at + within].first) if left <= depth else day,
        )
    elif left > depth:
        wait(trails, label, OPEN, so_far, hops + depth + 1, day)
    elif marks == 1 and (bounds.complete == 0 or (row >= 0 and day <= bounds.rows[at + depth].latest)):
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
    day = max(trails.days[trails.labels[label].day_at].low, net.links[link].low)
    if day > net.links[link].high:
        return True
    if link == aimed.only_last or (aimed.only_last < 0 and joins(net, net.links[link].recipient, aimed.goal)):
        return False
    row, depth = bounds.slot[to], bounds.depth
    left = aimed.max_hops - trails.labels[label].hops - 1
    within = depth if marks == 1 else min(left, depth)
    if bounds.complete == 0 and (marks == 1 or left > depth):
        return False
    return row < 0 or within <= 0 or day > bounds.rows[row * (depth + 1) + within].latest


def extend(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, step: int, marks: int
) -> None:
    """The chain with one more hop, if identity, order, data and time allow it."""
    last, link, to = trails.labels[label].link, region.out[step].link, region.out[step].state
    here, provider = net.links[last].recipient, net.links[link].provider
    if is_hopeless(net, aimed, bounds, trails, label, link, to, marks):
        return
    if provider != here and (joins(net, provider, aimed.goal) or was_there(net, aimed, trails, label, provider, 0)):
        return
    if came_later(net, trails, label, link, aimed.certain):
        return
    data = region.states[trails.labels[label].state].dataset
    if carry_to(net, data, link) == NO_FIT:
        return
    m = barriers(net, here, provider, data, trails.ended)
    at, n = trails.labels[label].day_at, trails.labels[label].day_n
    if aimed.certain == 1 and not surely_follows(net, last, net.links[last].low, link, trails.ended, m):
        return
    days = advance(trails.days, at, n, trails.ended, m, net.links[link].low, net.links[link].high, trails.sizes[DAYS])
    if days == 0:
        return
    so_far = max(trails.labels[label].so_far, rank_of(net, aimed.kind, link, 0))
    settle(net, region, aimed, bounds, trails, new_label(trails, link, label, to, so_far, days), marks)


def has_room(region: Region, trails: Trails, state: int, days: int) -> bool:
    """True if all that can follow a label has a place."""
    more = region.states[state].out_n + 1
    if trails.sizes[LABELS] + 3 * more > len(trails.labels) or trails.sizes[HEAP] + 3 * more > len(trails.heap):
        return False
    return trails.sizes[DAYS] + more * (days + len(trails.ended)) <= len(trails.days)


def mark(aimed: Aimed, bounds: Bounds, far: Far, trails: Trails, label: int) -> bool:
    """True if a longer chain may lead on from a mark; if its true key is later, it waits for its turn."""
    own = trails.labels[label]
    if trails.days[own.day_at].low > far.latest[own.state]:
        return False
    rank = max(own.so_far, far.rank[own.state])
    if own.kind == LONGER:
        within = min(aimed.max_hops - own.hops, bounds.depth)
        row = bounds.rows[bounds.slot[own.state] * (bounds.depth + 1) + within]
        if row.latest >= trails.days[own.day_at].low and rank >= max(own.so_far, row.rank):
            return False
    if own.kind == SURE_MARK or rank == own.rank:
        return True
    wait(trails, label, SURE_MARK, rank, aimed.max_hops + 1, own.first)
    return False


def take(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, far: Far, trails: Trails, marks: int, turns: int
) -> int:
    """Take up labels until one is a chain or a mark, or something is needed; which. `sizes[LAST]` is the label."""
    for _ in range(turns):
        if trails.sizes[HEAP] == 0:
            return DONE
        top = trails.heap[0]
        if trails.labels[top].kind == OPEN and not has_room(
            region, trails, trails.labels[top].state, trails.labels[top].day_n
        ):
            return FULL
        if marks == 1 and trails.labels[top].kind in (MARK, LONGER) and len(far.latest) == 0:
            return NEEDS_FAR
        label = pop(trails)
        trails.sizes[LAST] = label
        if trails.labels[label].kind == FOUND:
            return MADE
        if trails.labels[label].kind == OPEN:
            state = region.states[trails.labels[label].state]
            for step in range(state.out_at, state.out_at + state.out_n):
                extend(net, region, aimed, bounds, trails, label, step, marks)
        elif marks == 1 and mark(aimed, bounds, far, trails, label):
            return CUT
    return PAUSED
