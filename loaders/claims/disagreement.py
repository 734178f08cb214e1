"""Two sides of one matter in one document -> the claims that make up a conflict.

`Disagreement("what 店 says / what 県警 says", "record_count", dataset, ((30000, …), (40000, …)), ("店", "県警"))`
becomes a claim for what it is about, one for its property, one for its subject, and one for each side with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.domain.claim import Claim, Value, local_id
from app.domain.document import Quote
from app.domain.ids import LocalId, SourceId
from app.domain.vocabulary import How, ThingKind

__all__ = ["Disagreement", "claims_of"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the sides are about, in which property, and each side with its words; nothing is decided."""

    about: str
    property: str
    subject: LocalId | None
    sides: tuple[tuple[Value, tuple[Quote, ...]], ...]
    speakers: tuple[str | None, ...] = ()
    """Who says each side; nobody is named where the document says both."""


def claims_of(one: Disagreement, source: SourceId | None) -> Iterator[Claim]:
    """The claims of one conflict."""
    first = min(quote for _, quotes in one.sides for quote in quotes)
    key = local_id(first.document, ThingKind.CONFLICT, first.start, first.end, f"{one.property}/{one.about}")
    words = sorted({quote for _, quotes in one.sides for quote in quotes})
    said: list[tuple[str, Value, Sequence[Quote]]] = [("about", one.about, words), ("property", one.property, words)]
    if one.subject is not None:
        said.append(("subject", one.subject, words))
    told = zip_longest(one.sides, one.speakers)
    said += [("side", {"value": value, "claimed_by": name}, quotes) for (value, quotes), name in told]
    for prop, value, quotes in said:
        yield Claim.of(key, ThingKind.CONFLICT, prop, value, quotes, source=source, how=How.DISCOURSE)
