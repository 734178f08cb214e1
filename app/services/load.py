"""Files and folders → documents in the store, one event for each.

    for event in load(store, find_files([Path("inbox")]), read):
        print(event.outcome, event.place)

Each document is stored whole as soon as it is read, so an interrupted load keeps what it has done, and the next one
goes on from there: a document that is there already is skipped. A broken file is an event like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document
from app.domain.errors import BadInput
from app.domain.ids import DocumentId, document_id
from app.domain.ports import Store
from app.domain.view import Reading
from app.services.exchange import is_told_of
from app.services.files import Found, Ignored, Inside, Item, Read, items_of, read_item
from app.services.publish import publish
from loaders.exchange import check_quotes

__all__ = ["Event", "Outcome", "count_claims", "failed", "ignored", "load", "passed_over"]


class Outcome(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    SKIPPED = "skipped"
    FAILED = "failed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one file; `message` says why, `diagnostics` what its reading remarked."""

    outcome: Outcome
    place: str
    message: str = ""
    document: DocumentId | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def load(
    store: Store, found: Found, read: Read, *, published: str | None = None, again: bool = False
) -> Iterator[Event]:
    """Read and store the files of `found`; `again` reads anew what is there already. Raises StoreError only.

    At the end the resolved graph is published, where the store keeps one.
    """
    yield from passed_over(found)
    imported = [document for document in store.documents() if document.text is None]
    for path in found.files:
        for inside in items_of(path, published):
            yield _event(store, inside, read, imported, again=again)
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
    return Event(Outcome.FAILED, place, f"{error.message} ({error.remedy})" if error.remedy else error.message)


def count_claims(reading: Reading) -> str:
    """How many claims, and how many remarks ask for a look."""
    unread = sum(remark.severity is not Severity.INFO for remark in reading.diagnostics)
    remarks = f", {unread} to look at" if unread else ""
    return f"{len(reading.claims)} claims{remarks}"


def _event(store: Store, inside: Inside, read: Read, imported: Sequence[Document], *, again: bool) -> Event:
    if isinstance(inside, Ignored):
        return ignored(inside.place)
    if isinstance(inside, BadInput):
        return failed(inside, str(inside.place))
    try:
        return _load(store, inside, read, imported, again=again)
    except BadInput as error:
        return failed(error, inside.place)


def _load(store: Store, item: Item, read: Read, imported: Sequence[Document], *, again: bool) -> Event:
    identifier = document_id(item.data)
    there = store.get_reading(identifier)
    skipped = Event(Outcome.SKIPPED, item.place, f"already there as {there.document.name}" if there else "", identifier)
    if there is not None and not again and _is_same(item, there.document):
        return skipped
    reading = read_item(item, read)
    if there is not None and not again and there.run == reading.run:
        return skipped
    wrong = tuple(_check_imported(store, reading, imported))
    store.put_readings([reading])
    message = count_claims(reading) + (f"; {len(wrong)} quotes of an imported graph differ" if wrong else "")
    if there is not None and there.document.text is None:
        message += f"; {len(there.claims)} imported claims give way to its own"
    return Event(Outcome.LOADED, item.place, message, identifier, (*reading.diagnostics, *wrong))


def _is_same(item: Item, there: Document) -> bool:
    """True if the document has its text, and what is known of it now says nothing else than when it was read."""
    now, then = item.metadata, there.metadata
    pairs = (
        (now.title, then.title),
        (now.publisher, then.publisher),
        (now.published_at, then.published_at),
        (now.url, then.url),
        (now.language, then.language),
    )
    return there.text is not None and all(new is None or new == old for new, old in pairs)


def _check_imported(store: Store, reading: Reading, imported: Sequence[Document]) -> Iterator[Diagnostic]:
    """Quotes that exchange files gave for this document, checked now that its text is here."""
    for document in imported:
        other = store.get_reading(document.id) if is_told_of(reading.document, document) else None
        if other is not None and other.document.text is None:
            yield from check_quotes(other, reading.document.text or "")
