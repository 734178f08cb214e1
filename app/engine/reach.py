"""Reach: how far data gets from the start of an aim, as far as days and data tell, and which hops lie on the way.

Nobody has data earlier than the quickest chain brings it, and a chain that comes first to an actor with the same data
fits whatever fits a later one: so each actor is left once for each kind of data carried. Recoveries, the order that
texts state, and who came before are not looked at; a chain has to be judged by `trail` before it is a path. If there
is none at all, there is no path, however long.

Example: insider → broker in May, insider → friend → broker in June: the broker is left once, from May on.

References:
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271.
    H. Wu et al., "Path problems in temporal graphs", PVLDB 7 (2014) 721-732: earliest arrival, latest departure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from app.engine.kinship import NO_FIT
from app.engine.network import Link, Network
from app.engine.trail import Aim

__all__ = ["begins", "ends", "on_the_way", "quick_chains"]


@dataclass(frozen=True, slots=True, eq=False)
class _Label:
    """The end of a chain: its last hop, what it carries, the first day on which it arrives, and what is before it."""

    link: Link
    carried: int
    day: int
    hops: int
    before: _Label | None

    def chain(self) -> tuple[Link, ...]:
        found: list[Link] = []
        label: _Label | None = self
        while label is not None:
            found.append(label.link)
            label = label.before
        return tuple(reversed(found))


def on_the_way(net: Network, aim: Aim) -> list[Link]:
    """Hops that a path may use, as far as time tells: start and goal are not passed through, days never go back."""
    closed = net.actors.mask(aim.start, aim.goal)
    first = {link.number: link.span[0] for link in begins(net, aim)}
    arrival: dict[int, int] = {}
    for label in _labels(net, aim):
        for here in net.actors.kin[label.link.recipient]:
            if not closed >> here & 1:
                arrival.setdefault(here, label.day)
    latest = _latest(net, aim, closed)

    def is_used(link: Link) -> bool:
        day = first.get(link.number, arrival.get(link.provider))
        if day is None or day > link.span[1]:
            return False
        return ends(net, aim, link) or max(day, link.span[0]) <= latest.get(link.recipient, -1)

    return [link for link in net.hops if is_used(link)]


def quick_chains(net: Network, aim: Aim) -> Iterator[tuple[Link, ...]]:
    """Chains to the goal by their first day, not all of them; none only if none gets there."""
    return (label.chain() for label in _labels(net, aim) if ends(net, aim, label.link))


def begins(net: Network, aim: Aim) -> list[Link]:
    """Hops that a path may begin with: only the first has to carry what is asked for.

    A part of two wholes may come in one and go on in the other.
    """
    exact = [link for link in aim.first if not aim.certain or link.provider == aim.start]
    return [link for link in exact if net.data.carry(net.asked, link.data) != NO_FIT]


def ends(net: Network, aim: Aim, link: Link) -> bool:
    """True for hops that a path may end with."""
    if aim.certain:
        return link.recipient == aim.goal
    return bool(net.actors.mask(aim.goal) >> link.recipient & 1)


def _labels(net: Network, aim: Aim) -> Iterator[_Label]:
    """Labels in the order of their days, then hops; those that arrive where no other did, and all that end."""
    closed = net.actors.mask(aim.start, aim.goal)
    left: set[tuple[int, int]] = set()
    number = count()
    heap: list[tuple[int, int, int, _Label]] = []

    def add(label: _Label) -> None:
        if (label.link.recipient, label.carried) not in left:
            heappush(heap, (label.day, label.hops, next(number), label))

    for link in begins(net, aim):
        add(_Label(link, net.data.carry(net.asked, link.data), link.span[0], 1, None))
    while heap:
        *_, label = heappop(heap)
        is_end = ends(net, aim, label.link)
        here = (label.link.recipient, label.carried)
        is_first = here not in left and not closed >> label.link.recipient & 1
        if is_end or is_first:
            yield label
        if is_first:
            left.add(here)
            for onward in _onward(net, label, closed):
                add(onward)


def _onward(net: Network, label: _Label, closed: int) -> Iterator[_Label]:
    for kin in net.actors.kin[label.link.recipient]:
        for link in net.out_of.get(kin, ()) if not closed >> kin & 1 else ():
            carried = net.data.carry(label.carried, link.data) if label.day <= link.span[1] else NO_FIT
            if carried != NO_FIT:
                yield _Label(link, carried, max(label.day, link.span[0]), label.hops + 1, label)


def _latest(net: Network, aim: Aim, closed: int) -> dict[int, int]:
    """Last day on which each id can have received what then reaches the goal."""
    latest: dict[int, int] = {}
    heap: list[tuple[int, int, Link]] = []
    for goal in net.actors.kin[aim.goal]:
        for link in net.into.get(goal, ()):
            heappush(heap, (-link.span[1], link.number, link))
    while heap:
        day, _, link = heappop(heap)
        for here in net.actors.kin[link.provider] if not closed >> link.provider & 1 else ():
            if here in latest or closed >> here & 1:
                continue
            latest[here] = -day
            for before in net.into.get(here, ()):
                if before.span[0] <= -day:
                    heappush(heap, (max(day, -before.span[1]), before.number, before))
    return latest
