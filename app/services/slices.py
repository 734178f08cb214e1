"""Store that keeps the resolved graph → the part of it that a question needs.

    Slices(store).find("名簿", date(2023, 1, 31), ["元派遣社員"])   →  a Snapshot, or None if the graph there is behind

Only the transfers of one dataset's family up to one day are read, and the words only of those that an answer shows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from app.domain.graph import Transfer
from app.domain.ids import DatasetId, TransferId
from app.domain.ports import GraphStore
from app.export.leaktrail1 import document_names
from app.services.lookup import find_dataset
from app.services.snapshot import ALL, Snapshot

__all__ = ["Slices"]

_Bounds: TypeAlias = tuple[DatasetId | None, date | None]
_Found: TypeAlias = OrderedDict[_Bounds, Mapping[TransferId, Transfer]]
_KEPT = 8


@dataclass(slots=True)
class Slices:
    """What was read of one store, as long as its record does not change; for one thread at a time."""

    store: GraphStore
    _revision: str = ""
    _things: Snapshot | None = None
    _found: _Found = field(default_factory=_Found)

    def find(self, dataset: str | None, by: date | None, asked: Sequence[str]) -> Snapshot | None:
        """The slice of a dataset (an id or a label) up to a day; None if the graph is behind the record.

        Raises StoreError, BadQuestion (too large), NotFound and Ambiguous (dataset).
        """
        revision = self.store.revision()
        if self.store.published() != revision:
            return None
        things = self._read_things(revision)
        wanted = [text for text in (dataset, *asked) if text is not None]
        things = replace(things, graph=replace(things.graph, former=self.store.present(wanted)))
        bounds = (None if dataset is None else find_dataset(things, dataset), by)
        return replace(things, graph=replace(things.graph, transfers=self._read_transfers(bounds)))

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on."""
        known = snapshot.graph.transfers
        words = self.store.evidence(sorted(set(transfers)))
        told = {key: replace(known[key], evidence=quotes) for key, quotes in words.items()}
        return replace(snapshot, graph=replace(snapshot.graph, transfers={**known, **told}))

    def _read_things(self, revision: str) -> Snapshot:
        if self._things is None or self._revision != revision:
            graph = self.store.things()
            self._things = Snapshot(ALL, graph, {}, document_names(graph.documents), is_slice=True)
            self._revision = revision
            self._found.clear()
        return self._things

    def _read_transfers(self, bounds: _Bounds) -> Mapping[TransferId, Transfer]:
        if bounds not in self._found:
            self._found[bounds] = self.store.transfers(*bounds)
        self._found.move_to_end(bounds)
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)
        return self._found[bounds]
