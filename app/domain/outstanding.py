"""Outstanding copies: what an actor received and nothing is told to have ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Held
from app.domain.vocabulary import Status
from app.domain.window import Window

__all__ = ["NearRecovery", "Outstanding", "OutstandingCopy", "Receipts", "Shortfall"]


class Receipts(StrEnum):
    """Which receipts make a copy that is out: `unlawful` ones, or `all`.

    `all`: what was lawfully entrusted, what was taken back, and what came back to one who had it all along as well.
    """

    UNLAWFUL = "unlawful"
    ALL = "all"


class Shortfall(StrEnum):
    """Why a recovery is not told to have ended a copy by the day that is asked for."""

    PART = "part"  # it was of a part of what was received
    DATA_NOT_STATED = "data_not_stated"  # of the recovery, or of the receipt
    OTHER_HOLDER = "other_holder"  # it was from a group, a member or a candidate that may be the actor
    BEFORE_RECEIPT = "before_receipt"  # it can have been before one of the receipts
    AFTER_DAY = "after_day"  # it can have been after the day asked for, or was
    PASSED_ON = "passed_on"  # the actor passed the data on afterwards, so that something was left


@dataclass(frozen=True, slots=True)
class NearRecovery:
    """A recovery that may have been of this copy, with the days that the texts leave for it."""

    transfer: TransferId
    window: Window
    why: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class OutstandingCopy:
    """One dataset that one actor received: the narrowest that is known, None if none is stated.

    `receipts` are the transfers that brought it and are not told to be over; of these the first was in `since`.
    `is_named`: they name the actor itself, not a group, a member or a candidate that stands for it. `certain`: it must
    have received it, in time. `status` is that of the best supported way there, by its weakest hop; `path` is a way.
    """

    actor: ActorId
    dataset: DatasetId | None
    held: Held
    certain: bool
    status: Status
    lawful: bool
    since: Window
    is_named: bool
    receipts: tuple[tuple[TransferId, Window], ...]
    recoveries: tuple[NearRecovery, ...]
    path: tuple[TransferId, ...]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Answer to "whose copies are told to be out at the end of that day"; `by` None = whenever."""

    by: date | None
    copies: tuple[OutstandingCopy, ...]
    truncated: tuple[str, ...]
