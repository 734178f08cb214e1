"""Files → a look at each document in them, and an event for each; `extract`, `explain` and `rules todo` go this way.

Archives and mails are opened; what is wrong with one document does not stop the others; equal bytes are looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.diagnostic import Diagnostic
from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.services.files import Found, Ignored, Inside, Item, items_of
from app.services.load import Event, Outcome, failed, ignored, passed_over

__all__ = ["Look", "Looked", "look_at_all"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look, in a few words; how the document is called where its bytes are met again; remarks."""

    said: str
    name: str
    diagnostics: tuple[Diagnostic, ...] = ()


Look: TypeAlias = Callable[[Item], Looked]
"""What is done with a document. Raises BadInput."""


def look_at_all(found: Found, look: Look, seen: dict[DocumentId, str] | None = None) -> Iterator[Event]:
    """Look at every document of the files in `found`, but those in `seen` (with how they are called)."""
    yield from passed_over(found)
    seen = {} if seen is None else seen
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
        looked = look(inside)
    except BadInput as error:
        return failed(error, inside.place)
    seen[key] = looked.name
    return Event(Outcome.LOADED, inside.place, looked.said, key, looked.diagnostics)
