"""Files → one leaktrail/1 object, resolved over all of them as `load` does; nothing is stored.

The events say what became of each file. Raises BadInput if none could be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.domain.ports import Read
from app.domain.view import Reading, View
from app.export.leaktrail1 import to_leaktrail1
from app.services.files import Found, Item, read_item
from app.services.load import Event, count_claims
from app.services.walk import Looked, look_at_all
from app.services.wire import Json
from loaders.resolve import resolve

__all__ = ["extract", "read_all"]


def read_all(found: Found, read: Read, readings: dict[DocumentId, Reading]) -> Iterator[Event]:
    """Read the files of `found` into `readings`; equal bytes are read once."""

    def look(item: Item) -> Looked:
        readings[document_id(item.data)] = reading = read_item(item, read)
        return Looked(count_claims(reading), reading.document.name, reading.diagnostics)

    return look_at_all(found, look, {key: reading.document.name for key, reading in readings.items()})


def extract(readings: dict[DocumentId, Reading]) -> Json:
    """The leaktrail/1 object of what was read; BadInput if nothing was."""
    if not readings:
        raise BadInput("none of the files could be read")
    ordered = [readings[key] for key in sorted(readings)]
    return to_leaktrail1(resolve(ordered, View()))
