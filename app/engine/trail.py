"""Trail: a chain of hops as far as a search has come, and what may follow it.

A junction is the recipient of one hop and the provider of the next: equal, or kin (then the chain is possible, never
certain). No actor comes twice: ids of two junctions, the two ends included, are neither equal nor kin. Only a chain
that asks for a return ends where it began.

Example: d → a, then `carrier` (a or b) → kddi: one junction with the two ids a and carrier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.engine.kinship import NO_FIT, NOBODY
from app.engine.network import ALWAYS, Link, Network
from app.engine.order import Span
from app.engine.timing import Days, advance, retreat

__all__ = [
    "Aim",
    "Trail",
    "bare_spans",
    "begin",
    "carried_along",
    "chain_of",
    "extend",
    "holds_surely",
    "hop_spans",
    "is_certain",
    "is_end",
]


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """Which chains are looked for.

    They begin with one of the links `first`, at the actor `start` (or at whoever makes that link, if `NOBODY`), and
    end at an id kin to `goal`, or at `goal` itself if that is `literal`, or with the link `only_last`. Links whose
    number is in `given` may come first whatever ended their provider's holding.
    """

    first: tuple[Link, ...]
    goal: int
    start: int = NOBODY
    literal: bool = False
    certain: bool = False
    only_last: Link | None = None
    given: frozenset[int] = frozenset()

    @property
    def is_return(self) -> bool:
        """True if the data is to come back to where it started."""
        return self.start != NOBODY and self.start == self.goal


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """A chain of links; `days` are those of its last hop, `carried` what it carries after that.

    Bit sets: `blocked` are ids that no later junction may have, `inner` the same without those of the start;
    `earlier` are links that must not follow, `disputed` those that must not follow in a certain chain.
    """

    links: tuple[Link, ...]
    carried: int
    days: Days
    blocked: int
    inner: int
    earlier: int
    disputed: int


def begin(net: Network, aim: Aim, link: Link) -> Trail | None:
    """The chain of one hop, None if it can not be begun with that."""
    carried = net.data.carry(net.asked, link.data)
    if carried == NO_FIT or (aim.certain and not _surely_begins(net, aim, link)):
        return None
    received, barriers = _held_at_start(net, aim, link)
    days = advance(received, barriers, link.span)
    if not days:
        return None
    mask = net.actors.mask(aim.start, link.provider)
    return Trail((link,), carried, days, mask, 0, link.before, link.disputed)


def extend(net: Network, aim: Aim, trail: Trail, link: Link) -> Trail | None:
    """The chain with one more hop, None if that is forbidden by identity, order, data or time."""
    last = trail.links[-1]
    goal = net.actors.mask(aim.goal)
    junction = 1 << last.recipient | 1 << link.provider
    if junction & (trail.blocked | goal) or trail.earlier >> link.number & 1:
        return None
    carried = net.data.carry(trail.carried, link.data)
    if carried == NO_FIT or (aim.certain and not _surely_follows(net, last, link, trail.disputed, trail.carried)):
        return None
    days = advance(trail.days, net.barriers(last.recipient, link.provider, trail.carried), link.span)
    if not days:
        return None
    here = net.actors.mask(last.recipient, link.provider)
    return Trail(
        (*trail.links, link),
        carried,
        days,
        trail.blocked | here,
        trail.inner | here,
        trail.earlier | link.before,
        trail.disputed | link.disputed,
    )


def is_end(net: Network, aim: Aim, trail: Trail) -> bool:
    """True if the chain answers the question as it stands."""
    link = trail.links[-1]
    if aim.only_last is not None and link is not aim.only_last:
        return False
    if aim.certain and link.latest > net.by:
        return False
    if aim.goal == NOBODY:
        return True
    literal = aim.literal or aim.certain
    if link.recipient != aim.goal and (literal or not net.actors.mask(aim.goal) >> link.recipient & 1):
        return False
    ends = 1 << link.recipient | 1 << aim.goal
    return not ends & (trail.inner if aim.is_return else trail.blocked)


def is_certain(net: Network, aim: Aim, links: tuple[Link, ...]) -> bool:
    """True if the chain holds however the days are chosen, and nothing in it is inferred."""
    sure = replace(aim, certain=True)
    trail = chain_of(net, sure, links)
    return trail is not None and is_end(net, sure, trail)


def holds_surely(net: Network, aim: Aim, links: tuple[Link, ...], carried: Sequence[int]) -> bool:
    """What `is_certain` tells, of a chain that is allowed: what forbids a chain need not be looked at again."""
    last, disputed = links[-1], 0
    if (aim.goal not in (NOBODY, last.recipient)) or last.latest > net.by or not _surely_begins(net, aim, links[0]):
        return False
    return all(
        _surely_follows(net, one, other, disputed := disputed | one.disputed, data)
        for one, other, data in zip(links, links[1:], carried, strict=False)
    )


def chain_of(net: Network, aim: Aim, links: tuple[Link, ...]) -> Trail | None:
    """The chain of these links, None if it is not allowed."""
    trail = begin(net, aim, links[0])
    for link in links[1:]:
        trail = None if trail is None else extend(net, aim, trail, link)
    return trail


def carried_along(net: Network, links: tuple[Link, ...]) -> list[int]:
    """What the chain carries after each hop."""
    carried, found = net.asked, list[int]()
    for link in links:
        carried = net.data.carry(carried, link.data)
        found.append(carried)
    return found


def hop_spans(net: Network, aim: Aim, links: tuple[Link, ...]) -> list[Span]:
    """For each hop the first and the last day that remain for it on this chain."""
    if not net.ends:
        return bare_spans(links)
    carried = carried_along(net, links)
    received, barriers = _held_at_start(net, aim, links[0])
    days = [advance(received, barriers, links[0].span)]
    between = [net.barriers(a.recipient, b.provider, c) for a, b, c in zip(links, links[1:], carried, strict=False)]
    for link, ended in zip(links[1:], between, strict=True):
        days.append(advance(days[-1], ended, link.span))
    for i in reversed(range(len(between))):
        days[i] = retreat(days[i], between[i], days[i + 1])
    return [(span[0][0], span[-1][1]) for span in days]


def bare_spans(links: tuple[Link, ...]) -> list[Span]:
    """The same where no recovery ends a holding: not before the hops before, not after those that follow."""
    lows = accumulate((link.span[0] for link in links), max)
    highs = reversed(list(accumulate((link.span[1] for link in reversed(links)), min)))
    return list(zip(lows, highs, strict=True))


def _held_at_start(net: Network, aim: Aim, link: Link) -> tuple[Days, tuple[int, ...]]:
    return (ALWAYS, ()) if link.number in aim.given else net.held_at_start(aim.start, link)


def _surely_begins(net: Network, aim: Aim, link: Link) -> bool:
    if aim.start not in (NOBODY, link.provider) or not link.transfer.is_stated:
        return False
    _, ended = _held_at_start(net, aim, link)
    return not any(barrier < link.latest for barrier in ended)


def _surely_follows(net: Network, last: Link, link: Link, disputed: int, carried: int) -> bool:
    """True if `link` comes after `last` however the days are chosen; `disputed` are links that must not follow."""
    if last.recipient != link.provider or not link.transfer.is_stated or disputed >> link.number & 1:
        return False
    if last.latest > link.span[0] and not link.before >> last.number & 1:
        return False
    ended = net.barriers(last.recipient, link.provider, carried)
    return not any(last.span[0] <= barrier < link.latest for barrier in ended)
