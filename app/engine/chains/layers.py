"""Layers: from the goal back, hop by hop: how good a chain from a state on can be at best.

Entry j of a row tells of chains of at most j hops from a state to the goal: the last day on which they can go on, the
least rank, the first day on which they can arrive. Only time is looked at; so no chain can be better than its row.
Rows are deepened one hop at a time, as far as a search finds it worth while.

Example: goal a; d → a until June, c → d until April: d can go on until June with one hop, c until April with two.

References:
    R. Bellman, "On a routing problem", Quarterly of Applied Mathematics 16 (1958) 87-90: bounds by number of steps.
    `app.engine.search` for what is done with them.
"""

from __future__ import annotations

from typing import NamedTuple

from app.engine.chains.columns import ARRIVAL, DEPARTURE, LAST_DAY, WEAKEST, Columns, Ints
from app.engine.chains.rules import HIGH, NOBODY, joins
from app.engine.chains.spread import Region, nothing

__all__ = [
    "CHANGED",
    "COMPLETE",
    "COST",
    "DEPTH",
    "FLOOR",
    "FRONT",
    "NEVER",
    "ROWS",
    "SIZES",
    "START",
    "WIDTH",
    "Aimed",
    "Bounds",
    "deepen",
    "is_closed",
    "last_steps",
    "layers",
    "rank_of",
    "stands_for",
]

NEVER = -1
"""The day on which nothing can go on."""
ROWS, DEPTH, COMPLETE, FRONT, CHANGED, COST, WIDTH, FLOOR, START = 0, 1, 2, 3, 4, 5, 6, 7, 8
"""Places in `sizes` of `Bounds`: rows; hops that they tell of; 1 if more would change nothing; rows changed by the last
layer, and by the one being made; steps that the next will look at; entries of a row; the least rank of a last hop; the
start through which no chain passes, whoever asks later."""
SIZES = 9


class Aimed(NamedTuple):
    """Which chains are looked for, in integers; see `app.engine.trail.Aim` and `app.engine.search.Ranking`.

    `alone` is 1 in the region of a whole network: each actor has one state, of its own number, and its steps stand in
    the order of their days. `bare`: there nothing but time rules.
    """

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
    alone: int
    bare: int


class Bounds(NamedTuple):
    """Rows of the states that lead to the goal in at most `sizes[DEPTH]` hops.

    `slot[s]` is the row of a state, -1 for none; `state` leads back. A row has `sizes[WIDTH]` places in `latest`,
    `rank` and `first`; it is written up to entry `upto`, and more hops change nothing. `front`, `changed` are rows.
    """

    slot: Ints
    state: Ints
    upto: Ints
    latest: Ints
    rank: Ints
    first: Ints
    front: Ints
    changed: Ints
    sizes: Ints


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


def stands_for(net: Columns, aimed: Aimed, one: int, other: int) -> bool:
    """True if the two ids can stand for one actor."""
    return one == other or (aimed.alone == 0 and joins(net, one, other))


def is_closed(net: Columns, aimed: Aimed, start: int, actor: int) -> bool:
    """True for who can stand for start or goal: no chain passes through it."""
    return stands_for(net, aimed, actor, aimed.goal) or stands_for(net, aimed, actor, start)


def last_steps(net: Columns, region: Region, aimed: Aimed) -> list[int]:
    """The steps that may be the last of a chain: places in `region.into`."""
    found = nothing()
    if aimed.only_last >= 0:
        for i in range(len(region.into)):
            if region.into[i].link == aimed.only_last:
                found.append(i)
        return found
    begin, end = 0, len(region.states)
    if aimed.alone == 1:  # no other state is the goal's: the rest need not be looked at
        begin, end = max(aimed.goal, 0), aimed.goal + 1
    for s in range(begin, end):
        here = region.states[s].actor
        if here == aimed.goal or (aimed.literal == 0 and here != NOBODY and joins(net, here, aimed.goal)):
            own = region.states[s]
            for i in range(own.into_at, own.into_at + own.into_n):
                found.append(i)
    return found


def layers(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, depth: int) -> None:
    """Bounds for up to `depth` hops, in rows that none has yet."""
    sizes = bounds.sizes
    sizes[FLOOR], sizes[START] = HIGH, aimed.start
    if depth == 0:
        sizes[FLOOR] = -HIGH
        return
    for i in last_steps(net, region, aimed):
        sizes[FLOOR] = min(sizes[FLOOR], rank_of(net, aimed.kind, region.into[i].link, 1))
        back(net, region, aimed, bounds, 1, i, -1)
    close_layer(bounds, 1)
    while sizes[DEPTH] < depth and sizes[COMPLETE] == 0:
        deepen(net, region, aimed, bounds)


def deepen(net: Columns, region: Region, aimed: Aimed, bounds: Bounds) -> None:
    """One hop more."""
    sizes = bounds.sizes
    turn = sizes[DEPTH] + 1
    sizes[COST] = 0
    for i in range(sizes[FRONT]):
        row = bounds.front[i]
        own, latest = region.states[bounds.state[row]], 0 + bounds.latest[row * sizes[WIDTH] + turn - 1]
        for step in range(own.into_at, own.into_at + own.into_n):
            if aimed.alone == 1 and region.into[step].low > latest:
                break
            back(net, region, aimed, bounds, turn, step, row)
    close_layer(bounds, turn)


def close_layer(bounds: Bounds, turn: int) -> None:
    """What this turn changed is what the next one looks at."""
    sizes = bounds.sizes
    for i in range(sizes[CHANGED]):
        bounds.front[i] = bounds.changed[i]
    sizes[FRONT], sizes[CHANGED], sizes[DEPTH] = sizes[CHANGED], 0, turn
    if sizes[FRONT] == 0:
        sizes[COMPLETE], sizes[DEPTH] = 1, sizes[WIDTH] - 1


def back(net: Columns, region: Region, aimed: Aimed, bounds: Bounds, turn: int, step: int, row: int) -> None:
    """What a step tells of the state that it leaves, if `row` (-1: the goal) is the one that it enters."""
    link, s = region.into[step].link, region.into[step].state
    latest, first = region.into[step].high, region.into[step].low
    at = row * bounds.sizes[WIDTH] + turn - 1
    if row >= 0 and first > bounds.latest[at]:
        return
    rank = rank_of(net, aimed.kind, link, 1 if row < 0 else 0)
    if row >= 0:
        latest = min(latest, bounds.latest[at])
        rank = max(rank, bounds.rank[at])
        first = max(first, bounds.first[at])
    if net.links[link].status > aimed.status or is_closed(net, aimed, bounds.sizes[START], region.states[s].actor):
        return
    if bounds.slot[s] < 0:
        add_row(bounds, s, turn)
    there = bounds.slot[s]
    at = there * bounds.sizes[WIDTH] + bounds.upto[there]
    if latest > bounds.latest[at] or rank < bounds.rank[at] or first < bounds.first[at]:
        if bounds.upto[there] < turn:
            write_up_to(bounds, there, turn)
            bounds.changed[bounds.sizes[CHANGED]] = there
            bounds.sizes[CHANGED] += 1
            bounds.sizes[COST] += region.states[s].into_n
        at = there * bounds.sizes[WIDTH] + turn
        bounds.latest[at] = max(bounds.latest[at], latest)
        bounds.rank[at] = min(bounds.rank[at], rank)
        bounds.first[at] = min(bounds.first[at], first)


def add_row(bounds: Bounds, state: int, turn: int) -> None:
    """A row for a state from which no chain of fewer hops than `turn` leads to the goal."""
    row = bounds.sizes[ROWS]
    bounds.sizes[ROWS] = row + 1
    bounds.slot[state], bounds.state[row], bounds.upto[row] = row, state, turn - 1
    at = row * bounds.sizes[WIDTH]
    for j in range(turn):
        bounds.latest[at + j], bounds.rank[at + j], bounds.first[at + j] = NEVER, HIGH, HIGH


def write_up_to(bounds: Bounds, row: int, turn: int) -> None:
    """What held until now holds for `turn` hops as well."""
    at = row * bounds.sizes[WIDTH]
    known = at + bounds.upto[row]
    for j in range(known + 1, at + turn + 1):
        bounds.latest[j], bounds.rank[j], bounds.first[j] = (
            bounds.latest[known],
            bounds.rank[known],
            bounds.first[known],
        )
    bounds.upto[row] = turn
