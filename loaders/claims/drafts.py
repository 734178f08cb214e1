"""Drafts: what the claim finders say of one document, before local ids and claims are made of it.

Actors are indices into `Analysis.actors`; quotes are verbatim words of the document; `segment` tells which of the
document's incidents it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.document import Quote
from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, AffectedStatus, How, Status
from app.domain.window import OPEN, Window

__all__ = ["AffectedDraft", "EventDraft", "Slot", "TransferDraft"]

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


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """One telling of one passing; an end is None where nobody is named. `follows`: after the one told before."""

    provider: Slot[int] | None
    recipient: Slot[int] | None
    action: Slot[Action]
    medium: Slot[str] | None
    window: Slot[Window] | None
    time_text: str
    count: Count | None
    price: Price | None
    status: Status
    lawful: bool
    confidence: float
    quotes: tuple[Quote, ...]
    segment: int
    line: int
    family: str
    follows: bool = False
    is_heading: bool = False
