"""A process id → what runs under it now; a command → a process that outlives us.

Another process may have got an id since: one is ours only if its command line has the words that we look for.

References: proc(5), ps(1), setsid(2).
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.services.neo4j_local.errors import LocalServerError

__all__ = ["Process", "end", "find_process", "kill", "spawn", "wait_until"]

_PROC = Path("/proc/self/stat")
_PRIVATE = 0o077
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Process:
    """`command` is its command line; `memory` its resident bytes, None where nobody tells."""

    pid: int
    command: str
    memory: int | None


def find_process(pid: int, words: str) -> Process | None:
    """The living process of that id, if its command line has these words."""
    found = _from_proc(pid) if _PROC.exists() else _from_ps(pid)
    return found if found is not None and words in found.command else None


def spawn(command: Sequence[str], log: Path, environment: Mapping[str, str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that no Ctrl-C of ours reaches it; it writes into `log`."""
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - no shell, our own words
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
            umask=_PRIVATE,
            start_new_session=True,
        )


def end(pid: int) -> None:
    """Ask a process to end."""
    _signal(pid, signal.SIGTERM)


def kill(pid: int) -> None:
    """End a process at once."""
    _signal(pid, signal.SIGKILL)


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again; whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(_STEP)
    return True


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return  # it ended by itself, which is what was wanted
    except PermissionError as error:
        raise LocalServerError(f"process {pid} is another user's, and cannot be ended") from error


def _from_proc(pid: int) -> Process | None:
    folder = Path("/proc", str(pid))
    try:
        command = (folder / "cmdline").read_bytes().rstrip(b"\0").replace(b"\0", b" ")
        memory = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None
    # One that has ended, and whose parent did not look yet, has no command line.
    return Process(pid, os.fsdecode(command), memory) if command else None


def _from_ps(pid: int) -> Process | None:
    done = subprocess.run(  # noqa: S603 - a number and our own words
        ["ps", "-ww", "-o", "stat=,rss=,args=", "-p", str(pid)],  # noqa: S607 - where it is differs
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    parts = done.stdout.split(maxsplit=2)
    if len(parts) < 3 or parts[0].startswith("Z"):
        return None
    return Process(pid, parts[2].strip(), int(parts[1]) * 1024)
