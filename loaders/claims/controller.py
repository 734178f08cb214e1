"""Whose data it is: the organization that an incident's data belongs to, and the one whose systems were attacked.

「あおば商事は、顧客情報が流出したと発表した」: あおば商事. Both are read off the whole segment and only used where
a sentence leaves its provider unsaid (`How.ROLE`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.domain.vocabulary import ActorKind, Role
from loaders.en.controller import english_controller, is_mostly_english
from loaders.mentions.analysis import Analysis, Line

__all__ = ["attacked_organization", "controller_of"]

_WINDOW = 200  # characters after a name that can say something of it
_OWNER, _TELLER, _EMPLOYER, _PUBLISHER, _PROCESSOR = 3, 4, 5, 2, 6
"""Weights of what speaks for (and, last, against) an organization, beside 1 for each time it is named; a judgement."""
_MARGIN = 2
_LEAST = 3  # a name that is only mentioned once or twice is nobody's owner
_GETTERS = frozenset([Role.LIST_BROKER, Role.RESELLER_BUYER, Role.UNKNOWN_RECIPIENT, Role.ATTACKER])
"""Who gets data is not whose data it is."""
_OWNS = re.compile(
    r"^[」』]?(?:\([^()]*\))?(?:本社|側)?(?:の|が保有する|が管理する|が運営する)?[^、。はがをに]{0,14}?"
    r"(?:顧客|個人|会員|利用者|ユーザー|お客様|お客さま|契約者|患者|住民|納税者|取引先)?(?:の)?(?:情報|データ|名簿|台帳|営業秘密)"
)
_TELLS = re.compile(
    r"^[」』]?(?:\([^()]*\))?[はが].{0,120}?(流出|漏えい|漏洩|持ち出|不正|窃取|盗ま).{0,60}?(発表|公表|明らかに|説明|通知|謝罪|陳謝|お詫び|おわび)"
)
_ATTACKED = re.compile(
    r"^[」』]?(?:\([^()]*\))?(?:のネットワーク|のサーバー?|のシステム|で|に)?[^、。]{0,8}?[はがで、へ].{0,40}?"
    r"(サイバー攻撃|不正アクセス|ランサムウェア|ランサムウエア|マルウェア|ウイルス)[^。]{0,20}(受け|感染|被害|攻撃|あっ)"
)
_ENTRUSTED_BEFORE = re.compile(
    r"(受託した|委託先の|委託先である|委託を受けた|請け負った|再委託先の)[^、。はがをに]{0,12}$"
)
_ENTRUSTED_AFTER = re.compile(r"^[」』]?(?:\([^()]*\))?(?:株式会社)?に[^。はが]{0,25}(?:委託|外注|発注)")


def controller_of(analysis: Analysis, segment: int) -> int | None:
    """The organization whose data it is; None where two are equally likely."""
    if is_mostly_english(analysis, segment):
        return english_controller(analysis, segment)
    scores: Counter[int] = Counter()
    for actor, line, end in _organizations(analysis, segment):
        after = line.text[end : end + _WINDOW]
        scores[actor] += 1 + _OWNER * bool(_OWNS.match(after)) + _TELLER * bool(_TELLS.match(after))
        scores[actor] -= _PROCESSOR * _is_processor(line.text, end, after)
    for actor in analysis.actors:
        works_for = actor.employer if actor.segment == segment and actor.kind is ActorKind.PERSON else None
        if works_for is not None and works_for in scores:
            scores[works_for] += _EMPLOYER
    if analysis.publisher is not None and analysis.publisher in scores:
        scores[analysis.publisher] += _PUBLISHER
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) == 2 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def attacked_organization(analysis: Analysis, segment: int) -> int | None:
    """The organization whose systems were attacked, if exactly one is said to have been."""
    found = {
        actor
        for actor, line, end in _organizations(analysis, segment)
        if _ATTACKED.match(line.text[end : end + _WINDOW])
    }
    return found.pop() if len(found) == 1 else None


def _is_processor(text: str, end: int, after: str) -> bool:
    """An organization that others entrust work to handles the data of those others."""
    return _ENTRUSTED_AFTER.match(after) is not None or _ENTRUSTED_BEFORE.search(text, 0, end - 1) is not None


def _organizations(analysis: Analysis, segment: int) -> Iterator[tuple[int, Line, int]]:
    """Named organizations that are no authority, each with the line and the place where its name ends."""
    for line in analysis.lines:
        for d in line.actors if line.segment == segment else ():
            actor = analysis.actors[d.actor]
            may_own = not actor.is_authority and not _GETTERS & set(actor.roles)
            if actor.kind is ActorKind.ORGANIZATION and actor.is_named and may_own:
                yield d.actor, line, d.end
