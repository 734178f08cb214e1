"""Whose data an English document is about: the organization whose customers, clerks and statements it tells of.

"A clerk of Elm Bank sold …, Elm Bank said": Elm Bank. Who works for others, buys or sells lists is not the one; where
two are equally likely nobody is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.domain.vocabulary import ActorKind, Role
from loaders.en.clauses import clauses_in
from loaders.en.ends import Scene, ends_of
from loaders.en.frames import Shape
from loaders.mentions.analysis import Analysis, Line

__all__ = ["english_controller", "is_mostly_english"]

_OWNS, _TELLS, _EMPLOYS, _PUBLISHES, _ENTRUSTS, _WORKS_FOR, _TRADES = 3, 2, 4, 2, 4, 6, 6
"""Weights of what speaks for (the last two against) an organization, beside 1 for each line that names it."""
_BY_SHAPE = {
    Shape.ENTRUST: (_ENTRUSTS, -_WORKS_FOR),
    Shape.GIVE: (0, -_TRADES),
    Shape.GET: (0, -_TRADES),
    Shape.TAKE: (_OWNS, 0),
    Shape.RETURN: (-_TRADES, _OWNS),
    Shape.SEIZE: (-_TRADES, 0),
}
"""What giving and getting says of either end."""
_MARGIN = 2
_WHO = (
    r"(?:customers?|members?|patients?|subscribers?|clients?|users?|pupils?|students?|tenants?|residents?|employees?"
    r"|staff|readers?|guests?|passengers?)"
)
_WHAT = r"(?:data|databases?|records?|lists?|files?|information|details|names|addresses)"
_BEHIND = re.compile(rf"^['’]s? (?:\w+ )?(?:{_WHO}|{_WHAT})\b")
_BEFORE = re.compile(rf"(?:{_WHO}|{_WHAT}) (?:of|at|from|held by|belonging to)(?: the)? $")
_SAYS = re.compile(
    r"^,? (?:has |have )?(?:said|announced|admitted|confirmed|apologi[sz]ed|told|reported|notified|informed)\b"
)
_TRADERS = frozenset({Role.LIST_BROKER, Role.RESELLER_BUYER, Role.DATA_PROCESSOR, Role.SUBCONTRACTOR, Role.ATTACKER})


def is_mostly_english(analysis: Analysis, segment: int) -> bool:
    """True for a segment most of whose lines are English."""
    told = [line.is_english for line in analysis.lines if line.segment == segment]
    return sum(told) * 2 > len(told)


def english_controller(analysis: Analysis, segment: int) -> int | None:
    """The organization whose data it is; None where two are equally likely."""
    scores: Counter[int] = Counter()
    owners: set[int] = set()
    lines = [line for line in analysis.lines if line.segment == segment and line.is_english]
    for line in lines:
        for actor in {d.actor for d in line.actors if _may_own(analysis, d.actor)}:
            scores[actor] += 1
        for actor, points in _told(analysis, line):
            scores[actor] += points
            owners |= {actor} if points > _TELLS else set()
    for actor in analysis.actors:
        if Role.INSIDER in actor.roles and actor.employer is not None and actor.employer in scores:
            scores[actor.employer] += _EMPLOYS
            owners.add(actor.employer)
        if actor.index in scores and _TRADERS & set(actor.roles):
            scores[actor.index] -= _TRADES
    if analysis.publisher is not None and analysis.publisher in scores:
        scores[analysis.publisher] += _PUBLISHES
        owners.add(analysis.publisher)
    ranked = scores.most_common(2)
    if not ranked or ranked[0][0] not in owners or (len(ranked) == 2 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _may_own(analysis: Analysis, index: int) -> bool:
    """True for a named organization; for an authority only where one of its own people is told of."""
    actor = analysis.actors[index]
    employs = any(a.employer == index for a in analysis.actors if Role.INSIDER in a.roles)
    is_body = actor.kind is ActorKind.ORGANIZATION and actor.is_named
    return is_body and (employs or not actor.is_authority)


def _told(analysis: Analysis, line: Line) -> Iterator[tuple[int, int]]:
    """What a line says for or against the organizations in it."""
    for d in line.actors:
        if not _may_own(analysis, d.actor):
            continue
        if _BEHIND.match(line.text[d.end :]) or _BEFORE.search(line.text[: d.start]):
            yield d.actor, _OWNS
        if _SAYS.match(line.text[d.end :]):
            yield d.actor, _TELLS
    for clause in clauses_in(line.text):
        gives, gets = _BY_SHAPE.get(clause.frame.shape, (0, 0))
        provider, recipient = ends_of(Scene(analysis, line, clause, None)) if gives or gets else (None, None)
        ends = ((provider, gives), (recipient, gets))
        told = ((actor, points) for slot, points in ends if slot is not None for actor in slot.value)
        yield from ((actor, points) for actor, points in told if _may_own(analysis, actor))
