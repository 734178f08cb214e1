"""The segments that count → the graph of one SQLite record as published, opened once.

    published = SqliteGraph(Shelf.beside(path))
    published.opened(listed)     →  a SegmentGraph, or None if one of these is not there or not whole

What could not be read once is not tried again until other segments count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.access import Marking
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.ports import Published
from app.domain.view import Reading
from app.store.rows import judgement_row, revision_of, run_id
from app.store.segments import Listed, SegmentGraph, Shelf, Unfit

__all__ = ["SqliteGraph", "is_revision"]


class SqliteGraph:
    """What one process has opened of the folder beside a record."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is opened yet."""
        self.shelf = shelf
        self._opened: tuple[Sequence[Listed], SegmentGraph] | None = None
        self._lost: Sequence[Listed] = ()

    def opened(self, listed: Sequence[Listed]) -> SegmentGraph | None:
        """The graph of these segments, if it can be read."""
        if not listed or listed == self._lost:
            return None
        if self._opened is None or self._opened[0] != listed:
            try:
                self._opened = (listed, self.shelf.open(listed, lambda: self._lose(listed)))
            except Unfit:
                self._lose(listed)
                return None
        return self._opened[1]

    def write(self, graph: Graph, revision: str, listed: Sequence[Listed]) -> tuple[Sequence[Listed], Published] | None:
        """The segments that are to count from now on; None if there is no place for them."""
        try:
            return self.shelf.write(graph, revision, listed)
        except OSError:
            return None

    def forget(self) -> None:
        """Open anew, and try again what could not be read: it was written anew."""
        self._opened, self._lost = None, ()

    def _lose(self, listed: Sequence[Listed]) -> None:
        self._opened, self._lost = None, listed


def is_revision(
    readings: Iterable[Reading],
    judgements: Iterable[Judgement],
    markings: Mapping[DocumentId, Marking],
    revision: str,
) -> bool:
    """Whether these are all that the record holds at that revision."""
    return revision_of([*map(run_id, readings)], [*map(judgement_row, judgements)], markings) == revision
