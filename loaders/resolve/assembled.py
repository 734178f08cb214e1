"""Joined things that come and go -> the graph, of which only what was touched is built anew.

assembled.put(ThingKind.ACTOR, "d1:shop", thing)
assembled.graph(suggestions, rejected)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from loaders.resolve.conflicts import RowKey, conflicts_about, conflicts_between, row_key, untold
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
        self._rows: dict[RowKey, dict[str, Thing]] = {}
        self._row_keys: dict[str, RowKey] = {}
        self._between: dict[RowKey, list[tuple[str, int]]] = {}

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
        self._put_rows({key: thing for kind, key, thing in joined if kind is ThingKind.AFFECTED})

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

    def _put_rows(self, rows: Mapping[str, Thing | None]) -> None:
        """The conflicts between rows about one organization, where a row came, changed or went."""
        stirred: set[RowKey] = set()
        for key, row in rows.items():
            before, now = self._row_keys.pop(key, None), None if row is None else row_key(row)
            if before is not None:
                stirred.add(before)
                del self._rows[before][key]
            if row is not None and now is not None:
                stirred.add(now)
                self._row_keys[key] = now
                self._rows.setdefault(now, {})[key] = row
        for one in stirred:
            for place in self._between.pop(one, ()):
                self._derived.put(place, None)
        for one in stirred:
            found = {(c.id, _KINDS.index(ThingKind.AFFECTED)): c for c in _between(self._rows[one])}
            for place, conflict in found.items():
                self._derived.put(place, conflict)
            if found:
                self._between[one] = list(found)
            if not self._rows[one]:
                del self._rows[one]


def _between(rows: Mapping[str, Thing]) -> Iterable[Conflict]:
    return conflicts_between([row for _, row in sorted(rows.items())]) if rows else ()


def _told(thing: Thing, present: Callable[[str], str | None]) -> Conflict | None:
    subjects = {key: where for key in texts(thing, "subject") if (where := present(key)) is not None}
    return build.claimed_conflict(thing, subjects)
