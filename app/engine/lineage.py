"""Lineage: who could have got the data from an actor, or from whom that actor could have got it.

Every actor that a transfer names as the end of a possible path is listed, with the first day on which it could have
the data (downstream) or the last day on which it could still pass it on (upstream), and a path that shows it.

Example: c → d in April, d → a in April or later: from c, d and a are reached, both from 1 April on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.graph import Graph
from app.domain.ids import ActorId
from app.domain.path import Direction, Lineage, Mode, Question, Reached
from app.domain.vocabulary import Status
from app.engine.departures import Departures
from app.engine.kinship import NOBODY, closure
from app.engine.network import Link, Network, actor_number, day_of, network_of
from app.engine.search import Budget, Found, Ranking, Search
from app.engine.survey import Survey, status_of
from app.engine.trail import Aim

__all__ = ["find_lineage"]


def find_lineage(graph: Graph, root: ActorId, direction: Direction, question: Question) -> Lineage:
    """Actors downstream of `root` (by first day, hops, id) or upstream of it (by hops, id).

    In mode `certain` only certain paths count, for every field. Raises NotFound (actor, dataset) and BadQuestion.
    """
    net = network_of(graph, question)
    budget = Budget.of(question.seconds, question.stopped)
    number = actor_number(graph, net, root)
    work = _downstream if direction is Direction.DOWNSTREAM else _upstream
    actors = tuple(work(net, number, budget))
    return Lineage(root, direction, actors, tuple(sorted(budget.cut)))


def _downstream(net: Network, root: int, budget: Budget) -> list[Reached]:
    first = tuple(link for kin in net.actors.kin[root] for link in net.out_of.get(kin, ()))
    base = Aim(first, NOBODY, root, literal=True, certain=net.question.mode is Mode.CERTAIN)
    survey = Survey(net, base, budget)
    onward = {hop.provider: set[int]() for hop in net.hops}
    for hop in net.hops:
        onward[hop.provider].add(hop.recipient)
    found = [
        None if budget.is_spent() else _reached(net, survey, replace(base, goal=g)) for g in _at(net, root, onward)
    ]
    return sorted(
        (r for r in found if r is not None), key=lambda r: (r.earliest is not None, r.earliest, r.hops, r.actor)
    )


def _reached(net: Network, survey: Survey, aim: Aim) -> Reached | None:
    best = survey.earliest(aim)
    if best is None:
        return None
    sure = survey.surely(aim)
    return Reached(
        actor=net.actors.ids[aim.goal],
        earliest=day_of(best.spans[-1][0]),
        latest=None,
        certain_by=None if sure is None else day_of(sure.links[-1].latest),
        status=survey.status(aim, best),
        hops=len(best.links),
        path=tuple(link.transfer.id for link in best.links),
    )


def _upstream(net: Network, root: int, budget: Budget) -> list[Reached]:
    back = {hop.recipient: set[int]() for hop in net.hops}
    for hop in net.hops:
        back[hop.recipient].add(hop.provider)
    base = Aim((), root, certain=net.question.mode is Mode.CERTAIN)
    if net.shape.is_bare and not base.certain:
        return sorted(_departures(net, base, budget), key=lambda r: (r.hops, r.actor))
    last, support = _Starts(net, base, Ranking.DEPARTURE), _Starts(net, base, Ranking.WEAKEST)
    found: list[Reached] = []
    for start in _at(net, root, back):
        aim = replace(base, start=start, first=tuple(net.out_of[start]))
        best = last.best(aim, budget)
        if best is not None:
            strong = support.best(aim, budget) if status_of(best.links).rank > 0 else None
            links = best.links
            found.append(_left(net, start, best.spans[0][1], links, status_of((strong or best).links)))
    last.close()
    support.close()
    return sorted(found, key=lambda r: (r.hops, r.actor))


def _departures(net: Network, base: Aim, budget: Budget) -> Iterator[Reached]:
    """Where nothing but time rules, a walk that comes back somewhere is never better: the bounds are the answer."""
    by_status: list[Departures] = []
    for rank in range(3):
        if budget.is_spent():
            return
        search = Search(net, base, Ranking.DEPARTURE, depth=net.question.max_hops + 1, status=rank)
        by_status.append(search.departures())
        search.close()
    best = {actor: rank for rank in (2, 1, 0) for actor, _, _ in by_status[rank]}
    for actor, latest, hops in by_status[-1]:
        status = next(s for s in Status if s.rank == best[actor])
        yield _left(net, actor, latest, by_status[-1].way_on(actor, hops), status)
    if by_status[-1].leads_further():
        budget.cut.add("hops")


class _Starts:
    """The best chain to one goal from one start after the other, with the same bounds where they serve all starts."""

    def __init__(self, net: Network, base: Aim, ranking: Ranking) -> None:
        self._net, self._ranking = net, ranking
        self._shared = None if net.shape.region is None else Search(net, base, ranking)

    def best(self, aim: Aim, budget: Budget) -> Found | None:
        if budget.is_spent():
            return None
        search = self._shared or Search(self._net, aim, self._ranking)
        return next(search.run(aim, budget), None)

    def close(self) -> None:
        """Give back what was borrowed."""
        if self._shared is not None:
            self._shared.close()


def _left(net: Network, start: int, latest: int, links: Sequence[Link], status: Status) -> Reached:
    return Reached(
        actor=net.actors.ids[start],
        earliest=None,
        latest=day_of(latest),
        certain_by=None,
        status=status,
        hops=len(links),
        path=tuple(link.transfer.id for link in links),
    )


def _at(net: Network, root: int, following: dict[int, set[int]]) -> Iterable[int]:
    """Ids named at the ends of links that lead on from the root, whatever the time; none that can stand for it."""
    spread: dict[int, set[int]] = {}
    for here, there in following.items():
        for kin in net.actors.kin[here]:
            spread.setdefault(kin, set()).update(there)
    return sorted(closure(root, spread) - set(net.actors.kin[root]))
