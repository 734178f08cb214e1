"""Order: windows of transfers, sharpened by what the texts put before what (`after`).

If t comes after s, then t is not earlier than the earliest day of s, and s not later than the latest day of t;
transitively, also over transfers that lie on no path. Denied and planned transfers order nothing. Where `after` runs
in a circle or empties a window, the documents contradict each other: there it neither sharpens nor forbids, and what
it says against an order only keeps that order from being certain.

Days are ordinals (`date.toordinal`); `LOW` and `HIGH` stand for open ends.

Example: s in [3, 5], t in [1, 9] after s  →  t in [3, 9].
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.domain.graph import Transfer
from app.domain.ids import TransferId
from app.domain.window import Window
from app.engine.kinship import closure

__all__ = ["HIGH", "LOW", "Order", "Span", "order_of", "span_of", "window_of"]

Span = tuple[int, int]
"""First and last day, both included."""

LOW = 0
"""Before any day."""
HIGH = 10_000_000
"""After any day."""


@dataclass(frozen=True, slots=True)
class Order:
    """Sharpened windows (`spans`), and what the texts put before a transfer, where they put anything before it.

    `before` holds where the documents agree, `disputed` where they contradict each other.
    """

    spans: Mapping[TransferId, Span]
    before: Mapping[TransferId, frozenset[TransferId]]
    disputed: Mapping[TransferId, frozenset[TransferId]]


def order_of(transfers: Mapping[TransferId, Transfer]) -> Order:
    """Sharpened windows and the order that the texts state."""
    spans = {t.id: span_of(t.window) for t in transfers.values()}
    just = {t.id: _stated_before(t, transfers) for t in transfers.values() if t.status.can_lie_on_path}
    just = {key: value for key, value in just.items() if value}
    before = {key: frozenset(closure(key, just)) for key in just}
    trusted: dict[TransferId, frozenset[TransferId]] = {}
    for part in _components(just):
        sharp = _sharpened({key: spans[key] for key in part}, before)
        if sharp is not None:
            spans |= sharp
            trusted |= {key: before[key] for key in part if key in before}
    return Order(spans, trusted, {key: value for key, value in before.items() if key not in trusted})


def span_of(window: Window) -> Span:
    """Days of a window as ordinals."""
    low = LOW if window.earliest is None else window.earliest.toordinal()
    return (low, HIGH if window.latest is None else window.latest.toordinal())


@lru_cache(maxsize=1 << 14)
def window_of(span: Span) -> Window:
    """Ordinals as a window. The paths of one answer have few of them, each on many hops."""
    low, high = span
    return Window(
        None if low == LOW else date.fromordinal(low),
        None if high == HIGH else date.fromordinal(high),
    )


def _stated_before(transfer: Transfer, transfers: Mapping[TransferId, Transfer]) -> tuple[TransferId, ...]:
    return tuple(s for s in transfer.after if s in transfers and transfers[s].status.can_lie_on_path)


def _components(just: Mapping[TransferId, Iterable[TransferId]]) -> list[set[TransferId]]:
    beside: dict[TransferId, set[TransferId]] = {}
    for key, earlier in just.items():
        for other in earlier:
            beside.setdefault(key, set()).add(other)
            beside.setdefault(other, set()).add(key)
    parts: list[set[TransferId]] = []
    seen: set[TransferId] = set()
    for key in beside:
        if key not in seen:
            parts.append(closure(key, beside) | {key})
            seen |= parts[-1]
    return parts


def _sharpened(
    spans: Mapping[TransferId, Span], before: Mapping[TransferId, frozenset[TransferId]]
) -> dict[TransferId, Span] | None:
    """Spans of one component, None if they contradict each other."""
    low = {key: span[0] for key, span in spans.items()}
    high = {key: span[1] for key, span in spans.items()}
    for key in spans:
        for earlier in before.get(key, ()):
            low[key] = max(low[key], spans[earlier][0])
            high[earlier] = min(high[earlier], spans[key][1])
    if any(key in before.get(key, ()) or low[key] > high[key] for key in spans):
        return None
    return {key: (low[key], high[key]) for key in spans}
