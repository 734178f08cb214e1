"""Avoiding: is there a path that uses none of some hops, or one on which a hop lies on some days.

A hop that is avoided is not used; what it orders, ends or brings back, it orders, ends and brings back still: it is
asked what the others could have done, not what would have happened had it never been.

Example: insider → broker, insider → friend → broker: without the first transfer there is a path still.

References:
    `app/engine/__init__.py` states the rules of paths.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from itertools import islice
from time import monotonic

from app.engine.network import Link, Network
from app.engine.order import HIGH, LOW, Span
from app.engine.reach import on_the_way, quick_chains
from app.engine.search import Budget, Found, Ranking, chains, found_of
from app.engine.trail import Aim

__all__ = ["Outcome", "Seeker", "days_on"]

_TRIES = 8
_HOPS = frozenset({"hops"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A path, or none, and what was cut of the search."""

    found: Found | None
    cut: frozenset[str]

    @property
    def is_none(self) -> bool:
        """True if it is sure that there is none with as many hops as are allowed."""
        return self.found is None and self.cut <= _HOPS


@dataclass(slots=True)
class Seeker:
    """Looks for paths of one aim; `cut` collects what was cut of the searches on which an answer rests."""

    net: Network
    aim: Aim
    deadline: float
    cut: set[str] = field(default_factory=set[str])

    def until(self, share: float) -> Seeker:
        """The same for a share of the time that is left."""
        now = monotonic()
        return replace(self, deadline=now + share * (self.deadline - now))

    def is_spent(self) -> bool:
        """True if the time is up, or nobody waits for the answer any more."""
        return self.budget().is_spent()

    def budget(self) -> Budget:
        """For one search."""
        return Budget(self.deadline, stopped=self.net.question.stopped)

    def not_tried(self) -> Outcome:
        """What a search tells for which there is no time."""
        budget = self.budget()
        budget.is_spent()
        return Outcome(None, frozenset(budget.cut or {"seconds"}))

    def without(self, banned: Set[int]) -> Seeker:
        """The same where no path may use hops of these numbers."""
        first = tuple(link for link in self.aim.first if link.number not in banned)
        return replace(self, net=self.net.without(banned), aim=replace(self.aim, first=first))

    def past(self, banned: Set[int]) -> Outcome:
        """A path that uses none of these; with few hops, if quick ones are none."""
        if self.is_spent():
            return self.not_tried()
        seeker = self.without(banned)
        return _first(seeker.net, seeker.aim, self.budget(), seeker.path_of)

    def trimmed(self) -> Seeker:
        """The same in as much of the network as lies between start and goal."""
        near = on_the_way(self.net, self.aim)
        kept = {link.number for link in near}
        net = self.net.without(frozenset())
        net.use(near)
        first = tuple(link for link in self.aim.first if link.number in kept)
        return replace(self, net=net, aim=replace(self.aim, first=first))

    def path_of(self, links: tuple[Link, ...]) -> Found | None:
        """The path of these hops, None if it is none."""
        return found_of(self.net, self.aim, links)

    def rests_on(self, outcome: Outcome) -> None:
        """Note what was cut of a search that found nothing, and on which the answer rests."""
        if outcome.found is None:
            self.cut |= outcome.cut

    def within(self, chosen: Set[int], days: Span) -> Outcome:
        """A path on which the hop among `chosen` can lie on these days."""
        if self.is_spent():
            return self.not_tried()
        certain = self.aim.certain
        hops = [_narrowed(link, days, certain=certain) if link.number in chosen else link for link in self.net.hops]
        kept = {link.number: link for link in hops if link is not None}
        net = self.net.without(frozenset())
        net.links = [kept.get(link.number, link) for link in net.links]
        net.use(list(kept.values()))
        aim = replace(self.aim, first=tuple(kept[link.number] for link in self.aim.first if link.number in kept))
        usual = {link.number: link for link in self.net.hops}

        def as_told(links: tuple[Link, ...]) -> Found | None:
            found = self.path_of(tuple(usual[link.number] for link in links))
            low, high = (HIGH, LOW) if found is None else days_on(found, chosen)
            return found if low <= days[1] and days[0] <= high else None

        return _first(net, aim, self.budget(), as_told)


def _first(net: Network, aim: Aim, budget: Budget, path_of: Callable[[tuple[Link, ...]], Found | None]) -> Outcome:
    """The first chain that is a path: a quick one, if it is; else all chains are looked through."""
    quick = list(islice(quick_chains(net, aim), _TRIES))
    if not quick:
        return Outcome(None, frozenset())
    found = next((path for path in map(path_of, quick) if path is not None), None)
    if found is None:
        every = (path_of(one.links) for one in chains(net, aim, Ranking.WEAKEST, budget))
        found = next((path for path in every if path is not None), None)
    return Outcome(found, frozenset(budget.cut))


def _narrowed(link: Link, days: Span, *, certain: bool) -> Link | None:
    """The hop on these days only. On a certain path it keeps all its days, so it is kept as it is or not at all."""
    low, high = max(link.span[0], days[0]), min(link.span[1], days[1])
    if low > high:
        return None
    return link if certain else replace(link, span=(low, high))


def days_on(found: Found, chosen: Set[int]) -> Span:
    """The days that remain on a path for its first hop among `chosen`."""
    return next(span for link, span in zip(found.links, found.spans, strict=True) if link.number in chosen)
