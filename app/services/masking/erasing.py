"""Readings → the same without the name of one person, for good: █ for each of its characters in texts.

The chain stays readable: as a label and in other values the pseudonym takes the place of the name, roles stay, and so
do places and ids. What is hidden is what `matching` finds for this person: where a name may be that of several, it goes
in the documents that tell of this one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from app.domain.claim import REFERENCES, Claim, Value
from app.domain.document import Document, Mention, Quote
from app.domain.ids import ActorId, DocumentId, LocalId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.services.masking.matching import Context, Hit, Names
from app.services.masking.people import SOMEBODY, Hidden

__all__ = ["Eraser"]

_BLOCK = "█"
_NEAR = 2


@dataclass(slots=True)
class Eraser:
    """Erases the names of `person`; `places` counts those that were found in texts and quotes."""

    person: Hidden
    names: Names
    contexts: Mapping[DocumentId, Context]
    secret: bytes
    places: int = 0
    _whole: Context = field(default_factory=Context)

    def __post_init__(self) -> None:
        """What is told beside documents, as a judgement, belongs to those that tell of the person."""
        self._whole = Context(frozenset(self.person.documents), frozenset(self.person.incidents))

    def reading(self, reading: Reading) -> Reading:
        """A reading without the name; an equal one if it was not there."""
        context = self.contexts[reading.document.id]
        document = self._document(reading.document, context)
        claims = tuple(self._claim(one, document, context) for one in reading.claims)
        return replace(
            reading,
            document=document,
            mentions=tuple(self._mention(one, document, context) for one in reading.mentions),
            sources=tuple(replace(s, label=self._words(s.label, context)) for s in reading.sources),
            claims=claims,
            diagnostics=tuple(replace(d, message=self._words(d.message, context)) for d in reading.diagnostics),
        )

    def judgement(self, judgement: Judgement) -> Judgement:
        """A judgement without the name in what was written."""
        undoing = judgement.undoing
        value = self._value(judgement.value, self._whole)
        return replace(
            judgement,
            why=self._words(judgement.why, self._whole),
            value=judgement.value if value == judgement.value else value,
            undoing=None if undoing is None else replace(undoing, why=self._words(undoing.why, self._whole)),
        )

    def names_in(self, text: str) -> int:
        """How often a text that belongs to no reading names the person."""
        return len(self._hits(text, self._whole))

    def alike(self) -> Iterator[ActorId]:
        """Actors who may be the person, by their names, in a document that tells of both: resolving kept them apart."""
        for other in self.names.people:
            is_near = other is not self.person and other.documents & self.person.documents
            if is_near and other.actor is not None and any(self.person.bears(name) for name in other.names):
                yield other.actor

    # ------------------------------------------------------------ parts of a reading

    def _document(self, document: Document, context: Context) -> Document:
        m = document.metadata
        metadata = replace(
            m,
            title=m.title and self._words(m.title, context),
            publisher=m.publisher and self._words(m.publisher, context),
            url=m.url and self._words(m.url, context),
        )
        text = document.text and self._blocked(document.text, context)
        return replace(document, text=text, metadata=metadata, name=self._words(document.name, context))

    def _mention(self, mention: Mention, document: Document, context: Context) -> Mention:
        thing = LocalId(self._identifier(mention.thing))
        return replace(mention, thing=thing, quote=self._quote(mention.quote, document, context))

    def _claim(self, claim: Claim, document: Document, context: Context) -> Claim:
        quotes = tuple(self._quote(quote, document, context) for quote in claim.quotes)
        is_id = isinstance(claim.value, str) and (claim.property in REFERENCES or claim.property == "subject")
        value = self._identifier(str(claim.value)) if is_id else self._value(claim.value, context)
        subject = LocalId(self._identifier(claim.subject))
        return replace(claim, subject=subject, quotes=quotes, value=claim.value if value == claim.value else value)

    def _identifier(self, key: str) -> str:
        """An id that somebody gave, and that holds the name, gives way to a keyed one."""
        if not self._hits(key, self._whole):
            return key
        mac = hmac.new(self.secret, f"id\0{key}".encode("utf-8", "surrogatepass"), hashlib.sha256)
        return f"erased-{mac.hexdigest()[:24]}"

    def _quote(self, quote: Quote, document: Document, context: Context) -> Quote:
        if document.text is None:
            return replace(quote, exact=self._blocked(quote.exact, context))
        return replace(quote, exact=document.text[quote.start : quote.end])

    def _value(self, value: Value, context: Context) -> Value:
        if isinstance(value, str):
            return self._words(value, context)
        if isinstance(value, Mapping):
            pairs = cast("Mapping[str, Value]", value)
            return {key: self._value(one, context) for key, one in pairs.items()}
        if isinstance(value, Sequence):
            return [self._value(one, context) for one in value]
        return value

    # ------------------------------------------------------------ texts

    def _hits(self, text: str, context: Context) -> Sequence[Hit]:
        wanted = {self.person.pseudonym, SOMEBODY} if context.distance(self.person) < _NEAR else {self.person.pseudonym}
        return [hit for hit in self.names.find(text, context) if hit.shown in wanted]

    def _blocked(self, text: str, context: Context) -> str:
        hits = self._hits(text, context)
        self.places += len(hits)
        return _with(text, [(hit, _BLOCK * (hit.end - hit.start)) for hit in hits])

    def _words(self, text: str, context: Context) -> str:
        return _with(text, [(hit, self.person.pseudonym) for hit in self._hits(text, replace(context, denoted=()))])


def _with(text: str, changes: Sequence[tuple[Hit, str]]) -> str:
    parts, last = list[str](), 0
    for hit, shown in changes:
        parts += [text[last : hit.start], shown]
        last = hit.end
    return "".join([*parts, text[last:]])
