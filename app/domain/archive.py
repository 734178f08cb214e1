"""Archive: the whole record as it stood at one moment, also what no question sees; and what is known of its backups.

with store.archive() as archive:
    archive.documents()                 # removed ones too, with their markings
    archive.runs(document)              # all readings of a document, the one that counts last
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.access import Marking
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading

__all__ = ["Archive", "KeptBackup", "KeptDocument"]


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as a store keeps it: whether it was taken out, its marking, and how often it was read."""

    id: DocumentId
    removed: bool
    marking: Marking | None
    runs: int


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup that was made: when, into which file, its digest, and the revision of the record in it."""

    made: datetime
    path: str
    digest: str
    revision: str


class Archive(Protocol):
    """What a store keeps, at one moment. Raises StoreError."""

    def documents(self) -> Sequence[KeptDocument]:
        """All documents, by id."""
        ...

    def runs(self, document: DocumentId) -> Sequence[Reading]:
        """All that was read in a document, the current run last."""
        ...

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, undone ones too."""
        ...

    def revision(self) -> str:
        """The revision of the record."""
        ...
