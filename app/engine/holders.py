"""Holders: who had the data by the end of a day, since when, and who can still have it.

Where nobody is told to have supplied a provider before it passes the data on, it is an *origin*; the same where those
who are told can not have done so in time. A transfer whose provider is not stated starts a chain at its recipient.
Everyone to whom a possible chain leads from there by that day is a holder.

Example: kddi → c in December, c → d in April; by 31 March: kddi (origin) and c, both certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.domain.graph import Graph
from app.domain.ids import TransferId
from app.domain.path import Held, Holder, Holders, Mode, Question
from app.domain.vocabulary import ENDS_HOLDING, Status
from app.domain.window import Window
from app.engine.kinship import NO_FIT, NOBODY, UNKNOWN
from app.engine.network import Link, Network, counts, network_of
from app.engine.order import HIGH, LOW, Span, window_of
from app.engine.search import Budget, Found, arrival, chains, last_day, weakest
from app.engine.trail import Aim, begin

__all__ = ["find_holders"]


@dataclass(slots=True)
class _Origins:
    """Actors that had the data before, with the links that show it, and links that no chain leads to."""

    proofs: dict[int, list[Link]] = field(default_factory=dict[int, list[Link]])
    given: set[int] = field(default_factory=set[int])

    def add(self, link: Link) -> None:
        self.proofs.setdefault(link.provider, []).append(link)


@dataclass(frozen=True, slots=True)
class _Receipt:
    """Data that an actor got (or had all along): what, when, by which link."""

    data: int
    span: Span
    link: Link | None
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Ending:
    """A transfer that ends a holding: of whom, of what, when, and which links the texts put before it."""

    holder: int
    data: int
    span: Span
    before: frozenset[TransferId]


def find_holders(graph: Graph, question: Question) -> Holders:
    """Who had `question.dataset` (None: any data) by the end of `question.by` (None: at any time).

    Order: origins, then by first day, then id. In mode `certain` only those who must have had it. Raises NotFound
    (dataset) and BadQuestion (limits).
    """
    budget = Budget.of(question.seconds)
    net = network_of(graph, question)
    told = [link for link in net.links if net.data.carry(net.asked, link.data) != NO_FIT]
    origins = _origins(net, told, budget)
    endings = _endings(graph, net)
    found = [_origin(net, actor, origins, told, endings) for actor in origins.proofs]
    recipients = {link.recipient for link in told} - set(origins.proofs) - {NOBODY}
    for actor in sorted(recipients):
        holder = _recipient(net, actor, origins, told, endings, budget)
        found += [] if holder is None else [holder]
    shown = [h for h in found if h.certain or question.mode is Mode.POSSIBLE]
    shown.sort(key=lambda h: (not h.origin, h.since.earliest is not None, h.since.earliest, h.actor))
    return Holders(question.by, question.dataset, tuple(shown), tuple(sorted(budget.cut)))


# ---------------------------------------------------------------- where it began


def _origins(net: Network, told: list[Link], budget: Budget) -> _Origins:
    arrivals = _by_kin(net, told)
    origins = _Origins()
    for link in told:
        if link.provider != NOBODY and not any(_can_supply(net, x, link) for x in arrivals.get(link.provider, ())):
            origins.add(link)
    open_ = sorted((x for x in told if x.provider != NOBODY), key=lambda x: (x.latest, x.number))
    while not budget.is_spent():
        open_ = [link for link in open_ if not _is_explained(net, link, told, origins, budget)]
        if not open_:
            break
        if open_[0].provider not in origins.proofs:  # else it had it, lost it, and passed it on all the same
            origins.add(open_[0])
        origins.given.add(open_[0].number)
    return origins


def _by_kin(net: Network, told: Iterable[Link]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in told:
        for kin in net.actors.kin[link.recipient] if link.recipient != NOBODY else ():
            found.setdefault(kin, []).append(link)
    return found


def _can_supply(net: Network, earlier: Link, later: Link) -> bool:
    in_time = earlier.span[0] <= later.span[1] and not earlier.before >> later.number & 1
    return earlier is not later and in_time and net.data.carry(earlier.data, later.data) != NO_FIT


def _is_explained(net: Network, link: Link, told: list[Link], origins: _Origins, budget: Budget) -> bool:
    aim = _aim(net, told, origins)
    alone = link.number in origins.given or link.provider in origins.proofs
    if alone and begin(net, aim, link) is not None:
        return True
    aim = replace(aim, only_last=link)  # whether its recipient is new on the chain does not matter: returns count
    return next(chains(net, aim, arrival, budget), None) is not None


def _aim(net: Network, told: list[Link], origins: _Origins) -> Aim:
    """Chains from all origins, and from transfers whose provider is not stated."""
    first = [x for x in told if x.recipient != NOBODY and not net.is_part(x)]
    first = [x for x in first if x.provider in (NOBODY, *origins.proofs) or x.number in origins.given]
    return Aim(tuple(first), NOBODY, given=frozenset(origins.given))


# ---------------------------------------------------------------- who had it


def _origin(net: Network, actor: int, origins: _Origins, told: list[Link], endings: list[_Ending]) -> Holder:
    proofs = origins.proofs[actor]
    sure = [x for x in proofs if _is_sure(net, x)]
    receipts = [_Receipt(net.asked, (LOW, LOW), None, bool(sure)), *_receipts(net, actor, told)]
    return Holder(
        actor=net.actors.ids[actor],
        certain=bool(sure),
        status=min((x.transfer.status for x in proofs), key=_rank),
        since=window_of((LOW, min(x.latest for x in proofs))),
        until=_until(net, actor, receipts, endings),
        held=_held(net, actor, receipts, endings),
        origin=True,
        lawful=_is_lawful(receipts),
        path=(),
    )


def _recipient(
    net: Network, actor: int, origins: _Origins, told: list[Link], endings: list[_Ending], budget: Budget
) -> Holder | None:
    aim = replace(_aim(net, told, origins), goal=actor, literal=True)
    best = [next(chains(net, aim, ranking, budget), None) for ranking in (arrival, last_day, weakest)]
    receipts = _receipts(net, actor, told)
    first, last, strong = (_unchained(receipts) if None in best and not budget.cut else best)
    if first is None or last is None or strong is None:
        return None
    return Holder(
        actor=net.actors.ids[actor],
        certain=any(r.is_sure for r in receipts),
        status=max((x.transfer.status for x in strong.links), key=_rank),
        since=window_of((first.spans[-1][0], last.spans[-1][1])),
        until=_until(net, actor, receipts, endings),
        held=_held(net, actor, receipts, endings),
        origin=False,
        lawful=_is_lawful(receipts),
        path=tuple(x.transfer.id for x in first.links),
    )


def _unchained(receipts: list[_Receipt]) -> list[Found | None]:
    """First, last and best supported receipt where all of them come from the actor's own group or member."""
    alone = [Found((r.link,), [r.span]) for r in receipts if r.link is not None]
    return [
        min(alone, key=lambda f: f.spans[0][0]),
        max(alone, key=lambda f: f.spans[0][1]),
        min(alone, key=lambda f: f.links[0].weakness),
    ]


def _receipts(net: Network, actor: int, told: Iterable[Link]) -> list[_Receipt]:
    return [
        _Receipt(net.data.carry(net.asked, x.data), x.span, x, _is_sure(net, x)) for x in told if x.recipient == actor
    ]


def _is_sure(net: Network, link: Link) -> bool:
    """True if by the day asked for the data asked for must have passed between the two ends."""
    all_of_it = net.asked == UNKNOWN or net.data.lies_in(link.data, net.asked)
    return all_of_it and link.transfer.is_stated and link.latest <= net.by


def _is_lawful(receipts: Iterable[_Receipt]) -> bool:
    told = [r.link.transfer.lawful for r in receipts if r.link is not None]
    return bool(told) and all(told)


def _rank(status: Status) -> int:
    return status.rank


# ---------------------------------------------------------------- who still has it


def _endings(graph: Graph, net: Network) -> list[_Ending]:
    """All recoveries, those after the day asked for as well."""
    ending = [t for t in graph.transfers.values() if t.action in ENDS_HOLDING and counts(t, net.question)]
    return [
        _Ending(
            net.actors.number(t.provider),
            net.data.number(t.dataset),
            net.order.spans[t.id],
            net.order.before.get(t.id, frozenset()),
        )
        for t in ending
        if t.provider is not None
    ]


def _until(net: Network, actor: int, receipts: list[_Receipt], endings: list[_Ending]) -> Window | None:
    """When the recoveries were that together end all that the actor got; None if something is left."""
    spans: list[Span] = []
    for receipt in receipts:
        ended = [e.span for e in _covering(net, actor, receipt, endings) if e.span[1] >= receipt.span[0]]
        if not ended:
            return None
        spans += ended
    return window_of((min(low for low, _ in spans), max(high for _, high in spans)))


def _held(net: Network, actor: int, receipts: list[_Receipt], endings: list[_Ending]) -> Held:
    """`no` if each holding must be over, `yes` if one must be there and nothing can have ended it, by that day."""
    if all(any(_surely_ends(net, e, r) for e in _covering(net, actor, r, endings)) for r in receipts):
        return Held.NO
    touching = [e for e in endings if net.actors.masks[e.holder] >> actor & 1 and e.span[0] <= net.by]
    for receipt in receipts:
        threats = [e for e in touching if net.data.carry(receipt.data, e.data) != NO_FIT]
        if receipt.is_sure and all(e.span[1] < receipt.span[0] for e in threats):
            return Held.YES
    return Held.POSSIBLE


def _covering(net: Network, actor: int, receipt: _Receipt, endings: Iterable[_Ending]) -> list[_Ending]:
    return [e for e in endings if e.holder == actor and net.data.lies_in(receipt.data, e.data)]


def _surely_ends(net: Network, ending: _Ending, receipt: _Receipt) -> bool:
    """True if the recovery was by the day asked for, and not before what it is to end."""
    if ending.span[1] > net.by or ending.span[1] == HIGH:
        return False
    stated = receipt.link is not None and receipt.link.transfer.id in ending.before
    return stated or receipt.span[1] <= ending.span[0]
