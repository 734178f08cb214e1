"""Speed: a kernel as it is written, or as machine code: which of them a question runs.

Importing numba takes a third of a second, loading a kernel some hundredths, and compiling one that is not in the cache
two seconds or three. So what is small runs as it is, unless its kernels are loaded already. A service that will be
asked often says so (`prefer_compiled`). Both speeds give the same answers; `force` chooses for tests and measurements.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import Enum
from typing import Any, TypeVar

__all__ = ["COMPILED_FROM", "Speed", "force", "kernel", "prefer_compiled", "speed_for"]

COMPILED_FROM = 100_000
"""Transfers from which on the first question pays for numba. A plain pass over so many takes a fiftieth of a second,
making their timetable less than a second."""

_T = TypeVar("_T")
_ready: dict[Callable[..., Any], Callable[..., Any]] = {}


class Speed(Enum):
    """How a kernel runs."""

    PLAIN = "plain"
    COMPILED = "compiled"


_wanted: list[Speed] = []


def speed_for(transfers: int, *kernels: Callable[..., Any]) -> Speed:
    """The speed of these kernels for a slice of so many transfers."""
    if _wanted:
        return _wanted[-1]
    worth = transfers >= COMPILED_FROM or all(kernel in _ready for kernel in kernels)
    return Speed.COMPILED if worth else Speed.PLAIN


def kernel(function: Callable[..., _T], speed: Speed) -> Callable[..., _T]:
    """The function at that speed."""
    if speed is Speed.PLAIN:
        return function
    if function not in _ready:
        from app.engine.kernels.compiled import compiled  # noqa: PLC0415 (the import is what small slices are spared)

        _ready[function] = compiled(function)
    return _ready[function]


def prefer_compiled() -> None:
    """From now on all kernels of this process are compiled, however small the slice."""
    if _wanted[:1] != [Speed.COMPILED]:
        _wanted.insert(0, Speed.COMPILED)


@contextmanager
def force(speed: Speed) -> Generator[None]:
    """Inside, all kernels run at this speed."""
    _wanted.append(speed)
    try:
        yield
    finally:
        _wanted.pop()
