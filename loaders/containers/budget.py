"""What one file may unfold to, over all archives and mails inside it: levels, documents, bytes.

budget = Budget()
budget.enter("a.zip")          # one level down; UnreadableDocument beyond MOST_LEVELS
budget.take(3_000, "a.zip")    # 3,000 bytes unfolded; UnreadableDocument beyond LARGEST_CONTENT in all
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.errors import UnreadableDocument

__all__ = ["LARGEST_CONTAINER", "LARGEST_CONTENT", "MOST_LEVELS", "MOST_MEMBERS", "Budget"]

LARGEST_CONTAINER = 200_000_000
"""Bytes of an archive on disk."""
LARGEST_CONTENT = 500_000_000
"""Bytes of all that is unfolded from one file."""
MOST_MEMBERS = 10_000
"""Files in one archive."""
MOST_LEVELS = 3
"""Archives and mails within each other."""

_UNPACK = "unpack it, look at what it holds, and load the documents"


@dataclass(slots=True)
class Budget:
    """What of it is used up."""

    levels: int = 0
    bytes: int = 0

    @contextmanager
    def enter(self, place: str) -> Generator[None]:
        """One level down, for as long as the block runs."""
        if self.levels >= MOST_LEVELS:
            message = f"lies within more than {MOST_LEVELS} archives or mails"
            raise UnreadableDocument(message, place=place, remedy=_UNPACK)
        self.levels += 1
        try:
            yield
        finally:
            self.levels -= 1

    @property
    def is_spent(self) -> bool:
        """True if nothing more is to be unfolded."""
        return self.bytes > LARGEST_CONTENT

    def take(self, size: int, place: str) -> None:
        """So many bytes more."""
        self.bytes += size
        if self.is_spent:
            message = f"unfolds to more than {LARGEST_CONTENT // 1_000_000:,} MB with what came before it"
            raise UnreadableDocument(message, place=place, remedy=_UNPACK)
