"""A backup → an empty store with the record in it: all of it, or nothing.

    restore(Path("case.backup"), store, say)     →  Restored(KeptBackup(…), documents=12, …)

The file is read twice: first to see that all of it is what was written, then to put it into the store in one
transaction, at whose end the record must have the revision that the backup tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from app.domain.access import Marking
from app.domain.archive import KeptBackup, KeptDocument
from app.domain.errors import BadBackup, BadInput, LeaktrailError
from app.domain.ids import DocumentId
from app.domain.ports import Store
from app.domain.view import Reading
from app.services.backup import Say
from app.services.backup_file import FORMAT, read_lines
from app.services.publish import publish
from app.store.rows import judgement_from, reading_from, run_id

__all__ = ["Restored", "restore", "verify_backup"]

_REMEDY = "take another backup; nothing was restored"
_TABLES = ("blocks", "passages", "mentions", "sources", "claims", "diagnostics")


@dataclass(frozen=True, slots=True)
class Restored:
    """The backup, and how much is in it."""

    backup: KeptBackup
    documents: int
    removed: int
    runs: int
    judgements: int


def verify_backup(path: Path) -> Restored:
    """What the backup says of itself, once all of it was read and found whole. Raises BadBackup."""
    header: Mapping[str, Any] = {}
    found = dict.fromkeys(("document", "run", "judgement"), 0)
    digest = ""
    for place, kind, value in read_lines(path):
        if not header:
            header = _header(kind, value, place)
        elif kind == "end":
            digest = str(value)
        elif kind in found:
            found[kind] += 1
        elif kind != "text":
            raise BadBackup("is of a kind that this build does not know", place=place, remedy="update leaktrail")
    told = {"document": header["documents"], "run": header["runs"], "judgement": header["judgements"]}
    if found != told:
        raise BadBackup(f"holds {found}, and tells of {told}", place=str(path), remedy=_REMEDY)
    counts = (header[name] for name in ("documents", "removed", "runs", "judgements"))
    made = datetime.fromisoformat(header["made"])
    return Restored(KeptBackup(made, str(path.absolute()), digest, header["revision"]), *counts)


def restore(path: Path, store: Store, say: Say = lambda _done, _all: None) -> Restored:
    """Put the record into the store, which must be empty. Raises BadBackup, BadInput, StoreError."""
    found = verify_backup(path)
    with store.transaction():
        with store.archive() as archive:
            if archive.documents() or archive.judgements():
                remedy = "give --store a new one; a backup is not mixed with a record"
                raise BadInput("cannot be restored into a store that holds something", place=str(path), remedy=remedy)
        _put(path, store, found.documents, say)
        if store.revision() != found.backup.revision:
            raise BadBackup("does not give the record that it tells of", place=str(path), remedy=_REMEDY)
    publish(store)
    return found


def _put(path: Path, store: Store, number: int, say: Say) -> None:
    for done, (place, document, readings) in enumerate(_documents(path, store), 1):
        if len(readings) != document.runs or {reading.document.id for reading in readings} != {document.id}:
            raise BadBackup("holds readings of another document", place=place, remedy=_REMEDY)
        store.put_readings(readings)
        if document.marking is not None:
            store.mark(document.id, document.marking)
        if document.removed:
            store.remove(document.id)
        say(done, number)


def _documents(path: Path, store: Store) -> Iterator[tuple[str, KeptDocument, list[Reading]]]:
    """Place, document and readings of each document; judgements go into the store as they come."""
    open_now: tuple[str, KeptDocument] | None = None
    readings: list[Reading] = []
    texts: dict[str, str] = {}
    for place, kind, value in read_lines(path):
        if kind in {"document", "judgement", "end"} and open_now is not None:
            yield *open_now, readings
            open_now, readings, texts = None, [], {}
        try:
            match kind:
                case "document":
                    open_now = place, _document(cast("Mapping[str, Any]", value))
                case "text":
                    line = cast("Mapping[str, str]", value)
                    texts[line["digest"]] = line["body"]
                case "run":
                    readings.append(_reading(cast("Mapping[str, Any]", value), texts))
                case "judgement":
                    store.put_judgements([judgement_from(cast("list[Any]", value))])
                case _:
                    pass
        except (KeyError, TypeError, ValueError, LeaktrailError) as error:
            raise BadBackup("cannot be understood", place=place, remedy=_REMEDY) from error


def _document(line: Mapping[str, Any]) -> KeptDocument:
    marking = None if line["marking"] is None else Marking(line["marking"])
    return KeptDocument(DocumentId(line["id"]), bool(line["removed"]), marking, int(line["runs"]))


def _reading(line: Mapping[str, Any], texts: Mapping[str, str]) -> Reading:
    """Raises ValueError if it is not the reading that its id stands for."""
    key, extractor, metadata_digest, name, sha, *metadata = line["head"]
    text = None if line["text"] is None else texts[line["text"]]
    quotes = [(claim, *rest) for claim, _, *rest in line["quotes"]]
    tables = {**{name: line[name] for name in _TABLES}, "quotes": quotes}
    reading = reading_from((key, extractor, metadata_digest, name, sha, text, *metadata), tables)
    if run_id(reading) != line["id"]:
        raise ValueError("another reading")
    return reading


def _header(kind: str, value: object, place: str) -> Mapping[str, Any]:
    header: Mapping[str, Any] = {}
    if kind == "header" and isinstance(value, dict):
        header = cast("Mapping[str, Any]", value)
    form = str(header.get("format", ""))
    if not form.startswith("leaktrail-backup/"):
        raise BadBackup("is no backup", place=place, remedy="give a file that `leaktrail backup` made")
    if form != FORMAT:
        raise BadBackup(f"is {form}, this build knows {FORMAT}", place=place, remedy="update leaktrail")
    return header
