"""Reading -> nodes and relationships of its evidence.

    (:Passage)-[:PART_OF]->(:Document)   (:Passage)-[:NEXT]->(:Passage)   (:Mention)-[:IN]->(:Passage)
    (:Claim)-[:QUOTES {start, end, exact}]->(:Passage)                    (:Claim)-[:SAID_BY]->(:Source)
    (:Run)-[:READ]->(:Document)          (:Run)-[:READ_AS]->(:Text)       (:Source)-[:REPRINT_OF]->(:Source)

Words that lie in no single passage (an imported graph brings none) are quoted from the document. `position` keeps the
order in which a run made its parts, so that a reading can be put together again exactly. Blocks and diagnostics, which
nobody looks for in a graph, are lists of JSON texts on the run.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from app.domain.claim import Claim, Value
from app.domain.document import Block, Document, Mention, Passage, Quote
from app.domain.ids import digest
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.domain.words import fold
from app.property_graph.values import Key, Node, Properties, Relationship, known

__all__ = ["count_parts", "document_node", "evidence_of", "judgement_node", "text_id"]


def evidence_of(reading: Reading, run: str) -> tuple[list[Node], list[Relationship]]:
    """All nodes and relationships of one reading; `run` is the id of its run (the hash of all that it found)."""
    places = _places(reading)
    nodes = [document_node(reading.document), *_run_nodes(reading, run)]
    nodes += [
        Node("Passage", _passage_id(p), _passage(reading.document, p, run, i)) for i, p in enumerate(reading.passages)
    ]
    for i, source in enumerate(reading.sources):
        properties = {"id": source.id, "label": source.label, "reprint_of": source.reprint_of}
        nodes.append(Node("Source", source.id, known({**properties, "run": run, "position": i})))
    nodes += [Node("Mention", m.id, _mention(m, run, i)) for i, m in enumerate(reading.mentions)]
    nodes += [Node("Claim", c.id, _claim(c, run, i)) for i, c in enumerate(reading.claims)]
    return nodes, [*_run_arrows(reading, run), *_passage_arrows(reading, places), *_word_arrows(reading, places)]


def _run_properties(reading: Reading, run: str) -> Properties:
    """The properties of a run: what read the document, and what was known of it then."""
    document, metadata = reading.document, reading.document.metadata
    return known(
        {
            "id": run,
            "document": document.id,
            "extractor": reading.run.extractor,
            "metadata_digest": reading.run.metadata_digest,
            "name": document.name,
            "sha256": document.sha256,
            "title": metadata.title,
            "publisher": metadata.publisher,
            "published_at": metadata.published_at,
            "url": metadata.url,
            "language": metadata.language,
            "blocks": [_block(block) for block in reading.blocks],
            "diagnostics": [
                json.dumps([d.code, d.message, d.severity, d.document, d.start, d.end, d.remedy], ensure_ascii=False)
                for d in reading.diagnostics
            ],
            "parts": count_parts(reading),
        }
    )


def judgement_node(judgement: Judgement) -> Node:
    """A judgement; what it is about and its correction are JSON, as in every store."""
    properties = {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "about": _json(list(judgement.about)),
        "who": judgement.who,
        "decided": judgement.when.isoformat(),
        "why": judgement.why,
        "value": _json(judgement.value),
        "undone": judgement.undone,
        "anchors": _json([anchor.packed() for anchor in judgement.anchors]),
        "undoing": _json(None if judgement.undoing is None else judgement.undoing.packed()),
    }
    return Node("Judgement", judgement.id, known(properties))


def count_parts(reading: Reading) -> list[int]:
    """How many passages, mentions, sources, claims and quotes it has: by these a whole reading is told from a half."""
    parts = (reading.passages, reading.mentions, reading.sources, reading.claims)
    return [*map(len, parts), sum(len(claim.quotes) for claim in reading.claims)]


def document_node(document: Document) -> Node:
    """A document as its current run knows it."""
    metadata = document.metadata
    properties = {
        "id": document.id,
        "name": document.name,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published_at": metadata.published_at,
        "url": metadata.url,
        "language": metadata.language,
        "sha256": document.sha256,
        "page_ends": list(document.find_page_ends()),
        "removed": False,
    }
    return Node("Document", document.id, known(properties))


# ------------------------------------------------------------------ nodes


def _run_nodes(reading: Reading, run: str) -> Iterator[Node]:
    yield Node("Run", run, {**_run_properties(reading, run), "current": True})
    text = reading.document.text
    if text is not None:
        yield Node("Text", text_id(text), {"id": text_id(text), "body": text})


def text_id(text: str) -> str:
    """Id of a text: runs that decode a document alike share it."""
    return digest("text", sha256(text.encode()).hexdigest())


def _passage(document: Document, passage: Passage, run: str, position: int) -> Properties:
    text = document.words(passage.start, passage.end)
    folded = fold(text)
    return known(
        {
            "id": _passage_id(passage),
            "index": passage.index,
            "kind": passage.kind.value,
            "start": passage.start,
            "end": passage.end,
            "block": passage.block,
            "text": text,
            "folded": None if folded == text else folded,  # most texts are as they are compared
            "run": run,
            "position": position,
        }
    )


def _passage_id(passage: Passage) -> str:
    places = (str(passage.index), passage.kind.value, str(passage.start), str(passage.end), str(passage.block))
    return digest("passage", passage.document, *places)


def _mention(mention: Mention, run: str, position: int) -> Properties:
    return {
        "id": mention.id,
        "kind": mention.kind.value,
        "thing": mention.thing,
        "is_name": mention.is_name,
        "start": mention.quote.start,
        "end": mention.quote.end,
        "exact": mention.quote.exact,
        "run": run,
        "position": position,
    }


def _claim(claim: Claim, run: str, position: int) -> Properties:
    return known(
        {
            "id": claim.id,
            "subject": claim.subject,
            "kind": claim.kind.value,
            "property": claim.property,
            "value": _json(claim.value),
            "source": claim.source,
            "how": claim.how.value,
            "confidence": float(claim.confidence),
            "run": run,
            "position": position,
        }
    )


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _block(b: Block) -> str:
    return json.dumps([b.kind, b.start, b.end, b.level, b.parent, b.cells, b.table, b.header], separators=(",", ":"))


# ------------------------------------------------------------------ relationships


@dataclass(frozen=True, slots=True)
class _Places:
    """Which passage holds a quote: the passages of a document in the order of their places."""

    document: Key
    passages: Sequence[Passage]
    starts: Sequence[int]

    def of(self, quote: Quote) -> Key:
        """The last passage that begins before the quote, if the quote lies inside; else the document."""
        number = bisect_right(self.starts, quote.start) - 1
        if number >= 0 and quote.end <= self.passages[number].end:
            return _key(self.passages[number])
        return self.document


def _places(reading: Reading) -> _Places:
    passages = sorted(reading.passages, key=lambda p: (p.start, p.end))
    return _Places(("Document", reading.document.id), passages, [p.start for p in passages])


def _key(passage: Passage) -> Key:
    return ("Passage", _passage_id(passage))


def _run_arrows(reading: Reading, run: str) -> Iterator[Relationship]:
    yield Relationship("READ", ("Run", run), ("Document", reading.document.id))
    if reading.document.text is not None:
        yield Relationship("READ_AS", ("Run", run), ("Text", text_id(reading.document.text)))


def _passage_arrows(reading: Reading, places: _Places) -> Iterator[Relationship]:
    for passage in reading.passages:
        yield Relationship("PART_OF", _key(passage), places.document)
    for here, following in pairwise(places.passages):
        yield Relationship("NEXT", _key(here), _key(following))


def _word_arrows(reading: Reading, places: _Places) -> Iterator[Relationship]:
    for mention in reading.mentions:
        yield Relationship("IN", ("Mention", mention.id), places.of(mention.quote))
    sources = {source.id for source in reading.sources}
    for source in reading.sources:
        if source.reprint_of in sources:
            yield Relationship("REPRINT_OF", ("Source", source.id), ("Source", str(source.reprint_of)))
    for claim in reading.claims:
        key = ("Claim", claim.id)
        if claim.source in sources:
            yield Relationship("SAID_BY", key, ("Source", str(claim.source)))
        for i, q in enumerate(claim.quotes):
            place = {"position": i, "start": q.start, "end": q.end, "exact": q.exact}
            yield Relationship("QUOTES", key, places.of(q), {**place})
