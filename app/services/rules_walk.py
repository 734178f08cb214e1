"""Files → a look at each document in them, and an event for each, as `extract` and `load` have them.

Archives and mails are opened; what is wrong with one document does not stop the others; equal bytes are looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.services.files import Found, Ignored, Inside, Item, items_of
from app.services.load import Event, Outcome, failed, ignored, passed_over

__all__ = ["Look", "look_at_all"]

Look: TypeAlias = Callable[[Item], str]
"""What is done with a document; says in a few words what came of it. Raises BadInput."""


def look_at_all(found: Found, look: Look) -> Iterator[Event]:
    """Look at every document of the files in `found`."""
    yield from passed_over(found)
    seen: dict[DocumentId, str] = {}
    for path in found.files:
        yield from (_event(inside, look, seen) for inside in items_of(path))


def _event(inside: Inside, look: Look, seen: dict[DocumentId, str]) -> Event:
    if isinstance(inside, Ignored):
        return ignored(inside.place)
    if isinstance(inside, BadInput):
        return failed(inside, str(inside.place))
    key = document_id(inside.data)
    if key in seen:
        return Event(Outcome.SKIPPED, inside.place, f"the same bytes as {seen[key]}", key)
    try:
        said = look(inside)
    except BadInput as error:
        return failed(error, inside.place)
    seen[key] = inside.place
    return Event(Outcome.LOADED, inside.place, said, key)
