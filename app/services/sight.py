"""Sight: what a question can be asked of: the graphs over a store, as far as somebody may see them.

`Graphs` is the sight of whoever may see everything; `Seen` that of an audience. All that answers a question takes a
Sight, so that no answer can come from what its reader may not see.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.ids import DocumentId, TransferId
from app.domain.view import View
from app.services.snapshot import ALL, Snapshot

__all__ = ["Sight"]


class Sight(Protocol):
    """Snapshots of the record. Everything here raises StoreError."""

    def snapshot(self, view: View = ALL) -> Snapshot:
        """The graph of `view`."""
        ...

    def slice(self, view: View, dataset: str | None, by: date | None, asked: Sequence[str] = ()) -> Snapshot:
        """What a question about `dataset` (an id or a label) up to the day `by` needs of the graph of `view`.

        `asked` are the ids or names that the question holds. Raises BadQuestion, NotFound, Ambiguous.
        """
        ...

    def with_words(self, snapshot: Snapshot, transfers: Iterable[TransferId]) -> Snapshot:
        """The snapshot with the words that these transfers rest on, if it is a slice and lacks them."""
        ...

    def with_conflicts(self, snapshot: Snapshot, things: Iterable[str]) -> Snapshot:
        """The snapshot with the conflicts about these things, if it is a slice and lacks them."""
        ...

    def revision(self) -> str:
        """A token that changes with every change of what can be seen, and with no other."""
        ...

    def documents(self) -> tuple[Document, ...]:
        """All documents that can be seen, by id."""
        ...

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that can be seen and bear one."""
        ...

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of passages that can be seen and hold `words` as they can be seen; see `Store`."""
        ...

    def stamp(self) -> Hashable | None:
        """Equal stamps mean equal answers to equal questions; None if that cannot be told without waiting."""
        ...
