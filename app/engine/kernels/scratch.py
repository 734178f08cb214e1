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

__all__ = ["filled", "give_back", "room", "zeros"]

_kept = local()
_Array = np.ndarray[Any, Any]


def room(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (a list or an array)
    """Room for so many numbers, whatever stands there. Asked for again under this name, it is the same."""
    if speed is Speed.PLAIN:
        return [0] * size
    views = _rooms("views")  # rooms as they were last asked for, since to cut an array takes longer than to find it
    given = views.get(name)
    if given is None or len(given) != size:
        given = views[name] = _grown(name, size, lambda new: np.empty(new, dtype))[:size]
    return given


def zeros(name: str, size: int, dtype: DTypeLike, speed: Speed) -> Any:  # noqa: ANN401 (likewise)
    """Likewise, and zeros stand there."""
    found = room(name, size, dtype, speed)
    if speed is Speed.COMPILED:
        found.fill(0)
    return found


def filled(name: str, size: int, dtype: DTypeLike, value: int, speed: Speed) -> Any:  # noqa: ANN401 (likewise)
    """Room where this value stands everywhere. It is kept for the next who asks only if it is given back."""
    if speed is Speed.PLAIN:
        return [value] * size
    rooms, lent = _rooms("clean"), _rooms("lent")
    array = rooms.pop(name, None)
    if array is None or len(array) < size:
        array = np.full(size, value, dtype)
    lent[name] = array
    return array[:size]


def give_back(*names: str) -> None:
    """Say that what was asked for as `filled` is so again."""
    for name in names:
        if name in _rooms("lent"):
            _rooms("clean")[name] = _rooms("lent").pop(name)


def _grown(name: str, size: int, make: Callable[[int], _Array]) -> _Array:
    """The whole room of this name, made anew if it is too small."""
    rooms = _rooms("any")
    if name not in rooms or len(rooms[name]) < size:
        rooms[name] = make(max(size, 1024))
    return rooms[name]


def _rooms(sort: str) -> dict[str, _Array]:
    return _kept.__dict__.setdefault(sort, {})
