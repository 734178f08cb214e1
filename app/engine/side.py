"""Side: one of two sightings, looked at from its goal back: what can lead there in time, and the chains that do.

Example: the disc of 31 May: what was handed over in June cannot have led to it, so no search looks there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.domain.path import Mode
from app.engine.network import Link, Network
from app.engine.order import HIGH
from app.engine.search import Budget, Found, Ranking, Search, found_of
from app.engine.sighted import Target
from app.engine.trail import Aim

__all__ = ["Label", "Side", "side_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A way from an id to the goal by time alone: first link, hops, last day on which it can leave, and what follows.

    No chain of as few hops can leave later.
    """

    link: Link
    hops: int
    day: int
    after: Label | None

    def links(self) -> tuple[Link, ...]:
        """The whole way."""
        found: list[Link] = []
        label: Label | None = self
        while label is not None:
            found.append(label.link)
            label = label.after
        return tuple(found)


_Labels = dict[int, list[Label]]
"""Labels of each id: more hops, later days."""


@dataclass(slots=True)
class Side:
    """One sighting: its goal, the hops that can lead there in time, and until when each id can still pass data on."""

    target: Target
    net: Network
    aim: Aim
    _labels: _Labels
    _shared: dict[int, Search] = field(default_factory=dict[int, Search])

    def label(self, actor: int, max_hops: int | None = None) -> Label | None:
        """The way of at most so many hops that can leave last, by time alone; None if there is none."""
        most = self.net.question.max_hops if max_hops is None else max_hops
        within = (label for label in reversed(self._labels.get(actor, ())) if label.hops <= most)
        return next(within, None)

    def allowed(self, aim: Aim, label: Label) -> Found | None:
        """The chain of a label, if the rules allow it and it leaves as late as by time alone: then none is better."""
        links = label.links()
        aim = replace(aim, first=links[:1])
        found = found_of(self.net, aim, links)
        return found if found is not None and found.spans[0][1] == label.day else None

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
            budget.cut |= own.cut - {"hops"}  # what longer chains would lead to is known from the labels
            if most not in self._shared:
                search.close()

    def _search(self, aim: Aim, most: int) -> Search:
        from_all = self.aim if self.net.shape.region is not None else aim
        return Search(self.net, from_all, Ranking.DEPARTURE, max_hops=most)


def side_of(net: Network, target: Target, budget: Budget) -> Side:
    """A sighting with the hops that can lead to it; `hops` is noted as cut if a longer chain might tell of more."""
    goals = net.actors.kin[target.goal]
    labels, leads_further = _labelled(net, goals, budget)
    if leads_further:
        budget.cut.add("hops")
    latest = {**{here: known[-1].day for here, known in labels.items()}, **dict.fromkeys(goals, HIGH)}
    idle = {hop.number for hop in net.hops if hop.span[0] > latest.get(hop.recipient, -1)}
    aim = Aim((), target.goal, certain=net.question.mode is Mode.CERTAIN)
    return Side(target, net.without(idle), aim, labels)


def _labelled(net: Network, goals: list[int], budget: Budget) -> tuple[_Labels, bool]:
    """Labels within the hops that the question allows; True if one more would tell of somebody else, or a later day."""
    labels: _Labels = {}
    front: dict[int, Label | None] = dict.fromkeys(goals)
    for _ in range(net.question.max_hops):
        grown = _step_back(net, front, labels, goals)
        for here, label in grown.items():
            labels.setdefault(here, []).append(label)
        if not grown or budget.is_spent():
            return labels, False
        front = dict(grown)
    return labels, bool(_step_back(net, front, labels, goals))


def _step_back(net: Network, front: dict[int, Label | None], known: _Labels, goals: list[int]) -> dict[int, Label]:
    """Who can pass data on to those in front later than is known by now; rather by its own name than as another."""
    grown: dict[int, Label] = {}
    for there, after in front.items():
        hops, until = (1, HIGH) if after is None else (after.hops + 1, after.day)
        for link in net.into.get(there, ()):
            day = min(until, link.span[1])
            for here in net.actors.kin[link.provider] if link.span[0] <= until else ():
                best = grown.get(here) or next(reversed(known.get(here, ())), None)
                if here not in goals and (
                    best is None or day > best.day or _is_plainer(grown.get(here), here, link, day)
                ):
                    grown[here] = Label(link, hops, day, after)
    return grown


def _is_plainer(label: Label | None, here: int, link: Link, day: int) -> bool:
    """True if the link leaves as late as the label of this turn, and names the actor where that names another."""
    return label is not None and label.day == day and link.provider == here != label.link.provider
