"""Explain: paths that were found → why each is possible, why it is certain or not, and on what it hangs.

Nothing is searched for: the paths are judged on the network that they were found on. If a side of a conflict would
change it, they are judged on the part of the graph that decides about them (`surroundings`) with that side in it; so
the work grows with their length and with the conflicts about them.

Example: two hops, in March and in March or April  →  days 1 March and 1 March, in this order only by choice; the one
doubt is that the days overlap; the weakest hop is the second, since it is only suspected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from app.domain.explanation import Criterion, Dispute, Effect, Explanation, Weakest
from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import ActorId, TransferId
from app.domain.path import Path, Question
from app.engine.doubts import basis_of, doubts_of
from app.engine.network import Link, Network, network_of
from app.engine.readings import BEARING, case_of, effect_of, network_around, read_side
from app.engine.surroundings import surroundings_of

__all__ = ["explain", "things_of"]

_Ends = tuple[ActorId, ActorId]


def explain(graph: Graph, ends: _Ends, question: Question, paths: Sequence[Path]) -> tuple[Explanation, ...]:
    """Each of the `paths` from one of the `ends` to the other that were found on the graph under this question.

    Disputes are the conflicts of `graph.conflicts` about what the path is made of.
    """
    if not paths:
        return ()
    about: dict[str, list[Conflict]] = {}
    for conflict in graph.conflicts:
        if conflict.subject is not None:
            about.setdefault(conflict.subject, []).append(conflict)
    judged = _Judged(graph, ends, question, paths)
    return tuple(judged.explanation(path, about) for path in paths)


def things_of(path: Path) -> Iterator[tuple[str, int]]:
    """The transfers, actors and datasets of a path, each with the number of a hop that it belongs to."""
    for number, hop in enumerate(path.hops, start=1):
        own = hop.transfer
        things = dict.fromkeys((own.id, own.provider, own.recipient, own.dataset, hop.dataset))
        yield from ((key, number) for key in things if key is not None)


class _Judged:
    """Some paths and what is needed to judge them anew."""

    def __init__(self, graph: Graph, ends: _Ends, question: Question, paths: Sequence[Path]) -> None:
        self._graph, self._ends, self._question, self._paths = graph, ends, question, paths
        self._net = network_of(graph, question)
        self._told: dict[tuple[str, int], Network | None] = {}

    def explanation(self, path: Path, about: Mapping[str, Iterable[Conflict]]) -> Explanation:
        case = case_of(self._net, self._ends, _ids(path))
        return Explanation(
            tuple(hop.window.earliest for hop in path.hops),
            tuple(basis_of(a, b) for a, b in pairwise(case.links)),
            doubts_of(case.net, case.aim, case.links),
            _weakest(case.links),
            tuple(self._disputes(path, about)),
        )

    def _disputes(self, path: Path, about: Mapping[str, Iterable[Conflict]]) -> Iterator[Dispute]:
        hops: dict[str, list[int]] = {}
        for key, number in things_of(path):
            hops.setdefault(key, []).append(number)
        found = [(tuple(numbers), one) for key, numbers in hops.items() for one in about.get(key, ())]
        for numbers, conflict in sorted(found, key=lambda pair: (pair[0], pair[1].id)):
            yield Dispute(conflict, numbers, tuple(self._effects(path, conflict)))

    def _effects(self, path: Path, conflict: Conflict) -> Iterator[Effect | None]:
        bears = conflict.property in BEARING and conflict.subject in _ids(path)
        for number in range(len(conflict.sides)):
            if not bears:
                yield None
                continue
            net = self._network(conflict, number)
            yield Effect.UNKNOWN if net is None else effect_of(case_of(net, self._ends, _ids(path)), path)

    def _network(self, conflict: Conflict, number: int) -> Network | None:
        """All paths with that side of the conflict in the place of the transfer's own; None if it cannot be read."""
        side = (conflict.id, number)
        if side not in self._told:
            own = self._graph.transfers[TransferId(conflict.subject or "")]
            told = read_side(self._graph, own, conflict.property, conflict.sides[number].value)
            self._told[side] = None if told is None else self._around(told)
        return self._told[side]

    def _around(self, told: Transfer) -> Network:
        """What decides about all paths if the transfer is as told."""
        transfers = self._graph.transfers
        hops = ([told if key == told.id else transfers[key] for key in _ids(path)] for path in self._paths)
        return network_around(surroundings_of(self._graph), self._ends, self._question, hops)


def _ids(path: Path) -> list[TransferId]:
    return [hop.transfer.id for hop in path.hops]


def _weakest(links: Sequence[Link]) -> Weakest:
    place = max(range(len(links)), key=lambda i: links[i].weakness)
    rest = [link.weakness for i, link in enumerate(links) if i != place]
    pairs = zip(Criterion, links[place].weakness, max(rest, default=links[place].weakness), strict=True)
    return Weakest(place + 1, next((criterion for criterion, own, other in pairs if own != other), None))
