"""A thing, or places in a document → the words that a reviewer compares, a few of each document.

    words_of_thing(snapshot, ThingKind.ACTOR, "actor-1…")   →  {"evidence": [{…, "quote": "…"}], "left_out": 4}

A name alone tells nobody who is meant: quoted are the sentences, headings and table rows in which it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from app.domain.document import Passage, Quote
from app.domain.graph import Actor, Dataset
from app.domain.ids import DocumentId
from app.domain.vocabulary import ThingKind
from app.services.describe import evidence_json
from app.services.review.shown import shown_at
from app.services.review.subjects import thing_of
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["MAX_QUOTES", "no_words", "quoted", "words_at", "words_of_thing"]

MAX_QUOTES = 6
"""Passages that are quoted of one side, at most; of each document one, before a second of any."""


def words_of_thing(snapshot: Snapshot, kind: ThingKind, key: str) -> Json:
    """The passages that name it, with how many were left out."""
    thing = thing_of(snapshot, kind, key)
    if thing is None:
        return no_words()
    return quoted(snapshot, thing.mentions if isinstance(thing, Actor | Dataset) else thing.evidence)


def words_at(snapshot: Snapshot, document: DocumentId, spans: Iterable[tuple[int, int]]) -> Json:
    """What stands at these places of a document; nothing if it, or its text, is not there."""
    reading = snapshot.readings.get(document)
    if reading is None:
        return no_words()
    found = (shown_at(reading.document, start, end) for start, end in spans)
    return quoted(snapshot, [quote for quote in found if quote is not None])


def quoted(snapshot: Snapshot, quotes: Iterable[Quote]) -> Json:
    """The passages around these words."""
    around = list(dict.fromkeys(_passage(snapshot, quote) for quote in sorted(set(quotes))))
    some = _of_each_document(around)[:MAX_QUOTES]
    return {"evidence": evidence_json(snapshot, some), "left_out": len(around) - len(some)}


def no_words() -> Json:
    """Where no words are."""
    return {"evidence": [], "left_out": 0}


def _of_each_document(quotes: Sequence[Quote]) -> list[Quote]:
    """The first of each document, then the second of each …"""
    turn: dict[DocumentId, int] = {}
    order: list[tuple[int, Quote]] = []
    for quote in quotes:
        turn[quote.document] = turn.get(quote.document, 0) + 1
        order.append((turn[quote.document], quote))
    return [quote for _, quote in sorted(order)]


def _passage(snapshot: Snapshot, quote: Quote) -> Quote:
    """The passage that holds the words; they themselves where none does."""
    reading = snapshot.readings.get(quote.document)
    if reading is None or reading.document.text is None:
        return quote
    passages = reading.passages
    at = bisect_right(passages, quote.start, key=_start) - 1
    if at < 0 or passages[at].end < quote.end:
        return quote
    start, end = passages[at].start, passages[at].end
    words = reading.document.words(start, end)
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return shown_at(reading.document, start, end) or quote


def _start(passage: Passage) -> int:
    return passage.start
