"""Passed on: is what an actor gave of a dataset no more than what it got of it?

Looked at are the numbers of a transfer and of those that can have brought its provider the same dataset, or one that
it is a part of. Several receipts may overlap and may add up: only more than all of them together is too much. Nothing
is, where the provider had data before, or may have got more by a transfer of which no such number is told.

Example: broker got 3万人 once and passed on 5万人  →  cannot be, unless it got more elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.counts import CheckKind, CountCheck, Figure, Reason, Thing, Verdict
from app.domain.graph import Graph
from app.domain.path import MAX_HOPS, Question
from app.domain.vocabulary import ThingKind
from app.engine.kinship import NO_FIT, NOBODY, UNKNOWN
from app.engine.network import Link, Network, network_of
from app.engine.origins import origins_of
from app.engine.search import Budget
from app.engine.sizes import Outcome, compare, range_of_figure, together

__all__ = ["passed_on"]


@dataclass(frozen=True, slots=True)
class _Case:
    """Transfers of sufficient status by the day asked for, by whom they brought data, and who had some before."""

    net: Network
    to: Mapping[int, Sequence[Link]]
    origins: Collection[int]
    known: Mapping[Thing, Sequence[Figure]]
    budget: Budget


def passed_on(
    graph: Graph, question: Question, known: Mapping[Thing, Sequence[Figure]], asked: Collection[str], cut: set[str]
) -> Iterator[CountCheck]:
    """A check for each transfer asked for, where it and one that can have supplied it have a number.

    What was cut of the search for those who had data before is added to `cut`.
    """
    net = network_of(graph, replace(question, dataset=None, max_hops=MAX_HOPS))
    budget = Budget.of(question.seconds, question.stopped)
    to: dict[int, list[Link]] = {}
    for link in net.links:
        to.setdefault(link.recipient, []).append(link)
    case = _Case(net, to, origins_of(net, net.links, budget).proofs.keys(), known, budget)
    cut |= budget.cut
    for link in net.links:
        if link.transfer.id in asked and link.provider != NOBODY and link.data != UNKNOWN:
            check = _check(case, link)
            if check is not None:
                yield check


def _check(case: _Case, link: Link) -> CountCheck | None:
    own = _figures(case, link)
    supplies = list(_supplies(case, link))
    whole = [x for x in supplies if x.recipient == link.provider and case.net.data.lies_in(link.data, x.data)]
    counted = [found for x in whole if (found := _figures(case, x))]
    if not own or not counted:
        return None
    verdict, why = _outcome(own, counted)
    if verdict is Verdict.VIOLATED and link.provider in case.origins:
        verdict, why = Verdict.UNKNOWN, Reason.HAD_IT_BEFORE
    elif verdict is Verdict.VIOLATED and len(counted) < len(supplies):
        verdict, why = Verdict.UNKNOWN, Reason.RECEIPT_NOT_COUNTED
    others = tuple(figure for found in counted for figure in found)
    about = (ThingKind.TRANSFER, str(link.transfer.id))
    bounds = together(others) if len(counted) > 1 else None
    return CountCheck(CheckKind.PASSED_ON, about, own, others, verdict, why, bounds)


def _outcome(own: Sequence[Figure], counted: Sequence[Sequence[Figure]]) -> Outcome:
    """As beside the receipt that leaves it the most room; too much if it is more than all receipts together."""
    outcomes = [compare(own, found) for found in counted]
    if any(verdict is Verdict.HOLDS for verdict, _ in outcomes):
        return (Verdict.HOLDS, Reason.FITS)
    open_ones = [outcome for outcome in outcomes if outcome[0] is not Verdict.VIOLATED]
    if open_ones:
        return open_ones[0]
    if len(counted) == 1 or _is_more_than_all(own, counted):
        return (Verdict.VIOLATED, Reason.MORE_THAN_RECEIVED)
    return (Verdict.UNKNOWN, Reason.RECEIPTS_MAY_ADD_UP)


def _is_more_than_all(own: Sequence[Figure], counted: Sequence[Sequence[Figure]]) -> bool:
    """True if each figure is more than the receipts can be together, were they all of other people."""
    for figure in own:
        unit = figure.count.unit
        ranges = [[range_of_figure(f)[1] for f in found if f.count.unit is unit] for found in counted]
        if not all(ranges) or range_of_figure(figure)[0] <= sum(map(max, ranges)):
            return False
    return True


def _figures(case: _Case, link: Link) -> tuple[Figure, ...]:
    return tuple(case.known.get((ThingKind.TRANSFER, str(link.transfer.id)), ()))


def _supplies(case: _Case, link: Link) -> Iterator[Link]:
    """Transfers that can have brought the provider, or one that may be it, some of what it passed on."""
    net = case.net
    for kin in net.actors.kin[link.provider]:
        for other in case.to.get(kin, ()):
            fits = net.data.carry(link.data, other.data) != NO_FIT
            in_order = other.span[0] <= link.span[1] and not other.before >> link.number & 1
            if fits and in_order and other is not link:
                yield other
