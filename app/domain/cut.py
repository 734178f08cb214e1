"""Answers to "what must every path pass" and "what is the least that, had it been stopped, would leave no path".

A window here holds the days that remain on *all* paths taken together: before its first day a stop is in time on every
path, after its last day it is too late on every path.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.graph import Transfer
from app.domain.ids import ActorId, TransferId
from app.domain.path import Path
from app.domain.vocabulary import Status
from app.domain.window import Window

__all__ = ["ChokeActor", "ChokePoints", "ChokeTransfer", "CutActor", "CutTransfer", "LeastActors", "LeastTransfers"]


@dataclass(frozen=True, slots=True)
class ChokeTransfer:
    """A transfer that is a hop of every path; `window` holds the days that remain for it on all of them."""

    transfer: Transfer
    window: Window
    parts: tuple[TransferId, ...] = ()


@dataclass(frozen=True, slots=True)
class ChokeActor:
    """An actor at a junction of every path: when it received the data, and when it passed it on.

    `one_with` are other ids that are at that junction of every path: the group that it stands for, or the reverse.
    `status` is that of the weakest hop of the best path.
    """

    actor: ActorId
    one_with: tuple[ActorId, ...]
    received: Window
    passed_on: Window
    status: Status


@dataclass(frozen=True, slots=True)
class CutTransfer:
    """One transfer of a cut: the days that remain for it, and one path, once all others of the cut are stopped.

    `path` is None where the time allowed did not suffice to look; `window` is then the transfer's own.
    """

    transfer: Transfer
    window: Window
    parts: tuple[TransferId, ...] = ()
    path: tuple[TransferId, ...] | None = None


@dataclass(frozen=True, slots=True)
class CutActor:
    """One actor of a cut: the days on which it received the data and passed it on, once all others are left out."""

    actor: ActorId
    received: Window
    passed_on: Window
    path: tuple[TransferId, ...] | None = None


@dataclass(frozen=True, slots=True)
class LeastTransfers:
    """Transfers without which no path remains. Any that leave none are `at_least` so many."""

    transfers: tuple[CutTransfer, ...]
    at_least: int

    @property
    def is_least(self) -> bool:
        """True if fewer do not suffice; False if that is not known."""
        return len(self.transfers) == self.at_least


@dataclass(frozen=True, slots=True)
class LeastActors:
    """Actors between start and goal without whom no path remains. Any that leave none are `at_least` so many."""

    actors: tuple[CutActor, ...]
    at_least: int

    @property
    def is_least(self) -> bool:
        """True if fewer do not suffice; False if that is not known."""
        return len(self.actors) == self.at_least


@dataclass(frozen=True, slots=True)
class ChokePoints:
    """What all paths from `start` to `goal` have in common, in the order of `path`, the best of them.

    Without any one of `transfers` and of `actors` no path remains. `undecided` ones lie on all paths that were found,
    and the time allowed did not suffice to tell. `least_actors` is None if no actor lies between: a single transfer
    leads from start to goal. `beside`: denied and planned transfers on the way. Without a path all is empty.
    `truncated` names what was cut: `hops` (longer chains may lead past), `seconds`, `labels` and `branches` (work),
    `stopped`.
    """

    start: ActorId
    goal: ActorId
    path: Path | None = None
    transfers: tuple[ChokeTransfer, ...] = ()
    actors: tuple[ChokeActor, ...] = ()
    undecided_transfers: tuple[TransferId, ...] = ()
    undecided_actors: tuple[ActorId, ...] = ()
    least_transfers: LeastTransfers | None = None
    least_actors: LeastActors | None = None
    beside: tuple[Transfer, ...] = ()
    truncated: tuple[str, ...] = ()
