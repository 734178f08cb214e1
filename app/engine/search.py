"""Search: the best chains first, each exactly once, among all that the rules of `trail` allow.

A backward pass from the goal, which looks at time only and not at who came before, gives every actor bounds that no
chain through it can beat (`chains.layers`). The forward pass always takes up the chain with the best bound, so chains
leave it in the order of their keys: rank, hops, arrival, ids (`chains.ranked`). A chain that would need more hops than
allowed is taken up as a mark that something was cut.

References:
    R. Bellman, "On a routing problem", Quarterly of Applied Mathematics 16 (1958) 87-90 (the backward pass, with the
    maximum in place of the sum). P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic
    determination of minimum cost paths", IEEE Trans. SSC 4 (1968) 100-107 (the forward pass).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from time import monotonic

from app.domain.vocabulary import Status
from app.engine.chains import columns as kinds
from app.engine.chains import ranked
from app.engine.chains import trails as labels
from app.engine.chains.layers import DEPTH, ROWS, WIDTH, Aimed
from app.engine.chains.rooms import MADE_AT_MOST, Rooms, has_room, larger, waiting
from app.engine.chains.shape import Shape
from app.engine.chains.spread import Labels, Region, Spread
from app.engine.chains.trails import Trails
from app.engine.departures import Departures
from app.engine.kinship import NO_FIT
from app.engine.network import Link, Network
from app.engine.order import HIGH, Span
from app.engine.trail import Aim, begin, chain_of, hop_spans, is_end

__all__ = ["ALL_STATUSES", "MAX_LABELS", "Budget", "Found", "Ranking", "Search", "chains", "found_of", "spread_from"]

MAX_LABELS = 1_000_000
"""Chains, begun ones included, that one search keeps in memory at most."""
ALL_STATUSES = Status.SUSPECTED.rank
_TURNS = {"plain": 200, "compiled": 5_000}


class Ranking(IntEnum):
    """What makes one chain better than another (less is better)."""

    WEAKEST = kinds.WEAKEST
    """By the support of the weakest hop."""
    ARRIVAL = kinds.ARRIVAL
    """By the first day on which it can arrive."""
    DEPARTURE = kinds.DEPARTURE
    """By the last day on which it can leave, later first."""
    LAST_DAY = kinds.LAST_DAY
    """By the last day on which it can arrive, later first."""
    SURELY_BY = kinds.SURELY_BY
    """For certain chains: by the day by which it must have arrived."""


@dataclass(slots=True)
class Budget:
    """Until when a question may be worked on, and what was cut of its answer. `stopped` is asked now and then."""

    deadline: float
    cut: set[str] = field(default_factory=set[str])
    stopped: Callable[[], bool] | None = None

    @classmethod
    def of(cls, seconds: float, stopped: Callable[[], bool] | None = None) -> Budget:
        """From now on."""
        return cls(monotonic() + seconds, stopped=stopped)

    def part(self) -> Budget:
        """One with the same end, for a piece of work whose cuts may not matter."""
        return Budget(self.deadline, stopped=self.stopped)

    def is_spent(self) -> bool:
        """True, and noted, if the time is up or nobody waits for the answer any more."""
        if monotonic() > self.deadline:
            self.cut.add("seconds")
        if self.stopped is not None and self.stopped():
            self.cut.add("stopped")
        return bool(self.cut & {"seconds", "stopped"})


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One chain, with the days that remain for each hop."""

    links: tuple[Link, ...]
    spans: list[Span]


def chains(net: Network, aim: Aim, ranking: Ranking, budget: Budget, most: int = 1) -> Iterator[Found]:
    """All chains, best first, the first `most` worked out at once.

    When the time or the memory allowed is used up: those found so far, and a note.
    """
    if not budget.is_spent():
        with_bounds = Search(net, aim, ranking)
        try:
            yield from with_bounds.run(aim, budget, most=most)
        finally:
            with_bounds.close()


def found_of(net: Network, aim: Aim, links: tuple[Link, ...]) -> Found | None:
    """The chain of these links with the days that remain; None if it is too long or the rules forbid it."""
    trail = chain_of(net, aim, links) if len(links) <= net.question.max_hops else None
    if trail is None or not is_end(net, aim, trail):
        return None
    return Found(links, hop_spans(net, aim, links))


def spread_from(net: Network, aim: Aim, rank: int, max_hops: int, *, certain: bool = False) -> Labels:
    """Labels from the first links of an aim, over links of a status up to `rank`."""
    shape = net.shape
    task = Spread(
        first=shape.speed.ints(link.number for link in aim.first),
        start=aim.start,
        asked=net.asked,
        max_hops=max_hops,
        rank=rank,
        certain=int(certain),
        only_last=_extra(net, aim),
    )
    return shape.speed.spread(shape.columns, task)


class Search:
    """One goal and one ranking: bounds, and any number of runs from starts that the bounds hold for."""

    def __init__(
        self,
        net: Network,
        aim: Aim,
        ranking: Ranking,
        *,
        max_hops: int | None = None,
        depth: int | None = None,
        status: int = ALL_STATUSES,
    ) -> None:
        """Chains of up to `max_hops` (None: as the question says), over links of a status up to `status`.

        `depth`: for how many hops from the goal back there are bounds (None: as many as may follow a first).
        """
        self._net, self._shape = net, net.shape
        self._ranking, self._status = ranking, status
        self._speed, self._columns = self._shape.speed, self._shape.columns
        self._max_hops, self._goal = max_hops or net.question.max_hops, aim.goal
        self._fixed = _fixed_region(net, self._shape, aim)
        self.region = self._fixed or self._found_region(aim)
        self._state = {} if self._fixed else _states(self.region)
        self._base = aimed = self._aimed(aim)  # what is known of all starts: no start of a run may close it
        self._rooms = rooms = self._shape.rooms
        if not self._fixed:
            self._rooms = Rooms(self._speed, len(self.region.states), rooms.ended)
        most = max(self._max_hops - 1 if depth is None else depth, 0)
        grows = depth is None and ranking is Ranking.WEAKEST
        first = 1 if grows else most
        self._bounds = self._rooms.bounds(max(first, most) + 1)
        self._speed.layers(self._columns, self.region, aimed, self._bounds, first)
        self._far = self._rooms.nothing

    def departures(self) -> Departures:
        """In a bare network: from where the goal is reached. The bounds must be for one hop more than allowed."""
        bounds, width = self._bounds, self._bounds.sizes[WIDTH]
        n = bounds.sizes[ROWS]
        state, upto = (self._speed.listed(column[:n]) for column in (bounds.state, bounds.upto))
        latest = self._speed.listed(bounds.latest[: n * width])
        by_actor: dict[int, list[int]] = {}
        for row, at in enumerate(range(0, n * width, width)):
            known = latest[at : at + upto[row] + 1]
            by_actor[state[row]] = known + known[-1:] * (width - len(known))
        return Departures(self._net, self._goal, self._max_hops, self._status, by_actor)

    def hops_known(self) -> int:
        """For how many hops from the goal back there are bounds by now."""
        return self._bounds.sizes[DEPTH]

    def close(self) -> None:
        """Give back what was borrowed."""
        if self._fixed:
            self._rooms.take_back(self._bounds)

    def run(self, aim: Aim, budget: Budget, *, marks: bool = True, most: int = 1) -> Iterator[Found]:
        """All chains of an aim with this goal, best first. Without `marks` nothing tells of those that are too long.

        The first `most` are worked out at once: whoever asks for so many has them sooner.
        """
        asked = self._columns, self.region, self._aimed(aim), self._bounds
        trails, far, turns = self._begun(aim, asked), self._far, _TURNS[self._speed.name]
        try:
            while not budget.is_spent():
                now = min(max(most, 1), MADE_AT_MOST)
                said = self._speed.take(*asked, far, trails, int(marks), turns, now)
                most -= trails.sizes[labels.MADE]
                yield from self._told(aim, trails)
                if said == ranked.DONE:
                    break
                if said == ranked.NEEDS_FAR:
                    far = self._far = self._speed.farthest(self._columns, self.region, self._base)
                elif said == ranked.CUT:
                    budget.cut.add("hops")
                    marks = False  # it is said; the other marks would only say it again
                elif said == ranked.FULL:
                    if trails.sizes[labels.LABELS] > MAX_LABELS:
                        budget.cut.add("labels")
                        break
                    trails = larger(self._speed, trails)
            for label in waiting(trails):
                trails.made[0], trails.sizes[labels.MADE] = label, 1
                yield from self._told(aim, trails)
        finally:
            self._shape.rooms.take_trails_back(trails)

    def _aimed(self, aim: Aim) -> Aimed:
        return Aimed(
            start=aim.start,
            goal=aim.goal,
            literal=int(aim.literal or aim.certain),
            certain=int(aim.certain),
            is_return=int(aim.is_return),
            only_last=-1 if aim.only_last is None else aim.only_last.number,
            max_hops=self._max_hops,
            kind=int(self._ranking),
            by=self._net.by,
            status=self._status,
            alone=int(self._fixed is not None),
            bare=int(self._fixed is not None and self._shape.is_bare),
        )

    def _found_region(self, aim: Aim) -> Region:
        reached = spread_from(self._net, aim, ALL_STATUSES, HIGH)  # as far as it goes: `Far` is to see what is too long
        return self._speed.region_of(self._columns, reached, _extra(self._net, aim))

    def _begun(self, aim: Aim, asked: tuple[object, ...]) -> Trails:
        trails = self._shape.rooms.trails(len(aim.first))
        if self._fixed and not self._net.ends:
            first = self._speed.ints([link.number for link in aim.first])
            self._speed.begin_all(*asked, trails, self._net.asked, first)
            return trails
        for link in aim.first:
            trail = begin(self._net, aim, link)
            if trail is not None:
                while not has_room(trails, len(trail.days)):
                    trails = larger(self._speed, trails)
                at = trails.sizes[labels.DAYS]
                for i, (low, high) in enumerate(trail.days):
                    trails.days[at + i].low, trails.days[at + i].high = low, high
                self._speed.begin(*asked, trails, link.number, self._state_of(link, trail.carried), len(trail.days))
        return trails

    def _state_of(self, link: Link, carried: int) -> int:
        last = len(self.region.states) - 1
        if self._fixed:
            return max(link.recipient, 0)
        return self._state.get((link.recipient, carried), last)

    def _told(self, aim: Aim, trails: Trails) -> Iterator[Found]:
        """The chains that were made, which are then no more kept."""
        if trails.sizes[labels.MADE] == 0:
            return
        links, told, at = self._net.links, self._speed.listed(self._speed.tell(self._columns, trails)), 0
        trails.sizes[labels.MADE] = 0
        while at < len(told):
            n, at = told[at], at + 1
            chain = tuple([links[number] for number in told[at : at + n]])
            spans = list(zip(told[at + n : at + 2 * n], told[at + 2 * n : at + 3 * n], strict=True))
            at += 3 * n
            yield Found(chain, hop_spans(self._net, aim, chain) if self._net.ends else spans)


def _extra(net: Network, aim: Aim) -> int:
    """The number of a last link that is no hop, -1 if there is none."""
    link = aim.only_last
    return -1 if link is None or net.is_hop(link) else link.number


def _fixed_region(net: Network, shape: Shape, aim: Aim) -> Region | None:
    """The region of the whole network, if it serves this aim."""
    if shape.region is None or _extra(net, aim) >= 0:
        return None
    data = {link.data for link in aim.first}
    return shape.region if all(net.data.carry(net.asked, each) in (shape.carried, NO_FIT) for each in data) else None


def _states(region: Region) -> dict[tuple[int, int], int]:
    states = list(region.states)[:-1]
    return {(int(state.actor), int(state.dataset)): s for s, state in enumerate(states)}
