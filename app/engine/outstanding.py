"""Outstanding copies: who received data that no recovery, seizure, return or destruction is told to have ended.

Each actor has an entry for each dataset that it received. A receipt is over only if a recovery of all of it, from
this very actor, surely came after it, by the day that is asked for. Where data is told to have been passed on after
that, and nothing else that the actor has can have been it, something was left and the copy is out all the same.

What comes back to one who had it all along, as a sample of its own list that a company is sent, is no copy that is out.
Recoveries are transfers; events of that kind, of which nobody says what was recovered from whom, end nothing here.
Who is told only as having passed data on that a group with it received has an entry as well: it must have got it
there.

Example: broker got the list in March and it was recovered in June, dealer got it in May  →  at the end of June dealer's
copy is out, and broker's is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.graph import Graph
from app.domain.ids import TransferId
from app.domain.outstanding import NearRecovery, Outstanding, OutstandingCopy, Receipts, Shortfall
from app.domain.path import Held, Mode, Question
from app.domain.vocabulary import ENDS_HOLDING, Status
from app.engine.holding import Ending, Having, Told, endings_of, given, held, is_sure, received
from app.engine.kinship import NO_FIT, NOBODY, UNKNOWN
from app.engine.network import Link, Network, network_of
from app.engine.order import HIGH, window_of
from app.engine.origins import aim_from, origins_of
from app.engine.search import Budget, Found, Ranking, chains
from app.engine.survey import Survey
from app.engine.trail import Aim

__all__ = ["find_outstanding"]


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is told of the data asked for, by who received it, passed it on, or had it recovered."""

    net: Network
    to: Mapping[int, list[Link]]
    by: Mapping[int, list[Link]]
    endings: Mapping[int, list[Ending]]
    origins: Collection[int]
    aim: Aim
    survey: Survey
    budget: Budget


@dataclass(frozen=True, slots=True)
class _Hands:
    """What passed through the hands of one actor: by dataset what it received, what it gave, what may have ended it.

    `own` are the datasets that it gave and that nothing told can have supplied: it had them all along.
    """

    actor: int
    is_named: bool
    got: Mapping[int, list[Having]]
    gave: list[Having]
    near: list[Ending]
    own: frozenset[int]


def find_outstanding(graph: Graph, question: Question, receipts: Receipts = Receipts.UNLAWFUL) -> Outstanding:
    """The copies that are out at the end of `question.by` (None: whenever), by first day, actor, dataset.

    In mode `certain` only those that must have been received. Raises NotFound (dataset) and BadQuestion (limits).
    """
    case = _case(graph, question)
    copies = [
        copy
        for actor in sorted(case.to.keys() | case.by.keys())
        for copy in _copies(case, actor, receipts)
        if copy.certain or question.mode is Mode.POSSIBLE
    ]
    copies.sort(key=lambda c: (c.since.earliest is not None, c.since.earliest, c.actor, c.dataset or ""))
    return Outstanding(question.by, tuple(copies), tuple(sorted(case.budget.cut)))


def _case(graph: Graph, question: Question) -> _Case:
    net = network_of(graph, question)
    budget = Budget.of(question.seconds, question.stopped)
    told = [link for link in net.links if net.data.carry(net.asked, link.data) != NO_FIT]
    origins = origins_of(net, told, budget)
    aim = aim_from(net, told, origins)
    to: dict[int, list[Link]] = {}
    by: dict[int, list[Link]] = {}
    for link in told:
        for end, found in ((link.recipient, to), (link.provider, by)):
            if end != NOBODY:
                found.setdefault(end, []).append(link)
    endings: dict[int, list[Ending]] = {}
    for ending in endings_of(graph, net):
        endings.setdefault(ending.holder, []).append(ending)
    return _Case(net, to, by, endings, origins.proofs.keys(), aim, Survey(net, aim, budget), budget)


def _copies(case: _Case, actor: int, receipts: Receipts) -> Iterator[OutstandingCopy]:
    hands = _hands(case, actor)
    for data, stands in (_left if hands.is_named else _left_to_member)(case.net, hands).items():
        shown = [h for h in stands if receipts is Receipts.ALL or _is_out(case.net, hands, h)]
        if shown:
            yield _copy(case, hands, data, shown)


def _is_out(net: Network, hands: _Hands, receipt: Having) -> bool:
    """False for what was lawful, was taken back, or came back to one who had it all along."""
    link = _link(receipt)
    is_own = any(net.data.lies_in(link.data, data) for data in hands.own)
    return not link.transfer.lawful and link.transfer.action not in ENDS_HOLDING and not is_own


def _link(having: Having) -> Link:
    if having.link is None:
        raise AssertionError("what an origin had all along is no receipt")
    return having.link


def _hands(case: _Case, actor: int) -> _Hands:
    net, kin = case.net, case.net.actors.kin[actor]
    got = received(net, Told(case.to.get(actor, ())), (actor,))
    gave = given(net, Told(case.by.get(actor, ())), actor)
    is_named = bool(got)
    supplies = [link for k in kin for link in case.to.get(k, ())]
    own = frozenset(_link(g).data for g in gave if not any(_can_supply(net, x, _link(g)) for x in supplies))
    if not got and actor not in case.origins:
        got = received(net, Told(supplies), kin)
        got = [having for having in got if _way(case, _aim(case, actor, having, literal=False), _link(having))]
    grouped: dict[int, list[Having]] = {}
    for having in got:
        grouped.setdefault(having.data, []).append(having)
    beside = {j for k in kin for j in net.actors.kin[k]}
    near = [ending for j in sorted(beside) for ending in case.endings.get(j, ())]
    return _Hands(actor, is_named, grouped, gave, near, own)


def _can_supply(net: Network, earlier: Link, later: Link) -> bool:
    in_order = earlier.span[0] <= later.span[1] and not earlier.before >> later.number & 1
    return earlier is not later and in_order and net.data.carry(earlier.data, later.data) != NO_FIT


def _left(net: Network, hands: _Hands) -> dict[int, list[Having]]:
    """By dataset the receipts that are not told to be over."""
    left = {data: [h for h in got if not _is_over(net, hands, h)] for data, got in hands.got.items()}
    left = {data: got for data, got in left.items() if got}
    known = [h for got in left.values() for h in got]
    for passed_on in hands.gave:
        if not _is_over(net, hands, passed_on) and not any(_may_be(net, h, passed_on) for h in known):
            fitting = (data for data in hands.got if net.data.carry(data, passed_on.data) != NO_FIT)
            left |= {data: hands.got[data] for data in fitting if data not in left}
    return left


def _left_to_member(net: Network, hands: _Hands) -> dict[int, list[Having]]:
    """The same for one whose group received it: it has what it is told to have passed on, unless that is over."""
    found: dict[int, list[Having]] = {}
    for data, got in hands.got.items():
        fitting = [h for h in hands.gave if net.data.carry(data, h.data) != NO_FIT]
        if not all(_is_over(net, hands, h) for h in fitting):
            found[data] = got
    return found


def _is_over(net: Network, hands: _Hands, having: Having) -> bool:
    return held(net, hands.actor, [having], hands.near) is Held.NO


def _may_be(net: Network, receipt: Having, passed_on: Having) -> bool:
    """True if what was passed on can have been what was received."""
    fits = net.data.carry(receipt.data, passed_on.data) != NO_FIT
    in_order = not _link(receipt).before >> _link(passed_on).number & 1
    return fits and in_order and receipt.span[0] <= passed_on.span[1]


def _copy(case: _Case, hands: _Hands, data: int, shown: list[Having]) -> OutstandingCopy:
    net = case.net
    proofs = shown if hands.is_named else [h for h in hands.gave if h.data == data or net.data.lies_in(data, h.data)]
    has_it = bool(proofs) and held(net, hands.actor, proofs, hands.near) is Held.YES
    status, path = _support(case, hands, shown)
    return OutstandingCopy(
        actor=net.actors.ids[hands.actor],
        dataset=net.data.name(data),
        held=Held.YES if has_it else Held.POSSIBLE,
        certain=any(is_sure(net, having) for having in proofs),
        status=status,
        lawful=all(_link(h).transfer.lawful for h in shown),
        since=window_of((min(h.span[0] for h in shown), min(h.span[1] for h in shown))),
        is_named=hands.is_named,
        receipts=tuple((_link(h).transfer.id, window_of(h.span)) for h in shown),
        recoveries=tuple(_near_recoveries(net, hands, shown)),
        path=path,
    )


# ------------------------------------------------------------------ how it got there


def _support(case: _Case, hands: _Hands, shown: list[Having]) -> tuple[Status, tuple[TransferId, ...]]:
    """The best that the weakest hop of a way can be, and a way; the receipt alone, if no way ends with any of them.

    When the time is up, nothing better is said than the question allows.
    """
    first = min((_link(h).transfer for h in shown), key=lambda t: (t.status.rank, t.id))
    if case.budget.is_spent():
        return (case.net.question.min_status, (first.id,))
    best: tuple[Status, tuple[TransferId, ...]] | None = None
    for having in sorted(shown, key=lambda h: (_link(h).transfer.status.rank, h.span[0], _link(h).number)):
        link = _link(having)
        if best is not None and best[0].rank <= link.transfer.status.rank:
            break
        aim = _aim(case, hands.actor, having, literal=hands.is_named)
        way = _way(case, aim, link)
        if way is not None:
            status = case.survey.status(aim, way)
            if best is None or status.rank < best[0].rank:
                best = (status, tuple(hop.transfer.id for hop in way.links))
    return best or (first.status, (first.id,))


def _aim(case: _Case, actor: int, having: Having, *, literal: bool) -> Aim:
    return replace(case.aim, goal=actor, literal=literal, only_last=_link(having))


def _way(case: _Case, aim: Aim, link: Link) -> Found | None:
    return case.survey.by_way_of(aim, link) or next(chains(case.net, aim, Ranking.ARRIVAL, case.budget), None)


# ------------------------------------------------------------------ what may have been recovered


def _near_recoveries(net: Network, hands: _Hands, shown: list[Having]) -> Iterator[NearRecovery]:
    """The recoveries that may have been of one of these receipts, by day."""
    for ending in sorted(hands.near, key=lambda e: (e.span, e.transfer)):
        touched = [h for h in shown if _touches(net, ending, h)]
        if touched:
            yield NearRecovery(ending.transfer, window_of(ending.span), tuple(_why(net, hands, ending, touched)))


def _touches(net: Network, ending: Ending, having: Having) -> bool:
    """True if it fits the data, and is not told to have been before it was received."""
    stated_before = ending.transfer in net.order.before.get(_link(having).transfer.id, ())
    fits = net.data.carry(having.data, ending.data) != NO_FIT
    return fits and not stated_before and ending.span[1] >= having.span[0]


def _why(net: Network, hands: _Hands, ending: Ending, touched: Iterable[Having]) -> Iterator[Shortfall]:
    touched = list(touched)
    data = touched[0].data
    is_stated = UNKNOWN not in (data, ending.data)
    reasons = {
        Shortfall.PART: is_stated and not net.data.lies_in(data, ending.data),
        Shortfall.DATA_NOT_STATED: not is_stated,
        Shortfall.OTHER_HOLDER: ending.holder != hands.actor,
        Shortfall.BEFORE_RECEIPT: not all(_is_after(ending, h) for h in touched),
        Shortfall.AFTER_DAY: ending.span[1] > net.by or ending.span[1] == HIGH,
    }
    found = [reason for reason, holds in reasons.items() if holds]
    yield from found or [Shortfall.PASSED_ON]


def _is_after(ending: Ending, having: Having) -> bool:
    return _link(having).transfer.id in ending.before or having.span[1] <= ending.span[0]
