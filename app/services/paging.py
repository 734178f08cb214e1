"""Things in a stable order → one page of them, and whether there are more.

    page_of(["a", "b", "c"], Part(limit=1, cursor="a"), str)  →  (["b"], True)

The cursor is the id of the last item of the page before; one that is in the list no more raises BadQuestion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.errors import BadQuestion

__all__ = ["DEFAULT_LIMIT", "MAX_LIMIT", "MAX_STREAMED", "Part", "page_of"]

MAX_LIMIT = 500
MAX_STREAMED = 100_000
"""Items of a list that is asked for as a whole."""
DEFAULT_LIMIT = 50
_THING = TypeVar("_THING")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list: at most `limit` items, those after the item with the id `cursor`.

    `is_whole`: instead of `limit` as many as a stream may have.
    """

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    is_whole: bool = False


def page_of(things: Sequence[_THING], part: Part, identify: Callable[[_THING], str]) -> tuple[Sequence[_THING], bool]:
    """The items of one page, and True if others follow. Raises BadQuestion (limit, cursor)."""
    if not 1 <= part.limit <= MAX_LIMIT:
        raise BadQuestion(f"must be from 1 to {MAX_LIMIT}", place="limit")
    rest = things if part.cursor is None else _after(things, part.cursor, identify)
    most = MAX_STREAMED if part.is_whole else part.limit
    return rest[:most], len(rest) > most


def _after(things: Sequence[_THING], cursor: str, identify: Callable[[_THING], str]) -> Sequence[_THING]:
    for number, thing in enumerate(things, start=1):
        if identify(thing) == cursor:
            return things[number:]
    message = "is not a cursor of this list: the item where the page before ended is not in it"
    raise BadQuestion(message, place="cursor", remedy="start again without it")
