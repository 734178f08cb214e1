"""The documents that a report quotes: numbered as they come up, and listed at the end with their hashes.

sources = Sources(snapshot, phrases, markings)
sources.place(quote)      →  「[1] 朝の便り(しおみ日報、2025-06-11) 20–34 文字」
sources.blocks()          →  the list, one entry for each number
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.ids import DocumentId
from app.export.report.sheet import Block, Facts, Heading, Paragraph, Quotation
from app.services.report.phrases import Part, Phrases
from app.services.snapshot import Snapshot

__all__ = ["Sources"]


@dataclass(slots=True)
class Sources:
    """Numbers documents by their exchange ids, in the order in which they are quoted."""

    snapshot: Snapshot
    phrases: Phrases
    markings: Mapping[DocumentId, Marking] = field(default_factory=dict[DocumentId, Marking])
    _numbers: dict[str, int] = field(default_factory=dict[str, int])

    def number(self, name: str) -> int:
        """The number of the document with that exchange id."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def numbers(self, evidence: Iterable[Part]) -> str:
        """The numbers of the documents of some quotes, `[1] [3]`."""
        known = sorted({self.number(piece["document"]) for piece in evidence})
        return " ".join(f"[{number}]" for number in known)

    def place(self, piece: Part) -> str:
        """Where a quote stands: document, publisher, date, page, characters."""
        say, document = self.phrases.say, self._document(piece["document"])
        metadata = None if document is None else document.metadata
        told = say(
            "place",
            number=self.number(piece["document"]),
            title=piece["title"] or piece["document"],
            publisher=(metadata and metadata.publisher) or say("unknown"),
            published=(metadata and metadata.published_at) or say("unknown"),
            page="" if piece["page"] is None else say("place_page", page=piece["page"]),
            start=piece["start"],
            end=piece["end"],
        )
        return f"{told} ({say('masked')})" if piece.get("masked") else told

    def quotations(self, evidence: Iterable[Part]) -> Iterator[Block]:
        """All quotes, each once, with their places."""
        for piece in {(p["document"], p["start"], p["end"]): p for p in evidence}.values():
            yield Quotation(piece["quote"], self.place(piece), f"source-{self.number(piece['document'])}")

    def words(self, evidence: Iterable[Part]) -> str:
        """The quotes in a cell, a line each, with the number of their document."""
        return "\n".join(self._words(piece) for piece in evidence)

    def marking(self) -> str | None:
        """The strictest marking of the documents quoted so far; None if none of them has one."""
        keys = [self._key(name) for name in self._numbers]
        marked = [self.markings[key] for key in keys if key is not None and key in self.markings]
        if not marked:
            return None
        strictest = max(marked, key=lambda marking: marking.rank).label
        return strictest if len(marked) == len(keys) else self.phrases.say("part_marked", marking=strictest)

    def blocks(self) -> Iterator[Block]:
        """The list of the documents quoted so far."""
        say = self.phrases.say
        yield Heading(1, say("sources"), "sources")
        yield Paragraph(say("sources_note"), "note")
        for name, number in self._numbers.items():
            document = self._document(name)
            title = (document and document.metadata.title) or name
            yield Heading(2, say("source", number=number, title=title), f"source-{number}")
            yield Facts(tuple(self._facts(name, document)))

    def _facts(self, name: str, document: Document | None) -> Iterator[tuple[str, str]]:
        say = self.phrases.say
        yield say("document"), name
        if document is None:
            return
        metadata = document.metadata
        yield say("publisher"), metadata.publisher or say("unknown")
        yield say("published"), metadata.published_at or say("unknown")
        if metadata.url:
            yield say("url"), metadata.url
        yield say("sha256"), document.sha256 or say("not_loaded")
        marking = self.markings.get(document.id)
        if marking is not None:
            yield say("marking"), marking.label

    def _words(self, piece: Part) -> str:
        page = "" if piece["page"] is None else self.phrases.say("place_page", page=piece["page"])
        place = f"[{self.number(piece['document'])}]{page} {piece['start']}–{piece['end']}"
        return f"「{piece['quote']}」 {place}"

    def _key(self, name: str) -> DocumentId | None:
        return next((key for key, known in self.snapshot.names.items() if known == name), None)

    def _document(self, name: str) -> Document | None:
        key = self._key(name)
        return None if key is None else self.snapshot.graph.documents.get(key)
