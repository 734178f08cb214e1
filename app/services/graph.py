"""Store → Snapshot: the resolved graph of one View, built once and kept while the record does not change.

    graphs = Graphs(store)
    graphs.snapshot().graph.actors

Resolving is the costly step of every question, so snapshots are cached by the store's revision and the View. When the
record changes, only the readings that changed are read, and the graph of everything is brought up to them by a
Resolver, as that of a view without a few documents, or with other judgements, is; other views are resolved anew. A
store that keeps the resolved graph is asked for the part that a question needs. A Graphs is shared by the threads that
answer HTTP requests. Whether the store answers at all, each finds out by itself; only resolving is done by one for all.
A Graphs is the `Sight` of whoever may see everything.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.errors import GraphLost, StoreUnavailable
from app.domain.graph import Graph
from app.domain.ids import DocumentId, TransferId
from app.domain.judgement import Judgement
from app.domain.ports import GraphStore, Store
from app.domain.view import Policy, Reading, View
from app.export.leaktrail1 import document_names
from app.services.accepted import counted, has_accepted, without_accepted
from app.services.slices import Slices
from app.services.snapshot import ALL, Recorded, Snapshot

if TYPE_CHECKING:
    from loaders.resolve import Resolver

__all__ = ["Graphs"]

_KEPT = 8  # views at a time; a view of "as known on day K" is asked several times in a row, then never again
_TRIES = 100
_FEW = 50  # documents that are read one by one; more are read at once
_FEW_OUT = (
    5  # documents that the resolver lets go and takes back for a view without them; for more, all is resolved anew
)


@dataclass(slots=True)
class Graphs:
    """The cache of snapshots over one store."""

    store: Store
    _lock: Lock = field(default_factory=Lock)
    _revision: str | None = None
    _recorded: Recorded = field(default_factory=Recorded)
    _runs: Mapping[DocumentId, str] = field(default_factory=dict[DocumentId, str])
    _resolver: Resolver | None = None
    _snapshots: OrderedDict[tuple[View, bool], Snapshot] = field(
        default_factory=OrderedDict["tuple[View, bool]", Snapshot]
    )
    _slices: Slices | None = None
    _counted: Mapping[DocumentId, Reading] = field(default_factory=dict[DocumentId, Reading])
    _added: tuple[str, bool] | None = None
    found: int = 0
    """How many snapshots were at hand, since the process began, …"""
    built: int = 0
    """… and how many had to be made."""

    def __post_init__(self) -> None:
        """Slices come from a store that keeps the graph."""
        if isinstance(self.store, GraphStore):
            self._slices = Slices(self.store)

    def snapshot(self, view: View = ALL) -> Snapshot:
        """The graph of `view`, with the judgements of the store where it has none; raises StoreError."""
        revision = self.store.revision()
        with self._lock:
            self._refresh(revision)
            return self._kept(view, is_judged=bool(view.judgements))

    def recorded(self) -> Recorded:
        """What the store holds: the same object as long as nothing changes. Raises StoreError."""
        revision = self.store.revision()
        with self._lock:
            self._refresh(revision)
            return self._recorded

    def judged(self, view: View, recorded: Recorded) -> Snapshot | None:
        """The graph of `view` with its own judgements, be they none; None if the store holds something else by now."""
        with self._lock:
            if recorded is not self._recorded:
                return None
            is_judged = view.judgements != recorded.judgements
            return self._kept(view if is_judged else replace(view, judgements=()), is_judged=is_judged)

    def slice(self, view: View, dataset: str | None, by: date | None, asked: Sequence[str] = ()) -> Snapshot:
        """What a question about `dataset` (an id or a label) up to the day `by` needs of the graph of `view`.

        `asked` are the ids or names that the question holds. The whole graph, unless the store keeps the present one.
        Raises StoreError, BadQuestion, NotFound, Ambiguous.
        """
        revision = self.store.revision()
        if view != ALL or self._slices is None or self._is_resolved(revision) or self._adds(revision):
            return self.snapshot(view)
        try:
            part = self._slices.find(dataset, by, asked)
        except GraphLost:
            part = None
        return part or self._whole()

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on, if it is a slice and lacks them."""
        if not snapshot.is_slice or snapshot.has_words:
            return snapshot
        shown = set(transfers)
        try:
            return Slices.with_words(snapshot, shown)
        except GraphLost:
            return self._told(snapshot, shown)

    def with_conflicts(self, snapshot: Snapshot, things: Iterable[str]) -> Snapshot:
        """The snapshot with the conflicts about these things, if it is a slice and lacks them."""
        if not snapshot.is_slice or snapshot.has_words:
            return snapshot
        try:
            found = Slices.with_conflicts(snapshot, things)
        except GraphLost:
            found = None
        if found is not None:
            return found
        whole = self._whole().graph
        return replace(snapshot, graph=replace(snapshot.graph, conflicts=whole.conflicts, former=whole.former))

    def documents(self) -> tuple[Document, ...]:
        """All documents that are not removed, by id; raises StoreError."""
        return tuple(reading.document for reading in self.recorded().readings.values())

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that bear one; raises StoreError."""
        return self.store.markings()

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of passages that hold `words`; see `Store`."""
        return self.store.find_passages(words, limit, after)

    def revision(self) -> str:
        """A token that changes with every change of the record."""
        return self.store.revision()

    def check(self) -> str:
        """The store's revision: proof that it answers. Raises StoreError."""
        return self.store.revision()

    def stamp(self) -> Hashable | None:
        """Equal stamps mean equal answers; None if that cannot be told without waiting."""
        return self.store.stamp()

    def _is_resolved(self, revision: str) -> bool:
        """True if the whole graph is at hand: nothing has to be read then."""
        return self._revision == revision and (ALL, False) in self._snapshots

    def to_publish(self) -> tuple[Snapshot, tuple[Judgement, ...]]:
        """The whole graph as a store keeps it, without what accepted proposals add; and all judgements."""
        for _ in range(_TRIES):
            recorded = self.recorded()
            if not has_accepted(recorded.judgements):
                return self.snapshot(), recorded.judgements
            found = self.judged(View(judgements=without_accepted(recorded.judgements)), recorded)
            if found is not None:
                return found, recorded.judgements
        raise StoreUnavailable("the record changes faster than it can be read", remedy="ask again")

    def _adds(self, revision: str) -> bool:
        """True if accepted proposals add to what a store keeps of the graph."""
        if self._added is None or self._added[0] != revision:
            self._added = (revision, has_accepted(tuple(self.store.judgements())))
        return self._added[1]

    def _whole(self) -> Snapshot:
        """The whole graph, which is kept for the next process where only questions look at what the store keeps."""
        (snapshot, judgements), store = self.to_publish(), self.store
        revision = self._revision
        if isinstance(store, GraphStore) and store.publishes_late and snapshot.readings and revision is not None:
            store.publish(snapshot.graph, snapshot.readings.values(), judgements, revision)
        return snapshot

    def _told(self, part: Snapshot, transfers: Set[TransferId]) -> Snapshot:
        """The slice with words from the record; StoreUnavailable if that is another by now."""
        whole = self._whole().graph.transfers
        if self._revision != part.revision:
            raise StoreUnavailable("the record changed while the graph beside it was lost", remedy="ask again")
        told = {key: replace(one, evidence=whole[key].evidence) for key, one in part.graph.transfers.items()}
        known = part.graph.transfers
        return replace(part, graph=replace(part.graph, transfers={**known, **{key: told[key] for key in transfers}}))

    def _refresh(self, revision: str) -> None:
        """Read the record, unless it is still at this revision. What others change meanwhile is read the next time."""
        if revision == self._revision:
            return
        self._snapshots.clear()
        before = self.store.revision()
        runs = self.store.runs()
        changed = {key for key, run in runs.items() if run != self._runs.get(key)}
        read = self._read(changed)
        known = self._recorded.readings
        gone = [key for key in known if key not in runs or (key in changed and key not in read)]
        kept = {key: reading for key, reading in known.items() if key not in gone}
        readings, judgements = dict(sorted({**kept, **read}.items())), tuple(self.store.judgements())
        # Markings last: whoever reads a document that was just put reads the marking that was put with it.
        self._recorded = Recorded(readings, judgements, self.store.markings(), {key: runs[key] for key in readings})
        whole = self.store.revision() == before
        self._revision = before if whole else None
        self._runs = runs if whole else {key: run for key, run in runs.items() if key not in changed}
        added = counted(readings, judgements)
        changed |= {key for key in {*added, *self._counted} if added.get(key) != self._counted.get(key)}
        self._counted = added
        if self._resolver is not None:
            fresh = [added.get(key, readings[key]) for key in changed if key in readings]
            _bring_up(self._resolver, fresh, gone, judgements)

    def _read(self, documents: Set[DocumentId]) -> Mapping[DocumentId, Reading]:
        """The readings of those that are (still) there."""
        if len(documents) > _FEW:
            return {one.document.id: one for one in self.store.readings() if one.document.id in documents}
        found = (self.store.get_reading(document) for document in documents)
        return {one.document.id: one for one in found if one is not None}

    def _kept(self, view: View, *, is_judged: bool) -> Snapshot:
        """The graph of `view`, which is kept for the next one; with the judgements of the store, unless `is_judged`."""
        place = (view, is_judged)
        if place in self._snapshots:
            self.found += 1
        else:
            self.built += 1
            self._snapshots[place] = self._build(
                view if is_judged else replace(view, judgements=self._recorded.judgements)
            )
        self._snapshots.move_to_end(place)
        while len(self._snapshots) > _KEPT:
            self._snapshots.popitem(last=False)
        return self._snapshots[place]

    def _build(self, judged: View) -> Snapshot:
        readings, visible = self._recorded.readings, judged.documents
        left_out = set[DocumentId]() if visible is None else readings.keys() - visible
        added = counted(readings, judged.judgements)
        near = len(left_out) <= _FEW_OUT and judged.policy is Policy.ALL
        whole = {**readings, **added}
        graph = self._aside(left_out, judged, added) if near else _resolved(whole.values(), judged)
        seen = {k: r for k, r in whole.items() if visible is None or k in visible}
        names = document_names({key: reading.document for key, reading in readings.items()})
        markings = {key: marking for key, marking in self._recorded.markings.items() if key in seen}
        return Snapshot(judged, graph, seen, names, markings=markings)

    def _aside(self, left_out: Set[DocumentId], judged: View, added: Mapping[DocumentId, Reading]) -> Graph:
        """The graph of everything but these documents, with these judgements, and what they add to readings.

        The resolver takes back what it let go with what comes next; one that failed on the way is given up, since half
        of a change is in it.
        """
        resolver, self._resolver = self._resolver, None
        if resolver is None:
            from loaders.resolve import Resolver  # noqa: PLC0415 - a question to the kept graph resolves nothing

            resolver = Resolver()
            present = {**self._recorded.readings, **self._counted}
            _bring_up(resolver, present.values(), (), self._recorded.judgements)
        other = {key for key in {*added, *self._counted} if added.get(key) != self._counted.get(key)} - left_out
        for document in other:
            resolver.put(added.get(document, self._recorded.readings[document]))
        for document in left_out:
            resolver.remove(document)
        resolver.judge(judged.judgements)
        graph = resolver.graph()
        for document in {*left_out, *other}:
            resolver.put(self._counted.get(document, self._recorded.readings[document]))
        resolver.judge(self._recorded.judgements)
        self._resolver = resolver
        return graph


def _resolved(readings: Iterable[Reading], view: View) -> Graph:
    from loaders.resolve import resolve  # noqa: PLC0415 - see `_aside`

    return resolve(tuple(readings), view)


def _bring_up(
    resolver: Resolver, read: Iterable[Reading], gone: Iterable[DocumentId], judgements: Sequence[Judgement]
) -> None:
    for document in gone:
        resolver.remove(document)
    for reading in read:
        resolver.put(reading)
    resolver.judge(judgements)
