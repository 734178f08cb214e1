"""Shape: a network in integers, at the speed that its size asks for.

Small ones are lists and run as they stand; large ones are arrays and run compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.engine.chains.columns import Columns, Ints, Rows
from app.engine.chains.speed import PLAIN, SMALL, Speed, compiled
from app.engine.chains.spread import Region
from app.engine.kinship import NO_FIT, UNKNOWN, Actors, Data

if TYPE_CHECKING:
    from app.engine.network import Link

__all__ = ["Shape", "shape_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Columns and their speed.

    `region` are all steps of a network where each actor stands for itself only and all hops carry one dataset,
    `carried`; None where a search must find out what is carried to whom. `is_bare`: nothing but time rules such a
    network, neither recoveries nor words about order.
    """

    speed: Speed
    columns: Columns
    region: Region | None
    carried: int
    is_bare: bool
    _slots: list[Ints] = field(default_factory=list[Ints])

    def borrow(self) -> Ints:
        """An entry -1 for each state of `region`; to be given back so."""
        try:
            return self._slots.pop()
        except IndexError:
            return self.speed.full(0 if self.region is None else len(self.region.actor), -1)

    def give_back(self, slot: Ints, used: Iterable[int]) -> None:
        """Take back what was borrowed; `used` are the states that have other entries by now."""
        for state in used:
            slot[state] = -1
        self._slots.append(slot)


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
    ints = speed.ints
    classes = {weakness: i for i, weakness in enumerate(sorted({link.weakness for link in links}))}
    out, into = _by_actor(len(actors.ids), hops, [h.provider for h in hops], [h.recipient for h in hops])
    columns = Columns(
        provider=ints(link.provider for link in links),
        recipient=ints(link.recipient for link in links),
        data=ints(link.data for link in links),
        low=ints(link.span[0] for link in links),
        high=ints(link.span[1] for link in links),
        latest=ints(link.latest for link in links),
        weak=ints(classes[link.weakness] for link in links),
        status=ints(link.transfer.status.rank for link in links),
        stated=ints(int(link.transfer.is_stated) for link in links),
        kin=_rows(speed, actors.kin),
        wider=_rows(speed, [sorted(wider) for wider in data.wider]),
        before=_rows(speed, [_bits(link.before) for link in links]),
        disputed=_rows(speed, [_bits(link.disputed) for link in links]),
        ends_data=_rows(speed, [[r.data for r in ends.get(i, ())] for i in range(len(actors.ids))]),
        ends_last=_rows(speed, [[r.latest for r in ends.get(i, ())] for i in range(len(actors.ids))]),
        out=_rows(speed, out),
        into=_rows(speed, into),
    )
    alone = all(len(kin) == 1 for kin in actors.kin)
    carried = _carried_by_all(hops, data, asked) if alone else NO_FIT
    ruled = bool(ends) or any(link.before or link.disputed for link in links)
    region = None if carried == NO_FIT else _region(speed, columns, carried)
    return Shape(speed, columns, region, carried, region is not None and not ruled)


def _carried_by_all(hops: Sequence[Link], data: Data, asked: int) -> int:
    """What all paths carry all the way, NO_FIT if that differs."""
    found = {hop.data for hop in hops}
    if asked != UNKNOWN:
        return asked if all(data.carry(asked, each) == asked for each in found) else NO_FIT
    return found.pop() if len(found) == 1 else NO_FIT


def _region(speed: Speed, columns: Columns, carried: int) -> Region:
    n = len(columns.kin.at) - 1
    return Region(
        actor=speed.ints(range(n)),
        data=speed.full(n, carried),
        out=columns.out,
        out_to=speed.ints(columns.recipient[link] for link in columns.out.items),
        into=columns.into,
        into_from=speed.ints(columns.provider[link] for link in columns.into.items),
    )


def _by_actor(
    n: int, hops: Sequence[Link], providers: Sequence[int], recipients: Sequence[int]
) -> tuple[list[list[int]], list[list[int]]]:
    out, into = [list[int]() for _ in range(n)], [list[int]() for _ in range(n)]
    for hop, provider, recipient in zip(hops, providers, recipients, strict=True):
        out[provider].append(hop.number)
        into[recipient].append(hop.number)
    return out, into


def _rows(speed: Speed, rows: Sequence[Sequence[int]]) -> Rows:
    at = [0]
    for row in rows:
        at.append(at[-1] + len(row))
    return Rows(speed.ints(at), speed.ints(item for row in rows for item in row))


def _bits(mask: int) -> list[int]:
    found: list[int] = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
