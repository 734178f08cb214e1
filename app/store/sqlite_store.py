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
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from app.domain.document import Document
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Entry, Reading
from app.domain.words import fold
from app.store.rows import (
    Cell,
    ReadingRows,
    Row,
    entry_from,
    judgement_from,
    judgement_row,
    reading_from,
    reading_rows,
    revision_of,
    utc,
)
from app.store.sqlite_file import connect, translated
from app.store.statements import statement

__all__ = ["SqliteStore"]

_TABLES = ("blocks", "passages", "mentions", "sources", "claims", "quotes", "diagnostics")
_T = TypeVar("_T")


class SqliteStore:
    """A `Store` (see `app.domain.ports`) in one file."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        """Over a connection of `sqlite_file.connect`; users call `open`."""
        self._connection = connection
        self._place = place
        self._lock = RLock()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> SqliteStore:
        """The store in that file, which is made if it is not there; `:memory:` is one that is gone with the process.

        Raises StoreUnavailable, StoreTooNew.
        """
        return cls(connect(path, read_only=read_only), str(path))

    # ------------------------------------------------------------ readings

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all in one transaction. Raises BadInput for characters that cannot be kept."""
        found = [reading_rows(reading) for reading in readings]  # may take long: not while others wait
        with self.transaction():
            for rows in found:
                self._put(rows)

    def get_reading(self, document: DocumentId) -> Reading | None:
        """The current run of a document that is not removed; None if there is none."""
        with self._reading():
            rows = self._all("visible_run", document)
            return self._reading_of(rows[0]) if rows else None

    def readings(self) -> Sequence[Reading]:
        """The current runs of all documents that are not removed, by document id."""
        with self._reading():
            return [self._reading_of(row) for row in self._all("visible_runs")]

    def documents(self) -> Sequence[Document]:
        """All documents that are not removed, by id."""
        nothing: dict[str, Sequence[Row]] = dict.fromkeys(_TABLES, ())
        with self._reading():
            return [reading_from(row[2:], nothing).document for row in self._all("visible_runs")]

    def entries(self) -> Sequence[Entry]:
        """All documents that are not removed, by id, without their texts."""
        with self._reading():
            return [entry_from(row[:-1], has_text=bool(row[-1])) for row in self._all("visible_entries")]

    def runs(self) -> Mapping[DocumentId, str]:
        """The id of the current run of each document that is not removed: equal ids mean equal readings."""
        with self._reading():
            return {DocumentId(document): str(run) for run, document in self._all("visible_run_ids")}

    def remove(self, document: DocumentId) -> bool:
        """Take a document out (its evidence is kept, and a later put brings it back); False if it is not there."""
        with self.transaction():
            return self._run("remove_document", document).rowcount > 0

    def erase(self, document: DocumentId) -> bool:
        """Delete a document and all that was ever read in it, texts included; False if it is not there."""
        with self.transaction():
            for table in (*reversed(_TABLES), "runs"):
                self._run(f"erase_{table}", document)
            self._run("erase_texts")
            return self._run("erase_documents", document).rowcount > 0

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of the passages that hold `words`, compared as `fold` does; at most `limit`."""
        wanted = fold(words)
        with self._reading():
            found = self._holding(wanted) if wanted else iter(())
            return list(islice((hit for hit in found if after is None or hit > after), limit))

    # ------------------------------------------------------------ judgements

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; the same id replaces (to undo)."""
        with self.transaction():
            for judgement in judgements:
                self._run("put_judgement", *judgement_row(judgement))

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, by time and id, undone ones included."""
        with self._reading():
            found = [judgement_from(row) for row in self._all("judgements")]
        return sorted(found, key=lambda one: (utc(one.when), one.id))

    # ------------------------------------------------------------ the whole

    def check(self) -> Sequence[tuple[str, int]]:
        """What does not hold in the record: the name of each failing check, and in how many places."""
        with self._reading():
            damage = [row for row in self._all("check_file") if row[0] != "ok"]
            counted = {"damaged_file": len(damage), "dangling_reference": len(self._all("check_references"))}
            for name in ("claim_without_quote", "quote_not_verbatim", "document_without_current_run"):
                counted[name] = len(self._all(name))
        return [(name, number) for name, number in counted.items() if number]

    def revision(self) -> str:
        """A token that changes with every change of the record; equal tokens mean equal contents."""
        with self._reading():
            runs = [str(row[0]) for row in self._all("visible_run_ids")]
            return revision_of(runs, self._all("judgements"))

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Several operations, all or none; inside another one it is a part of it that can fail by itself."""
        with self._lock:
            part = "_part" if self._translated(lambda: self._connection.in_transaction) else ""
            self._run(f"begin{part}")
            try:
                yield
                self._run(f"commit{part}")
            except BaseException:
                self._undo(part)
                raise

    def close(self) -> None:
        """Give up all handles."""
        with self._lock, translated(self._place):
            self._connection.close()

    # ------------------------------------------------------------ rows

    def _put(self, rows: ReadingRows) -> None:
        """The same content changes nothing; content of an older run makes that one current again."""
        document = rows.run[0]
        known = self._all("run_by_id", rows.id)
        if known and known[0][1] and not known[0][2]:
            return
        self._run("add_document", document)
        self._run("retire_runs", document)
        if known:
            self._run("make_current", known[0][0])
        else:
            self._add(rows)

    def _add(self, rows: ReadingRows) -> None:
        key = None
        if rows.text is not None:
            key = sha256(rows.text.encode()).hexdigest()
            self._run("add_text", key, rows.text)
        document, extractor, metadata_digest, name, sha, *metadata = rows.run
        run = self._run("add_run", rows.id, document, extractor, metadata_digest, name, sha, key, *metadata).lastrowid
        for table, found in rows.tables():
            if table == "quotes":
                self._run_many("add_quotes", [(run, *row) for row in found])
            else:
                self._run_many(f"add_{table}", [(run, i, *row) for i, row in enumerate(found)])

    def _holding(self, wanted: str) -> Iterator[tuple[DocumentId, int]]:
        """Looks at every passage, in memory: an index of three letters would miss the shorter words."""
        for run, document, text in self._all("visible_texts"):
            for index, start, end in self._all("passage_places", run):
                if wanted in fold(text[start:end]):
                    yield DocumentId(document), index

    def _reading_of(self, row: Sequence[Any]) -> Reading:
        return reading_from(row[2:], {name: self._all(name, row[0]) for name in _TABLES})

    # ------------------------------------------------------------ statements

    @contextmanager
    def _reading(self) -> Generator[None]:
        with self._lock:
            yield

    def _translated(self, act: Callable[[], _T]) -> _T:
        with translated(self._place):
            return act()

    def _run(self, name: str, *values: Cell) -> sqlite3.Cursor:
        return self._translated(lambda: self._connection.execute(statement(name), values))

    def _run_many(self, name: str, rows: Sequence[Row]) -> None:
        self._translated(lambda: self._connection.executemany(statement(name), rows))

    def _all(self, name: str, *values: Cell) -> list[Any]:
        return self._translated(lambda: self._connection.execute(statement(name), values).fetchall())

    def _undo(self, part: str) -> None:
        """SQLite has rolled back by itself after some errors; a part is rolled back and then released."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute(statement(f"rollback{part}"))
                if part:
                    self._connection.execute(statement("commit_part"))
