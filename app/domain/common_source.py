"""Where two sightings of data can have come from: what is asked, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.graph import Count
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Path
from app.domain.vocabulary import Status
from app.domain.window import Window

__all__ = [
    "MAX_SOURCES",
    "Assumption",
    "CommonSources",
    "Difference",
    "DifferenceCode",
    "End",
    "LeftOut",
    "Seen",
    "Sighting",
    "SightingKind",
    "Source",
    "Unseen",
    "Whose",
]

MAX_SOURCES = 100
"""Actors in each list of an answer."""


class SightingKind(StrEnum):
    """What was seen: a transfer as it passed, a dataset with all who got it, an actor with what it could hold."""

    TRANSFER = "transfer"
    DATASET = "dataset"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A transfer, a dataset or an actor, by its id."""

    kind: SightingKind
    id: str


class Unseen(StrEnum):
    """Why a transfer of a sighting leads to nobody under a question."""

    STATUS = "status"
    """Denied, planned, or less sure than asked for."""
    BY = "by"
    """It cannot have happened by the day asked for."""
    DATASET = "dataset"
    """It does not fit the dataset asked for, or a part of it tells more closely how that passed."""
    PROVIDER = "provider"
    """Who gave is not told."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A transfer of a sighting that leads to nobody."""

    transfer: TransferId
    reason: Unseen


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with the transfers that it stands for; an actor stands for whatever leads to it, and has none."""

    sighting: Sighting
    transfers: tuple[TransferId, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class End(StrEnum):
    """One of the two ends of a transfer."""

    PROVIDER = "provider"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A piece of a reading: `actor` is `stands_for`, everywhere, or that member of it acted at one `end`.

    Example: the caller (A or B) is A. `transfer` and `end` are None for a candidate, and where the group asked about
    holds what a member got.
    """

    actor: ActorId
    stands_for: ActorId
    transfer: TransferId | None = None
    end: End | None = None


class Whose(StrEnum):
    """Whose way a difference lies on: that of the actor itself, or of the next in the list."""

    THIS = "this"
    NEXT = "next"


class DifferenceCode(StrEnum):
    """What kind of fact would tell one source from the next; if it proves wrong, that way falls, and only that."""

    DAY = "day"
    """What led to both sightings lay in one hand after `day`: then it did not part at the next."""
    IDENTITY = "identity"
    """`actor` is known only as one of `one_of`; the way needs it to be `stands_for`, where that is given."""
    MEMBER = "member"
    """`actor` is a group of `one_of`; the way needs that member at that end, where that is given."""
    WINDOW = "window"
    """On this way the transfer has `window` left of the days that are stated."""
    INFERRED = "inferred"
    """That end of the transfer stands in no document."""
    STATUS = "status"
    """The transfer is not confirmed."""
    DATASET = "dataset"
    """Only this way passes `dataset`."""
    RECORD_COUNT = "record_count"
    """Only this way passes so many records."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact on which the ways of one source rest, and those of its neighbour do not; what does not apply is None."""

    code: DifferenceCode
    whose: Whose
    transfer: TransferId | None = None
    end: End | None = None
    actor: ActorId | None = None
    stands_for: ActorId | None = None
    one_of: tuple[ActorId, ...] = ()
    dataset: DatasetId | None = None
    day: date | None = None
    window: Window | None = None
    status: Status | None = None
    record_count: Count | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One actor from which both sightings can have come.

    `latest`: last day on which what led to both can still have lain undivided with it; None = open. `paths`: a witness
    for each sighting, None where the sighting is that actor. Both agree with one reading, which `reading` names as far
    as they rest on it. `hops` and `status` are of both: the sum, the weakest.
    """

    actor: ActorId
    latest: date | None
    hops: int
    status: Status
    paths: tuple[Path | None, Path | None]
    reading: tuple[Assumption, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class CommonSources:
    """Answer to "where can both have come from": `actors` under every reading, `possible` under some only."""

    seen: tuple[Seen, Seen]
    actors: tuple[Source, ...]
    possible: tuple[Source, ...]
    truncated: tuple[str, ...]
