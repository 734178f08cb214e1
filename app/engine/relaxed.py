"""Relaxed paths: chains of which each two neighbouring hops fit in time, whatever came before.

Every path is one, so transfers that cut all relaxed paths cut all paths. For a largest set of relaxed paths without a
common hop, and a smallest cut, a flow suffices; where the paths that it is made of are paths indeed, as many transfers
are needed, and the cut is proved to be a smallest one.

What passes an actor's hands has to come in before it goes out: arrivals lie at the leaves of a tree in the order of
their days, and a hop draws on the few nodes that make up all leaves up to its last day.

Example: root → hub (a hundred times), hub → goal (a hundred times), all in one month: a hundred transfers are needed.

References:
    K. A. Berman, "Vulnerability of scheduled networks and a generalization of Menger's Theorem", Networks 28 (1996)
    125-134: for hops on single days, most paths without a common hop are as many as the least hops that cut all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.engine.flow import Flow
from app.engine.network import Link, Network
from app.engine.reach import begins, ends
from app.engine.trail import Aim

__all__ = ["Bottleneck", "bottleneck"]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Numbers of hops that cut all paths, those nearest the start, and as many relaxed paths without a common hop."""

    cut: frozenset[int]
    chains: tuple[tuple[Link, ...], ...]


def bottleneck(net: Network, aim: Aim, is_spent: Callable[[], bool]) -> Bottleneck | None:
    """A smallest cut of the relaxed paths; None if the time was up before."""
    made = _Made(net, aim)
    if not made.flow.fill(made.source, made.sink, is_spent):
        return None
    near = made.flow.near(made.source)
    held = frozenset(link.number for link, enter, leave in made.gates.values() if near[enter] and not near[leave])
    links = {arc: gate[0] for arc, gate in made.gates.items()}
    ways = ([links[arc] for arc in way if arc in links] for way in made.flow.ways(made.source, made.sink))
    return Bottleneck(held, tuple(_straightened(net, aim, way) for way in ways))


class _Made:
    """The network of a flow whose units are relaxed paths; `gates` are the arcs of the hops, each of room 1."""

    def __init__(self, net: Network, aim: Aim) -> None:
        self.flow = Flow()
        self.source, self.sink = self.flow.node(), self.flow.node()
        self.gates: dict[int, tuple[Link, int, int]] = {}
        closed = net.actors.mask(aim.start, aim.goal)
        enter: dict[int, int] = {}
        leave: dict[int, int] = {}
        for link in net.hops:
            one, two = enter[link.number], leave[link.number] = self.flow.node(), self.flow.node()
            self.gates[self.flow.arc(one, two, 1)] = (link, one, two)
            if ends(net, aim, link):
                self.flow.arc(two, self.sink)
        for link in begins(net, aim):
            self.flow.arc(self.source, enter[link.number])
        for here, onward in net.out_of.items():
            if not closed >> here & 1:
                into = [x for x in _receipts(net, aim, here) if not closed >> x.recipient & 1]
                days = [(_day_in(aim, x), leave[x.number]) for x in into]
                self._draw(days, [(_day_out(aim, x), enter[x.number]) for x in onward])
                if aim.certain:
                    self._order(into, onward, enter, leave)

    def _draw(self, into: Sequence[tuple[int, int]], onward: Sequence[tuple[int, int]]) -> None:
        """Let every hop `onward` (last day, node) draw on all that come in up to that day."""
        days = sorted({day for day, _ in into})
        tree = [self.flow.node() for _ in range(2 * len(days))]
        for i in range(len(tree) - 1, 1, -1):
            self.flow.arc(tree[i], tree[i // 2])
        for day, node in into:
            self.flow.arc(node, tree[len(days) + bisect_right(days, day) - 1])
        for day, node in onward:
            for i in _cover(len(days), bisect_right(days, day)):
                self.flow.arc(tree[i], node)

    def _order(
        self, into: Iterable[Link], onward: Iterable[Link], enter: dict[int, int], leave: dict[int, int]
    ) -> None:
        """Certain paths: what the texts put before a hop comes before it, whatever the days."""
        for later in onward:
            for earlier in into if later.before else ():
                if later.before >> earlier.number & 1:
                    self.flow.arc(leave[earlier.number], enter[later.number])


def _receipts(net: Network, aim: Aim, here: int) -> list[Link]:
    if aim.certain:
        return net.into.get(here, [])
    return [link for kin in net.actors.kin[here] for link in net.into.get(kin, ())]


def _day_in(aim: Aim, link: Link) -> int:
    return link.latest if aim.certain else link.span[0]


def _day_out(aim: Aim, link: Link) -> int:
    return link.span[0] if aim.certain else link.span[1]


def _cover(leaves: int, count: int) -> Iterator[int]:
    """Nodes of a binary tree in one array that together are above its first `count` leaves, and above no other."""
    low, high = leaves, leaves + count
    while low < high:
        if low & 1:
            yield low
            low += 1
        if high & 1:
            high -= 1
            yield high
        low //= 2
        high //= 2


def _straightened(net: Network, aim: Aim, way: Sequence[Link]) -> tuple[Link, ...]:
    """The same without detours: from each hop on with the last one that fits it."""
    chain = [way[0]]
    place = 0
    while not ends(net, aim, chain[-1]) and place < len(way) - 1:
        fits = (i for i in range(len(way) - 1, place, -1) if _follows(net, aim, chain[-1], way[i]))
        place = next(fits, place + 1)
        chain.append(way[place])
    return tuple(chain)


def _follows(net: Network, aim: Aim, link: Link, after: Link) -> bool:
    if aim.certain:
        return link.recipient == after.provider and (
            link.latest <= after.span[0] or bool(after.before >> link.number & 1)
        )
    return link.span[0] <= after.span[1] and bool(net.actors.mask(link.recipient) >> after.provider & 1)
