"""Shapes of answers about documents, their passages and their texts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.shapes import Frame, Reference, Remark, Shape

__all__ = ["DocumentDetail", "DocumentItem", "FoundPassage", "PassageItem", "StretchAnswer"]


class Reprint(Shape):
    """Whose words a document gives; `of` null: it is the first that credits `source`. `share`: of the longer text."""

    of: Reference | None
    source: str
    share: float | None


class DocumentItem(Reference):
    """A document; `store_id` is the hash of its bytes, `characters` null if its text is not here."""

    store_id: str
    sha256: str | None
    title: str | None
    publisher: str | None
    published_at: str | None
    url: str | None
    language: str | None
    marking: Literal["clear", "green", "amber", "amber+strict", "red"] | None = Field(
        description="TLP 2.0; null: nobody has marked it, and it counts as the server is set up"
    )
    reprint: Reprint | None
    characters: int | None
    claims: int
    diagnostics: list[Remark]


class DocumentDetail(DocumentItem, Frame):
    """A document."""


class PassageItem(Shape):
    """A sentence, heading, list item or table row; `masked` as of evidence."""

    id: str
    kind: str
    start: int
    end: int
    page: int | None
    text: str
    masked: bool


class Piece(Shape):
    """Words at `[start, end)` of the original, a character for each place; a pseudonym where `masked`."""

    start: int
    end: int
    text: str
    masked: bool


class StretchAnswer(Frame):
    """A part of a document, in pieces without a gap; `characters`: of the whole; `page`: of `start`."""

    document: str
    start: int
    end: int
    characters: int
    page: int | None
    pieces: list[Piece]


class FoundPassage(PassageItem):
    """A passage that holds the words, and its document."""

    document: str
    title: str | None
