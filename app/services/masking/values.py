"""Everything that a snapshot is made of → the same with pseudonyms in all texts, whatever value they stand in.

Values are walked by their fields, so that a new one is masked before anybody thinks of it. Only ids and codes stay; an
id that somebody gave to a thing and that holds a name (an imported `a-yamada`) gives way to a keyed hash.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from app.domain.claim import REFERENCES, Claim
from app.domain.document import Document, Quote
from app.domain.graph import Actor, Graph
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.services.masking.matching import Context, Names

__all__ = ["Masker"]

_T = TypeVar("_T")
_HASHED = re.compile(r"[a-z_]+-[0-9a-f]{24}")
_IDS = frozenset(
    (
        *("id", "document", "thing", "subject", "incident", "incidents", "provider", "recipient", "dataset", "actor"),
        *("actors", "members", "candidates", "derived_from", "part_of", "after", "organization", "left", "right"),
        *("of", "source", "reprint_of", "superseded", "rejected", "sha256"),
    )
)
"""Fields that hold ids."""


@dataclass(slots=True)
class Masker:
    """Masks values; `documents` are the masked ones, whose words quotes are taken from."""

    names: Names
    contexts: Mapping[DocumentId, Context]
    documents: Mapping[DocumentId, Document]
    secret: bytes
    _whole: Context = field(default_factory=Context)
    _told: dict[tuple[str, Set[DocumentId]], str] = field(default_factory=dict[tuple[str, Set[DocumentId]], str])
    _given: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        """Values stand in no place of a document, where somebody in particular is denoted."""
        self.contexts = {key: replace(one, denoted=()) for key, one in self.contexts.items()}

    def text(self, text: str, document: DocumentId | None = None) -> str:
        """Words of a document, or of the whole view."""
        return self.names.replace(text, self.contexts.get(document, self._whole) if document else self._whole)

    def reading(self, reading: Reading) -> Reading:
        """All that was read in a document."""
        context = self.contexts[reading.document.id]
        document = self.document(reading.document)
        return replace(
            reading,
            document=document,
            mentions=tuple(self.value(one, context) for one in reading.mentions),
            sources=tuple(self.value(one, context) for one in reading.sources),
            claims=tuple(self._claim(one, context) for one in reading.claims),
            diagnostics=tuple(self.value(one, context) for one in reading.diagnostics),
        )

    def document(self, document: Document) -> Document:
        """A document with its masked text, title, publisher and name.

        Where its text names somebody, its address is that of the site: the path may spell the name in Latin letters.
        """
        context = self.contexts.get(document.id, self._whole)
        metadata = self.value(document.metadata, context)
        shown = self.documents.get(document.id, document)
        if shown.masks and metadata.url is not None:
            metadata = replace(metadata, url=_site(metadata.url))
        return replace(shown, name=self.names.replace(document.name, context), metadata=metadata)

    def graph(self, graph: Graph) -> Graph:
        """The resolved things; each in the context of the documents that it is quoted from."""
        fields = {f.name: getattr(graph, f.name) for f in dataclasses.fields(graph)}
        fields.pop("documents")
        fields.pop("former")
        masked = {name: self._things(name, value) for name, value in fields.items()}
        former = {self._identifier(old): self._identifier(now) for old, now in graph.former.items()}
        documents = {key: self.document(one) for key, one in graph.documents.items()}
        return replace(graph, documents=documents, former=former, **masked)

    def value(self, value: _T, context: Context | None = None) -> _T:
        """Any value: texts masked, ids and codes as they are."""
        return cast("_T", self._value(value, context or self._context_of(value), ""))

    # ------------------------------------------------------------------ inside

    def _things(self, name: str, value: object) -> object:
        if isinstance(value, Mapping):
            things = cast("Mapping[str, object]", value)
            return {self._identifier(key): self._thing(one) for key, one in things.items()}
        if name in _IDS:
            return value
        return tuple(self._thing(one) for one in cast("Iterable[object]", value))

    def _thing(self, thing: object) -> object:
        masked = self.value(thing)
        if isinstance(masked, Actor):
            names = dict.fromkeys(name for name in masked.aliases if name != masked.label)
            return replace(masked, aliases=tuple(names))
        return masked

    def _claim(self, claim: Claim, context: Context) -> Claim:
        masked = self.value(claim, context)
        if claim.property in REFERENCES and isinstance(claim.value, str):
            return replace(masked, value=self._identifier(claim.value))
        return masked

    def _context_of(self, value: object) -> Context:
        """The documents that a thing is quoted from."""
        found = {quote.document for quote in _quotes(value)}
        contexts = [self.contexts[key] for key in sorted(found) if key in self.contexts]
        if len(contexts) == 1:
            return contexts[0]
        documents = frozenset(key for one in contexts for key in one.documents)
        return Context(documents, frozenset(key for one in contexts for key in one.incidents))

    def _value(self, value: Any, context: Context, name: str) -> Any:  # noqa: ANN401 - any value of the domain
        if isinstance(value, Enum) or value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self._identifier(value) if name in _IDS else self._words(value, context)
        if isinstance(value, Quote):
            return self._quote(value)
        if isinstance(value, Mapping):
            pairs = cast("Mapping[str, Any]", value)
            return {self._words(key, context): self._value(one, context, key) for key, one in pairs.items()}
        if isinstance(value, frozenset):
            return frozenset(self._value(one, context, name) for one in cast("Set[Any]", value))
        if isinstance(value, tuple | list):
            masked = [self._value(one, context, name) for one in cast("Sequence[Any]", value)]
            return tuple(masked) if isinstance(value, tuple) else masked
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._fields(value, context)
        return value

    def _fields(self, value: Any, context: Context) -> Any:  # noqa: ANN401
        changed: dict[str, Any] = {}
        for one in dataclasses.fields(value):
            before = getattr(value, one.name)
            after = self._value(before, context, one.name)
            if after is not before and after != before:
                changed[one.name] = after
        return replace(value, **changed) if changed else value

    def _words(self, text: str, context: Context) -> str:
        if not text or _HASHED.fullmatch(text):
            return text
        key = (text, context.documents)
        if key not in self._told:
            self._told[key] = self.names.replace(text, context)
        return self._told[key]

    def _quote(self, quote: Quote) -> Quote:
        """The words as the masked document shows them; of one without a text, those of the quote itself."""
        document = self.documents.get(quote.document)
        if document is None or document.text is None:
            words = self.names.replace(quote.exact, self.contexts.get(quote.document, self._whole))
            return quote if words == quote.exact else replace(quote, exact=words, masked=True)
        if not document.hides(quote.start, quote.end):
            return quote
        return replace(quote, exact=document.words(quote.start, quote.end), masked=True)

    def _identifier(self, key: str) -> str:
        if _HASHED.fullmatch(key):
            return key
        if key not in self._given:
            mac = hmac.new(self.secret, f"id\0{key}".encode("utf-8", "surrogatepass"), hashlib.sha256)
            holds_name = bool(self.names.find(key, self._whole))
            self._given[key] = f"masked-{mac.hexdigest()[:24]}" if holds_name else key
        return self._given[key]


def _site(url: str) -> str | None:
    """Of an address, what tells no more than where it is; None if it is none.

    >>> _site("https://news.example/2031/urabe-ken"), _site("urabe")
    ('https://news.example/', None)
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc else None


def _quotes(value: object) -> Iterable[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple | list):
        for one in cast("Sequence[object]", value):
            yield from _quotes(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from _quotes(getattr(value, each.name))
