"""A database of Neo4j → all that is in the record, if nobody has written meanwhile.

Neo4j has no snapshot over several statements. But every writer counts itself (`write/take_turn`), so whoever reads
learns at the end whether it was one state that was read. Inside a transaction of the store nobody else can write.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Protocol

from app.domain.access import Marking
from app.domain.archive import KeptDocument
from app.domain.errors import RecordChanged, StoreUnavailable
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.store.neo4j_link import Row
from app.store.neo4j_rows import PARTS, readings_from

__all__ = ["Neo4jArchive", "open_archive"]


class Read(Protocol):
    """The rows of a statement of `cypher/read`."""

    def __call__(self, name: str, **parameters: object) -> list[Row]: ...


class _Told(Protocol):
    """What the store tells of itself."""

    def judgements(self) -> Sequence[Judgement]: ...
    def revision(self) -> str: ...


class Neo4jArchive:
    """An `Archive` (see `app.domain.archive`)."""

    def __init__(self, read: Read, store: _Told, place: str) -> None:
        self._read, self._store, self._place = read, store, place

    def documents(self) -> Sequence[KeptDocument]:
        """All documents, by id."""
        return [
            KeptDocument(DocumentId(key), removed, None if marking is None else Marking.of(marking), runs)
            for key, removed, marking, runs in self._read("read/get_kept_documents")
        ]

    def runs(self, document: DocumentId) -> Sequence[Reading]:
        """All that was read in a document, the current run last. Parts of a run that does not count are Past."""
        order = [str(row[0]) for row in self._read("read/get_kept_runs", document=document)]
        found = self._read("read/get_runs", runs=order)
        parts = {
            name: self._read(f"read/get_{name}", runs=order) + self._read(f"read/get_past_{name}", runs=order)
            for name in PARTS
        }
        readings = readings_from(found, parts)
        if missing := [run for run in order if run not in readings]:
            remedy = "leaktrail check tells what was changed from outside"
            raise StoreUnavailable(f"parts of {len(missing)} readings are missing", place=self._place, remedy=remedy)
        return [readings[run] for run in order]

    def judgements(self) -> Sequence[Judgement]:
        """All judgements."""
        return self._store.judgements()

    def revision(self) -> str:
        """The revision of the record."""
        return self._store.revision()


@contextmanager
def open_archive(read: Read, store: _Told, place: str) -> Generator[Neo4jArchive]:
    """Everything; RecordChanged at the end, or in between, if it was not one state that was read."""
    before = read("read/get_turn")
    try:
        yield Neo4jArchive(read, store, place)
    except StoreUnavailable as error:
        if read("read/get_turn") == before:
            raise
        raise RecordChanged("another process wrote while it was read", place=place, remedy="do it again") from error
    if read("read/get_turn") != before:
        raise RecordChanged("another process wrote while it was read", place=place, remedy="do it again")
