"""Touched: of two views of one record the parts in which answers can differ.

Answers depend on what hangs together: transfers with their actors, groups with their members, transfers that the texts
order or sum up. What does not hang together with anything that changed gives the same answers in both views, so that
one document of a large record is weighed by looking at the leaks it tells of.

Example: the document tells of one leak out of a thousand  →  the transfers and actors of that leak, in both views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.graph import Graph, Transfer
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Question
from app.domain.vocabulary import ThingKind
from app.domain.withdrawal import GroupChange, TransferChange
from app.engine.correspondence import Class, ClassOf, Correspondence
from app.engine.kinship import closure

__all__ = ["Views", "touched"]

_Node: TypeAlias = tuple[ThingKind, Class]


@dataclass(frozen=True, slots=True)
class Views:
    """The graph before and after, and what corresponds."""

    before: Graph
    after: Graph
    same: Correspondence

    @property
    def sides(self) -> tuple[tuple[Graph, ClassOf], ...]:
        """Each graph with what leads from its ids to the classes."""
        return ((self.before, self.same.before), (self.after, self.same.after))


def touched(
    views: Views, question: Question, transfers: Iterable[TransferChange], groups: Iterable[GroupChange]
) -> Views:
    """Both graphs, with only what hangs together with a change; `transfers` and `groups` are those that stay."""
    datasets = _changed_datasets(views)
    if _is_about(views, question, datasets):
        return views  # what fits the data that is asked for may be other data now
    same = views.same
    seeds = {(kind, found) for kind, classes in same.others.items() for found in classes if not found.is_one}
    stay = [
        *((ThingKind.TRANSFER, same.before(ThingKind.TRANSFER, one.before.id)) for one in transfers),
        *((ThingKind.ACTOR, same.before(ThingKind.ACTOR, one.before)) for one in groups),
        *_carrying(views, datasets),
    ]
    seeds |= {(kind, found) for kind, found in stay if found is not None}
    together = _together(views, seeds)
    asked = same.before(ThingKind.DATASET, question.dataset)
    before = _part(views.before, lambda one: one.before, together, asked.before if asked else ())
    after = _part(views.after, lambda one: one.after, together, asked.after if asked else ())
    return Views(before, after, same)


def _changed_datasets(views: Views) -> set[Class]:
    """Those that are not one thing on both sides, or derive from others."""
    same = views.same
    found = {one for one in same.others[ThingKind.DATASET] if not one.is_one}
    for ids in same.ones(ThingKind.DATASET):
        wider = [
            {class_of(ThingKind.DATASET, up) for up in graph.datasets[DatasetId(key)].derived_from}
            for (graph, class_of), key in zip(views.sides, ids, strict=True)
        ]
        one = same.before(ThingKind.DATASET, ids[0])
        if one is not None and wider[0] != wider[1]:
            found.add(one)
    return found


def _is_about(views: Views, question: Question, changed: Set[Class]) -> bool:
    """True if the dataset asked for, or one that it derives from, is among the changed ones."""
    if question.dataset is None:
        return False
    family = {question.dataset, *closure(question.dataset, _above(views.before))}
    return any(views.same.before(ThingKind.DATASET, key) in changed for key in family)


def _carrying(views: Views, changed: Set[Class]) -> Iterator[tuple[ThingKind, Class | None]]:
    """Transfers of a changed dataset, or of one that derives from it."""
    for graph, class_of in views.sides if changed else ():
        above = _above(graph)
        family = {key: {key, *closure(key, above)} for key in graph.datasets}
        of = {key for key, wider in family.items() if any(class_of(ThingKind.DATASET, w) in changed for w in wider)}
        for one in graph.transfers.values():
            if one.dataset in of:
                yield ThingKind.TRANSFER, class_of(ThingKind.TRANSFER, one.id)


def _together(views: Views, seeds: Set[_Node]) -> set[_Node]:
    """What hangs together with these in one of the views."""
    bonds = [(_Bonds(graph), class_of) for graph, class_of in views.sides]
    found: set[_Node] = set()
    waiting = list(seeds)
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        for (bound, class_of), ids in zip(bonds, (here[1].before, here[1].after), strict=True):
            ends = (end for key in ids for end in bound.to(here[0], key))
            waiting.extend((kind, one) for kind, key in ends if (one := class_of(kind, key)) is not None)
    return found


class _Bonds:
    """What hangs together with a transfer or an actor of one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._of_actor: dict[ActorId, list[TransferId]] = {}
        self._later: dict[TransferId, list[TransferId]] = {}
        self._groups: dict[ActorId, list[ActorId]] = {}
        for one in graph.transfers.values():
            for end in (one.provider, one.recipient):
                if end is not None:
                    self._of_actor.setdefault(end, []).append(one.id)
            for other in _named(one):
                self._later.setdefault(other, []).append(one.id)
        for group in graph.actors.values():
            for key in (*group.members, *group.candidates):
                self._groups.setdefault(key, []).append(group.id)

    def to(self, kind: ThingKind, key: str) -> Iterator[tuple[ThingKind, str]]:
        """The transfers and actors that hang together with a thing."""
        transfer, actor = self._graph.transfers.get(TransferId(key)), self._graph.actors.get(ActorId(key))
        if kind is ThingKind.TRANSFER and transfer is not None:
            yield from ((ThingKind.ACTOR, end) for end in (transfer.provider, transfer.recipient) if end is not None)
            others = (*_named(transfer), *self._later.get(transfer.id, ()))
            yield from ((ThingKind.TRANSFER, other) for other in others)
        if kind is ThingKind.ACTOR and actor is not None:
            yield from ((ThingKind.TRANSFER, one) for one in self._of_actor.get(actor.id, ()))
            near = (*actor.members, *actor.candidates, *self._groups.get(actor.id, ()))
            yield from ((ThingKind.ACTOR, one) for one in near)


def _named(transfer: Transfer) -> tuple[TransferId, ...]:
    """The transfers that one names: those before it, and the one that sums it up."""
    return transfer.after if transfer.part_of is None else (*transfer.after, transfer.part_of)


def _part(graph: Graph, ids: Callable[[Class], Sequence[str]], together: Set[_Node], asked: Iterable[str]) -> Graph:
    """Of a view what is among `together`, and the datasets that this and the question name."""
    keys = sorted((kind, key) for kind, one in together for key in ids(one))
    transfers = {t: graph.transfers[t] for kind, k in keys if kind is ThingKind.TRANSFER and (t := TransferId(k))}
    actors = {a: graph.actors[a] for kind, k in keys if kind is ThingKind.ACTOR and (a := ActorId(k))}
    above = _above(graph)
    named = {DatasetId(key) for key in (*asked, *(t.dataset for t in transfers.values())) if key is not None}
    kept = named.union(*(closure(key, above) for key in named))
    datasets = {key: one for key, one in graph.datasets.items() if key in kept}
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def _above(graph: Graph) -> Mapping[DatasetId, Sequence[DatasetId]]:
    return {one.id: one.derived_from for one in graph.datasets.values()}
