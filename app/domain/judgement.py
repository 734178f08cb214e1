"""Judgement: what a person decided about the machine's work. Kept with who, when and why; can be undone.

Identity judgements form an algebra: deciding twice the same is deciding once; `same` and `not same` of one pair by two
people is a disagreement, never silently one of them.

>>> Verdict.SAME.combine(Verdict.UNSURE)
<Verdict.SAME: 'same'>
>>> Verdict.SAME.combine(Verdict.NOT_SAME) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.claim import Value
from app.domain.ids import DocumentId, digest
from app.domain.vocabulary import ThingKind

__all__ = ["OF_PAIRS", "Anchor", "Judgement", "Undoing", "Verdict"]


class Verdict(StrEnum):
    """What was decided: of two things (first three), or of one claim (last three)."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"

    def combine(self, other: Verdict) -> Verdict | None:
        """The verdict of two people together; None if they disagree. `unsure` yields to any other."""
        if self is other or other is Verdict.UNSURE:
            return self
        return other if self is Verdict.UNSURE else None


OF_PAIRS = frozenset({Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE})
"""The verdicts about two things."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stand on which a person decided, so that they are found again when ids have changed.

    `about` is the id that the judgement names (in `about`, or as its corrected value), `id` a local thing or claim that
    bore it: the thing itself, or one that was joined with it and may stand for it. `spans` are its words. Of a claim,
    `property` and `said`: the hash of its value, if that is a code, days or numbers, or the local id that it refers to.
    No word of the document is kept, nor a hash of one.
    """

    about: str
    id: str
    document: DocumentId
    kind: ThingKind
    spans: tuple[tuple[int, int], ...] = ()
    property: str = ""
    said: str = ""

    def packed(self) -> Value:
        """As plain lists, for a store; `unpacked` takes it back."""
        spans = [list(span) for span in self.spans]
        return [self.about, self.id, self.document, self.kind.value, spans, self.property, self.said]

    @classmethod
    def unpacked(cls, packed: Sequence[Any]) -> Anchor:
        """The anchor that was packed."""
        about, key, document, kind, spans, prop, said = packed
        places = tuple((start, end) for start, end in spans)
        return cls(about, key, DocumentId(document), ThingKind(kind), places, prop, said)


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a judgement back, when and why."""

    who: str
    when: datetime
    why: str = ""

    def packed(self) -> Value:
        """As a plain list, for a store."""
        return [self.who, self.when.isoformat(), self.why]

    @classmethod
    def unpacked(cls, packed: Sequence[Any] | None) -> Undoing | None:
        """What was packed; None for None."""
        return None if packed is None else cls(packed[0], datetime.fromisoformat(packed[1]), packed[2])


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `about` holds two local ids (identity), one claim id, or the id of one proposal.

    `value` is the correction, or the content of the proposal. What one person decides in one act has one `when`.
    """

    id: str
    verdict: Verdict
    about: tuple[str, ...]
    who: str
    when: datetime
    why: str = ""
    value: Value = field(default=None, hash=False)  # an object cannot be hashed
    undone: bool = False
    anchors: tuple[Anchor, ...] = ()
    undoing: Undoing | None = None

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        about: tuple[str, ...],
        who: str,
        when: datetime,
        why: str = "",
        *,
        value: Value = None,
        anchors: Sequence[Anchor] = (),
    ) -> Judgement:
        """A judgement with its id; the order of a pair does not matter."""
        about = tuple(sorted(about))
        key = digest("judgement", verdict, *about, who, when.isoformat())
        return cls(key, verdict, about, who, when, why, value, anchors=tuple(anchors))
