"""Segments of one record in their folder: which are written, which are opened, which are deleted.

    shelf = Shelf.beside(Path("case.db"))
    listed, done = shelf.write(graph, "revision-…", None)     → a base
    shelf.open(listed)                                        → SegmentGraph
    shelf.write(changed, "revision-…", listed)                → the base and a delta behind it

Which of them count is told by the record (`Listed`, in their order), so that a change of both is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.graph import Graph
from app.domain.ports import Published
from app.store.segments.published import SegmentGraph
from app.store.segments.segment import Segment, Unfit, write_segment
from app.store.segments.table import THINGS, Tables

if TYPE_CHECKING:
    from app.store.segments.tables import Change

__all__ = ["Listed", "Shelf"]

_MOST_DELTAS = 8
_LARGEST_SHARE = 0.25
"""Deltas that take more than this share of their base are merged with it, and so are more than `_MOST_DELTAS`."""


class Listed(NamedTuple):
    """A segment that counts: its file, the revision that it brought the graph to, and its size in bytes."""

    name: str
    revision: str
    size: int


class Shelf:
    """The folder beside one record."""

    def __init__(self, folder: Path, record: Path) -> None:
        """`record` is the file whose permissions the segments share."""
        self._folder, self._record = folder, record

    @classmethod
    def beside(cls, record: Path) -> Shelf:
        """`case.db` → `case.db.segments/`."""
        return cls(record.with_name(f"{record.name}.segments"), record)

    def open(self, listed: Sequence[Listed], on_loss: Callable[[], None] = lambda: None) -> SegmentGraph:
        """The graph of these segments. Raises Unfit if one is not there or not whole."""
        if not listed:
            raise Unfit("there is no segment")
        return SegmentGraph(listed[-1].revision, [self._segment(one) for one in listed], on_loss)

    def damaged(self, listed: Iterable[Listed]) -> int:
        """How many are not there or not whole, each looked at from its first byte to its last."""
        number = 0
        for one in listed:
            try:
                self._segment(one).check()
            except Unfit:
                number += 1
        return number

    def write(self, graph: Graph, revision: str, listed: Sequence[Listed]) -> tuple[Sequence[Listed], Published]:
        """Write what differs from the segments that count by now, or all, if that is too much or one is not whole.

        Gives those that are to count from now on. Raises OSError.
        """
        from app.store.segments.tables import Change, tables_of  # noqa: PLC0415 - those who only read need not wait

        tables = tables_of(graph)
        old = self._rows(listed)
        changes = {name: Change(*_difference(rows, old[name] if old else {})) for name, rows in tables.items()}
        done = _done(tables, changes)
        deltas = sum(one.size for one in listed[1:]) + sum(map(_size, changes.values()))
        if old is not None and len(listed) <= _MOST_DELTAS and deltas <= _LARGEST_SHARE * listed[0].size:
            return (*listed, self._write(changes, graph, revision)), done
        base = self._write({name: Change(rows) for name, rows in tables.items()}, graph, revision)
        return (base,), done

    def are_there(self, listed: Iterable[Listed]) -> bool:
        """Whether all have their files: another writer may have deleted one that did not count yet."""
        return all((self._folder / one.name).is_file() for one in listed)

    def keep(self, listed: Iterable[Listed]) -> None:
        """Delete all files but these, unfinished ones included."""
        names = {one.name for one in listed}
        with suppress(OSError):
            for path in [path for path in self._folder.iterdir() if path.name not in names]:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    # ------------------------------------------------------------ below

    def _segment(self, one: Listed) -> Segment:
        segment = Segment.open(self._folder / Path(one.name).name, one.revision)
        if len(segment) != one.size:
            raise Unfit(f"{one.name} has another size")
        return segment

    def _rows(self, listed: Sequence[Listed]) -> Tables | None:
        try:
            return self.open(listed).rows()
        except (Unfit, UnicodeDecodeError):
            return None

    def _write(self, changes: dict[str, Change], graph: Graph, revision: str) -> Listed:
        from app.store.segments.tables import columns_of  # noqa: PLC0415 - as in `write`

        mode = self._record.stat().st_mode & 0o666
        self._folder.mkdir(mode=mode | (mode & 0o444) >> 2, exist_ok=True)
        name = write_segment(self._folder, revision, columns_of(changes, graph), mode)
        return Listed(name, revision, (self._folder / name).stat().st_size)


def _difference(rows: Mapping[str, bytes], before: Mapping[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
    """What is new or another than before, and what is gone."""
    return {key: row for key, row in rows.items() if before.get(key) != row}, before.keys() - rows.keys()


def _size(change: Change) -> int:
    """Bytes of its rows and keys."""
    return sum(len(key) + len(row) for key, row in change.rows.items()) + sum(map(len, change.gone))


def _done(tables: Tables, changes: dict[str, Change]) -> Published:
    written = sum(len(changes[name].rows) for name in THINGS)
    deleted = sum(len(list(changes[name].gone)) for name in THINGS)
    return Published(written, deleted, sum(len(tables[name]) for name in THINGS) - written)
