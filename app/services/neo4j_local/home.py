"""A folder → the home of a server: its data, configuration, logs, password, and what is known of the last start.

HOME/data  HOME/conf/neo4j.conf  HOME/logs/console.log  HOME/password  HOME/server.json
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from string import Template

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from app.services.neo4j_local.errors import HomeTaken, LocalServerError
from app.services.neo4j_local.ports import Ports

__all__ = [
    "Home",
    "Started",
    "default_home",
    "forget_process",
    "held",
    "new_password",
    "prepare",
    "read_password",
    "read_started",
    "write_configuration",
    "write_started",
]

_TEMPLATE = Path(__file__).with_name("neo4j.conf")
_PATIENCE = 600.0  # seconds, for another start or stop to end


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one server lies; `root` is absolute and without links."""

    root: Path

    @property
    def conf(self) -> Path:
        """The folder of neo4j.conf."""
        return self.root / "conf"

    @property
    def console(self) -> Path:
        """What the server said on its way up."""
        return self.root / "logs/console.log"

    @property
    def password(self) -> Path:
        """The file with the password of the user neo4j, and no line end."""
        return self.root / "password"

    @property
    def state(self) -> Path:
        """The file with `Started`."""
        return self.root / "server.json"

    @property
    def option(self) -> str:
        """What the command line of its server has, and of no other."""
        return f"--home-dir={self.root}"


@dataclass(frozen=True, slots=True)
class Started:
    """What is known of the last start.

    `pid` is None if that server was stopped; `draft` is what it leaves for `archive.keep_archive`.
    """

    pid: int | None
    bolt_port: int
    http_port: int
    auth: bool
    heap: str
    draft: str | None = None

    @property
    def ports(self) -> Ports:
        """Where it listened."""
        return Ports(self.bolt_port, self.http_port)


def default_home() -> Path:
    """A folder in the user's data directory."""
    return user_data_path("leaktrail", appauthor=False) / "neo4j"


def prepare(folder: Path) -> Home:
    """Make the folders of a home where they are not yet; new ones are the user's alone. Raises HomeTaken."""
    root = folder.expanduser().resolve()
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("conf", "import", "logs", "plugins"):
            (root / name).mkdir(exist_ok=True)
    except OSError as error:
        raise HomeTaken(f"cannot be made: {error.strerror}", place=str(root), remedy="choose another --home") from error
    if not os.access(root, os.W_OK | os.X_OK):
        raise HomeTaken("is not writable", place=str(root), remedy="choose another --home")
    return Home(root)


@contextmanager
def held(home: Home) -> Generator[None]:
    """Only one process at a time starts, or administers, the server of a home; others wait. Raises HomeTaken."""
    try:
        with FileLock(home.root / ".lock", timeout=_PATIENCE):
            yield
    except Timeout as error:
        raise HomeTaken("another command has been at work here for ten minutes", place=str(home.root)) from error


def write_configuration(home: Home, ports: Ports, heap: str, page_cache: str, *, auth: bool) -> None:
    """Write neo4j.conf anew."""
    words = {"bolt": ports.bolt, "http": ports.http, "heap": heap, "page_cache": page_cache}
    text = Template(_TEMPLATE.read_text("utf-8")).substitute(words, auth=str(auth).lower())
    (home.conf / "neo4j.conf").write_text(text, "utf-8")


def read_started(home: Home) -> Started | None:
    """What server.json says; None if there is none. Raises LocalServerError if it is broken."""
    try:
        return Started(**json.loads(home.state.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        message = f"cannot be read: {error}"
        raise LocalServerError(message, place=str(home.state), remedy="if no server runs, remove it") from error


def write_started(home: Home, started: Started) -> None:
    """Keep it, whole or not at all."""
    fresh = home.state.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(started)), "utf-8")
    fresh.replace(home.state)


def forget_process(home: Home, started: Started) -> None:
    """Keep the rest: the ports are tried again at the next start."""
    write_started(home, replace(started, pid=None, draft=None))


def read_password(home: Home) -> str | None:
    """The password; None if none was made here."""
    try:
        return home.password.read_text("utf-8").strip()
    except FileNotFoundError:
        return None


@contextmanager
def new_password(home: Home) -> Generator[Path]:
    """A file with a new password, for the user alone; it becomes the home's if the block ends well."""
    fresh = home.password.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # Hexadecimal: no shell, URL or option parser can take a sign of it for something else.
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(16))
    try:
        yield fresh
        fresh.replace(home.password)
    finally:
        fresh.unlink(missing_ok=True)
