"""Things of a Snapshot → one page of them: searched, filtered, limited, with a cursor to the next.

    list_actors(snapshot, Page(q="名簿", limit=2))  →  {"items": […], "next": "actor-12…" | null, …}

`q` is looked for anywhere in the names and words of a thing, after NFKC and casefold, so two-character Japanese words
are found. Ids and codes (roles, actions, media …) are found as a whole only: a hexadecimal id holds every letter that
an investigator may ask for. The cursor is the id of the last item; a cursor that is in the list no more raises
BadQuestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from app.domain.claim import REFERENCES, Claim
from app.domain.document import Document, Quote
from app.domain.errors import BadQuestion
from app.domain.graph import Conflict, Transfer
from app.domain.vocabulary import Status
from app.domain.words import fold
from app.services import describe
from app.services.concerning import called_of, conflict_item, incidents_of
from app.services.incidents import incident_json
from app.services.paging import DEFAULT_LIMIT, MAX_LIMIT, Part, page_of
from app.services.snapshot import Snapshot
from app.services.wire import Json, to_json

__all__ = [
    "DEFAULT_LIMIT",
    "MAX_LIMIT",
    "Page",
    "Wanted",
    "list_actors",
    "list_claims",
    "list_conflicts",
    "list_datasets",
    "list_documents",
    "list_events",
    "list_incidents",
    "list_passages",
    "list_transfers",
]

_THING = TypeVar("_THING")
_Words: TypeAlias = tuple[Iterable[str], Iterable[str]]
"""What `q` may be a part of, and what it may be the whole of."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which page: `q` to look for, at most `limit` items, those after the item with the id `cursor`.

    `is_whole`: instead of `limit` as many as a stream may have; each is made only when it is taken.
    """

    q: str = ""
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of transfers, claims, conflicts and events: ids (local and former ones too), exact words; None = any."""

    incident: str | None = None
    actor: str | None = None
    dataset: str | None = None
    status: str | None = None
    document: str | None = None
    thing: str | None = None
    property: str | None = None
    after: int | None = None
    """Of claims: only those with words behind this place, and …"""
    before: int | None = None
    """… before this one."""


ANY = Wanted()


def list_actors(snapshot: Snapshot, page: Page) -> Json:
    """Actors by label; found by a part of a label or alias, by a role, by an id."""
    actors = sorted(snapshot.graph.actors.values(), key=lambda a: (fold(a.label), a.id))
    return _page(
        snapshot, page, actors, describe.actor_json, lambda a: ((a.label, *a.aliases), (a.id, a.kind, *a.roles))
    )


def list_datasets(snapshot: Snapshot, page: Page) -> Json:
    """Datasets by label."""
    datasets = sorted(snapshot.graph.datasets.values(), key=lambda d: (fold(d.label), d.id))
    return _page(snapshot, page, datasets, describe.dataset_json, lambda d: ((d.label,), (d.id, *d.fields)))


def list_incidents(snapshot: Snapshot, page: Page) -> Json:
    """Incidents by name."""
    incidents = sorted(snapshot.graph.incidents.values(), key=lambda i: (fold(i.name), i.id))
    return _page(snapshot, page, incidents, incident_json, lambda i: ((i.name,), (i.id,)))


def list_documents(snapshot: Snapshot, page: Page) -> Json:
    """Documents by exchange id; found by id, title, publisher and their whole text."""
    documents = [r.document for r in snapshot.readings.values()]
    documents.sort(key=lambda d: snapshot.names[d.id])
    return _page(snapshot, page, documents, describe.document_json, lambda d: _words_of_document(snapshot, d))


def list_conflicts(snapshot: Snapshot, page: Page, wanted: Wanted = ANY) -> Json:
    """Conflicts by id, each with the thing that it is about; found by what they are about, its name, their words."""
    incident, thing = _thing(snapshot, wanted.incident), _thing(snapshot, wanted.thing)
    conflicts = [
        conflict
        for conflict in snapshot.graph.conflicts
        if thing in (None, conflict.subject)
        and wanted.property in (None, conflict.property)
        and (incident is None or incident in incidents_of(snapshot, conflict.subject))
    ]
    conflicts.sort(key=lambda c: c.id)
    return _page(snapshot, page, conflicts, conflict_item, lambda c: _words_of_conflict(snapshot, c))


def list_events(snapshot: Snapshot, page: Page, wanted: Wanted = ANY) -> Json:
    """Events as a timeline: by first possible day, those without one at the end."""
    incident, actor = _thing(snapshot, wanted.incident), _thing(snapshot, wanted.actor)
    events = [
        event
        for event in snapshot.graph.events.values()
        if incident in (None, event.incident) and (actor is None or actor in event.actors)
    ]
    events.sort(key=lambda e: (str(e.window.earliest or e.window.latest or "~"), e.id))
    return _page(snapshot, page, events, describe.event_json, lambda e: (_quoted(e.evidence), (e.id, e.type)))


def list_transfers(snapshot: Snapshot, page: Page, wanted: Wanted = ANY) -> Json:
    """Transfers by first possible day; found by their ends, dataset, action, medium, words."""
    if wanted.status is not None and wanted.status not in list(Status):
        raise BadQuestion(f"must be one of {', '.join(Status)}", place="status")
    ids = [_thing(snapshot, text) for text in (wanted.incident, wanted.actor, wanted.dataset)]
    transfers = [t for t in snapshot.graph.transfers.values() if _is_wanted(t, ids, wanted.status)]
    transfers.sort(key=lambda t: (str(t.window.earliest or t.window.latest or "~"), t.id))
    return _page(snapshot, page, transfers, describe.transfer_fact, lambda t: _words_of_transfer(snapshot, t))


def list_claims(snapshot: Snapshot, page: Page, wanted: Wanted = ANY) -> Json:
    """Claims by document and place; `wanted.thing` is an id of anything, `wanted.document` an id of a document."""
    thing = _thing(snapshot, wanted.thing)
    claims = [
        claim
        for reading in snapshot.readings.values()
        if wanted.document in (None, reading.document.id, snapshot.names[reading.document.id])
        for claim in reading.claims
        if (thing is None or snapshot.present(claim.subject) == thing) and _is_between(claim, wanted)
    ]
    claims.sort(key=lambda c: (snapshot.names[c.document], c.quotes[0].start, c.id))
    return _page(snapshot, page, claims, describe.claim_json, _words_of_claim)


def list_passages(snapshot: Snapshot, page: Page, document: Document) -> Json:
    """Sentences, headings, list items and table rows of one document, in the order of its text."""
    passages = [describe.passage_json(passage, document) for passage in snapshot.readings[document.id].passages]
    return _page(snapshot, page, passages, lambda _, p: p, lambda p: ((str(p["text"]),), ()))


def _page(
    snapshot: Snapshot,
    page: Page,
    things: Sequence[_THING],
    show: Callable[[Snapshot, _THING], Json],
    words: Callable[[_THING], _Words],
) -> Json:
    key, former = fold(page.q), fold(snapshot.present(page.q.strip()))
    found = [thing for thing in things if not key or _is_found((key, former), *words(thing))]
    part = Part(page.limit, page.cursor, page.is_whole)
    some, more = page_of(found, part, lambda thing: str(_identifier(snapshot, thing, show)))
    shown = (show(snapshot, thing) for thing in some)
    following = _identifier(snapshot, some[-1], show) if more else None
    return {
        "items": shown if page.is_whole else list(shown),
        "next": following,
        "policy": snapshot.view.policy.value,
        "truncated": more,
    }


def _is_found(keys: tuple[str, str], words: Iterable[str], codes: Iterable[str]) -> bool:
    """`keys`: what is looked for, and what it leads to if it is a former id."""
    return any(keys[0] in fold(word) for word in words) or any(fold(code) in keys for code in codes)


def _identifier(snapshot: Snapshot, thing: _THING, show: Callable[[Snapshot, _THING], Json]) -> object:
    if isinstance(thing, Document):
        return snapshot.names[thing.id]
    return getattr(thing, "id", None) or show(snapshot, thing)["id"]


def _thing(snapshot: Snapshot, identifier: str | None) -> str | None:
    return None if identifier is None else snapshot.present(identifier)


def _is_wanted(transfer: Transfer, ids: Sequence[str | None], status: str | None) -> bool:
    incident, actor, dataset = ids
    return (
        incident in (None, transfer.incident)
        and actor in (None, transfer.provider, transfer.recipient)
        and dataset in (None, transfer.dataset)
        and status in (None, transfer.status.value)
    )


def _is_between(claim: Claim, wanted: Wanted) -> bool:
    """True if some of its words are at the places that are asked for."""
    after, before = wanted.after or 0, wanted.before
    return any(quote.end > after and (before is None or quote.start < before) for quote in claim.quotes)


def _words_of_conflict(snapshot: Snapshot, conflict: Conflict) -> _Words:
    called = called_of(snapshot, conflict.subject)
    quotes = (quote.exact for side in conflict.sides for quote in side.evidence)
    return (conflict.about, *([] if called is None else [called[1]]), *quotes), (conflict.id, conflict.property)


def _words_of_transfer(snapshot: Snapshot, transfer: Transfer) -> _Words:
    ends = [snapshot.graph.actors.get(end) for end in (transfer.provider, transfer.recipient) if end is not None]
    names = [name for actor in ends if actor is not None for name in (actor.label, *actor.aliases)]
    dataset = None if transfer.dataset is None else snapshot.graph.datasets.get(transfer.dataset)
    body = "" if dataset is None else dataset.label
    return (*names, body, transfer.time_text, *_quoted(transfer.evidence)), (
        transfer.id,
        transfer.action,
        transfer.medium,
        transfer.status,
    )


def _words_of_document(snapshot: Snapshot, document: Document) -> _Words:
    metadata = document.metadata
    name, title, publisher = snapshot.names[document.id], metadata.title or "", metadata.publisher or ""
    return (name, title, publisher, document.text or ""), (document.id,)


def _words_of_claim(claim: Claim) -> _Words:
    value = claim.value if isinstance(claim.value, str) else to_json(claim.value).decode()
    codes = (claim.id, claim.subject, claim.property)
    words = _quoted(claim.quotes)
    return (words, (*codes, value)) if claim.property in REFERENCES else ((value, *words), codes)


def _quoted(quotes: Iterable[Quote]) -> Sequence[str]:
    return [quote.exact for quote in quotes]
