"""A document and a marking (TLP 2.0) → the document bears it.

    mark(store, "midorisawa-news", "amber")                 what a person says counts, whatever was there
    tighten(store, {document: Marking.GREEN})               what comes with a file counts if it is the stricter one

So loading a folder again never opens to more readers what a person has closed to them.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.errors import BadQuestion
from app.domain.ids import DocumentId
from app.domain.ports import Store
from app.export.leaktrail1 import document_names
from app.services.lookup import find_meant_document
from app.services.publish import publish

__all__ = ["mark", "parse_marking", "tighten"]


def mark(store: Store, asked: str, marking: Marking | None) -> Document:
    """The document (id, file stem or title) that bears the marking now. Raises NotFound, Ambiguous, StoreError."""
    documents = {document.id: document for document in store.documents()}
    found = find_meant_document(documents, document_names(documents), asked)
    store.mark(found, marking)
    publish(store)
    return documents[found]


def tighten(store: Store, markings: Mapping[DocumentId, Marking]) -> None:
    """Give documents of the record these markings, but where there is a stricter one. Raises StoreError."""
    present = store.markings()
    for document, marking in markings.items():
        if document not in present or present[document].rank < marking.rank:
            store.mark(document, marking)


def parse_marking(text: str, place: str) -> Marking:
    """The marking that a person writes; see `Marking.written`. Raises BadQuestion."""
    found = Marking.written(text)
    if found is None:
        raise BadQuestion(f"must be one of {', '.join(Marking)}", place=place)
    return found
