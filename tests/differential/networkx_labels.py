"""Algorithms on the networkx graph of the bridge, in plain Python: earliest arrival by a heap, all simple paths.

They know windows, data and status from the attributes of edges, and nothing of the engine. Going upstream is going
downstream in the reversed graph with the days counted backwards.

References:
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271.
    H. Wu et al., "Path problems in temporal graphs", PVLDB 7 (2014) 721-732: earliest arrival and latest departure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

import networkx as nx

STATUSES = ("confirmed", "alleged", "suspected")


@dataclass(frozen=True, slots=True)
class Edge:
    """A transfer: days on which it can be (`last` is cut at the day asked for), and the last day that is stated."""

    key: str
    here: str
    there: str
    dataset: str | None
    first: float
    last: float
    stated: float
    rank: int
    implied: bool


def edges_of(g: nx.MultiDiGraph, by: float, min_status: str) -> list[Edge]:
    """Transfers of that status or better that can have been by the day."""
    known = STATUSES[: STATUSES.index(min_status) + 1]
    return [
        Edge(
            key,
            here,
            there,
            its["dataset"],
            its["first_day"],
            min(its["last_day"], by),
            its["last_day"],
            STATUSES.index(its["status"]),
            "implied" in (its["how"].get("provider"), its["how"].get("recipient")),
        )
        for here, there, key, its in g.edges(keys=True, data=True)
        if its["status"] in known and its["first_day"] <= by
    ]


def backwards(edges: Iterable[Edge]) -> list[Edge]:
    """The same seen from the other end of time."""
    return [Edge(e.key, e.there, e.here, e.dataset, -e.last, -e.first, -e.first, e.rank, e.implied) for e in edges]


class Data:
    """Which dataset lies inside which, as the graph's attributes say."""

    def __init__(self, g: nx.MultiDiGraph) -> None:
        above = nx.DiGraph((part, whole) for part, its in g.graph["datasets"].items() for whole in its["derived_from"])
        above.add_nodes_from(g.graph["datasets"])
        self.wider = {dataset: nx.descendants(above, dataset) for dataset in above}

    def carry(self, carried: str | None, met: str | None) -> tuple[bool, str | None]:
        """Whether the two go together, and the narrower one."""
        if carried is None or met is None or carried == met:
            return True, carried if met is None else met
        if carried in self.wider[met]:
            return True, met
        return met in self.wider[carried], carried


Labels = dict[str, tuple[float, int]]


def possible(
    first: Iterable[Edge], edges: Iterable[Edge], limit: float, data: Data, asked: str | None, closed: Collection[str]
) -> tuple[Labels, set[str]]:
    """For each actor the first day of arrival and the fewest hops for it; and the edges that chains can end with.

    Nothing goes on from the actors `closed`.
    """
    out_of = _out_of(edges)
    found: Labels = {}
    used: set[str] = set()
    fewest: dict[tuple[str, str | None], int] = {}
    heap: list[tuple[float, int, str, str, str | None]] = []
    for e in first:
        fits, carried = data.carry(asked, e.dataset)
        if fits:
            used.add(e.key)
            heappush(heap, (e.first, 1, e.there, carried or "", carried))
    while heap:
        day, hops, here, _, carried = heappop(heap)
        if hops >= fewest.get((here, carried), math.inf):
            continue
        fewest[here, carried] = hops
        found.setdefault(here, (day, hops))
        if hops == limit or here in closed:
            continue
        for e in out_of[here]:
            fits, onward = data.carry(carried, e.dataset)
            if fits and day <= e.last:
                used.add(e.key)
                heappush(heap, (max(day, e.first), hops + 1, e.there, onward or "", onward))
    return found, used


def certain(
    first: Iterable[Edge], edges: Iterable[Edge], limit: float, data: Data, asked: str | None, closed: Collection[str]
) -> tuple[Labels, dict[str, float]]:
    """The same over chains in which each hop is over before the next begins; and the day by which one must arrive."""
    out_of = _out_of(edges)
    found: Labels = {}
    surely: dict[str, float] = {}
    fewest: dict[tuple[str, str | None], int] = {}
    heap: list[tuple[float, int, str, str, str | None]] = []

    def arrive(e: Edge, hops: int, carried: str | None) -> None:
        found[e.there] = min(found.get(e.there, (math.inf, 0)), (e.first, hops))
        surely[e.there] = min(surely.get(e.there, math.inf), e.stated)
        heappush(heap, (e.stated, hops, e.there, carried or "", carried))

    for e in first:
        fits, carried = data.carry(asked, e.dataset)
        if fits and not e.implied:
            arrive(e, 1, carried)
    while heap:
        day, hops, here, _, carried = heappop(heap)
        if hops >= fewest.get((here, carried), math.inf):
            continue
        fewest[here, carried] = hops
        if hops == limit or here in closed:
            continue
        for e in out_of[here]:
            fits, onward = data.carry(carried, e.dataset)
            if fits and day <= e.first and not e.implied:
                arrive(e, hops + 1, onward)
    return found, surely


@dataclass(frozen=True, slots=True)
class Way:
    """A simple path in time, with the data after each hop."""

    edges: tuple[Edge, ...]
    along: tuple[str | None, ...]

    @property
    def is_certain(self) -> bool:
        """Each hop is over before the next begins, whatever the days, and no end is inferred."""
        in_order = all(a.stated <= b.first for a, b in pairwise(self.edges))
        return in_order and not any(e.implied for e in self.edges)

    def windows(self) -> list[tuple[float, float]]:
        """Days that remain: forwards the greatest first day so far, backwards the least last day to come."""
        low = [max(e.first for e in self.edges[: i + 1]) for i in range(len(self.edges))]
        return [(day, min(e.last for e in self.edges[i:])) for i, day in enumerate(low)]


def simple_paths(
    edges: Iterable[Edge], start: str, goal: str, limit: int, data: Data, asked: str | None
) -> Iterator[Way]:
    """All simple paths in time of at most so many hops, by depth first; start = goal: those that come back."""
    out_of = _out_of(edges)

    def grow(way: tuple[Edge, ...], along: tuple[str | None, ...], day: float, seen: frozenset[str]) -> Iterator[Way]:
        here = way[-1].there if way else start
        if way and here == goal:
            yield Way(way, along)
        elif len(way) < limit:
            for e in out_of[here]:
                fits, carried = data.carry(along[-1] if way else asked, e.dataset)
                if fits and day <= e.last and e.there not in seen:
                    yield from grow((*way, e), (*along, carried), max(day, e.first), seen | {e.there})

    return grow((), (), -math.inf, frozenset() if start == goal else frozenset({start}))


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All chains from one of the edges `first` that arrive at `there` on `day` in `hops` hops: a path is looked at."""

    edges: dict[str, Edge]
    first: Collection[str]
    there: str
    day: float
    hops: int
    data: Data
    asked: str | None
    accepts: Callable[[Way], bool]
    reverse: bool = False

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple) or len(path) != self.hops or not set(path) <= self.edges.keys():
            return False
        way = tuple(self.edges[key] for key in path)
        way = way[::-1] if self.reverse else way
        along: list[str | None] = []
        for e in way:
            fits, carried = self.data.carry(along[-1] if along else self.asked, e.dataset)
            if not fits:
                return False
            along.append(carried)
        ends = [way[0].here, *(e.there for e in way)]
        joined = all(a.there == b.here for a, b in pairwise(way)) and len(set(ends)) == len(ends)
        found = Way(way, tuple(along))
        in_time = all(low <= high for low, high in found.windows()) and found.windows()[-1][0] == self.day
        return way[0].key in self.first and ends[-1] == self.there and joined and in_time and self.accepts(found)


def _out_of(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for e in edges:
        found[e.here].append(e)
    return found
