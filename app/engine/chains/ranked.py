"""Ranked: chains, the best first, each exactly once, among all that the rules allow.

Labels are chains as far as they have come. The one with the best bound is always taken up next, so that chains leave
in the order of their keys: rank, hops, first day of arrival, ids. A label that would need more hops than allowed is
taken up as a mark that something was cut.

The search comes from both ends: labels go forward, layers back. Where labels rest on no layer, steps are counted; as
soon as they have cost what one layer more would, that is made. So no question costs more than about twice what the
better of the two would have.

References:
    P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost paths",
    IEEE Trans. SSC 4 (1968) 100-107. I. Pohl, "Bi-directional search", Machine Intelligence 6 (1971) 127-140.
    T. Yoshizumi, T. Miura, T. Ishida, "A* with partial expansion for large branching factor problems", AAAI 2000,
    923-929 (what `expand` leaves for later).
"""

from __future__ import annotations

from app.engine.chains.columns import WEAKEST, Columns, Ints
from app.engine.chains.far import Far
from app.engine.chains.keys import (
    LATER,
    UNDECIDED,
    YES,
    comes_before,
    is_bounded,
    is_due,
    is_guess,
    is_stale,
    judge,
    longest_rank,
    may_go_on,
    needs_twin,
    wait_as_longer,
    way_on,
)
from app.engine.chains.layers import COMPLETE, DEPTH, FLOOR, WIDTH, Aimed, Bounds, deepen, rank_of, stands_for
from app.engine.chains.rules import HIGH, LOW, NO_FIT, NOBODY, advance, barriers, carry_to, joins
from app.engine.chains.spread import Region, nothing, packed
from app.engine.chains.trails import (
    DAYS,
    FOUND,
    HEAP,
    LABELS,
    MADE,
    OPEN,
    SURE_MARK,
    WORK,
    Trails,
    came_later,
    chain_rank,
    is_end,
    new_label,
    pop,
    put,
    surely_follows,
    twin,
    wait,
    was_there,
)

__all__ = ["CUT", "DONE", "ENOUGH", "FULL", "NEEDS_FAR", "PAUSED", "begin", "begin_all", "take", "tell"]

DONE, PAUSED, FULL, NEEDS_FAR, ENOUGH, CUT = 0, 1, 2, 3, 4, 5
"""What `take` comes back with: nothing is left; turns are used up; no room; `Far` is asked for; chains; a mark."""
MADE_COSTS = 8
"""Steps of a layer that take as long as making one label."""
MOST_TURNS = 12
"""How often a label is taken up for some of those that follow it before all that are left are made."""


def settle(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, marks: int) -> None:
    """Let a new label wait as what it is: a chain, one that may go on, a mark that it goes on too long, or nothing."""
    day = trails.days[trails.labels[label].day_at].low
    here = net.links[trails.labels[label].link].recipient
    hops, waiting = trails.labels[label].hops, trails.sizes[HEAP]
    if is_end(net, aimed, trails, label):
        wait(trails, twin(trails, label), FOUND, chain_rank(net, aimed, region, trails, label), hops, day)
    if may_go_on(net, region, aimed, trails, label, here):
        if needs_twin(bounds, aimed, trails, label, marks, 0):
            wait_as_longer(bounds, aimed, trails, label)
        if is_bounded(bounds, aimed, trails, label, marks):
            put(trails, label)
    if trails.sizes[HEAP] == waiting:  # it leads nowhere: its place is free
        trails.sizes[LABELS], trails.sizes[DAYS] = label, trails.labels[label].day_at


def begin(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, link: int, state: int, days: int
) -> None:
    """The chain of one hop, on the `days` spans that stand at the end of the spans."""
    label = new_label(trails, link, -1, state, rank_of(net, aimed.kind, link, 0), days)
    settle(net, region, aimed, bounds, trails, label, 1)


def begin_all(
    net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, asked: int, first: Ints
) -> None:
    """The chains of one hop with each of the links `first`, where `aimed.alone`, and no recovery ends a holding."""
    for link in first:
        own = net.links[link]
        certain = own.stated == 1 and (aimed.start == NOBODY or aimed.start == own.provider)
        if carry_to(net, asked, link) == NO_FIT or own.low > own.high or (aimed.certain == 1 and not certain):
            continue
        at = trails.sizes[DAYS]
        trails.days[at].low, trails.days[at].high = max(own.low, LOW), own.high
        begin(net, region, aimed, bounds, trails, link, max(own.recipient, 0), 1)


def is_hopeless(
    net: Columns, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, link: int, to: int, marks: int
) -> bool:
    """True if time alone tells that the link leads nowhere; the rest need not be looked at."""
    day = max(trails.days[trails.labels[label].day_at].low, net.links[link].low)
    if may_end(net, aimed, link):
        return False
    row, depth = bounds.slot[to], bounds.sizes[DEPTH]
    left = aimed.max_hops - trails.labels[label].hops - 1
    if bounds.sizes[COMPLETE] == 0 and (marks == 1 or left > depth):
        return False
    within = depth if marks == 1 else min(left, depth)
    return row < 0 or within <= 0 or day > bounds.latest[row * bounds.sizes[WIDTH] + min(within, bounds.upto[row])]


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
    m = 0
    if aimed.bare == 0:
        data = region.states[trails.labels[label].state].dataset
        if came_later(net, trails, label, link, aimed.certain) or carry_to(net, data, link) == NO_FIT:
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


def has_room(region: Region, trails: Trails, label: int) -> bool:
    """True if all that can follow a label has a place."""
    more, days = region.states[trails.labels[label].state].out_n + 1, trails.labels[label].day_n
    if trails.sizes[LABELS] + 3 * more > len(trails.labels) or trails.sizes[HEAP] + 3 * more > len(trails.heap):
        return False
    return trails.sizes[DAYS] + more * (days + len(trails.ended)) <= len(trails.days)


def take(
    net: Columns,
    region: Region,
    aimed: Aimed,
    bounds: Bounds,
    far: Far,
    trails: Trails,
    marks: int,
    turns: int,
    most: int,
) -> int:
    """Take up labels until so many are chains, or one is a mark, or something is needed; which.

    The labels of chains stand in `made`.
    """
    for _ in range(turns):
        if trails.sizes[HEAP] == 0:
            return DONE
        label = trails.heap[0]
        kind = trails.labels[label].kind
        if kind == OPEN:
            if not has_room(region, trails, label):
                return FULL
            if is_due(bounds, trails):
                deepen(net, region, aimed, bounds)
                trails.sizes[WORK] = 0
            pop(trails)
            if not is_stale(bounds, aimed, trails, label, marks):
                expand(net, region, aimed, bounds, trails, label, marks)
        elif kind == FOUND:
            trails.made[trails.sizes[MADE]] = pop(trails)
            trails.sizes[MADE] += 1
            if trails.sizes[MADE] == most:
                return ENOUGH
        elif marks == 0:
            pop(trails)
        else:
            said = take_mark(aimed, bounds, far, trails, label)
            if said != DONE:
                return said
    return PAUSED


def take_mark(aimed: Aimed, bounds: Bounds, far: Far, trails: Trails, label: int) -> int:
    """Take up a mark: CUT or NEEDS_FAR, or DONE if it is done with, or waits for its turn under its true key."""
    said = judge(aimed, bounds, far, trails, label)
    own = trails.labels[label]
    if said == UNDECIDED and own.needed > aimed.max_hops + 1:
        return NEEDS_FAR
    pop(trails)
    if said == UNDECIDED:  # another of its rank may be easier to judge
        own.needed = aimed.max_hops + 2
        put(trails, label)
    if said == LATER:
        own.kind, own.rank = SURE_MARK, longest_rank(bounds, far, trails, label)
        put(trails, label)
    return CUT if said == YES else DONE


def expand(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, trails: Trails, label: int, marks: int) -> None:
    """The chains of one hop more; those whose turn is far off are left for later, and the label waits in their place.

    Which are left rests on how far the layers went when the first were made, so that none is made twice. When the
    layers have grown since, or after some turns, all that are left are made.
    """
    own, costs = trails.labels[label], 1 if is_guess(bounds, aimed, trails, label) else 0
    state, day, known = region.states[own.state], trails.days[own.day_at].low, own.depth
    is_last_turn = known != bounds.sizes[DEPTH] or own.done_n == MOST_TURNS or aimed.kind != WEAKEST
    later_rank, later_needed, later_first = HIGH, HIGH, HIGH
    for i in range(state.out_at, state.out_at + state.out_n):
        step = region.out[i]
        if step.high < day:
            if aimed.alone == 1:
                break
            continue
        if may_end(net, aimed, step.link):
            if own.done_n > 0:
                continue
        elif own.done_n > 0 or not is_last_turn:
            so_far = max(own.so_far, rank_of(net, aimed.kind, step.link, 0), bounds.sizes[FLOOR])
            rank, needed, first = way_on(bounds, aimed, step.state, max(day, step.low), so_far, own.hops + 1, known)
            if own.done_n > 0 and not comes_before(own.done_rank, own.done_needed, 0, rank, needed, 0):
                continue
            if not is_last_turn and comes_before(own.rank, own.needed, 0, rank, needed, 0):
                if comes_before(rank, needed, first, later_rank, later_needed, later_first):
                    later_rank, later_needed, later_first = rank, needed, first
                continue
        trails.sizes[WORK] += MADE_COSTS * costs
        extend(net, region, aimed, bounds, trails, label, i, marks)
    trails.sizes[WORK] += state.out_n * costs
    if later_needed < HIGH:
        own.done_rank, own.done_needed, own.done_n = own.rank, own.needed, own.done_n + 1
        own.rank, own.needed, own.first = later_rank, later_needed, later_first
        put(trails, label)


def may_end(net: Columns, aimed: Aimed, link: int) -> bool:
    """True if a chain may end with the link."""
    if aimed.only_last >= 0:
        return link == aimed.only_last
    return stands_for(net, aimed, net.links[link].recipient, aimed.goal)


def tell(net: Columns, trails: Trails) -> Ints:
    """The chains in `made`: of each its hops, their links, and the first and last days that time alone leaves them."""
    told = nothing()
    for i in range(trails.sizes[MADE]):
        label = trails.made[i]
        hops = 0 + trails.labels[label].hops
        at = len(told)
        for _ in range(1 + 3 * hops):
            told.append(0)
        told[at] = hops
        high = HIGH
        for j in range(hops):
            link = trails.labels[label].link
            high = min(high, net.links[link].high)
            told[at + hops - j], told[at + 3 * hops - j] = link, high
            label = trails.labels[label].parent
        low = LOW
        for j in range(at + 1, at + 1 + hops):
            low = max(low, net.links[told[j]].low)
            told[j + hops] = low
    return packed(told)
