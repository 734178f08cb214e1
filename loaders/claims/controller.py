"""Whose data it is: the organization that an incident's data belongs to, and the one whose systems were attacked.

Both are read off the whole segment and only used where a sentence leaves its provider unsaid (`How.ROLE`).
"""

from __future__ import annotations

import re
from collections import Counter

from app.domain.vocabulary import ActorKind
from loaders.mentions.analysis import Analysis, Line

__all__ = ["attacked_organization", "controller_of"]

_MARGIN = 2
_OWNS = re.compile(
    r"^[」』]?(?:\([^()]*\))?(?:本社|側)?(?:の|が保有する|が管理する|が運営する)?[^、。はがをに]{0,14}?"
    r"(?:顧客|個人|会員|利用者|ユーザー|お客様|お客さま|契約者|患者|住民|納税者|取引先)?(?:の)?(?:情報|データ|名簿|台帳|営業秘密)"
)
_TELLS = re.compile(
    r"^[」』]?(?:\([^()]*\))?[はが].{0,120}?(流出|漏えい|漏洩|持ち出|不正).{0,60}?(発表|公表|明らかに|謝罪|お詫び|おわび)"
)
_ATTACKED = re.compile(
    r"^[」』]?(?:\([^()]*\))?(?:のネットワーク|のサーバー?|のシステム|で|に)?[^、。]{0,8}?[はがで、へ].{0,40}?"
    r"(サイバー攻撃|不正アクセス|ランサムウェア|ランサムウエア|マルウェア|ウイルス)[^。]{0,20}(受け|感染|被害|攻撃|あっ)"
)
_ENTRUSTED_AFTER = re.compile(r"^[」』]?(?:\([^()]*\))?(?:株式会社)?に[^。はが]{0,25}(?:委託|外注|発注)")


def controller_of(analysis: Analysis, segment: int) -> int | None:
    """The organization whose data it is; None where two are equally likely."""
    scores: Counter[int] = Counter()
    for line in _lines(analysis, segment):
        for actor, after in _organizations(analysis, line):
            scores[actor] += 1
            scores[actor] -= 6 * _is_processor(line.text, after)
            scores[actor] += 3 * bool(_OWNS.match(after)) + 4 * bool(_TELLS.match(after))
    for actor in analysis.actors:
        if actor.segment == segment and actor.employer in scores and actor.kind is ActorKind.PERSON:
            scores[actor.employer] += 5
    if analysis.publisher is not None and analysis.publisher in scores:
        scores[analysis.publisher] += 2
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def attacked_organization(analysis: Analysis, segment: int) -> int | None:
    """The organization whose systems were attacked, if exactly one is said to have been."""
    found = {
        actor
        for line in _lines(analysis, segment)
        for actor, after in _organizations(analysis, line)
        if _ATTACKED.match(after)
    }
    return found.pop() if len(found) == 1 else None


def _is_processor(text: str, after: str) -> bool:
    """An organization that others entrust work to handles the data of those others."""
    before = text[: len(text) - len(after)] if text.endswith(after) else text[: text.find(after)] if after else text
    return bool(
        _ENTRUSTED_AFTER.match(after)
        or re.search(
            r"(受託した|委託先の|委託先である|委託を受けた|請け負った|再委託先の)[^、。はがをに]{0,12}$", before[:-1]
        )
    )


def _lines(analysis: Analysis, segment: int) -> list[Line]:
    return [line for line in analysis.lines if line.segment == segment]


def _organizations(analysis: Analysis, line: Line) -> list[tuple[int, str]]:
    """Named organizations of a line that are no authority, each with the text after it."""
    found: list[tuple[int, str]] = []
    for d in line.actors:
        actor = analysis.actors[d.actor]
        if actor.kind is ActorKind.ORGANIZATION and actor.is_named and not actor.is_authority:
            found.append((d.actor, line.text[d.end : d.end + 200]))
    return found
