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

    def erase(self, document: DocumentId) -> bool:
        """Delete a document and all that was ever read in it, texts included; False if it is not there.

        Judgements stay: they hold ids only, beside what their author wrote.
        """
        ...

    def find_passages(self, words: str, limit: int) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of passages that hold `words` (parts of words too, compared as `words.fold` does).

        By document id and place, at most `limit`, of documents that are not removed; nothing for white space.
        """
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
