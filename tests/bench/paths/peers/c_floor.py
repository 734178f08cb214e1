"""The floor: the same one pass in plain C, compiled for this machine when the bench runs, and called through ctypes."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import NEVER, Graph, PathQuestion, ReachQuestion, by_end, mirrored
from tests.bench.paths.peer import UNREACHED, Missing

__all__ = ["CFloor", "compiler_version"]

_SOURCE = Path(__file__).with_name("floor.c")
_FLAGS = ("-O3", "-march=native", "-shared", "-fPIC", "-std=c11")
_INT = ctypes.POINTER(ctypes.c_int32)
_BYTES = ctypes.POINTER(ctypes.c_uint8)
_BITS = ctypes.POINTER(ctypes.c_uint64)
_COLUMNS = ("provider", "recipient", "earliest", "begin", "to", "first", "last", "longest")


class _Struct(ctypes.Structure):
    _fields_ = (
        ("transfers", ctypes.c_int64),
        *((name, _INT) for name in _COLUMNS),
        ("open_after", _BITS),
    )


class CFloor:
    """Both directions are the same pass, the second one over the mirrored graph."""

    threads: ClassVar[int] = 1

    def __init__(self, graph: Graph) -> None:
        self._onward, self._back = _Pass(graph), _Pass(mirrored(graph))

    def downstream(self, question: ReachQuestion) -> NDArray[np.int32]:
        """Arrivals, NEVER for those whom it does not reach."""
        return self._onward.run(question.actor, question.moment)

    def upstream(self, question: ReachQuestion) -> tuple[NDArray[np.int32]]:
        """The same, negated."""
        return (self._back.run(question.actor, -question.moment),)

    def paths(self, question: PathQuestion) -> None:
        """Not asked."""
        raise AssertionError(question)

    def moments(self, answer: NDArray[np.int32] | tuple[NDArray[np.int32]]) -> NDArray[np.int32]:
        """With UNREACHED, and turned round again."""
        found, sign = (answer[0], -1) if isinstance(answer, tuple) else (answer, 1)
        return np.where(found == NEVER, UNREACHED, sign * found)

    def path_set(self, answer: None) -> list[tuple[int, ...]]:
        """Not asked."""
        raise AssertionError(answer)

    def close(self) -> None:
        """There is nothing to end."""


class _Pass:
    """One direction: the columns by time, and by provider for what is open when an actor is reached."""

    def __init__(self, graph: Graph) -> None:
        self._library, self._actors = _library(), graph.actors
        by_time = np.argsort(graph.earliest, kind="stable")
        provider, recipient = graph.provider[by_time], graph.recipient[by_time]
        earliest, latest = graph.earliest[by_time], graph.latest[by_time]
        begin, order = by_end(provider, graph.actors)
        longest = np.zeros(graph.actors, np.int32)
        np.maximum.at(longest, provider, latest - earliest)
        given = (provider, recipient, earliest, begin, recipient[order], earliest[order], latest[order], longest)
        self._columns = [np.ascontiguousarray(column, np.int32) for column in given]
        self._open_after = np.zeros(graph.transfers // 64 + 1, np.uint64)
        pointers = [column.ctypes.data_as(_INT) for column in self._columns]
        self._struct = _Struct(graph.transfers, *pointers, self._open_after.ctypes.data_as(_BITS))
        self._library.mark(ctypes.byref(self._struct), self._open_after.ctypes.data_as(_BITS))
        self._reached = np.zeros(graph.actors, np.uint8)
        self._room = [np.zeros(graph.actors + 1, np.int32) for _ in range(2)]
        self._held = (self._reached.ctypes.data_as(_BYTES), *(room.ctypes.data_as(_INT) for room in self._room))

    def run(self, root: int, moment: int) -> NDArray[np.int32]:
        """One question; the answer is an array of its own, as the candidate's is."""
        arrival = np.full(self._actors, NEVER, np.int32)
        self._reached.fill(0)
        given = ctypes.c_void_p(arrival.ctypes.data)
        self._library.reach(ctypes.byref(self._struct), root, moment, given, *self._held)
        return arrival


def compiler_version() -> str:
    """The first line that the compiler says of itself; Missing where there is none."""
    command = [_compiler(), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


def _compiler() -> str:
    for name in (os.environ.get("CC"), "gcc", "cc", "clang"):
        if name and (found := shutil.which(name)):
            return found
    raise Missing("no C compiler on this machine")


@cache
def _library() -> ctypes.CDLL:
    with tempfile.TemporaryDirectory(prefix="leaktrail-floor-") as folder:
        target = Path(folder) / "floor.so"
        done = subprocess.run(
            [_compiler(), *_FLAGS, "-o", target, _SOURCE], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Missing(f"the C floor does not compile here: {done.stderr.strip()[-200:]}")
        library = ctypes.CDLL(str(target))  # it stays loaded when its file is gone
    library.reach.argtypes = (ctypes.POINTER(_Struct), *(ctypes.c_int32,) * 2, ctypes.c_void_p, _BYTES, _INT, _INT)
    library.mark.argtypes = (ctypes.POINTER(_Struct), _BITS)
    library.reach.restype = library.mark.restype = None
    return library
