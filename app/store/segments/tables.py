"""Graph → tables, rows by key, and these → the columns of a segment.

    tables_of(graph)["transfers"]["t1"]   →  b'[733164,2,"t1","i1","a1","a2","d1",…]'

The rows of a table, and its keys, are one heap of bytes each and the places where they end; keys are sorted, so that
one row is found without reading the others. The row of a transfer begins with what decides whether a question needs it:
its first day, sharpened by the order that the texts state, and flags. Both, with the dataset, are columns as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import TransferId
from app.domain.vocabulary import ENDS_HOLDING
from app.property_graph.projection import projection_of
from app.store.segments.rows import (
    actor_row,
    conflict_row,
    dataset_row,
    document_row,
    encoded,
    quote_row,
    transfer_row,
)
from app.store.segments.segment import Column
from app.store.segments.table import ENDING, NO_DATA, ORDERED, TABLES, Tables

__all__ = ["Change", "columns_of", "tables_of"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a segment holds of one table: rows that are new or others than before, and keys that are gone."""

    rows: Mapping[str, bytes]
    gone: Iterable[str] = field(default=())


def tables_of(graph: Graph) -> Tables:
    """All that is kept of a graph."""
    ordered = _ordered(graph.transfers.values())
    days = {key: span[0] for key, span in projection_of(graph).order.spans.items()}
    about: dict[str, list[Conflict]] = {}
    for conflict in graph.conflicts:
        about.setdefault(conflict.subject or "", []).append(conflict)
    rows: dict[str, Iterable[tuple[str, Any]]] = {
        "documents": ((key, document_row(one)) for key, one in graph.documents.items()),
        "incidents": ((key, [key, one.name]) for key, one in graph.incidents.items()),
        "actors": ((key, actor_row(one)) for key, one in graph.actors.items()),
        "datasets": ((key, dataset_row(one)) for key, one in graph.datasets.items()),
        "transfers": (
            (key, [days[key], _flags(one, key in ordered), *transfer_row(one)]) for key, one in graph.transfers.items()
        ),
        "words": ((key, [*map(quote_row, one.evidence)]) for key, one in graph.transfers.items()),
        "conflicts": ((key, [*map(conflict_row, found)]) for key, found in about.items()),
        "former": graph.former.items(),
    }
    return {name: {key: encoded(row) for key, row in rows[name]} for name in TABLES}


def columns_of(changes: Mapping[str, Change], graph: Graph) -> dict[str, Column]:
    """The columns of a segment; a heap without anything in it has none."""
    columns: dict[str, Column] = {}
    for name, change in changes.items():
        keys = sorted(change.rows)
        columns |= _heap(f"{name}.keys", (key.encode() for key in keys))
        columns |= _heap(f"{name}.rows", (change.rows[key] + b"," for key in keys))
        columns |= _heap(f"{name}.gone", (key.encode() for key in sorted(change.gone)))
        if name == "transfers" and keys:
            columns |= _choosing([graph.transfers[TransferId(key)] for key in keys], change.rows)
    return columns


def _heap(name: str, parts: Iterable[bytes]) -> Iterator[tuple[str, Column]]:
    ends, body = array("q", [0]), bytearray()
    for part in parts:
        body += part
        ends.append(len(body))
    return iter({name: bytes(body), f"{name}.ends": ends}.items() if len(ends) > 1 else ())


def _choosing(transfers: Iterable[Transfer], rows: Mapping[str, bytes]) -> dict[str, Column]:
    found = list(transfers)
    names = sorted({one.dataset for one in found if one.dataset is not None})
    numbers: Mapping[str | None, int] = {None: NO_DATA, **{key: number for number, key in enumerate(names)}}
    heads = [rows[one.id][1:].split(b",", 2)[:2] for one in found]
    return {
        **dict(_heap("transfers.data", (name.encode() for name in names))),
        "transfers.dataset": array("i", [numbers[one.dataset] for one in found]),
        "transfers.first": array("i", [int(day) for day, _ in heads]),
        "transfers.flags": bytes(int(flags) for _, flags in heads),
    }


def _flags(one: Transfer, is_ordered: bool) -> int:  # noqa: FBT001 - private
    return (ORDERED if is_ordered else 0) | (ENDING if one.action in ENDS_HOLDING else 0)


def _ordered(transfers: Iterable[Transfer]) -> set[str]:
    """Those that the texts put in an order or sum up, on either side."""
    found: set[str] = set()
    for one in transfers:
        others = (*one.after, *(() if one.part_of is None else (one.part_of,)))
        found.update(others, (one.id,) if others else ())
    return found
