"""Contents → the rows of `relations.csv` and `evidence.csv`: what leads from one thing to another, and to its words.

("actor", "a3", "member", "actor", "a1")      ("transfer", "t2", "", "news", 31, 66, None, "…名簿を…")

`part` is the number of a record count, or of a side of a conflict, as its own table numbers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from app.domain.document import Quote
from app.domain.graph import Graph
from app.export.contents import Contents
from app.export.plain import quotes_of

__all__ = ["evidence_rows", "relation_rows"]

_Row: TypeAlias = "Sequence[object]"


def relation_rows(contents: Contents) -> Iterator[_Row]:
    """A row for each reference that is one of a list, and for the whole of a transfer."""
    graph = contents.graph
    for key, actor in sorted(graph.actors.items()):
        yield from _rows("actor", key, "incident", "incident", actor.incidents)
        yield from _rows("actor", key, "member", "actor", actor.members)
        yield from _rows("actor", key, "candidate", "actor", actor.candidates)
    for key, dataset in sorted(graph.datasets.items()):
        yield from _rows("dataset", key, "derived_from", "dataset", dataset.derived_from)
    for key, transfer in sorted(graph.transfers.items()):
        whole = () if transfer.part_of is None else (transfer.part_of,)
        yield from _rows("transfer", key, "part_of", "transfer", whole)
        yield from _rows("transfer", key, "after", "transfer", transfer.after)
    for key, event in sorted(graph.events.items()):
        yield from _rows("event", key, "actor", "actor", event.actors)


def evidence_rows(contents: Contents) -> Iterator[_Row]:
    """A row for each quote of a thing."""
    for kind, key, part, quotes in _quoted(contents.graph):
        for one in quotes_of(contents, quotes):
            yield kind, key, part, one["document"], one["start"], one["end"], one.get("page"), one["quote"]


def _rows(kind: str, key: str, relation: str, other_kind: str, others: Iterable[str]) -> Iterator[_Row]:
    return ((kind, key, relation, other_kind, other) for other in others)


def _quoted(graph: Graph) -> Iterator[tuple[str, str, int | None, Iterable[Quote]]]:
    for key, incident in sorted(graph.incidents.items()):
        yield "incident", key, None, incident.evidence
    for key, actor in sorted(graph.actors.items()):
        yield "actor", key, None, actor.mentions
    for key, dataset in sorted(graph.datasets.items()):
        yield "dataset", key, None, dataset.mentions
        for number, count in enumerate(dataset.record_counts, start=1):
            yield "record_count", key, number, count.evidence
    for key, transfer in sorted(graph.transfers.items()):
        yield "transfer", key, None, transfer.evidence
    for holding in sorted(graph.holdings, key=lambda one: one.id):
        yield "holding", holding.id, None, holding.evidence
    for key, event in sorted(graph.events.items()):
        yield "event", key, None, event.evidence
    for affected in sorted(graph.affected, key=lambda one: one.id):
        yield "affected", affected.id, None, affected.evidence
    for conflict in sorted(graph.conflicts, key=lambda one: one.id):
        for number, side in enumerate(conflict.sides, start=1):
            yield "conflict", conflict.id, number, side.evidence
