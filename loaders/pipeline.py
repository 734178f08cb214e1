"""A document's way from bytes to claims: the stages called one after another, nothing else.

bytes -> Document, Blocks -> Passages -> Analysis (mentions) -> drafts -> claims, mentions, sources -> Reading
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.diagnostic import Diagnostic
from app.domain.document import Metadata, Passage
from app.domain.ids import digest
from app.domain.view import Reading, Run
from loaders.claims.affected import find_affected
from loaders.claims.assemble import assemble
from loaders.claims.datasets import bodies_of
from loaders.claims.disagreements import find_disagreements
from loaders.claims.events import find_events
from loaders.claims.keys import Drafts
from loaders.claims.merge import merge_transfers
from loaders.claims.people import may_be_one
from loaders.claims.transfers import Told, tell_transfers
from loaders.en.affected import with_english_rows
from loaders.en.bodies import english_bodies
from loaders.en.events import with_english_events
from loaders.en.transfers import tell_english
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document
from loaders.redaction import redact
from loaders.sources import read_structured, refuse_structured

__all__ = ["EXTRACTOR", "Found", "find", "read", "run_of"]

EXTRACTOR = "leaktrail-rules/3"
"""Names the rules; changes whenever they read documents differently, so that `load --again` knows what is stale."""


def run_of(metadata: Metadata) -> Run:
    """The run that reading a document with this metadata now would be."""
    parts = (metadata.title, metadata.publisher, metadata.published_at, metadata.url, metadata.language)
    return Run(EXTRACTOR, digest("metadata", *(part or "" for part in parts)))


@dataclass(frozen=True, slots=True)
class Found:
    """What the finders make of one document; `told`: what the words of passing gave, before tellings are joined."""

    analysis: Analysis
    passages: Sequence[Passage]
    told: Told
    drafts: Drafts
    diagnostics: tuple[Diagnostic, ...]


def find(data: bytes, filename: str, metadata: Metadata) -> Found:
    """The stages up to the drafts. Raises `BadInput` where it is no readable text, or has no sentences at all."""
    refuse_structured(filename)
    document, blocks, said = read_document(data, filename, metadata)
    document, redacted = redact(document, filename)
    passages = split(document, blocks)
    analysis = analyse(document, blocks, passages)
    told = tell_english(analysis, tell_transfers(analysis))
    transfers = merge_transfers(told.drafts, may_be_one(analysis))
    rows, about_rows = find_affected(analysis, told.drafts)
    affected = with_english_rows(analysis, rows, told.drafts)
    told_events, about_events = find_events(analysis)
    events = with_english_events(analysis, told_events)
    bodies = english_bodies(analysis, transfers, affected) or bodies_of(analysis, transfers, affected)
    drafts = Drafts(transfers, bodies, events, affected)
    remarks = (*said, *redacted, *analysis.diagnostics, *told.diagnostics, *about_rows, *about_events)
    return Found(analysis, passages, told, drafts, remarks)


def read(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading:
    """Everything that the loaders make of one document. Raises `BadInput` where it is no readable text.

    `columns`: what the columns of a ledger hold, as its columns file says.
    """
    if (structured := read_structured(data, filename, metadata, columns)) is not None:
        return structured
    found = find(data, filename, metadata)
    analysis, drafts = found.analysis, found.drafts
    evidence = assemble(analysis, drafts)
    return Reading(
        document=analysis.document,
        run=run_of(metadata),
        blocks=analysis.blocks,
        passages=tuple(found.passages),
        mentions=evidence.mentions,
        sources=evidence.sources,
        claims=(*evidence.claims, *find_disagreements(analysis, drafts, evidence.claims)),
        diagnostics=found.diagnostics,
    )
