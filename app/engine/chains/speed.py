"""Speed: the kernels as they stand for small networks, compiled for large ones.

    PLAIN.ints([1, 2])       →  [1, 2]          PLAIN.take is the function of `ranked`
    compiled().ints([1, 2])  →  a numpy array   compiled().take the machine code that numba makes of it

The compiled ones come from numba's cache on disk after the first time; what is compiled is each function with the
functions that it calls replaced, so both speeds have one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any, cast

from app.engine.chains import layers, ranked, rules, spread, trails
from app.engine.chains.columns import (
    ROWS,
    ActorRow,
    BoundRow,
    Columns,
    DataRow,
    DaysRow,
    Ints,
    LabelRow,
    LinkRow,
    Row,
    StateRow,
    StepRow,
)

__all__ = ["PLAIN", "SMALL", "Speed", "compiled"]

SMALL = 2_000
"""Links up to which kernels run as they stand."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How integers are held, and the kernels for that."""

    name: str
    ints: Callable[[Iterable[int]], Ints]
    full: Callable[[int, int], Ints]
    rows: Callable[[type[Row], Mapping[str, Sequence[int]]], Any]
    blank: Callable[[type[Row], int], Any]
    longer: Callable[[Any, Any], Any]
    column: Callable[[Any, str], list[int]]
    spread: Callable[..., spread.Labels]
    region_of: Callable[..., spread.Region]
    last_steps: Callable[..., Ints]
    layers: Callable[..., layers.Bounds]
    farthest: Callable[..., layers.Far]
    begin: Callable[..., None]
    take: Callable[..., int]


def _full(n: int, value: int) -> Ints:
    return [value] * n


def _rows(kind: type[Row], columns: Mapping[str, Sequence[int]]) -> list[Row]:
    made = _blank(kind, len(next(iter(columns.values()))))
    for name, values in columns.items():
        for row, value in zip(made, values, strict=True):
            setattr(row, name, value)
    return made


def _blank(kind: type[Row], n: int) -> list[Row]:
    return [kind() for _ in range(n)]


def _longer(items: list[Any], more: list[Any]) -> list[Any]:
    return [*items, *more]


def _column(rows: Sequence[Row], name: str) -> list[int]:
    return [getattr(row, name) for row in rows]


PLAIN = Speed(
    "plain",
    list[int],
    _full,
    _rows,
    _blank,
    _longer,
    _column,
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

    int32 = np.int32
    kinds = {kind: np.dtype((np.record, [(name, int32) for name in kind.__slots__])) for kind in ROWS}
    space = _space(jit, np, int32, kinds)

    def ints(items: Iterable[int]) -> Ints:
        return cast("Ints", np.fromiter(items, int32))

    def full(n: int, value: int) -> Ints:
        return cast("Ints", np.full(n, value, int32))

    def rows(kind: type[Row], columns: Mapping[str, Sequence[int]]) -> object:
        made = blank(kind, len(next(iter(columns.values()))))
        for name, values in columns.items():
            made[name] = values
        return made

    def blank(kind: type[Row], n: int) -> Any:  # noqa: ANN401 - an array of records
        return np.zeros(n, kinds[kind])

    def longer(items: Any, more: Any) -> object:  # noqa: ANN401
        return np.concatenate((items, more))

    doors = ("spread", "region_of", "last_steps", "layers", "farthest", "begin", "take")

    def column(rows: Any, name: str) -> list[int]:  # noqa: ANN401
        return rows[name].tolist()

    kernels = {name: space[name] for name in doors}

    def bounds(*asked: object) -> layers.Bounds:
        found = kernels["layers"](*asked)
        return found._replace(rows=found.rows.view(kinds[BoundRow]))

    def region(*asked: object) -> spread.Region:
        found = kernels["region_of"](*asked)
        states, steps = kinds[StateRow], kinds[StepRow]
        return spread.Region(found.states.view(states), found.out.view(steps), found.into.view(steps))

    doors_of: dict[str, Any] = {**kernels, "layers": bounds, "region_of": region}
    speed = Speed("compiled", ints, full, rows, blank, longer, column, *(doors_of[name] for name in doors))
    _run_once(speed)
    return speed


def _run_once(speed: Speed) -> None:
    """Ask a network of one hop all that can be asked, so that the kernels are there when a question comes."""
    zero = speed.ints([0])
    links = {"provider": [0], "recipient": [1], "dataset": [-1], "low": [1], "high": [1], "latest": [1], "stated": [1]}
    actors = {"kin_at": [0, 1], "kin_n": [1, 1], "out_at": [2, 2], "out_n": [1, 0]}
    net = Columns(
        links=speed.rows(LinkRow, links),
        actors=speed.rows(ActorRow, actors),
        data=speed.blank(DataRow, 0),
        items=speed.ints([0, 1, 0]),
    )
    task = spread.Spread(first=zero, start=0, asked=-1, max_hops=2, rank=2, certain=0, only_last=-1)
    region = speed.region_of(net, speed.spread(net, task), -1)
    aimed = layers.Aimed(
        start=0, goal=1, literal=0, certain=0, is_return=0, only_last=-1, max_hops=2, kind=0, by=9, status=2
    )
    ends = speed.last_steps(net, region, aimed)
    bounds = speed.layers(net, region, aimed, ends, 1, speed.full(len(region.states), -1))
    far = speed.farthest(net, region, aimed, ends)
    waiting = trails.Trails(
        speed.blank(LabelRow, 8), speed.blank(DaysRow, 8), speed.full(8, 0), speed.full(4, 0), speed.full(1, 0)
    )
    waiting.days[0].low = waiting.days[0].high = 1
    speed.begin(net, region, aimed, bounds, waiting, 0, 0, 1)
    speed.take(net, region, aimed, bounds, far, waiting, 1, 1)


def _space(jit: Callable[..., Any], np: Any, int32: Any, kinds: Mapping[type[Row], Any]) -> dict[str, Any]:  # noqa: ANN401
    """All kernels compiled, and what they give away as arrays."""
    step, state, bound = kinds[StepRow], kinds[StateRow], kinds[BoundRow]

    def packed(items: list[int]) -> object:
        return np.array(items, int32)

    def packed_steps(links: list[int], states: list[int]) -> object:
        rows = np.empty(len(links), step)
        for i in range(len(links)):
            rows[i].link, rows[i].state = links[i], states[i]
        return rows

    def packed_states(actor: list[int], data: list[int], out_at: list[int], into_at: list[int]) -> object:
        rows = np.empty(len(actor), state)
        for i in range(len(actor)):
            rows[i].actor, rows[i].dataset = actor[i], data[i]
            rows[i].out_at, rows[i].out_n = out_at[i], out_at[i + 1] - out_at[i]
            rows[i].into_at, rows[i].into_n = into_at[i], into_at[i + 1] - into_at[i]
        return rows

    def packed_bounds(latest: list[int], rank: list[int], first: list[int]) -> object:
        rows = np.empty(len(latest), bound)
        for i in range(len(latest)):
            rows[i].latest, rows[i].rank, rows[i].first = latest[i], rank[i], first[i]
        return rows

    modules = (rules, spread, layers, trails, ranked)
    space: dict[str, Any] = {name: value for module in modules for name, value in vars(module).items()}
    kernels = {name: _within(space, value) for name, value in space.items() if _is_kernel(value)}
    space |= {name: jit(function) for name, function in kernels.items()}
    return _own(space, jit, (packed, packed_steps, packed_states, packed_bounds))


def _own(space: dict[str, Any], jit: Callable[..., Any], functions: Iterable[Callable[..., Any]]) -> dict[str, Any]:
    """The same space, with these in place of the kernels of their names."""
    for function in functions:
        space[function.__name__] = jit(function)
    return space


def _is_kernel(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith("app.engine.chains.")


def _within(space: dict[str, Any], kernel: FunctionType) -> FunctionType:
    """The kernel, looking up what it calls in `space`. Its annotations are for people."""
    copy = FunctionType(kernel.__code__, space, kernel.__name__)
    copy.__module__, copy.__qualname__ = kernel.__module__, kernel.__qualname__
    return copy
