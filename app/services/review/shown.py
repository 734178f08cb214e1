"""A place in a document → the words there as whoever asks may see them: names masked, offsets those of the original."""

from __future__ import annotations

from app.domain.document import Document, Quote

__all__ = ["shown_at"]


def shown_at(document: Document, start: int, end: int) -> Quote | None:
    """The quote of that place; None if there is no text, or no such place in it."""
    words = document.words(start, end) if 0 <= start < end else ""
    return Quote(document.id, start, end, words, masked=document.hides(start, end)) if words else None
