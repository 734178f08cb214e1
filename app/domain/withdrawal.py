"""What falls if one document is withdrawn: the graph with it beside the graph without it.

What a judgement would change is told in the same way: the graph without it beside the graph with it. Only then
something can rise: a denied claim that is rejected, a proposal that is accepted, what was one and comes apart.

Ids of the view with the document stand before, those without it after: the id of a thing may change although the thing
stays, since it is the least of its local ids. Example: the only document that tells of the resale goes, so the transfer
falls, and with it the path from the insider to the dealer: `PairChange("insider", "dealer", before=…, after=None)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.graph import Conflict, Transfer
from app.domain.ids import ActorId
from app.domain.path import Holder, Strength
from app.domain.vocabulary import ThingKind

__all__ = [
    "MAX_ORIGINS",
    "MAX_PAIRS",
    "GroupChange",
    "HolderChange",
    "JoinChange",
    "PairChange",
    "Reach",
    "Risen",
    "TransferChange",
    "Withdrawal",
]

MAX_ORIGINS = 50
"""Origins from which it is asked who could be reached, at most."""
MAX_PAIRS = 200
"""Pairs of an origin and a recipient that are compared, at most; those of which reach is lost come first."""


@dataclass(frozen=True, slots=True)
class TransferChange:
    """A transfer that stays, but not as it was; `properties` names in what it differs."""

    before: Transfer
    after: Transfer
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinChange:
    """Things that were one and are several, or were several and are one."""

    kind: ThingKind
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupChange:
    """An actor of whom other members or candidates are told."""

    before: ActorId
    after: ActorId


@dataclass(frozen=True, slots=True)
class Reach:
    """How the data could get from one to the other: the strength of the best path, and the days of the lineage.

    `earliest`: first day on which it could have it; `certain_by`: first day by which it must, None if it need not.
    """

    strength: Strength
    earliest: date | None
    certain_by: date | None


@dataclass(frozen=True, slots=True)
class PairChange:
    """From an origin to a recipient there was a path, or is one, or it is another. Ids of the view that has it."""

    start: ActorId
    goal: ActorId
    before: Reach | None
    after: Reach | None


@dataclass(frozen=True, slots=True)
class HolderChange:
    """An actor of whom it is told otherwise, or no more, that it had the data."""

    before: Holder | None
    after: Holder | None


@dataclass(frozen=True, slots=True)
class Risen:
    """What only the view after has."""

    transfers: tuple[Transfer, ...] = ()
    actors: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """All that differs. Conflicts are those of one view that the other has not.

    `truncated` names what was cut of the pairs and holders. Of an answer that did not come to its end in time no
    difference is told.
    """

    transfers: tuple[Transfer, ...]
    actors: tuple[str, ...]
    datasets: tuple[str, ...]
    events: tuple[str, ...]
    changed: tuple[TransferChange, ...]
    joins: tuple[JoinChange, ...]
    groups: tuple[GroupChange, ...]
    pairs: tuple[PairChange, ...]
    holders: tuple[HolderChange, ...]
    truncated: tuple[str, ...]
    rises: Risen = Risen()
    conflicts_gone: tuple[Conflict, ...] = ()
    conflicts_new: tuple[Conflict, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True if the two views say the same, as far as they were compared."""
        falls = (self.transfers, self.actors, self.datasets, self.events, self.changed, self.joins, self.groups)
        conflicts = (self.conflicts_gone, self.conflicts_new)
        return not any((*falls, *conflicts, self.pairs, self.holders)) and self.rises == Risen()
