"""Columns of a segment → one table of it: its rows by key, and the keys that are gone.

Table(segment, "actors").row("a1")   →  b'["a1","名簿業者","organization",…]', None if it is not there
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from app.store.segments.segment import Segment, Unfit

__all__ = ["ENDING", "NO_DATA", "ORDERED", "TABLES", "THINGS", "Heap", "Table", "Tables"]

Tables: TypeAlias = Mapping[str, Mapping[str, bytes]]
"""By table and key the rows."""

THINGS = ("documents", "incidents", "actors", "datasets", "transfers")
TABLES = (*THINGS, "words", "conflicts", "former")

ORDERED, ENDING = 1, 2
"""Flags of a transfer: the texts put it in an order or sum it up; it ends a holding."""
NO_DATA = -1
"""The dataset of a transfer of which none is known."""


class Heap:
    """Pieces of bytes, one behind the other."""

    def __init__(self, segment: Segment, name: str) -> None:
        """The heap of that name; an empty one if there is none. Raises Unfit if pieces end outside of it."""
        there = name in segment
        self._body = segment.column(name) if there else memoryview(b"")
        self._ends = segment.column(f"{name}.ends") if there else memoryview(bytes(8)).cast("q")
        if not len(self._ends) or self._ends[0] != 0 or self._ends[-1] != len(self._body):
            raise Unfit(f"the pieces of {name} do not make it up")

    def __len__(self) -> int:
        """The number of pieces."""
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        """One piece."""
        return bytes(self._body[self._ends[number] : self._ends[number + 1]])

    def __iter__(self) -> Iterator[bytes]:
        """All pieces."""
        return (self[number] for number in range(len(self)))

    @property
    def body(self) -> bytes:
        """All pieces as one."""
        return bytes(self._body)


class Table:
    """Rows by key, of one segment."""

    def __init__(self, segment: Segment, name: str) -> None:
        """The table of that name; raises Unfit."""
        self._keys, self._rows, self._gone = (Heap(segment, f"{name}.{part}") for part in ("keys", "rows", "gone"))
        if len(self._keys) != len(self._rows):
            raise Unfit(f"{name} has not as many rows as keys")

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._keys)

    def keys(self, numbers: Iterable[int] | None = None) -> list[str]:
        """The keys of these rows, or of all."""
        found = self._keys if numbers is None else map(self._keys.__getitem__, numbers)
        return [key.decode() for key in found]

    def gone(self) -> list[str]:
        """Keys that older segments may have, and that are gone."""
        return [key.decode() for key in self._gone]

    def values(self, numbers: Iterable[int] | None = None) -> list[Any]:
        """What these rows say, or all."""
        body = self._rows.body if numbers is None else b"".join(map(self._rows.__getitem__, numbers))
        return cast("list[Any]", json.loads(b"[%b]" % body[:-1]))

    def raw(self) -> Iterator[tuple[str, bytes]]:
        """All keys with their rows as they are stored."""
        return ((key.decode(), row[:-1]) for key, row in zip(self._keys, self._rows, strict=True))

    def find(self, key: str) -> tuple[bool, Any]:
        """Whether this segment knows of the key, and what the row says; None if it is gone."""
        wanted = key.encode()
        number = _find(self._keys, wanted)
        if number is not None:
            return True, json.loads(self._rows[number][:-1])
        return _find(self._gone, wanted) is not None, None


def _find(heap: Heap, wanted: bytes) -> int | None:
    """UTF-8 sorts as its characters do."""
    number = bisect_left(range(len(heap)), wanted, key=heap.__getitem__)
    return number if number < len(heap) and heap[number] == wanted else None
