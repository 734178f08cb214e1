"""Doubts: every reason why a chain is not certain, and none if it is; `trail.is_certain` is the law.

Example: received in April or May, passed on in May  →  the days overlap: it may have been passed on before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from app.domain.explanation import Basis, Doubt, Reason
from app.domain.ids import TransferId
from app.domain.vocabulary import How
from app.domain.window import Window
from app.engine.kinship import UNKNOWN
from app.engine.network import Link, Network
from app.engine.order import span_of, window_of
from app.engine.trail import Aim, carried_along

__all__ = ["basis_of", "doubts_of"]

_ENDS = ("provider", "recipient")


def doubts_of(net: Network, aim: Aim, links: Sequence[Link]) -> tuple[Reason, ...]:
    """Why this possible chain is not certain, in the order of its hops."""
    found = [*_at_start(net, aim, links[0]), *_inferred(links), *_between(net, links), *_at_end(net, aim, links)]
    return tuple(sorted(found, key=lambda reason: reason.hops))


def basis_of(before: Link, after: Link) -> Basis:
    """What puts a hop behind the one before it."""
    if span_of(before.transfer.window)[1] <= span_of(after.transfer.window)[0]:
        return Basis.DAYS
    return Basis.CHOICE if _may_precede(after, before) else Basis.WORDS


def _may_precede(after: Link, before: Link) -> bool:
    return before.latest > after.span[0] and not after.before >> before.number & 1


def _at_start(net: Network, aim: Aim, first: Link) -> Iterator[Reason]:
    ids = net.actors.ids
    if aim.start != first.provider:
        yield Reason(Doubt.JOINED_BY_GROUP, (1,), "provider", actors=(ids[aim.start], ids[first.provider]))
    _, ended = net.held_at_start(aim.start, first)
    days = {day for day in ended if day < first.latest}
    if days:
        carried = first.data if net.asked == UNKNOWN else net.asked
        yield Reason(Doubt.RECOVERY_BETWEEN, (1,), recoveries=_ending(net, (aim.start, first.provider), carried, days))


def _inferred(links: Sequence[Link]) -> Iterator[Reason]:
    for number, link in enumerate(links, start=1):
        for slot in _ENDS:
            if link.transfer.how.get(slot) is How.IMPLIED:
                yield Reason(Doubt.INFERRED_END, (number,), slot)


def _between(net: Network, links: Sequence[Link]) -> Iterator[Reason]:
    carried = carried_along(net, tuple(links))
    for place, (last, link) in enumerate(pairwise(links)):
        hops, ids = (place + 1, place + 2), (last.recipient, link.provider)
        if last.recipient != link.provider:
            yield Reason(Doubt.JOINED_BY_GROUP, hops, actors=(net.actors.ids[ids[0]], net.actors.ids[ids[1]]))
        if _may_precede(link, last):
            yield Reason(Doubt.DAYS_OVERLAP, hops, windows=(_window(last), _window(link)))
        ended = net.barriers(*ids, carried[place])
        days = {day for day in ended if last.span[0] <= day < link.latest}
        if days:
            yield Reason(Doubt.RECOVERY_BETWEEN, hops, recoveries=_ending(net, ids, carried[place], days))
    for (i, earlier), (j, later) in combinations(enumerate(links, start=1), 2):
        if earlier.disputed >> later.number & 1:
            yield Reason(Doubt.ORDER_DISPUTED, (i, j))


def _at_end(net: Network, aim: Aim, links: Sequence[Link]) -> Iterator[Reason]:
    last, number = links[-1], len(links)
    if last.recipient != aim.goal:
        ends = (net.actors.ids[last.recipient], net.actors.ids[aim.goal])
        yield Reason(Doubt.JOINED_BY_GROUP, (number,), "recipient", actors=ends)
    if last.latest > net.by:
        yield Reason(Doubt.AFTER_BY, (number,), windows=(_window(last),))


def _window(link: Link) -> Window:
    """The days that the texts leave, those after the day asked for as well."""
    return window_of((link.span[0], link.latest))


def _ending(net: Network, ids: tuple[int, int], carried: int, days: set[int]) -> tuple[TransferId, ...]:
    """The recoveries from one of these, of what is carried or of more, whose last day is one of these."""
    found = {x.number: x for end in ids for x in net.ends.get(end, ()) if x.latest in days}
    return tuple(x.transfer.id for _, x in sorted(found.items()) if net.data.lies_in(carried, x.data))
