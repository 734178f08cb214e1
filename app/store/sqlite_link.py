"""Names of statements → what SQLite answers, over one connection that threads share.

    link.run("remove_document", "doc-1").rowcount   →  1

Its errors are StoreUnavailable; a transaction inside another one is a part of it that can fail by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Any

from app.domain.errors import StoreUnavailable
from app.store.rows import Cell, Row
from app.store.sqlite_file import translated
from app.store.statements import statement

__all__ = ["SqliteLink"]


class SqliteLink:
    """A connection, guarded by a lock."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        """Over a connection of `sqlite_file.connect`."""
        self._connection = connection
        self.place = place
        self.lock = RLock()

    def run(self, name: str, *values: Cell) -> sqlite3.Cursor:
        """Carry out the statement of that name."""
        with translated(self.place):
            return self._connection.execute(statement(name), values)

    def run_many(self, name: str, rows: Sequence[Row]) -> None:
        """Carry out the statement for each row."""
        with translated(self.place):
            self._connection.executemany(statement(name), rows)

    def all(self, name: str, *values: Cell) -> list[Any]:
        """All rows that the statement gives."""
        with translated(self.place):
            return self._connection.execute(statement(name), values).fetchall()

    def changes(self) -> tuple[int, int]:
        """Two counters, of what other connections have committed and of what this one has changed.

        While both stay as they are outside of a transaction, the file says the same.
        """
        return int(self.all("data_version")[0][0]), self._connection.total_changes

    def changes_now(self) -> tuple[int, int] | None:
        """The same, without waiting: None while another thread has the connection, or inside a transaction."""
        if not self.lock.acquire(blocking=False):
            return None
        try:
            return None if self.is_in_transaction() else self.changes()
        finally:
            self.lock.release()

    def is_in_transaction(self) -> bool:
        """True between the beginning and the end of one."""
        with translated(self.place):
            return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Several statements, all or none."""
        with self.lock:
            part = "_part" if self.is_in_transaction() else ""
            self.run(f"begin{part}")
            try:
                yield
                self.run(f"commit{part}")
            except BaseException:
                self._undo(part)
                raise

    @contextmanager
    def briefly(self) -> Generator[None]:
        """A transaction for what can also be done later: it does not wait for others for long, and is no part."""
        with self.lock:
            if self.is_in_transaction():
                raise StoreUnavailable("a transaction is under way", place=self.place)
            self.run("wait_briefly")
            try:
                with self.transaction():
                    yield
            finally:
                self.run("wait_for_others")

    def close(self) -> None:
        """Give up the connection."""
        with self.lock, translated(self.place):
            self._connection.close()

    def _undo(self, part: str) -> None:
        """SQLite has rolled back by itself after some errors; a part is rolled back and then released."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute(statement(f"rollback{part}"))
                if part:
                    self._connection.execute(statement("commit_part"))
