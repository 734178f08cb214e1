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
from app.engine.chains.columns import Columns, Ints, Rows

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
    speed = Speed("compiled", ints, full, grown, *(space[name] for name in doors))
    _run_once(speed)
    return speed


def _run_once(speed: Speed) -> None:
    """Ask a network of one hop all that can be asked, so that the kernels are there when a question comes."""
    zero, one, none = speed.ints([0]), speed.ints([1]), speed.ints([])
    empty = Rows(speed.ints([0, 0, 0]), none)
    net = Columns(
        provider=zero,
        recipient=one,
        data=speed.ints([-1]),
        low=one,
        high=one,
        latest=one,
        weak=zero,
        status=zero,
        stated=one,
        kin=Rows(speed.ints([0, 1, 2]), speed.ints([0, 1])),
        wider=Rows(zero, none),
        before=empty,
        disputed=empty,
        ends_data=empty,
        ends_last=empty,
        out=Rows(speed.ints([0, 1, 1]), zero),
        into=Rows(speed.ints([0, 0, 1]), zero),
    )
    task = spread.Spread(first=zero, start=0, asked=-1, max_hops=2, rank=2, certain=0, only_last=-1)
    region = speed.region_of(net, speed.spread(net, task), -1)
    aimed = layers.Aimed(
        start=0, goal=1, literal=0, certain=0, is_return=0, only_last=-1, max_hops=2, kind=0, by=9, status=2
    )
    ends = speed.last_steps(net, region, aimed)
    bounds = speed.layers(net, region, aimed, ends, 1, speed.full(len(region.actor), -1))
    far = speed.farthest(net, region, aimed, ends)
    trails = ranked.Trails._make([*(speed.full(8, 0) for _ in range(14)), speed.full(4, 0), speed.full(1, 0)])
    trails.low[0] = trails.high[0] = 1
    speed.begin(net, region, aimed, bounds, trails, 0, 0, 1)
    speed.take(net, region, aimed, bounds, far, trails, 1, 1)


def _is_kernel(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith("app.engine.chains.")


def _within(space: dict[str, Any], kernel: FunctionType) -> FunctionType:
    """The kernel, looking up what it calls in `space`. Its annotations are for people."""
    copy = FunctionType(kernel.__code__, space, kernel.__name__)
    copy.__module__, copy.__qualname__ = kernel.__module__, kernel.__qualname__
    return copy
