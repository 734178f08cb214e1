"""What one file may cost: memory, seconds, and the size of what is made of it.

On Linux the system holds the child to all of these. macOS does not keep to a limit of memory, and Windows has none of
this kind: there the seconds of the clock are what ends a reader that eats or hangs.
"""

from __future__ import annotations

import math
import sys
from contextlib import suppress

__all__ = [
    "CPU_SECONDS",
    "LARGEST_ANSWER",
    "MEMORY",
    "OUT_OF_SECONDS",
    "WALL_SECONDS",
    "confine",
    "grant_seconds",
]

MEMORY = 1_000_000_000
"""Bytes of address space; the interpreter and the libraries take about 60 million of them."""
CPU_SECONDS = 120
"""Seconds of work on one file."""
WALL_SECONDS = 240.0
"""Seconds of the clock on one file, for a reader that waits or a machine that is busy."""
LARGEST_ANSWER = 100_000_000
"""Bytes of JSON that a child may answer with."""
OUT_OF_SECONDS = -24
"""Exit code of a process that has used up its seconds of work (SIGXCPU)."""


def confine() -> None:
    """Bind this process to its memory, and take from it the right to write files and to leave a core."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that knows the name but not the limit
            resource.setrlimit(kind, (most, most))


def grant_seconds() -> None:
    """Let this process work for CPU_SECONDS from now on; the system ends it then."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
