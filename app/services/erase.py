"""A document, or a person, → gone from the record for good, with no trace in the files of the store.

    plan = plan_person(services, "浦辺由紀夫")      what would go, by numbers; nothing has changed yet
    erase(services, plan, "local")                →  the steps that are left to the keeper of a server

A document goes with all that was ever read in it. A person stays in the chain under a pseudonym: the name goes from
texts, quotes, labels, judgements and whatever else the record keeps, older runs of the documents that held it go, and
so do documents that were removed before and hold it. The files that were loaded, exports and backups are elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim
from app.domain.document import Document
from app.domain.errors import Ambiguous, NotFound, StoreUnavailable
from app.domain.ids import ActorId, DocumentId
from app.domain.judgement import Judgement
from app.domain.ports import Desk, Store
from app.domain.view import Reading
from app.export.leaktrail1 import document_names
from app.services.graph import Graphs
from app.services.keyed import keyed, keyed_claims
from app.services.lookup import find_actor, find_meant_document
from app.services.masking import Eraser, eraser_of, erasers_called
from app.services.publish import publish
from app.services.snapshot import Snapshot

__all__ = ["Erasure", "erase", "plan_documents", "plan_expired", "plan_person"]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to go: whole `documents`, and what takes the place of `readings` and `judgements` that hold a name.

    `what` is the code for the audit log, `about` the ids for it; `places` counts where texts and quotes hold the name.
    """

    what: str
    about: tuple[str, ...]
    documents: tuple[DocumentId, ...] = ()
    names: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    claims: int = 0
    places: int = 0
    removed: int = 0
    pseudonym: str | None = None
    revision: str = ""
    alike: tuple[ActorId, ...] = ()
    """Other persons whom these documents call alike, by a part of the name at least; they stay."""

    @property
    def is_empty(self) -> bool:
        """True if nothing would go."""
        return not (self.documents or self.readings or self.judgements)


def plan_documents(store: Store, asked: Iterable[str]) -> Erasure:
    """These documents (ids, file stems, titles), removed ones by their id. Raises NotFound, Ambiguous, StoreError."""
    revision = store.revision()
    documents = {document.id: document for document in store.documents()}
    names, removed = document_names(documents), store.removed()
    found = [_document(documents, names, removed, text) for text in asked]
    readings = [reading for key in found if (reading := store.get_reading(key)) is not None]
    return Erasure(
        "document.erase",
        tuple(found),
        tuple(found),
        tuple(names.get(key, key) for key in found),
        judgements=tuple(_without_words(store, {*found}, readings)),
        claims=sum(len(reading.claims) for reading in readings),
        removed=sum(key in removed for key in found),
        revision=revision,
    )


def plan_expired(store: Store, desk: Desk, today: date) -> Erasure:
    """The documents whose last day is over, as far as they are here, removed ones too. Raises StoreError."""
    here = {document.id for document in store.documents()} | store.removed().keys()
    return plan_documents(store, [key for key, day in desk.retention().items() if day < today and key in here])


def plan_person(store: Store, asked: str, secret: bytes) -> Erasure:
    """The actor of that id or name, or who is only named; NotFound (also for one whom nothing names), Ambiguous."""
    revision, snapshot = store.revision(), Graphs(store).snapshot()
    eraser = _eraser(snapshot, asked, secret)
    changed = [(before, after) for before in snapshot.readings.values() if (after := eraser.reading(before)) != before]
    keys = [_rekeyed(before, secret) for before, _ in changed]
    readings = tuple(eraser.reading(reading) for reading, _ in keys)
    moved = {old: new for _, ids in keys for old, new in ids.items()}
    held = tuple(key for key, text in store.removed().items() if not text.strip() or eraser.names_in(text))
    return Erasure(
        "person.erase",
        (eraser.person.pseudonym.strip("〔〕"), *(reading.document.id for reading in readings), *held),
        held,
        tuple(snapshot.names[reading.document.id] for reading in readings),
        readings,
        tuple(_judgements(store, eraser, moved, {one.document.id for one in readings})),
        claims=sum(_differing(before.claims, after.claims) for before, after in changed),
        places=eraser.places // 2,
        removed=len(held),
        pseudonym=eraser.person.pseudonym,
        revision=revision,
        alike=tuple(sorted(eraser.alike())),
    )


def erase(store: Store, desk: Desk, plan: Erasure, who: str) -> Sequence[str]:
    """Do it; the steps that are left to the keeper of a server. Raises StoreError, and can then be done again."""
    markings = store.markings()
    with store.transaction():
        if store.revision() != plan.revision:
            raise StoreUnavailable("the record changed since it was looked at", remedy="give the same command again")
        for document in plan.documents:
            store.erase(document)
        for reading in plan.readings:
            store.erase(reading.document.id)
        store.put_readings(plan.readings)
        for reading in plan.readings:
            marking = markings.get(reading.document.id)
            if marking is not None:
                store.mark(reading.document.id, marking)
        store.put_judgements(plan.judgements)
    desk.note(who, plan.what, plan.about)
    for document in plan.documents:
        desk.keep_until(document, None)
    publish(store)
    return store.purge()


# ------------------------------------------------------------------ parts of a plan


def _eraser(snapshot: Snapshot, asked: str, secret: bytes) -> Eraser:
    try:
        eraser = eraser_of(snapshot, find_actor(snapshot, asked), secret)
    except NotFound:
        found = erasers_called(snapshot, asked, secret)
        if len(found) > 1:
            matches = [(one.person.pseudonym, asked) for one in found]
            raise Ambiguous(f"{len(found)} persons bear that name", matches) from None
        if not found:
            raise
        eraser = found[0]
    if eraser is None:
        raise NotFound("no document names that actor", place=asked, remedy="only names of persons can be erased")
    return eraser


def _document(
    documents: Mapping[DocumentId, Document],
    names: Mapping[DocumentId, str],
    removed: Mapping[DocumentId, str],
    asked: str,
) -> DocumentId:
    key = DocumentId(asked)
    return key if key in removed else find_meant_document(documents, names, asked)


def _without_words(store: Store, documents: set[DocumentId], readings: Iterable[Reading]) -> Iterable[Judgement]:
    """Judgements about proposals of a language model hold words of their document; why, and what is right, tell of it.

    What was decided about these documents alone goes without its words; a correction that was one is taken back, too.
    """
    ids = {str(key) for reading in readings for claim in reading.claims for key in (claim.id, claim.subject)}
    for one in store.judgements():
        is_proposal = isinstance(one.value, Mapping) and one.value.get("document") in documents
        after = replace(one, value=None) if is_proposal else one
        places = {anchor.document for anchor in one.anchors}
        if places <= documents if places else ids.issuperset(one.about):
            undoing = one.undoing and replace(one.undoing, why="")
            after = replace(after, why="", undoing=undoing)
            if isinstance(one.value, str):
                after = replace(after, value=None, undone=True)
        if after != one:
            yield after


def _rekeyed(reading: Reading, secret: bytes) -> tuple[Reading, Mapping[str, str]]:
    """The reading with keyed ids, if an earlier version kept it with plain ones; and which ids became which."""
    if not any(_plain(claim) == claim.id for claim in reading.claims if claim.property == "label"):
        return reading, {}
    kept = (keyed if reading.document.text is not None else keyed_claims)(reading, secret)
    pairs = list(zip(reading.claims, kept.claims, strict=True))
    moved = {str(old.id): str(new.id) for old, new in pairs} | {
        str(old.subject): str(new.subject) for old, new in pairs
    }
    return kept, {old: new for old, new in moved.items() if old != new}


def _plain(claim: Claim) -> str:
    return Claim.of(claim.subject, claim.kind, claim.property, claim.value, claim.quotes).id


def _judgements(
    store: Store, eraser: Eraser, moved: Mapping[str, str], documents: set[DocumentId]
) -> Iterable[Judgement]:
    """Those that change: without the name, about keyed ids, and without the hash of a value that may be the name."""
    for before in store.judgements():
        after = eraser.judgement(before)
        anchors = tuple(
            replace(one, about=moved.get(one.about, one.about), id=moved.get(one.id, one.id), said="")
            if one.document in documents and one.property in {"label", "alias"}
            else replace(one, about=moved.get(one.about, one.about), id=moved.get(one.id, one.id))
            for one in after.anchors
        )
        after = replace(after, about=tuple(moved.get(key, key) for key in after.about), anchors=anchors)
        if after != before:
            yield after


def _differing(before: Sequence[Claim], after: Sequence[Claim]) -> int:
    return sum(one != other for one, other in zip(before, after, strict=True))
