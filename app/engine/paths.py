"""Paths: from one actor to another, the k best, each hop with the days that remain for it.

Example: insider → broker (2013 … 2023), broker → dealer (… spring 2022): the first hop has … spring 2022 left.

References:
    `app/engine/__init__.py` states the rules; `search` the method.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain, islice
from operator import attrgetter

from app.domain.errors import BadQuestion
from app.domain.graph import Graph, Transfer
from app.domain.ids import ActorId
from app.domain.path import MAX_PATHS, Hop, Mode, Path, Paths, Question
from app.engine.kinship import NO_FIT, NOBODY, closure
from app.engine.network import Link, Network, actor_number, network_of, strength_of
from app.engine.order import Span, window_of
from app.engine.search import Budget, Found, Ranking, chains
from app.engine.survey import Survey
from app.engine.trail import Aim, carried_along, holds_surely

__all__ = ["find_paths", "hop_of"]

_weakness = attrgetter("weakness")


def find_paths(graph: Graph, start: ActorId, goal: ActorId, question: Question, k: int) -> Paths:
    """The `k` best paths from `start` to `goal`; from an actor to itself: returns.

    Order: strength of the weakest hop, fewer hops, earlier arrival, ids. Denied and planned transfers that would lie
    between the two stand in `beside`. Raises NotFound (actor, dataset) and BadQuestion (`k`, limits).
    """
    if not 1 <= k <= MAX_PATHS:
        raise BadQuestion(f"k must be 1 to {MAX_PATHS}, not {k}")
    net = network_of(graph, question)
    budget = Budget.of(question.seconds, question.stopped)
    source, target = actor_number(graph, net, start), actor_number(graph, net, goal)
    first = tuple(chain.from_iterable(net.out_of.get(kin, ()) for kin in net.actors.kin[source]))
    aim = Aim(first, target, source, certain=question.mode is Mode.CERTAIN)
    found = _found(net, aim, budget, k + 1)
    if len(found) > k:
        budget.cut.add("k")
    paths = tuple(_path(net, aim, chain) for chain in found[:k])
    return Paths(paths, _beside(net, aim, paths), tuple(sorted(budget.cut)))


def _found(net: Network, aim: Aim, budget: Budget, most: int) -> list[Found]:
    if net.shape.region is None:
        before = budget.part()
        if not Survey(net, aim, before).reaches(aim.goal):
            budget.cut |= before.cut
            return []
    return list(islice(chains(net, aim, Ranking.WEAKEST, budget, most), most))


def _path(net: Network, aim: Aim, found: Found) -> Path:
    carried = carried_along(net, found.links)
    hops = tuple(map(partial(hop_of, net), found.links, found.spans, carried))
    weak = max(found.links, key=_weakness)
    return Path(hops, strength_of(weak), holds_surely(net, aim, found.links, carried))


def hop_of(net: Network, link: Link, span: Span, carried: int) -> Hop:
    """A link on a path: the days that remain, what the path carries after it, the deliveries folded into it."""
    if link.number not in net.parts:
        return Hop(link.transfer, window_of(span), net.data.name(carried))
    parts = [p for p in net.parts[link.number] if net.data.carry(carried, p.data) != NO_FIT]
    inside = tuple(p.transfer.id for p in parts if p.span[0] <= span[1] and span[0] <= p.span[1])
    return Hop(link.transfer, window_of(span), net.data.name(carried), inside)


def _beside(net: Network, aim: Aim, paths: Iterable[Path]) -> tuple[Transfer, ...]:
    """Denied and planned transfers between start and goal, or between actors of the paths; time is not looked at."""
    unsure = [t for t in net.unsure if _fits(net, t)]
    ends = {t.id: (net.actors.number(t.provider), net.actors.number(t.recipient)) for t in unsure}
    unsure = [t for t in unsure if NOBODY not in ends[t.id]]
    if not unsure:
        return ()
    pairs = [(hop.provider, hop.recipient) for hop in net.hops] + [ends[t.id] for t in unsure]
    onward, back = _reach(net, aim.start, pairs), _reach(net, aim.goal, [(r, p) for p, r in pairs])
    named = {end for path in paths for hop in path.hops for end in (hop.transfer.provider, hop.transfer.recipient)}
    shown = net.actors.mask(aim.start, aim.goal, *(net.actors.number(end) for end in named))
    beside = [
        t
        for t in unsure
        if (ends[t.id][0] in onward and ends[t.id][1] in back) or all(shown >> end & 1 for end in ends[t.id])
    ]
    return tuple(sorted(beside, key=lambda t: t.id))


def _fits(net: Network, transfer: Transfer) -> bool:
    fits = net.data.carry(net.asked, net.data.number(transfer.dataset)) != NO_FIT
    return fits and net.order.spans[transfer.id][0] <= net.by


def _reach(net: Network, start: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """All ids where something that starts at `start` and follows the pairs can lie, whatever the time."""
    following: dict[int, list[int]] = {}
    for here, there in pairs:
        for kin in net.actors.kin[here]:
            following.setdefault(kin, []).append(there)
    reached = {start} | closure(start, following)
    return {kin for here in reached for kin in net.actors.kin[here]}
