"""Readings that come and go -> the documents that give another's words, so that one text counts as one source.

Example: two papers print the same text of 共同通信. Each is a reprint: of the agency, where it says （共同）, else of
the one that was published first, with the share of the text that they have in common. A company's release that two
papers quote at length in articles of their own stays three texts.

Two documents are one text if at least half of the longer one stands in the other. To find candidates each text is known
by a few of its prints only (the least); how much is shared is counted over all of them.

References:
    A. Broder, "On the resemblance and containment of documents" (SEQUENCES 1997): shingles, and sketches by the least
    of their hashes. The share here is that of the larger of the two sets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from typing import cast
from zlib import crc32

from app.domain.graph import Reprint
from app.domain.ids import DocumentId
from app.domain.view import Reading
from loaders.resolve.names import read_names
from loaders.resolve.things import own_key

__all__ = ["Reprints", "agency_of"]

_SHINGLE = 12  # characters: a stretch of that length is hardly written twice by chance
_SKETCH = 12  # prints by which a text is known
_LEAST_TEXT = 60  # prints: shorter texts are alike for other reasons
_ONE_TEXT = 0.5
_SIGNS = re.compile(r"[\s、。,.・「」『』()\[\]【】]+")
_EDGE = 3  # passages at either end in which an agency is credited


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of one document. `voice` is the key of its publisher, `agency` of the one that it credits."""

    reading: Reading
    voice: str
    agency: str | None
    sketch: tuple[int, ...]

    @property
    def rank(self) -> tuple[bool, str, DocumentId]:
        """The first of several equal texts is taken for the one that the others repeat; undated ones come last."""
        published = self.reading.document.metadata.published_at
        return (published is None, published or "", self.reading.document.id)


class Reprints:
    """The texts of the documents that are there, and which of them are one."""

    def __init__(self) -> None:
        """No document."""
        self._texts: dict[DocumentId, _Text] = {}
        self._known_by: dict[int, set[DocumentId]] = {}
        self._alike: dict[DocumentId, dict[DocumentId, float]] = {}
        self._found: dict[DocumentId, Reprint] = {}

    @property
    def found(self) -> Mapping[DocumentId, Reprint]:
        """By document whose words it gives; a document that gives its own is not there."""
        return self._found

    def origins(self) -> Mapping[DocumentId, str]:
        """By document the key of the source whose words it gives."""
        return {key: one.source for key, one in self._found.items()}

    def update(self, changed: Mapping[DocumentId, Reading | None]) -> set[DocumentId]:
        """Take readings, None for documents that are gone; those that now give the words of another than before."""
        touched = set(changed)
        for document in changed:
            touched |= self._forget(document)
        for document, reading in changed.items():
            if reading is not None:
                touched |= self._meet(document, reading)
        before = {document: self._found.pop(document, None) for document in touched}
        for family in self._families(touched & self._texts.keys()):
            before |= {document: self._found.pop(document, None) for document in family if document not in before}
            self._found.update(self._judge(family))
        return {document for document, one in before.items() if one != self._found.get(document)}

    def _forget(self, document: DocumentId) -> set[DocumentId]:
        text = self._texts.pop(document, None)
        for print_ in text.sketch if text is not None else ():
            self._known_by[print_].discard(document)
            if not self._known_by[print_]:
                del self._known_by[print_]
        others = set(self._alike.pop(document, ()))
        for other in others:
            del self._alike[other][document]
        return others

    def _meet(self, document: DocumentId, reading: Reading) -> set[DocumentId]:
        """Compare with the texts of others that have a print of the sketch in common; those that are the same text."""
        prints = _prints(reading)
        sketch = tuple(nsmallest(_SKETCH, prints)) if len(prints) >= _LEAST_TEXT else ()
        text = _Text(reading, own_key(reading.document), agency_of(reading), sketch)
        near = {other for print_ in sketch for other in self._known_by.get(print_, ())}
        self._texts[document] = text
        for print_ in sketch:
            self._known_by.setdefault(print_, set()).add(document)
        for other in near:
            theirs = self._texts[other]
            if theirs.voice != text.voice:
                share = _share(prints, _prints(theirs.reading))
                if share >= _ONE_TEXT:
                    self._alike.setdefault(document, {})[other] = share
                    self._alike.setdefault(other, {})[document] = share
        return set(self._alike.get(document, ()))

    def _families(self, documents: Iterable[DocumentId]) -> Iterator[list[DocumentId]]:
        """All that are one text with these, by text."""
        seen: set[DocumentId] = set()
        for document in sorted(documents):
            if document not in seen:
                family: set[DocumentId] = {document}
                todo: list[DocumentId] = [document]
                while todo:
                    fresh = self._alike.get(todo.pop(), {}).keys() - family
                    family |= fresh
                    todo += fresh
                seen |= family
                yield sorted(family)

    def _judge(self, family: list[DocumentId]) -> Iterator[tuple[DocumentId, Reprint]]:
        """Whose words each of one text gives: the agency's that one of them credits, else the first one's."""
        texts = sorted((self._texts[document] for document in family), key=lambda text: text.rank)
        agencies = sorted({text.agency for text in texts if text.agency is not None})
        source = agencies[0] if agencies else texts[0].voice
        first = next((text for text in texts if text.voice == source), texts[0])
        for text in texts:
            if text.voice != source:
                yield text.reading.document.id, self._reprint(text.reading.document.id, first, source)

    def _reprint(self, document: DocumentId, first: _Text, source: str) -> Reprint:
        """As a reprint of the first text; where that is not like enough, of the one that is most like it."""
        alike = self._alike.get(document, {})
        of = first.reading.document.id
        if of == document:
            return Reprint(document, None, source, None)
        if of not in alike:
            of = min(alike, key=lambda other: (-alike[other], other))
        return Reprint(document, of, source, round(alike[of], 2))


def agency_of(reading: Reading) -> str | None:
    """The key of the news agency that an article credits in its first or last passages; None if there is none.

    （共同） at the end, 【ワシントン時事】 at the beginning, 共同通信配信; not 共同通信によると, nor a reference.
    """
    text = reading.document.text or ""
    edges = [*reading.passages[:_EDGE], *reading.passages[-_EDGE:]]
    for passage in edges:
        words = unicodedata.normalize("NFKC", text[passage.start : passage.end]).casefold().strip()
        for key, pattern in _credits().items():
            if pattern.search(words):
                return key
    return None


@cache
def _credits() -> Mapping[str, re.Pattern[str]]:
    agencies = cast("Mapping[str, list[str]]", read_names()["news_agencies"])
    found: dict[str, re.Pattern[str]] = {}
    for key, names in agencies.items():
        name = f"(?:{'|'.join(map(re.escape, names))})"
        end = rf"(?:^|。)[(\[【]{name}(?:=[^()\[\]]{{1,6}})?(?:配信|提供)?[)\]】]$"
        start = rf"^[(\[【][^()\[\]【】]{{1,8}}[ =]?{name}[)\]】]"
        plain = rf"^(?:配信|提供|記事提供) ?: ?{name}$|^{name}(?:配信|提供)$"
        found[key] = re.compile(f"{end}|{start}|{plain}")
    return found


def _prints(reading: Reading) -> frozenset[int]:
    """The hashes of all stretches of a text, without spaces and marks."""
    text = unicodedata.normalize("NFKC", reading.document.text or "").casefold()
    data = _SIGNS.sub("", text)
    return frozenset(crc32(data[i : i + _SHINGLE].encode()) for i in range(len(data) - _SHINGLE + 1))


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    """How much of the longer text stands in the other."""
    return len(a & b) / max(len(a), len(b))
