"""Dating: the days that remain for a hop on all paths together.

On one path they are known. Whether another leaves it earlier or later ones is asked as long as the days that it has by
itself reach further: is there a path on which it lies there?

Example: insider → broker in May or on 3 July, broker → dealer in July: the broker can have received from May to July.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from app.engine.avoiding import Seeker, days_on
from app.engine.network import Network
from app.engine.order import HIGH, LOW, Span
from app.engine.search import Found

__all__ = ["days_of"]


def days_of(seeker: Seeker, chosen: Set[int], known: Sequence[Found], banned: Set[int] = frozenset()) -> Span:
    """First and last day that remain for the hop among `chosen` on any path that uses none of the `banned`.

    Each such path has exactly one; `known` are some of them. Where the time is up, no day is left out that is not
    known to be none of them.
    """
    days = [days_on(found, chosen) for found in known]
    low, high = min(first for first, _ in days), max(last for _, last in days)
    own = _outermost(seeker.net, chosen - banned)
    if own == (low, high):
        return own
    if seeker.is_spent():
        seeker.rests_on(seeker.not_tried())
        return own
    left = seeker.without(banned).trimmed()
    first, last = _outermost(left.net, chosen)
    return _earliest(left, chosen, first, low), _latest(left, chosen, high, last)


def _outermost(net: Network, chosen: Set[int]) -> Span:
    spans = [net.links[number].span for number in chosen if net.is_hop(net.links[number])]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _earliest(seeker: Seeker, chosen: Set[int], bound: int, known: int) -> int:
    """The bound itself is tried first, for most often it is reached; then always half of what is left."""
    probe = bound
    while bound < known:
        outcome = seeker.within(chosen, (LOW, probe))
        seeker.rests_on(outcome)
        if outcome.found is not None:
            known = days_on(outcome.found, chosen)[0]
        elif outcome.is_none:
            bound = probe + 1
        else:
            break
        probe = (bound + known - 1) // 2
    return bound


def _latest(seeker: Seeker, chosen: Set[int], known: int, bound: int) -> int:
    probe = bound
    while known < bound:
        outcome = seeker.within(chosen, (probe, HIGH))
        seeker.rests_on(outcome)
        if outcome.found is not None:
            known = days_on(outcome.found, chosen)[1]
        elif outcome.is_none:
            bound = probe - 1
        else:
            break
        probe = (bound + known + 1) // 2
    return bound
