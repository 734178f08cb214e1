"""Shape: a network in integers, at the speed that its size asks for.

Small ones are lists and run as they stand; large ones are arrays and run compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.engine.chains.columns import ActorRow, Columns, DataRow, LinkRow, StateRow, StepRow
from app.engine.chains.rooms import Rooms
from app.engine.chains.speed import PLAIN, SMALL, Speed, compiled
from app.engine.chains.spread import Region
from app.engine.kinship import NO_FIT, UNKNOWN, Actors, Data, bits_of

if TYPE_CHECKING:
    from app.engine.network import Link
    from app.engine.order import Span

__all__ = ["Shape", "shape_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Columns and their speed.

    `region` are all steps of a network where each actor stands for itself only and all hops carry one dataset,
    `carried`; None where a search must find out what is carried to whom. `is_bare`: nothing but time rules such a
    network, neither recoveries nor words about order. `rooms` is where searches over `region` work.
    """

    speed: Speed
    columns: Columns
    region: Region | None
    carried: int
    is_bare: bool
    rooms: Rooms


def shape_of(
    links: Sequence[Link],
    hops: Sequence[Link],
    actors: Actors,
    data: Data,
    ends: Mapping[int, Sequence[Link]],
    asked: int,
) -> Shape:
    """The shape of a network of these links, of which paths may use `hops`; `ends` are recoveries by provider."""
    speed = PLAIN if len(links) <= SMALL else compiled()
    n = len(actors.ids)
    out = _by_actor(n, hops, [hop.provider for hop in hops])
    items = _Items()
    columns = Columns(
        links=speed.rows(LinkRow, _links(items, links)),
        actors=speed.rows(
            ActorRow,
            {
                **items.put("kin", actors.kin),
                **items.put("out", out),
                **items.put("ends", [[x for r in ends.get(i, ()) for x in (r.data, r.latest)] for i in range(n)], 2),
            },
        ),
        data=speed.rows(DataRow, items.put("wider", [sorted(wider) for wider in data.wider])),
        items=speed.ints(items.all),
    )
    alone = all(len(kin) == 1 for kin in actors.kin)
    carried = _carried_by_all(hops, data, asked) if alone else NO_FIT
    ruled = bool(ends) or any(link.before or link.disputed for link in links)
    region = None if carried == NO_FIT else _region(speed, hops, out, carried)
    most = max((len(each) for each in ends.values()), default=0)
    rooms = Rooms(speed, 0 if region is None else len(region.states), 1 + 2 * most)
    return Shape(speed, columns, region, carried, region is not None and not ruled, rooms)


class _Items:
    """Lists of integers behind each other."""

    def __init__(self) -> None:
        self.all: list[int] = []

    def put(self, name: str, lists: Iterable[Sequence[int]], wide: int = 1) -> dict[str, list[int]]:
        """The columns `name_at` and `name_n`: where each list stands, and how many things of `wide` places it has."""
        at: list[int] = []
        n: list[int] = []
        for items in lists:
            at.append(len(self.all))
            n.append(len(items) // wide)
            self.all.extend(items)
        return {f"{name}_at": at, f"{name}_n": n}


def _links(items: _Items, links: Sequence[Link]) -> dict[str, list[int]]:
    classes = {weakness: i for i, weakness in enumerate(sorted({link.weakness for link in links}))}
    return {
        "provider": [link.provider for link in links],
        "recipient": [link.recipient for link in links],
        "dataset": [link.data for link in links],
        "low": [link.span[0] for link in links],
        "high": [link.span[1] for link in links],
        "latest": [link.latest for link in links],
        "weak": [classes[link.weakness] for link in links],
        "status": [link.transfer.status.rank for link in links],
        "stated": [int(link.transfer.is_stated) for link in links],
        **items.put("before", [bits_of(link.before) for link in links]),
        **items.put("disputed", [bits_of(link.disputed) for link in links]),
    }


def _carried_by_all(hops: Sequence[Link], data: Data, asked: int) -> int:
    """What all paths carry all the way, NO_FIT if that differs."""
    found = {hop.data for hop in hops}
    if asked != UNKNOWN:
        return asked if all(data.carry(asked, each) == asked for each in found) else NO_FIT
    return found.pop() if len(found) == 1 else NO_FIT


def _region(speed: Speed, hops: Sequence[Link], out: Sequence[Sequence[int]], carried: int) -> Region:
    """What can happen last leaves first, what can happen first enters first: so a search need not look at all."""
    n = len(out)
    into = _by_actor(n, hops, [hop.recipient for hop in hops])
    spans = {hop.number: hop.span for hop in hops}
    left, entered = _Items(), _Items()
    states = {
        "actor": list(range(n)),
        "dataset": [carried] * n,
        **left.put("out", [sorted(each, key=lambda link: -spans[link][1]) for each in out]),
        **entered.put("into", [sorted(each, key=lambda link: spans[link][0]) for each in into]),
    }
    provider, recipient = ({hop.number: end for hop, end in zip(hops, ends, strict=True)} for ends in _ends(hops))
    return Region(
        states=speed.rows(StateRow, states),
        out=speed.rows(StepRow, _steps(left.all, recipient, spans)),
        into=speed.rows(StepRow, _steps(entered.all, provider, spans)),
    )


def _ends(hops: Sequence[Link]) -> tuple[list[int], list[int]]:
    return [hop.provider for hop in hops], [hop.recipient for hop in hops]


def _steps(links: Sequence[int], other_end: Mapping[int, int], spans: Mapping[int, Span]) -> dict[str, list[int]]:
    return {
        "link": list(links),
        "state": [other_end[link] for link in links],
        "low": [spans[link][0] for link in links],
        "high": [spans[link][1] for link in links],
    }


def _by_actor(n: int, hops: Sequence[Link], ends: Sequence[int]) -> list[list[int]]:
    rows = [list[int]() for _ in range(n)]
    for hop, end in zip(hops, ends, strict=True):
        rows[end].append(hop.number)
    return rows
