"""An audience → its sight of the record: as if the store held nothing that it may not see.

    sights = Sights(Graphs(store), unmarked=Marking.RED, secret=desk.secret)
    sights.of(Audience(Marking.GREEN, names=False)).snapshot()    →  a Snapshot of green and clear documents

Every question is asked of a view of the visible documents only, so nothing that is hidden can be on a path, behind a
join, in a count, or in the number of a name (`stem~2`). Judgements about what is hidden do not count and are not shown.
An id that only hidden documents know is as unknown as one that nobody has ever given. Who may not see names is given
pseudonyms in their place (`masking`), and finds by these.

What an answer cannot hide is time: a question may take longer because of what it does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from app.domain.access import EVERYTHING, Audience, Marking
from app.domain.document import Document
from app.domain.errors import StoreUnavailable
from app.domain.ids import DocumentId, TransferId
from app.domain.judgement import Judgement
from app.domain.view import Reading, View
from app.export.leaktrail1 import document_names
from app.services.graph import Graphs
from app.services.sight import Sight
from app.services.snapshot import ALL, Recorded, Snapshot
from app.store.rows import judgement_row, revision_of

if TYPE_CHECKING:
    from app.services.masking import Hidden

__all__ = ["Seen", "Sights"]

_KEPT = 8  # snapshots of one audience at a time, as `Graphs` keeps
_TRIES = 100


@dataclass(slots=True)
class Sights:
    """What each audience sees of one record. `unmarked`: what a document without a marking counts as."""

    graphs: Graphs
    unmarked: Marking
    secret: Callable[[], bytes]
    _seen: dict[Audience, Seen] = field(default_factory=dict["Audience", "Seen"])

    def of(self, audience: Audience) -> Sight:
        """The sight of an audience; that of whoever sees everything is the graphs themselves."""
        if audience == EVERYTHING:
            return self.graphs
        found = self._seen.get(audience)
        return found or self._seen.setdefault(audience, Seen(self.graphs, audience, self.unmarked, self.secret))

    def hidden_from(self, audience: Audience, documents: Iterable[DocumentId]) -> frozenset[DocumentId]:
        """Those of these documents that an audience may not see. Raises StoreError."""
        if audience.may_see(Marking.RED):
            return frozenset()
        markings = self.graphs.store.markings()
        return frozenset(key for key in documents if not audience.may_see(markings.get(key, self.unmarked)))


@dataclass(slots=True)
class _Visible:
    """What an audience sees of what was recorded."""

    recorded: Recorded
    readings: Mapping[DocumentId, Reading]
    judgements: tuple[Judgement, ...]
    names: Mapping[DocumentId, str]
    snapshots: dict[View, Snapshot] = field(default_factory=dict[View, Snapshot])
    revision: str | None = None
    """Made when it is first asked for."""
    people: Sequence[Hidden] | None = None
    """Once they were asked for, those of all of it."""


@dataclass(slots=True)
class Seen:
    """The `Sight` of an audience. Threads may share it."""

    graphs: Graphs
    audience: Audience
    unmarked: Marking
    secret: Callable[[], bytes]
    _making: Lock = field(default_factory=Lock)
    """Who asks for what another thread is making waits for it: making it twice at once takes twice as long."""
    _visible: _Visible | None = None

    def snapshot(self, view: View = ALL) -> Snapshot:
        """The graph of what is visible of `view`; raises StoreError."""
        for _ in range(_TRIES):
            visible = self._look()
            known = visible.snapshots.get(view)
            if known is not None:
                return known
            with self._making:
                made = visible.snapshots.get(view) or self._made(view, visible)
            if made is not None:
                return made
        raise StoreUnavailable("the record changes faster than it can be read", remedy="ask again")

    def slice(self, view: View, dataset: str | None, by: date | None, asked: Sequence[str] = ()) -> Snapshot:
        """The whole graph of what is visible: the one that a store keeps beside its record knows of no audience."""
        del dataset, by, asked
        return self.snapshot(view)

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot, which has them."""
        del transfers
        return snapshot

    def with_conflicts(self, snapshot: Snapshot, things: Iterable[str]) -> Snapshot:
        """The snapshot, which has them."""
        del things
        return snapshot

    def revision(self) -> str:
        """A token that changes with every change of what can be seen, and with no other."""
        visible = self._look()
        if visible.revision is None:
            recorded = visible.recorded
            runs = [recorded.runs[key] for key in visible.readings]
            visible.revision = revision_of(runs, [judgement_row(one) for one in visible.judgements], self.markings())
        return visible.revision

    def documents(self) -> tuple[Document, ...]:
        """All documents that can be seen, as they can be seen, by id."""
        readings = self._look().readings if self.audience.names else self.snapshot().readings
        return tuple(reading.document for reading in readings.values())

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that can be seen and bear one."""
        visible = self._look()
        return {key: one for key, one in visible.recorded.markings.items() if key in visible.readings}

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of the passages that hold `words` as they can be seen, compared as `fold` does."""
        from app.services.masking import find_shown_passages  # noqa: PLC0415 - see `_shown`

        return find_shown_passages(self.snapshot(), words, limit, after)

    def stamp(self) -> Hashable | None:
        """Equal stamps mean equal answers; None where they follow from more than the record: from pseudonyms."""
        return self.graphs.stamp() if self.audience.names else None

    # ------------------------------------------------------------ below

    def _made(self, view: View, visible: _Visible) -> Snapshot | None:
        """The graph of what is visible of a view, made and kept; None if the record has just changed."""
        found = self.graphs.judged(self._cut(view, visible), visible.recorded)
        if found is None:
            return None
        shown = self._shown(replace(found, names=visible.names), visible)
        if shown is None:
            return None
        while len(visible.snapshots) >= _KEPT:
            del visible.snapshots[next(iter(visible.snapshots))]
        visible.snapshots[view] = shown
        return shown

    def _shown(self, snapshot: Snapshot, visible: _Visible) -> Snapshot | None:
        """The snapshot as it is shown: names are masked for an audience that may not see them. None as `_people`."""
        if self.audience.names:
            return snapshot
        from app.services.masking import mask_snapshot  # noqa: PLC0415 - it brings the loaders; most need none of it

        people = self._people(visible)
        return None if people is None else mask_snapshot(snapshot, self.secret(), people)

    def _people(self, visible: _Visible) -> Sequence[Hidden] | None:
        """The persons of all that can be seen, who are called alike in every view of it; None if it just changed."""
        from app.services.masking import people_of  # noqa: PLC0415 - see `_shown`

        if visible.people is None:
            whole = self.graphs.judged(self._cut(ALL, visible), visible.recorded)
            if whole is None:
                return None
            visible.people = people_of(whole, self.secret())
        return visible.people

    def _look(self) -> _Visible:
        """What can be seen of the record as it is now."""
        recorded, known = self.graphs.recorded(), self._visible
        if known is None or known.recorded is not recorded:
            known = self._visible = self._of(recorded)
        return known

    def _of(self, recorded: Recorded) -> _Visible:
        markings = recorded.markings
        readings = {
            key: one
            for key, one in recorded.readings.items()
            if self.audience.may_see(markings.get(key, self.unmarked))
        }
        judgements = recorded.judgements
        if not self.audience.may_see(Marking.RED):
            judgements = _about(readings, judgements)
        names = document_names({key: one.document for key, one in readings.items()})
        return _Visible(recorded, readings, judgements, names)

    def _cut(self, view: View, visible: _Visible) -> View:
        """What is visible of a view, with the judgements that count in it."""
        judged = view.judgements or visible.judgements
        if view.judgements and not self.audience.may_see(Marking.RED):
            judged = _about(visible.readings, judged)
        shown = visible.readings.keys() if view.documents is None else view.documents & visible.readings.keys()
        is_all = view.documents is None and len(visible.readings) == len(visible.recorded.readings)
        return View(None if is_all else frozenset(shown), judged, view.policy)


def _about(readings: Mapping[DocumentId, Reading], judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that are about things of these readings only; of documents that were taken out, nobody says who may see.

    One that keeps where its words stand is about things of the documents that it names, whatever their ids are today.
    What stands for these in other documents is left out.
    """
    found = tuple(judgements)
    known = set[str]()
    if not all(one.anchors for one in found):
        for reading in readings.values():
            known.update(claim.id for claim in reading.claims)
            known.update(claim.subject for claim in reading.claims)
            known.update(mention.thing for mention in reading.mentions)
    return tuple(shown for one in found if (shown := _shown_of(one, readings, known)) is not None)


def _shown_of(one: Judgement, readings: Mapping[DocumentId, Reading], known: set[str]) -> Judgement | None:
    if not one.anchors:
        document = one.value.get("document") if isinstance(one.value, Mapping) else None  # of a proposal
        return one if document in readings or known.issuperset(one.about) else None
    own = {anchor.about for anchor in one.anchors if anchor.id == anchor.about and anchor.document in readings}
    named = {*one.about, *(anchor.about for anchor in one.anchors)}
    if not own >= named:
        return None
    return replace(one, anchors=tuple(anchor for anchor in one.anchors if anchor.document in readings))
