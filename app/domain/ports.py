"""What the core asks of the outside, as Protocols: a store and a desk (`app/store`), a way to read (`loaders`)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from app.domain.access import Key, Marking
from app.domain.archive import Archive, KeptBackup
from app.domain.audit import AuditLine, AuditState
from app.domain.document import Document, Metadata, Quote
from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import DatasetId, DocumentId, TransferId
from app.domain.judgement import Judgement
from app.domain.view import Entry, Reading

__all__ = ["Desk", "GraphStore", "Published", "PublishedGraph", "Read", "Sizes", "Store"]


@dataclass(frozen=True, slots=True)
class Published:
    """How many things of the resolved graph were written, deleted, and left as they were."""

    written: int
    deleted: int
    kept: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many documents that are not removed, and claims of their current runs."""

    documents: int
    claims: int


class Read(Protocol):
    """The loaders' way from bytes, name and metadata to a Reading; raises BadInput."""

    def __call__(self, data: bytes, filename: str, metadata: Metadata, /, *, columns: str | None = None) -> Reading:
        """`columns`: the text of a columns file; given for ledgers that have one."""
        ...


class Store(Protocol):
    """The record: documents, what was read in them, judgements. The resolved graph is rebuilt from these.

    All operations are idempotent. A Reading is kept whole or not at all; putting one replaces the current run of its
    document as a whole. Raises `StoreError` (see `errors`) and nothing of the database library.
    """

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all in one transaction."""
        ...

    def get_reading(self, document: DocumentId) -> Reading | None:
        """The current run of a document that is not removed; None if there is none."""
        ...

    def readings(self) -> Sequence[Reading]:
        """The current runs of all documents that are not removed, by document id."""
        ...

    def documents(self) -> Sequence[Document]:
        """All documents that are not removed, by id."""
        ...

    def entries(self) -> Sequence[Entry]:
        """All documents that are not removed, by id, without their texts: what a loader needs to know of them."""
        ...

    def runs(self) -> Mapping[DocumentId, str]:
        """The id of the current run of each document that is not removed: equal ids mean equal readings."""
        ...

    def remove(self, document: DocumentId) -> bool:
        """Take a document out (its evidence is kept, and a later put brings it back); False if it is not there."""
        ...

    def erase(self, document: DocumentId) -> bool:
        """Delete a document and all that was ever read in it, texts included; False if it is not there.

        Judgements stay: they hold ids only, beside what their author wrote.
        """
        ...

    def removed(self) -> Mapping[DocumentId, str]:
        """What the documents hold that were removed and not erased: texts, titles and the like of all their runs."""
        ...

    def purge(self) -> Sequence[str]:
        """Leave no trace of what was erased in the files of the store; the steps that are left to its keeper."""
        ...

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that bear one and are not removed."""
        ...

    def mark(self, document: DocumentId, marking: Marking | None) -> bool:
        """Give a document a marking, or take it away; False if it is not there.

        It stays with the document when that is read anew, or removed and put back, and is gone when it is erased.
        """
        ...

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of passages that hold `words` (parts of words too, compared as `words.fold` does).

        By document id and place, at most `limit`, those behind `after`, of documents that are not removed; nothing for
        white space.
        """
        ...

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; the same id replaces (to undo)."""
        ...

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, by time and id, undone ones included."""
        ...

    def check(self) -> Sequence[tuple[str, int]]:
        """What does not hold in the record: the name of each failing check, and in how many places."""
        ...

    def revision(self) -> str:
        """A token that changes with every change of the record; equal tokens mean equal contents."""
        ...

    def stamp(self) -> Hashable | None:
        """What is another one after each change of the record and of what is kept beside it, never one that was before.

        Told at once and cheaply; None if that is not possible, or not now.
        """
        ...

    def sizes(self) -> Sizes:
        """How much there is of what is not removed; a look at every claim, so not for every request."""
        ...

    def verify(self) -> None:
        """Raise StoreError unless the store answers and is of the version that this build writes."""
        ...

    def archive(self) -> AbstractContextManager[Archive]:
        """The whole record as it is at one moment; RecordChanged if the store has no such moment, and others wrote.

        Within a `transaction` nobody else can write.
        """
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Several operations, all or none."""
        ...

    def close(self) -> None:
        """Give up all handles."""
        ...


class PublishedGraph(Protocol):
    """The resolved graph as a store keeps it beside the record. Raises `StoreError`, GraphLost if it cannot be read."""

    def published(self) -> str | None:
        """The revision of the record that the graph there stands for; None while it is being written, or never was."""
        ...

    def things(self) -> Graph:
        """The graph as published, without transfers, events, rows of the affected, conflicts, mentions and texts."""
        ...

    def transfers(self, dataset: DatasetId | None, by: date | None) -> Mapping[TransferId, Transfer]:
        """The transfers of the graph that can matter for a question about `dataset` (None: any) up to the day `by`.

        Without the words that they rest on. Raises BadQuestion if they are more than one question may look at.
        """
        ...

    def evidence(self, transfers: Sequence[TransferId]) -> Mapping[TransferId, tuple[Quote, ...]]:
        """The words that transfers of the graph rest on."""
        ...

    def conflicts(self, things: Sequence[str]) -> Sequence[Conflict] | None:
        """The conflicts of the graph about these transfers, actors and datasets, by id, with their words.

        None if a version that did not keep them wrote the graph.
        """
        ...

    def present(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Of local and former ids those that lead to a thing of the graph, and where."""
        ...


@runtime_checkable
class GraphStore(Store, Protocol):
    """A store that keeps the resolved graph beside the record, for people who look at it and for questions."""

    @property
    def publishes_late(self) -> bool:
        """True if only questions look at the graph: one that finds it behind the record publishes it and goes on."""
        ...

    def published(self) -> str | None:
        """The revision of the record that the graph there stands for; None while it is being written, or never was."""
        ...

    def publish(
        self, graph: Graph, readings: Iterable[Reading], judgements: Iterable[Judgement], revision: str
    ) -> Published | None:
        """Bring the graph there to `graph`, which was resolved from the readings and judgements of `revision`.

        None if other writers did not let it come to an end (they publish when they are done), or if there is no place.
        """
        ...

    def as_published(self) -> PublishedGraph:
        """The graph there: one that stays as it is, where the store can give such a one, else whatever is there."""
        ...


class Desk(Protocol):
    """What a server knows beside the record: its secret, its keys, and who did what. Raises `StoreError`.

    Only what has to write makes it; where none is there, there are no keys and no lines.
    """

    def secret(self) -> bytes:
        """32 bytes that nobody else knows, the same as long as the desk is kept."""
        ...

    def note(self, who: str, what: str, about: Sequence[str]) -> None:
        """Add a line to the audit log: the id of a caller, a code as `document.mark`, ids of things. Never names."""
        ...

    def entries(self, after: int = 0, limit: int | None = None) -> Sequence[AuditLine]:
        """The lines of the audit log behind the line of that number, in their order."""
        ...

    def verify(self) -> AuditState:
        """Whether the lines of the audit log follow from one another, and where they first do not."""
        ...

    def has_noted(self, digest: str) -> bool:
        """True if a line of the audit log has that digest, or if it is the one before the first."""
        ...

    def put_key(self, key: Key) -> None:
        """Keep a key; the same id replaces (to revoke)."""
        ...

    def all_keys(self) -> Sequence[Key]:
        """All keys, expired and revoked ones too, in the order in which they were made."""
        ...

    def note_backup(self, backup: KeptBackup) -> None:
        """Remember that a backup was made, for whoever erases something later."""
        ...

    def backups(self) -> Sequence[KeptBackup]:
        """Backups of this record, also one that it was restored from, in their order; the files may be gone since."""
        ...

    def version(self) -> object:
        """A token that changes with every change, of other processes too; costs next to nothing to ask for."""
        ...

    def keep_until(self, document: DocumentId, day: date | None) -> None:
        """Remember the last day on which a document may be kept; None forgets it."""
        ...

    def retention(self) -> Mapping[DocumentId, date]:
        """The last days of the documents that have one, the first of them first."""
        ...

    def close(self) -> None:
        """Give up all handles."""
        ...
