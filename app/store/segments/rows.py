"""Things of the resolved graph ↔ rows, JSON arrays: what a question needs of them, without their words.

    Dataset("d1", "名簿", ("name",))   ↔   ["d1","名簿",["name"],[]]

Quotes of transfers are rows of their own, by transfer, and so are conflicts, by the thing that they are about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from app.domain.document import Document, Metadata, Quote
from app.domain.graph import Actor, Conflict, Count, Dataset, Incident, Price, Side, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, IncidentId, TransferId
from app.domain.vocabulary import Action, ActorKind, How, Qualifier, Role, Status, Unit
from app.domain.window import Window

__all__ = [
    "Json",
    "actor_from",
    "actor_row",
    "conflict_from",
    "conflict_row",
    "dataset_from",
    "dataset_row",
    "document_from",
    "document_row",
    "encoded",
    "incident_from",
    "quote_from",
    "quote_row",
    "transfer_from",
    "transfer_row",
]

Json: TypeAlias = "list[Any]"


def encoded(row: object) -> bytes:
    """One row; numbers of any length stay what they are."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def document_row(one: Document) -> Json:
    """Without its text; the places where its pages end stay."""
    m = one.metadata
    metadata = [m.title, m.publisher, m.published_at, m.url, m.language]
    return [one.id, one.name, one.sha256, metadata, list(one.find_page_ends())]


def document_from(row: Json) -> Document:
    """The document of a row."""
    key, name, sha256, metadata, page_ends = row
    return Document(DocumentId(key), name, sha256, None, Metadata(*metadata), tuple(page_ends))


def incident_from(row: Json) -> Incident:
    """The incident of `[id, name]`."""
    key, name = row
    return Incident(IncidentId(key), name)


def actor_row(one: Actor) -> Json:
    """Without its mentions."""
    lists = (one.aliases, one.roles, one.incidents, one.members, one.candidates)
    return [one.id, one.label, one.kind, *map(list, lists)]


def actor_from(row: Json) -> Actor:
    """The actor of a row."""
    key, label, kind, aliases, roles, incidents, members, candidates = row
    return Actor(
        ActorId(key),
        label,
        tuple(aliases),
        ActorKind(kind),
        tuple(map(Role, roles)),
        tuple(incidents),
        members=tuple(members),
        candidates=tuple(candidates),
    )


def dataset_row(one: Dataset) -> Json:
    """Without mentions and claims about its size."""
    return [one.id, one.label, list(one.fields), list(one.derived_from)]


def dataset_from(row: Json) -> Dataset:
    """The dataset of a row."""
    key, label, fields, derived_from = row
    return Dataset(DatasetId(key), label, tuple(fields), derived_from=tuple(derived_from))


def transfer_row(one: Transfer) -> Json:
    """Without the words that it rests on."""
    count, price = one.record_count, one.price
    return [
        *(one.id, one.incident, one.provider, one.recipient, one.dataset, one.action, one.medium),
        *(_iso(one.window.earliest), _iso(one.window.latest), one.time_text),
        None if count is None else [count.value, count.qualifier, count.unit],
        None if price is None else [price.value, price.currency, price.qualifier],
        *(one.status, one.lawful, one.confidence, dict(one.how), one.part_of),
        *map(list, (one.after, one.sources, one.by_policy)),
    ]


def transfer_from(row: Json) -> Transfer:
    """The transfer of a row."""
    key, incident, provider, recipient, dataset, action, medium, earliest, latest, time_text, count, price, *rest = row
    status, lawful, confidence, how, part_of, after, sources, by_policy = rest
    return Transfer(
        *(TransferId(key), incident, provider, recipient, dataset, Action(action), medium),
        Window(_day(earliest), _day(latest)),
        time_text,
        None if count is None else Count(count[0], Qualifier(count[1]), count[2] and Unit(count[2])),
        None if price is None else Price(price[0], price[1], Qualifier(price[2])),
        *(Status(status), lawful, confidence, _how(how), part_of),
        tuple(after),
        sources=tuple(sources),
        by_policy=tuple(by_policy),
    )


def quote_row(one: Quote) -> Json:
    """Where the words are, and which."""
    return [one.document, one.start, one.end, one.exact]


def quote_from(row: Json) -> Quote:
    """The quote of a row."""
    document, start, end, exact = row
    return Quote(DocumentId(document), start, end, exact)


def conflict_row(one: Conflict) -> Json:
    """With the words of each side."""
    sides = [[side.value, side.claimed_by, [*map(quote_row, side.evidence)]] for side in one.sides]
    return [one.id, one.about, one.subject, one.property, sides]


def conflict_from(row: Json) -> Conflict:
    """The conflict of a row."""
    key, about, subject, prop, sides = row
    told = tuple(Side(value, said_by, tuple(map(quote_from, quotes))) for value, said_by, quotes in sides)
    return Conflict(key, about, subject, prop, told)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _how(told: Mapping[str, str]) -> dict[str, How]:
    return {slot: How(how) for slot, how in told.items()}
