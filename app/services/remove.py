"""A document's id, file stem or title → that document taken out of the store (its evidence is kept)."""

from __future__ import annotations

from app.domain.document import Document
from app.domain.ports import Store
from app.export.leaktrail1 import document_names
from app.services.lookup import find_meant_document
from app.services.publish import publish

__all__ = ["remove"]


def remove(store: Store, asked: str) -> Document:
    """The document that was taken out; loading it again brings it back. Raises NotFound, Ambiguous, StoreError."""
    documents = {document.id: document for document in store.documents()}
    found = find_meant_document(documents, document_names(documents), asked)
    store.remove(found)
    publish(store)
    return documents[found]
