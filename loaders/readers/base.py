"""What a reader is: bytes of one format -> text with its blocks.

A reader says by `detect` whether the bytes are its own, and by `read` what they say. Offsets of the blocks index the
text it returns; that text is what the document keeps and what quotes are cut from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.domain.diagnostic import Diagnostic
from app.domain.document import Block

__all__ = ["ReadText", "Reader"]


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader made of a file. `title` and `published_at` (`YYYY-MM-DD`) are what the format itself names, if any.

    Text of a format that has pages ends each of them with a form feed (see `Document.page_at`).
    """

    text: str
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    title: str | None = None
    published_at: str | None = None


class Reader(Protocol):
    """One format. `detect` must be cheap and must not raise; `read` raises UnreadableDocument only."""

    @property
    def name(self) -> str:
        """Short name, as in diagnostics."""
        ...

    def detect(self, data: bytes, filename: str) -> bool:
        """True if the bytes are of this format, by content first and by the name's ending second."""
        ...

    def read(self, data: bytes, filename: str) -> ReadText:
        """The text and its blocks. UnreadableDocument if the bytes are broken beyond reading."""
        ...
