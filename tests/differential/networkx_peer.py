"""A peer on networkx: the graph goes through the bridge, and the algorithms of `networkx_labels` answer.

For larger graphs without groups, recoveries and stated orders (`larger.py`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import networkx as nx

from app.domain.path import Held, Mode, Strength
from app.domain.vocabulary import Status
from app.export.networkx_graph import to_networkx
from tests.differential.expected import (
    Days,
    Expected,
    ExpectedHolder,
    ExpectedHolders,
    ExpectedLineage,
    ExpectedPath,
    ExpectedPaths,
    ExpectedReached,
)
from tests.differential.networkx_labels import (
    STATUSES,
    Data,
    Edge,
    Labels,
    Way,
    Witnesses,
    backwards,
    certain,
    edges_of,
    possible,
    simple_paths,
)
from tests.differential.questions import Asked, Kind


def by_networkx(questions: Sequence[Asked]) -> list[Expected]:
    """What is found on the graphs of the bridge."""
    return [_answer(asked) for asked in questions]


def _answer(asked: Asked) -> Expected:
    case = _Case(asked)
    if asked.kind is Kind.PATHS:
        return case.paths()
    return case.holders() if asked.kind is Kind.HOLDERS else case.lineage()


def witnesses_of(asked: Asked) -> Callable[[str, float, int], Witnesses]:
    """What a witness of a lineage has to be, for an actor, its day (upstream: minus that) and its hops."""
    case = _Case(asked)
    return partial(case.witnesses, case._edges())


class _Case:
    """One question, and its graph in networkx."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.question = asked, asked.question
        self.g = to_networkx(asked.graph)
        self.data = Data(self.g)
        self.by = math.inf if self.question.by is None else self.question.by.toordinal()
        self.edges = edges_of(self.g, self.by, self.question.min_status.value)
        self.its = {key: its for _, _, key, its in self.g.edges(keys=True, data=True)}
        self.unstated = {node for node, its in self.g.nodes(data=True) if its.get("unstated")}
        self.sure_only = self.question.mode is Mode.CERTAIN
        self.hops = [e for e in self.edges if not {e.here, e.there} & self.unstated]

    # ---- paths

    def paths(self) -> ExpectedPaths:
        asked, limit = self.asked, self.question.max_hops
        ways = [
            way
            for way in simple_paths(self.hops, asked.start, asked.goal, limit + 1, self.data, self.question.dataset)
            if self._counts(way)
        ]
        within = sorted((way for way in ways if len(way.edges) <= limit), key=self._rank)
        best = within[: asked.k]
        named = {end for way in best for e in way.edges for end in (e.here, e.there)} | {asked.start, asked.goal}
        return ExpectedPaths(
            tuple(map(self._path, best)), len(within) > asked.k, len(ways) > len(within), self._beside(named)
        )

    def _counts(self, way: Way) -> bool:
        return not self.sure_only or self._is_sure(way)

    def _is_sure(self, way: Way) -> bool:
        return way.is_certain and way.edges[-1].stated <= self.by

    def _weakness(self, e: Edge) -> tuple[int, int, float]:
        its = self.its[e.key]
        return (e.rank, -(its["source_count"] or len(its["documents"])), -its["confidence"])

    def _rank(self, way: Way) -> tuple[object, ...]:
        weakest = max(map(self._weakness, way.edges))
        return (weakest, len(way.edges), way.windows()[-1][0], tuple(e.key for e in way.edges))

    def _path(self, way: Way) -> ExpectedPath:
        rank, sources, confidence = max(map(self._weakness, way.edges))
        return ExpectedPath(
            tuple(e.key for e in way.edges),
            self._is_sure(way),
            tuple(_days(*window) for window in way.windows()),
            way.along,
            Strength(Status(STATUSES[rank]), -sources, -confidence),
            tuple(() for _ in way.edges),
        )

    def _beside(self, named: set[str]) -> tuple[str, ...]:
        """Denied and planned transfers on the way, whatever the time, or between actors that are shown."""
        unsure = [
            (here, there, key)
            for here, there, key, its in self.g.edges(keys=True, data=True)
            if its["status"] in ("denied", "planned")
            and its["first_day"] <= self.by
            and self.data.carry(self.question.dataset, its["dataset"])[0]
            and not {here, there} & self.unstated
        ]
        arrows = nx.DiGraph([(e.here, e.there) for e in self.hops] + [(here, there) for here, there, _ in unsure])
        arrows.add_nodes_from((self.asked.start, self.asked.goal))
        onward = nx.descendants(arrows, self.asked.start) | {self.asked.start}
        back = nx.ancestors(arrows, self.asked.goal) | {self.asked.goal}
        return tuple(
            sorted(
                key
                for here, there, key in unsure
                if (here in onward and there in back) or (here in named and there in named)
            )
        )

    # ---- lineages

    def lineage(self) -> ExpectedLineage:
        downstream = self.asked.kind is Kind.DOWNSTREAM
        edges = self._edges()
        first = [e for e in edges if e.here == self.asked.start]
        found = self._labels(first, edges, self.question.max_hops)
        unlimited = self._labels(first, edges, math.inf)
        status = self._statuses(first, edges, found)
        surely = self._surely(first, edges) if downstream else {}
        reached = {
            actor: ExpectedReached(
                _day(day if downstream else -day),
                _day(surely.get(actor, math.inf)),
                status[actor],
                hops,
                self.witnesses(edges, actor, day, hops),
            )
            for actor, (day, hops) in found.items()
        }
        return ExpectedLineage(reached, _first_days(found) != _first_days(unlimited))

    def _edges(self) -> list[Edge]:
        """Seen in the direction of the lineage that is asked for."""
        edges = [e for e in self.hops if not self.sure_only or e.stated <= self.by]
        return edges if self.asked.kind is Kind.DOWNSTREAM else backwards(edges)

    def witnesses(self, edges: list[Edge], actor: str, day: float, hops: int) -> Witnesses:
        """Chains between the root and the actor with that day and so many hops."""
        return Witnesses(
            {e.key: e for e in edges},
            {e.key for e in edges if e.here == self.asked.start},
            actor,
            day,
            hops,
            self.data,
            self.question.dataset,
            lambda way: not self.sure_only or way.is_certain,
            reverse=self.asked.kind is Kind.UPSTREAM,
        )

    def _labels(self, first: list[Edge], edges: list[Edge], limit: float) -> Labels:
        search = certain if self.sure_only else possible
        root = {self.asked.start}
        found, _ = search(first, edges, limit, self.data, self.question.dataset, root)
        return {actor: label for actor, label in found.items() if actor not in root}

    def _statuses(self, first: list[Edge], edges: list[Edge], found: Labels) -> dict[str, Status]:
        """The best that the weakest hop can be: the fewest statuses that are enough to get there."""
        best: dict[str, Status] = {}
        for rank, word in enumerate(STATUSES):
            known = [[e for e in some if e.rank <= rank] for some in (first, edges)]
            for actor in self._labels(*known, self.question.max_hops):
                best.setdefault(actor, Status(word))
        return {actor: best[actor] for actor in found}

    def _surely(self, first: list[Edge], edges: list[Edge]) -> dict[str, float]:
        known = [[e for e in some if e.stated <= self.by] for some in (first, edges)]
        root = {self.asked.start}
        return certain(*known, self.question.max_hops, self.data, self.question.dataset, root)[1]

    # ---- holders

    def holders(self) -> ExpectedHolders:
        fitting = [e for e in self.edges if self.data.carry(self.question.dataset, e.dataset)[0]]
        proofs = self._origins(fitting)
        ends = {end for e in fitting for end in (e.here, e.there)} - self.unstated
        found: dict[str, ExpectedHolder] = {}
        for actor in ends:
            sure = any(self._must_have_passed(e) for e in fitting if actor in (e.here, e.there))
            if sure or not self.sure_only:
                found[actor] = self._holder(actor, fitting, proofs, sure=sure)
        return ExpectedHolders(found)

    def _must_have_passed(self, e: Edge) -> bool:
        asked = self.question.dataset
        inside = asked is None or e.dataset == asked or (e.dataset is not None and asked in self.data.wider[e.dataset])
        return inside and not e.implied and e.stated <= self.by

    def _origins(self, fitting: list[Edge]) -> dict[str, list[Edge]]:
        """Providers whom nobody can have supplied; then, while something is left that no chain explains, the first."""
        given = [e for e in fitting if e.here not in self.unstated]
        proofs: dict[str, list[Edge]] = {}
        for e in given:
            if not any(s is not e and self._can_supply(s, e) for s in fitting if s.there == e.here):
                proofs.setdefault(e.here, []).append(e)
        while True:
            _, used = self._spread(fitting, proofs, fitting, set())
            left = [e for e in given if e.key not in used]
            if not left:
                return proofs
            first = min(left, key=lambda e: (e.stated, e.key))
            proofs.setdefault(first.here, [first])

    def _can_supply(self, s: Edge, e: Edge) -> bool:
        return s.first <= e.last and self.data.carry(s.dataset, e.dataset)[0]

    def _spread(
        self, fitting: list[Edge], proofs: dict[str, list[Edge]], known: list[Edge], closed: set[str]
    ) -> tuple[Labels, set[str]]:
        first = [e for e in known if e.here in self.unstated or e.here in proofs]
        return possible(first, known, self.question.max_hops, self.data, self.question.dataset, closed | self.unstated)

    def _holder(self, actor: str, fitting: list[Edge], proofs: dict[str, list[Edge]], *, sure: bool) -> ExpectedHolder:
        receipts = [e for e in fitting if e.there == actor]
        lawful = bool(receipts) and all(self.its[e.key]["lawful"] for e in receipts)
        held = Held.YES if sure else Held.POSSIBLE
        if actor in proofs:
            since = _days(-math.inf, min(e.stated for e in proofs[actor]))
            status = Status(STATUSES[min(e.rank for e in proofs[actor])])
            return ExpectedHolder(True, sure, status, since, None, held, lawful, {()})
        labels, used = self._spread(fitting, proofs, fitting, {actor})
        day, hops = labels[actor]
        last = max(e.last for e in receipts if e.key in used)
        ranks = range(len(STATUSES))
        known = ([e for e in fitting if e.rank <= rank] for rank in ranks)
        best = next(
            rank
            for rank, some in zip(ranks, known, strict=True)
            if actor in self._spread(fitting, proofs, some, {actor})[0]
        )
        witnesses = Witnesses(
            {e.key: e for e in fitting},
            {e.key for e in fitting if e.here in self.unstated or e.here in proofs},
            actor,
            day,
            hops,
            self.data,
            self.question.dataset,
            lambda _: True,
        )
        return ExpectedHolder(False, sure, Status(STATUSES[best]), _days(day, last), None, held, lawful, witnesses)


def _first_days(labels: Labels) -> dict[str, float]:
    return {actor: day for actor, (day, _) in labels.items()}


def _day(ordinal: float) -> date | None:
    return None if math.isinf(ordinal) else date.fromordinal(int(ordinal))


def _days(first: float, last: float) -> Days:
    return (_day(first), _day(last))
