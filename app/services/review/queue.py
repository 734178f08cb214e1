"""What people are asked → one page of it, what matters most for answers first.

    list_queue(snapshot, Part(limit=20), Wanted(kind="identity"))   →  {"items": […], "next": …, "counts": {…}}

The order: `weight`, greatest first (see `weight.py`), then kind and id; so it is the same until the record changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Event, Transfer
from app.domain.ids import ActorId, IncidentId
from app.domain.vocabulary import ThingKind
from app.export.report.sheet import Language
from app.services.concerning import carrying, incident_ref, incidents_of
from app.services.lookup import find_actor, find_incident
from app.services.paging import Part, page_of
from app.services.review.entry import Choice, Entry, Kind
from app.services.review.history import Teller
from app.services.review.open_graph import conflicts, identities
from app.services.review.open_judgements import disagreements, losses, proposals
from app.services.review.speaker import Speaker
from app.services.review.standing import Reviewed, reviewed
from app.services.review.subjects import label_of, thing_of
from app.services.review.weight import Traffic, traffic, weight_of
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["Wanted", "find_entry", "list_queue"]

_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a kind; about an incident or an actor (ids or names); None = any."""

    kind: str | None = None
    incident: str | None = None
    actor: str | None = None


def list_queue(snapshot: Snapshot, part: Part, wanted: Wanted | None = None, language: Language = "en") -> Json:
    """One page, and how many entries there are of each kind. Raises BadQuestion, NotFound, Ambiguous."""
    sought = wanted or Wanted()
    if sought.kind is not None and sought.kind not in list(Kind):
        raise BadQuestion(f"must be one of {', '.join(Kind)}", place="kind")
    incident = None if sought.incident is None else find_incident(snapshot, sought.incident)
    actor = None if sought.actor is None else find_actor(snapshot, sought.actor)
    found = reviewed(snapshot)
    some = [
        entry
        for entry in _entries(snapshot, found)
        if (incident is None or incident in _incidents(snapshot, entry))
        and (actor is None or actor in _actors(snapshot, entry))
    ]
    counts = Counter(entry.kind.value for entry in some)
    listed = sorted((entry for entry in some if sought.kind in (None, entry.kind.value)), key=_place)
    page, more = page_of(listed, part, lambda entry: entry.id)
    teller = Teller(snapshot, found, language)
    return {
        "items": [_entry(snapshot, teller, entry) for entry in page],
        "next": page[-1].id if more else None,
        "counts": {kind.value: counts[kind.value] for kind in Kind},
        "policy": snapshot.view.policy.value,
        "truncated": more,
    }


def find_entry(snapshot: Snapshot, key: str, language: Language = "en") -> Json:
    """The entry of that id. Raises NotFound."""
    found = reviewed(snapshot)
    entry = next((one for one in _entries(snapshot, found) if one.id == key), None)
    if entry is None:
        raise NotFound("nothing that is open has that id", place=key, remedy="leaktrail review queue lists what is")
    return _entry(snapshot, Teller(snapshot, found, language), entry)


def _entries(snapshot: Snapshot, found: Reviewed) -> Iterable[Entry]:
    counted: Traffic = snapshot.once("review", "traffic", lambda: traffic(snapshot.graph))
    yield from identities(snapshot, found, counted)
    yield from conflicts(snapshot, counted)
    yield from disagreements(snapshot, found, counted)
    yield from proposals(snapshot, found, counted)
    yield from losses(snapshot, found, counted)


def _place(entry: Entry) -> tuple[float, int, str]:
    return (-weight_of(entry.chains, entry.doubt), _ORDER.index(entry.kind), entry.id)


def _entry(snapshot: Snapshot, teller: Teller, entry: Entry) -> Json:
    speaker = teller.speaker
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "question": entry.question(speaker),
        "reason": None if entry.reason is None else entry.reason(speaker),
        "score": entry.score,
        "property": entry.property,
        "chains": entry.chains,
        "weight": weight_of(entry.chains, entry.doubt),
        "things": [
            {"id": key, "label": label_of(snapshot, kind, key), "kind": kind.value} for kind, key in entry.things
        ],
        "incidents": [incident_ref(snapshot, key) for key in sorted(_incidents(snapshot, entry))],
        "sides": list(entry.sides(speaker)),
        "choices": [_choice(one, speaker) for one in entry.choices],
        "judgements": [teller.judgement(one) for one in entry.judgements],
    }


def _choice(one: Choice, speaker: Speaker) -> Json:
    return {"verdict": one.verdict, "about": list(one.about), "side": one.side, "then": one.then(speaker)}


def _incidents(snapshot: Snapshot, entry: Entry) -> set[IncidentId]:
    """The incidents of the things that it is about."""
    found: set[IncidentId] = set()
    return found.union(*(incidents_of(snapshot, key) for _, key in entry.things))


def _actors(snapshot: Snapshot, entry: Entry) -> set[ActorId]:
    """The actors that it is about; of a transfer its ends, of a dataset those who passed it on or got it."""
    found: set[ActorId] = set()
    for kind, key in entry.things:
        thing = thing_of(snapshot, kind, key)
        transfers = [thing] if isinstance(thing, Transfer) else []
        if isinstance(thing, Actor):
            found.add(thing.id)
        elif isinstance(thing, Event):
            found |= {*thing.actors}
        elif kind is ThingKind.DATASET:
            transfers = list(carrying(snapshot, key))
        found |= {end for t in transfers for end in (t.provider, t.recipient) if end is not None}
    return found
