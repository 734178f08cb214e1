"""Judgement: what a person decided about the machine's work. Kept with who, when and why; can be undone.

Identity judgements form an algebra: deciding twice the same is deciding once; `same` and `not same` of one pair by two
people is a disagreement, never silently one of them.

>>> Verdict.SAME.combine(Verdict.UNSURE)
<Verdict.SAME: 'same'>
>>> Verdict.SAME.combine(Verdict.NOT_SAME) is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.claim import Value
from app.domain.ids import digest

__all__ = ["Judgement", "Verdict"]


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `about` holds two local ids (identity) or one claim id; `value` is the correction, if any."""

    id: str
    verdict: Verdict
    about: tuple[str, ...]
    who: str
    when: datetime
    why: str = ""
    value: Value = None
    undone: bool = False

    @classmethod
    def of(cls, verdict: Verdict, about: tuple[str, ...], who: str, when: datetime, why: str = "") -> Judgement:
        """A judgement with its id; the order of a pair does not matter."""
        about = tuple(sorted(about))
        return cls(digest("judgement", verdict, *about, who, when.isoformat()), verdict, about, who, when, why)
