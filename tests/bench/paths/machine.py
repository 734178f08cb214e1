"""What the figures depend on: processor, memory, versions, and how much memory a process holds.

On Linux this is read from /proc; elsewhere what is not known is told as unknown, never guessed.
"""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

__all__ = ["describe_machine", "free_mib", "resident_mib"]

_PACKAGES = ("leaktrail", "numpy", "numba")


def describe_machine() -> dict[str, object]:
    """For the head of every report."""
    cpu = _file("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", cpu)
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": model[1] if model else platform.processor() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": _gib("MemTotal"),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


def resident_mib() -> float | None:
    """What this process holds in memory now; None where /proc does not tell."""
    held = re.search(r"VmRSS:\s*(\d+) kB", _file("/proc/self/status"))
    return int(held[1]) / 1024 if held else None


def free_mib() -> float | None:
    """What the machine could still give; None where /proc does not tell."""
    free = re.search(r"MemAvailable:\s*(\d+) kB", _file("/proc/meminfo"))
    return int(free[1]) / 1024 if free else None


def _gib(name: str) -> float | None:
    found = re.search(rf"{name}:\s*(\d+) kB", _file("/proc/meminfo"))
    return round(int(found[1]) / 2**20, 1) if found else None


def _file(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""
