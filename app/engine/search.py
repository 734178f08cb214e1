"""Search: the best chains first, each exactly once, among all that the rules of `trail` allow.

A backward pass from the goal, which looks at time only and not at who came before, gives every actor bounds that no
chain through it can beat. The forward pass always takes up the chain with the best bound, so chains leave it in the
order of their keys (rank, hops, arrival, ids); a chain that would need more hops than allowed is taken up as a mark
that something was cut.

References:
    E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271 (the
    backward pass, with the maximum in place of the sum). P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for
    the heuristic determination of minimum cost paths", IEEE Trans. SSC 4 (1968) 100-107 (the forward pass).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush
from time import monotonic

from app.engine.kinship import NOBODY
from app.engine.network import Link, Network
from app.engine.order import HIGH, Span
from app.engine.trail import Aim, Trail, begin, extend, hop_spans, is_end

__all__ = [
    "MAX_LABELS",
    "Bounds",
    "Budget",
    "Found",
    "Rank",
    "Ranking",
    "arrival",
    "bounds_of",
    "chains",
    "departure",
    "last_day",
    "surely_by",
    "weakest",
]

MAX_LABELS = 400_000
"""Chains that one search keeps in memory at most."""

Rank = tuple[float, ...]


class Place(Enum):
    """Where in a chain a link stands."""

    LAST = "last"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Ranking:
    """What makes one chain better than another (less is better).

    `of_link(link, place)` is a bound: the rank of a chain is never less than that of any of its links.
    `of_chain(links, spans)` is the rank itself.
    """

    of_link: Callable[[Link, Place], Rank]
    of_chain: Callable[[tuple[Link, ...], list[Span]], Rank]


weakest = Ranking(lambda link, _: link.weakness, lambda links, _: max(link.weakness for link in links))
"""By the support of the weakest hop."""
arrival = Ranking(lambda link, _: (link.span[0],), lambda _, spans: (spans[-1][0],))
"""By the first day on which it can arrive."""
departure = Ranking(lambda link, _: (-link.span[1],), lambda _, spans: (-spans[0][1],))
"""By the last day on which it can leave, later first."""
last_day = Ranking(
    lambda link, last: (-link.span[1] if last is Place.LAST else -HIGH,), lambda _, spans: (-spans[-1][1],)
)
"""By the last day on which it can arrive, later first."""
surely_by = Ranking(lambda link, _: (link.latest,), lambda links, _: (links[-1].latest,))
"""For certain chains: by the day by which it must have arrived."""


@dataclass(slots=True)
class Budget:
    """Until when a question may be worked on, and what was cut of its answer."""

    deadline: float
    cut: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, seconds: float) -> Budget:
        """From now on."""
        return cls(monotonic() + seconds)

    def is_spent(self) -> bool:
        """True, and noted, if the time is up."""
        if monotonic() > self.deadline:
            self.cut.add("seconds")
        return "seconds" in self.cut

    def is_full(self, labels: int) -> bool:
        """True, and noted, if a search keeps too many chains."""
        if labels > MAX_LABELS:
            self.cut.add("labels")
        return labels > MAX_LABELS


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One chain, with the days that remain for each hop."""

    links: tuple[Link, ...]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Bounds:
    """For each id that data may lie at: latest day to go on, best rank, fewest hops, first arrival from there on."""

    latest: dict[int, int]
    rank: dict[int, Rank]
    hops: dict[int, int]
    arrival: dict[int, Rank]


_Label = tuple[Rank, int, int, tuple[int, ...], "Trail | Found | None"]


def chains(net: Network, aim: Aim, ranking: Ranking, budget: Budget, bounds: Bounds | None = None) -> Iterator[Found]:
    """All chains, best first; when the time or the memory allowed is used up, those found so far, and a note.

    `bounds` may be those of the same goal and ranking from any start.
    """
    if budget.is_spent():
        return
    bounds = bounds or bounds_of(net, aim, ranking, budget)
    heap: list[_Label] = []
    for link in aim.first:
        _push(heap, net, aim, ranking, bounds, begin(net, aim, link))
    while heap and not budget.is_spent() and not budget.is_full(len(heap)):
        *_, item = heappop(heap)
        if isinstance(item, Found):
            yield item
        elif item is None:
            budget.cut.add("hops")
        else:
            for link in _following(net, aim, item):
                _push(heap, net, aim, ranking, bounds, extend(net, aim, item, link))
    yield from (item for *_, item in sorted(heap, key=lambda label: label[:4]) if isinstance(item, Found))


def _following(net: Network, aim: Aim, trail: Trail) -> Iterator[Link]:
    last = trail.links[-1]
    for kin in (last.recipient,) if aim.certain else net.actors.kin[last.recipient]:
        yield from net.out_of.get(kin, ())
    extra = aim.only_last
    if extra is not None and not net.is_hop(extra) and net.actors.mask(extra.provider) >> last.recipient & 1:
        yield extra


def _push(heap: list[_Label], net: Network, aim: Aim, ranking: Ranking, bounds: Bounds, trail: Trail | None) -> None:
    if trail is None:
        return
    link, hops = trail.links[-1], len(trail.links)
    ids = tuple(x.number for x in trail.links)
    if is_end(net, aim, trail):
        spans = hop_spans(net, aim, trail.links)
        rank = ranking.of_chain(trail.links, spans)
        heappush(heap, (rank, hops, spans[-1][0], ids, Found(trail.links, spans)))
    here = link.recipient
    if here == NOBODY or trail.days[0][0] > bounds.latest.get(here, -1):
        return
    if 1 << here & (trail.blocked | net.actors.mask(aim.goal)):
        return
    so_far = max(ranking.of_link(x, Place.INNER) for x in trail.links)
    rank = max(so_far, bounds.rank[here])
    first = max(trail.days[0][0], int(bounds.arrival[here][0]))
    needed = hops + bounds.hops[here]
    heappush(heap, (rank, needed, first, ids, trail if needed <= net.question.max_hops else None))


def bounds_of(net: Network, aim: Aim, ranking: Ranking, budget: Budget) -> Bounds:
    """What the backward pass from the goal of `aim` tells; if the aim has a start, nothing comes back there."""
    ends = _last_links(net, aim)
    by_day = _backward(net, aim, budget, ends, lambda link, _: (-link.span[1],), usable=None)
    latest = {here: int(-rank[0]) for here, rank in by_day.items()}
    hops = _backward(net, aim, budget, ends, lambda _, rest: ((rest or (0,))[0] + 1,), usable=latest)
    return Bounds(
        latest,
        _backward(net, aim, budget, ends, lambda link, rest: ranking.of_link(link, _place(rest)), usable=latest),
        {here: int(rank[0]) for here, rank in hops.items()},
        _backward(net, aim, budget, ends, lambda link, _: (link.span[0],), usable=latest),
    )


def _place(rest: Rank | None) -> Place:
    return Place.LAST if rest is None else Place.INNER


def _last_links(net: Network, aim: Aim) -> list[Link]:
    if aim.only_last is not None:
        return [aim.only_last]
    goals = (aim.goal,) if aim.literal or aim.certain else net.actors.kin[aim.goal]
    return [link for goal in goals for link in net.into.get(goal, ())]


def _backward(
    net: Network,
    aim: Aim,
    budget: Budget,
    ends: list[Link],
    rank_of: Callable[[Link, Rank | None], Rank],
    usable: dict[int, int] | None,
) -> dict[int, Rank]:
    """Least rank from each id on: over the chains to the goal the least maximum of `rank_of(link, rank after it)`.

    Without `usable` the rank is minus the last day, and a link must have begun by then.
    """
    closed = net.actors.mask(aim.goal, aim.start)
    best: dict[int, Rank] = {}
    heap: list[tuple[Rank, int, Link]] = []
    for link in ends:
        heappush(heap, (rank_of(link, None), link.number, link))
    while heap and not budget.is_spent():
        rank, _, link = heappop(heap)
        for here in net.actors.kin[link.provider] if link.provider != NOBODY else ():
            if here in best or closed >> here & 1:
                continue
            best[here] = rank
            for before in net.into.get(here, ()):
                day = int(-rank[0]) if usable is None else usable.get(here, -1)
                if before.span[0] <= day:
                    heappush(heap, (max(rank, rank_of(before, rank)), before.number, before))
    return best
