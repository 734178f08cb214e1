"""Explain: paths that were found → why each is possible, why it is certain or not, and on what it hangs.

Nothing is searched for: each path is looked at on the part of the graph that decides about it (`surroundings`), so the
work grows with its length and with the conflicts about it.

Example: two hops, in March and in March or April  →  days 1 March and 1 March, in this order only by choice; the one
doubt is that the days overlap; the weakest hop is the second, since it is only suspected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from app.domain.explanation import Criterion, Dispute, Effect, Explanation, Weakest
from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import ActorId
from app.domain.path import Path, Question
from app.engine.doubts import basis_of, doubts_of
from app.engine.network import Link
from app.engine.readings import BEARING, Case, case_of, effect_of, read_side
from app.engine.surroundings import Surroundings, surroundings_of

__all__ = ["explain", "things_of"]

_Ends = tuple[ActorId, ActorId]


def explain(graph: Graph, ends: _Ends, question: Question, paths: Sequence[Path]) -> tuple[Explanation, ...]:
    """Each of the `paths` from one of the `ends` to the other that were found on the graph under this question.

    Disputes are the conflicts of `graph.conflicts` about what the path is made of.
    """
    if not paths:
        return ()
    around = surroundings_of(graph)
    about: dict[str, list[Conflict]] = {}
    for conflict in graph.conflicts:
        if conflict.subject is not None:
            about.setdefault(conflict.subject, []).append(conflict)
    return tuple(_Explained(graph, around, ends, question, path).explanation(about) for path in paths)


def things_of(path: Path) -> Iterator[tuple[str, int]]:
    """The transfers, actors and datasets of a path, each with the number of a hop that it belongs to."""
    for number, hop in enumerate(path.hops, start=1):
        own = hop.transfer
        things = dict.fromkeys((own.id, own.provider, own.recipient, own.dataset, hop.dataset))
        yield from ((key, number) for key in things if key is not None)


class _Explained:
    """One path and what is needed to judge it anew."""

    def __init__(self, graph: Graph, around: Surroundings, ends: _Ends, question: Question, path: Path) -> None:
        self._graph, self._around, self._ends, self._question, self._path = graph, around, ends, question, path
        self._hops = [graph.transfers[hop.transfer.id] for hop in path.hops]

    def explanation(self, about: Mapping[str, Iterable[Conflict]]) -> Explanation:
        case = case_of(self._around, self._ends, self._question, self._hops)
        return Explanation(
            tuple(hop.window.earliest for hop in self._path.hops),
            tuple(basis_of(a, b) for a, b in pairwise(case.links)),
            doubts_of(case.net, case.aim, case.links),
            _weakest(case.links),
            tuple(self._disputes(about)),
        )

    def _disputes(self, about: Mapping[str, Iterable[Conflict]]) -> Iterator[Dispute]:
        hops: dict[str, list[int]] = {}
        for key, number in things_of(self._path):
            hops.setdefault(key, []).append(number)
        found = [(tuple(numbers), one) for key, numbers in hops.items() for one in about.get(key, ())]
        for numbers, conflict in sorted(found, key=lambda pair: (pair[0], pair[1].id)):
            yield Dispute(conflict, numbers, tuple(self._effects(conflict, numbers[0])))

    def _effects(self, conflict: Conflict, number: int) -> Iterator[Effect | None]:
        transfer = self._hops[number - 1]
        bears = conflict.subject == transfer.id and conflict.property in BEARING
        for side in conflict.sides:
            if not bears:
                yield None
                continue
            told = read_side(self._graph, transfer, conflict.property, side.value)
            yield Effect.UNKNOWN if told is None else effect_of(self._with(number, told), self._path)

    def _with(self, number: int, told: Transfer) -> Case:
        hops = [*self._hops[: number - 1], told, *self._hops[number:]]
        return case_of(self._around, self._ends, self._question, hops)


def _weakest(links: Sequence[Link]) -> Weakest:
    place = max(range(len(links)), key=lambda i: links[i].weakness)
    rest = [link.weakness for i, link in enumerate(links) if i != place]
    pairs = zip(Criterion, links[place].weakness, max(rest, default=links[place].weakness), strict=True)
    return Weakest(place + 1, next((criterion for criterion, own, other in pairs if own != other), None))
