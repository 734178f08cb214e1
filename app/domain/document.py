"""Document, Block, Passage, Mention and Quote: text that never changes, and places in it.

Offsets are Python `str` indices (code points) into `Document.text`, half-open `[start, end)`. A quote is verbatim:
`document.text[quote.start:quote.end] == quote.exact`, always.

In a text that has pages, as that of a PDF, a form feed ends each of them; so every place in it tells its page.

A document may be shown with other words in place of some (`masks`): then `text` is what is shown, and all offsets stay
those of the original, for which `words` finds what is shown there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import DocumentId, LocalId, MentionId, SourceId, digest
from app.domain.vocabulary import ThingKind

__all__ = ["Block", "BlockKind", "Document", "Mask", "Mention", "Metadata", "Passage", "Quote", "Source"]

_PAGE_END = "\f"


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text; `published_at` is `YYYY[-MM[-DD]]`."""

    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mask:
    """`shown` stands in place of the original's `[start, end)`, and begins at `at` in the text that is shown."""

    start: int
    end: int
    at: int
    shown: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source text as loaded. `name` is the file's stem; `text` is None where only an exchange file tells of it.

    `page_ends` are the places of the form feeds, given only where the text itself is left out. `masks` are by place and
    do not overlap; a name that a quote cuts in two is shown whole.
    """

    id: DocumentId
    name: str
    sha256: str | None
    text: str | None
    metadata: Metadata = Metadata()
    page_ends: tuple[int, ...] = ()
    masks: tuple[Mask, ...] = ()

    def words(self, start: int, end: int) -> str:
        """What is shown at the original's `[start, end)`; nothing if there is no text.

        >>> shown = Document(DocumentId("doc-1"), "memo", None, "〔人物1〕が来た", masks=(Mask(0, 2, 0, "〔人物1〕"),))
        >>> shown.words(0, 3)
        '〔人物1〕が'
        """
        return (self.text or "")[self._shown(start) : self._shown(end, is_end=True)]

    def hides(self, start: int, end: int) -> bool:
        """True if other words are shown in place of some at the original's `[start, end)`."""
        before = bisect_left(self.masks, end, key=lambda mask: mask.start)
        return before > 0 and self.masks[before - 1].end > start

    def page_at(self, offset: int) -> int | None:
        r"""The page on which the place lies, 1 for the first; None if the document has no pages.

        >>> Document(DocumentId("doc-1"), "memo", None, "一枚目。\f二枚目。\f").page_at(5)
        2
        """
        if self.text is None:
            return bisect_left(self.page_ends, offset) + 1 if self.page_ends else None
        return self.text.count(_PAGE_END, 0, self._shown(offset)) + 1 if _PAGE_END in self.text else None

    def find_page_ends(self) -> tuple[int, ...]:
        """The places of the form feeds in the text, for a copy of the document without it."""
        places = (match.start() for match in re.finditer(_PAGE_END, self.text or ""))
        return tuple(self._original(place) for place in places) or self.page_ends

    def length(self) -> int:
        """How many characters the original has; 0 if there is no text."""
        return self._original(len(self.text or ""))

    def line_from(self, place: int, within: int) -> int:
        r"""The first beginning of a line at or after a place of the original; the place, if none is within so much.

        >>> Document(DocumentId("doc-1"), "memo", None, "一行目。\n二行目。").line_from(2, 10)
        5
        """
        if place <= 0 or self.text is None:
            return place
        before = self._shown(place, is_end=True) - 1
        found = self.text.find("\n", max(before, 0), before + within)
        return place if found < 0 else self._original(found) + 1

    def quote(self, start: int, end: int) -> Quote:
        """The words at `[start, end)`. ValueError if the document has no text or no such place."""
        if self.text is None or not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.name}: no text at {start}-{end}")
        return Quote(self.id, start, end, self.text[start:end])

    def _shown(self, place: int, *, is_end: bool = False) -> int:
        """Where a place of the original stands in the text that is shown."""
        before = bisect_left(self.masks, place + (not is_end), key=lambda mask: mask.start)
        if not before:
            return place
        mask = self.masks[before - 1]
        behind = _behind(mask)
        return behind + place - mask.end if place >= mask.end else behind if is_end else mask.at

    def _original(self, place: int) -> int:
        """Where a place of the text that is shown, outside of masks, stands in the original."""
        before = bisect_left(self.masks, place + 1, key=lambda mask: mask.at)
        return place if not before else place + self.masks[before - 1].end - _behind(self.masks[before - 1])


def _behind(mask: Mask) -> int:
    return mask.at + len(mask.shown)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote at `[start, end)`.

    `level` is the depth of a heading (1 = outermost) or of a list item. `parent` is the index of the block that this
    one stands under (the nearest heading, or the list item around a nested one). A table row has the offsets of its
    `cells`; rows of one table share `table`, and `header` is the index of the row whose cells name the columns.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    parent: int | None = None
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None
    header: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, heading, list item sentence or table row; `block` is the index of its block."""

    document: DocumentId
    index: int
    kind: BlockKind
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a document, verbatim, and where they stand; `masked`: with other words in place of some of them."""

    document: DocumentId
    start: int
    end: int
    exact: str
    masked: bool = False

    def overlaps(self, other: Quote) -> bool:
        """True if the two share a character of the same document."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that denotes an actor or a dataset of its document. `is_name` is False for 同社, 2社 and the like."""

    id: MentionId
    quote: Quote
    kind: ThingKind
    thing: LocalId
    is_name: bool = True

    @classmethod
    def of(cls, quote: Quote, kind: ThingKind, thing: LocalId, *, is_name: bool = True) -> Mention:
        """A mention with the id that follows from its place and what it denotes."""
        key = digest("mention", quote.document, str(quote.start), str(quote.end), kind, thing)
        return cls(MentionId(key), quote, kind, thing, is_name)


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: the publisher of a document, or a speaker whom one quotes. `reprint_of`: whose text it repeats."""

    id: SourceId
    label: str
    reprint_of: SourceId | None = None

    @classmethod
    def of(cls, document: DocumentId, label: str) -> Source:
        """The source of that name as one document knows it."""
        return cls(SourceId(digest("source", document, label)), label)
