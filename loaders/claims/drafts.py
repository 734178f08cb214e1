"""Drafts: what the claim finders say of one document, before local ids and claims are made of it.

Actors are indices into `Analysis.actors`; quotes are verbatim words of the document; `segment` tells which of the
document's incidents it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.domain.document import Quote
from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, AffectedStatus, How, Status
from app.domain.window import OPEN, Window

__all__ = ["AffectedDraft", "EventDraft", "Fired", "PassedOver", "Slot", "TransferDraft", "Why"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value and how it came to be known."""

    value: T
    how: How = How.STATED


@dataclass(frozen=True, slots=True)
class Fired:
    """The entry of a word list that found something, and the words that it found."""

    entry: str
    words: Quote


class Why(StrEnum):
    """Why words that tell of a passing gave no transfer."""

    APPARATUS = "apparatus"  # footnotes, update histories, lists of sources
    STAGED = "staged"  # a drill, fiction, a case to think about
    NOT_TOLD = "not_told"  # asked, intended, forbidden, supposed: nobody says that it happened
    IDIOM = "idiom"  # 3回に渡り
    NO_DATA = "no_data"  # no data is named or spoken of
    NO_MEDIUM = "no_medium"  # the frame asks for a medium
    RETOLD = "retold"  # 「流出した情報」 names data of which that is told elsewhere
    NO_ENDS = "no_ends"  # neither who gives nor who gets can be told
    ECHO = "echo"  # a leak to nobody, where somebody is said to have taken the data


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words of a frame that gave no transfer; `fired` is None where a line was not read at all."""

    quote: Quote
    why: Why
    fired: Fired | None = None


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
    """One organization whose data is concerned; `entrusted` is the time over which it had entrusted the data.

    `place`: where it was read: table, list or prose.
    """

    organization: int
    count: Count | None
    fields: tuple[str, ...]
    status: AffectedStatus
    quotes: tuple[Quote, ...]
    segment: int
    entrusted: Window = OPEN
    how: How = How.STATED
    place: str = ""


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """One telling of one passing; an end is None where nobody is named. `follows`: after the one told before.

    `is_presupposed`: it only describes a noun (「流出した情報」), so it does not say how sure it is.
    """

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
    is_presupposed: bool = False
    fired: Fired | None = None
