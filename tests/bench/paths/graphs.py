"""Seed and size → transfers as four columns, and questions about them: the same for the engine and all its peers.

    graph = make_graph(100_000, "point", seed=1)   →  100,000 transfers among 10,000 actors
    reach_questions(graph, 5)                      →  five pairs of an actor and a moment

Both ends are drawn from a power law: the share of the actor of rank r falls as r^-0.6, so the busiest provider has about
1,000 transfers of 100,000, 4,000 of a million and 16,000 of ten million. Who gives much is not who gets much, but one
transfer in five goes to an actor by its rank among the providers: so hubs are joined, and a question reaches about two
thirds of all actors, which is a hard case. There are as many moments as transfers, so that most share theirs with
another. In `point` each happened at a known moment; in `window` 30 %
lie within a window, most up to 1 % of the time that the graph spans, one in ten of them up to 10 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "KINDS",
    "LATEST",
    "NEVER",
    "ByEnd",
    "ChokeQuestion",
    "Graph",
    "PathQuestion",
    "ReachQuestion",
    "by_end",
    "make_graph",
    "mirrored",
    "path_questions",
    "reach_questions",
    "slice_of",
    "source_questions",
]

Ints: TypeAlias = NDArray[np.int32]

KINDS = ("point", "window")
NEVER = np.iinfo(np.int32).max
LATEST = int(NEVER) - 1
_ACTORS = 10  # transfers for each actor
_FALL = 0.6
_SAME_RANKS = 0.2
_WITH_WINDOW = 0.3
_SHORT, _LONG, _LONG_SHARE = 0.01, 0.1, 0.1


class ReachQuestion(NamedTuple):
    """Whither from `actor` from `moment` on; or, going back, whence to `actor` by `moment`."""

    actor: int
    moment: int


class PathQuestion(NamedTuple):
    """All simple paths from `first` to `last`, at whatever time."""

    first: int
    last: int


class ChokeQuestion(NamedTuple):
    """Whom and what every way from `first`, who has it from `moment` on, to `last` goes over."""

    first: int
    last: int
    moment: int


class ByEnd(NamedTuple):
    """The transfers by one of their ends: those of actor a are `order[begin[a]:begin[a + 1]]`."""

    begin: NDArray[np.int64]
    order: NDArray[np.int64]

    def of(self, actor: int) -> NDArray[np.int64]:
        """The transfers of one actor."""
        return self.order[self.begin[actor] : self.begin[actor + 1]]


@dataclass(frozen=True)
class Graph:
    """Transfer i goes from `provider[i]` to `recipient[i]` at some moment from `earliest[i]` to `latest[i]`."""

    kind: str
    actors: int
    provider: Ints
    recipient: Ints
    earliest: Ints
    latest: Ints

    @property
    def transfers(self) -> int:
        """How many."""
        return len(self.provider)

    @property
    def nbytes(self) -> int:
        """Of the four columns."""
        return 4 * self.provider.nbytes

    @cached_property
    def by_provider(self) -> ByEnd:
        """The transfers by who made them."""
        return by_end(self.provider, self.actors)


def by_end(end: Ints, actors: int) -> ByEnd:
    """The transfers by one end, in the order of their numbers."""
    begin = np.zeros(actors + 1, np.int64)
    np.cumsum(np.bincount(end, minlength=actors), out=begin[1:])
    return ByEnd(begin, np.argsort(end, kind="stable"))


def make_graph(transfers: int, kind: str, seed: int) -> Graph:
    """A graph of that size; equal for equal arguments."""
    rng = np.random.default_rng((seed, transfers, KINDS.index(kind)))
    actors = max(transfers // _ACTORS, 4)
    giving, getting = (rng.permutation(actors).astype(np.int32) for _ in range(2))
    provider = _ends(rng, giving, transfers)
    both = rng.random(transfers) < _SAME_RANKS
    recipient = np.where(both, _ends(rng, giving, transfers), _ends(rng, getting, transfers))
    alone = provider == recipient
    recipient[alone] = (recipient[alone] + 1) % actors
    earliest = rng.integers(0, transfers, transfers, dtype=np.int32)
    latest = earliest if kind == "point" else earliest + _lengths(rng, transfers)
    return Graph(kind, actors, provider, recipient, earliest, latest.astype(np.int32))


def mirrored(graph: Graph) -> Graph:
    """The same transfers seen from the end: going back in the one is going on in the other."""
    return Graph(graph.kind, graph.actors, graph.recipient, graph.provider, -graph.latest, -graph.earliest)


def slice_of(graph: Graph, transfers: int, seed: int) -> Graph:
    """So many of its transfers, chosen by chance, among the actors that are in them."""
    chosen = np.sort(np.random.default_rng((seed, transfers)).choice(graph.transfers, transfers, replace=False))
    ends = np.concatenate((graph.provider[chosen], graph.recipient[chosen]))
    known, number = np.unique(ends, return_inverse=True)
    provider, recipient = number.astype(np.int32).reshape(2, -1)
    return Graph(graph.kind, len(known), provider, recipient, graph.earliest[chosen], graph.latest[chosen])


def reach_questions(graph: Graph, count: int, seed: int = 1) -> list[ReachQuestion]:
    """From the provider of some transfer in the first 2 to 30 % of the time: most of the graph lies ahead."""
    first, last = np.quantile(graph.earliest, (0.02, 0.3))
    chosen = _some(graph, count, seed, (graph.earliest >= first) & (graph.earliest < last))
    return [ReachQuestion(int(graph.provider[i]), int(graph.earliest[i])) for i in chosen]


def source_questions(graph: Graph, count: int, seed: int = 2) -> list[ReachQuestion]:
    """To the recipient of some transfer in the last 2 to 30 % of the time, by then."""
    first, last = np.quantile(graph.latest, (0.7, 0.98))
    chosen = _some(graph, count, seed, (graph.latest >= first) & (graph.latest < last))
    return [ReachQuestion(int(graph.recipient[i]), int(graph.latest[i])) for i in chosen]


def path_questions(graph: Graph, count: int, seed: int = 3) -> list[PathQuestion]:
    """The two ends of chance walks of three transfers that keep to the order of time, so each has an answer."""
    rng, found = Random(seed), list[PathQuestion]()
    while len(found) < count:
        walk = _walk(graph, rng)
        if walk is not None:
            found.append(walk)
    return found


def _walk(graph: Graph, rng: Random) -> PathQuestion | None:
    transfer = rng.randrange(graph.transfers)
    actors = [int(graph.provider[transfer]), int(graph.recipient[transfer])]
    moment = int(graph.earliest[transfer])
    for _ in range(2):
        onward = graph.by_provider.of(actors[-1])
        onward = onward[graph.latest[onward] >= moment]
        if not len(onward):
            return None
        transfer = int(onward[rng.randrange(len(onward))])
        moment = max(moment, int(graph.earliest[transfer]))
        actors.append(int(graph.recipient[transfer]))
    return PathQuestion(actors[0], actors[-1]) if len(set(actors)) == len(actors) else None


def _some(graph: Graph, count: int, seed: int, allowed: NDArray[np.bool_]) -> Iterator[int]:
    return map(int, np.random.default_rng((seed, graph.transfers)).choice(np.flatnonzero(allowed), count))


def _ends(rng: np.random.Generator, ranked: Ints, transfers: int) -> Ints:
    """Actors by the power law, the busiest of `ranked` first."""
    up_to = np.cumsum(np.arange(1, len(ranked) + 1) ** -_FALL)
    ranks = np.searchsorted(up_to, rng.random(transfers) * up_to[-1], side="right")
    return ranked[np.minimum(ranks, len(ranked) - 1)]


def _lengths(rng: np.random.Generator, transfers: int) -> Ints:
    """How long each window is: 0 for most."""
    most = np.where(rng.random(transfers) < _LONG_SHARE, _LONG, _SHORT) * transfers
    return np.where(rng.random(transfers) < _WITH_WINDOW, rng.random(transfers) * most, 0).astype(np.int32)
