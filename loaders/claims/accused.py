"""Whom a document calls 容疑者 or 被告: until a court has spoken, what they are said to have done is alleged.

「高瀬容疑者は名簿を業者に売却した」: the sentence states it as a fact, but the word beside the name takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.vocabulary import ActorKind, Status
from loaders.claims.drafts import Slot
from loaders.mentions.analysis import Analysis, Line

__all__ = ["accused_of", "weakened"]

_ACCUSED = re.compile(r"(容疑者|被疑者|被告)(?!会社|企業|法人|側)")
_SENTENCED = re.compile(r"(有罪|懲役|禁錮|禁固|拘禁刑|罰金)[^。]{0,40}(言い渡し|判決|確定|命じ)")
_PEOPLE = frozenset([ActorKind.PERSON, ActorKind.GROUP])


def accused_of(analysis: Analysis, segment: int) -> Iterator[int]:
    """The persons of an incident who are called so anywhere in the document; none where a court has spoken."""
    if any(_SENTENCED.search(line.text) for line in analysis.lines if line.segment == segment):
        return
    for line in analysis.lines:
        for d in line.actors if line.segment == segment else ():
            if analysis.actors[d.actor].kind in _PEOPLE and _is_called_so(line, d.start, d.end):
                yield d.actor


def weakened(status: Status, accused: frozenset[int], *ends: Slot[int] | None) -> Status:
    """The status of what one of the accused is told to have part in: never confirmed."""
    has_part = any(end is not None and end.value in accused for end in ends)
    return Status.ALLEGED if has_part and status is Status.CONFIRMED else status


def _is_called_so(line: Line, start: int, end: int) -> bool:
    """「高瀬容疑者」, 「容疑者の男」, wherever in the word or right behind it."""
    return _ACCUSED.search(line.text[start:end]) is not None or _ACCUSED.match(line.text, end) is not None
