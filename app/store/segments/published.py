"""Segments of one revision → the graph as published: what a question needs of it is read when it is needed.

    graph = SegmentGraph("revision-…", [base, delta])
    graph.transfers(DatasetId("d1"), date(2031, 1, 1))   →  the transfers that can matter, by id

What stands in a later segment goes before what stands in an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from app.domain.document import Quote
from app.domain.errors import GraphLost
from app.domain.graph import Conflict, Dataset, Graph, Transfer
from app.domain.ids import DatasetId, TransferId
from app.store.segments.rows import (
    Json,
    actor_from,
    conflict_from,
    dataset_from,
    document_from,
    incident_from,
    quote_from,
    transfer_from,
)
from app.store.segments.segment import Segment, Unfit
from app.store.segments.table import ENDING, NO_DATA, ORDERED, TABLES, Heap, Table

__all__ = ["SegmentGraph"]

_T = TypeVar("_T")
_HEAD = 2
"""Columns before those of the transfer itself."""


class SegmentGraph:
    """A `PublishedGraph` (see `app.domain.ports`) that stays as it is. GraphLost where a segment is not whole."""

    def __init__(self, revision: str, segments: Sequence[Segment], on_loss: Callable[[], None]) -> None:
        """`on_loss` is told when something cannot be read."""
        self._revision, self._segments, self._on_loss = revision, segments, on_loss
        self._tables: dict[str, list[Table]] = {}

    def published(self) -> str:
        """The revision of the record that this graph stands for."""
        return self._revision

    def things(self) -> Graph:
        """The graph without transfers, events, rows of the affected, conflicts, mentions and texts."""
        with self._reading():
            return Graph(
                documents=self._all("documents", document_from),
                incidents=self._all("incidents", incident_from),
                actors=self._all("actors", actor_from),
                datasets=self._all("datasets", dataset_from),
            )

    def transfers(self, dataset: DatasetId | None, by: date | None) -> Mapping[TransferId, Transfer]:
        """The transfers that can matter, by id, without the words that they rest on."""
        with self._reading():
            family = None if dataset is None else self._family(dataset)
            last = None if by is None else by.toordinal()
            found: dict[str, Json] = {}
            tables = self._of("transfers")
            for segment, table in zip(self._segments, tables, strict=True):
                _let_go(found, table)
                chosen = None if family is None and last is None else _chosen(segment, table, family, last)
                found.update(zip(table.keys(chosen), table.values(chosen), strict=True))
            return {TransferId(key): transfer_from(row[_HEAD:]) for key, row in _in_order(found, tables)}

    def evidence(self, transfers: Sequence[TransferId]) -> Mapping[TransferId, tuple[Quote, ...]]:
        """The words that transfers rest on, in their order."""
        with self._reading():
            found = ((key, self._find("words", key)) for key in transfers)
            return {key: tuple(map(quote_from, row)) for key, row in found if row is not None}

    def conflicts(self, things: Sequence[str]) -> Sequence[Conflict]:
        """The conflicts about these things, by id, with their words."""
        with self._reading():
            rows = (self._find("conflicts", key) for key in sorted(set(things)))
            found = (conflict_from(one) for row in rows if row is not None for one in row)
            return sorted(found, key=lambda conflict: conflict.id)

    def present(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Of local and former ids those that lead elsewhere, and where."""
        with self._reading():
            found = ((key, self._find("former", key)) for key in identifiers)
            return {key: present for key, present in found if present is not None}

    def rows(self) -> dict[str, dict[str, bytes]]:
        """All rows of all tables as they are stored. Raises Unfit."""
        found: dict[str, dict[str, bytes]] = {name: {} for name in TABLES}
        for name in TABLES:
            for table in self._of(name):
                _let_go(found[name], table)
                found[name].update(table.raw())
        return found

    # ------------------------------------------------------------ below

    @contextmanager
    def _reading(self) -> Generator[None]:
        """Checksums let no change of a file through; of a file that was made otherwise, nothing is believed either."""
        try:
            yield
        except (Unfit, ValueError, TypeError, LookupError) as error:
            self._on_loss()
            message = f"the graph beside the record cannot be read: {error}"
            raise GraphLost(message, remedy="ask again: it is written anew from the record") from error

    def _of(self, name: str) -> list[Table]:
        known = self._tables.get(name)
        if known is None:
            known = self._tables[name] = [Table(segment, name) for segment in self._segments]
        return known

    def _all(self, name: str, made: Callable[[Json], _T]) -> dict[Any, _T]:
        found: dict[str, Json] = {}
        for table in self._of(name):
            _let_go(found, table)
            found.update(zip(table.keys(), table.values(), strict=True))
        return {key: made(row) for key, row in _in_order(found, self._of(name))}

    def _find(self, name: str, key: str) -> Any:  # noqa: ANN401 - a row says what it says
        for table in reversed(self._of(name)):
            known, row = table.find(key)
            if known:
                return row
        return None

    def _family(self, dataset: DatasetId) -> set[str]:
        """The datasets that may lie on a way of one: what derives from it, and all that any of these derives from."""
        datasets: Mapping[DatasetId, Dataset] = self._all("datasets", dataset_from)
        wider = {key: one.derived_from for key, one in datasets.items()}
        narrower: dict[DatasetId, list[DatasetId]] = {}
        for key, above in wider.items():
            for one in above:
                narrower.setdefault(one, []).append(key)
        return {*_closed(_closed([dataset], narrower), wider)}


def _closed(begin: Sequence[DatasetId], steps: Mapping[DatasetId, Sequence[DatasetId]]) -> list[DatasetId]:
    found = dict.fromkeys(begin)
    waiting = list(begin)
    while waiting:
        fresh = [one for one in steps.get(waiting.pop(), ()) if one not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return list(found)


def _chosen(segment: Segment, table: Table, family: set[str] | None, last: int | None) -> list[int]:
    """The rows of transfers that can matter.

    Left out are other datasets and transfers after the last day that is asked for. What ends holdings stays, whenever
    it was, and so does all that the texts put in an order or sum up, since that sharpens the days of the rest.
    """
    if not len(table):
        return []
    names = Heap(segment, "transfers.data")
    fits = [family is None or name.decode() in family for name in names] + [True]  # the last one stands for NO_DATA
    columns = [segment.column(f"transfers.{name}").tolist() for name in ("dataset", "first", "flags")]
    if {len(column) for column in columns} != {len(table)} or not NO_DATA <= min(columns[0]) <= max(columns[0]) < len(
        names
    ):
        raise Unfit("the columns of transfers do not go together")
    return [
        number
        for number, (data, first, flags) in enumerate(zip(*columns, strict=True))
        if flags & ORDERED or (fits[data] and (last is None or first <= last or flags & ENDING))
    ]


def _let_go(found: dict[str, Any], table: Table) -> None:
    """What a later segment holds otherwise, or does not choose any more."""
    if found:
        for key in (*table.gone(), *table.keys()):
            found.pop(key, None)


def _in_order(found: Mapping[str, Json], tables: Sequence[Table]) -> Sequence[tuple[str, Json]]:
    return sorted(found.items()) if len(tables) > 1 else list(found.items())
