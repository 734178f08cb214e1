"""Arguments of neo4j-admin → run in the home of our server; its exit code.

["database", "dump", "neo4j", "--to-path=/backup"]  →  0, or ServerRuns while the server holds those files

References: Neo4j operations manual, "Neo4j Admin and Neo4j CLI". Its own start script is a program that starts another
Java, which would lose the options that the importer needs; so the tool is run directly.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from app.domain.errors import BadQuestion
from app.services.neo4j_local.artifacts import cache_folder, jar_folder
from app.services.neo4j_local.errors import LocalServerError, ServerRuns
from app.services.neo4j_local.home import Home, held, new_password, prepare, write_configuration
from app.services.neo4j_local.java import Java, find_java, java_options
from app.services.neo4j_local.ports import USUAL
from app.services.neo4j_local.running import find_running

__all__ = ["admin", "set_password"]

_TOOL = "org.neo4j.cli.AdminTool"
_HELP = frozenset({"-h", "--help", "help"})
_OFFLINE = frozenset(
    ("check", "dump", "import", "load", "migrate", "set-default-admin", "set-initial-password", "unbind", "upload")
)
_OURS = frozenset({"console", "restart", "start", "status", "stop"})


def admin(home: Path, arguments: Sequence[str], say: Callable[[str], None]) -> int:
    """Run neo4j-admin with these arguments in that home, its output where ours goes; the exit code.

    Raises ServerRuns for what needs a stopped server, BadQuestion for what `leaktrail neo4j` does itself.
    """
    place, words = prepare(home), list(arguments) or ["--help"]
    group, command = ([word for word in words if not word.startswith("-")] + ["", ""])[:2]
    helped = bool(_HELP & set(words))
    if group == "server" and command in _OURS and not helped:
        raise BadQuestion("is no matter of neo4j-admin here", place=command, remedy="see leaktrail neo4j --help")
    offline = command in _OFFLINE and not helped
    with held(place) if offline else nullcontext():
        if offline and find_running(place):
            message = f"`{group} {command}` needs a server that is stopped, and this one runs"
            raise ServerRuns(message, place=str(place.root), remedy="leaktrail neo4j stop")
        if not (place.conf / "neo4j.conf").exists():
            write_configuration(place, USUAL, "1g", "256m", auth=True)
        java = find_java(os.environ)
        jars = jar_folder(cache_folder(os.environ), java.home, say)
        done = subprocess.run(_command(java, jars, words), env=_environment(place, os.environ), check=False)  # noqa: S603
    return done.returncode if done.returncode >= 0 else 128 - done.returncode  # as a shell does with signals


def set_password(home: Home, java: Java, jars: Path, environment: Mapping[str, str]) -> None:
    """Make a password and let it be the one that the server starts with; it is in no command line.

    It counts only if the server never ran with another one. Raises LocalServerError.
    """
    with new_password(home) as file:
        # @FILE: the tool takes its arguments from there, so that nobody sees them among the processes.
        done = subprocess.run(  # noqa: S603 - no shell, our own words
            _command(java, jars, ["dbms", "set-initial-password", f"@{file}"]),
            env=_environment(home, environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            told = done.stdout.strip().splitlines()
            raise LocalServerError(f"no password can be set: {''.join(told[-1:])}", place=str(home.root))


def _command(java: Java, jars: Path, words: Sequence[str]) -> list[str]:
    return [str(java.path), *java_options(java), "-cp", str(jars / "*"), _TOOL, *words]


def _environment(home: Home, environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "NEO4J_HOME": str(home.root), "NEO4J_CONF": str(home.conf)}
