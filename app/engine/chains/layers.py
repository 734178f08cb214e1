"""Layers: from the goal back, hop by hop: how good a chain from a state on can be at best.

Row j of a state tells of chains of at most j hops from there to the goal: the last day on which they can go on, the
least rank, the first day on which they can arrive. Only time is looked at; so no chain can be better than its row.

Example: goal a; d → a until June, c → d until April: d can go on until June with one hop, c until April with two.

References:
    R. Bellman, "On a routing problem", Quarterly of Applied Mathematics 16 (1958) 87-90: bounds by number of steps.
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271: bounds
    for any number of steps, with the maximum in place of the sum.
    `app.engine.search` for what is done with them.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from heapq import heappop, heappush
from typing import NamedTuple

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, BoundRow, Columns, Ints
from app.engine.chains.rules import HIGH, NOBODY, joins
from app.engine.chains.spread import Region, nothing, packed

__all__ = ["Aimed", "Bounds", "Far", "farthest", "is_closed", "last_steps", "layers", "rank_of"]

NEVER = -1


class Aimed(NamedTuple):
    """Which chains are looked for, in integers; see `app.engine.trail.Aim` and `app.engine.search.Ranking`."""

    start: int
    goal: int
    literal: int
    certain: int
    is_return: int
    only_last: int
    max_hops: int
    kind: int
    by: int
    status: int


class Bounds(NamedTuple):
    """Bounds of the states that lead to the goal in at most `depth` hops.

    `slot[s]` is the number of a state here, -1 for none; `state` leads back. Each has `depth + 1` entries in `rows`,
    for at most so many hops. `complete` is 1 if more hops would change nothing: who has no number then does not lead
    to the goal.
    """

    slot: Ints
    state: Ints
    rows: MutableSequence[BoundRow]
    depth: int
    complete: int


class Far(NamedTuple):
    """The same for chains of any length, by state: last day to go on (-1: never), and least rank."""

    latest: Ints
    rank: Ints


class _Grown(NamedTuple):
    state: list[int]
    latest: list[int]
    rank: list[int]
    first: list[int]
    turn: list[int]


def rank_of(net: Columns, kind: int, link: int, is_last: int) -> int:
    """What a chain with this link ranks at best."""
    if kind == WEAKEST:
        return net.links[link].weak
    if kind == ARRIVAL:
        return net.links[link].low
    if kind == DEPARTURE:
        return -net.links[link].high
    if kind == LAST_DAY:
        return -net.links[link].high if is_last else -HIGH
    return net.links[link].latest


def is_closed(net: Columns, aimed: Aimed, actor: int) -> bool:
    """True for who can stand for start or goal: no chain passes through it."""
    return joins(net, actor, aimed.goal) or joins(net, actor, aimed.start)


def last_steps(net: Columns, region: Region, aimed: Aimed) -> Ints:
    """The steps that may be the last of a chain: places in `region.into`."""
    found = nothing()
    if aimed.only_last >= 0:
        for i in range(len(region.into)):
            if region.into[i].link == aimed.only_last:
                found.append(i)
        return packed(found)
    for s in range(len(region.states)):
        here = region.states[s].actor
        if here == aimed.goal or (aimed.literal == 0 and here != NOBODY and joins(net, here, aimed.goal)):
            own = region.states[s]
            for i in range(own.into_at, own.into_at + own.into_n):
                found.append(i)
    return packed(found)


def layers(net: Columns, region: Region, aimed: Aimed, ends: Ints, depth: int, slot: Ints) -> Bounds:
    """Bounds for up to `depth` hops; `slot` has an entry -1 for each state, and must be given back so."""
    grown = _Grown(nothing(), nothing(), nothing(), nothing(), nothing())
    width = depth + 1
    front, complete = nothing(), 0
    if depth > 0:
        for i in ends:
            back(net, region, aimed, grown, slot, front, width, 1, i, -1)
    for turn in range(2, width):
        for row in range(len(grown.state)):
            at = row * width + turn
            grown.latest[at] = grown.latest[at - 1]
            grown.rank[at] = grown.rank[at - 1]
            grown.first[at] = grown.first[at - 1]
        here, front = front, nothing()
        for row in here:
            s = grown.state[row]
            own = region.states[s]
            for i in range(own.into_at, own.into_at + own.into_n):
                back(net, region, aimed, grown, slot, front, width, turn, i, row)
        if len(front) == 0:
            fill(grown, width, turn)
            complete = 1
            break
    if depth > 0 and len(front) == 0:
        complete = 1
    return Bounds(slot, packed(grown.state), packed_bounds(grown.latest, grown.rank, grown.first), depth, complete)


def packed_bounds(latest: list[int], rank: list[int], first: list[int]) -> MutableSequence[BoundRow]:
    """Rows as a kernel gives them away."""
    rows = [BoundRow() for _ in latest]
    for i, row in enumerate(rows):
        row.latest, row.rank, row.first = latest[i], rank[i], first[i]
    return rows


def fill(grown: _Grown, width: int, turn: int) -> None:
    """Nothing changes any more: what holds for `turn` hops holds for more."""
    for row in range(len(grown.state)):
        for later in range(turn + 1, width):
            at = row * width + later
            grown.latest[at] = grown.latest[at - 1]
            grown.rank[at] = grown.rank[at - 1]
            grown.first[at] = grown.first[at - 1]


def back(
    net: Columns,
    region: Region,
    aimed: Aimed,
    grown: _Grown,
    slot: Ints,
    front: list[int],
    width: int,
    turn: int,
    step: int,
    row: int,
) -> None:
    """What a step tells of the state that it leaves, if `row` (-1: the goal) is the one that it enters."""
    link, s = region.into[step].link, region.into[step].state
    latest, rank, first = net.links[link].high, rank_of(net, aimed.kind, link, 1 if row < 0 else 0), net.links[link].low
    if row >= 0:
        at = row * width + turn - 1
        if net.links[link].low > grown.latest[at]:
            return
        latest = min(latest, grown.latest[at])
        rank = max(rank, grown.rank[at])
        first = max(first, grown.first[at])
    if net.links[link].status > aimed.status or is_closed(net, aimed, region.states[s].actor):
        return
    if slot[s] < 0:
        slot[s] = len(grown.state)
        grown.state.append(s)
        grown.turn.append(0)
        for _ in range(width):
            grown.latest.append(NEVER)
            grown.rank.append(HIGH)
            grown.first.append(HIGH)
    there = slot[s]
    at = there * width + turn
    if latest > grown.latest[at] or rank < grown.rank[at] or first < grown.first[at]:
        grown.latest[at] = max(grown.latest[at], latest)
        grown.rank[at] = min(grown.rank[at], rank)
        grown.first[at] = min(grown.first[at], first)
        if grown.turn[there] != turn:
            grown.turn[there] = turn
            front.append(there)


def farthest(net: Columns, region: Region, aimed: Aimed, ends: Ints) -> Far:
    """Bounds for any number of hops: first the latest days, then the ranks of what those days allow."""
    n = len(region.states)
    latest, rank = [NEVER for _ in range(n)], [HIGH for _ in range(n)]
    done = [0 for _ in range(n)]
    for turn in range(1, 3):
        waiting = [(0, 0) for _ in range(0)]
        for i in ends:
            link = region.into[i].link
            value = -net.links[link].high if turn == 1 else rank_of(net, aimed.kind, link, 1)
            heappush(waiting, (0 + value, 0 + i))  # sums are as wide as the heap has it
        while len(waiting) > 0:
            value, step = heappop(waiting)
            s = region.into[step].state
            if done[s] == turn or is_closed(net, aimed, region.states[s].actor):
                continue
            done[s] = turn
            if turn == 1:
                latest[s] = -value
            else:
                rank[s] = value
            own = region.states[s]
            for i in range(own.into_at, own.into_at + own.into_n):
                link = region.into[i].link
                if net.links[link].low <= latest[s] and done[region.into[i].state] != turn:
                    own = -net.links[link].high if turn == 1 else rank_of(net, aimed.kind, link, 0)
                    heappush(waiting, (max(value, 0 + own), i))
    return Far(packed(latest), packed(rank))
