"""What stands beside a document: `STEM.meta.json` with its metadata, `STEM.columns.yaml` with what its columns hold.

    metadata_of(Path("inbox/record.csv"))  →  what inbox/record.meta.json says
    columns_of(Path("inbox/record.csv"))   →  the text of inbox/record.columns.yaml

Both are files of their own, so that a document stays as it was found.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.domain.access import Marking
from app.domain.document import Metadata
from app.domain.errors import BadInput
from app.domain.ports import Read
from app.domain.view import Reading
from loaders.readers.document import marking_from, metadata_from, read_sidecar
from loaders.structured.kinds import LEDGERS

__all__ = [
    "COLUMNS",
    "SIDECAR",
    "columns_from",
    "columns_of",
    "is_beside",
    "marking_inside",
    "marking_of",
    "metadata_inside",
    "metadata_of",
    "with_columns",
]

SIDECAR = ".meta.json"
COLUMNS = ".columns.yaml"


def is_beside(name: str) -> bool:
    """True for the name of a file that tells of a document and is none."""
    return name.endswith((SIDECAR, COLUMNS))


def metadata_of(path: Path) -> Metadata:
    """What the sidecar of a document says. BadInput, about the document, for a broken sidecar."""
    sidecar = path.with_name(path.stem + SIDECAR)
    try:
        return read_sidecar(sidecar) if sidecar.is_file() else Metadata()
    except BadInput as error:
        raise _bad_sidecar(sidecar.name, str(path), error) from error


def marking_of(path: Path) -> Marking | None:
    """How far the sidecar of a document says that it may go. BadInput, about the document, for a broken sidecar."""
    sidecar = path.with_name(path.stem + SIDECAR)
    return marking_inside(sidecar.read_bytes(), sidecar.name, str(path)) if sidecar.is_file() else None


def metadata_inside(data: bytes, sidecar: str, place: str) -> Metadata:
    """The same for the bytes of a sidecar in an archive; `place` is the document."""
    try:
        return metadata_from(data, sidecar)
    except BadInput as error:
        raise _bad_sidecar(sidecar, place, error) from error


def marking_inside(data: bytes, sidecar: str, place: str) -> Marking | None:
    """The same for the marking."""
    try:
        return marking_from(data, sidecar)
    except BadInput as error:
        raise _bad_sidecar(sidecar, place, error) from error


def columns_of(path: Path) -> str | None:
    """The text of the columns file beside a ledger, if there is one. BadInput, about the ledger, if it is no text."""
    beside = path.with_name(path.stem + COLUMNS)
    if path.suffix.lower() not in LEDGERS or not beside.is_file():
        return None
    return columns_from(beside.read_bytes(), beside.name, str(path))


def columns_from(data: bytes, name: str, place: str) -> str:
    """The text of a columns file; `place` is what an error is about."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"not read, for {name} is not UTF-8", place=place, remedy="save that file as UTF-8") from None


def with_columns(read: Read, path: Path) -> Read:
    """The same way, but the columns of all ledgers hold what this file says. Raises BadInput."""
    try:
        text = columns_from(path.read_bytes(), path.name, str(path))
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", place=str(path)) from error
    return partial(_read_with, read, text, str(path))


def _bad_sidecar(name: str, place: str, error: BadInput) -> BadInput:
    message = f"not read, for a fault in its metadata: {name}: {error.message}"
    return BadInput(message, place=place, remedy=error.remedy)


def _read_with(
    read: Read, text: str, place: str, data: bytes, filename: str, metadata: Metadata, /, *, columns: str | None = None
) -> Reading:
    del columns  # what stands beside the ledger
    try:
        return read(data, filename, metadata, columns=text)
    except BadInput as error:
        if error.place is not None and error.place.endswith(COLUMNS):
            error.place = place
        raise
