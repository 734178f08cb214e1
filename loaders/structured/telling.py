"""Things of a structured source to claims: each property with the words of the record that it rests on.

    teller = Teller(Source.of(document.id, "汐見原通販"))
    teller.says(key, ThingKind.TRANSFER, "medium", "email", [document.quote(0, 40)])
    teller.claims        the claim, said by 汐見原通販

Equal statements on equal words are one claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath

from app.domain.claim import Claim, Run, Value
from app.domain.diagnostic import Diagnostic
from app.domain.document import Block, Document, Mention, Metadata, Quote, Source
from app.domain.graph import Count, Price
from app.domain.ids import ClaimId, LocalId, MentionId, SourceId, digest, document_id
from app.domain.view import Reading
from app.domain.vocabulary import How, ThingKind
from app.domain.window import Window
from loaders.passages import split

__all__ = ["Teller", "count_value", "document_of", "price_value", "reading_of", "run_of", "window_value"]


@dataclass(slots=True)
class Teller:
    """Collects what one source says of things, in order."""

    source: Source
    _claims: dict[ClaimId, Claim] = field(default_factory=dict[ClaimId, Claim])
    _mentions: dict[MentionId, Mention] = field(default_factory=dict[MentionId, Mention])
    _sources: dict[SourceId, Source] = field(default_factory=dict[SourceId, Source])

    def says(
        self,
        thing: LocalId,
        kind: ThingKind,
        prop: str,
        value: Value,
        quotes: Sequence[Quote],
        *,
        how: How = How.STATED,
        confidence: float = 1.0,
        source: Source | None = None,
    ) -> None:
        """One property of one thing, said by `source` if it is not the teller's own."""
        who = source or self.source
        self._sources.setdefault(who.id, who)
        claim = Claim.of(thing, kind, prop, value, quotes, source=who.id, how=how, confidence=confidence)
        self._claims.setdefault(claim.id, claim)

    def mentions(self, thing: LocalId, kind: ThingKind, quote: Quote) -> None:
        """A place that names an actor or a dataset."""
        mention = Mention.of(quote, kind, thing)
        self._mentions.setdefault(mention.id, mention)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims so far, each once, in the order in which they were made."""
        return tuple(self._claims.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The teller's own source, then all others that say something."""
        return tuple(({self.source.id: self.source} | self._sources).values())

    @property
    def mentioned(self) -> tuple[Mention, ...]:
        """All mentions so far, each once."""
        return tuple(self._mentions.values())


def document_of(data: bytes, filename: str, text: str, metadata: Metadata) -> Document:
    """The document of a structured source; its name is the stem of the file's, odd bytes of it spelt out."""
    name = PurePath(filename).stem.encode("utf-8", "backslashreplace").decode()
    return Document(document_id(data), name, sha256(data).hexdigest(), text, metadata)


def reading_of(
    document: Document, run: Run, blocks: Sequence[Block], teller: Teller, diagnostics: Iterable[Diagnostic]
) -> Reading:
    """The reading of a structured source: its passages are its rows or objects."""
    return Reading(
        document=document,
        run=run,
        blocks=tuple(blocks),
        passages=split(document, tuple(blocks)),
        mentions=teller.mentioned,
        sources=teller.sources,
        claims=teller.claims,
        diagnostics=tuple(diagnostics),
    )


def run_of(rules: str, metadata: Metadata, *settings: str) -> Run:
    """The run of these rules with this metadata; `settings`: whatever else decides what is read."""
    parts = (metadata.title, metadata.publisher, metadata.published_at, metadata.url, metadata.language)
    return Run(rules, digest("metadata", *(part or "" for part in parts), *settings))


def window_value(window: Window) -> Value:
    """A window as the value of a claim."""
    earliest, latest = window.to_iso()
    return {"earliest": earliest, "latest": latest}


def count_value(count: Count) -> Value:
    """A count as the value of a claim; nobody but the source itself says it."""
    unit = count.unit.value if count.unit else None
    return {"value": count.value, "unit": unit, "qualifier": count.qualifier.value, "claimed_by": None}


def price_value(price: Price) -> Value:
    """A price as the value of a claim."""
    return {"value": price.value, "currency": price.currency, "qualifier": price.qualifier.value}
