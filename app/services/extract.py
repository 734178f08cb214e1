"""Files → one leaktrail/1 object, resolved over all of them as `load` does; nothing is stored.

The events say what became of each file. Raises BadInput if none could be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import BadInput
from app.domain.ids import DocumentId
from app.domain.view import Reading, View
from app.export.leaktrail1 import to_leaktrail1
from app.services.files import Found, Read, read_bytes, read_file
from app.services.load import Event, Outcome, count_claims, failed, passed_over
from app.services.wire import Json
from loaders.resolve import resolve

__all__ = ["extract", "read_all"]


def read_all(found: Found, read: Read, readings: dict[DocumentId, Reading]) -> Iterator[Event]:
    """Read the files of `found` into `readings`; equal bytes are read once."""
    yield from passed_over(found)
    for path in found.files:
        try:
            reading = read_file(path, read_bytes(path), read)
        except BadInput as error:
            yield failed(error, str(path))
            continue
        known = readings.setdefault(reading.document.id, reading)
        if known is reading:
            counted = count_claims(reading)
            yield Event(Outcome.LOADED, str(path), counted, reading.document.id, reading.diagnostics)
        else:
            yield Event(Outcome.SKIPPED, str(path), f"the same bytes as {known.document.name}", reading.document.id)


def extract(readings: dict[DocumentId, Reading]) -> Json:
    """The leaktrail/1 object of what was read; BadInput if nothing was."""
    if not readings:
        raise BadInput("none of the files could be read")
    ordered = [readings[key] for key in sorted(readings)]
    return to_leaktrail1(resolve(ordered, View()))
