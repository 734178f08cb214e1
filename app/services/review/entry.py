"""Entry: one open question of the review queue, and what can be answered.

Entry("open-1…", Kind.IDENTITY, lambda s: s.say("identity", …), …, choices=[Choice("same", …)])

Sentences are said when it is known in which language: see `Speaker`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.judgement import Judgement
from app.domain.vocabulary import ThingKind
from app.services.review.speaker import Sentence, Speaker
from app.services.wire import Json

__all__ = ["Choice", "Entry", "Kind", "Named", "side"]

Named = tuple[ThingKind, str]
"""A resolved thing: its kind and its id."""


class Kind(StrEnum):
    """What is open."""

    IDENTITY = "identity"
    """Two things may be one."""
    CONFLICT = "conflict"
    """Claims that cannot all be true."""
    DISAGREEMENT = "disagreement"
    """Two people decided otherwise."""
    PROPOSAL = "proposal"
    """A language model reads a transfer, and somebody put that up."""
    LOST = "lost"
    """A judgement that finds nothing any more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be said, and what would follow; `side` is the one that is chosen."""

    verdict: str
    about: tuple[str, ...]
    then: Sentence
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`chains` and `doubt` order the queue (see `weight`); `things` are the resolved things that it is about.

    `sides` are made for the entries that are shown only: their words are looked for in the documents.
    `score` is the machine's, for an identity; `property` is what a conflict, or a claim that
    people disagree about, is of; `judgements` are those that people made of it already.
    """

    id: str
    kind: Kind
    question: Sentence
    reason: Sentence | None
    chains: int
    doubt: float
    things: tuple[Named, ...]
    sides: Callable[[Speaker], Sequence[Json]]
    choices: Sequence[Choice]
    judgements: Sequence[Judgement] = ()
    score: float | None = None
    property: str | None = None


def side(key: str, label: str | None, value: object, words: Json, claimed_by: str | None = None) -> Json:
    """One of the things, claims or verdicts that stand beside each other, with its words."""
    return {"id": key, "label": label, "value": value, "claimed_by": claimed_by, **words}
