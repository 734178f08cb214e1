"""Settings → Services: the only place that opens a store and wires the use cases to it.

with services(read_settings(os.environ)) as s:
    s.graphs.snapshot()
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.access import Marking
from app.domain.document import Metadata
from app.domain.errors import StoreUnavailable
from app.domain.ports import Desk, Read, Store
from app.domain.view import Reading
from app.services.graph import Graphs
from app.services.keyring import Keyring
from app.services.marking import parse_marking
from app.services.seen import Sights
from app.settings import Settings, data_folder, default_store, number_of, read_secret
from app.store.desk import SqliteDesk
from app.store.login import Login
from app.store.sqlite_file import MEMORY
from app.store.uri import open_store, sqlite_path

if TYPE_CHECKING:
    from app.services.jobs import Jobs

_MOST_SECONDS = 3600

__all__ = ["Services", "desk_file", "login_of", "open_desk", "open_services", "read_document", "store_file", "wire"]


@dataclass(frozen=True)  # without slots, so that it can keep what it makes late
class Services:
    """What the doors get: the store, the cached graphs over it, the way from bytes to a Reading, the desk.

    `sights`: what each audience sees of the graphs. HTTP takes its graphs from there, the command line sees all.
    """

    store: Store
    graphs: Graphs
    read: Read
    desk: Desk
    sights: Sights
    keyring: Keyring
    make_jobs: Callable[[], Jobs]

    @cached_property
    def jobs(self) -> Jobs:
        """What was sent over HTTP to be loaded; made when it is first asked for."""
        return self.make_jobs()

    def close(self) -> None:
        """Let the jobs end, if there are any."""
        if "jobs" in vars(self):
            self.jobs.close()


def read_document(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading:
    """One document read by the loaders, which are imported at the first use: the language models take seconds."""
    from loaders.pipeline import read  # noqa: PLC0415 - see above

    return read(data, filename, metadata, columns)


def wire(
    store: Store, desk: Desk | None = None, unmarked: Marking = Marking.RED, largest_upload: int | None = None
) -> Services:
    """The services over an open store; without a desk, one that is gone with the process.

    `unmarked`: what a document without a marking counts as. `largest_upload`: bytes of a file sent over HTTP.
    """
    graphs, kept = Graphs(store), desk or SqliteDesk(MEMORY)

    def make_jobs() -> Jobs:
        from app.services.jobs import LARGEST_UPLOAD, Jobs  # noqa: PLC0415 - a question does not wait for the readers

        return Jobs(store, read_document, largest_upload or LARGEST_UPLOAD, kept)

    return Services(store, graphs, read_document, kept, Sights(graphs, unmarked, kept.secret), Keyring(kept), make_jobs)


@contextmanager
def open_services(settings: Settings) -> Generator[Services]:
    """The services over the store of `settings`, which is closed at the end; raises StoreError."""
    if settings.store == default_store():
        _make_folder(settings.store)
    store = open_store(settings.store, login_of(settings))
    try:
        with open_desk(settings) as desk:
            unmarked = parse_marking(settings.unmarked, "LEAKTRAIL_DEFAULT_MARKING")
            services = wire(store, desk, unmarked, settings.largest_upload)
            try:
                yield services
            finally:
                services.close()
    finally:
        store.close()


@contextmanager
def open_desk(settings: Settings) -> Generator[Desk]:
    """The desk of `settings`: its file is opened when it is first needed, and closed at the end."""
    path, secret = desk_file(settings), settings.secret_file
    ours = path.parent == data_folder()
    desk = SqliteDesk(path, None if secret is None else Path(secret), in_own_folder=ours)
    try:
        yield desk
    finally:
        desk.close()


def desk_file(settings: Settings) -> Path:
    """Where the desk lies: LEAKTRAIL_DESK, else beside a record in a file, else in the user's data directory.

    Two names of one file, as a link gives it, lead to one desk. BadQuestion for a URI that names no file.
    """
    if settings.desk is not None:
        return Path(settings.desk)
    record = store_file(settings)
    if record is None:
        key = sha256(settings.store.rstrip("/").encode()).hexdigest()[:12]
        return data_folder() / f"desk-{key}.db"
    return record if record == MEMORY else record.resolve().with_name(f"{record.resolve().name}.desk")


def login_of(settings: Settings) -> Login:
    """Who connects to a store that is a server. BadQuestion for an unreadable password file or a wrong number."""
    password = settings.neo4j_password
    if password is None and settings.neo4j_password_file is not None:
        password = read_secret("LEAKTRAIL_NEO4J_PASSWORD", settings.neo4j_password_file)
    seconds = number_of(settings.neo4j_seconds, "LEAKTRAIL_NEO4J_SECONDS", 1, _MOST_SECONDS)
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
