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
from app.domain.graph import Transfer
from app.domain.ids import DatasetId, TransferId
from app.domain.ports import GraphStore, PublishedGraph
from app.export.leaktrail1 import document_names
from app.services.lookup import find_dataset
from app.services.snapshot import ALL, Snapshot

__all__ = ["Slices"]

_Bounds: TypeAlias = tuple[DatasetId | None, date | None]
_LAST = 8


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of the graph at one revision."""

    revision: str
    source: PublishedGraph
    things: Snapshot
    transfers: Mapping[_Bounds, Mapping[TransferId, Transfer]] = field(
        default_factory=dict[_Bounds, Mapping[TransferId, Transfer]]
    )


@dataclass(slots=True)
class Slices:
    """What was read of one store, as long as its record does not change.

    Threads may share it: what is kept is replaced as a whole, and none waits for another.
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
        source = kept.source
        wanted = [text for text in (dataset, *asked) if text is not None]
        things = replace(kept.things, graph=replace(kept.things.graph, former=source.present(wanted)))
        bounds = (None if dataset is None else find_dataset(things, dataset), by)
        transfers = kept.transfers.get(bounds)
        if transfers is None:
            transfers = source.transfers(*bounds)
        if source.published() != revision:
            return None  # it was written anew meanwhile: what was read may be of two graphs
        last = [*kept.transfers.items()][1 - _LAST :]
        self._kept = replace(kept, transfers={**dict(last), bounds: transfers})
        return replace(things, graph=replace(things.graph, transfers=transfers))

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


def _source(snapshot: Snapshot) -> PublishedGraph:
    if snapshot.source is None:
        raise ValueError("only a slice is a part of a published graph")
    return snapshot.source


def _check(snapshot: Snapshot) -> None:
    if _source(snapshot).published() != snapshot.revision:
        raise StoreUnavailable("the graph was written anew while it was read", remedy="ask again")
