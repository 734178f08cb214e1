"""Tasks → results, each measured in a process of its own that is ended when its time is up.

So what an engine takes of memory, or breaks, is its own; and an engine that needs too long is told as such. The processes
come from one that has nothing but numpy and the kernels loaded, so that they begin in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import process_time
from typing import Any, TypeVar

__all__ = ["in_child"]

_T = TypeVar("_T")
_METHODS = multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver" if "forkserver" in _METHODS else "spawn")
if "forkserver" in _METHODS:
    _CONTEXT.set_forkserver_preload(["tests.bench.paths.beside"])


def in_child(function: Callable[[_T], dict[str, Any]], given: _T, limit: float) -> dict[str, Any]:
    """What `function(given)` returns and `processor_s`, or `why` it returned nothing within `limit` seconds."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_run, args=(function, given, theirs, dict(os.environ)), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(limit):
            return {"why": f"it did not end within {limit:.0f} s"}
        return ours.recv()
    except EOFError:
        process.join()
        return {"failed": f"its process ended with code {process.exitcode}, see above"}
    finally:
        process.kill()
        process.join()


def _run(function: Callable[[_T], dict[str, Any]], given: _T, pipe: Connection, environment: dict[str, str]) -> None:
    os.environ |= environment  # the process that ours comes from began with an older one
    found = function(given)
    pipe.send(found | {"processor_s": round(process_time(), 2)})
    pipe.close()
