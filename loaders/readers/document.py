"""The door: bytes of a file -> the Document with its blocks and what was remarked on the way.

`read_document(b"...", "a.txt", Metadata())` gives a document named `a` whose id is the hash of the bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import cast

from app.domain.access import Marking
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Block, Document, Metadata
from app.domain.errors import BadInput, UnreadableDocument
from app.domain.ids import document_id
from app.domain.window import Window
from loaders.readers.base import ReadText
from loaders.readers.registry import reader_for
from loaders.structure.lines import strip_span

__all__ = [
    "LARGEST_BINARY",
    "LARGEST_FILE",
    "marking_from",
    "metadata_from",
    "read_document",
    "read_sidecar",
    "refuse_large",
]

LARGEST_FILE = 20_000_000
"""Bytes of a text file; larger ones are refused."""
LARGEST_BINARY = 50_000_000
"""Bytes of a file of those formats that also hold what is no text, as pictures and attachments."""
_BINARY = frozenset({".pdf", ".docx", ".xlsx", ".eml"})
_KEYS = frozenset(field.name for field in fields(Metadata))
_REPAIR = "correct or remove the file"
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def read_document(
    data: bytes, filename: str, metadata: Metadata
) -> tuple[Document, tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The document of a file's bytes. `filename` may be a path; its stem becomes the document's name.

    A title or a date that the format itself names (HTML, mail) fills an absent one. UnreadableDocument if the file is
    too large, is no text, or holds none.
    """
    refuse_large(len(data), filename, filename)
    read = reader_for(data, filename).read(data, filename)
    first, last = strip_span(read.text, 0, len(read.text))
    if first >= last:
        raise _no_text(read, filename)
    identity = document_id(data)
    known = replace(
        metadata,
        title=read.title or None if metadata.title is None else metadata.title,
        published_at=read.published_at if metadata.published_at is None else metadata.published_at,
    )
    document = Document(identity, _name(filename), sha256(data).hexdigest(), read.text, known)
    return document, read.blocks, tuple(replace(remark, document=identity) for remark in read.diagnostics)


def refuse_large(size: int, filename: str, place: str) -> None:
    """UnreadableDocument, at `place`, if a file of that name may not have so many bytes."""
    largest = LARGEST_BINARY if PurePath(filename).suffix.lower() in _BINARY else LARGEST_FILE
    if size > largest:
        message = f"has {size:,} bytes, more than {largest:,}"
        raise UnreadableDocument(message, place=place, remedy="split the file into documents")


def read_sidecar(path: Path) -> Metadata:
    """Metadata of the file `STEM.meta.json`; BadInput also if it cannot be opened. See `metadata_from`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", place=str(path)) from None
    return metadata_from(data, str(path))


def metadata_from(data: bytes, place: str) -> Metadata:
    """Metadata of a sidecar: title, publisher, published_at, url, language, all optional; null is absent.

    BadInput that names file and key if it is no JSON object, a value is no text, or the date no `YYYY[-MM[-DD]]`.
    Other keys are left alone.
    """
    values = {key: value for key, value in _object(data, place).items() if key in _KEYS and value is not None}
    for key, value in values.items():
        if not isinstance(value, str):
            raise BadInput(f"{key} is no text: {value!r}", place=place, remedy=f'write "{key}": "…"')
        if bad := _NO_TEXT.search(value):
            message = f"{key} holds the character U+{ord(bad[0]):04X}, which belongs to no text"
            raise BadInput(message, place=place, remedy="remove it")
    texts = cast("dict[str, str]", values)
    if "published_at" in texts and Window.from_partial(texts["published_at"]) is None:
        message = f"published_at is no date: {texts['published_at']!r}"
        raise BadInput(message, place=place, remedy="write YYYY, YYYY-MM or YYYY-MM-DD")
    return Metadata(**texts)


def marking_from(data: bytes, place: str) -> Marking | None:
    """How far a sidecar says that its document may go: `marking`. BadInput if that is no marking."""
    value = _object(data, place).get("marking")
    found = Marking.written(value) if isinstance(value, str) else None
    if value is not None and found is None:
        raise BadInput(f"marking is none: {value!r}", place=place, remedy=f"write one of {', '.join(Marking)}")
    return found


def _object(data: bytes, place: str) -> dict[str, object]:
    try:
        loaded: object = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput("is not UTF-8", place=place, remedy="save the file as UTF-8") from None
    except RecursionError:
        raise BadInput("is nested too deeply", place=place, remedy=_REPAIR) from None
    except ValueError as error:
        raise BadInput(f"is no JSON: {error}", place=place, remedy=_REPAIR) from None
    if not isinstance(loaded, dict):
        raise BadInput("holds no JSON object", place=place, remedy='write {"title": …, "published_at": …}')
    return cast("dict[str, object]", loaded)


def _name(filename: str) -> str:
    r"""The stem. Bytes of a file name that are no UTF-8 (old archives) are spelt out.

    >>> print(_name("in/a\udc83.txt"))
    a\udc83
    """
    return PurePath(filename).stem.encode("utf-8", "backslashreplace").decode()


def _no_text(read: ReadText, filename: str) -> UnreadableDocument:
    """Why there are no words: what the reader itself could not get past, if that is it."""
    for remark in read.diagnostics:
        if remark.severity is Severity.ERROR:
            return UnreadableDocument(remark.message, place=filename, remedy=remark.remedy)
    return UnreadableDocument("holds no text", place=filename, remedy="give a file with words in it")
