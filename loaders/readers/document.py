"""The door: bytes of a file -> the Document with its blocks and what was remarked on the way.

`read_document(b"...", "a.txt", Metadata())` gives a document named `a` whose id is the hash of the bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import cast

from app.domain.diagnostic import Diagnostic
from app.domain.document import Block, Document, Metadata
from app.domain.errors import BadInput, UnreadableDocument
from app.domain.ids import document_id
from loaders.lines import strip_span
from loaders.readers.registry import reader_for

__all__ = ["LARGEST_FILE", "read_document", "read_sidecar"]

LARGEST_FILE = 20_000_000
"""Bytes; larger files are refused."""
_KEYS = frozenset(field.name for field in fields(Metadata))
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def read_document(
    data: bytes, filename: str, metadata: Metadata
) -> tuple[Document, tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The document of a file's bytes. `filename` may be a path; its stem becomes the document's name.

    A title that the format itself names (HTML) fills an absent one. UnreadableDocument if the file is too large, is
    no text, or holds none.
    """
    if len(data) > LARGEST_FILE:
        message = f"has {len(data):,} bytes, more than {LARGEST_FILE:,}"
        raise UnreadableDocument(message, place=filename, remedy="split the file into documents")
    read = reader_for(data, filename).read(data, filename)
    first, last = strip_span(read.text, 0, len(read.text))
    if first >= last:
        raise UnreadableDocument("holds no text", place=filename, remedy="give a file with words in it")
    identity = document_id(data)
    known = replace(metadata, title=read.title) if metadata.title is None and read.title else metadata
    document = Document(identity, PurePath(filename).stem, sha256(data).hexdigest(), read.text, known)
    return document, read.blocks, tuple(replace(remark, document=identity) for remark in read.diagnostics)


def read_sidecar(path: Path) -> Metadata:
    """Metadata of `STEM.meta.json`: title, publisher, published_at, url, language, all optional; null is absent.

    BadInput that names file and key if the file is no JSON object, a value is no text, or the date no
    `YYYY[-MM[-DD]]`. Other keys are left alone.
    """
    try:
        loaded: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is no JSON: {error}", place=str(path), remedy="correct or remove the file") from None
    if not isinstance(loaded, dict):
        raise BadInput("holds no JSON object", place=str(path), remedy='write {"title": …, "published_at": …}')
    values = {
        key: value for key, value in cast("dict[str, object]", loaded).items() if key in _KEYS and value is not None
    }
    for key, value in values.items():
        if not isinstance(value, str):
            raise BadInput(f"{key} is no text: {value!r}", place=str(path), remedy=f'write "{key}": "…"')
    texts = cast("dict[str, str]", values)
    if "published_at" in texts and not _is_date(texts["published_at"]):
        message = f"published_at is no date: {texts['published_at']!r}"
        raise BadInput(message, place=str(path), remedy="write YYYY, YYYY-MM or YYYY-MM-DD")
    return Metadata(**texts)


def _is_date(words: str) -> bool:
    """True for a year, a month or a day of the calendar in ISO form."""
    if _DATE.fullmatch(words) is None:
        return False
    try:
        date.fromisoformat((words + "-01-01")[:10])
    except ValueError:
        return False
    return True
