"""Thing of the graph → plain JSON object, with `{id, label}` for every reference and the quotes it rests on.

    Transfer → {"id", "provider": {"id", "label"} | null, …, "stated": {"earliest", "latest"}, "evidence": [
                {"document": "stem of the file", "title", "start", "end", "page", "quote", "masked"}]}

The label of a transfer is made of the labels of its ends; it is not in any document.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.claim import REFERENCES, Claim
from app.domain.diagnostic import Diagnostic
from app.domain.document import Document, Passage, Quote
from app.domain.graph import Actor, Affected, Conflict, Count, Dataset, Event, Price, Side, Transfer
from app.domain.ids import ActorId, DatasetId, IncidentId
from app.domain.vocabulary import How
from app.domain.window import Window
from app.services.naming import thing_ref
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = [
    "actor_json",
    "actor_ref",
    "affected_json",
    "claim_json",
    "conflict_json",
    "count_json",
    "dataset_json",
    "dataset_ref",
    "day",
    "diagnostic_json",
    "document_json",
    "event_json",
    "evidence_json",
    "passage_json",
    "side_json",
    "transfer_fact",
    "window_json",
]


def day(value: date | None) -> str | None:
    """`YYYY-MM-DD`, or None."""
    return None if value is None else value.isoformat()


def window_json(window: Window) -> Json:
    """`{"earliest": "YYYY-MM-DD" | null, "latest": …}`."""
    return {"earliest": day(window.earliest), "latest": day(window.latest)}


def evidence_json(snapshot: Snapshot, quotes: Iterable[Quote]) -> list[Json]:
    """Quotes with the exchange id and the title of their document; offsets in characters of its text.

    The empty quote, by which an imported fact without words is tied to its document, shows nothing and is left out.
    """
    return [_quote(snapshot, quote) for quote in quotes if quote.exact]


def actor_ref(snapshot: Snapshot, identifier: ActorId | None) -> Json | None:
    """`{id, label}` of an actor; None for None."""
    return None if identifier is None else _ref(identifier, snapshot.graph.actors.get(identifier))


def dataset_ref(snapshot: Snapshot, identifier: DatasetId | None) -> Json | None:
    """`{id, label}` of a dataset; None for None."""
    return None if identifier is None else _ref(identifier, snapshot.graph.datasets.get(identifier))


def actor_json(snapshot: Snapshot, actor: Actor) -> Json:
    """An actor: names, kind, roles, incidents, members, candidates, and every place that denotes it."""
    return {
        "id": actor.id,
        "label": actor.label,
        "aliases": list(actor.aliases),
        "kind": actor.kind.value,
        "roles": [role.value for role in actor.roles],
        "incidents": [_incident_ref(snapshot, identifier) for identifier in actor.incidents],
        "members": [actor_ref(snapshot, member) for member in actor.members],
        "candidates": [actor_ref(snapshot, candidate) for candidate in actor.candidates],
        "mentions": evidence_json(snapshot, actor.mentions),
    }


def dataset_json(snapshot: Snapshot, dataset: Dataset) -> Json:
    """A dataset: fields, what it derives from, and one record count per claim."""
    return {
        "id": dataset.id,
        "label": dataset.label,
        "fields": list(dataset.fields),
        "record_counts": [
            {**count_json(c.count), "claimed_by": c.claimed_by, "evidence": evidence_json(snapshot, c.evidence)}
            for c in dataset.record_counts
        ],
        "derived_from": [dataset_ref(snapshot, identifier) for identifier in dataset.derived_from],
    }


def transfer_fact(snapshot: Snapshot, transfer: Transfer) -> Json:
    """A transfer as stated. `inferred` names the ends that no document states; `how` tells how each slot was filled.

    `by_policy` names the keys of which the policy decided; under `all` there are none. What is inside the object is
    shared by all answers from this snapshot, the object itself is not.
    """
    if snapshot.graph.transfers.get(transfer.id) is not transfer:
        return _transfer(snapshot, transfer)
    return snapshot.once("transfer", transfer.id, lambda: _transfer(snapshot, transfer)).copy()


def event_json(snapshot: Snapshot, event: Event) -> Json:
    """Something dated that happened around the data."""
    return {
        "id": event.id,
        "incident": _incident_ref(snapshot, event.incident),
        "type": event.type,
        "actors": [actor_ref(snapshot, actor) for actor in event.actors],
        "stated": window_json(event.window),
        "evidence": evidence_json(snapshot, event.evidence),
    }


def affected_json(snapshot: Snapshot, row: Affected) -> Json:
    """One organization whose data is concerned."""
    return {
        "organization": actor_ref(snapshot, row.organization),
        "record_count": None if row.record_count is None else count_json(row.record_count),
        "fields": list(row.fields),
        "status": row.status.value,
        "evidence": evidence_json(snapshot, row.evidence),
    }


def conflict_json(snapshot: Snapshot, conflict: Conflict) -> Json:
    """Claims about one property of one thing that cannot all be true, side by side; none of them is chosen."""
    return {
        "id": conflict.id,
        "about": conflict.about,
        "subject": conflict.subject,
        "property": conflict.property,
        "claims": [side_json(snapshot, side) for side in conflict.sides],
    }


def side_json(snapshot: Snapshot, side: Side) -> Json:
    """One of the claims that disagree."""
    return {"value": side.value, "claimed_by": side.claimed_by, "evidence": evidence_json(snapshot, side.evidence)}


def count_json(count: Count) -> Json:
    """A number as written, with unit and qualifier."""
    unit = None if count.unit is None else count.unit.value
    return {"value": count.value, "unit": unit, "qualifier": count.qualifier.value}


def document_json(snapshot: Snapshot, document: Document) -> Json:
    """A document: `id` is its exchange id, `store_id` the hash of its bytes."""
    reading = snapshot.readings.get(document.id)
    metadata = document.metadata
    return {
        "id": snapshot.names[document.id],
        "label": metadata.title or snapshot.names[document.id],
        "store_id": document.id,
        "sha256": document.sha256,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published_at": metadata.published_at,
        "url": metadata.url,
        "language": metadata.language,
        "marking": None if document.id not in snapshot.markings else snapshot.markings[document.id].value,
        "reprint": _reprint(snapshot, document),
        "characters": None if document.text is None else len(document.text),
        "claims": 0 if reading is None else len(reading.claims),
        "diagnostics": [] if reading is None else [diagnostic_json(remark) for remark in reading.diagnostics],
    }


def passage_json(passage: Passage, document: Document) -> Json:
    """A sentence, heading, list item or table row of the document; `page` is null where that has no pages."""
    return {
        "id": str(passage.index),
        "kind": passage.kind.value,
        "start": passage.start,
        "end": passage.end,
        "page": document.page_at(passage.start),
        "text": document.words(passage.start, passage.end),
        "masked": document.hides(passage.start, passage.end),
    }


def claim_json(snapshot: Snapshot, claim: Claim) -> Json:
    """One statement of one document; `subject` is the local id, `thing` what it was resolved to, called `label`.

    `refers_to`: what a value that is a local id was resolved to.
    """
    reading = snapshot.readings[claim.document]
    labels = {source.id: source.label for source in reading.sources}
    thing = snapshot.present(claim.subject)
    return {
        "id": claim.id,
        "document": snapshot.names[claim.document],
        "kind": claim.kind.value,
        "subject": claim.subject,
        "thing": thing,
        "label": thing_ref(snapshot.graph, claim.kind, thing)["label"],
        "property": claim.property,
        "value": claim.value,
        "refers_to": _referred(snapshot, claim),
        "said_by": None if claim.source is None else labels.get(claim.source),
        "how": claim.how.value,
        "confidence": claim.confidence,
        "evidence": evidence_json(snapshot, claim.quotes),
    }


def diagnostic_json(remark: Diagnostic) -> Json:
    """What a reader could not read, passed over, or wants looked at."""
    place = {"start": remark.start, "end": remark.end}
    return {
        "code": remark.code,
        "severity": remark.severity.value,
        "message": remark.message,
        "remedy": remark.remedy,
        **place,
    }


def _transfer(snapshot: Snapshot, transfer: Transfer) -> Json:
    how = transfer.how
    return {
        "id": transfer.id,
        "incident": _incident_ref(snapshot, transfer.incident),
        "provider": actor_ref(snapshot, transfer.provider),
        "recipient": actor_ref(snapshot, transfer.recipient),
        "dataset": dataset_ref(snapshot, transfer.dataset),
        "action": transfer.action.value,
        "medium": transfer.medium,
        "stated": window_json(transfer.window),
        "time_text": transfer.time_text or None,
        "status": transfer.status.value,
        "lawful": transfer.lawful,
        "confidence": transfer.confidence,
        "record_count": None if transfer.record_count is None else count_json(transfer.record_count),
        "price": None if transfer.price is None else _price(transfer.price),
        "how": {slot: word.value for slot, word in sorted(how.items())},
        "by_policy": ["stated" if slot == "window" else slot for slot in transfer.by_policy],
        "inferred": [slot for slot in ("provider", "recipient", "dataset") if how.get(slot) is How.IMPLIED],
        "part_of": transfer.part_of,
        "after": list(transfer.after),
        "evidence": evidence_json(snapshot, transfer.evidence),
    }


def _quote(snapshot: Snapshot, quote: Quote) -> Json:
    document = snapshot.graph.documents.get(quote.document)
    return {
        "document": snapshot.names.get(quote.document, quote.document),
        "title": None if document is None else document.metadata.title,
        "start": quote.start,
        "end": quote.end,
        "page": None if document is None else document.page_at(quote.start),
        "quote": quote.exact,
        "masked": quote.masked,
    }


def _referred(snapshot: Snapshot, claim: Claim) -> Json | None:
    kind = REFERENCES.get(claim.property)
    if kind is None or not isinstance(claim.value, str):
        return None
    return thing_ref(snapshot.graph, kind, snapshot.present(claim.value))


def _reprint(snapshot: Snapshot, document: Document) -> Json | None:
    """Whose words it gives; None if they are its own. What it repeats is None for the first of a credited text."""
    one = next((one for one in snapshot.graph.reprints if one.document == document.id), None)
    if one is None:
        return None
    first = None if one.of is None else snapshot.graph.documents.get(one.of)
    name = None if one.of is None else snapshot.names.get(one.of, one.of)
    of = None if name is None else {"id": name, "label": (first and first.metadata.title) or name}
    return {"of": of, "source": one.source, "share": one.share}


def _ref(key: str, thing: Actor | Dataset | None) -> Json:
    return {"id": key, "label": key if thing is None else thing.label}


def _incident_ref(snapshot: Snapshot, identifier: IncidentId | None) -> Json | None:
    if identifier is None:
        return None
    incident = snapshot.graph.incidents.get(identifier)
    return {"id": identifier, "label": identifier if incident is None else incident.name}


def _price(price: Price) -> Json:
    return {"value": price.value, "currency": price.currency, "qualifier": price.qualifier.value}
