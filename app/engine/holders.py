"""Holders: who had the data by the end of a day, since when, and who can still have it.

Everyone to whom a possible chain leads from an origin by that day is a holder, and everyone who is told to have passed
the data on: it must have had it.

Example: kddi → c in December, c → d in April; by 31 March: kddi (origin) and c, both certain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.graph import Graph
from app.domain.path import Holder, Holders, Mode, Question
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine.holding import Ending, Having, Told, endings_of, given, had_before, held, is_sure, received, until
from app.engine.kinship import NO_FIT, NOBODY
from app.engine.network import Link, Network, network_of
from app.engine.order import LOW, Span, window_of
from app.engine.origins import Origins, aim_from, origins_of
from app.engine.search import Budget
from app.engine.survey import Survey
from app.engine.trail import Aim

__all__ = ["find_holders"]


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is told of the data asked for."""

    net: Network
    told: Told
    origins: Origins
    endings: list[Ending]
    aim: Aim
    survey: Survey


def find_holders(graph: Graph, question: Question) -> Holders:
    """Who had `question.dataset` (None: any data) by the end of `question.by` (None: at any time).

    Order: origins, then by first day, then id. In mode `certain` only those who must have had it. Raises NotFound
    (dataset) and BadQuestion (limits).
    """
    net = network_of(graph, question)
    budget = Budget.of(question.seconds, question.stopped)
    told = Told(link for link in net.links if net.data.carry(net.asked, link.data) != NO_FIT)
    origins = origins_of(net, told, budget)
    aim = aim_from(net, told, origins)
    case = _Case(net, told, origins, endings_of(graph, net), aim, Survey(net, aim, budget))
    others = {end for link in told for end in (link.provider, link.recipient)} - {NOBODY} - origins.proofs.keys()
    found = [_origin(case, actor) for actor in origins.proofs]
    for actor in sorted(others):
        if budget.is_spent():
            break
        holder = _holder(case, actor)
        found += [] if holder is None else [holder]
    shown = [h for h in found if h.certain or question.mode is Mode.POSSIBLE]
    shown.sort(key=lambda h: (not h.origin, h.since.earliest is not None, h.since.earliest, h.actor))
    return Holders(question.by, question.dataset, tuple(shown), tuple(sorted(budget.cut)))


def _origin(case: _Case, actor: int) -> Holder:
    proofs = case.origins.proofs[actor]
    got = [had_before(case.net), *received(case.net, case.told, (actor,))]
    since = window_of((LOW, min(link.latest for link in proofs)))
    holder = _entry(case, actor, got, since, ())
    return replace(holder, origin=True, status=_best(proofs))


def _holder(case: _Case, actor: int) -> Holder | None:
    """One that got it, or (a member of a group, or a group) must have got it since it passed it on."""
    got = received(case.net, case.told, (actor,))
    aim = replace(case.aim, goal=actor, literal=bool(got))
    first = case.survey.earliest(aim)
    if first is None:
        return _unchained(case, actor, got) if got else None
    if got:
        last = case.survey.latest(aim)
        days = (first.spans[-1][0], (last or first).spans[-1][1])
    else:
        got = received(case.net, case.told, case.net.actors.kin[actor])
        days = _passed_on(case, actor, first.spans[-1][0])
    return replace(_entry(case, actor, got, window_of(days), first.links), status=case.survey.status(aim, first))


def _passed_on(case: _Case, actor: int, first: int) -> Span:
    """From the first possible receipt of its kin to the day by which it passed the data on."""
    return (first, max(first, min(h.span[1] for h in given(case.net, case.told, actor))))


def _unchained(case: _Case, actor: int, got: list[Having]) -> Holder:
    """One whose receipts all came by way of its own group or member, which is one actor with it."""
    links = [h.link for h in got if h.link is not None]
    since = window_of((min(link.span[0] for link in links), max(link.span[1] for link in links)))
    first = min(links, key=lambda link: link.span[0])
    return replace(_entry(case, actor, got, since, (first,)), status=_best(links))


def _entry(case: _Case, actor: int, got: list[Having], since: Window, links: tuple[Link, ...]) -> Holder:
    """What is the same for all; whether it is an origin and how sure the chain is are filled in by the caller."""
    own = [h for h in got if h.link is None or h.link.recipient == actor]
    passed_on = given(case.net, case.told, actor)
    lawful = [h.link.transfer.lawful for h in got if h.link is not None]
    return Holder(
        actor=case.net.actors.ids[actor],
        certain=any(is_sure(case.net, h) for h in (*own, *passed_on)),
        status=Status.SUSPECTED,
        since=since,
        until=until(case.net, actor, got, case.endings),
        held=held(case.net, actor, [*own, *passed_on], case.endings),
        origin=False,
        lawful=bool(lawful) and all(lawful),
        path=tuple(link.transfer.id for link in links),
    )


def _best(links: list[Link]) -> Status:
    return min((link.transfer.status for link in links), key=_rank)


def _rank(status: Status) -> int:
    return status.rank
