"""Lineage: who could have got the data from an actor, or from whom that actor could have got it.

Every actor that a transfer names as the end of a possible path is listed, with the first day on which it could have
the data (downstream) or the last day on which it could still pass it on (upstream), and a path that shows it.

Example: c → d in April, d → a in April or later: from c, d and a are reached, both from 1 April on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.graph import Graph
from app.domain.ids import ActorId
from app.domain.path import Direction, Lineage, Mode, Question, Reached
from app.engine.kinship import NOBODY, closure
from app.engine.network import Network, actor_number, day_of, network_of
from app.engine.search import Bounds, Budget, Found, bounds_of, chains, departure, weakest
from app.engine.survey import Survey, status_of
from app.engine.trail import Aim

__all__ = ["find_lineage"]


def find_lineage(graph: Graph, root: ActorId, direction: Direction, question: Question) -> Lineage:
    """Actors downstream of `root` (by first day, hops, id) or upstream of it (by hops, id).

    In mode `certain` only certain paths count, for every field. Raises NotFound (actor, dataset) and BadQuestion.
    """
    budget = Budget.of(question.seconds)
    net = network_of(graph, question)
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
    found = [_reached(net, survey, replace(base, goal=goal)) for goal in _at(net, root, onward)]
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
    last, support = (bounds_of(net, base, ranking, budget) for ranking in (departure, weakest))
    found: list[Reached] = []
    for start in _at(net, root, back):
        aim = replace(base, start=start, first=tuple(net.out_of[start]))
        best = next(chains(net, aim, departure, budget, last), None)
        if best is not None:
            found.append(_left(net, aim, best, budget, support))
    return sorted(found, key=lambda r: (r.hops, r.actor))


def _left(net: Network, aim: Aim, best: Found, budget: Budget, support: Bounds) -> Reached:
    strong = None
    if status_of(best.links).rank > 0:
        strong = next(chains(net, aim, weakest, budget, support), None)
    return Reached(
        actor=net.actors.ids[aim.start],
        earliest=None,
        latest=day_of(best.spans[0][1]),
        certain_by=None,
        status=status_of((strong or best).links),
        hops=len(best.links),
        path=tuple(link.transfer.id for link in best.links),
    )


def _at(net: Network, root: int, following: dict[int, set[int]]) -> Iterable[int]:
    """Ids named at the ends of links that lead on from the root, whatever the time; none that can stand for it."""
    spread: dict[int, set[int]] = {}
    for here, there in following.items():
        for kin in net.actors.kin[here]:
            spread.setdefault(kin, set()).update(there)
    return sorted(closure(root, spread) - set(net.actors.kin[root]))
