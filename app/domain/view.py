"""View: what a question looks at: which documents, which judgements, which policy; Reading: one document.

The resolved graph is a pure function of a View over Readings. "Without this document", "as publicly known on day K",
a clearance and the preview of a judgement are all the same thing: another View.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.claim import Claim, Run
from app.domain.diagnostic import Diagnostic
from app.domain.document import Block, Document, Mention, Passage, Source
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement

__all__ = ["Entry", "Policy", "Reading", "View"]


class Policy(StrEnum):
    """Which of several claims about one property counts.

    `all`: windows are the hull of the claims, and `certain` must hold under every reading; other properties show the
    best supported value.
    """

    ALL = "all"


@dataclass(frozen=True, slots=True)
class View:
    """A set of visible documents (None = all of them), judgements, and a policy."""

    documents: frozenset[DocumentId] | None = None
    judgements: tuple[Judgement, ...] = ()
    policy: Policy = Policy.ALL


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run of the loaders made of one document; the unit that a store keeps whole or not at all."""

    document: Document
    run: Run
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list of the record names it: without its text, and `has_text` tells if there is one."""

    document: Document
    run: Run
    has_text: bool
