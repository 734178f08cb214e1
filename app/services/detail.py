"""One thing by its id → everything known of it: transfer with claims, actor, document, text."""

from __future__ import annotations

from app.domain.document import Document
from app.domain.errors import NotFound
from app.domain.graph import Transfer
from app.domain.ids import ActorId, TransferId
from app.services.describe import actor_json, claim_json, document_json, transfer_fact
from app.services.lookup import find_document
from app.services.review.history import judgements_about
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["actor_detail", "document_detail", "get_document", "text_of", "transfer_detail"]


def actor_detail(snapshot: Snapshot, identifier: str) -> Json:
    """An actor with the transfers it gave or received in, and what people decided about it. Raises NotFound."""
    actor = snapshot.graph.actors.get(ActorId(snapshot.present(identifier)))
    if actor is None:
        raise NotFound("no actor has that id", place=identifier)
    transfers = snapshot.graph.transfers.values()
    return {
        **actor_json(snapshot, actor),
        "provided": [transfer_fact(snapshot, t) for t in transfers if t.provider == actor.id],
        "received": [transfer_fact(snapshot, t) for t in transfers if t.recipient == actor.id],
        "judgements": judgements_about(snapshot, actor.id),
        **_frame(snapshot),
    }


def transfer_detail(snapshot: Snapshot, identifier: str) -> Json:
    """A transfer with the claims it was resolved from, and what people decided about them. Raises NotFound."""
    transfer = snapshot.graph.transfers.get(TransferId(snapshot.present(identifier)))
    if transfer is None:
        raise NotFound("no transfer has that id", place=identifier)
    claims, judgements = _claims(snapshot, transfer), judgements_about(snapshot, transfer.id)
    return {**transfer_fact(snapshot, transfer), "claims": claims, "judgements": judgements, **_frame(snapshot)}


def document_detail(snapshot: Snapshot, identifier: str) -> Json:
    """A document's metadata and the diagnostics of its reading."""
    return {**document_json(snapshot, get_document(snapshot, identifier)), **_frame(snapshot)}


def get_document(snapshot: Snapshot, identifier: str) -> Document:
    """The document of that store id, exchange id or title."""
    documents = {key: reading.document for key, reading in snapshot.readings.items()}
    return documents[find_document(documents, snapshot.names, identifier)]


def text_of(snapshot: Snapshot, identifier: str) -> str:
    """The text that offsets count in; NotFound if only an exchange file tells of the document."""
    text = get_document(snapshot, identifier).text
    if text is None:
        raise NotFound("the text of that document is not here", remedy="load the document itself")
    return text


def _claims(snapshot: Snapshot, transfer: Transfer) -> list[Json]:
    return [
        claim_json(snapshot, claim)
        for reading in snapshot.readings.values()
        for claim in reading.claims
        if snapshot.present(claim.subject) == transfer.id
    ]


def _frame(snapshot: Snapshot) -> Json:
    return {"policy": snapshot.view.policy.value, "truncated": False}
