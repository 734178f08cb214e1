"""Settings → Services: the only place that opens a store and wires the use cases to it.

with services(read_settings(os.environ)) as s:
    s.graphs.snapshot()
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.document import Metadata
from app.domain.ports import Store
from app.domain.view import Reading
from app.services.files import Read
from app.services.graph import Graphs
from app.settings import Settings
from app.store.uri import open_store

__all__ = ["Services", "open_services", "read_document", "wire"]


@dataclass(frozen=True, slots=True)
class Services:
    """What the doors get: the store, the cached graphs over it, and the way from bytes to a Reading."""

    store: Store
    graphs: Graphs
    read: Read


def read_document(data: bytes, filename: str, metadata: Metadata) -> Reading:
    """One document read by the loaders, which are imported at the first use: the language models take seconds."""
    from loaders.pipeline import read  # noqa: PLC0415 - see above

    return read(data, filename, metadata)


def wire(store: Store) -> Services:
    """The services over an open store."""
    return Services(store, Graphs(store), read_document)


@contextmanager
def open_services(settings: Settings) -> Generator[Services]:
    """The services over the store of `settings`, which is closed at the end; raises StoreError."""
    store = open_store(settings.store)
    try:
        yield wire(store)
    finally:
        store.close()
