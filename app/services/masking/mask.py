"""Snapshot and secret → the snapshot without names: see the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.document import Document, Mask
from app.domain.ids import ActorId, DocumentId
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, ThingKind
from app.domain.words import fold
from app.export.leaktrail1 import told_apart
from app.services.masking.erasing import Eraser
from app.services.masking.folding import folded
from app.services.masking.matching import Context, Hit, Names
from app.services.masking.people import Hidden, people_of
from app.services.masking.values import Masker
from app.services.snapshot import Snapshot

__all__ = ["eraser_of", "erasers_called", "find_shown_passages", "mask_snapshot"]


def mask_snapshot(snapshot: Snapshot, secret: bytes, known: Sequence[Hidden] = ()) -> Snapshot:
    """The same view with pseudonyms for names; `secret` is that of the desk. ValueError for a slice: it has no texts.

    `known` are the people (`people_of`) of the whole of what its reader may see, so that one who is told of in several
    views is called alike in all. Offsets stay those of the original. Pure.
    """
    if snapshot.is_slice:
        raise ValueError("a slice has no texts to find names in; mask the whole snapshot")
    people = people_of(snapshot, secret, known)
    names = _with_readings(people, snapshot)
    contexts = _contexts(snapshot, people)
    documents = {
        key: _mask_document(reading.document, names, contexts[key]) for key, reading in snapshot.readings.items()
    }
    masker = Masker(names, contexts, documents, secret)
    readings = {key: masker.reading(reading) for key, reading in snapshot.readings.items()}
    return replace(
        snapshot,
        view=replace(snapshot.view, judgements=tuple(masker.value(one) for one in snapshot.view.judgements)),
        graph=masker.graph(snapshot.graph),
        readings=readings,
        names=told_apart({key: masker.text(name, key) for key, name in snapshot.names.items()}),  # may be alike now
    )


def eraser_of(snapshot: Snapshot, actor: ActorId, secret: bytes) -> Eraser | None:
    """What takes the names of that person out of readings for good; None if nothing names the actor."""
    people = people_of(snapshot, secret)
    names = _with_readings(people, snapshot)
    person = next((one for one in people if one.actor == actor), None)
    return None if person is None else Eraser(person, names, _contexts(snapshot, people), secret)


def erasers_called(snapshot: Snapshot, asked: str, secret: bytes) -> list[Eraser]:
    """The same for everybody of that name or pseudonym who takes part in nothing and is only named."""
    people = people_of(snapshot, secret)
    wanted, number = folded(asked).text, asked.strip("〔〕")
    found = [
        one
        for one in people
        if one.actor is None
        and (one.pseudonym.strip("〔〕") == number or any(folded(name.full).text == wanted for name in one.names))
    ]
    if not found:
        return []
    names, contexts = _with_readings(people, snapshot), _contexts(snapshot, people)
    return [Eraser(one, names, contexts, secret) for one in found]


def find_shown_passages(
    snapshot: Snapshot, words: str, limit: int, after: tuple[DocumentId, int] | None = None
) -> Sequence[tuple[DocumentId, int]]:
    """As `Store.find_passages`, in the texts as the snapshot shows them: in a masked one by a pseudonym."""
    wanted = fold(words)
    if not wanted:
        return []
    found: list[tuple[DocumentId, int]] = []
    for key in sorted(snapshot.readings):
        reading = snapshot.readings[key]
        for passage in sorted(reading.passages, key=lambda one: one.index):
            hit = (key, passage.index)
            if len(found) >= limit:
                return found
            if (after is None or hit > after) and wanted in fold(reading.document.words(passage.start, passage.end)):
                found.append(hit)
    return found


def _with_readings(people: Sequence[Hidden], snapshot: Snapshot) -> Names:
    """All names, and those by which some document says that they are read."""
    bodies = _bodies(snapshot)
    names = Names(people, bodies)
    texts = [one.document.text for one in snapshot.readings.values() if one.document.text is not None]
    learnt = [found for text in texts for found in names.readings(text)]
    for person, name in learnt:
        person.names.add(name)
    return Names(people, bodies) if learnt else names


def _bodies(snapshot: Snapshot) -> set[str]:
    """The names of organizations, which stay in clear."""
    actors = snapshot.graph.actors.values()
    return {name for a in actors if a.kind is ActorKind.ORGANIZATION for name in (a.label, *a.aliases)}


def _contexts(snapshot: Snapshot, people: Sequence[Hidden]) -> Mapping[DocumentId, Context]:
    """By document: itself, its incidents, and where it denotes hidden persons."""
    persons = {person.actor: person for person in people if person.actor is not None}
    return {key: _context(snapshot, reading, persons) for key, reading in snapshot.readings.items()}


def _context(snapshot: Snapshot, reading: Reading, persons: Mapping[ActorId, Hidden]) -> Context:
    incidents = frozenset(snapshot.present(c.subject) for c in reading.claims if c.kind is ThingKind.INCIDENT)
    denoted = [
        (mention.quote.start, mention.quote.end, person)
        for mention in reading.mentions
        if (person := persons.get(ActorId(snapshot.present(mention.thing)))) is not None
    ]
    return Context(frozenset([reading.document.id]), incidents, denoted)


def _mask_document(document: Document, names: Names, context: Context) -> Document:
    """Its text, with where the masks are; title, publisher and the like are left to `Masker`."""
    if document.text is None:
        return document
    text, masks, last, shift = document.text, list[Mask](), 0, 0
    parts: list[str] = []
    for hit in names.find(text, context):
        parts += [text[last : hit.start], hit.shown]
        masks.append(Mask(hit.start, hit.end, hit.start + shift, hit.shown))
        shift += _growth(hit)
        last = hit.end
    return replace(document, text="".join([*parts, text[last:]]), masks=tuple(masks))


def _growth(hit: Hit) -> int:
    return len(hit.shown) - (hit.end - hit.start)
