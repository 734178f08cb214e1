"""Any thing of the graph → `{id, label}`: its own name, or those of whom it is about.

thing_ref(graph, ThingKind.TRANSFER, "t4")  →  {"id": "t4", "label": "東名簿センター → 白鳥宝飾"}
"""

from __future__ import annotations

from app.domain.graph import Graph
from app.domain.ids import ActorId, DatasetId, EventId, IncidentId, TransferId
from app.domain.vocabulary import ThingKind
from app.services.wire import Json

__all__ = ["label_of", "thing_ref"]


def thing_ref(graph: Graph, kind: ThingKind, key: str) -> Json:
    """A thing by id and label; what has none is called by its id."""
    return {"id": key, "label": label_of(graph, kind, key) or key}


def label_of(graph: Graph, kind: ThingKind, key: str) -> str | None:
    """What a thing is called, None if nothing says it."""
    match kind:
        case ThingKind.ACTOR:
            return _actor(graph, key)
        case ThingKind.DATASET:
            return _dataset(graph, key)
        case ThingKind.TRANSFER if TransferId(key) in graph.transfers:
            transfer = graph.transfers[TransferId(key)]
            return f"{_actor(graph, transfer.provider)} → {_actor(graph, transfer.recipient)}"
        case ThingKind.INCIDENT if IncidentId(key) in graph.incidents:
            return graph.incidents[IncidentId(key)].name
        case ThingKind.EVENT if EventId(key) in graph.events:
            return graph.events[EventId(key)].type
        case _:
            return _of_rows(graph, key)


def _of_rows(graph: Graph, key: str) -> str | None:
    """Rows that belong to an actor: who is affected, who holds what; the words of a conflict."""
    affected = next((_actor(graph, row.organization) for row in graph.affected if row.id == key), None)
    held = next((one for one in graph.holdings if one.id == key), None)
    if held is not None:
        return f"{_actor(graph, held.actor)}: {_dataset(graph, held.dataset) or '?'}"
    return affected or next((one.about for one in graph.conflicts if one.id == key), None)


def _actor(graph: Graph, key: str | None) -> str:
    if key is None:
        return "?"
    actor = graph.actors.get(ActorId(key))
    return key if actor is None else actor.label


def _dataset(graph: Graph, key: str | None) -> str | None:
    dataset = None if key is None else graph.datasets.get(DatasetId(key))
    return key if dataset is None else dataset.label
