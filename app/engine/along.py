"""Along: what a path is made of, its hops or the actors at its junctions, and which hops are lost without some.

Between start and goal an actor's id can be at one junction of a path only, and never at its ends. So whoever leaves
out all hops from and to an id leaves out the paths that have it at a junction, and no others; and exactly one hop of
such a path leads to that junction, and one from there.

Example: d → a, `carrier` (a or b) → kddi: the ids along it are a and carrier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from app.domain.ids import TransferId
from app.engine.kinship import NO_FIT
from app.engine.network import Link, Network
from app.engine.order import Span
from app.engine.search import Found
from app.engine.trail import carried_along

__all__ = ["Members", "actors_along", "hops_along", "hops_into", "hops_out_of", "parts_in"]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a path in its order, each once, and the numbers of the hops that are lost without some of them."""

    of_path: Callable[[Found], Sequence[int]]
    hops: Callable[[Set[int]], Set[int]]


def hops_along(_: Network) -> Members:
    """Paths as numbers of hops."""
    return Members(lambda found: [link.number for link in found.links], lambda hops: hops)


def actors_along(net: Network) -> Members:
    """Paths as numbers of the ids at their junctions."""
    at: dict[int, set[int]] = {}
    for hop in net.hops:
        at.setdefault(hop.provider, set()).add(hop.number)
        at.setdefault(hop.recipient, set()).add(hop.number)
    return Members(_between, lambda actors: set[int]().union(*(at.get(actor, ()) for actor in actors)))


def hops_into(net: Network, actor: int) -> set[int]:
    """The hops one of which leads to the junction where a path has this id."""
    return {hop.number for kin in net.actors.kin[actor] for hop in net.into.get(kin, ())}


def hops_out_of(net: Network, actor: int) -> set[int]:
    """The hops one of which leads on from there."""
    return {hop.number for kin in net.actors.kin[actor] for hop in net.out_of.get(kin, ())}


def parts_in(net: Network, path: Found, link: Link, days: Span) -> tuple[TransferId, ...]:
    """Deliveries that a hop of the path sums up, if they agree with what the path carries and can lie on these days."""
    carried = carried_along(net, path.links)[path.links.index(link)]
    parts = [p for p in net.parts.get(link.number, ()) if net.data.carry(carried, p.data) != NO_FIT]
    return tuple(p.transfer.id for p in parts if p.span[0] <= days[1] and days[0] <= p.span[1])


def _between(found: Found) -> list[int]:
    return list(dict.fromkeys(end for a, b in pairwise(found.links) for end in (a.recipient, b.provider)))
