"""The audit log of a desk → a page of it, and whether it holds; what a load does → lines of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.audit import AuditLine
from app.domain.errors import BadQuestion
from app.domain.ports import Desk
from app.services.load import Event, Outcome

__all__ = ["AuditPage", "Verified", "list_audit", "note_all", "note_loads", "verify_audit"]

_AT_ONCE = 500
"""Documents of one line."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines in their order; `next` is the number to go on after, if there are more."""

    items: Sequence[AuditLine]
    next: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """How many lines follow one another, the digest of the last of them, and where the log breaks, if it does.

    `has_noted`: whether the digest that was noted elsewhere stands in it; None if none was given.
    """

    lines: int
    last: str
    broken: int | None
    has_noted: bool | None
    holds: bool


def note_loads(events: Iterable[Event], desk: Desk, who: str) -> Iterator[Event]:
    """The same events; the documents that they stored stand in the log, also if the load ends before its time."""
    stored: list[str] = []
    try:
        for event in events:
            if event.outcome is Outcome.LOADED and event.document is not None:
                stored.append(event.document)
            if len(stored) >= _AT_ONCE:
                desk.note(who, "document.load", stored)
                stored = []
            yield event
    finally:
        if stored:
            desk.note(who, "document.load", stored)


def note_all(desk: Desk, who: str, what: str, about: Sequence[str]) -> None:
    """One line, or several for many things; none for nothing."""
    for start in range(0, len(about), _AT_ONCE):
        desk.note(who, what, about[start : start + _AT_ONCE])


def list_audit(desk: Desk, after: int, limit: int) -> AuditPage:
    """At most `limit` lines behind the line of the number `after`. Raises StoreError."""
    found = desk.entries(after, limit + 1)
    more = len(found) > limit
    return AuditPage(found[:limit], found[limit - 1].number if more else None)


def verify_audit(desk: Desk, noted: str | None) -> Verified:
    """Whether the log holds, and still has the line with the digest `noted`. Raises StoreError, BadQuestion."""
    if noted is not None and not _DIGEST.fullmatch(noted):
        raise BadQuestion("must be 64 hexadecimal digits", place="--noted")
    state = desk.verify()
    has_noted = None if noted is None else desk.has_noted(noted)
    holds = state.broken is None and has_noted is not False
    return Verified(state.lines, state.last, state.broken, has_noted, holds)
