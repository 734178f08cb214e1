"""Rows -> things of the resolved graph, for questions: a slice of what was published, without mentions and words.

    things(link.read)                  →  a Graph of documents, incidents, actors and datasets
    slice_of(link.read, "d1", day)     →  the transfers that can matter for a question about d1 up to that day

The words that transfers rest on come at the end, for those that an answer shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.document import Document, Metadata, Quote
from app.domain.errors import BadQuestion
from app.domain.graph import Actor, Conflict, Count, Dataset, Graph, Incident, Price, Side, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, IncidentId, TransferId
from app.domain.vocabulary import Action, ActorKind, How, Qualifier, Role, Status, Unit
from app.domain.window import Window
from app.store.neo4j_link import Row

__all__ = ["LARGEST_SLICE", "conflicts_from", "evidence_from", "slice_of", "things"]

LARGEST_SLICE = 200_000
"""Transfers that one question looks at; a larger slice is refused, never cut."""

Read = Callable[..., list[Row]]


def things(read: Read) -> Graph:
    """Everything but transfers, events, rows of the affected and conflicts."""
    return Graph(
        documents={DocumentId(row[0]): _document(row) for row in read("read/get_documents")},
        incidents={IncidentId(key): Incident(IncidentId(key), name) for key, name in read("read/get_incidents")},
        actors={ActorId(row[0]): _actor(row) for row in read("read/get_actors")},
        datasets={
            DatasetId(key): Dataset(DatasetId(key), label, tuple(fields), derived_from=tuple(wider))
            for key, label, fields, wider in read("read/get_datasets")
        },
    )


def slice_of(read: Read, dataset: DatasetId | None, by: date | None) -> dict[TransferId, Transfer]:
    """The transfers that can matter; BadQuestion if they are more than one question may look at."""
    family = None if dataset is None else read("read/get_family", dataset=dataset)[0][0]
    last = None if by is None else by.toordinal()
    rows = read("read/get_slice", family=family, by=last, limit=LARGEST_SLICE + 1)
    if len(rows) > LARGEST_SLICE:
        message = f"more than {LARGEST_SLICE:,} transfers would have to be looked at"
        raise BadQuestion(message, remedy="ask for one dataset (--dataset), or for the time up to a day (--by)")
    return {TransferId(row[0]["id"]): _transfer(row) for row in rows}


def evidence_from(rows: Iterable[Row]) -> dict[TransferId, tuple[Quote, ...]]:
    """By transfer the words that it rests on, in the order of documents and places."""
    found: dict[TransferId, set[Quote]] = {}
    for transfer, document, start, end, exact in rows:
        found.setdefault(TransferId(transfer), set()).add(Quote(DocumentId(document), start, end, exact))
    return {key: tuple(sorted(quotes)) for key, quotes in found.items()}


def conflicts_from(rows: Iterable[Row]) -> tuple[Conflict, ...] | None:
    """By id; None if the sides of one are not there as the program keeps them."""
    found: dict[str, Conflict] = {}
    for key, about, subject, prop, told in rows:
        if told is None:
            return None
        found[key] = Conflict(key, about, subject, prop, tuple(map(_side, told)))
    return tuple(found[key] for key in sorted(found))


def _side(told: str) -> Side:
    value, claimed_by, quotes = json.loads(told)
    evidence = tuple(Quote(DocumentId(document), start, end, exact) for document, start, end, exact in quotes)
    return Side(value, claimed_by, evidence)


def _document(row: Row) -> Document:
    key, name, sha256, *metadata, page_ends = row
    return Document(DocumentId(key), name, sha256, None, Metadata(*metadata), tuple(page_ends))


def _actor(row: Row) -> Actor:
    key, label, aliases, kind, roles, incidents, members, candidates = row
    return Actor(
        ActorId(key),
        label,
        tuple(aliases),
        ActorKind(kind),
        tuple(Role(role) for role in roles),
        tuple(incidents),
        members=tuple(members),
        candidates=tuple(candidates),
    )


def _transfer(row: Row) -> Transfer:
    given, provider, recipient, dataset, incident, part_of, after = row
    return Transfer(
        TransferId(given["id"]),
        incident,
        provider,
        recipient,
        dataset,
        Action(given["action"]),
        given["medium"],
        Window.from_iso(given["earliest"], given["latest"]),
        given.get("time_text", ""),
        _count(given),
        _price(given),
        Status(given["status"]),
        given["lawful"],
        given["confidence"],
        _how(given.get("how", ())),
        part_of,
        tuple(after),
        sources=tuple(given.get("sources", ())),
    )


def _count(given: Mapping[str, Any]) -> Count | None:
    if "record_count" not in given:
        return None
    unit = given.get("record_count_unit")
    return Count(
        _number(given["record_count"]), Qualifier(given["record_count_qualifier"]), Unit(unit) if unit else None
    )


def _price(given: Mapping[str, Any]) -> Price | None:
    if "price" not in given:
        return None
    return Price(_number(given["price"]), given["price_currency"], Qualifier(given["price_qualifier"]))


def _number(value: float) -> int | float:
    """A number as the claims give it: Neo4j keeps all of a property as one type."""
    return int(value) if value.is_integer() else value


def _how(slots: Sequence[str]) -> dict[str, How]:
    return {slot: How(how) for slot, _, how in (text.partition(": ") for text in slots)}
