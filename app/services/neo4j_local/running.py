"""A home → the server that runs in it, as far as it answers; `status`, and `stop`.

References: Neo4j operations manual, "Stopping Neo4j" (SIGTERM, then patience).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlencode

from app.services.neo4j_local.archive import keep_archive
from app.services.neo4j_local.errors import LocalServerError
from app.services.neo4j_local.home import Home, Started, forget_process, read_started
from app.services.neo4j_local.ports import LOOPBACK, is_free
from app.services.neo4j_local.probe import ask_server
from app.services.neo4j_local.processes import Process, end, find_process, kill, wait_until

__all__ = ["USER", "Ending", "Server", "describe", "find_running", "status", "stop"]

USER = "neo4j"
_AFTER_KILL = 10.0


class Ending(Enum):
    """What `stop` came to."""

    NOT_RUNNING = "not running"
    STOPPED = "stopped"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs. `version` is None while it does not answer; `memory` its resident bytes."""

    home: str
    pid: int
    bolt: str
    http: str
    browser: str
    auth: bool
    password_file: str | None
    heap: str
    memory: int | None
    version: str | None


def status(home: Path) -> Server | None:
    """The server of a home, None if it does not run. Raises LocalServerError if server.json is broken."""
    place = Home(home.expanduser().resolve())
    found = find_running(place)
    return None if found is None else describe(place, *found)


def stop(home: Path, say: Callable[[str], None], *, patience: float = 120.0, force: bool = False) -> Ending:
    """Ask the server to end, and wait; after `patience` seconds, or at once with `force`, end it the hard way.

    What was written stays: a server that was ended so recovers at its next start. Raises LocalServerError.
    """
    place = Home(home.expanduser().resolve())
    found = find_running(place)
    if found is None:
        return Ending.NOT_RUNNING
    started, process = found

    def gone() -> bool:
        return find_process(process.pid, place.option) is None

    ending = Ending.STOPPED
    if not force:
        end(process.pid)
        if started.draft:
            say("this once it takes half a minute more: it keeps what makes later starts faster")
    if force or not wait_until(gone, patience):
        say("killed at once, as asked for" if force else f"it did not end within {patience:.0f} s and is killed")
        ending = Ending.KILLED
        kill(process.pid)
        if not wait_until(gone, _AFTER_KILL):
            raise LocalServerError(f"process {process.pid} does not end", place=str(place.root))
        ports = (started.ports.bolt, started.ports.http)
        wait_until(lambda: all(map(is_free, ports)), _AFTER_KILL)  # the system closes them a moment after the end
    elif started.draft:
        keep_archive(Path(started.draft))
    forget_process(place, started)
    return ending


def find_running(home: Home) -> tuple[Started, Process] | None:
    """What was started last and its process, if that still lives."""
    started = read_started(home)
    if started is None or started.pid is None:
        return None
    process = find_process(started.pid, home.option)
    return None if process is None else (started, process)


def describe(home: Home, started: Started, process: Process) -> Server:
    """All that can be told of a running server; asks it for its version."""
    answer = ask_server(started.ports)
    bolt, http = f"bolt://{LOOPBACK}:{started.bolt_port}", f"http://{LOOPBACK}:{started.http_port}"
    choice = {"dbms": bolt} if started.auth else {"dbms": bolt, "preselectAuthMethod": "NO_AUTH"}
    return Server(
        home=str(home.root),
        pid=process.pid,
        bolt=bolt,
        http=http,
        browser=f"{http}/browser/?{urlencode(choice, safe=':/')}",
        auth=started.auth,
        password_file=str(home.password) if started.auth and home.password.exists() else None,
        heap=started.heap,
        memory=process.memory,
        version=None if answer is None else answer.version,
    )
