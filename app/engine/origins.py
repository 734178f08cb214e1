"""Origins: where the data was before anybody is told to have passed it on.

A provider whom no transfer can have supplied before it passes data on is an origin; likewise one whom the transfers
that are told can not have supplied in time. A transfer whose provider is not stated starts a chain at its recipient.

Example: kddi → c in December, a → kddi in May  →  kddi is the origin: what came in May did not leave in December.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.engine.kinship import NO_FIT, NOBODY
from app.engine.network import Link, Network
from app.engine.search import Budget, Ranking, chains
from app.engine.survey import Survey
from app.engine.trail import Aim

__all__ = ["Origins", "aim_from", "origins_of"]


@dataclass(slots=True)
class Origins:
    """Actors that had the data before, with the links that show it; `given`: numbers of links no chain leads to."""

    proofs: dict[int, list[Link]] = field(default_factory=dict[int, list[Link]])
    given: set[int] = field(default_factory=set[int])


def origins_of(net: Network, told: list[Link], budget: Budget) -> Origins:
    """Origins of the data that the links `told` pass on."""
    origins = Origins()
    arrivals = _arrivals(net, told)
    for link in told:
        if link.provider != NOBODY and not any(_can_supply(net, x, link) for x in arrivals.get(link.provider, ())):
            origins.proofs.setdefault(link.provider, []).append(link)
    waiting = sorted((x for x in told if x.provider != NOBODY), key=lambda x: (x.latest, x.number))
    while waiting:
        aim = aim_from(net, told, origins)
        survey = Survey(net, aim, budget.part())
        waiting = [x for x in waiting if budget.is_spent() or not _is_explained(net, x, aim, survey, budget)]
        if budget.is_spent() or "labels" in budget.cut:
            break  # what is not explained by now may yet be
        if waiting:
            _take(net, waiting[0], aim, origins, budget)
    return origins


def aim_from(net: Network, told: list[Link], origins: Origins) -> Aim:
    """Chains from all origins, and from transfers whose provider is not stated; the goal is still to be said."""
    begins = {NOBODY, *origins.proofs}
    first = [x for x in told if x.provider in begins or x.number in origins.given]
    first = [x for x in first if x.recipient != NOBODY and not net.is_part(x)]
    return Aim(tuple(first), NOBODY, given=frozenset(origins.given))


def _take(net: Network, link: Link, aim: Aim, origins: Origins, budget: Budget) -> None:
    """Let chains start with a link that none leads to.

    Its provider is an origin, unless it is one already (it had lost the data, and passed it on all the same) or a
    chain of more hops than allowed might lead there.
    """
    origins.given.add(link.number)
    own = budget.part()
    leads_there = any(True for _ in chains(net, replace(aim, only_last=link), Ranking.ARRIVAL, own))
    if link.provider not in origins.proofs and not leads_there and not own.cut:
        origins.proofs[link.provider] = [link]
    budget.cut |= own.cut


def _arrivals(net: Network, told: Iterable[Link]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in told:
        for kin in net.actors.kin[link.recipient] if link.recipient != NOBODY else ():
            found.setdefault(kin, []).append(link)
    return found


def _can_supply(net: Network, earlier: Link, later: Link) -> bool:
    in_time = earlier.span[0] <= later.span[1] and not earlier.before >> later.number & 1
    return earlier is not later and in_time and net.data.carry(earlier.data, later.data) != NO_FIT


def _is_explained(net: Network, link: Link, aim: Aim, survey: Survey, budget: Budget) -> bool:
    """True if a chain can end with the link; whether that comes back to an actor of the chain does not matter."""
    aim = replace(aim, only_last=link)
    if link.number in aim.given or survey.by_way_of(aim, link) is not None:
        return True
    own = budget.part()  # a chain cut for its length is noted only if it mattered: see `_take`
    found = next(chains(net, aim, Ranking.ARRIVAL, own), None) is not None
    budget.cut |= own.cut - {"hops"}
    return found
