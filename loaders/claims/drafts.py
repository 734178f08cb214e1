"""Drafts: what the claim finders say of one document, before local ids and claims are made of it.

Actors are indices into `Analysis.actors`; quotes are verbatim words of the document; `segment` tells which of the
document's incidents it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.vocabulary import AffectedStatus, How
from app.domain.window import OPEN, Window

__all__ = ["AffectedDraft", "EventDraft", "Slot"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value and how it came to be known."""

    value: T
    how: How = How.STATED


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened around the data, with all the words that tell of it."""

    type: str
    actors: tuple[int, ...]
    window: Window
    quotes: tuple[Quote, ...]
    segment: int
    confidence: float


@dataclass(frozen=True, slots=True)
class AffectedDraft:
    """One organization whose data is concerned; `entrusted` is the time over which it had entrusted the data."""

    organization: int
    count: Count | None
    fields: tuple[str, ...]
    status: AffectedStatus
    quotes: tuple[Quote, ...]
    segment: int
    entrusted: Window = OPEN
    how: How = How.STATED
