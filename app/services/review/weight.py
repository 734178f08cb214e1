"""How much hangs on an open question: how many chains of two transfers it touches, and how open it is.

    traffic(graph).joined("insider-1", "insider-2")   →  3, the chains that there would be, were the two one

The count looks at neighbours only, not at days: it orders a queue. What would follow is told by a preview.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.graph import Graph
from app.domain.ids import TransferId

__all__ = ["Traffic", "traffic", "weight_of"]


@dataclass(frozen=True, slots=True)
class Traffic:
    """Of each actor how many transfers come in and go out, of each dataset how many carry it; without denied ones."""

    graph: Graph
    incoming: Counter[str]
    outgoing: Counter[str]
    carried: Counter[str]

    def joined(self, left: str, right: str) -> int:
        """Chains into one and out of the other; of datasets, transfers of either."""
        chains = self.incoming[left] * self.outgoing[right] + self.incoming[right] * self.outgoing[left]
        return chains + self.carried[left] + self.carried[right]

    def through(self, provider: str | None, recipient: str | None) -> int:
        """Chains of which a transfer between the two is a part, itself among them."""
        before = 0 if provider is None else self.incoming[provider]
        return (before + 1) * (1 + (0 if recipient is None else self.outgoing[recipient]))

    def about(self, thing: str | None) -> int:
        """What hangs on a transfer, an actor or a dataset."""
        transfer = self.graph.transfers.get(TransferId(thing or ""))
        if transfer is not None:
            return self.through(transfer.provider, transfer.recipient)
        key = thing or ""
        return self.incoming[key] + self.outgoing[key] + self.carried[key]


def traffic(graph: Graph) -> Traffic:
    """One look at all transfers."""
    known = [transfer for transfer in graph.transfers.values() if transfer.status.can_lie_on_path]
    return Traffic(
        graph,
        Counter(str(t.recipient) for t in known if t.recipient is not None),
        Counter(str(t.provider) for t in known if t.provider is not None),
        Counter(str(t.dataset) for t in known if t.dataset is not None),
    )


def weight_of(chains: int, doubt: float) -> float:
    """What orders the queue: `doubt` is 1 where nothing speaks for one answer, 0 where it is all but decided.

    >>> weight_of(3, 1.0), weight_of(3, 0.0)
    (8.0, 4.0)
    """
    return round((1 + chains) * (1 + doubt), 3)
