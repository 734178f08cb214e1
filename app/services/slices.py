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
from app.domain.ports import GraphStore
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
            return None
        kept = self._kept
        if kept is None or kept.revision != revision:
            kept = _Kept(revision, self._read_things(revision))
        wanted = [text for text in (dataset, *asked) if text is not None]
        things = replace(kept.things, graph=replace(kept.things.graph, former=self.store.present(wanted)))
        bounds = (None if dataset is None else find_dataset(things, dataset), by)
        transfers = kept.transfers.get(bounds)
        if transfers is None:
            transfers = self.store.transfers(*bounds)
        if self.store.published() != revision:
            return None  # it was written anew meanwhile: what was read may be of two graphs
        last = [*kept.transfers.items()][1 - _LAST :]
        self._kept = replace(kept, transfers={**dict(last), bounds: transfers})
        return replace(things, graph=replace(things.graph, transfers=transfers))

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on; StoreUnavailable if the graph is another by now."""
        known = snapshot.graph.transfers
        words = self.store.evidence(sorted(set(transfers)))
        self._check(snapshot)
        told = {key: replace(known[key], evidence=quotes) for key, quotes in words.items()}
        return replace(snapshot, graph=replace(snapshot.graph, transfers={**known, **told}))

    def with_conflicts(self, snapshot: Snapshot, things: Iterable[str]) -> Snapshot | None:
        """The snapshot with the conflicts about these things, and with what the ids in them lead to.

        None if the graph has none to read; StoreUnavailable if it is another by now.
        """
        conflicts = self.store.conflicts(sorted(set(things)))
        if conflicts is None:
            return None
        values = {side.value for one in conflicts for side in one.sides if isinstance(side.value, str)}
        former = {**snapshot.graph.former, **(self.store.present(sorted(values)) if values else {})}
        self._check(snapshot)
        return replace(snapshot, graph=replace(snapshot.graph, conflicts=tuple(conflicts), former=former))

    def _check(self, snapshot: Snapshot) -> None:
        if self.store.published() != snapshot.revision:
            raise StoreUnavailable("the graph was written anew while it was read", remedy="ask again")

    def _read_things(self, revision: str) -> Snapshot:
        graph = self.store.things()
        return Snapshot(ALL, graph, {}, document_names(graph.documents), revision)
