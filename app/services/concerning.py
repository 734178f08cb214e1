"""Any id → the thing that bears it, and the incidents that it belongs to.

called_of(snapshot, "transfer-1")      →  (ThingKind.TRANSFER, "東名簿センター → 白鳥宝飾")
incidents_of(snapshot, "dataset-1")    →  {"incident-1"}: those of the transfers that carry it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import ActorId, DatasetId, EventId, IncidentId, TransferId
from app.domain.vocabulary import ThingKind
from app.services import naming
from app.services.describe import conflict_json
from app.services.lookup import find_incident
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["called_of", "carrying", "conflict_item", "incident_ref", "incidents_of", "told_of"]


def called_of(snapshot: Snapshot, key: str | None) -> tuple[ThingKind, str] | None:
    """The kind and the label of the thing that has this present id; None for None and for what is not there."""
    kind = None if key is None else _kind_of(snapshot, key)
    if key is None or kind is None:
        return None
    return kind, naming.label_of(snapshot.graph, kind, key) or key


def conflict_item(snapshot: Snapshot, conflict: Conflict) -> Json:
    """A conflict with the thing that it is about, and the incidents of that."""
    called = called_of(snapshot, conflict.subject)
    return {
        **conflict_json(snapshot, conflict),
        "thing": None if called is None else {"id": conflict.subject, "label": called[1], "kind": called[0].value},
        "incidents": [incident_ref(snapshot, key) for key in sorted(incidents_of(snapshot, conflict.subject))],
    }


def incident_ref(snapshot: Snapshot, key: IncidentId) -> Json:
    """`{id, label}` of an incident."""
    return naming.thing_ref(snapshot.graph, ThingKind.INCIDENT, key)


def told_of(snapshot: Snapshot, asked: str | None) -> tuple[Graph, Json | None]:
    """The graph with the transfers of the incident of that id or name alone, and `{id, label}` of it; all for None.

    What is made of a graph is kept with it, so it is the same graph each time. Raises NotFound and Ambiguous.
    """
    if asked is None:
        return snapshot.graph, None
    incident = find_incident(snapshot, asked)

    def made() -> Graph:
        transfers = {key: one for key, one in snapshot.graph.transfers.items() if one.incident == incident}
        return replace(snapshot.graph, transfers=transfers)

    return snapshot.once("transfers", f"of {incident}", made), incident_ref(snapshot, incident)


def incidents_of(snapshot: Snapshot, key: str | None) -> set[IncidentId]:
    """The incidents of a thing; of a dataset, those of the transfers that carry it."""
    graph = snapshot.graph
    if key is None:
        return set()
    actor = graph.actors.get(ActorId(key))
    if actor is not None:
        return {*actor.incidents}
    if key in graph.incidents:
        return {IncidentId(key)}
    one = graph.transfers.get(TransferId(key)) or graph.events.get(EventId(key))
    if one is not None:
        return set() if one.incident is None else {one.incident}
    rows = {row.incident for row in graph.affected if row.id == key}
    carried = {transfer.incident for transfer in carrying(snapshot, key)}
    return cast("set[IncidentId]", (rows | carried) - {None})


def carrying(snapshot: Snapshot, dataset: str) -> Sequence[Transfer]:
    """The transfers that carry a dataset."""

    def by_dataset() -> dict[str, list[Transfer]]:
        found: dict[str, list[Transfer]] = {}
        for transfer in snapshot.graph.transfers.values():
            if transfer.dataset is not None:
                found.setdefault(transfer.dataset, []).append(transfer)
        return found

    return snapshot.once("transfers", "by dataset", by_dataset).get(dataset, [])


def _kind_of(snapshot: Snapshot, key: str) -> ThingKind | None:
    graph = snapshot.graph
    kinds = {
        ThingKind.ACTOR: ActorId(key) in graph.actors,
        ThingKind.DATASET: DatasetId(key) in graph.datasets,
        ThingKind.TRANSFER: TransferId(key) in graph.transfers,
        ThingKind.INCIDENT: IncidentId(key) in graph.incidents,
        ThingKind.EVENT: EventId(key) in graph.events,
        ThingKind.AFFECTED: any(row.id == key for row in graph.affected),
        ThingKind.HOLDING: any(one.id == key for one in graph.holdings),
        ThingKind.CONFLICT: any(one.id == key for one in graph.conflicts),
    }
    return next((kind for kind, is_there in kinds.items() if is_there), None)
