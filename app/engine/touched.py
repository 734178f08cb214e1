"""Touched: of two views of one record the parts in which answers can differ.

Answers depend on what hangs together: transfers with their actors, groups with their members, transfers that the texts
order or sum up. What does not hang together with anything that changed gives the same answers in both views, so that
one document of a large record is weighed by looking at the leaks it tells of.

Example: the document tells of one leak out of a thousand  →  the transfers and actors of that leak, in both views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.graph import Graph
from app.domain.ids import DatasetId
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
    seeds = {(kind, found) for kind, classes in same.classes.items() for found in classes if not found.is_one}
    stay = [
        *((ThingKind.TRANSFER, same.before(ThingKind.TRANSFER, one.before.id)) for one in transfers),
        *((ThingKind.ACTOR, same.before(ThingKind.ACTOR, one.before)) for one in groups),
        *_carrying(views, datasets),
    ]
    seeds |= {(kind, found) for kind, found in stay if found is not None}
    together = _together(views, seeds)
    asked = [
        question.dataset,
        *(() if (data := same.before(ThingKind.DATASET, question.dataset)) is None else data.after),
    ]
    before, after = (_part(graph, class_of, together, asked) for graph, class_of in views.sides)
    return Views(before, after, same)


def _changed_datasets(views: Views) -> set[Class]:
    """Those that are not one thing on both sides, or derive from others."""
    found: set[Class] = set()
    for one in views.same.classes[ThingKind.DATASET]:
        wider = [
            {class_of(ThingKind.DATASET, up) for key in ids for up in graph.datasets[DatasetId(key)].derived_from}
            for (graph, class_of), ids in zip(views.sides, (one.before, one.after), strict=True)
        ]
        if not one.is_one or wider[0] != wider[1]:
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
    beside: dict[_Node, list[_Node]] = {}
    for graph, class_of in views.sides:
        for one, other in _bonds(graph):
            nodes = [(kind, node) for kind, key in (one, other) if (node := class_of(kind, key)) is not None]
            if len(nodes) == len((one, other)):
                beside.setdefault(nodes[0], []).append(nodes[1])
                beside.setdefault(nodes[1], []).append(nodes[0])
    found: set[_Node] = set()
    waiting = list(seeds)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(beside.get(here, ()))
    return found


def _bonds(graph: Graph) -> Iterator[tuple[tuple[ThingKind, str], tuple[ThingKind, str]]]:
    for one in graph.transfers.values():
        here = (ThingKind.TRANSFER, one.id)
        yield from ((here, (ThingKind.ACTOR, end)) for end in (one.provider, one.recipient) if end is not None)
        wholes = () if one.part_of is None else (one.part_of,)
        yield from ((here, (ThingKind.TRANSFER, key)) for key in (*one.after, *wholes))
    for actor in graph.actors.values():
        here = (ThingKind.ACTOR, actor.id)
        yield from ((here, (ThingKind.ACTOR, key)) for key in (*actor.members, *actor.candidates))


def _part(graph: Graph, class_of: ClassOf, together: Set[_Node], asked: Iterable[str | None]) -> Graph:
    transfers = {
        k: t for k, t in graph.transfers.items() if (ThingKind.TRANSFER, class_of(ThingKind.TRANSFER, k)) in together
    }
    actors = {k: a for k, a in graph.actors.items() if (ThingKind.ACTOR, class_of(ThingKind.ACTOR, k)) in together}
    above = _above(graph)
    named = {DatasetId(key) for key in (*asked, *(t.dataset for t in transfers.values())) if key is not None}
    kept = named.union(*(closure(key, above) for key in named))
    datasets = {key: one for key, one in graph.datasets.items() if key in kept}
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def _above(graph: Graph) -> Mapping[DatasetId, Sequence[DatasetId]]:
    return {one.id: one.derived_from for one in graph.datasets.values()}
