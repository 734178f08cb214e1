"""Holding: who still has the data, after all recoveries.

That something is over is said only where it must be: whatever the days, a recovery came after the receipt.

Example: received in April, recovered between 31 May and 30 September → still held on 30 April (`yes`), perhaps on
30 June (`possible`), and no more on 30 September (`no`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.graph import Graph
from app.domain.ids import TransferId
from app.domain.path import Held
from app.domain.vocabulary import ENDS_HOLDING
from app.domain.window import Window
from app.engine.kinship import NO_FIT, UNKNOWN
from app.engine.network import Link, Network, counts
from app.engine.order import HIGH, LOW, Span, window_of

__all__ = ["Ending", "Having", "Told", "endings_of", "given", "had_before", "held", "is_sure", "received", "until"]


@dataclass(frozen=True, slots=True)
class Having:
    """An actor had data on some day of `span`, since it got it or gave it then by `link`; no link: all along."""

    data: int
    span: Span
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A transfer that ends a holding: of whom, of what, when, and which transfers the texts put before it."""

    transfer: TransferId
    holder: int
    data: int
    span: Span
    before: frozenset[TransferId]


def had_before(net: Network) -> Having:
    """What an origin had."""
    return Having(net.asked, (LOW, LOW))


class Told(list[Link]):
    """Links that are told of the data asked for, and those of one actor without looking at all."""

    def __init__(self, links: Iterable[Link]) -> None:
        """In their order."""
        super().__init__(links)
        self.to: dict[int, list[Link]] = {}
        self.by: dict[int, list[Link]] = {}
        for link in self:
            self.to.setdefault(link.recipient, []).append(link)
            self.by.setdefault(link.provider, []).append(link)


def received(net: Network, told: Told, actors: Iterable[int]) -> list[Having]:
    """What one of the actors got."""
    found = sorted((x for actor in set(actors) for x in told.to.get(actor, ())), key=lambda x: x.number)
    return [Having(net.data.carry(net.asked, x.data), x.span, x) for x in found]


def given(net: Network, told: Told, actor: int) -> list[Having]:
    """What the actor passed on, and so had."""
    return [Having(net.data.carry(net.asked, x.data), x.span, x) for x in told.by.get(actor, ())]


def is_sure(net: Network, having: Having) -> bool:
    """True if the data asked for must have passed, between just these two, by the day asked for."""
    if having.link is None:
        return False
    all_of_it = net.asked == UNKNOWN or net.data.lies_in(having.link.data, net.asked)
    return all_of_it and having.link.transfer.is_stated and having.link.latest <= net.by


def endings_of(graph: Graph, net: Network) -> list[Ending]:
    """All recoveries whose holder is stated, those after the day asked for as well."""
    return [
        Ending(
            t.id,
            net.actors.number(t.provider),
            net.data.number(t.dataset),
            net.order.spans[t.id],
            net.order.before.get(t.id, frozenset()),
        )
        for t in graph.transfers.values()
        if t.action in ENDS_HOLDING and counts(t, net.question) and t.provider is not None
    ]


def until(net: Network, actor: int, got: Iterable[Having], endings: list[Ending]) -> Window | None:
    """When the recoveries were that together end all that the actor got; None if something is left."""
    spans: list[Span] = []
    for having in got:
        ended = [e.span for e in endings if _covers(net, e, actor, having) and e.span[1] >= having.span[0]]
        if not ended:
            return None
        spans += ended
    return window_of((min(low for low, _ in spans), max(high for _, high in spans))) if spans else None


def held(net: Network, actor: int, havings: list[Having], endings: list[Ending]) -> Held:
    """`no` if each holding must be over, `yes` if one must be there and nothing can have ended it, by that day."""
    if all(any(_covers(net, e, actor, h) and _surely_ends(net, e, actor, h) for e in endings) for h in havings):
        return Held.NO
    kin = net.actors.masks[actor]  # what was recovered from a group with a common member may have been this
    near = [e for e in endings if net.actors.masks[e.holder] & kin and e.span[0] <= net.by]
    for having in havings:
        threats = [e for e in near if net.data.carry(having.data, e.data) != NO_FIT]
        if is_sure(net, having) and all(e.span[1] < having.span[0] for e in threats):
            return Held.YES
    return Held.POSSIBLE


def _covers(net: Network, ending: Ending, actor: int, having: Having) -> bool:
    return ending.holder == actor and net.data.lies_in(having.data, ending.data)


def _surely_ends(net: Network, ending: Ending, actor: int, having: Having) -> bool:
    """True if the recovery was by the day asked for and not before the receipt.

    What the actor passed on shows that something is left only if that was after the recovery for sure.
    """
    if ending.span[1] > net.by or ending.span[1] == HIGH:
        return False
    link = having.link
    if link is not None and link.recipient != actor:
        return having.span[0] <= ending.span[1]
    stated = link is not None and link.transfer.id in ending.before
    return stated or having.span[1] <= ending.span[0]
