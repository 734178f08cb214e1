"""Things of a graph → plain values, with nothing left out: what the formats for programs are made of.

    transfer_object(contents, transfer)  →  {"id": "t3", "provider": "a1", …, "earliest": "2031-04-01", "evidence": […]}

Days are `YYYY-MM-DD`, and null where a window is open. Documents are called by their exchange ids. What is not known is
null and never a default, so no reader takes it for a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from app.domain.claim import Claim
from app.domain.document import Document, Quote
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Count,
    Dataset,
    Event,
    Graph,
    Holding,
    Incident,
    Price,
    Reprint,
    Suggestion,
    Transfer,
)
from app.domain.ids import SourceId
from app.domain.window import Window
from app.export.contents import Contents

__all__ = [
    "Plain",
    "actor_object",
    "affected_object",
    "by_id",
    "claim_object",
    "conflict_object",
    "dataset_object",
    "document_object",
    "event_object",
    "holding_object",
    "incident_object",
    "kinds_of",
    "price_object",
    "quotes_of",
    "reprint_object",
    "suggestion_object",
    "transfer_object",
]

Plain: TypeAlias = "dict[str, object]"
"""A JSON object."""
K = TypeVar("K", bound=str)
V = TypeVar("V")


def kinds_of(contents: Contents) -> Iterator[tuple[str, Iterator[Plain]]]:
    """All things of the graph: each kind, and its things by id, each made when it is asked for."""
    graph = contents.graph

    def objects(make: Callable[[Contents, V], Plain], things: Iterable[V]) -> Iterator[Plain]:
        return (make(contents, one) for one in things)

    yield "document", objects(document_object, by_id(graph.documents))
    yield "incident", objects(incident_object, by_id(graph.incidents))
    yield "actor", objects(actor_object, by_id(graph.actors))
    yield "dataset", objects(dataset_object, by_id(graph.datasets))
    yield "transfer", objects(transfer_object, by_id(graph.transfers))
    yield "holding", objects(holding_object, sorted(graph.holdings, key=lambda one: one.id))
    yield "event", objects(event_object, by_id(graph.events))
    yield "affected", objects(affected_object, sorted(graph.affected, key=lambda one: one.id))
    yield "conflict", objects(conflict_object, sorted(graph.conflicts, key=lambda one: one.id))
    suggestions = sorted(graph.suggestions, key=lambda one: (one.kind, one.left, one.right, one.reason))
    yield "suggestion", map(suggestion_object, suggestions)
    yield "reprint", objects(reprint_object, sorted(graph.reprints, key=lambda one: (one.document, one.source)))


def document_object(contents: Contents, one: Document) -> Plain:
    """A document without its text."""
    told = one.metadata
    return {
        "id": contents.name_of(one.id),
        "store_id": one.id,
        "sha256": one.sha256,
        "title": told.title,
        "publisher": told.publisher,
        "published_at": told.published_at,
        "url": told.url,
        "language": told.language,
        "marking": contents.marking_of(one.id),
        "has_text": one.text is not None,
    }


def incident_object(contents: Contents, one: Incident) -> Plain:
    """An incident."""
    return {"id": one.id, "name": one.name, "evidence": quotes_of(contents, one.evidence)}


def actor_object(contents: Contents, one: Actor) -> Plain:
    """An actor."""
    return {
        "id": one.id,
        "label": one.label,
        "aliases": list(one.aliases),
        "kind": one.kind.value,
        "roles": [role.value for role in one.roles],
        "incidents": list(one.incidents),
        "members": list(one.members),
        "candidates": list(one.candidates),
        "mentions": quotes_of(contents, one.mentions),
    }


def dataset_object(contents: Contents, dataset: Dataset) -> Plain:
    """A dataset."""
    return {
        "id": dataset.id,
        "label": dataset.label,
        "fields": list(dataset.fields),
        "record_counts": [
            {**_count(one.count), "claimed_by": one.claimed_by, "evidence": quotes_of(contents, one.evidence)}
            for one in dataset.record_counts
        ],
        "derived_from": list(dataset.derived_from),
        "mentions": quotes_of(contents, dataset.mentions),
    }


def transfer_object(contents: Contents, one: Transfer) -> Plain:
    """A transfer."""
    return {
        "id": one.id,
        "incident": one.incident,
        "provider": one.provider,
        "recipient": one.recipient,
        "dataset": one.dataset,
        "action": one.action.value,
        "medium": one.medium,
        **_window(one.window),
        "time_text": one.time_text or None,
        "record_count": None if one.record_count is None else _count(one.record_count),
        "price": price_object(one.price),
        "status": one.status.value,
        "lawful": one.lawful,
        "confidence": one.confidence,
        "how": {slot: how.value for slot, how in sorted(one.how.items())},
        "part_of": one.part_of,
        "after": list(one.after),
        "sources": list(one.sources),
        "by_policy": list(one.by_policy),
        "evidence": quotes_of(contents, one.evidence),
    }


def holding_object(contents: Contents, one: Holding) -> Plain:
    """A holding that a document states."""
    return {
        "id": one.id,
        "actor": one.actor,
        "dataset": one.dataset,
        **_window(one.window),
        "evidence": quotes_of(contents, one.evidence),
    }


def event_object(contents: Contents, one: Event) -> Plain:
    """An event."""
    return {
        "id": one.id,
        "incident": one.incident,
        "event": one.type,
        "actors": list(one.actors),
        **_window(one.window),
        "evidence": quotes_of(contents, one.evidence),
    }


def affected_object(contents: Contents, one: Affected) -> Plain:
    """An organization whose data is concerned."""
    return {
        "id": one.id,
        "incident": one.incident,
        "organization": one.organization,
        "record_count": None if one.record_count is None else _count(one.record_count),
        "fields": list(one.fields),
        "status": one.status.value,
        "evidence": quotes_of(contents, one.evidence),
    }


def conflict_object(contents: Contents, one: Conflict) -> Plain:
    """A conflict with its sides."""
    return {
        "id": one.id,
        "about": one.about,
        "subject": one.subject,
        "property": one.property,
        "sides": [
            {
                "value": side.value,
                "claimed_by": side.claimed_by,
                "evidence": quotes_of(contents, side.evidence),
            }
            for side in one.sides
        ],
    }


def suggestion_object(one: Suggestion) -> Plain:
    """Two things that may be one."""
    return {
        "kind": one.kind.value,
        "left": one.left,
        "right": one.right,
        "score": one.score,
        "reason": one.reason,
        "values": list(one.values),
    }


def reprint_object(contents: Contents, one: Reprint) -> Plain:
    """A document that gives another's words."""
    return {
        "document": contents.name_of(one.document),
        "of": None if one.of is None else contents.name_of(one.of),
        "source": one.source,
        "share": one.share,
    }


def claim_object(contents: Contents, one: Claim, sources: Mapping[SourceId, str], graph: Graph) -> Plain:
    """A claim; `subject` is the thing of its document, `about` the thing of the graph that it is told of there."""
    return {
        "id": one.id,
        "document": contents.name_of(one.document),
        "kind": one.kind.value,
        "subject": one.subject,
        "about": graph.former.get(one.subject, one.subject),
        "property": one.property,
        "value": one.value,
        "source": None if one.source is None else sources.get(one.source, one.source),
        "how": one.how.value,
        "confidence": one.confidence,
        "evidence": quotes_of(contents, one.quotes),
    }


def quotes_of(contents: Contents, quotes: Iterable[Quote]) -> list[Plain]:
    """Quotes, those without words (of an imported graph) included, in the order of documents and places."""
    return [
        {
            "document": name,
            "start": quote.start,
            "end": quote.end,
            "quote": quote.exact,
            **_page(contents, quote),
        }
        for name, quote in sorted({(contents.name_of(one.document), one) for one in quotes})
    ]


def by_id(things: Mapping[K, V]) -> Iterator[V]:
    """Things by id, whatever their order."""
    return (things[key] for key in sorted(things))


def price_object(price: Price | None) -> Plain | None:
    """What was paid."""
    if price is None:
        return None
    return {"value": price.value, "currency": price.currency, "qualifier": price.qualifier.value}


def _page(contents: Contents, quote: Quote) -> Plain:
    document = contents.graph.documents.get(quote.document)
    page = None if document is None else document.page_at(quote.start)
    return {} if page is None else {"page": page}


def _window(window: Window) -> Plain:
    earliest, latest = window.to_iso()
    return {"earliest": earliest, "latest": latest}


def _count(count: Count) -> Plain:
    return {
        "value": count.value,
        "qualifier": count.qualifier.value,
        "unit": None if count.unit is None else count.unit.value,
    }
