"""Far: how good a chain of any length from a state on to the goal can be, by time alone.

A search asks for it only when all that is left are chains longer than allowed: whether there are any, it has to say.

Example: goal a; d → a until June, c → d until April: from d until June, from c until April, and so on to the first.

References:
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271, with the
    maximum in place of the sum.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from app.engine.chains.columns import Columns, Ints
from app.engine.chains.layers import NEVER, Aimed, is_closed, last_steps, rank_of
from app.engine.chains.rules import HIGH
from app.engine.chains.spread import Region, packed

__all__ = ["Far", "farthest", "fill_days", "fill_ranks"]


class Far(NamedTuple):
    """By state: last day to go on (-1: never), and least rank."""

    latest: Ints
    rank: Ints


def farthest(net: Columns, region: Region, aimed: Aimed) -> Far:
    """First the latest days, then the ranks of what those days allow."""
    n, ends = len(region.states), last_steps(net, region, aimed)
    latest, rank = [NEVER for _ in range(n)], [HIGH for _ in range(n)]
    fill_days(net, region, aimed, ends, latest)
    fill_ranks(net, region, aimed, ends, latest, rank)
    return Far(packed(latest), packed(rank))


def fill_days(net: Columns, region: Region, aimed: Aimed, ends: list[int], latest: list[int]) -> None:
    """The last days on which chains can go on."""
    waiting = [(0, 0) for _ in range(0)]
    for i in ends:
        s, day = region.into[i].state, 0 + region.into[i].high  # sums are as wide as the heap has it
        if day > latest[s] and not is_closed(net, aimed, aimed.start, region.states[s].actor):
            latest[s] = day
            heappush(waiting, (-day, 0 + s))
    while len(waiting) > 0:
        value, s = heappop(waiting)
        own = region.states[s]
        for i in range(own.into_at, own.into_at + own.into_n if -value == latest[s] else own.into_at):
            to, day = region.into[i].state, min(0 + region.into[i].high, latest[s])
            if region.into[i].low > latest[s]:
                if aimed.alone == 1:
                    break
            elif day > latest[to] and not is_closed(net, aimed, aimed.start, region.states[to].actor):
                latest[to] = day
                heappush(waiting, (-day, 0 + to))


def fill_ranks(net: Columns, region: Region, aimed: Aimed, ends: list[int], latest: list[int], rank: list[int]) -> None:
    """The least ranks of chains that go on until `latest`."""
    waiting = [(0, 0) for _ in range(0)]
    for i in ends:
        s, value = region.into[i].state, 0 + rank_of(net, aimed.kind, region.into[i].link, 1)
        if latest[s] > NEVER and value < rank[s]:
            rank[s] = value
            heappush(waiting, (value, 0 + s))
    while len(waiting) > 0:
        value, s = heappop(waiting)
        own = region.states[s]
        for i in range(own.into_at, own.into_at + own.into_n if value == rank[s] else own.into_at):
            to = region.into[i].state
            if region.into[i].low > latest[s]:
                if aimed.alone == 1:
                    break
            elif latest[to] > NEVER and value < rank[to]:
                worse = max(value, 0 + rank_of(net, aimed.kind, region.into[i].link, 0))
                if worse < rank[to]:
                    rank[to] = worse
                    heappush(waiting, (worse, 0 + to))
