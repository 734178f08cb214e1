"""Things in a stable order → one page of them, and whether there are more.

    page_of(["a", "b", "c"], Part(limit=1, cursor="a"), str)  →  (["b"], True)

The cursor is the id of the last item of the page before; one that is in the list no more raises BadQuestion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.errors import BadQuestion

__all__ = ["DEFAULT_LIMIT", "MAX_LIMIT", "Part", "page_of"]

MAX_LIMIT = 500
DEFAULT_LIMIT = 50
_THING = TypeVar("_THING")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list: at most `limit` items, those after the item with the id `cursor`."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


def page_of(things: Sequence[_THING], part: Part, identify: Callable[[_THING], str]) -> tuple[Sequence[_THING], bool]:
    """The items of one page, and True if others follow. Raises BadQuestion (limit, cursor)."""
    if not 1 <= part.limit <= MAX_LIMIT:
        raise BadQuestion(f"must be from 1 to {MAX_LIMIT}", place="limit")
    rest = things if part.cursor is None else _after(things, part.cursor, identify)
    return rest[: part.limit], len(rest) > part.limit


def _after(things: Sequence[_THING], cursor: str, identify: Callable[[_THING], str]) -> Sequence[_THING]:
    for number, thing in enumerate(things, start=1):
        if identify(thing) == cursor:
            return things[number:]
    raise BadQuestion("is not a cursor of this list", place="cursor", remedy="start again without it")
