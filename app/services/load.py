"""Files and folders → documents in the store, one event for each.

    for event in load(store, find_files([Path("inbox")]), read):
        print(event.outcome, event.place)

Readers may be several (`Workers`, `Cluster`); one writer stores what they read, in the order of the files, so the
record does not depend on them. Each document is stored whole, so an interrupted load keeps what it has done, and the
next one goes on from there: a document that is there already is skipped. A broken file is an event like any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath

from app.domain.access import Marking
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.domain.ports import Read, Store
from app.domain.view import Entry, Reading
from app.services.exchange import is_told_of
from app.services.files import Found, Ignored, Inside, Item, items_of
from app.services.keyed import keyed
from app.services.marking import tighten
from app.services.publish import publish
from app.services.readers import Alone, Readers, Started
from loaders.exchange import check_quotes
from loaders.structured.kinds import LEDGERS

__all__ = ["Event", "Outcome", "count_claims", "failed", "ignored", "load", "passed_over"]

_AT_ONCE = 16
"""Readings of one transaction, where so many are read already; on a file it takes half the time of one by one."""

_MOST_WAITING = 1_000
"""Events that wait behind a document that takes long."""


class Outcome(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    SKIPPED = "skipped"
    FAILED = "failed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one file; `message` says why, `diagnostics` what its reading remarked.

    `characters`: how long the text is that was read, `claims`: how many were found in it, `error`: why it was not read.
    """

    outcome: Outcome
    place: str
    message: str = ""
    document: DocumentId | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    characters: int = 0
    claims: int = 0
    error: BadInput | None = field(default=None, compare=False)


def load(  # noqa: PLR0913 - one for each thing that can be said of a load
    store: Store,
    found: Found,
    read: Read,
    *,
    readers: Readers | None = None,
    published: str | None = None,
    again: bool = False,
    secret: Callable[[], bytes] | None = None,
    marking: Marking | None = None,
    hidden: Callable[[Iterable[DocumentId]], Set[DocumentId]] | None = None,
) -> Iterator[Event]:
    """Have the files of `found` read by `readers`, or by `read` itself, and store them.

    All of them bear `marking`, or a stricter one that stands beside them, from the moment they are there; one that is
    stricter still stays. `again` reads anew
    what is there already. Ids that follow from names become keyed ones, by the `secret` of the desk. At the end the
    resolved graph is published, where the store keeps one. Raises StoreError, and ClusterUnavailable where the readers
    are a cluster.
    """
    yield from passed_over(found)
    entries = {entry.document.id: entry for entry in store.entries()}
    fixed = frozenset[DocumentId]() if hidden is None else hidden(entries)
    imported = [key for key, entry in entries.items() if not entry.has_text and key not in fixed]
    loading = _Loading(store, readers or Alone(read), entries, imported, again, secret, marking, fixed)
    yield from loading.events(inside for path in found.files for inside in items_of(path, published))
    publish(store)


def passed_over(found: Found) -> Iterator[Event]:
    """What is wrong with the paths themselves, and the files that are no documents."""
    yield from (failed(problem, str(problem.place)) for problem in found.problems)
    yield from map(ignored, map(str, found.ignored))


def ignored(place: str) -> Event:
    """A file that is no document."""
    return Event(Outcome.IGNORED, place, "not a kind of document that is read")


def failed(error: BadInput, place: str) -> Event:
    """A file that could not be read, why, and what to do."""
    message = f"{error.message} ({error.remedy})" if error.remedy else error.message
    return Event(Outcome.FAILED, place, message, error=error)


def count_claims(reading: Reading) -> str:
    """How many claims, and how many remarks ask for a look."""
    unread = sum(remark.severity is not Severity.INFO for remark in reading.diagnostics)
    remarks = f", {unread} to look at" if unread else ""
    return f"{len(reading.claims)} claims{remarks}"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A document that waits to be stored; not `started` while one of the same bytes is before it."""

    item: Item
    id: DocumentId
    started: Started | None


@dataclass(slots=True)
class _Loading:
    """One load: what the record holds (`entries`), and the documents that are read or wait, in order."""

    store: Store
    readers: Readers
    entries: dict[DocumentId, Entry]
    imported: Sequence[DocumentId]
    again: bool
    secret: Callable[[], bytes] | None
    marking: Marking | None
    fixed: Set[DocumentId]
    waiting: deque[_Turn | Event] = field(default_factory=deque["_Turn | Event"])

    def events(self, insides: Iterable[Inside]) -> Iterator[Event]:
        """What becomes of each, in order."""
        for inside in insides:
            self.waiting.append(self._begin(inside))
            while self.waiting and self._is_due():
                yield from self._next()
        while self.waiting:
            yield from self._next()

    def _is_due(self) -> bool:
        """True if the first is to be told, or has to be waited for before more is started."""
        in_flight = sum(isinstance(one, _Turn) for one in self.waiting)
        is_full = in_flight >= self.readers.in_flight or len(self.waiting) >= _MOST_WAITING
        return isinstance(self.waiting[0], Event) or is_full

    def _begin(self, inside: Inside) -> _Turn | Event:
        """Start what has to be read."""
        if isinstance(inside, Ignored):
            return ignored(inside.place)
        if isinstance(inside, BadInput):
            return failed(inside, str(inside.place))
        identifier = document_id(inside.data)
        if any(isinstance(one, _Turn) and one.id == identifier for one in self.waiting):
            return _Turn(inside, identifier, None)
        if self._is_there(inside, identifier):
            return self._skipped(inside, identifier)
        return _Turn(inside, identifier, self.readers.start(inside))

    def _next(self) -> list[Event]:
        """Take out the first, and those behind it that are read already, and store them."""
        first = self.waiting.popleft()
        if isinstance(first, Event):
            return [first]
        if first.started is None and self._is_there(first.item, first.id):
            return [self._skipped(first.item, first.id)]
        results = [(first, self._result(first.started or self.readers.start(first.item)))]
        while len(results) < _AT_ONCE and self.waiting and (started := _read_already(self.waiting[0])):
            turn, done = started
            results.append((turn, self._result(done)))
            self.waiting.popleft()
        return self._store(results)

    def _result(self, started: Started) -> Reading | BadInput:
        try:
            reading = started.result()
        except BadInput as error:
            return error
        return reading if self.secret is None else keyed(reading, self.secret())

    def _is_there(self, item: Item, identifier: DocumentId) -> bool:
        """True if the document has its text, and what is known of it now says nothing else than when it was read."""
        entry = self.entries.get(identifier)
        if identifier in self.fixed:
            return True
        if entry is None or self.again or not entry.has_text:
            return False
        if PurePosixPath(item.name).suffix.lower() in LEDGERS:  # its columns may mean something else now: the run tells
            return False
        now, then = item.metadata, entry.document.metadata
        pairs = (
            (now.title, then.title),
            (now.publisher, then.publisher),
            (now.published_at, then.published_at),
            (now.url, then.url),
            (now.language, then.language),
        )
        return all(new is None or new == old for new, old in pairs)

    def _skipped(self, item: Item, identifier: DocumentId) -> Event:
        name = self.entries[identifier].document.name
        marking = Marking.strictest(self.marking, item.marking)
        if marking is not None and identifier not in self.fixed:
            tighten(self.store, {identifier: marking})
        return Event(Outcome.SKIPPED, item.place, f"already there as {name}", identifier)

    def _store(self, results: Sequence[tuple[_Turn, Reading | BadInput]]) -> list[Event]:
        """One transaction; of one reading at a time if it holds what no store can keep."""
        new = [(turn, one) for turn, one in results if isinstance(one, Reading) and self._is_new(one)]
        readings = [one for _, one in new]
        events = [self._event(turn, result) for turn, result in results]
        try:
            if readings:
                self._put(
                    readings, {one.document.id: Marking.strictest(self.marking, turn.item.marking) for turn, one in new}
                )
        except BadInput as error:
            if len(results) > 1:
                return [event for one in results for event in self._store([one])]
            return [failed(error, results[0][0].item.place)]
        self.entries |= {
            one.document.id: Entry(replace(one.document, text=None), one.run, has_text=True) for one in readings
        }
        return events

    def _put(self, readings: Sequence[Reading], markings: Mapping[DocumentId, Marking | None]) -> None:
        """Nobody sees a document before it bears its marking."""
        marked = {key: marking for key, marking in markings.items() if marking is not None}
        if not marked:
            self.store.put_readings(readings)
            return
        with self.store.transaction():
            self.store.put_readings(readings)
            tighten(self.store, marked)

    def _is_new(self, reading: Reading) -> bool:
        entry = self.entries.get(reading.document.id)
        return entry is None or self.again or entry.run != reading.run

    def _event(self, turn: _Turn, result: Reading | BadInput) -> Event:
        if isinstance(result, BadInput):
            return failed(result, turn.item.place)
        if not self._is_new(result):
            return self._skipped(turn.item, turn.id)
        wrong = tuple(self._check_imported(result))
        message = count_claims(result) + (f"; {len(wrong)} quotes of an imported graph differ" if wrong else "")
        entry = self.entries.get(turn.id)
        imported = self.store.get_reading(turn.id) if entry is not None and not entry.has_text else None
        if imported is not None:
            message += f"; {len(imported.claims)} imported claims give way to its own"
        remarks, length = (*result.diagnostics, *wrong), len(result.document.text or "")
        return Event(Outcome.LOADED, turn.item.place, message, turn.id, remarks, length, len(result.claims))

    def _check_imported(self, reading: Reading) -> Iterator[Diagnostic]:
        """Quotes that exchange files gave for this document, checked now that its text is here."""
        for key in self.imported:
            if not is_told_of(reading.document, self.entries[key].document):
                continue
            other = self.store.get_reading(key)
            if other is not None and other.document.text is None:
                yield from check_quotes(other, reading.document.text or "")


def _read_already(one: _Turn | Event) -> tuple[_Turn, Started] | None:
    """A document that nobody has to wait for."""
    if isinstance(one, Event) or one.started is None or not one.started.done():
        return None
    return one, one.started
