"""Options → a Neo4j that answers on this machine, in a process that outlives ours.

start(Options(home=Path("/tmp/case")), print)  →  Server(bolt="bolt://127.0.0.1:7687", …)

References: Neo4j operations manual, "Set an initial password".
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import BadQuestion
from app.services.neo4j_local.admin import set_password
from app.services.neo4j_local.archive import Archive, use_archive
from app.services.neo4j_local.artifacts import cache_folder, jar_folder
from app.services.neo4j_local.errors import LocalServerError, PortTaken, ServerDied
from app.services.neo4j_local.home import Home, Started, held, prepare, read_password, read_started, write_configuration
from app.services.neo4j_local.java import find_java
from app.services.neo4j_local.launch import launch, server_command
from app.services.neo4j_local.ports import USUAL, choose_ports
from app.services.neo4j_local.probe import takes_password
from app.services.neo4j_local.running import USER, Server, find_running, status

__all__ = ["Options", "Say", "start"]

Say = Callable[[str], None]
"""Takes one line that tells of progress or of something worth knowing."""

_MEMORY = re.compile(r"[1-9]\d*[kmg]")
_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_ATTEMPTS = 3
_STEP = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a server is to be started.

    Ports that are None are those of the last start, the usual ones, or free ones; 0 is any free one. `heap` and
    `page_cache` are as Java takes them: 512m, 1g. `quick` starts faster and answers slower: right for tests.
    With `archive` a server that ends in peace leaves what makes the next start faster. `patience` is in seconds.
    """

    home: Path
    bolt_port: int | None = None
    http_port: int | None = None
    auth: bool = True
    heap: str = "1g"
    page_cache: str = "256m"
    quick: bool = False
    archive: bool = True
    patience: float = 240.0


def start(options: Options, say: Say, environment: Mapping[str, str] = os.environ) -> Server:
    """Start the server of a home, or find it running; it answers when this returns.

    Raises BadQuestion, NoJava, NoJars, HomeTaken, PortTaken, ServerDied. Whatever ends this early, Ctrl-C too, leaves
    no server behind.
    """
    _check(options)
    home = prepare(options.home)
    with held(home):
        return _running(home, options, say) or _start(home, options, say, environment)


def _check(options: Options) -> None:
    if os.name != "posix":
        raise LocalServerError("Neo4j is started on Linux and macOS only", remedy="LEAKTRAIL_STORE names a server")
    for name, value in (("--heap", options.heap), ("--page-cache", options.page_cache)):
        if not _MEMORY.fullmatch(value):
            raise BadQuestion(f"{value!r} is no amount of memory", place=name, remedy="write 512m or 2g")


def _running(home: Home, options: Options, say: Say) -> Server | None:
    """The server, once it answers, if it runs already; None if there is none, or it was just ending."""
    deadline = time.monotonic() + options.patience
    while (found := find_running(home)) is not None and (server := status(home.root)) is not None:
        if server.version is not None:
            say(f"it runs already, as process {server.pid}")
            _tell_differences(found[0], options, say)
            return server
        if time.monotonic() > deadline:
            message = f"process {server.pid} runs and does not answer"
            raise ServerDied(message, place=str(home.console), remedy="leaktrail neo4j stop, then start again")
        time.sleep(_STEP)
    return None


def _tell_differences(started: Started, options: Options, say: Say) -> None:
    bolt, http = options.bolt_port or started.bolt_port, options.http_port or started.http_port
    if (bolt, http, options.auth, options.heap) != (started.bolt_port, started.http_port, started.auth, started.heap):
        say("it was started with other ports, memory or authentication than asked for; stop it first to change that")


def _start(home: Home, options: Options, say: Say, environment: Mapping[str, str]) -> Server:
    before = read_started(home)
    usual = USUAL if before is None else before.ports
    choose_ports(options.bolt_port, options.http_port, usual)  # one that is taken is told before anything is fetched
    java = find_java(environment)
    jars = jar_folder(cache_folder(environment), java.home, say)
    tuning = _QUICK if options.quick else ()
    archive = use_archive(java, jars, home.root, tuning) if options.archive else Archive()
    command = server_command(java, jars, home, options.heap, (*tuning, *archive.options))
    fresh = options.auth and read_password(home) is None
    if fresh:
        set_password(home, java, jars, environment)
    started = Started(None, usual.bolt, usual.http, options.auth, options.heap, archive.draft)
    started = _launch(home, options, command, started, environment)
    _tell_surprises(started, before, options, say)
    if options.auth:
        _check_password(home, started, say, fresh=fresh)
    server = status(home.root)
    if server is None:
        raise ServerDied("the server ended just after it was ready", place=str(home.console))
    return server


def _launch(
    home: Home, options: Options, command: Sequence[str], usual: Started, environment: Mapping[str, str]
) -> Started:
    attempts = 0
    while True:
        ports = choose_ports(options.bolt_port, options.http_port, usual.ports)
        write_configuration(home, ports, options.heap, options.page_cache, auth=options.auth)
        started = replace(usual, bolt_port=ports.bolt, http_port=ports.http)
        try:
            return launch(command, home, started, options.patience, environment)
        except PortTaken:  # by somebody, since we looked; where we may choose, we choose again
            attempts += 1
            if attempts == _ATTEMPTS or (options.bolt_port and options.http_port):
                raise


def _tell_surprises(started: Started, before: Started | None, options: Options, say: Say) -> None:
    surprising = options.bolt_port is None and options.http_port is None
    if before is not None and started.ports != before.ports and surprising:
        say("its ports are others than last time, for those are in use")
    if before is not None and before.auth != started.auth:
        say(f"last time it was started {'with' if before.auth else 'without'} a password")
    if not started.auth:
        say("no password is asked for: every program and every user of this machine can read and change the data")


def _check_password(home: Home, started: Started, say: Say, *, fresh: bool) -> None:
    if takes_password(started.ports, USER, read_password(home) or ""):
        return
    if fresh:  # there were users in the data already, so that the first password came too late
        home.password.unlink()
        say("the server has a password from before that is not known here")
    else:
        say("the server does not take the password of the file: it was changed since")
    say(f"write the one it takes into {home.password} (mode 600)")
