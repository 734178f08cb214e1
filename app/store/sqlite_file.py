"""Path -> open SQLite connection with the present tables, or an error that says what is wrong and what to do.

A file of a later version, or of another program, is refused from its header alone, before SQLite has touched it.

References:
    SQLite, "Database File Format" (sqlite.org), 1.3: application id at byte 68, user version at byte 60, big-endian.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from app.domain.errors import StoreError, StoreTooNew, StoreUnavailable
from app.store.statements import migrations, statement

__all__ = ["APPLICATION_ID", "DESK", "MEMORY", "RECORD", "Kind", "check_version", "connect", "translated"]

APPLICATION_ID = 0x4C54524C  # "LTRL"
MEMORY = Path(":memory:")
_MAGIC = b"SQLite format 3\0"
_OWNER_ONLY = 0o600
_PATIENCE = 10.0  # seconds, as `busy_timeout` in open.sql

_REMEDIES: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("another process is writing", "wait until it has finished, then try again"),
    sqlite3.SQLITE_LOCKED: ("another process is writing", "wait until it has finished, then try again"),
    sqlite3.SQLITE_READONLY: ("cannot be written", "give write permission on the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_PERM: ("cannot be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_AUTH: ("cannot be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room, then try again; nothing was half kept"),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "check the disk, then try again"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore a backup"),
    sqlite3.SQLITE_NOTADB: ("is no SQLite file", "give another file, or the path of a store"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file of ours is for: its application id, and the folder of its migrations."""

    application: int
    migrations: str


RECORD = Kind(APPLICATION_ID, "migrations")
DESK = Kind(0x4C54444B, "desk_migrations")  # "LTDK"


def connect(path: Path, *, read_only: bool, kind: Kind = RECORD) -> sqlite3.Connection:
    """A connection in autocommit mode; the tables are made or brought up to date unless `read_only`.

    Raises StoreUnavailable, StoreTooNew.
    """
    place = str(path)
    if path != MEMORY:
        _check_path(path, kind, read_only)
    with translated(place):
        connection = sqlite3.connect(
            ":memory:" if path == MEMORY else f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=path != MEMORY,
            isolation_level=None,
            check_same_thread=False,
        )
    try:
        with translated(place):
            _prepare(connection, kind, place, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(place: str) -> Generator[None]:
    """Errors of SQLite become StoreUnavailable with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bytes tell variants
        message, remedy = _REMEDIES.get(code, (f"the database refuses: {error}", "open the store again"))
        raise StoreUnavailable(message, place=place, remedy=remedy) from error


# ------------------------------------------------------------------ before opening


def _check_path(path: Path, kind: Kind, read_only: bool) -> None:  # noqa: FBT001 - private
    place = str(path)
    try:
        if path.is_dir():
            raise StoreUnavailable("is a folder", place=place, remedy="give the path of a file")
        if not path.exists():
            _check_new(path, read_only)
            _make(path)
            return
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreUnavailable(f"cannot be opened: {error.strerror}", place=place, remedy="check the path") from error
    if header and not header.startswith(_MAGIC):
        raise StoreUnavailable("is no SQLite file", place=place, remedy="give another file; this one is left as it is")
    if header:
        _check_owner(kind, int.from_bytes(header[68:72]), int.from_bytes(header[60:64]), place)


def _check_new(path: Path, read_only: bool) -> None:  # noqa: FBT001 - private
    if read_only:
        raise StoreUnavailable("there is no store", place=str(path), remedy="load documents first, or check the path")
    if not path.parent.is_dir():
        remedy = f"create the folder {path.parent}, or check the path"
        raise StoreUnavailable("there is no such folder", place=str(path), remedy=remedy)


def _make(path: Path) -> None:
    """For its owner only, as is then what SQLite puts beside it: there are names in it. Who shares a file says so."""
    with suppress(FileExistsError):  # another process was faster
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))


def _check_owner(kind: Kind, application: int, version: int, place: str) -> None:
    """0 is a file that nobody has claimed yet."""
    if application not in {0, kind.application}:
        raise StoreUnavailable("belongs to another program", place=place, remedy="give another file")
    if application == kind.application:
        check_version(version, place, kind)


def check_version(version: int, place: str, kind: Kind = RECORD) -> None:
    """Raises StoreTooNew for a file of a later build, which may have been brought up to that while it was open."""
    latest = migrations(kind.migrations)[-1][0]
    if version > latest:
        raise StoreTooNew(
            f"has version {version}, this build knows {latest}; it is left as it is",
            place=place,
            remedy="update leaktrail",
        )


# ------------------------------------------------------------------ after opening


def _prepare(connection: sqlite3.Connection, kind: Kind, place: str, read_only: bool) -> None:  # noqa: FBT001 - private
    connection.execute(statement("wait_for_others"))
    _check_connected(connection, kind, place)
    if not read_only:
        _write_ahead(connection)
        connection.execute(statement("survive_power_loss"))
        connection.execute(statement("keep_references"))
        connection.execute(statement("overwrite_deleted"))
    if _pragma(connection, "version") == migrations(kind.migrations)[-1][0]:
        return
    if read_only:
        raise StoreUnavailable("is of an earlier version", place=place, remedy="open it once for writing")
    _migrate(connection, kind, place)


def _check_connected(connection: sqlite3.Connection, kind: Kind, place: str) -> None:
    """The header on disk may be behind the write-ahead log.

    Tables are asked for first: who makes them at this moment claims the file in the same transaction.
    """
    has_tables = _pragma(connection, "has_tables")
    application = _pragma(connection, "application")
    _check_owner(kind, application, _pragma(connection, "version"), place)
    if application == 0 and has_tables:
        raise StoreUnavailable("belongs to another program", place=place, remedy="give another file")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait here when two processes make one file at the same time; so we do."""
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute(statement("write_ahead"))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return


def _migrate(connection: sqlite3.Connection, kind: Kind, place: str) -> None:
    """Missing migrations in one transaction; another process may have come first."""
    connection.execute(statement("begin"))
    try:
        _check_connected(connection, kind, place)
        present = _pragma(connection, "version")
        for number, name, statements in migrations(kind.migrations):
            if number > present:
                for one in statements:
                    connection.execute(one)
                connection.execute(statement("add_migration"), (number, name))
        connection.execute(statement("commit"))
    except (sqlite3.Error, StoreError):
        if connection.in_transaction:
            connection.execute(statement("rollback"))
        raise


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(statement(name)).fetchone()[0])
