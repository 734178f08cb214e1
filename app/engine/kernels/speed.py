"""Speed: a kernel as it is written, or as machine code: which of them a question runs.

Importing numba takes half a second and more, so what is small runs as it is, unless the import was paid already.
Both give the same answers; `force` chooses for tests and measurements.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import Enum
from typing import Any, TypeVar

__all__ = ["COMPILED_FROM", "Speed", "force", "kernel", "speed_for"]

COMPILED_FROM = 50_000
"""Transfers from which on the first question pays for importing numba."""

_T = TypeVar("_T")
_COMPILED = "app.engine.kernels.compiled"
_forced: list[Speed] = []
_ready: dict[Callable[..., Any], Callable[..., Any]] = {}


class Speed(Enum):
    """How a kernel runs."""

    PLAIN = "plain"
    COMPILED = "compiled"


def speed_for(transfers: int) -> Speed:
    """The speed for a slice of so many transfers."""
    if _forced:
        return _forced[-1]
    worth = transfers >= COMPILED_FROM or _COMPILED in sys.modules
    return Speed.COMPILED if worth else Speed.PLAIN


def kernel(function: Callable[..., _T], speed: Speed) -> Callable[..., _T]:
    """The function at that speed."""
    if speed is Speed.PLAIN:
        return function
    if function in _ready:
        return _ready[function]
    from app.engine.kernels.compiled import compiled  # noqa: PLC0415 (the import is what small slices are spared)

    return _ready.setdefault(function, compiled(function))


@contextmanager
def force(speed: Speed) -> Generator[None]:
    """Inside, all kernels run at this speed."""
    _forced.append(speed)
    try:
        yield
    finally:
        _forced.pop()
