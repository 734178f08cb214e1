"""Readings that come and go -> the local things that they tell of, and which documents have things in common.

    went, came = record.update({"d1": reading, "d2": None}, decisions, {})

A **bundle** is a set of documents that name one local id: mostly one document, or all documents of one exchange file.
No thing, and no reference of one, leads out of its bundle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.claim import REFERENCES, Value
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from loaders.resolve.judged import Decision
from loaders.resolve.things import Thing, Things, gather

__all__ = ["Bundle", "Record"]

_SUBJECT = "subject"  # of a told conflict: a reference to a thing of any kind


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Documents with their local things."""

    documents: tuple[DocumentId, ...]
    things: Things

    def ids(self) -> Iterator[tuple[ThingKind, str]]:
        """Kind and id of each thing."""
        return ((kind, key) for kind, found in self.things.items() for key in found)


class Record:
    """The readings, the things of all of them, and their bundles."""

    def __init__(self) -> None:
        """No document."""
        self.readings: dict[DocumentId, Reading] = {}
        self.things: dict[ThingKind, dict[str, Thing]] = {kind: {} for kind in ThingKind}
        self._bundles: dict[DocumentId, Bundle] = {}
        self._naming: dict[str, set[DocumentId]] = {}
        self._decisions: Mapping[str, Decision] = {}
        self._origins: Mapping[DocumentId, str] = {}

    def bundle(self, document: DocumentId) -> Bundle:
        """The bundle of a document that is there."""
        return self._bundles[document]

    def bundle_of(self, kind: ThingKind, key: str) -> Bundle:
        """The bundle of a local thing that is there."""
        return self._bundles[min(self.things[kind][key].documents)]

    def update(
        self,
        changed: Mapping[DocumentId, Reading | None],
        again: Iterable[DocumentId],
        decisions: Mapping[str, Decision],
        origins: Mapping[DocumentId, str],
    ) -> tuple[list[Bundle], list[Bundle]]:
        """Take readings, None for documents that are gone; gather those and `again` anew. The bundles before and after.

        `decisions` and `origins` (see `gather`) may differ from those before for documents of `changed` and `again`.
        """
        stirred = {document for document in (*changed, *again) if document in self._bundles}
        for document in {*stirred}:
            self._unname(document)
        went = {self._bundles[document] for document in stirred}
        self._decisions, self._origins = decisions, origins
        for document, reading in changed.items():
            if reading is not None:
                self.readings[document] = reading
                stirred.add(document)
            else:
                self.readings.pop(document, None)
        for document in stirred & self.readings.keys():
            for key in self._ids(self.readings[document]):
                self._naming.setdefault(key, set()).add(document)
        stirred |= {document for bundle in went for document in bundle.documents}
        found = list(self._connected(stirred & self.readings.keys()))
        went |= {self._bundles[document] for documents in found for document in documents if document in self._bundles}
        for bundle in went:
            self._forget(bundle)
        return list(went), [self._gathered(documents) for documents in found]

    def _unname(self, document: DocumentId) -> None:
        for key in self._ids(self.readings[document]):
            self._naming[key].discard(document)
            if not self._naming[key]:
                del self._naming[key]

    def _connected(self, documents: Iterable[DocumentId]) -> Iterator[list[DocumentId]]:
        """Sets of documents that name common ids."""
        seen: set[DocumentId] = set()
        for document in sorted(documents):
            if document not in seen:
                found, todo = {document}, [document]
                while todo:
                    keys = self._ids(self.readings[todo.pop()])
                    fresh = {other for key in keys for other in self._naming[key]} - found
                    found |= fresh
                    todo += fresh
                seen |= found
                yield sorted(found)

    def _gathered(self, documents: list[DocumentId]) -> Bundle:
        things = gather([self.readings[document] for document in documents], self._decisions, self._origins)
        bundle = Bundle(tuple(documents), things)
        for kind, found in things.items():
            self.things[kind].update(found)
        self._bundles.update(dict.fromkeys(documents, bundle))
        return bundle

    def _forget(self, bundle: Bundle) -> None:
        for kind, key in bundle.ids():
            del self.things[kind][key]
        for document in bundle.documents:
            del self._bundles[document]

    def _ids(self, reading: Reading) -> set[str]:
        """All ids that a reading names: of things, of things that it refers to, of sources."""
        found: set[str] = {mention.thing for mention in reading.mentions}
        for claim in reading.claims:
            found.add(claim.subject)
            decision = self._decisions.get(claim.id)
            values = (claim.value, None if decision is None else decision.value)
            if claim.property in REFERENCES or claim.property == _SUBJECT:
                found.update(text for value in values for text in _texts(value))
        for source in reading.sources:
            found.update(key for key in (source.id, source.reprint_of) if key is not None)
        found.update(claim.source for claim in reading.claims if claim.source is not None)
        return found


def _texts(value: Value) -> Iterator[str]:
    """A text, or those in a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (text for text in value if isinstance(text, str))
