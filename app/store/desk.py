"""The desk: one SQLite file of this server, not of the record: its secret, its keys, its audit log.

    desk = SqliteDesk(Path("case.db.desk"))      # nothing happens yet
    desk.all_keys()                                  →  () : what is not there holds nothing
    desk.note("local", "document.mark", [id])    # now the file is made, for its owner only

The same for a record in a file and in Neo4j. Threads may share a desk, and several processes of one machine one file.

References:
    SQLite, "PRAGMA data_version" (sqlite.org): another number if another connection has changed the file.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from threading import RLock
from typing import Any

from app.domain.access import Key, Marking, Scope
from app.domain.archive import KeptBackup
from app.domain.audit import BEGINNING, AuditLine, AuditState, verify_chain
from app.domain.errors import BadQuestion, StoreUnavailable
from app.domain.ids import DocumentId
from app.store.sqlite_file import DESK, MEMORY, connect
from app.store.sqlite_link import SqliteLink

__all__ = ["SqliteDesk"]

_OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LEAST_SECRET = 32  # bytes
_PAGE = 1_000
_ALL = -1  # as a limit of SQLite


class SqliteDesk:
    """A `Desk` (see `app.domain.ports`) in one file, which is opened when it is first needed."""

    def __init__(self, path: Path, secret_file: Path | None = None, *, in_own_folder: bool = False) -> None:
        """Over the file `path`; a `secret_file` comes before the secret in it. A folder of our own is made, too."""
        self.path, self._secret_file, self._in_own_folder = path, secret_file, in_own_folder
        self._lock = RLock()
        self._link: SqliteLink | None = None
        self._writes = 0

    # ------------------------------------------------------------ secret

    def secret(self) -> bytes:
        """32 bytes that nobody else knows. BadQuestion for a secret file that cannot be used."""
        if self._secret_file is not None:
            return _secret_from(self._secret_file)
        link = self._made()
        found = link.all("secret")
        if not found:
            with link.transaction():
                link.run("add_secret", token_bytes(_LEAST_SECRET).hex())
                found = link.all("secret")  # of who came first
        return bytes.fromhex(found[0][0])

    # ------------------------------------------------------------ audit

    def note(self, who: str, what: str, about: Sequence[str]) -> None:
        """Add a line to the audit log; writers take turns."""
        link = self._made()
        with link.transaction():
            last = next(map(_line, link.all("last_audit")), None)
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            line = AuditLine.after(last, now, who, what, about)
            told = json.dumps(line.about, ensure_ascii=False)
            link.run("add_audit", line.number, line.when, who, what, told, line.previous, line.digest)

    def entries(self, after: int = 0, limit: int | None = None) -> Sequence[AuditLine]:
        """The lines of the audit log behind the line of that number, in their order."""
        link = self._opened()
        found = [] if link is None else link.all("audit", after, _ALL if limit is None else limit)
        return [_line(row) for row in found]

    def verify(self) -> AuditState:
        """Whether the lines follow from one another, and where they first do not."""
        return verify_chain(self._lines())

    def has_noted(self, digest: str) -> bool:
        """True if a line has that digest, or if it is the one before the first."""
        link = self._opened()
        return digest == BEGINNING or (link is not None and bool(link.all("find_audit", digest)))

    # ------------------------------------------------------------ keys

    def put_key(self, key: Key) -> None:
        """Keep a key; the same id replaces."""
        link, scopes = self._made(), json.dumps(sorted(key.scopes))
        times = [None if time is None else time.isoformat() for time in (key.made, key.expires, key.revoked)]
        with link.transaction():
            link.run("put_key", key.id, key.name, key.digest, scopes, key.clearance.value, *times)
            self._writes += 1

    def all_keys(self) -> Sequence[Key]:
        """All keys, in the order in which they were made."""
        link = self._opened()
        return [] if link is None else [_key(row, link.place) for row in link.all("keys")]

    def version(self) -> object:
        """A token that changes with every change of the keys, and with those that others make of anything."""
        link = self._opened()
        if link is None:
            return None
        with link.lock:
            return self._writes, link.all("desk_version")[0][0]

    # ------------------------------------------------------------ backups

    def note_backup(self, backup: KeptBackup) -> None:
        """Remember that a backup was made."""
        link = self._made()
        with link.transaction():
            link.run("add_backup", backup.made.isoformat(), backup.path, backup.digest, backup.revision)

    def backups(self) -> Sequence[KeptBackup]:
        """The backups that were made, in their order."""
        link = self._opened()
        found = [] if link is None else link.all("backups")
        return [KeptBackup(datetime.fromisoformat(made), *told) for made, *told in found]

    # ------------------------------------------------------------ retention

    def keep_until(self, document: DocumentId, day: date | None) -> None:
        """Remember the last day of a document, or forget it."""
        link = self._made()
        with link.transaction():
            if day is None:
                link.run("drop_retention", document)
            else:
                link.run("put_retention", document, day.isoformat())

    def retention(self) -> Mapping[DocumentId, date]:
        """The last days of documents that have one, the first of them first."""
        link = self._opened()
        found = [] if link is None else link.all("retention")
        return {DocumentId(document): date.fromisoformat(until) for document, until in found}

    # ------------------------------------------------------------ the file

    def close(self) -> None:
        """Give up the file; it is opened again when it is needed."""
        with self._lock:
            link, self._link = self._link, None
            if link is not None:
                link.close()

    def _lines(self) -> Iterator[AuditLine]:
        """All lines, by and by: a log may be long."""
        last = 0
        while page := self.entries(last, _PAGE):
            yield from page
            last = page[-1].number

    def _opened(self) -> SqliteLink | None:
        """The open file; None if it is not there."""
        return self._link or (self._made() if self.path != MEMORY and self.path.exists() else None)

    def _made(self) -> SqliteLink:
        """The open file, which is made if it is not there. Raises StoreUnavailable, StoreTooNew."""
        with self._lock:
            if self._link is None:
                if self.path != MEMORY:
                    _shut(self.path, self._in_own_folder)
                self._link = SqliteLink(connect(self.path, read_only=False, kind=DESK), str(self.path))
            return self._link


def _shut(path: Path, in_own_folder: bool) -> None:  # noqa: FBT001 - private
    """Make the file, or take from others what they may do with it. What SQLite puts beside it, it makes alike."""
    try:
        if in_own_folder:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():  # and is not opened here: to close it again would give up locks that SQLite has on it
            if stat.S_IMODE(path.stat().st_mode) & _OTHERS:
                path.chmod(_OWNER_ONLY)
        elif path.parent.is_dir():
            with suppress(FileExistsError):  # another process was faster
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    except OSError as error:
        remedy = "LEAKTRAIL_DESK names another file"
        raise StoreUnavailable(error.strerror or "cannot be opened", place=str(path), remedy=remedy) from error


def _secret_from(path: Path) -> bytes:
    place = f"LEAKTRAIL_SECRET_FILE={path}"
    try:
        data = path.read_bytes().strip()
    except OSError as error:
        raise BadQuestion(error.strerror or "cannot be read", place=place) from error
    if len(data) < _LEAST_SECRET:
        remedy = "openssl rand -hex 32 makes one"
        raise BadQuestion(f"holds {len(data)} bytes, which is too few for a secret", place=place, remedy=remedy)
    return sha256(data).digest()


def _line(row: Sequence[Any]) -> AuditLine:
    number, when, who, what, about, previous, digest = row
    return AuditLine(number, when, who, what, _things(about), previous, digest)


def _things(about: str) -> tuple[str, ...]:
    """The ids of a line. What is no list was not written here, and no chain holds at it."""
    try:
        return tuple(map(str, json.loads(about)))
    except (ValueError, TypeError):
        return (about,)


def _key(row: Sequence[Any], place: str) -> Key:
    identifier, name, digest, scopes, clearance, made, *ends = row
    try:
        known = frozenset(map(Scope, json.loads(scopes)))
        expires, revoked = (None if time is None else datetime.fromisoformat(time) for time in ends)
        return Key(identifier, name, digest, known, Marking(clearance), datetime.fromisoformat(made), expires, revoked)
    except (ValueError, TypeError) as error:
        remedy = "restore a backup of it, or move it away and make new keys"
        raise StoreUnavailable(f"the key {identifier} is damaged", place=place, remedy=remedy) from error
