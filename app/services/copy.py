"""One store → another: the readings and judgements that count, and what was published.

    copy(source, target)   yields each document when it is kept; again: nothing changes

The way from a file to Neo4j and back. Older runs of a document and documents that were taken out stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Document
from app.domain.ports import Store
from app.services.publish import publish

__all__ = ["copy"]


def copy(source: Store, target: Store) -> Iterator[Document]:
    """Each document as soon as it is kept whole. Raises StoreError."""
    for document in source.documents():
        reading = source.get_reading(document.id)
        if reading is not None:
            target.put_readings([reading])
            yield document
    target.put_judgements(source.judgements())
    publish(target)
