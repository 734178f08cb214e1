"""Side: one of two sightings, looked at from its goal back: what can lead there in time, and the chains that do.

Example: the disc of 31 May: what was handed over in June cannot have led to it, so no search looks there.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace

from app.domain.path import Mode
from app.engine.network import Network
from app.engine.order import HIGH
from app.engine.search import Budget, Found, Ranking, Search
from app.engine.sighted import Target
from app.engine.trail import Aim

__all__ = ["Side", "side_of"]


@dataclass(slots=True)
class Side:
    """One sighting: its goal, the hops that can lead there in time, and until when each id can still pass data on."""

    target: Target
    net: Network
    aim: Aim
    latest: dict[int, int]
    _shared: dict[int, Search] = field(default_factory=dict[int, Search])

    def chains(self, aim: Aim, budget: Budget, max_hops: int | None = None) -> Iterator[Found]:
        """All chains of an aim with this goal, those that leave last first; of at most so many hops, if that is said.

        Where each stands for itself and all carries the same, what is known of the way to the goal serves all starts.
        """
        most, own = self.net.question.max_hops if max_hops is None else max_hops, budget.part()
        search = self._shared.get(most) or self._search(aim, most)
        if self.net.shape.region is not None:
            self._shared[most] = search
        try:
            yield from search.run(aim, own, marks=False)
        finally:
            budget.cut |= own.cut - {"hops"}  # what longer chains would lead to is known from `_latest`
            if most not in self._shared:
                search.close()

    def _search(self, aim: Aim, most: int) -> Search:
        net = copy(self.net)
        net.question = replace(net.question, max_hops=most)
        return Search(net, aim if net.shape.region is None else self.aim, Ranking.DEPARTURE)


def side_of(net: Network, target: Target, budget: Budget) -> Side:
    """A sighting with the hops that can lead to it; `hops` is noted as cut if a longer chain might tell of more."""
    goals = net.actors.kin[target.goal]
    latest, leads_further = _latest(net, goals, budget)
    if leads_further:
        budget.cut.add("hops")
    idle = {h.number for h in net.hops if h.recipient not in goals and h.span[0] > latest.get(h.recipient, -1)}
    aim = Aim((), target.goal, certain=net.question.mode is Mode.CERTAIN)
    return Side(target, net.without(idle), aim, latest)


def _latest(net: Network, goals: list[int], budget: Budget) -> tuple[dict[int, int], bool]:
    """For each id the last day on which data there can still go on to one of the goals, by time alone.

    Within the hops that the question allows; True if one more would tell of somebody else, or of a later day.
    """
    found: dict[int, int] = {}
    front = dict.fromkeys(goals, HIGH)
    for _ in range(net.question.max_hops):
        front = _step_back(net, front, found, goals)
        found |= front
        if not front or budget.is_spent():
            return found, False
    return found, bool(_step_back(net, front, found, goals))


def _step_back(net: Network, front: dict[int, int], found: dict[int, int], goals: list[int]) -> dict[int, int]:
    """Who can pass data on to those in front later than is known by now."""
    grown: dict[int, int] = {}
    for there, day in front.items():
        for link in net.into.get(there, ()):
            late = min(day, link.span[1])
            for here in net.actors.kin[link.provider] if link.span[0] <= day else ():
                if late > max(found.get(here, -1), grown.get(here, -1)) and here not in goals:
                    grown[here] = late
    return grown
