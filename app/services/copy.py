"""One store → another: the readings, markings and judgements that count, and what was published.

    copy(source, target)   yields each document when it is kept; again: nothing changes

The way from a file to Neo4j and back. Older runs of a document and documents that were taken out stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Document
from app.domain.ports import Store
from app.services.marking import tighten
from app.services.publish import publish

__all__ = ["copy"]


def copy(source: Store, target: Store) -> Iterator[Document]:
    """Each document as soon as it is kept whole. Raises StoreError."""
    markings = source.markings()
    for document in source.documents():
        reading = source.get_reading(document.id)
        if reading is not None:
            with target.transaction():  # nobody may see it before it bears its marking
                target.put_readings([reading])
                tighten(target, {document.id: markings[document.id]} if document.id in markings else {})
            yield document
    target.put_judgements(source.judgements())
    publish(target)
