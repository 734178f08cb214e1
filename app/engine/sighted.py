"""Sighting → a goal that the search knows: whoever saw the data is one more recipient of it.

A sighted transfer gets a copy that goes to an onlooker. A chain to the onlooker is a chain to and through that
transfer, by all rules of paths, and who received it is no junction: a source may get its own data back. A sighted
dataset has one onlooker for all its transfers. A sighted actor is the goal itself.

Example: the disc of 31 May, brought by `carrier` → kddi; the copy carrier → onlooker asks whence the carrier had it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.common_source import LeftOut, Seen, Sighting, SightingKind, Unseen
from app.domain.errors import NotFound
from app.domain.graph import Actor, Graph, Transfer
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Question
from app.engine.kinship import NO_FIT, NOBODY, closure
from app.engine.network import Network, check_question, counts

__all__ = ["ONLOOKERS", "Scene", "Target", "scene_of", "with_onlookers"]

ONLOOKERS = (ActorId("\0a"), ActorId("\0b"))
"""Who saw the one and the other; no id of a thing begins so."""
_BESIDE = {Unseen.BY, Unseen.DATASET}
"""Of a sighted dataset what is beside the question is no part of the sighting, and nothing that was left out."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where chains of one sighting end: number of the goal; `actor` if that is a sighted actor and no onlooker."""

    goal: int
    actor: ActorId | None
    seen: Seen


@dataclass(frozen=True, slots=True)
class Scene:
    """A graph under a question, with onlookers. `originals` leads from their copies to what the documents tell."""

    net: Network
    targets: tuple[Target, Target]
    originals: Mapping[TransferId, TransferId]

    def original(self, transfer: TransferId) -> TransferId:
        """The transfer that the documents tell of."""
        return self.originals.get(transfer, transfer)


def scene_of(graph: Graph, sightings: tuple[Sighting, Sighting], question: Question) -> Scene:
    """Both sightings in one network. Raises NotFound (transfer, dataset, actor) and BadQuestion."""
    sighted = [_transfers(graph, sighting) for sighting in sightings]
    watched, originals = _watched(graph, sighted)
    net = _network(watched, question)
    alive = {link.transfer.id for link in net.links}
    if any(originals.get(key, key) not in alive for key in alive):
        # Of what a part tells more closely the copies must not count either, as recoveries no more than as hops.
        watched, originals = _watched(graph, [[t for t in some if t.id in alive] for some in sighted])
        net = _network(watched, question)
    targets = [
        _target(net, *each, question=question, alive=alive) for each in zip(sightings, sighted, ONLOOKERS, strict=True)
    ]
    return Scene(net, (targets[0], targets[1]), originals)


def _network(graph: Graph, question: Question) -> Network:
    """Of a graph that is asked one question only, and so not kept for the next."""
    check_question(question)
    if question.dataset is not None and question.dataset not in graph.datasets:
        raise NotFound(f"no dataset has the id {question.dataset!r}")
    net = Network(graph, question)
    _ = net.shape  # before the question's seconds begin to count: large ones wait for numba here, once
    return net


def with_onlookers(graph: Graph, sightings: tuple[Sighting, Sighting]) -> Graph:
    """The graph in which what was sighted came to ONLOOKERS too, who are actors of it. Raises NotFound."""
    watched, _ = _watched(graph, [_transfers(graph, sighting) for sighting in sightings])
    return replace(watched, actors={**graph.actors, **{one: Actor(one, one) for one in ONLOOKERS}})


def _watched(graph: Graph, sighted: Iterable[Iterable[Transfer]]) -> tuple[Graph, Mapping[TransferId, TransferId]]:
    copies: dict[TransferId, Transfer] = {}
    originals: dict[TransferId, TransferId] = {}
    for transfers, onlooker in zip(sighted, ONLOOKERS, strict=True):
        for transfer in transfers:
            copy = replace(transfer, id=_copy_id(transfer.id, onlooker), recipient=onlooker)
            copies[copy.id], originals[copy.id] = copy, transfer.id
    return replace(graph, transfers={**_told_after_copies(graph, originals), **copies}), originals


def _transfers(graph: Graph, sighting: Sighting) -> list[Transfer]:
    key = sighting.id
    if sighting.kind is SightingKind.ACTOR:
        found: list[Transfer] | None = [] if key in graph.actors else None
    elif sighting.kind is SightingKind.TRANSFER:
        found = [graph.transfers[TransferId(key)]] if key in graph.transfers else None
    else:
        found = _of_dataset(graph, DatasetId(key)) if key in graph.datasets else None
    if found is None:
        raise NotFound(f"no {sighting.kind.value} has the id {key!r}")
    return found


def _of_dataset(graph: Graph, dataset: DatasetId) -> list[Transfer]:
    """Transfers of the dataset and of all that derives from it."""
    above = {d.id: d.derived_from for d in graph.datasets.values()}
    inside = {d for d in above if d == dataset or dataset in closure(d, above)}
    return [t for t in graph.transfers.values() if t.dataset in inside]


def _copy_id(transfer: TransferId, onlooker: ActorId) -> TransferId:
    return TransferId(f"{transfer}{onlooker}")


def _told_after_copies(graph: Graph, originals: Mapping[TransferId, TransferId]) -> dict[TransferId, Transfer]:
    """The transfers of the graph, each that was sighted after its copies.

    So what the texts put after it comes after the copies too, and what it brings is no supply for its own copy.
    """
    copied: dict[TransferId, list[TransferId]] = {}
    for copy, original in originals.items():
        copied.setdefault(original, []).append(copy)
    sighted = {key: graph.transfers[key] for key in copied}
    return {**graph.transfers, **{k: replace(t, after=(*t.after, *copied[k])) for k, t in sighted.items()}}


def _target(
    net: Network,
    sighting: Sighting,
    transfers: Iterable[Transfer],
    onlooker: ActorId,
    *,
    question: Question,
    alive: set[TransferId],
) -> Target:
    if sighting.kind is SightingKind.ACTOR:
        actor = ActorId(sighting.id)
        return Target(net.actors.index[actor], actor, Seen(sighting))
    why = {t.id: _unseen(net, t, question, alive) for t in transfers}
    beside = _BESIDE if sighting.kind is SightingKind.DATASET else set[Unseen]()
    left_out = tuple(LeftOut(k, reason) for k, reason in sorted(why.items()) if reason and reason not in beside)
    seen = Seen(sighting, tuple(sorted(key for key, reason in why.items() if reason is None)), left_out)
    return Target(net.actors.index.get(onlooker, NOBODY), None, seen)


def _unseen(net: Network, transfer: Transfer, question: Question, alive: set[TransferId]) -> Unseen | None:
    if not counts(transfer, question):
        return Unseen.STATUS
    if net.order.spans[transfer.id][0] > net.by:
        return Unseen.BY
    if transfer.id not in alive or net.data.carry(net.asked, net.data.number(transfer.dataset)) == NO_FIT:
        return Unseen.DATASET
    return Unseen.PROVIDER if transfer.provider is None else None
