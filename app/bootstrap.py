"""Settings → Services: the only place that opens a store and wires the use cases to it.

with services(read_settings(os.environ)) as s:
    s.graphs.snapshot()
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.document import Metadata
from app.domain.errors import StoreUnavailable
from app.domain.ports import Store
from app.domain.view import Reading
from app.services.files import Read
from app.services.graph import Graphs
from app.settings import Settings, default_store
from app.store.uri import open_store, sqlite_path

__all__ = ["Services", "open_services", "read_document", "store_file", "wire"]


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
    if settings.store == default_store():
        _make_folder(settings.store)
    store = open_store(settings.store)
    try:
        yield wire(store)
    finally:
        store.close()


def store_file(settings: Settings) -> Path | None:
    """The file of the store; None if it is no file of this machine. BadQuestion for a URI that names none."""
    scheme, _, rest = settings.store.partition("://")
    return sqlite_path(rest) if scheme == "sqlite" else None


def _make_folder(uri: str) -> None:
    """The user's data directory is ours to make; any other folder a person may have misspelt."""
    folder = sqlite_path(uri.partition("://")[2]).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreUnavailable(error.strerror or "cannot be made", place=str(folder)) from error
