"""Choke points: transfers and actors without which no path remains, and the least that leaves none.

A transfer is a choke point if it is a hop of every path. An actor is one if its own id is at a junction of every path
between start and goal. Two ids that are at the same junction of every path (a group, and the member that stands for
it) are one actor and one entry. A member on one path and its group on another are none: there it may have been another
member. Start and goal, and who stands for them, are never listed.

Found by one path, and for each of its hops and junctions the question whether a path avoids it; every path that is
found strikes out what it avoids.

Example: insider → broker → dealer, insider → friend → broker: the broker and the last transfer are choke points.

References:
    `cuts` has the method for least cuts, `app/engine/__init__.py` the rules of paths. In time the actors on all paths
    do not nest, so that there is no dominator tree as T. Lengauer, R. E. Tarjan, "A fast algorithm for finding
    dominators in a flowgraph", ACM TOPLAS 1 (1979) 121-141, build it: S → u on day 1, u → v on 2, v → w on 3 and
    S → v on 5 make u a choke point on the way to w but not on that to v.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic

from app.domain.cut import ChokeActor, ChokePoints, ChokeTransfer
from app.domain.graph import Graph
from app.domain.ids import ActorId
from app.domain.path import Mode, Path, Question
from app.engine.along import Members, actors_along, hops_along, hops_into, hops_out_of, parts_in
from app.engine.avoiding import Seeker
from app.engine.dating import days_of
from app.engine.least import least_actors, least_transfers
from app.engine.network import Link, Network, actor_number, network_of
from app.engine.order import window_of
from app.engine.paths import find_paths
from app.engine.relaxed import bottleneck
from app.engine.search import Found
from app.engine.trail import Aim

__all__ = ["find_chokepoints"]

_SHARE = 0.5
"""Of the time that is left, for finding out what lies on all paths, and then for their days."""


def find_chokepoints(graph: Graph, start: ActorId, goal: ActorId, question: Question) -> ChokePoints:
    """What all paths from `start` to `goal` have in common, and the least that all of them need one of.

    Raises NotFound (actor, dataset) and BadQuestion (limits).
    """
    net = network_of(graph, question)
    deadline = monotonic() + question.seconds
    best = find_paths(graph, start, goal, question, 1)
    if not best.paths:
        return ChokePoints(start, goal, beside=best.beside, truncated=best.truncated)
    path = best.paths[0]
    aim = _aim(net, actor_number(graph, net, start), actor_number(graph, net, goal))
    seeker = Seeker(net, aim, deadline).trimmed()
    narrow = bottleneck(seeker.net, seeker.aim, seeker.until(_SHARE).is_spent)
    known = list(_known(seeker, path, () if narrow is None else narrow.chains))
    transfers = _on_all(seeker.until(_SHARE), hops_along(seeker.net), known, ())
    actors = _on_all(seeker.until(_SHARE), actors_along(seeker.net), known, _ends(seeker, transfers.proven))
    dated = seeker.until(_SHARE)
    chokes = tuple(_transfer(dated, number, known) for number in transfers.proven)
    between = tuple(_actors(dated, actors.proven, known, path))
    least = least_transfers(seeker, known, None if narrow is None else narrow.cut)
    return ChokePoints(
        start,
        goal,
        path,
        chokes,
        between,
        tuple(seeker.net.links[number].transfer.id for number in transfers.undecided),
        tuple(seeker.net.actors.ids[number] for number in actors.undecided),
        least,
        least_actors(seeker, known, least),
        best.beside,
        tuple(sorted(seeker.cut)),
    )


def _aim(net: Network, start: int, goal: int) -> Aim:
    first = tuple(link for kin in net.actors.kin[start] for link in net.out_of.get(kin, ()))
    return Aim(first, goal, start, certain=net.question.mode is Mode.CERTAIN)


def _known(seeker: Seeker, best: Path, chains: Iterable[tuple[Link, ...]]) -> Iterator[Found]:
    """The best path, and those of the chains that are paths."""
    hop = {link.transfer.id: link for link in seeker.net.hops}
    for links in (tuple(hop[h.transfer.id] for h in best.hops), *chains):
        found = seeker.path_of(links)
        if found is not None:
            yield found


@dataclass(frozen=True, slots=True)
class _OnAll:
    """Members of all paths, and those of which that could not be told in time; both in the order of the first path."""

    proven: list[int]
    undecided: list[int]


def _on_all(seeker: Seeker, what: Members, known: list[Found], sure: Iterable[int]) -> _OnAll:
    """What lies on all paths, `sure` included; paths that are found on the way are added to `known`."""
    order = what.of_path(known[0])
    left = set(order).intersection(*(what.of_path(found) for found in known))
    result = _OnAll([], [])
    sure = set(sure)
    for member in order:
        if member not in left or member in sure:
            continue
        outcome = seeker.past(what.hops({member}))
        seeker.rests_on(outcome)
        if outcome.found is not None:
            known.append(outcome.found)
            left.intersection_update(what.of_path(outcome.found))
        else:
            (result.proven if outcome.is_none else result.undecided).append(member)
    proven = left & (sure | set(result.proven))
    return _OnAll([m for m in order if m in proven], [m for m in result.undecided if m in left])


def _ends(seeker: Seeker, hops: Iterable[int]) -> Iterator[int]:
    """Whoever gives or receives in a transfer that lies on all paths does so too."""
    for number in hops:
        yield from (seeker.net.links[number].provider, seeker.net.links[number].recipient)


def _transfer(seeker: Seeker, number: int, known: list[Found]) -> ChokeTransfer:
    days = days_of(seeker, {number}, known)
    link = seeker.net.links[number]
    return ChokeTransfer(link.transfer, window_of(days), parts_in(seeker.net, known[0], link, days))


def _actors(seeker: Seeker, proven: list[int], known: list[Found], path: Path) -> Iterator[ChokeActor]:
    """One entry for each junction, with the ids that are there on all paths."""
    net = seeker.net
    told: set[int] = set()
    for number in proven:
        if number in told:
            continue
        here = [other for other in proven if net.actors.masks[number] >> other & 1]
        told.update(here)
        yield ChokeActor(
            net.actors.ids[number],
            tuple(net.actors.ids[other] for other in here if other != number),
            window_of(days_of(seeker, hops_into(net, number), known)),
            window_of(days_of(seeker, hops_out_of(net, number), known)),
            path.strength.status,
        )
