"""Speed: the kernels as they stand for small networks, compiled for large ones.

    PLAIN.ints([1, 2])       →  [1, 2]          PLAIN.take is the function of `ranked`
    compiled().ints([1, 2])  →  a numpy array   compiled().take the machine code that numba makes of it

The compiled ones come from numba's cache on disk after the first time; what is compiled is each function with the
functions that it calls replaced, so both speeds have one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any, cast

from app.engine.chains import layers, ranked, rules, spread
from app.engine.chains.columns import Ints

__all__ = ["PLAIN", "SMALL", "Speed", "compiled"]

SMALL = 2_000
"""Links up to which kernels run as they stand."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How integers are held, and the kernels for that."""

    name: str
    ints: Callable[[Iterable[int]], Ints]
    full: Callable[[int, int], Ints]
    grown: Callable[[Ints, int], Ints]
    spread: Callable[..., spread.Labels]
    region_of: Callable[..., spread.Region]
    last_steps: Callable[..., Ints]
    layers: Callable[..., layers.Bounds]
    farthest: Callable[..., layers.Far]
    begin: Callable[..., None]
    take: Callable[..., int]


def _full(n: int, value: int) -> Ints:
    return [value] * n


def _grown(items: Ints, n: int) -> Ints:
    return [*items, *([0] * (n - len(items)))]


PLAIN = Speed(
    "plain",
    list[int],
    _full,
    _grown,
    spread.spread,
    spread.region_of,
    layers.last_steps,
    layers.layers,
    layers.farthest,
    ranked.begin,
    ranked.take,
)


@cache
def compiled() -> Speed:
    """The kernels as machine code; the first call takes the time that numba and its cache take."""
    import numba  # noqa: PLC0415 - half a second that small networks need not wait
    import numpy as np  # noqa: PLC0415

    jit = cast("Callable[[object], Callable[..., Any]]", numba.njit(nogil=True, cache=True))

    def packed(items: list[int]) -> object:
        return np.array(items, np.int64)

    modules = (rules, spread, layers, ranked)
    space: dict[str, Any] = {name: value for module in modules for name, value in vars(module).items()}
    kernels = {name: _within(space, value) for name, value in space.items() if _is_kernel(value)}
    space |= {name: jit(function) for name, function in kernels.items()} | {"packed": jit(packed)}

    def ints(items: Iterable[int]) -> Ints:
        return cast("Ints", np.fromiter(items, np.int64))

    def full(n: int, value: int) -> Ints:
        return cast("Ints", np.full(n, value, np.int64))

    def grown(items: Ints, n: int) -> Ints:
        more = np.zeros(n, np.int64)
        more[: len(items)] = items
        return cast("Ints", more)

    doors = ("spread", "region_of", "last_steps", "layers", "farthest", "begin", "take")
    return Speed("compiled", ints, full, grown, *(space[name] for name in doors))


def _is_kernel(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith("app.engine.chains.")


def _within(space: dict[str, Any], kernel: FunctionType) -> FunctionType:
    """The kernel, looking up what it calls in `space`. Its annotations are for people."""
    copy = FunctionType(kernel.__code__, space, kernel.__name__)
    copy.__module__, copy.__qualname__ = kernel.__module__, kernel.__qualname__
    return copy
