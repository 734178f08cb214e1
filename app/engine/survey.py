"""Survey: one pass forward that gives most answers about reach at once, and leaves the rest to `search`.

Labels (actor, carried data, day) are spread hop by hop; they obey time and data but not recoveries, order and who
came before, so that no chain can arrive before the best label does. Where the label's own chain is allowed by all
rules, it is the best; only where it is not, all chains to that actor are searched.

Example: root → hub → a thousand others: one pass in place of a thousand searches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.vocabulary import Status
from app.engine.chains.spread import Labels
from app.engine.kinship import NOBODY
from app.engine.network import Link, Network
from app.engine.search import ALL_STATUSES, Budget, Found, Ranking, chains, found_of, spread_from
from app.engine.trail import Aim, bare_spans

__all__ = ["Survey", "status_of"]

NO_LABELS = Labels([], [], [], [], [], [], [], [], [], 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Label:
    """The end of a chain: its links, day (of arrival, or by which it must have arrived).

    `is_loose`: the order of its last hops rests on words of the texts about another chain, so it only is a bound.
    """

    labels: Labels
    number: int

    @property
    def day(self) -> int:
        return int(self.labels.day[self.number])

    @property
    def hops(self) -> int:
        return int(self.labels.hops[self.number])

    @property
    def is_loose(self) -> bool:
        return bool(self.labels.loose[self.number])

    def numbers(self) -> list[int]:
        """The links by number."""
        found: list[int] = []
        label = self.number
        while label >= 0:
            found.append(self.labels.link[label])
            label = self.labels.before[label]
        return found[::-1]


class _Labels:
    """Labels by the actor that they arrive at, best first."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._of: dict[int, list[int]] = {}
        for state in range(len(labels.best)):
            self._of.setdefault(int(labels.actor[state]), []).append(int(labels.best[state]))

    def __contains__(self, actor: int) -> bool:
        return actor in self._of

    def at(self, actor: int) -> list[_Label]:
        """Those of one actor."""
        found = [_Label(self._labels, number) for number in self._of.get(actor, ())]
        return sorted(found, key=_order) if len(found) > 1 else found


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
        found = self._chain(aim, label)
        if found is not None and found.spans[-1][0] == label.day:
            return found
        return self._search(aim, Ranking.ARRIVAL)

    def latest(self, aim: Aim) -> Found | None:
        """The chain that can arrive last, None if there is none."""
        ends = [link for link in (*self._aim.first, *self._net.hops) if link.recipient == aim.goal]
        last = max((link.span[1] for link in ends), default=0)
        for link in ends:
            found = self.by_way_of(aim, link) if link.span[1] == last else None
            if found is not None and found.spans[-1][1] == last:
                return found
        return self._search(aim, Ranking.LAST_DAY)

    def surely(self, aim: Aim) -> Found | None:
        """The certain chain by which it must have arrived first, None if there is none."""
        aim = replace(aim, certain=True)
        label = self._best(aim, self._labels(ALL_STATUSES, certain=True))
        if label is None:
            return None
        found = None if label.is_loose else self._chain(aim, label)
        return self._search(aim, Ranking.SURELY_BY) if found is None else found

    def status(self, aim: Aim, witness: Found) -> Status:
        """The best that the weakest hop of a chain can be."""
        worst = status_of(witness.links)
        for rank in range(worst.rank):
            label = self._best(aim, self._labels(rank))
            if label is not None:
                found = self._chain(aim, label) or self._search(aim, Ranking.WEAKEST)
                return worst if found is None else status_of(found.links)
        return worst

    def by_way_of(self, aim: Aim, link: Link) -> Found | None:
        """A chain that ends with the link, as far as the labels know one."""
        if link in self._aim.first:
            found = found_of(self._net, aim, (link,))
            if found is not None:
                return found
        labels = self._labels(ALL_STATUSES)
        kin = self._net.actors.kin[link.provider] if link.provider != NOBODY else ()
        ways = (found_of(self._net, aim, (*self._links(label), link)) for here in kin for label in labels.at(here))
        return next((found for found in ways if found is not None), None)

    def _best(self, aim: Aim, labels: _Labels) -> _Label | None:
        ids = (aim.goal,) if aim.literal or aim.certain else self._net.actors.kin[aim.goal]
        found = [labels.at(i)[0] for i in ids if i in labels]
        return min(found, key=_order, default=None)

    def _chain(self, aim: Aim, label: _Label) -> Found | None:
        """The chain of a best label, if the rules allow it; where only time rules, they do: it never comes back."""
        links = self._links(label)
        if self._net.shape.is_bare and not aim.certain and aim.only_last is None:
            return Found(links, bare_spans(links))
        return found_of(self._net, aim, links)

    def _search(self, aim: Aim, ranking: Ranking) -> Found | None:
        return next(chains(self._net, aim, ranking, self._budget), None)

    def _labels(self, rank: int, *, certain: bool = False) -> _Labels:
        key = (rank, certain)
        if key not in self._known:
            self._known[key] = self._spread(rank, certain=certain)
        return self._known[key]

    def _links(self, label: _Label) -> tuple[Link, ...]:
        return tuple(self._net.links[number] for number in label.numbers())

    def _spread(self, rank: int, *, certain: bool) -> _Labels:
        if self._budget.is_spent():
            return _Labels(NO_LABELS)
        labels = spread_from(self._net, self._aim, rank, self._net.question.max_hops, certain=certain)
        if labels.more and rank == ALL_STATUSES and not certain:
            self._budget.cut.add("hops")
        return _Labels(labels)


def status_of(links: Iterable[Link]) -> Status:
    """The weakest status of a chain."""
    return max((link.transfer.status for link in links), key=lambda status: status.rank)


def _order(label: _Label) -> tuple[int, int, bool]:
    return (label.day, label.hops, label.is_loose)
