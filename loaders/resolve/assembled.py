"""Joined things that come and go -> the graph, of which only what was touched is built anew.

assembled.put(ThingKind.ACTOR, "d1:shop", thing)
assembled.graph(suggestions, rejected)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from app.domain.document import Document
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Dataset,
    Event,
    Graph,
    Holding,
    Incident,
    Reprint,
    Suggestion,
    Transfer,
)
from app.domain.ids import ActorId, ClaimId, DatasetId, DocumentId, EventId, IncidentId, TransferId
from app.domain.vocabulary import ThingKind
from loaders.resolve import build
from loaders.resolve.choose import superseded
from loaders.resolve.conflicts import conflicts_about, untold
from loaders.resolve.shelf import Shelf
from loaders.resolve.things import Thing, texts

__all__ = ["Assembled"]

_KINDS = list(ThingKind)
_MAKE: Mapping[ThingKind, Callable[[Thing], Any]] = {
    ThingKind.INCIDENT: build.incident,
    ThingKind.ACTOR: build.actor,
    ThingKind.DATASET: build.dataset,
    ThingKind.TRANSFER: build.transfer,
    ThingKind.HOLDING: build.holding,
    ThingKind.EVENT: build.event,
    ThingKind.AFFECTED: build.affected,
}
_Beside: TypeAlias = tuple[tuple[tuple[str, int], ...], tuple[tuple[ClaimId, ClaimId], ...]]
"""Where the conflicts about a thing and the pairs of its claims stand."""


class Assembled:
    """The sections of a graph."""

    def __init__(self) -> None:
        """The empty graph."""
        self.documents: Shelf[DocumentId, Document] = Shelf()
        self.former: Shelf[str, str] = Shelf()
        self.reprints: Shelf[DocumentId, Reprint] = Shelf()
        self._incidents: Shelf[IncidentId, Incident] = Shelf()
        self._actors: Shelf[ActorId, Actor] = Shelf()
        self._datasets: Shelf[DatasetId, Dataset] = Shelf()
        self._transfers: Shelf[TransferId, Transfer] = Shelf()
        self._holdings: Shelf[str, Holding] = Shelf()
        self._events: Shelf[EventId, Event] = Shelf()
        self._affected: Shelf[str, Affected] = Shelf()
        self._told: Shelf[str, Conflict] = Shelf()
        self._derived: Shelf[tuple[str, int], Conflict] = Shelf()
        self._superseded: Shelf[tuple[ClaimId, ClaimId], tuple[ClaimId, ClaimId]] = Shelf()
        self._beside: dict[tuple[ThingKind, str], _Beside] = {}

    def update(
        self, joined: Sequence[tuple[ThingKind, str, Thing | None]], present: Callable[[str], str | None]
    ) -> None:
        """Take joined things; None: there is none (any more). `present` leads from a local id to where it belongs."""
        for kind, key, _ in joined:  # first, since what stood beside one thing may stand beside another now
            conflicts, pairs = self._beside.pop((kind, key), ((), ()))
            for place in conflicts:
                self._derived.put(place, None)
            for pair in pairs:
                self._superseded.put(pair, None)
        for kind, key, thing in joined:
            if kind is ThingKind.CONFLICT:
                self._told.put(key, None if thing is None else _told(thing, present))
            else:
                self._section(kind).put(key, None if thing is None else _MAKE[kind](thing))
            if thing is not None:
                self._put_beside(thing)

    def graph(self, suggestions: tuple[Suggestion, ...], rejected: frozenset[ClaimId]) -> Graph:
        """The graph of what is there now."""
        told = self._told.values()
        return Graph(
            self.documents.mapping(),
            self._incidents.mapping(),
            self._actors.mapping(),
            self._datasets.mapping(),
            self._transfers.mapping(),
            self._holdings.values(),
            self._events.mapping(),
            self._affected.values(),
            (*told, *untold(self._derived.values(), told)),
            suggestions,
            self.former.mapping(),
            self._superseded.values(),
            rejected,
            self.reprints.values(),
        )

    def _section(self, kind: ThingKind) -> Shelf[Any, Any]:
        sections: dict[ThingKind, Shelf[Any, Any]] = {
            ThingKind.INCIDENT: self._incidents,
            ThingKind.ACTOR: self._actors,
            ThingKind.DATASET: self._datasets,
            ThingKind.TRANSFER: self._transfers,
            ThingKind.HOLDING: self._holdings,
            ThingKind.EVENT: self._events,
            ThingKind.AFFECTED: self._affected,
        }
        return sections[kind]

    def _put_beside(self, thing: Thing) -> None:
        """The conflicts about a thing, and which of its claims took the place of others."""
        conflicts = {(one.id, _KINDS.index(thing.kind)): one for one in conflicts_about(thing)}
        pairs = set(superseded(thing))
        for place, conflict in conflicts.items():
            self._derived.put(place, conflict)
        for pair in pairs:
            self._superseded.put(pair, pair)
        if conflicts or pairs:
            self._beside[thing.kind, thing.id] = (tuple(conflicts), tuple(pairs))


def _told(thing: Thing, present: Callable[[str], str | None]) -> Conflict | None:
    subjects = {key: where for key in texts(thing, "subject") if (where := present(key)) is not None}
    return build.claimed_conflict(thing, subjects)
