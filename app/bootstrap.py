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
from app.domain.errors import BadQuestion, StoreUnavailable
from app.domain.ports import Read, Store
from app.domain.view import Reading
from app.services.graph import Graphs
from app.settings import Settings, default_store
from app.store.login import Login
from app.store.uri import open_store, sqlite_path

_MOST_SECONDS = 3600

__all__ = ["Services", "login_of", "open_services", "read_document", "store_file", "wire"]


@dataclass(frozen=True, slots=True)
class Services:
    """What the doors get: the store, the cached graphs over it, and the way from bytes to a Reading."""

    store: Store
    graphs: Graphs
    read: Read


def read_document(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading:
    """One document read by the loaders, which are imported at the first use: the language models take seconds."""
    from loaders.pipeline import read  # noqa: PLC0415 - see above

    return read(data, filename, metadata, columns)


def wire(store: Store) -> Services:
    """The services over an open store."""
    return Services(store, Graphs(store), read_document)


@contextmanager
def open_services(settings: Settings) -> Generator[Services]:
    """The services over the store of `settings`, which is closed at the end; raises StoreError."""
    if settings.store == default_store():
        _make_folder(settings.store)
    store = open_store(settings.store, login_of(settings))
    try:
        yield wire(store)
    finally:
        store.close()


def login_of(settings: Settings) -> Login:
    """Who connects to a store that is a server. BadQuestion for an unreadable password file or a wrong number."""
    password = settings.neo4j_password
    if password is None and settings.neo4j_password_file is not None:
        try:
            password = Path(settings.neo4j_password_file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            message = getattr(error, "strerror", None) or "cannot be read"
            place = f"LEAKTRAIL_NEO4J_PASSWORD_FILE={settings.neo4j_password_file}"
            raise BadQuestion(message, place=place) from error
    try:
        seconds = float(settings.neo4j_seconds)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= _MOST_SECONDS:
        raise BadQuestion(f"must be a number from 1 to {_MOST_SECONDS}", place="LEAKTRAIL_NEO4J_SECONDS")
    return Login(settings.neo4j_user, password or None, seconds)


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
