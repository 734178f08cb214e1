"""The embedded store: one SQLite file, read and written through `SqliteStore`.

    with closing(SqliteStore.open(Path("case.db"))) as store:
        store.put_readings(readings)      # all or none; again: nothing changes
        store.revision()                  # 'revision-…', equal for equal contents

One connection, guarded by a lock, so threads may share a store; several processes may open one file (WAL, one writer
at a time, the others wait up to ten seconds). Nothing of `sqlite3` leaves this module.

References:
    SQLite, "Write-Ahead Logging" and "Pragma statements" (sqlite.org): WAL with synchronous=FULL keeps a committed
    transaction through a crash of the process, the system and the power.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from app.domain.access import Marking
from app.domain.archive import Archive
from app.domain.document import Document
from app.domain.errors import GraphLost, StoreUnavailable
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.ports import Published, PublishedGraph, Sizes
from app.domain.view import Entry, Reading
from app.store.rows import (
    Row,
    entry_from,
    judgement_from,
    judgement_row,
    reading_from,
    reading_rows,
    revision_of,
    utc,
)
from app.store.segments import Listed, Shelf
from app.store.sqlite_archive import open_archive
from app.store.sqlite_file import MEMORY, connect
from app.store.sqlite_graph import SqliteGraph, is_revision
from app.store.sqlite_link import SqliteLink
from app.store.sqlite_upkeep import count_faults, count_sizes, purge, texts_of_removed, verify
from app.store.sqlite_words import passages_with
from app.store.sqlite_write import put_rows

__all__ = ["SqliteStore"]

_TABLES = ("blocks", "passages", "mentions", "sources", "claims", "quotes", "diagnostics")


class SqliteStore:
    """A `Store` (see `app.domain.ports`) in one file."""

    def __init__(self, connection: sqlite3.Connection, place: str, graph: SqliteGraph | None) -> None:
        """Over a connection of `sqlite_file.connect`; users call `open`."""
        self._link = SqliteLink(connection, place)
        self._graph = graph
        self._has_erased = False
        self._known: tuple[tuple[int, int], str, Sequence[Listed]] | None = None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> SqliteStore:
        """The store in that file, which is made if it is not there; `:memory:` is one that is gone with the process.

        Raises StoreUnavailable, StoreTooNew.
        """
        graph = None if path == MEMORY else SqliteGraph(Shelf.beside(path))
        return cls(connect(path, read_only=read_only), str(path), graph)

    # ------------------------------------------------------------ readings

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all in one transaction. Raises BadInput for characters that cannot be kept."""
        found = [reading_rows(reading) for reading in readings]  # may take long: not while others wait
        with self.transaction():
            for rows in found:
                put_rows(self._link, rows)

    def get_reading(self, document: DocumentId) -> Reading | None:
        """The current run of a document that is not removed; None if there is none."""
        with self._link.lock:
            rows = self._link.all("visible_run", document)
            return self._reading_of(rows[0]) if rows else None

    def readings(self) -> Sequence[Reading]:
        """The current runs of all documents that are not removed, by document id."""
        with self._link.lock:
            return [self._reading_of(row) for row in self._link.all("visible_runs")]

    def documents(self) -> Sequence[Document]:
        """All documents that are not removed, by id."""
        nothing: dict[str, Sequence[Row]] = dict.fromkeys(_TABLES, ())
        with self._link.lock:
            return [reading_from(row[2:], nothing).document for row in self._link.all("visible_runs")]

    def entries(self) -> Sequence[Entry]:
        """All documents that are not removed, by id, without their texts."""
        with self._link.lock:
            return [entry_from(row[:-1], has_text=bool(row[-1])) for row in self._link.all("visible_entries")]

    def runs(self) -> Mapping[DocumentId, str]:
        """The id of the current run of each document that is not removed: equal ids mean equal readings."""
        with self._link.lock:
            return {DocumentId(document): str(run) for run, document in self._link.all("visible_run_ids")}

    def remove(self, document: DocumentId) -> bool:
        """Take a document out (its evidence is kept, and a later put brings it back); False if it is not there."""
        with self.transaction():
            return self._link.run("remove_document", document).rowcount > 0

    def erase(self, document: DocumentId) -> bool:
        """Delete a document and all that was ever read in it, texts included; False if it is not there."""
        with self.transaction():
            for table in (*reversed(_TABLES), "runs"):
                self._link.run(f"erase_{table}", document)
            self._link.run("erase_texts")
            self._link.run("forget_segments")
            self._has_erased = True
            return self._link.run("erase_documents", document).rowcount > 0

    def removed(self) -> Mapping[DocumentId, str]:
        """What the documents hold that were removed and not erased."""
        return texts_of_removed(self._link)

    def purge(self) -> Sequence[str]:
        """Write the file anew without what was erased, empty its log, delete the segments; nothing is left to do."""
        with self._link.lock:
            self._link.run("forget_segments")
            self._clean()
            purge(self._link)
        return ()

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that bear one and are not removed."""
        with self._link.lock:
            return {DocumentId(key): Marking.of(word) for key, word in self._link.all("visible_markings")}

    def mark(self, document: DocumentId, marking: Marking | None) -> bool:
        """Give a document a marking, or take it away; False if it is not there."""
        with self.transaction():
            return self._link.run("mark_document", marking and marking.value, document).rowcount > 0

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of the passages that hold `words`, compared as `fold` does; at most `limit`."""
        return passages_with(self._link, words, limit, after)

    # ------------------------------------------------------------ judgements

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; the same id replaces (to undo)."""
        with self.transaction():
            for judgement in judgements:
                self._link.run("put_judgement", *judgement_row(judgement))

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, by time and id, undone ones included."""
        with self._link.lock:
            found = [judgement_from(row) for row in self._link.all("judgements")]
        return sorted(found, key=lambda one: (utc(one.when), one.id))

    # ------------------------------------------------------------ the whole

    def check(self) -> Sequence[tuple[str, int]]:
        """What does not hold in the record: the name of each failing check, and in how many places."""
        counted = count_faults(self._link)
        counted["damaged_segment"] = 0 if self._graph is None else self._graph.shelf.damaged(self._listed())
        return [(name, number) for name, number in counted.items() if number]

    def revision(self) -> str:
        """A token that changes with every change of the record; equal tokens mean equal contents."""
        with self._link.lock:
            return self._state()[0]

    def stamp(self) -> Hashable | None:
        """Another one after each change; None while somebody uses the connection."""
        return self._link.changes_now()

    def sizes(self) -> Sizes:
        """How much there is of what is not removed."""
        return count_sizes(self._link)

    def verify(self) -> None:
        """Raise StoreError unless the file can be read and is of the version that this build writes."""
        verify(self._link)

    def archive(self) -> AbstractContextManager[Archive]:
        """All that is in the file, as it is now."""
        return open_archive(self._link, self)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Several operations, all or none; inside another one it is a part of it that can fail by itself."""
        with self._link.lock:
            with self._link.transaction():
                yield
            if self._has_erased and not self._link.is_in_transaction():
                self._has_erased = False
                self._clean()

    def close(self) -> None:
        """Give up all handles."""
        self._link.close()

    # ------------------------------------------------------------ the graph beside it

    @property
    def publishes_late(self) -> bool:
        """True: only questions look at the graph."""
        return True

    def published(self) -> str | None:
        """The revision of the record that the segments stand for; None if there are none that can be read."""
        try:
            return self.as_published().published()
        except GraphLost:
            return None

    def as_published(self) -> PublishedGraph:
        """The graph of the segments that count, which stays as it is. GraphLost if they cannot be read."""
        for _ in range(2):  # another process may write them anew between the one look and the other
            found = self._graph and self._graph.opened(self._listed())
            if found:
                return found
        raise GraphLost("no graph is kept beside the record", place=self._link.place, remedy="leaktrail publish")

    def publish(
        self, graph: Graph, readings: Iterable[Reading], judgements: Iterable[Judgement], revision: str
    ) -> Published | None:
        """Bring the segments to `graph`; None if the record is another by now, or they cannot be written.

        The files are written before others have to wait; which of them count is changed in one short transaction.
        """
        if self._graph is None or self.published() == revision:
            return None
        if not is_revision(readings, judgements, self.markings(), revision):
            return None
        before = self._listed()
        made = self._graph.write(graph, revision, before)
        if made is None or not self._count(made[0], before, revision):
            return None
        self._graph.forget()
        return made[1]

    def _count(self, listed: Sequence[Listed], before: Sequence[Listed], revision: str) -> bool:
        """Let these segments count instead of others, unless somebody changed something meanwhile."""
        rows = [(position, *one) for position, one in enumerate(listed)]
        graph = self._graph
        try:
            with self._link.briefly():
                done = (
                    graph is not None
                    and self.revision() == revision
                    and self._listed() == before
                    and graph.shelf.are_there(listed)
                )
                if done:
                    self._link.run("forget_segments")
                    self._link.run_many("list_segments", rows)
        except StoreUnavailable:
            return False
        self._clean()
        return done

    def _clean(self) -> None:
        """Delete the files that do not count; whoever is about to let one count finds that out."""
        with suppress(StoreUnavailable), self._link.briefly():
            if self._graph is not None:
                self._graph.shelf.keep(self._listed())

    def _listed(self) -> Sequence[Listed]:
        with self._link.lock:
            return self._state()[1]

    def _state(self) -> tuple[str, Sequence[Listed]]:
        """The revision and the segments that count, read anew only if the file changed since.

        The counters are taken before the rows: what another process writes in between is seen the next time. Inside a
        transaction nothing is kept, for it may be rolled back, and the counters do not tell of that.
        """
        changes = self._link.changes()
        if self._known is not None and self._known[0] == changes and not self._link.is_in_transaction():
            return self._known[1:]
        runs = [str(row[0]) for row in self._link.all("visible_run_ids")]
        revision = revision_of(runs, self._link.all("judgements"), self.markings())
        listed = tuple(Listed(*row) for row in self._link.all("segments"))
        self._known = None if self._link.is_in_transaction() else (changes, revision, listed)
        return revision, listed

    # ------------------------------------------------------------ rows

    def _reading_of(self, row: Sequence[Any]) -> Reading:
        return reading_from(row[2:], {name: self._link.all(name, row[0]) for name in _TABLES})
