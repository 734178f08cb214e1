"""The documents that rows quote → what STIX objects say of them: external references, days, markings, reports.

sources.references([{"document": "news", "start": 20, "end": 34, "quote": "名簿を渡した"}])
→  [{"source_name": "見本新聞", "external_id": "news#char=20,34", "description": "名簿を渡した"}]

References:
    E. Wilde, M. Duerst, "URI Fragment Identifiers for the text/plain Media Type", RFC 5147, 2008: `#char=20,34`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.ids import DocumentId
from app.domain.window import Window
from app.export.stix.terms import MAKER_ID, Stix, instant, marking_id, published, stix_id

__all__ = ["Sources"]


@dataclass(frozen=True, slots=True)
class Sources:
    """Documents by their exchange ids, with their markings; labels of actors by id; exchange ids by store id."""

    documents: Mapping[str, Document]
    marked: Mapping[str, Marking]
    labels: Mapping[str, str]
    names: Mapping[DocumentId, str]

    def references(self, evidence: Iterable[Mapping[str, Any]]) -> list[Stix]:
        """Each quote, with its document and its place there."""
        return [self._reference(piece) for piece in evidence]

    def days(self, evidence: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
        """When what these words tell was published first and last."""
        return published(self._told(evidence))

    def markings(self, evidence: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
        """The strictest marking of the documents whose words an object holds; nothing where none has one."""
        names = {piece["document"] for piece in evidence}
        found = [self.marked[name] for name in names if name in self.marked]
        strictest = max(found, key=lambda marking: marking.rank, default=None)
        return {} if strictest is None else {"object_marking_refs": [marking_id(strictest)]}

    def refs(self, evidence: Iterable[Mapping[str, Any]]) -> list[str]:
        """The reports and groupings that stand for the documents of these words."""
        return sorted({self.id_of(piece["document"]) for piece in evidence})

    def id_of(self, name: str) -> str:
        """The object that stands for a document: a report if its day is known, else a grouping, which has no day."""
        document = self.documents[name]
        return stix_id("grouping" if _day(document) is None else "report", "documents", document.id)

    def report(self, name: str, refs: Sequence[str]) -> Stix:
        """That object; `refs` are all objects that quote the document."""
        document = self.documents[name]
        metadata, day = document.metadata, _day(document)
        created, modified = published([document])
        made: Stix = {
            "type": "grouping" if day is None else "report",
            "spec_version": "2.1",
            "id": self.id_of(name),
            "created_by_ref": MAKER_ID,
            "created": created,
            "modified": modified,
            "name": metadata.title or name,
            "object_refs": sorted(set(refs)) or [MAKER_ID],
            "external_references": [self._document(name, document)],
            **({"lang": metadata.language} if metadata.language else {}),
            **self.markings([{"document": name}]),
        }
        return made | ({"context": "unspecified"} if day is None else {"published": day})

    def _told(self, evidence: Iterable[Mapping[str, Any]]) -> list[Document]:
        names = {piece["document"] for piece in evidence}
        return [self.documents[name] for name in sorted(names) if name in self.documents]

    def _reference(self, piece: Mapping[str, Any]) -> Stix:
        document = self.documents[piece["document"]]
        place = f"{piece['document']}#char={piece['start']},{piece['end']}"
        return {
            "source_name": document.metadata.publisher or piece["document"],
            "external_id": place,
            "description": piece["quote"],
        }

    def _document(self, name: str, document: Document) -> Stix:
        url = {"url": document.metadata.url} if document.metadata.url else {}
        # STIX gives hashes to what lies at a url; what has none here is the file as it was loaded, named by its id
        hashes = {"hashes": {"SHA-256": document.sha256}} if document.sha256 else {}
        return {"source_name": document.metadata.publisher or name, "external_id": name, **url, **hashes}


def _day(document: Document) -> str | None:
    """The instant of its publication, if its day is told; a month is none."""
    window = Window.from_partial(document.metadata.published_at or "")
    if window is None or window.earliest is None or window.earliest != window.latest:
        return None
    return instant(window.earliest)
