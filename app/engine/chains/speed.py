"""Speed: the kernels as they stand for small networks, compiled for large ones.

    PLAIN.ints([1, 2])       →  [1, 2]          PLAIN.take is the function of `ranked`
    compiled().ints([1, 2])  →  a numpy array   compiled().take the machine code that numba makes of it

The compiled ones come from numba's cache on disk after the first time; what is compiled is each function with the
functions that it calls replaced, so both speeds have one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dis import get_instructions
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, cast

from app.engine.chains import far, keys, layers, ranked, rules, spread, trails
from app.engine.chains.columns import (
    ROWS,
    ActorRow,
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

__all__ = ["PLAIN", "SMALL", "Speed", "compiled", "kernel_names"]

SMALL = 2_000
"""Links up to which kernels run as they stand."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How integers are held, and the kernels for that."""

    name: str
    ints: Callable[[Iterable[int]], Ints]
    full: Callable[[int, int], Ints]
    room: Callable[[int], Ints]
    forget: Callable[[Ints, Ints, int], None]
    rows: Callable[[type[Row], Mapping[str, Sequence[int]]], Any]
    blank: Callable[[type[Row], int], Any]
    longer: Callable[[Any, Any], Any]
    listed: Callable[[Ints], list[int]]
    spread: Callable[..., spread.Labels]
    region_of: Callable[..., spread.Region]
    layers: Callable[..., None]
    farthest: Callable[..., far.Far]
    begin: Callable[..., None]
    begin_all: Callable[..., None]
    take: Callable[..., int]
    tell: Callable[..., Ints]


def _full(n: int, value: int) -> Ints:
    return [value] * n


def _room(n: int) -> Ints:
    return [0] * n


def _forget(slot: Ints, state: Ints, n: int) -> None:
    for i in range(n):
        slot[state[i]] = -1


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


def _listed(items: Ints) -> list[int]:
    return list(items)


PLAIN = Speed(
    "plain",
    list[int],
    _full,
    _room,
    _forget,
    _rows,
    _blank,
    _longer,
    _listed,
    spread.spread,
    spread.region_of,
    layers.layers,
    far.farthest,
    ranked.begin,
    ranked.begin_all,
    ranked.take,
    ranked.tell,
)


def _forget_array(slot: Any, state: Any, n: int) -> None:  # noqa: ANN401
    slot[state[:n]] = -1


def _array_listed(items: Any) -> list[int]:  # noqa: ANN401
    return items.tolist()


@cache
def compiled() -> Speed:
    """The kernels as machine code; the first call takes the time that numba and its cache take."""
    import numba  # noqa: PLC0415 - half a second that small networks need not wait
    import numpy as np  # noqa: PLC0415

    njit = cast("Callable[..., Callable[[object], Callable[..., Any]]]", numba.njit)
    makers = {makes: njit(nogil=True, cache=True, _nrt=makes) for makes in (True, False)}

    def jit(function: FunctionType) -> Callable[..., Any]:
        return makers[_makes_lists(function)](function)

    int32 = np.int32
    kinds = {kind: np.dtype((np.record, [(name, int32) for name in kind.__slots__])) for kind in ROWS}
    space = _space(jit, np, int32, kinds)

    def ints(items: Iterable[int]) -> Ints:
        return cast("Ints", np.fromiter(items, int32))

    def full(n: int, value: int) -> Ints:
        return cast("Ints", np.full(n, value, int32))

    def room(n: int) -> Ints:
        return cast("Ints", np.empty(n, int32))

    def rows(kind: type[Row], columns: Mapping[str, Sequence[int]]) -> object:
        made = blank(kind, len(next(iter(columns.values()))))
        for name, values in columns.items():
            made[name] = values
        return made

    def blank(kind: type[Row], n: int) -> Any:  # noqa: ANN401 - an array of records
        return np.zeros(n, kinds[kind])

    def longer(items: Any, more: Any) -> object:  # noqa: ANN401
        return np.concatenate((items, more))

    doors = ("spread", "region_of", "layers", "farthest", "begin", "begin_all", "take", "tell")
    kernels = {name: space[name] for name in doors}

    def region(*asked: object) -> spread.Region:
        found = kernels["region_of"](*asked)
        states, steps = kinds[StateRow], kinds[StepRow]
        return spread.Region(found.states.view(states), found.out.view(steps), found.into.view(steps))

    doors_of: dict[str, Any] = {**kernels, "region_of": region}
    arrays = (ints, full, room, _forget_array, rows, blank, longer, _array_listed)
    speed = Speed("compiled", *arrays, *(doors_of[name] for name in doors))
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
        start=0,
        goal=1,
        literal=0,
        certain=0,
        is_return=0,
        only_last=-1,
        max_hops=2,
        kind=0,
        by=9,
        status=2,
        alone=0,
        bare=0,
    )
    n, room = len(region.states), speed.room
    bounds = layers.Bounds(
        speed.full(n, -1),
        room(n),
        room(n),
        room(2 * n),
        room(2 * n),
        room(2 * n),
        room(n),
        room(n),
        speed.full(layers.SIZES, 0),
    )
    bounds.sizes[layers.WIDTH] = 2
    speed.layers(net, region, aimed, bounds, 1)
    away = speed.farthest(net, region, aimed)
    waiting = trails.Trails(
        speed.blank(LabelRow, 16), speed.blank(DaysRow, 8), room(16), speed.full(6, 0), room(1), room(8)
    )
    waiting.days[0].low = waiting.days[0].high = 1
    speed.begin(net, region, aimed, bounds, waiting, 0, 0, 1)
    speed.begin_all(net, region, aimed, bounds, waiting, -1, zero)
    speed.take(net, region, aimed, bounds, away, waiting, 1, 1, 1)
    speed.tell(net, waiting)


def _space(jit: Callable[..., Any], np: Any, int32: Any, kinds: Mapping[type[Row], Any]) -> dict[str, Any]:  # noqa: ANN401
    """All kernels compiled, and what they give away as arrays."""
    step, state = kinds[StepRow], kinds[StateRow]

    def packed(items: list[int]) -> object:
        return np.array(items, int32)

    def packed_steps(net: Columns, links: list[int], states: list[int]) -> object:
        rows = np.empty(len(links), step)
        for i in range(len(links)):
            rows[i].link, rows[i].state = links[i], states[i]
            rows[i].low, rows[i].high = net.links[links[i]].low, net.links[links[i]].high
        return rows

    def packed_states(actor: list[int], data: list[int], out_at: list[int], into_at: list[int]) -> object:
        rows = np.empty(len(actor), state)
        for i in range(len(actor)):
            rows[i].actor, rows[i].dataset = actor[i], data[i]
            rows[i].out_at, rows[i].out_n = out_at[i], out_at[i + 1] - out_at[i]
            rows[i].into_at, rows[i].into_n = into_at[i], into_at[i + 1] - into_at[i]
        return rows

    modules = (rules, spread, layers, far, trails, keys, ranked)
    space = kernel_names(modules)
    space |= {name: jit(_within(space, value)) for name, value in space.items() if _is_kernel(value)}
    return _own(space, jit, (packed, packed_steps, packed_states))


def kernel_names(modules: Iterable[ModuleType]) -> dict[str, Any]:
    """The names of all modules, for the kernels see one space: a name stands for one thing."""
    space: dict[str, Any] = {}
    for module in modules:
        for name, value in vars(module).items():
            if not name.startswith("__") and space.setdefault(name, value) is not value:
                raise AssertionError(f"{module.__name__} and another module both define {name}")
    return space


def _own(space: dict[str, Any], jit: Callable[..., Any], functions: Iterable[Callable[..., Any]]) -> dict[str, Any]:
    """The same space, with these in place of the kernels of their names."""
    for function in functions:
        space[function.__name__] = jit(function)
    return space


def _makes_lists(kernel: FunctionType) -> bool:
    """True for what makes or holds lists or arrays.

    Whatever does not is compiled without counting who refers to its arrays: numba counts at each mention of each array,
    and a search mentions several for each step. That alone took two thirds of its time.
    """
    makers = {"nothing", "packed", "last_steps", "heappush"}
    lists = any(each.opname in ("BUILD_LIST", "MAKE_FUNCTION") for each in get_instructions(kernel))
    return lists or not makers.isdisjoint(kernel.__code__.co_names) or kernel.__module__ in (spread.__name__, __name__)


def _is_kernel(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith("app.engine.chains.")


def _within(space: dict[str, Any], kernel: FunctionType) -> FunctionType:
    """The kernel, looking up what it calls in `space`. Its annotations are for people."""
    copy = FunctionType(kernel.__code__, space, kernel.__name__)
    copy.__module__, copy.__qualname__ = kernel.__module__, kernel.__qualname__
    return copy
