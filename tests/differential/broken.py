"""Engines that are wrong on purpose, and a right one: the peers have to tell them apart.

Each wrong one is the brute force with one rule of the model broken as programs that know no windows, copies or groups
break it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from app.domain.graph import Graph, Transfer
from app.domain.path import Direction, Held, Holder, Holders, Hop, Lineage, Path, Paths, Question, Reached
from app.domain.vocabulary import Status
from app.domain.window import Window
from tests.differential.brute_force import expected_downstream, expected_holders, expected_paths, expected_upstream
from tests.differential.expected import Days, ExpectedLineage, ExpectedReached
from tests.differential.questions import tidy
from tests.differential.routes import Route
from tests.unit.app.engine.oracle import Chain, Oracle


class NeighboursOnly(Oracle):
    """Looks at the windows of two hops at a time, as a pattern of a query language does."""

    def _timed(self, seq, start, goal, along, ends, starts) -> Chain | None:
        whole = super()._timed(seq, start, goal, along, ends, starts)
        if whole is not None or len(seq) == 1:
            return whole
        timed = super()._timed
        pairs = zip(pairwise(seq), pairwise(along), pairwise(ends), strict=True)
        if any(timed([*two], None, None, [*data], [[], over[1]], [0]) is None for two, data, over in pairs):
            return None
        windows = [(self.first(t), min(self.last(t), self.by)) for t in seq]
        return Chain(tuple(t.id for t in seq), certain=False, windows=windows, carried=along)


class Strict(Oracle):
    """Wants each hop on a later day than the one before it."""

    def assignments(self, seq):
        for days in super().assignments(seq):
            if all(a < b for a, b in pairwise(days)):
                yield days


class NoRecoveries(Oracle):
    """Lets whoever had the data once pass it on for ever."""

    def endings(self, ids, carried):
        return []


class NoNarrowing(Oracle):
    """Compares each dataset with the one before it only, so a part turns into another part by way of the whole."""

    def carry(self, carried, dataset):
        fits, _ = super().carry(carried, dataset)
        return (fits, dataset or carried) if fits else (False, None)


class NoOrder(Oracle):
    """Does not read what the texts put before what."""

    def stated_order(self, s, t):
        return False


class EqualOnly(Oracle):
    """Knows no groups."""

    def joins(self, a, b):
        return a == b


class AnyRelation(Oracle):
    """Takes two members of a group for one."""

    def joins(self, a, b):
        both = super().joins
        return both(a, b) or any(both(a, c) and both(b, c) for c in self.graph.actors)


class NoFolding(Oracle):
    """Takes a delivery and the sale that sums it up for two."""

    def folded_into(self, t: Transfer):
        return None


class PlannedCounts(Oracle):
    """Takes what was planned for what is suspected."""

    def __init__(self, graph: Graph, question: Question) -> None:
        planned = [replace(t, status=Status.SUSPECTED) for t in graph.transfers.values() if t.status is Status.PLANNED]
        super().__init__(replace(graph, transfers={**graph.transfers, **{t.id: t for t in planned}}), question)


class FewestHopsFirst(Oracle):
    """Shows short paths first, however weak."""

    def rank(self, chain: Chain) -> tuple:
        return (len(chain.ids), super().rank(chain))


class SureOfAll(Oracle):
    """Calls certain what is possible."""

    def _timed(self, seq, start, goal, along, ends, starts) -> Chain | None:
        chain = super()._timed(seq, start, goal, along, ends, starts)
        return None if chain is None else Chain(chain.ids, True, chain.windows, chain.carried)


class WindowsAsStated(Oracle):
    """Does not tighten the days of a hop by those of the others."""

    def _timed(self, seq, start, goal, along, ends, starts) -> Chain | None:
        chain = super()._timed(seq, start, goal, along, ends, starts)
        windows = [(self.first(t), min(self.last(t), self.by)) for t in seq]
        return None if chain is None else Chain(chain.ids, chain.certain, windows, chain.carried)


class FirstDayIgnored(Oracle):
    """Cuts at the day asked for by the last day of a transfer, not by its first."""

    def told(self) -> list[Transfer]:
        return [t for t in super().told() if self.last(t) <= self.by]


WRONG: tuple[type[Oracle], ...] = (
    NeighboursOnly,
    Strict,
    NoRecoveries,
    NoNarrowing,
    NoOrder,
    EqualOnly,
    AnyRelation,
    NoFolding,
    PlannedCounts,
    FewestHopsFirst,
    SureOfAll,
    WindowsAsStated,
    FirstDayIgnored,
)


def route_of(oracle: type[Oracle]) -> Route:
    """An engine that answers as the oracle does."""

    def paths(graph: Graph, start: str, goal: str, question: Question, k: int) -> Paths:
        said = expected_paths(oracle(tidy(graph), question), start, goal, k)
        found = [
            Path(tuple(_hops(graph, p.ids, p.windows, p.carried, p.parts)), p.strength, p.certain) for p in said.paths
        ]
        cut = tuple(word for word, is_cut in (("hops", said.longer), ("k", said.more)) if is_cut)
        return Paths(tuple(found), tuple(graph.transfers[t] for t in said.beside), cut)

    def lineage(graph: Graph, root: str, direction: Direction, question: Question) -> Lineage:
        downstream = direction is Direction.DOWNSTREAM
        said = (expected_downstream if downstream else expected_upstream)(oracle(tidy(graph), question), root)
        found = [_reached(actor, one, downstream=downstream) for actor, one in said.actors.items()]
        return Lineage(root, direction, tuple(_in_order(found, downstream=downstream)), _cut(said))

    def holders(graph: Graph, question: Question) -> Holders:
        said = expected_holders(oracle(tidy(graph), question)).actors
        found = [
            Holder(
                actor=actor,
                certain=one.certain,
                status=one.status,
                since=Window(*one.since),
                until=None if one.until is None else Window(*one.until),
                held=Held(one.held),
                origin=one.origin,
                lawful=one.lawful,
                path=min(one.witnesses),
            )
            for actor, one in said.items()
        ]
        found.sort(key=lambda h: (not h.origin, h.since.earliest is not None, h.since.earliest, h.actor))
        return Holders(question.by, question.dataset, tuple(found), ())

    return Route(oracle.__name__, paths, lineage, holders)


def _hops(graph: Graph, ids, windows: tuple[Days, ...], carried, parts):
    for key, days, data, inside in zip(ids, windows, carried, parts, strict=True):
        yield Hop(graph.transfers[key], Window(*days), data, inside)


def _reached(actor: str, one: ExpectedReached, *, downstream: bool) -> Reached:
    earliest, latest = (one.day, None) if downstream else (None, one.day)
    return Reached(actor, earliest, latest, one.certain_by, one.status, one.hops, min(one.witnesses))


def _in_order(found: list[Reached], *, downstream: bool) -> list[Reached]:
    if downstream:
        return sorted(found, key=lambda r: (r.earliest is not None, r.earliest, r.hops, r.actor))
    return sorted(found, key=lambda r: (r.hops, r.actor))


def _cut(said: ExpectedLineage) -> tuple[str, ...]:
    return ("hops",) if said.longer else ()
