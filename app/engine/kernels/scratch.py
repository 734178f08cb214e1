"""Scratch: room that a kernel needs while it works, kept from question to question, for each thread its own.

Fresh memory costs more than what is written there: a fifth of a whole pass over a million transfers.
Plain kernels get lists, which Python reads faster than arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import local
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from app.engine.kernels.speed import Speed

__all__ = ["filled", "room", "zeros"]

_kept = local()
_Array = np.ndarray[Any, Any]


def room(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    """Room for so many numbers, whatever stands there. Asked for again under this name, it is the same."""
    if speed is Speed.PLAIN:
        return [0] * size
    given: _Array | None = _views().get(name)
    if given is None or len(given) != size:
        given = _views()[name] = _grown(name, size, lambda new: np.empty(new, dtype))[:size]
    return given


def zeros(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (likewise)
    """Likewise, and zeros stand there."""
    found = room(name, size, dtype, speed)
    if speed is Speed.COMPILED:
        found.fill(0)
    return found


def filled(name: str, size: int, dtype: DTypeLike, value: int, speed: Speed) -> Any:  # noqa: ANN401 (likewise)
    """Room where this value stands everywhere, if whoever had it before put it back wherever it wrote."""
    if speed is Speed.PLAIN:
        return [value] * size
    return _grown(name, size, lambda new: np.full(new, value, dtype))[:size]


def _grown(name: str, size: int, make: Callable[[int], _Array]) -> _Array:
    """The whole room of this name, made anew if it is too small."""
    rooms: dict[str, _Array] = _kept.__dict__.setdefault("rooms", {})
    if name not in rooms or len(rooms[name]) < size:
        rooms[name] = make(max(size, 1024))
    return rooms[name]


def _views() -> dict[str, _Array]:
    """Rooms as they were last asked for, since to cut an array takes longer than to find it."""
    return _kept.__dict__.setdefault("views", {})
