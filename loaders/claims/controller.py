"""Whose data it is: the organization that an incident's data belongs to, and the one whose systems were attacked.

「あおば商事は、顧客情報が流出したと発表した」: あおば商事. What a segment says for an organization
(`loaders.claims.ownership`) is added up. The sum is used only where a sentence leaves its provider unsaid, or where a
count names nobody (`How.ROLE`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.domain.document import BlockKind
from app.domain.vocabulary import ActorKind
from loaders.claims.event_rules import find_triggers
from loaders.claims.ownership import acts, employers, may_own, points_of, processors
from loaders.en.controller import english_controller, is_mostly_english
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line

__all__ = ["attacked_organization", "controller_of", "owner_of"]

_WINDOW = 200  # characters after a name that can say something of it
_PUBLISHER = 2  # who publishes tells of its own data, unless it says otherwise
_TELLS = 2  # whoever tells anything of the case
_SAYS = re.compile(r"[」』]?(?:\([^()]*\))?(?:は|では|が|によると)")
_NAMED = 3  # being named oftener proves nothing: who bought the data is named as often as whose it was
_MARGIN = 2
_LEAST = 2  # a name that is only mentioned once is nobody's owner
_OWN_WORD = re.compile(r"[当弊本小][一-龠]{1,3}")
_ATTACKED = re.compile(
    r"^[」』]?(?:\([^()]*\))?(?:のネットワーク|のサーバー?|のシステム|で|に)?[^、。]{0,8}?[はがで、へ].{0,40}?"
    r"(サイバー攻撃|不正アクセス|ランサムウェア|ランサムウエア|マルウェア|ウイルス)[^。]{0,20}(受け|感染|被害|攻撃|あっ)"
)


def controller_of(analysis: Analysis, segment: int) -> int | None:
    """The organization whose data it is, else the one that handled it; None where two are equally likely."""
    if is_mostly_english(analysis, segment):
        return english_controller(analysis, segment)
    owner = owner_of(analysis, segment)
    return owner if owner is not None else _first(analysis, _scores(analysis, segment, may_own(analysis)))


def owner_of(analysis: Analysis, segment: int) -> int | None:
    """The same among those that do not process the data of others; one without a name where no other is told of."""
    working = processors(analysis)
    named = _scores(analysis, segment, may_own(analysis) - working)
    if max(named.values(), default=0) > 0:
        return _first(analysis, named)
    return _first(analysis, _scores(analysis, segment, may_own(analysis, named=False) - working))


def attacked_organization(analysis: Analysis, segment: int) -> int | None:
    """The organization whose systems were attacked, if exactly one is said to have been."""
    found = {
        d.actor
        for line, d in _named(analysis, segment)
        if analysis.actors[d.actor].kind is ActorKind.ORGANIZATION
        and not analysis.actors[d.actor].is_authority
        and analysis.actors[d.actor].is_named
        and _ATTACKED.match(line.text[d.end : d.end + _WINDOW])
    }
    return found.pop() if len(found) == 1 else None


def _first(analysis: Analysis, scores: Counter[int]) -> int | None:
    """The one ahead of all others; of a city and its bureau the bureau, if no third one is as near."""
    ranked = scores.most_common(3)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    near = [actor for actor, points in ranked if ranked[0][1] - points < _MARGIN]
    by_length = sorted(near, key=lambda actor: len(analysis.actors[actor].label))
    first, last = (analysis.actors[actor].label for actor in (by_length[0], by_length[-1]))
    return by_length[-1] if len(near) == 1 or (len(near) == 2 and last.startswith(first)) else None


def _scores(analysis: Analysis, segment: int, among: frozenset[int]) -> Counter[int]:
    """What the lines of a segment say for each of some organizations, those that are never named left out."""
    scores: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for line in _told(analysis, segment):
        tells = _TELLS * any(t.rule.tells for t in find_triggers(line.text)) if line.actors else 0
        for d in line.actors:
            if d.actor in among:
                named[d.actor] += acts(line, d)
                scores[d.actor] += points_of(line, d) + (tells if _SAYS.match(line.text, d.end) else 0)
    for actor, times in named.items():
        scores[actor] += min(times, _NAMED)
    for actor, points in employers(analysis, segment):
        if actor in scores:
            scores[actor] += points
    if analysis.publisher is not None and analysis.publisher in scores:
        scores[analysis.publisher] += _PUBLISHER * _speaks_for_itself(analysis, segment)
    return scores


def _told(analysis: Analysis, segment: int) -> Iterator[Line]:
    """The lines of a segment, without its footnotes."""
    return (o for o in analysis.lines if o.segment == segment and o.block.kind is not BlockKind.FOOTNOTE)


def _named(analysis: Analysis, segment: int) -> Iterator[tuple[Line, Denotation]]:
    return ((line, d) for line in _told(analysis, segment) for d in line.actors)


def _speaks_for_itself(analysis: Analysis, segment: int) -> int:
    """In how many ways the publisher tells of itself: as who publishes the document, and as 当社."""
    told = analysis.document.metadata.publisher
    signs = told is not None and analysis.publisher is not None and analysis.actors[analysis.publisher].label in told
    says = any(
        d.actor == analysis.publisher and _OWN_WORD.fullmatch(line.text[d.start : d.end])
        for line, d in _named(analysis, segment)
    )
    return signs + says
