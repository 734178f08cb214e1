"""Folding: which deliveries are parts of a transfer that sums them up.

Example: the sale of 17 January, `part_of` the sales of ten years between the same two, is no hop but one of the parts
of that hop; when its own dataset is asked for, it is a hop, and the sales of ten years are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from app.domain.graph import Graph, Transfer
from app.domain.ids import TransferId
from app.domain.path import Question

__all__ = ["counts", "folded", "told_closer"]


def counts(transfer: Transfer, question: Question) -> bool:
    """True if the documents say it happened, surely enough for the question."""
    return transfer.status.can_lie_on_path and transfer.status.rank <= question.min_status.rank


def folded(graph: Graph, present: Set[TransferId], question: Question) -> dict[TransferId, TransferId]:
    """Each of the transfers `present` that is folded, with the one that sums it up.

    They have the same two ends, and the dataset asked for is not the part's own.
    """
    whole: dict[TransferId, TransferId] = {}
    for identifier in present:
        t = graph.transfers[identifier]
        asked = question.dataset is not None and t.dataset == question.dataset
        above = None if asked else _whole(graph, t, present)
        if above is not None:
            whole[t.id] = above
    return whole


def told_closer(graph: Graph, question: Question) -> set[TransferId]:
    """Wholes of which the dataset asked for is a part that is told on its own, between the same two ends.

    How the batch of 17 January came to the broker is told: as that part, on that day. The sales of ten years that sum
    it up say nothing nearer of it, and would let it arrive years before it was taken.
    """
    found: set[TransferId] = set()
    for part in graph.transfers.values():
        if question.dataset is not None and part.dataset == question.dataset and counts(part, question):
            wholes = list(_wholes(graph, part))
            if part.id not in wholes:
                found |= {w for w in wholes if _same_ends(graph.transfers[w], part)}
    return found


def _wholes(graph: Graph, transfer: Transfer) -> Iterator[TransferId]:
    """What a transfer is a part of, and what that is a part of."""
    seen: set[TransferId] = set()
    above = transfer.part_of
    while above is not None and above in graph.transfers and above not in seen:
        seen.add(above)
        yield above
        above = graph.transfers[above].part_of


def _same_ends(a: Transfer, b: Transfer) -> bool:
    return (a.provider, a.recipient) == (b.provider, b.recipient)


def _whole(graph: Graph, transfer: Transfer, present: Set[TransferId]) -> TransferId | None:
    wholes = list(_wholes(graph, transfer))
    if transfer.id in wholes:
        return None  # deliveries that sum each other up stay what they are
    return next((w for w in wholes if w in present and _same_ends(graph.transfers[w], transfer)), None)
