"""An id of whatever is shown → what it is, what disagrees about it, what it may be one with, what people decided.

    thing_detail(snapshot, "dataset-1")
    →  {"kind": "dataset", "label": "会員名簿", "dataset": {…}, "conflicts": […], "alike": […], "judgements": […], …}

Of `actor`, `transfer`, `dataset`, `event`, `incident` and `conflict` the one that it is has the thing, the others None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.errors import NotFound
from app.domain.graph import Dataset, Suggestion
from app.domain.ids import ActorId, DatasetId, EventId, IncidentId, TransferId, digest
from app.domain.vocabulary import ThingKind
from app.services import describe, naming
from app.services.concerning import called_of, conflict_item
from app.services.incidents import incident_json
from app.services.review.entry import Kind
from app.services.review.history import judgements_about
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["thing_detail"]


def thing_detail(snapshot: Snapshot, identifier: str) -> Json:
    """The actor, transfer, dataset, event, incident or conflict of that id, present or former. Raises NotFound."""
    key = snapshot.present(identifier)
    called = called_of(snapshot, key)
    if called is None or called[0] not in _SHOWN:
        raise NotFound("nothing has that id", place=identifier)
    kind, label = called
    nothing: Json = {shown.value: None for shown in _SHOWN}
    concerned = _concerned(snapshot, kind, key)
    return {
        "id": key,
        "kind": kind.value,
        "label": label,
        **nothing,
        kind.value: _SHOWN[kind](snapshot, key),
        "conflicts": [conflict_item(snapshot, c) for c in snapshot.graph.conflicts if c.subject in concerned],
        "alike": [_alike(snapshot, one, key) for one in snapshot.graph.suggestions if key in (one.left, one.right)],
        "judgements": [] if kind is ThingKind.CONFLICT else judgements_about(snapshot, key),
        "policy": snapshot.view.policy.value,
        "truncated": False,
    }


def _concerned(snapshot: Snapshot, kind: ThingKind, key: str) -> set[str | None]:
    """Things whose conflicts bear on it: of a transfer its ends and its data as well."""
    if kind is not ThingKind.TRANSFER:
        return {key}
    transfer = snapshot.graph.transfers[TransferId(key)]
    return {key, transfer.provider, transfer.recipient, transfer.dataset} - {None}


def _alike(snapshot: Snapshot, one: Suggestion, key: str) -> Json:
    """The other of a pair that may be one; `id` is that of the open question."""
    here = one.left == key
    other = one.right if here else one.left
    return {
        "id": digest("open", Kind.IDENTITY, one.kind, str(one.left), str(one.right)),
        "other": naming.thing_ref(snapshot.graph, one.kind, other),
        "score": one.score,
        "reason": one.reason,
        "values": list(one.values if here else reversed(one.values)),
    }


def _actor(snapshot: Snapshot, key: str) -> Json:
    return describe.actor_json(snapshot, snapshot.graph.actors[ActorId(key)])


def _transfer(snapshot: Snapshot, key: str) -> Json:
    return describe.transfer_fact(snapshot, snapshot.graph.transfers[TransferId(key)])


def _event(snapshot: Snapshot, key: str) -> Json:
    return describe.event_json(snapshot, snapshot.graph.events[EventId(key)])


def _incident(snapshot: Snapshot, key: str) -> Json:
    return incident_json(snapshot, snapshot.graph.incidents[IncidentId(key)])


def _dataset(snapshot: Snapshot, key: str) -> Json:
    """A dataset with the words that name it, and what derives from it."""
    dataset: Dataset = snapshot.graph.datasets[DatasetId(key)]
    parts = (one for one in snapshot.graph.datasets.values() if dataset.id in one.derived_from)
    return {
        **describe.dataset_json(snapshot, dataset),
        "parts": [describe.dataset_ref(snapshot, one.id) for one in parts],
        "mentions": describe.evidence_json(snapshot, dataset.mentions),
    }


def _conflict(snapshot: Snapshot, key: str) -> Json:
    return conflict_item(snapshot, next(one for one in snapshot.graph.conflicts if one.id == key))


_SHOWN: Mapping[ThingKind, Callable[[Snapshot, str], Json]] = {
    ThingKind.ACTOR: _actor,
    ThingKind.TRANSFER: _transfer,
    ThingKind.DATASET: _dataset,
    ThingKind.EVENT: _event,
    ThingKind.INCIDENT: _incident,
    ThingKind.CONFLICT: _conflict,
}
