"""An open file → all that is in it, as it is when one begins to look: one transaction that only reads."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from app.domain.access import Marking
from app.domain.archive import KeptDocument
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.store.rows import Row, reading_from
from app.store.sqlite_link import SqliteLink

__all__ = ["SqliteArchive", "open_archive"]

_TABLES = ("blocks", "passages", "mentions", "sources", "claims", "quotes", "diagnostics")


class _Told(Protocol):
    """What the store tells of itself."""

    def judgements(self) -> Sequence[Judgement]: ...
    def revision(self) -> str: ...


class SqliteArchive:
    """An `Archive` (see `app.domain.archive`) within a transaction."""

    def __init__(self, link: SqliteLink, store: _Told) -> None:
        self._link, self._store = link, store

    def documents(self) -> Sequence[KeptDocument]:
        """All documents, by id."""
        return [
            KeptDocument(DocumentId(key), bool(removed), None if marking is None else Marking.of(marking), runs)
            for key, removed, marking, runs in self._link.all("kept_documents")
        ]

    def runs(self, document: DocumentId) -> Sequence[Reading]:
        """All that was read in a document, the current run last."""
        found: list[Reading] = []
        for row in self._link.all("kept_runs", document):
            tables: Mapping[str, Sequence[Row]] = {name: self._link.all(name, row[0]) for name in _TABLES}
            found.append(reading_from(row[2:], tables))
        return found

    def judgements(self) -> Sequence[Judgement]:
        """All judgements."""
        return self._store.judgements()

    def revision(self) -> str:
        """The revision of the record."""
        return self._store.revision()


@contextmanager
def open_archive(link: SqliteLink, store: _Told) -> Generator[SqliteArchive]:
    """Everything as it is now; other processes may go on writing. Threads that share the file wait."""
    with link.lock:
        if link.is_in_transaction():
            yield SqliteArchive(link, store)
            return
        link.run("begin_reading")
        try:
            yield SqliteArchive(link, store)
        finally:
            link.run("rollback")
