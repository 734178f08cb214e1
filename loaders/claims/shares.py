"""Several who each get a share by one verb: 「A社に4人分を1人12万円で、B社に9人分を1人8万円で売った」.

Each share is a piece of the clause between commas that names one recipient and one number; two of them and more, the
last one right before the verb, are told one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.graph import Count
from loaders.claims.arguments import Scene, usable
from loaders.claims.clauses import Predicate
from loaders.claims.frames import Shape

__all__ = ["Share", "shares_of"]

_TO = re.compile(r"(?:[」』]|\([^()]*\)|=[^=]*=|氏|さん|側|様)*(?:に|へ)(?!よ|つい|対|関|お[いけ])")
_COMMA = re.compile(r"[、,](?!\d{3})")
_BY_THE_WAY = re.compile(r"(?:それぞれ|各々|順次)?[^、。がはに]{0,14}(?:に添付して|に入れて|を通じて|で|にして)?")


@dataclass(frozen=True, slots=True)
class Share:
    """Who gets it, and the words of the line that tell of it."""

    recipient: int
    extent: tuple[int, int]
    count: Count | None


def shares_of(scene: Scene, predicate: Predicate) -> tuple[Share, ...]:
    """The shares in reading order; none where fewer than two recipients are told with a number each."""
    if predicate.frame.shape is not Shape.GIVE or predicate.is_passive or predicate.is_causative:
        return ()
    low, high = scene.sentence.to_line(0, predicate.span[0] or 1)
    found: list[Share] = []
    for start, end in reversed([*_pieces(scene.line.text, low, high)]):
        share = _share(scene, start, end)
        if share is not None:
            found.append(share)
        elif found or not _BY_THE_WAY.fullmatch(scene.line.text[start:end]):
            break
    return tuple(reversed(found)) if len({share.recipient for share in found}) > 1 else ()


def _pieces(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    start = low
    for match in _COMMA.finditer(text, low, high):
        yield start, match.start()
        start = match.end()
    yield start, high


def _share(scene: Scene, start: int, end: int) -> Share | None:
    line = scene.line
    inside = [d for d in line.actors if start <= d.start and d.end <= end and usable(scene.actor(d.actor))]
    targets = dict.fromkeys(d.actor for d in inside if _TO.match(line.text, d.end, end + 1))
    numbers = [c.count for c in line.counts if start <= c.start and c.end <= end]
    prices = [p.price for p in line.prices if start <= p.start and p.end <= end]
    if len(targets) != 1 or not (numbers or prices):
        return None
    return Share(next(iter(targets)), (start, end), next(iter(numbers), None))
