"""Timing: on which days the hops of a path can have happened, exactly.

A set of days is a tuple of disjoint spans in ascending order. From one hop to the next days never go back, and a
recovery ends a holding: whoever received up to its last day b passes nothing on after b. So days fall into segments
… b1 | b1+1 … b2 | b2+1 …, and a hop must lie in the segment of the receipt that it starts from.

Example: received on day 3 or 8, recovered by day 5, next hop in [1, 9]  →  it lies in [3, 5] or [8, 9].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.engine.order import HIGH, LOW, Span

__all__ = ["Days", "advance", "retreat", "union"]

Days = tuple[Span, ...]


def advance(received: Days, barriers: Sequence[int], span: Span) -> Days:
    """Days of a hop inside `span` that starts from data received on one of the days `received`."""
    if not barriers:
        first = max(received[0][0], span[0])
        return ((first, span[1]),) if first <= span[1] else ()
    found: list[Span] = []
    for low, high in _segments(barriers):
        inside = _meet(received, (low, high))
        if inside:
            found += _meet(((inside[0][0], high),), span)
    return tuple(found)


def retreat(received: Days, barriers: Sequence[int], passed_on: Days) -> Days:
    """Those of the days `received` from which one of the days `passed_on` can be reached."""
    found: list[Span] = []
    for low, high in _segments(barriers):
        inside = _meet(passed_on, (low, high))
        if inside:
            found += _meet(received, (low, inside[-1][1]))
    return tuple(found)


def union(spans: Sequence[Span]) -> Days:
    """Spans in any order, as a set of days."""
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _segments(barriers: Sequence[int]) -> Iterator[Span]:
    low = LOW
    for barrier in barriers:
        yield (low, barrier)
        low = barrier + 1
    yield (low, HIGH)


def _meet(days: Days, span: Span) -> list[Span]:
    return [(max(a, span[0]), min(b, span[1])) for a, b in days if a <= span[1] and span[0] <= b]
