"""Why a path is possible, why it is or is not certain, which hop is its weakest, and where the documents disagree.

Hops are numbered from 1. Example: hop 2 may lie before hop 1 has ended, so the path is not certain:
`Reason(Doubt.DAYS_OVERLAP, (1, 2), windows=(…, …))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.graph import Conflict
from app.domain.ids import ActorId, TransferId
from app.domain.window import Window

__all__ = ["Basis", "Criterion", "Dispute", "Doubt", "Effect", "Explanation", "Reason", "Weakest"]


class Doubt(StrEnum):
    """Why a path is not certain."""

    DAYS_OVERLAP = "days_overlap"  # the second hop may lie before the first
    INFERRED_END = "inferred_end"  # an end that no document states
    JOINED_BY_GROUP = "joined_by_group"  # two ids that may stand for one actor
    RECOVERY_BETWEEN = "recovery_between"  # the data may have been recovered before it was passed on
    ORDER_DISPUTED = "order_disputed"  # the texts put the hops in this order and in the opposite one
    AFTER_BY = "after_by"  # the last hop may lie behind the day that was asked for


class Basis(StrEnum):
    """What puts a hop behind the one before it."""

    DAYS = "days"  # the stated days do, however they are chosen
    WORDS = "words"  # the texts say what came after what
    CHOICE = "choice"  # nothing does: days can be chosen so


class Criterion(StrEnum):
    """In what a hop is weaker than the next weakest."""

    STATUS = "status"
    DOCUMENTS = "documents"
    CONFIDENCE = "confidence"


class Effect(StrEnum):
    """What becomes of a path if one side of a conflict is right. `unknown`: the value cannot be put in its place."""

    HOLDS = "holds"
    FAILS = "fails"
    BECOMES_UNCERTAIN = "becomes_uncertain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a path is not certain, and where.

    `hops`: those concerned. `slot`: the end of the hop that is inferred, or that stands for the start (`provider`) or
    the goal (`recipient`) asked for. `windows`: those that overlap; of the last hop, with AFTER_BY. `actors`: the two
    ids of a junction in the direction of the data. `recoveries`: the transfers that may have ended the holding.
    """

    code: Doubt
    hops: tuple[int, ...]
    slot: str | None = None
    windows: tuple[Window, ...] = ()
    actors: tuple[ActorId, ...] = ()
    recoveries: tuple[TransferId, ...] = ()


@dataclass(frozen=True, slots=True)
class Weakest:
    """The hop that decides the path's strength; `because` is None if another is as weak, or if there is no other."""

    hop: int
    because: Criterion | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict about a transfer, actor or dataset of the path; `hops`: where that comes in.

    `effects`: for each side what becomes of the path; None where the property has no bearing on it.
    """

    conflict: Conflict
    hops: tuple[int, ...]
    effects: tuple[Effect | None, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One path explained.

    `days`: for each hop one on which it can have happened, so that they never go back; None is a day before all that
    are told. `order`: for each hop after the first, what puts it behind the one before. The path is certain if and only
    if there is no doubt.
    """

    days: tuple[date | None, ...]
    order: tuple[Basis, ...]
    doubts: tuple[Reason, ...]
    weakest: Weakest
    disputes: tuple[Dispute, ...]
