"""Proposal: a transfer that a language model reads in a document, as our own check of its words left it.

A model is asked for words only. Places, days, numbers, money and the status are computed from those words by the same
rules that read all documents. A proposal is no claim: it stands in no Reading, so it is on no path and in no answer,
until a person accepts it. A judgement then has its id in `about` and its content in `value`.

    「元社員は名簿を業者に売った」 told as 業者 → 元社員   →  review, with direction.turned and what the rules read
    「元社員は名簿を国外に売った」, which stands nowhere   →  refused, with quote.not_found
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.document import Quote
from app.domain.graph import Count, Price
from app.domain.ids import DocumentId
from app.domain.vocabulary import Action, Status
from app.domain.window import Window

__all__ = ["End", "Outcome", "Proposal", "Remark", "RuleReading"]


class Outcome(StrEnum):
    """What became of a proposal: a person should look at it, the rules have it already, or the check refused it."""

    REVIEW = "review"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark:
    """What the check found: a stable `code`, the sentence for people, and whether it refuses the proposal."""

    code: str
    message: str
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Who gives or gets: the words for it, and under which label the rules know whom they denote (None: nobody)."""

    quote: Quote
    label: str | None = None


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What the rules read in the same words: the labels of the ends, and the status."""

    provider: str | None
    recipient: str | None
    status: Status | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. `said` are the model's words as it gave them; all else is computed from the document.

    `quote` is None where the words of the model stand nowhere; `time` are the words of `window`.
    """

    id: str
    document: DocumentId
    outcome: Outcome
    remarks: tuple[Remark, ...]
    said: Mapping[str, str | int | None]
    quote: Quote | None = None
    provider: End | None = None
    recipient: End | None = None
    dataset: Quote | None = None
    action: Action | None = None
    medium: str | None = None
    window: Window | None = None
    time: Quote | None = None
    record_count: Count | None = None
    price: Price | None = None
    status: Status | None = None
    lawful: bool = False
    rules: tuple[RuleReading, ...] = ()
