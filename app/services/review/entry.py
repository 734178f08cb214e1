"""Entry: one open question of the review queue, as plain words and objects.

Entry("open-1…", Kind.IDENTITY, "Are 元契約社員 and 契約社員 one actor?", …, choices=[choice("same", …)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.judgement import Judgement
from app.domain.vocabulary import ThingKind
from app.services.wire import Json

__all__ = ["Entry", "Kind", "Named", "choice", "side"]

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
class Entry:
    """`chains` and `doubt` order the queue (see `weight`); `things` are the resolved things that it is about.

    `sides` are made for the entries that are shown only: their words are looked for in the documents.
    `score` is the machine's, for an identity; `judgements` are those that people made of it already.
    """

    id: str
    kind: Kind
    question: str
    reason: str | None
    chains: int
    doubt: float
    things: tuple[Named, ...]
    sides: Callable[[], Sequence[Json]]
    choices: Sequence[Json]
    judgements: Sequence[Judgement] = ()
    score: float | None = None


def choice(word: str, about: Iterable[str], then: str, number: int | None = None) -> Json:
    """Something that can be said, and what would follow; `number` is the side that is chosen."""
    return {"verdict": str(word), "about": list(about), "side": number, "then": then}


def side(key: str, label: str | None, value: object, words: Json, claimed_by: str | None = None) -> Json:
    """One of the things, claims or verdicts that stand beside each other, with its words."""
    return {"id": key, "label": label, "value": value, "claimed_by": claimed_by, **words}
