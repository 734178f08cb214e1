"""Ranked: chains, the best first, each exactly once, among all that the rules allow.

Labels are chains as far as they have come. The one with the best bound is always taken up next, so that chains leave
in the order of their keys: rank, hops, first day of arrival, ids. A label that would need more hops than allowed is
taken up as a mark that something was cut.

References:
    P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost paths",
    IEEE Trans. SSC 4 (1968) 100-107.
"""

from __future__ import annotations

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, Columns
from app.engine.chains.layers import Aimed, Bounds, Far, rank_of
from app.engine.chains.rules import HIGH, LOW, NO_FIT, NOBODY, advance, barriers, carry_to, joins
from app.engine.chains.spread import Region, nothing
from app.engine.chains.trails import (
    DAYS,
    FOUND,
    HEAP,
    LABELS,
    LAST,
    LONGER,
    MARK,
    OPEN,
    SURE_MARK,
    Trails,
    came_later,
    is_end,
    new_label,
    pop,
    surely_follows,
    twin,
    wait,
    was_there,
)

__all__ = ["CUT", "DONE", "FULL", "MADE", "NEEDS_FAR", "PAUSED", "begin", "take"]

DONE, PAUSED, FULL, NEEDS_FAR, MADE, CUT = 0, 1, 2, 3, 4, 5
"""What `take` comes back with: nothing is left; turns are used up; no room; `Far` is asked for; a chain; a mark."""


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
