"""Places: what the words of one reading belong to; and the anchors that are made of them.

anchor_of_thing(Places(reading), ThingKind.ACTOR, "actor-1…", "actor-1…")   →  Anchor(…, spans=((0, 3), (11, 14)))
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.claim import REFERENCES, Claim, Value
from app.domain.ids import DocumentId, digest
from app.domain.judgement import Anchor
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind

__all__ = ["Atlas", "Places", "anchor_of_claim", "anchor_of_thing", "anchored_again", "said_by"]

_MOST_SPANS = 64
_WITH_MENTIONS = (ThingKind.ACTOR, ThingKind.DATASET)
_CODES = frozenset({"kind", "role", "field", "fields", "action", "medium", "status", "lawful", "type", "window"})
"""Properties whose values are words of a list, or days."""
_Span: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Places:
    """What the words of one reading belong to; made when it is asked for."""

    reading: Reading
    things: dict[str, set[ThingKind]] = field(default_factory=dict[str, set[ThingKind]])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    _spans: dict[tuple[ThingKind, str], list[_Span]] = field(default_factory=dict[tuple[ThingKind, str], list[_Span]])
    _bearers: dict[tuple[ThingKind, _Span], set[str]] = field(default_factory=dict[tuple[ThingKind, _Span], set[str]])
    _alike: dict[tuple[str, tuple[_Span, ...]], list[Claim]] = field(
        default_factory=dict[tuple[str, tuple[_Span, ...]], list[Claim]]
    )

    def __post_init__(self) -> None:
        """One look at all claims and mentions."""
        for claim in self.reading.claims:
            self.claims[claim.id] = claim
            self.things.setdefault(claim.subject, set()).add(claim.kind)
            self._alike.setdefault((claim.property, _spans_of(claim)), []).append(claim)
            if claim.kind not in _WITH_MENTIONS:
                self._note(claim.kind, claim.subject, _spans_of(claim))
        for mention in self.reading.mentions:
            if mention.kind in _WITH_MENTIONS:
                self._note(mention.kind, mention.thing, [(mention.quote.start, mention.quote.end)])
        for claim in self.reading.claims:
            if (claim.kind, claim.subject) not in self._spans:  # an imported thing, which nobody mentions
                self._note(claim.kind, claim.subject, _spans_of(claim))

    def words_of(self, kind: ThingKind, thing: str) -> tuple[_Span, ...]:
        """The places of a thing, the first ones if they are very many."""
        return tuple(sorted(set(self._spans.get((kind, thing), ()))))[:_MOST_SPANS]

    def things_at(self, kind: ThingKind, spans: Sequence[_Span]) -> set[str]:
        """The things of that kind to which the words belong."""
        return {thing for span in spans for thing in self._bearers.get((kind, span), ())}

    def claims_at(self, prop: str, spans: tuple[_Span, ...]) -> Sequence[Claim]:
        """The claims of that property on exactly these words."""
        return self._alike.get((prop, spans), ())

    def _note(self, kind: ThingKind, thing: str, spans: Sequence[_Span]) -> None:
        for span in spans:
            self._spans.setdefault((kind, thing), []).append(span)
            self._bearers.setdefault((kind, span), set()).add(thing)


def anchor_of_thing(places: Places, kind: ThingKind, thing: str, about: str) -> Anchor:
    """The anchor of a local thing of the reading, which stands for `about`."""
    return Anchor(about, thing, places.reading.document.id, kind, places.words_of(kind, thing))


def anchor_of_claim(claim: Claim) -> Anchor:
    """The anchor of a claim."""
    return Anchor(claim.id, claim.id, claim.document, claim.kind, _spans_of(claim), claim.property, said_by(claim))


class Atlas:
    """The places of readings, each made when it is first asked for."""

    def __init__(self, reading_of: Callable[[DocumentId], Reading | None]) -> None:
        """`reading_of` gives the reading of a document, None for one that is not there."""
        self._reading_of = reading_of
        self._places: dict[DocumentId, Places | None] = {}

    def at(self, document: DocumentId) -> Places | None:
        """The places of a document; None if it is not there."""
        if document not in self._places:
            reading = self._reading_of(document)
            self._places[document] = None if reading is None else Places(reading)
        return self._places[document]


def anchored_again(anchor: Anchor, atlas: Atlas) -> Anchor | None:
    """The anchor made anew from these readings; None if they have not what it names."""
    places = atlas.at(anchor.document)
    if places is None:
        return None
    if anchor.property:
        claim = places.claims.get(anchor.id)
        return None if claim is None else anchor_of_claim(claim)
    is_there = anchor.kind in places.things.get(anchor.id, ())
    return anchor_of_thing(places, anchor.kind, anchor.id, anchor.about) if is_there else None


def _spans_of(claim: Claim) -> tuple[_Span, ...]:
    """The places of the words that a claim rests on."""
    return tuple((quote.start, quote.end) for quote in claim.quotes)


def said_by(claim: Claim) -> str:
    """What stands for the value of a claim: the local id that it refers to; the hash of its code, days or numbers.

    Of words nothing does, not even a hash: who guesses a name could test it. Their place says what they are.
    """
    if claim.property in REFERENCES and isinstance(claim.value, str):
        return claim.value
    plain = claim.value if claim.property in _CODES else list(_numbers(claim.value))
    return digest("said", json.dumps(plain, ensure_ascii=False, sort_keys=True)) if plain != [] else ""


def _numbers(value: Value) -> Iterator[Value]:
    if isinstance(value, Mapping):
        for _, one in sorted(value.items()):
            yield from _numbers(one)
    elif isinstance(value, int | float):
        yield value
