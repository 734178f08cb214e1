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
from app.domain.vocabulary import Status
from app.engine.kinship import closure
from app.engine.network import Network, actor_number, day_of, network_of, strength_of
from app.engine.order import HIGH
from app.engine.search import Budget, Found, Ranking, arrival, chains, departure, surely_by, weakest
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
    onward = {hop.provider: set[int]() for hop in net.hops}
    for hop in net.hops:
        onward[hop.provider].add(hop.recipient)
    found: list[Reached] = []
    for goal in _at(net, root, onward):
        aim = Aim(first, goal, root, literal=True, certain=net.question.mode is Mode.CERTAIN)
        best = _best(net, aim, arrival, budget)
        if best is not None:
            sure = _best(net, replace(aim, certain=True), surely_by, budget)
            by = HIGH if sure is None else sure.links[-1].latest
            witness = Reached(
                actor=net.actors.ids[goal],
                earliest=day_of(best.spans[-1][0]),
                latest=None,
                certain_by=day_of(by),
                status=_status(net, aim, best, budget),
                hops=len(best.links),
                path=tuple(link.transfer.id for link in best.links),
            )
            found.append(witness)
    return sorted(found, key=lambda r: (r.earliest is not None, r.earliest, r.hops, r.actor))


def _upstream(net: Network, root: int, budget: Budget) -> list[Reached]:
    back = {hop.recipient: set[int]() for hop in net.hops}
    for hop in net.hops:
        back[hop.recipient].add(hop.provider)
    found: list[Reached] = []
    for start in _at(net, root, back):
        aim = Aim(tuple(net.out_of[start]), root, start, certain=net.question.mode is Mode.CERTAIN)
        aim = replace(aim, first=tuple(link for link in aim.first if link.provider == start))
        best = _best(net, aim, departure, budget)
        if best is not None:
            witness = Reached(
                actor=net.actors.ids[start],
                earliest=None,
                latest=day_of(best.spans[0][1]),
                certain_by=None,
                status=_status(net, aim, best, budget),
                hops=len(best.links),
                path=tuple(link.transfer.id for link in best.links),
            )
            found.append(witness)
    return sorted(found, key=lambda r: (r.hops, r.actor))


def _at(net: Network, root: int, following: dict[int, set[int]]) -> Iterable[int]:
    """Ids named at the ends of links that lead on from the root, whatever the time; none that can stand for it."""
    spread: dict[int, set[int]] = {}
    for here, there in following.items():
        for kin in net.actors.kin[here]:
            spread.setdefault(kin, set()).update(there)
    return sorted(closure(root, spread) - set(net.actors.kin[root]))


def _best(net: Network, aim: Aim, ranking: Ranking, budget: Budget) -> Found | None:
    return next(chains(net, aim, ranking, budget), None)


def _status(net: Network, aim: Aim, witness: Found, budget: Budget) -> Status:
    """The best that the weakest hop of a path can be."""
    worst = max(link.transfer.status.rank for link in witness.links)
    best = _best(net, aim, weakest, budget) if worst > 0 else None
    chosen = witness if best is None else best
    return strength_of(max(chosen.links, key=lambda link: link.weakness)).status
