"""Trails: chains as far as they have come, and the heap of those that wait for their turn.

A label has its last link and the label before it. Of two that wait, the one of less rank comes first, then the one
that needs fewer hops, arrives earlier, has the smaller ids.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, Columns, DaysRow, Ints, LabelRow
from app.engine.chains.layers import Aimed, stands_for
from app.engine.chains.rules import HIGH, LOW, NOBODY, barriers, holds, is_before
from app.engine.chains.spread import Region, nothing

__all__ = [
    "DAYS",
    "FOUND",
    "HEAP",
    "LABELS",
    "LONGER",
    "MADE",
    "MARK",
    "OPEN",
    "SURE_MARK",
    "WORK",
    "Trails",
    "came_later",
    "chain_rank",
    "is_end",
    "new_label",
    "pop",
    "put",
    "surely_follows",
    "twin",
    "wait",
    "was_there",
]

OPEN, FOUND, MARK, SURE_MARK, LONGER = 0, 1, 2, 3, 4
"""Kinds of labels: may go on; a chain; would go on too long; the same, under its true key; the twin of one that may
go on, which asks whether a chain longer than allowed would be better than those that are allowed.
"""
LABELS, DAYS, HEAP, MADE, WORK = 0, 1, 2, 3, 4
"""Places in `sizes`: labels, spans of days, labels in the heap, chains made; steps looked at that rest on no layer."""


class Trails(NamedTuple):
    """Labels, their spans of days, and the heap of those that wait.

    `sizes` tells how much of these is used; `ended` is room for the recoveries at one junction, `made` for the labels
    of chains that were taken up.
    """

    labels: MutableSequence[LabelRow]
    days: MutableSequence[DaysRow]
    heap: Ints
    sizes: Ints
    ended: Ints
    made: Ints


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
            if stands_for(net, aimed, actor, net.links[trails.labels[parent].link].recipient):
                return True
        elif skip_start == 1:
            return False
        elif stands_for(net, aimed, actor, aimed.start):
            return True
        if stands_for(net, aimed, actor, net.links[trails.labels[here].link].provider):
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
    if here != aimed.goal and (aimed.literal == 1 or not stands_for(net, aimed, here, aimed.goal)):
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
    own.day_at, own.day_n, own.done_n = trails.sizes[DAYS], days, 0
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
