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
    """Which of several claims about one property of one thing counts; all others, and the conflicts, stay listed.

    `all`: windows are the hull of the claims, and `certain` must hold under every reading; other properties show the
    best supported value: what people accepted, then what most sources give, then what has the strongest status.

    `latest_official`: of the official sources those count that spoke last, by the day of the document, or of the text
    that it reprints. Official are police, prosecutors, courts and regulators, and the organizations whose data it is or
    who were entrusted with it: in documents that they publish, and in figures that others claim by their name. Several
    of the last day, and those of whom nobody knows if they spoke before or after (2006-06 and 2006-06-13), count
    together: the hull of their windows, the best supported of their values. Where none speaks, it is as under `all`.

    `most_sources`: the value that more independent sources give than any other. Reprints of one text are one source,
    a figure is that of whom it is claimed by, and windows are equal if both ends are. A tie is as under `all`.

    Claims that their own source has superseded count under none. The latter two look only at what people accepted or
    corrected, if there is such; they pass over what says nothing (`unknown`, a window open at both ends), an end that a
    reader filled in (`implied`), and all but the status where somebody denies a transfer; and where only one source
    speaks, it is as under `all`. `Transfer.by_policy` names what they decided.
    """

    ALL = "all"
    LATEST_OFFICIAL = "latest_official"
    MOST_SOURCES = "most_sources"


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
