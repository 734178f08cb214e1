"""What the core asks of the outside, as Protocols: a store. Implementations live in `app/store`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from app.domain.document import Document
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading

__all__ = ["Store"]


class Store(Protocol):
    """The record: documents, what was read in them, judgements. The resolved graph is rebuilt from these.

    All operations are idempotent. A Reading is kept whole or not at all; putting one replaces the current run of its
    document as a whole. Raises `StoreError` (see `errors`) and nothing of the database library.
    """

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all in one transaction."""
        ...

    def get_reading(self, document: DocumentId) -> Reading | None:
        """The current run of a document that is not removed; None if there is none."""
        ...

    def readings(self) -> Sequence[Reading]:
        """The current runs of all documents that are not removed, by document id."""
        ...

    def documents(self) -> Sequence[Document]:
        """All documents that are not removed, by id."""
        ...

    def remove(self, document: DocumentId) -> bool:
        """Take a document out (its evidence is kept, and a later put brings it back); False if it is not there."""
        ...

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; the same id replaces (to undo)."""
        ...

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, by time and id, undone ones included."""
        ...

    def revision(self) -> str:
        """A token that changes with every change of the record; equal tokens mean equal contents."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Several operations, all or none."""
        ...

    def close(self) -> None:
        """Give up all handles."""
        ...
