"""What a reviewer types → the local things that he means.

    find_subject(snapshot, "東名簿センター")   →  Subject(ACTOR, "actor-1…", ("actor-4…",), "東名簿センター")

A name, or the id of a resolved thing, means all the local things that are joined in it. The id of a local thing that
is joined with others means this one alone, so that what the machine joined can be taken apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.anchors import Places, anchor_of_thing
from app.domain.document import Quote
from app.domain.errors import NotFound
from app.domain.graph import Actor, Dataset, Event, Incident, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, EventId, IncidentId, TransferId
from app.domain.judgement import Anchor
from app.domain.vocabulary import ThingKind
from app.services import naming
from app.services.lookup import find_thing
from app.services.review.shown import shown_at
from app.services.snapshot import Snapshot

__all__ = ["MAX_STAND_INS", "Subject", "anchors_of", "find_subject", "label_of", "part_of", "parts_of", "thing_of"]

MAX_STAND_INS = 20
"""Local things, at most, that may stand for one that was judged, where its own document is not there."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing as a reviewer means it: the local id that stands for it, those joined with it, and the `resolved` id."""

    kind: ThingKind
    id: str
    others: tuple[str, ...]
    resolved: str
    label: str


def find_subject(snapshot: Snapshot, asked: str) -> Subject:
    """The thing of that id or name. Raises NotFound, Ambiguous."""
    kind, resolved = find_thing(snapshot, asked)
    label = label_of(snapshot, kind, resolved)
    local = asked if asked in snapshot.graph.former else asked.removeprefix(f"{kind.value}:")
    if snapshot.graph.former.get(local) == resolved:
        return Subject(kind, local, (), resolved, label)
    others = tuple(sorted(key for key, target in snapshot.graph.former.items() if target == resolved))
    return Subject(kind, resolved, others, resolved, label)


def part_of(subject: Subject) -> Subject:
    """Only the local thing whose id stands for it."""
    return replace(subject, others=())


def anchors_of(snapshot: Snapshot, subject: Subject) -> Iterator[Anchor]:
    """Where the words of it stand; of what is joined with it, the first `MAX_STAND_INS`."""
    places = _places(snapshot, subject.kind, subject.resolved)
    for local in (subject.id, *subject.others[:MAX_STAND_INS]):
        for one in places:
            if subject.kind in one.things.get(local, ()):
                yield anchor_of_thing(one, subject.kind, local, subject.id)


def parts_of(snapshot: Snapshot, kind: ThingKind, resolved: str) -> Iterator[tuple[str, DocumentId, list[Quote]]]:
    """The local things of a resolved one: id, document and the words that name it there."""
    former = snapshot.graph.former
    for places in _places(snapshot, kind, resolved):
        reading = places.reading
        for local in sorted(key for key, kinds in places.things.items() if kind in kinds):
            if former.get(local, local) == resolved:
                spans = places.words_of(kind, local)
                found = (shown_at(reading.document, *span) for span in spans)
                quotes = [quote for quote in found if quote is not None]
                yield local, reading.document.id, quotes or _claimed(places, kind, local)


def thing_of(snapshot: Snapshot, kind: ThingKind, key: str) -> Actor | Dataset | Transfer | Incident | Event | None:
    """The resolved thing of that id."""
    graph = snapshot.graph
    if kind is ThingKind.ACTOR:
        return graph.actors.get(ActorId(key))
    if kind is ThingKind.DATASET:
        return graph.datasets.get(DatasetId(key))
    if kind is ThingKind.TRANSFER:
        return graph.transfers.get(TransferId(key))
    if kind is ThingKind.INCIDENT:
        return graph.incidents.get(IncidentId(key))
    return graph.events.get(EventId(key)) if kind is ThingKind.EVENT else None


def label_of(snapshot: Snapshot, kind: ThingKind, key: str) -> str:
    """What a thing that people judge is called; what is not there, or is of another kind, by its id."""
    told = None if thing_of(snapshot, kind, key) is None else naming.label_of(snapshot.graph, kind, key)
    return key if told is None else told


def _claimed(places: Places, kind: ThingKind, local: str) -> list[Quote]:
    claims = (c for c in places.reading.claims if c.subject == local and c.kind is kind)
    return list(dict.fromkeys(quote for claim in claims for quote in claim.quotes))


def _places(snapshot: Snapshot, kind: ThingKind, resolved: str) -> list[Places]:
    """The readings that tell of a thing: those with its words, and those that only claim something of a part of it."""
    thing = thing_of(snapshot, kind, resolved)
    if thing is None:
        raise NotFound(f"no {kind.value} has that id", place=resolved)
    readings = snapshot.readings
    found = {key: Places(readings[key]) for key in {quote.document for quote in _quotes(thing)} if key in readings}
    wanted = {resolved, *(key for key, target in snapshot.graph.former.items() if target == resolved)}
    wanted -= {key for one in found.values() for key in one.things}
    if wanted:
        silent = (r for key, r in readings.items() if key not in found and any(c.subject in wanted for c in r.claims))
        found |= {reading.document.id: Places(reading) for reading in silent}
    return [one for _, one in sorted(found.items())]


def _quotes(thing: Actor | Dataset | Transfer | Incident | Event) -> Iterable[Quote]:
    return thing.mentions if isinstance(thing, Actor | Dataset) else thing.evidence
