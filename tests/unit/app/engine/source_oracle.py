"""An independent brute force for common sources: all chains, all readings, nothing shared with the engine.

Chains and their days are those of `oracle`. A reading says of each actor who it is of its candidates, and of each end
that names a group which member acted there; all of them are gone through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from app.domain.common_source import Sighting, SightingKind
from app.domain.graph import Graph, Transfer
from app.domain.path import Mode, Question
from tests.unit.app.engine.oracle import AFTER_ALL, Oracle

Named = tuple[str, str]
"""An id, and where it stands: `t3 provider`, `asked`, or nowhere in particular."""
Joint = tuple[Named, Named]


@dataclass(frozen=True)
class Way:
    """A chain: its transfers, the last day on which it can leave, and what must be one for it to hold."""

    ids: tuple[str, ...]
    leaves: int
    joints: tuple[Joint, ...]


@dataclass(frozen=True)
class Expected:
    """One source: whether under every reading, the last day, and the fewest hops of both ways that leave then."""

    always: bool
    latest: int
    hops: int


class SourceOracle:
    def __init__(self, graph: Graph, question: Question) -> None:
        self.graph, self.question, self.oracle = graph, question, Oracle(graph, question)

    def sources(self, a: Sighting, b: Sighting) -> dict[str, Expected]:
        named = {end for t in self.oracle.told() for end in (t.provider, t.recipient) if end}
        named |= {s.id for s in (a, b) if s.kind is SightingKind.ACTOR}
        found = {actor: self._source(self.ways(actor, a), self.ways(actor, b)) for actor in named}
        return {actor: source for actor, source in found.items() if source is not None}

    # ---- ways

    def ways(self, actor: str, sighting: Sighting) -> list[Way]:
        if sighting.kind is SightingKind.ACTOR:
            return self._to_actor(actor, sighting.id)
        seen = [t for t in self.oracle.told() if t.recipient or t.provider]
        if sighting.kind is SightingKind.TRANSFER:
            seen = [t for t in seen if t.id == sighting.id]
        else:
            seen = [
                t for t in seen if t.dataset and (t.dataset == sighting.id or self._derives(t.dataset, sighting.id))
            ]
        return [way for t in seen if t.provider for way in self._through(actor, t)]

    def _derives(self, part: str, whole: str) -> bool:
        return self.oracle.derives(part, whole)

    def _through(self, actor: str, last: Transfer) -> Iterator[Way]:
        first = [t for t in (*self.oracle.hops(), last) if t.provider and self.oracle.joins(actor, t.provider)]
        for seq in self.oracle.sequences(list({t.id: t for t in first}.values()), self.question.max_hops, last):
            if seq[-1] is last:
                chain = self.oracle.judge(seq, actor, None, end=False)
                if chain is not None and (chain.certain or self.question.mode is Mode.POSSIBLE):
                    yield Way(chain.ids, chain.windows[0][1], tuple(self._joints(actor, seq)))

    def _to_actor(self, actor: str, goal: str) -> list[Way]:
        if actor == goal:
            return [Way((), self.oracle.by, ())]
        if self.oracle.joins(actor, goal):
            stays = Way((), self.oracle.by, (((goal, "asked"), (actor, "")),))
            return [stays] if self.question.mode is Mode.POSSIBLE else []
        found = self.oracle.chains(actor, goal, self.question.max_hops)
        found = [c for c in found if c.certain or self.question.mode is Mode.POSSIBLE]
        ways: list[Way] = []
        for chain in found:
            seq = [self.graph.transfers[t] for t in chain.ids]
            joints = [*self._joints(actor, seq), ((seq[-1].recipient, f"{seq[-1].id} recipient"), (goal, "asked"))]
            ways.append(Way(chain.ids, chain.windows[0][1], tuple(joints)))
        return ways

    def _joints(self, actor: str, seq: list[Transfer]) -> Iterator[Joint]:
        yield ((seq[0].provider, f"{seq[0].id} provider"), (actor, ""))
        for one, other in pairwise(seq):
            yield ((one.recipient, f"{one.id} recipient"), (other.provider, f"{other.id} provider"))

    # ---- readings

    def _source(self, a: list[Way], b: list[Way]) -> Expected | None:
        best: tuple[int, int] | None = None
        for who in self._identities():
            left, right = ([w for w in ways if self._holds(w, who, None)] for ways in (a, b))
            if left and right:
                day = min(max(w.leaves for w in left), max(w.leaves for w in right))
                hops = sum(min(len(w.ids) for w in ways if w.leaves >= day) for ways in (left, right))
                best = min(best or (-day, hops), (-day, hops))
        if best is None:
            return None
        return Expected(self._always(a) and self._always(b), -best[0], best[1])

    def _always(self, ways: list[Way]) -> bool:
        places = {named for way in ways for joint in way.joints for named in joint if named[1]}
        groups = sorted({(g, place) for top, place in places for g in self._below(top) if self._members(g)})
        for who in self._identities():
            for chosen in product(*(self._members(g) for g, _ in groups)):
                acted = dict(zip(groups, chosen, strict=True))
                if not any(self._holds(way, who, acted) for way in ways):
                    return False
        return True

    def _identities(self) -> Iterator[dict[str, str]]:
        unsure = [a.id for a in self.graph.actors.values() if a.candidates]
        for chosen in product(*(sorted(set(self.graph.actors[u].candidates)) for u in unsure)):
            yield dict(zip(unsure, chosen, strict=True))

    def _members(self, group: str) -> list[str]:
        actor = self.graph.actors[group]
        return sorted(set(actor.members) - set(actor.candidates))

    def _below(self, top: str) -> set[str]:
        found, grown = {top}, {top}
        while grown:
            below = {b for g in grown for b in (*self.graph.actors[g].members, *self.graph.actors[g].candidates)}
            grown = below - found
            found |= grown
        return found

    def _holds(self, way: Way, who: dict[str, str], acted: dict[tuple[str, str], str] | None) -> bool:
        """`acted` None: any members may have acted, several of them as well."""
        return all(
            one[0] == other[0]
            or other[0] in self._turns_out(one, who, acted)
            or one[0] in self._turns_out(other, who, acted)
            for one, other in way.joints
        )

    def _turns_out(self, named: Named, who: dict[str, str], acted: dict[tuple[str, str], str] | None) -> set[str]:
        """All whom the one named there is, under this reading; nowhere in particular, no member of a group acts."""
        top, place = named
        found, grown = set[str](), {top}
        while grown:
            found |= grown
            below = {who[g] for g in grown if g in who}
            if place:
                below |= {m for g in grown for m in self._members(g) if acted is None or acted.get((g, place)) == m}
            grown = below - found
        return found


__all__ = ["AFTER_ALL", "Expected", "SourceOracle", "Way"]
