"""Files → one leaktrail/1 object, resolved over all of them as `load` does; nothing is stored.

The events say what became of each file. Raises BadInput if none could be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.domain.view import Reading, View
from app.export.leaktrail1 import to_leaktrail1
from app.services.files import Found, Ignored, Inside, Read, items_of, read_item
from app.services.load import Event, Outcome, count_claims, failed, ignored, passed_over
from app.services.wire import Json
from loaders.resolve import resolve

__all__ = ["extract", "read_all"]


def read_all(found: Found, read: Read, readings: dict[DocumentId, Reading]) -> Iterator[Event]:
    """Read the files of `found` into `readings`; equal bytes are read once."""
    yield from passed_over(found)
    for path in found.files:
        yield from (_event(inside, read, readings) for inside in items_of(path))


def extract(readings: dict[DocumentId, Reading]) -> Json:
    """The leaktrail/1 object of what was read; BadInput if nothing was."""
    if not readings:
        raise BadInput("none of the files could be read")
    ordered = [readings[key] for key in sorted(readings)]
    return to_leaktrail1(resolve(ordered, View()))


def _event(inside: Inside, read: Read, readings: dict[DocumentId, Reading]) -> Event:
    if isinstance(inside, Ignored):
        return ignored(inside.place)
    if isinstance(inside, BadInput):
        return failed(inside, str(inside.place))
    key = document_id(inside.data)
    if key in readings:
        return Event(Outcome.SKIPPED, inside.place, f"the same bytes as {readings[key].document.name}", key)
    try:
        readings[key] = reading = read_item(inside, read)
    except BadInput as error:
        return failed(error, inside.place)
    return Event(Outcome.LOADED, inside.place, count_claims(reading), key, reading.diagnostics)
