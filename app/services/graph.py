"""Store → Snapshot: the resolved graph of one View, built once and kept while the record does not change.

    graphs = Graphs(store)
    graphs.snapshot().graph.actors

Resolving is the costly step of every question, so snapshots are cached by the store's revision and the View; a store
that keeps the resolved graph is asked for the part that a question needs. A Graphs is shared by the threads that answer
HTTP requests. Whether the store answers at all, each finds out by itself; only resolving is done by one for all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from app.domain.document import Document
from app.domain.ids import DocumentId, TransferId
from app.domain.judgement import Judgement
from app.domain.ports import GraphStore, Store
from app.domain.view import Reading, View
from app.export.leaktrail1 import document_names
from app.services.slices import Slices
from app.services.snapshot import ALL, Snapshot
from loaders.resolve import resolve

__all__ = ["Graphs"]

_KEPT = 8  # views at a time; a view of "as known on day K" is asked several times in a row, then never again


@dataclass(slots=True)
class Graphs:
    """The cache of snapshots over one store."""

    store: Store
    _lock: Lock = field(default_factory=Lock)
    _revision: str | None = None
    _judgements: tuple[Judgement, ...] = ()
    _readings: Mapping[DocumentId, Reading] = field(default_factory=dict[DocumentId, Reading])
    _snapshots: OrderedDict[View, Snapshot] = field(default_factory=OrderedDict[View, Snapshot])
    _slices: Slices | None = None

    def __post_init__(self) -> None:
        """Slices come from a store that keeps the graph."""
        if isinstance(self.store, GraphStore):
            self._slices = Slices(self.store)

    def snapshot(self, view: View = ALL) -> Snapshot:
        """The graph of `view`, with the judgements of the store; raises StoreError."""
        revision = self.store.revision()
        with self._lock:
            self._refresh(revision)
            if view not in self._snapshots:
                self._snapshots[view] = self._build(view)
            self._snapshots.move_to_end(view)
            while len(self._snapshots) > _KEPT:
                self._snapshots.popitem(last=False)
            return self._snapshots[view]

    def slice(self, view: View, dataset: str | None, by: date | None, asked: Sequence[str] = ()) -> Snapshot:
        """What a question about `dataset` (an id or a label) up to the day `by` needs of the graph of `view`.

        `asked` are the ids or names that the question holds. The whole graph, unless the store keeps the present one.
        Raises StoreError, BadQuestion, NotFound, Ambiguous.
        """
        part = self._slices.find(dataset, by, asked) if self._slices is not None and view == ALL else None
        return part or self.snapshot(view)

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on, if it is a slice and lacks them."""
        return self._slices.with_words(snapshot, transfers) if self._slices and snapshot.is_slice else snapshot

    def documents(self) -> tuple[Document, ...]:
        """All documents that are not removed, by id; raises StoreError."""
        revision = self.store.revision()
        with self._lock:
            self._refresh(revision)
            return tuple(reading.document for reading in self._readings.values())

    def check(self) -> str:
        """The store's revision: proof that it answers. Raises StoreError."""
        return self.store.revision()

    def _refresh(self, revision: str) -> None:
        """Read the record, unless it is still at this revision. What others change meanwhile is read the next time."""
        if revision == self._revision:
            return
        self._snapshots.clear()
        before = self.store.revision()
        self._readings = {reading.document.id: reading for reading in self.store.readings()}
        self._judgements = tuple(self.store.judgements())
        self._revision = before if self.store.revision() == before else None

    def _build(self, view: View) -> Snapshot:
        judged = replace(view, judgements=view.judgements or self._judgements)
        graph = resolve(tuple(self._readings.values()), judged)
        seen = {k: r for k, r in self._readings.items() if view.documents is None or k in view.documents}
        names = document_names({key: reading.document for key, reading in self._readings.items()})
        return Snapshot(judged, graph, seen, names)
