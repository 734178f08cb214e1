"""Store → a file with the whole record in it: all readings, past ones too, markings, what was removed and judged.

    made = make_backup(store, Path("case.backup"), now, say)
    made.digest, made.kept.documents

The file is of one state of the record, also while others load. Where a store has no view of one moment, it is read
again until nobody has written meanwhile, at last while writers wait. It is there whole or not at all, never takes the
place of another file, and is its owner's only: it holds what the record holds.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.domain.archive import Archive, KeptBackup
from app.domain.errors import BadInput, RecordChanged
from app.domain.ids import DocumentId
from app.domain.ports import Store
from app.domain.view import Reading
from app.services.backup_file import FORMAT, BackupLines
from app.services.wire import Json
from app.settings import release
from app.store.folders import sync_folder
from app.store.rows import judgement_row, reading_rows

__all__ = ["Say", "make_backup"]

Say: TypeAlias = Callable[[int, int], None]
"""Told how many documents of how many are done."""

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}  # of a file system that knows none
_TRIES = 3  # without a wish that others wait


def make_backup(store: Store, path: Path, now: datetime, say: Say = lambda _done, _all: None) -> KeptBackup:
    """The backup that was made. Raises BadInput for a path that cannot be written, StoreError."""
    target = path.absolute()
    if target.exists():
        raise BadInput("is there already", place=str(path), remedy="choose another name; a backup replaces nothing")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with suppress(FileNotFoundError):
            part.unlink()
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            digest, revision = _of_one_state(store, file, now, say)
            file.flush()
            os.fsync(file.fileno())
        _name(part, target)
    except OSError as error:
        remedy = "make room, or choose another folder; there is no backup by halves"
        raise BadInput((error.strerror or "cannot be written").lower(), place=str(path), remedy=remedy) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return KeptBackup(now, str(target), digest, revision)


def _of_one_state(store: Store, file: BinaryIO, now: datetime, say: Say) -> tuple[str, str]:
    for _ in range(_TRIES):
        with suppress(RecordChanged), store.archive() as archive:
            return _write(archive, file, now, say)
        file.seek(0)
        file.truncate()
    with store.transaction(), store.archive() as archive:
        return _write(archive, file, now, say)


def _write(archive: Archive, file: BinaryIO, now: datetime, say: Say) -> tuple[str, str]:
    """The digest, and the revision of the record."""
    documents, judgements, revision = archive.documents(), archive.judgements(), archive.revision()
    lines = BackupLines(file)
    header: Json = {
        "format": FORMAT,
        "release": release(),
        "made": now.isoformat(),
        "revision": revision,
        "documents": len(documents),
        "removed": sum(one.removed for one in documents),
        "runs": sum(one.runs for one in documents),
        "judgements": len(judgements),
    }
    lines.write("header", header)
    for number, one in enumerate(documents, 1):
        marking = one.marking and one.marking.value
        lines.write("document", {"id": one.id, "removed": one.removed, "marking": marking, "runs": one.runs})
        _write_runs(archive, one.id, lines)
        say(number, len(documents))
    for judgement in judgements:
        lines.write("judgement", judgement_row(judgement))
    return lines.close(), revision


def _write_runs(archive: Archive, document: DocumentId, lines: BackupLines) -> None:
    told: set[str] = set()
    for reading in archive.runs(document):
        text = reading.document.text
        digest = None if text is None else sha256(text.encode()).hexdigest()
        if digest is not None and digest not in told:
            told.add(digest)
            lines.write("text", {"digest": digest, "body": text})
        lines.write("run", _run(reading, digest))


def _run(reading: Reading, text: str | None) -> Json:
    rows = reading_rows(reading)
    return {"id": rows.id, "text": text, "head": rows.run, **dict(rows.tables())}


def _name(part: Path, target: Path) -> None:
    """Give the file its name, unless another has come first; the name outlives a power cut."""
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, "is there already") from None
        part.rename(target)
    sync_folder(target.parent)
