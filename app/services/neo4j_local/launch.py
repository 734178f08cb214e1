"""A command → a server that says that it is ready, or the reason why it is not, out of what it said itself.

References: Neo4j operations manual, "Configuration"; the main class is the one of `neo4j console`.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.services.neo4j_local.errors import HomeTaken, LocalServerError, PortTaken, ServerDied
from app.services.neo4j_local.home import Home, Started, write_started
from app.services.neo4j_local.java import Java, java_options
from app.services.neo4j_local.probe import ask_server
from app.services.neo4j_local.processes import spawn

__all__ = ["launch", "server_command"]

_MAIN = "org.neo4j.server.Neo4jCommunity"
_READY = "Started."
_PORT_CLASH, _STORE_LOCKED = "PortBindException", "FileLockException"
_STEP = 0.1
_TO_END = 20.0
_LAST_LINES = 12


def server_command(java: Java, jars: Path, home: Home, heap: str, tuning: Sequence[str] = ()) -> list[str]:
    """The command line of a server in that home; no secret is in it."""
    # Out of memory, a server that is gone is better than one that answers some questions.
    options = [*java_options(java), *tuning, f"-Xmx{heap}", "-XX:+ExitOnOutOfMemoryError", "-cp", str(jars / "*")]
    return [str(java.path), *options, _MAIN, home.option, f"--config-dir={home.conf}", "--console-mode"]


def launch(
    command: Sequence[str], home: Home, started: Started, patience: float, environment: Mapping[str, str]
) -> Started:
    """Run a server and wait until it is ready; what was started, with its process id.

    Raises PortTaken, HomeTaken, ServerDied. Whatever breaks the wait off, no server is left.
    """
    process = spawn(command, home.console, environment, home.root)
    running = replace(started, pid=process.pid)
    try:
        write_started(home, running)  # before the wait, so that `stop` finds it whatever happens to us
        _await(process, home, started, patience)
    except BaseException:
        _end(process)
        write_started(home, started)
        raise
    process.returncode = 0  # it outlives us, and Popen need not warn of that
    return running


def _await(process: subprocess.Popen[bytes], home: Home, started: Started, patience: float) -> None:
    deadline = time.monotonic() + patience
    # Its own word first: on its ports another server may answer that was quicker to take them.
    while _READY not in _said(home) or ask_server(started.ports) is None:
        if (code := process.poll()) is not None:
            raise _death(home, code)
        if time.monotonic() > deadline:
            message = f"the server did not answer within {patience:.0f} s; it said: {_last_words(home)}"
            raise ServerDied(message, place=str(home.console))
        time.sleep(_STEP)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_TO_END)
    except subprocess.TimeoutExpired:
        pass  # killed below, as it is if a second Ctrl-C comes
    finally:
        process.kill()
        process.wait()


def _death(home: Home, code: int) -> LocalServerError:
    said = _said(home)
    if _PORT_CLASH in said:
        return PortTaken("a port of the server is in use", place=str(home.console), remedy="choose another")
    if _STORE_LOCKED in said:
        message = "another process uses the data of this home"
        return HomeTaken(message, place=str(home.root), remedy="stop that server, or choose another --home")
    message = f"the server ended while it started (exit code {code}); it said: {_last_words(home)}"
    return ServerDied(message, place=str(home.console))


def _said(home: Home) -> str:
    return home.console.read_text("utf-8", errors="replace")


def _last_words(home: Home) -> str:
    lines = [line for line in _said(home).splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return "\n  ".join(["", *lines[-_LAST_LINES:]])
