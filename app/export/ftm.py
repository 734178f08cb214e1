"""Graph → FollowTheMoney entities as JSON lines, for Aleph, OpenAleph and the tools around them.

    Actor("a1", "あさひ印刷")  →  {"id": "…", "schema": "Organization", "properties": {"name": ["あさひ印刷"]}}
    Transfer(a1 → a2, sale)    →  {"schema": "UnknownLink", "properties": {"subject": […], "object": […],
                                   "role": ["transfer of personal data: sale"], "date": ["2030-03-10"], …}}

| ours | FollowTheMoney |
|---|---|
| actor | `Person`, `Organization`, `LegalEntity`; a group has the `classification` "group of persons" |
| transfer between two actors | `UnknownLink`, the nearest of its intervals: a `Payment` is money |
| transfer with one end only, denied or planned | `Event`, which shows no link |
| event, incident | `Event` |
| document | `Document`, with the SHA-256 of its file in `notes`, since `contentHash` is a SHA-1 |

`date` stands where the day, month or year of a transfer is told. Where only bounds are known they stand in `summary`
(`window: 2024-05-01/2025-01-31`), for `startDate` and `endDate` would say how long it lasted. Quotes stand in
`description`, each with its place; `proof` leads to the documents. Left out, since FollowTheMoney has no place for
them: how a slot was filled, groups' members, datasets other than by name, counts and prices, affected organizations,
conflicts, holdings. `loaders/ftm` takes over actors and links again, and passes over what did not happen or has one end
only.

References:
    OCCRP, "Follow The Money": schemata, property types; entities are lines of JSON with id, schema and properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from typing import Any

from app.domain.document import Document, Quote
from app.domain.graph import Actor, Event, Incident, Transfer
from app.domain.ids import DocumentId
from app.domain.vocabulary import ActorKind
from app.domain.window import Window
from app.export.contents import Contents

__all__ = ["GROUP", "OWN_ID", "ROLE", "write_ftm"]

ROLE = "transfer of personal data"
"""How the role of a link begins that is a transfer; the action follows behind a colon."""
OWN_ID = "id in Leaktrail: "
"""What stands before an actor's own id in its notes; transfers and events have theirs as `recordId`."""
GROUP = "group of persons"
"""How an entity is classified that stands for several."""
_SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.UNKNOWN: "LegalEntity",
}
_Values = Mapping[str, Iterable[str | None]]


def write_ftm(contents: Contents) -> Iterator[bytes]:
    """One entity on each line: documents, actors, incidents, transfers, events, each by id."""
    graph = contents.graph
    for document in contents.documents():
        yield _line(_document(document, contents.name_of(document.id)))
    for _, actor in sorted(graph.actors.items()):
        yield _line(_actor(actor))
    for _, incident in sorted(graph.incidents.items()):
        yield _line(_incident(incident, contents))
    for _, transfer in sorted(graph.transfers.items()):
        yield _line(_transfer(transfer, contents))
    for _, event in sorted(graph.events.items()):
        yield _line(_event(event, contents))


def _line(entity: Mapping[str, Any]) -> bytes:
    return json.dumps(entity, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace") + b"\n"


def _entity(schema: str, section: str, key: str, values: _Values) -> dict[str, Any]:
    """Values are kept once each, in their order; empty ones are left out."""
    properties = {name: list(dict.fromkeys(one for one in given if one)) for name, given in values.items()}
    return {
        "id": _id(section, key),
        "schema": schema,
        "properties": {name: given for name, given in properties.items() if given},
    }


def _id(section: str, key: str) -> str:
    """40 hexadecimal digits, as Aleph makes ids: the same in every export."""
    return sha1(f"leaktrail:{section}:{key}".encode(), usedforsecurity=False).hexdigest()


# ------------------------------------------------------------ one for each kind of thing


def _document(document: Document, name: str) -> dict[str, Any]:
    metadata = document.metadata
    values = {
        "name": [metadata.title or name],
        "fileName": [name],
        "title": [metadata.title],
        "publisher": [metadata.publisher],
        "publishedAt": [metadata.published_at],
        "sourceUrl": [metadata.url],
        "language": [{"ja": "jpn", "en": "eng"}.get(metadata.language or "")],
        "notes": [document.sha256 and f"SHA-256 of the file: {document.sha256}"],
    }
    return _entity("Document", "documents", document.id, values)


def _actor(actor: Actor) -> dict[str, Any]:
    values = {
        "name": [actor.label],
        "alias": [alias for alias in actor.aliases if alias != actor.label],
        "classification": [GROUP if actor.kind is ActorKind.GROUP else None],
        "summary": [", ".join(role.value for role in actor.roles)],
        "notes": [f"{OWN_ID}{actor.id}"],
        "proof": [_id("documents", key) for key in sorted({quote.document for quote in actor.mentions})],
    }
    return _entity(_SCHEMATA[actor.kind], "actors", actor.id, values)


def _incident(incident: Incident, contents: Contents) -> dict[str, Any]:
    told = _told(incident.evidence, contents)
    return _entity("Event", "incidents", incident.id, {"name": [incident.name or incident.id], **told})


def _transfer(transfer: Transfer, contents: Contents) -> dict[str, Any]:
    """A link only where something passed between two who are named."""
    ends = [None if end is None else _id("actors", end) for end in (transfer.provider, transfer.recipient)]
    role = f"{ROLE}: {transfer.action.value}"
    values: dict[str, Iterable[str | None]] = {
        **_when(transfer.window),
        "summary": [_summary(transfer, contents)],
        "recordId": [transfer.id],
        **_told(transfer.evidence, contents),
    }
    if None not in ends and transfer.status.can_lie_on_path:
        status = [transfer.status.value]
        link = {"subject": ends[:1], "object": ends[1:], "role": [role], "status": status, **values}
        return _entity("UnknownLink", "transfers", transfer.id, link)
    provider, recipient = contents.ends_of(transfer)
    named = f"{role} ({transfer.status.value}): {provider} → {recipient}"
    return _entity("Event", "transfers", transfer.id, {"name": [named], "involved": ends, **values})


def _summary(transfer: Transfer, contents: Contents) -> str:
    """What has no property: `medium: usb; window: 2024-05-01/2025-01-31; data: 会員名簿`; free words come last."""
    dataset = None if transfer.dataset is None else contents.graph.datasets.get(transfer.dataset)
    parts = [
        f"medium: {transfer.medium}",
        _bounds(transfer.window),
        "lawful: yes" if transfer.lawful else "",
        f"time in words: {transfer.time_text}" if transfer.time_text else "",
        f"data: {dataset.label}" if dataset else "",
    ]
    return "; ".join(filter(None, parts))


def _event(event: Event, contents: Contents) -> dict[str, Any]:
    values = {
        "name": [event.type.replace("_", " ")],
        "involved": [_id("actors", actor) for actor in event.actors],
        "summary": [_bounds(event.window)],
        "recordId": [event.id],
        **_when(event.window),
        **_told(event.evidence, contents),
    }
    return _entity("Event", "events", event.id, values)


# ------------------------------------------------------------ days and words


def _when(window: Window) -> dict[str, list[str | None]]:
    """`date`: a day, a month or a year, where it is that and no other span."""
    if window.earliest is None or window.latest is None:
        return {}
    day = window.earliest.isoformat()
    exact = next((part for part in (day, day[:7], day[:4]) if Window.from_partial(part) == window), None)
    return {"date": [exact]}


def _bounds(window: Window) -> str:
    """What is known of the day, where `date` cannot say it."""
    if window.is_open or _when(window).get("date", [None])[0]:
        return ""
    earliest, latest = window.to_iso()
    return f"window: {earliest or ''}/{latest or ''}"


def _told(evidence: Iterable[Quote], contents: Contents) -> dict[str, list[str | None]]:
    """The words with their places, and the documents that hold them."""
    quotes = sorted(quote for quote in evidence if quote.exact)
    documents: dict[DocumentId, None] = dict.fromkeys(quote.document for quote in quotes)
    return {
        "description": [f"{q.exact} ({contents.name_of(q.document)} {q.start}–{q.end})" for q in quotes],
        "proof": [_id("documents", key) for key in documents],
        "publisher": [
            contents.graph.documents[key].metadata.publisher for key in documents if key in contents.graph.documents
        ],
    }
