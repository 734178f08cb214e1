"""Files that are no prose -> their readings: ledgers, STIX bundles and FollowTheMoney entities yield claims directly.

    read_structured(data, "record.csv", metadata)  →  Reading
    read_structured(data, "article.txt", metadata) →  None: what it says has to be found in its sentences

The ending of the name tells a ledger; what a JSON file holds is told by its content.
"""

from __future__ import annotations

from pathlib import PurePath

from app.domain.document import Metadata
from app.domain.errors import UnreadableDocument
from app.domain.view import Reading
from loaders.ftm import read_ftm
from loaders.ledger import read_ledger
from loaders.stix import read_stix
from loaders.structured.kinds import LEDGERS, OBJECTS, STRUCTURED, JsonKind, kind_of_json

__all__ = ["read_structured", "refuse_structured"]

_NEITHER = "give a STIX 2.1 bundle or FollowTheMoney entities; a leaktrail/1 file goes in by `leaktrail import`"


def read_structured(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading | None:
    """What a structured source says; None for other files. `columns`: the text of a ledger's columns file.

    Raises BadInput for a file that cannot be used.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix in LEDGERS:
        return read_ledger(data, filename, metadata, columns)
    if suffix not in OBJECTS:
        return None
    kind = kind_of_json(data)
    if kind is None:
        raise UnreadableDocument("holds no structured objects that are known", place=filename, remedy=_NEITHER)
    return read_stix(data, filename, metadata) if kind is JsonKind.STIX else read_ftm(data, filename, metadata)


def refuse_structured(filename: str) -> None:
    """UnreadableDocument for a file that has no sentences, for those who would look for some."""
    if PurePath(filename).suffix.lower() in STRUCTURED:
        message = "has rows or objects and no sentences"
        raise UnreadableDocument(message, place=filename, remedy="`leaktrail load` reads it; its rows are its evidence")
