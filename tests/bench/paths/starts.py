"""How long the first answer of a process takes: kernels compiled anew, and loaded from where the last process left them.

Each is a process of its own, asked twice over one folder that begins empty. The graph is made before the clock runs; what
is counted is importing the engine, building the timetable, and one question of reach.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

__all__ = ["measure_starts"]


def measure_starts(transfers: int, limit: float = 300) -> dict[str, Any]:
    """Seconds from a fresh interpreter to the first answer, cold and warm."""
    with TemporaryDirectory(prefix="leaktrail-jit-") as folder:
        environment = os.environ | {"NUMBA_CACHE_DIR": folder}
        command = [sys.executable, "-m", "tests.bench.paths.starts", str(transfers)]

        def once() -> dict[str, float]:
            done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=limit)
            return json.loads(done.stdout)

        cold, warm = once(), once()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {"transfers": transfers, "cold": cold, "warm": warm, "cache_mib": round(size / 2**20, 2)}


def _first_answer(transfers: int) -> dict[str, float]:
    from tests.bench.paths.graphs import make_graph, reach_questions

    graph = make_graph(transfers, "window", 1)
    question = reach_questions(graph, 1)[0]
    began = perf_counter()
    from tests.bench.paths.candidate import Candidate

    imported = perf_counter()
    mine = Candidate(graph)
    built = perf_counter()
    mine.downstream(question)
    ended = perf_counter()
    steps = {"import": imported - began, "build": built - imported, "answer": ended - built, "all": ended - began}
    return {name: round(value, 4) for name, value in steps.items()}


if __name__ == "__main__":
    print(json.dumps(_first_answer(int(sys.argv[1]))))
