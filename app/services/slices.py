"""Store that keeps the resolved graph → the part of it that a question needs.

    Slices(store).find("名簿", date(2023, 1, 31), ["元派遣社員"])   →  a Snapshot, or None if the graph there is behind

Only the transfers of one dataset's family up to one day are read, and the words only of those that an answer shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from app.domain.errors import StoreUnavailable
from app.domain.ids import DatasetId, TransferId
from app.domain.ports import GraphStore, PublishedGraph
from app.export.leaktrail1 import document_names
from app.services.lookup import find_dataset
from app.services.snapshot import ALL, Snapshot

__all__ = ["Slices"]

_Bounds: TypeAlias = tuple[DatasetId | None, date | None]
_LAST = 8
_SMALL = 2_000
"""Transfers of a slice that is read with all its words when it is asked a second time."""
_MOST_ASKED = 10_000
"""Ids and names of which is kept whether they lead to another id."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of the graph at one revision."""

    revision: str
    source: PublishedGraph
    things: Snapshot
    parts: Mapping[_Bounds, Snapshot] = field(default_factory=dict[_Bounds, Snapshot])
    leads: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    """Ids and names that were asked for, and the ids that they lead to."""

    def former(self, asked: Sequence[str]) -> Mapping[str, str]:
        """Of these the ones that lead to another id, and where."""
        unknown = [text for text in asked if text not in self.leads]
        if unknown:
            found = self.source.present(unknown)
            if len(self.leads) >= _MOST_ASKED:
                self.leads.clear()
            self.leads.update((text, found.get(text)) for text in unknown)
            return {**self._known(asked), **found}
        return self._known(asked)

    def _known(self, asked: Sequence[str]) -> Mapping[str, str]:
        leads = ((text, self.leads.get(text)) for text in asked)
        return {text: lead for text, lead in leads if lead is not None and lead != text}


@dataclass(slots=True)
class Slices:
    """What was read of one store, as long as its record does not change.

    Threads may share it: what is kept is replaced as a whole, and none waits for another. A small slice that is asked
    again and again is read once with all its words and conflicts, so that one question after the other reads nothing.
    """

    store: GraphStore
    _kept: _Kept | None = None

    def find(self, dataset: str | None, by: date | None, asked: Sequence[str]) -> Snapshot | None:
        """The slice of a dataset (an id or a label) up to a day; None if the graph is behind the record.

        Raises StoreError, BadQuestion (too large), NotFound and Ambiguous (dataset).
        """
        revision = self.store.revision()
        if self.store.published() != revision:
            self._kept = None
            return None
        kept = self._kept
        if kept is None or kept.revision != revision:
            kept = _kept(self.store.as_published(), revision)
            if kept is None:
                return None
        former = kept.former([text for text in (dataset, *asked) if text is not None])
        bounds = (None if dataset is None else find_dataset(_leading(kept.things, former), dataset), by)
        part = self._part(kept, bounds)
        if kept.source.published() != revision:
            return None  # it was written anew meanwhile: what was read may be of two graphs
        last = [(key, one) for key, one in kept.parts.items() if key != bounds][1 - _LAST :]
        self._kept = replace(kept, parts={**dict(last), bounds: part})
        return _leading(part, former)

    def _part(self, kept: _Kept, bounds: _Bounds) -> Snapshot:
        part = kept.parts.get(bounds)
        if part is None:
            transfers = kept.source.transfers(*bounds)
            return replace(kept.things, graph=replace(kept.things.graph, transfers=transfers))
        if part.has_words or len(part.graph.transfers) > _SMALL:
            return part
        graph = part.graph
        told = self.with_conflicts(part, [*graph.transfers, *graph.actors, *graph.datasets])
        return part if told is None else replace(self.with_words(told, graph.transfers), has_words=True)

    @staticmethod
    def with_words(snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on; StoreUnavailable if the graph is another by now."""
        known = snapshot.graph.transfers
        words = _source(snapshot).evidence(sorted(set(transfers)))
        _check(snapshot)
        told = {key: replace(known[key], evidence=quotes) for key, quotes in words.items()}
        return replace(snapshot, graph=replace(snapshot.graph, transfers={**known, **told}))

    @staticmethod
    def with_conflicts(snapshot: Snapshot, things: Iterable[str]) -> Snapshot | None:
        """The snapshot with the conflicts about these things, and with what the ids in them lead to.

        None if the graph has none to read; StoreUnavailable if it is another by now.
        """
        source = _source(snapshot)
        conflicts = source.conflicts(sorted(set(things)))
        if conflicts is None:
            return None
        values = {side.value for one in conflicts for side in one.sides if isinstance(side.value, str)}
        former = {**snapshot.graph.former, **(source.present(sorted(values)) if values else {})}
        _check(snapshot)
        return replace(snapshot, graph=replace(snapshot.graph, conflicts=tuple(conflicts), former=former))


def _kept(source: PublishedGraph, revision: str) -> _Kept | None:
    """Everything but transfers; None if the graph is of another revision by now."""
    if source.published() != revision:
        return None
    graph = source.things()
    return _Kept(revision, source, Snapshot(ALL, graph, {}, document_names(graph.documents), revision, source))


def _leading(snapshot: Snapshot, former: Mapping[str, str]) -> Snapshot:
    """The snapshot in which these ids lead to others."""
    if not former:
        return snapshot
    return replace(snapshot, graph=replace(snapshot.graph, former={**snapshot.graph.former, **former}))


def _source(snapshot: Snapshot) -> PublishedGraph:
    if snapshot.source is None:
        raise ValueError("only a slice is a part of a published graph")
    return snapshot.source


def _check(snapshot: Snapshot) -> None:
    if _source(snapshot).published() != snapshot.revision:
        raise StoreUnavailable("the graph was written anew while it was read", remedy="ask again")
