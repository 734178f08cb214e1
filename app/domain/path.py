"""Questions about paths and their answers. The same answer objects serve the command line, HTTP and the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.graph import Transfer
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.vocabulary import Status
from app.domain.window import Window

__all__ = [
    "MAX_HOPS",
    "MAX_PATHS",
    "Direction",
    "Held",
    "Holder",
    "Holders",
    "Hop",
    "Lineage",
    "Mode",
    "Path",
    "Paths",
    "Question",
    "Reached",
    "Strength",
]

MAX_HOPS = 15
MAX_PATHS = 1000


class Mode(StrEnum):
    """`possible`: days can be chosen in order; `certain`: they are in order however they are chosen."""

    POSSIBLE = "possible"
    CERTAIN = "certain"


class Direction(StrEnum):
    """Whither data went (downstream) or whence it came (upstream)."""

    DOWNSTREAM = "downstream"
    UPSTREAM = "upstream"


class Held(StrEnum):
    """Whether an actor still holds the data."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Question:
    """What all path questions share. `by`: only what can have happened up to that day. `seconds` bounds the search.

    `stopped` is asked now and then; once it says yes, the answer is what was found until then, cut by `stopped`.
    """

    mode: Mode = Mode.POSSIBLE
    by: date | None = None
    dataset: DatasetId | None = None
    min_status: Status = Status.SUSPECTED
    max_hops: int = 8
    seconds: float = 10.0
    stopped: Callable[[], bool] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Hop:
    """One transfer on a path: as stated (`transfer.window`) and with the days that remain on this path (`window`).

    `provider` and `recipient` are the transfer's own ends. `dataset` is what the path carries after the hop. `parts`
    are transfers folded into this one (deliveries that it sums up).
    """

    transfer: Transfer
    window: Window
    dataset: DatasetId | None
    parts: tuple[TransferId, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """How well a path's weakest hop is supported: its status, number of independent sources, confidence."""

    status: Status
    documents: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Path:
    """Transfers in order, each starting where the last ended; `is_certain` speaks of their order in time."""

    hops: tuple[Hop, ...]
    strength: Strength
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Paths:
    """Answer to "how could it get from X to Y": the k best. `beside`: denied and planned transfers on the way.

    `truncated` names what was cut (`k`, `hops`, `seconds`, `labels`), empty if nothing was.
    """

    paths: tuple[Path, ...]
    beside: tuple[Transfer, ...]
    truncated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """One actor that the data reached (or came from), with a witness path.

    Downstream: `earliest` = first day on which it could have it, `certain_by` = first day by which it must (None if
    it need not). Upstream: `latest` = last day on which it could still have passed it on.
    """

    actor: ActorId
    earliest: date | None
    latest: date | None
    certain_by: date | None
    status: Status
    hops: int
    path: tuple[TransferId, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Answer to "where did it go" or "where did it come from"."""

    root: ActorId
    direction: Direction
    actors: tuple[Reached, ...]
    truncated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """One actor that had the data by the end of a day. `origin`: had it before any transfer that is told.

    `since`: when it got it; `until`: when a recovery took it, None if none did; `held`: has it still on that day.
    """

    actor: ActorId
    certain: bool
    status: Status
    since: Window
    until: Window | None
    held: Held
    origin: bool
    lawful: bool
    path: tuple[TransferId, ...]


@dataclass(frozen=True, slots=True)
class Holders:
    """Answer to "who had it by the end of that day"; `by` None = at any time."""

    by: date | None
    dataset: DatasetId | None
    actors: tuple[Holder, ...]
    truncated: tuple[str, ...]
