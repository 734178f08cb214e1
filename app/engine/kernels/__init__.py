"""Kernels: the questions about time alone, fast: columns of transfers become arrivals, departures, paths, choke points.

No groups, datasets, recoveries or status here: a transfer u → v with window [earliest, latest] can be used from day a
on if a ≤ latest, and arrives on max(a, earliest). Equal days may follow each other. What the general engine answers
under all rules is never more than what these answer under none but time, so it can cut a large graph down with them.

One algorithm, two speeds: a kernel is a Python function within what numba understands, in a module that does not
import numba. Small slices run it as it is; `compiled` makes it machine code when a slice is worth the import.

Example: 0 → 1 on day 5, 1 → 2 in [3, 9]: from 0 on day 1 on, 2 has the data on day 5 at the earliest.
"""

from app.engine.kernels.between import find_between
from app.engine.kernels.chokes import Chokes, find_chokes
from app.engine.kernels.many import Many, reach_many
from app.engine.kernels.paths import SimplePaths, find_simple_paths
from app.engine.kernels.reach import (
    NEVER,
    NO_LINK,
    reach_backward,
    reach_forward,
    trace_backward,
    trace_forward,
)
from app.engine.kernels.speed import prefer_compiled
from app.engine.kernels.timetable import Timetable

__all__ = [
    "NEVER",
    "NO_LINK",
    "Chokes",
    "Many",
    "SimplePaths",
    "Timetable",
    "find_between",
    "find_chokes",
    "find_simple_paths",
    "prefer_compiled",
    "reach_backward",
    "reach_forward",
    "reach_many",
    "trace_backward",
    "trace_forward",
]
