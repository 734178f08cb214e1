"""Survey: one pass forward that gives most answers about reach at once, and leaves the rest to `search`.

Labels (actor, carried data, day) are spread hop by hop; they obey time and data but not recoveries, order and who
came before, so that no chain can arrive before the best label does. Where the label's own chain is allowed by all
rules, it is the best; only where it is not, all chains to that actor are searched.

Example: root → hub → a thousand others: one pass in place of a thousand searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.vocabulary import Status
from app.engine.kinship import NO_FIT, NOBODY
from app.engine.network import Link, Network
from app.engine.search import Budget, Found, Ranking, arrival, chains, last_day, surely_by, weakest
from app.engine.trail import Aim, chain_of, hop_spans, is_end

__all__ = ["Survey", "status_of"]

ALL_STATUSES = Status.SUSPECTED.rank


@dataclass(frozen=True, slots=True, eq=False)
class _Label:
    """The end of a chain: last link, data carried, day (of arrival, or by which it must have arrived), and before it.

    `is_loose`: the order of its last hops rests on words of the texts about another chain, so it only is a bound.
    """

    link: Link
    carried: int
    day: int
    hops: int
    before: _Label | None
    is_loose: bool = False

    def links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        label: _Label | None = self
        while label is not None:
            found.append(label.link)
            label = label.before
        return tuple(reversed(found))


_Labels = dict[int, list[_Label]]
"""Labels by the actor that they arrive at, best first."""


class Survey:
    """What can be reached from the first links of an aim."""

    def __init__(self, net: Network, aim: Aim, budget: Budget) -> None:
        """Labels are spread when they are first needed."""
        self._net, self._aim, self._budget = net, aim, budget
        self._known: dict[tuple[int, bool], _Labels] = {}

    def reaches(self, goal: int) -> bool:
        """False if no chain leads to the goal or to one that can stand for it."""
        labels = self._labels(ALL_STATUSES)
        return any(kin in labels for kin in self._net.actors.kin[goal])

    def earliest(self, aim: Aim) -> Found | None:
        """The chain that arrives first, None if there is none."""
        label = self._best(aim, self._labels(ALL_STATUSES))
        if label is None:
            return None
        found = self._allowed(aim, label.links())
        if found is not None and found.spans[-1][0] == label.day:
            return found
        return self._search(aim, arrival)

    def latest(self, aim: Aim) -> Found | None:
        """The chain that can arrive last, None if there is none."""
        ends = [link for link in (*self._aim.first, *self._net.hops) if link.recipient == aim.goal]
        last = max((link.span[1] for link in ends), default=0)
        for link in ends:
            found = self.by_way_of(aim, link) if link.span[1] == last else None
            if found is not None and found.spans[-1][1] == last:
                return found
        return self._search(aim, last_day)

    def surely(self, aim: Aim) -> Found | None:
        """The certain chain by which it must have arrived first, None if there is none."""
        aim = replace(aim, certain=True)
        label = self._best(aim, self._labels(ALL_STATUSES, certain=True))
        if label is None:
            return None
        found = None if label.is_loose else self._allowed(aim, label.links())
        return self._search(aim, surely_by) if found is None else found

    def status(self, aim: Aim, witness: Found) -> Status:
        """The best that the weakest hop of a chain can be."""
        worst = status_of(witness.links)
        for rank in range(worst.rank):
            label = self._best(aim, self._labels(rank))
            if label is not None:
                found = self._allowed(aim, label.links()) or self._search(aim, weakest)
                return worst if found is None else status_of(found.links)
        return worst

    def by_way_of(self, aim: Aim, link: Link) -> Found | None:
        """A chain that ends with the link, as far as the labels know one."""
        if link in self._aim.first:
            found = self._allowed(aim, (link,))
            if found is not None:
                return found
        labels = self._labels(ALL_STATUSES)
        kin = self._net.actors.kin[link.provider] if link.provider != NOBODY else ()
        ways = (self._allowed(aim, (*label.links(), link)) for here in kin for label in labels.get(here, ()))
        return next((found for found in ways if found is not None), None)

    def _best(self, aim: Aim, labels: _Labels) -> _Label | None:
        ids = (aim.goal,) if aim.literal or aim.certain else self._net.actors.kin[aim.goal]
        found = [labels[i][0] for i in ids if i in labels]
        return min(found, key=_order, default=None)

    def _allowed(self, aim: Aim, links: tuple[Link, ...]) -> Found | None:
        trail = chain_of(self._net, aim, links) if len(links) <= self._net.question.max_hops else None
        if trail is None or not is_end(self._net, aim, trail):
            return None
        return Found(links, hop_spans(self._net, aim, links))

    def _search(self, aim: Aim, ranking: Ranking) -> Found | None:
        return next(chains(self._net, aim, ranking, self._budget), None)

    def _labels(self, rank: int, *, certain: bool = False) -> _Labels:
        key = (rank, certain)
        if key not in self._known:
            self._known[key] = _spread(self._net, self._aim, rank, self._budget, certain=certain)
        return self._known[key]


def status_of(links: Iterable[Link]) -> Status:
    """The weakest status of a chain."""
    return max((link.transfer.status for link in links), key=lambda status: status.rank)


def _order(label: _Label) -> tuple[int, int, bool]:
    return (label.day, label.hops, label.is_loose)


def _spread(net: Network, aim: Aim, rank: int, budget: Budget, *, certain: bool) -> _Labels:
    """Labels over at most so many hops as the question allows; a note in the budget if there would be more."""
    best: dict[tuple[int, int], _Label] = {}
    layer = _improved(best, _first(net, aim, certain=certain), rank)
    step = _sure_steps if certain else _steps
    for _ in range(net.question.max_hops - 1):
        if not layer or budget.is_spent():
            break
        layer = _improved(best, (new for label in layer for new in step(net, label)), rank)
    if layer and rank == ALL_STATUSES and not certain and not budget.is_spent():
        more = (new for label in layer for new in step(net, label))
        if any(_is_better(best, new) for new in more):
            budget.cut.add("hops")
    found: _Labels = {}
    for label in sorted(best.values(), key=_order):
        found.setdefault(label.link.recipient, []).append(label)
    return found


def _improved(best: dict[tuple[int, int], _Label], labels: Iterable[_Label], rank: int) -> list[_Label]:
    """Keep the labels that are better than those known for the same actor and data."""
    kept: dict[tuple[int, int], _Label] = {}
    for label in labels:
        if label.link.transfer.status.rank <= rank and _is_better(best, label):
            key = (label.link.recipient, label.carried)
            best[key] = kept[key] = label
    return list(kept.values())


def _is_better(best: dict[tuple[int, int], _Label], label: _Label) -> bool:
    known = best.get((label.link.recipient, label.carried))
    if known is None or label.day < known.day:
        return True
    return known.is_loose and not label.is_loose and _order(label) < _order(known)


def _first(net: Network, aim: Aim, *, certain: bool) -> Iterator[_Label]:
    for link in aim.first:
        carried = net.data.carry(net.asked, link.data)
        if carried != NO_FIT and (not certain or (link.transfer.is_stated and aim.start in (NOBODY, link.provider))):
            yield _Label(link, carried, link.latest if certain else link.span[0], 1, None)


def _steps(net: Network, label: _Label) -> Iterator[_Label]:
    for here in net.actors.kin[label.link.recipient]:
        for link in net.out_of.get(here, ()):
            if label.day <= link.span[1]:
                carried = net.data.carry(label.carried, link.data)
                if carried != NO_FIT:
                    yield _Label(link, carried, max(label.day, link.span[0]), label.hops + 1, label)


def _sure_steps(net: Network, label: _Label) -> Iterator[_Label]:
    """Certain hops on: the same actor, and an order that the days or the words of the texts fix."""
    for link in net.out_of.get(label.link.recipient, ()):
        carried = net.data.carry(label.carried, link.data)
        stated = bool(link.before >> label.link.number & 1)
        in_order = stated or label.day <= link.span[0]
        if carried != NO_FIT and link.transfer.is_stated and (in_order or link.before):
            yield _Label(link, carried, link.latest, label.hops + 1, label, label.is_loose or not in_order)
