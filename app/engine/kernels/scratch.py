"""Scratch: room that a kernel needs while it works, kept from question to question, for each thread its own.

Fresh memory costs more than what is written there: a fifth of a whole pass over a million transfers.
Plain kernels get lists, which Python reads faster than arrays.
"""

from __future__ import annotations

from threading import local
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from app.engine.kernels.speed import Speed

__all__ = ["filled", "room", "zeros"]

_kept = local()


def room(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    """Room for so many numbers, whatever stands there. Asked for again under this name, it is the same."""
    if speed is Speed.PLAIN:
        return [0] * size
    kept: dict[str, np.ndarray[Any, Any]] = _kept.__dict__
    array = kept.get(name)
    if array is None or len(array) < size or array.dtype != dtype:
        array = kept[name] = np.empty(max(size, 1024), dtype)
    return array[:size]


def zeros(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    """Likewise, and zeros stand there."""
    found = room(name, size, dtype, speed)
    if speed is Speed.COMPILED:
        found.fill(0)
    return found


def filled(name: str, size: int, dtype: DTypeLike, value: int, speed: Speed) -> Any:  # noqa: ANN401 (likewise)
    """Room where this value stands everywhere, if whoever had it before put it back wherever it wrote."""
    if speed is Speed.PLAIN:
        return [value] * size
    kept: dict[str, np.ndarray[Any, Any]] = _kept.__dict__
    if name not in kept or len(kept[name]) < size:
        kept[name] = np.full(size, value, dtype)
    return kept[name][:size]
