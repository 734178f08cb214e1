"""Headings -> which incident each passage tells of: a digest of three leaks has three segments, an article one.

A heading that names another organization and a leak opens a new segment (「甲商店、会員3千人分が流出」); where none
does, those that are nothing but names do (「■甲商店」). Authorities own none, and sections whose owners speak of each
other tell of one incident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.document import Block, BlockKind, Passage
from app.domain.vocabulary import ActorKind, Role
from loaders.ja.view import TextView
from loaders.mentions.short_forms import stripped
from loaders.mentions.spot import Form
from loaders.mentions.spots import find_spots

__all__ = ["segments_of"]

_LEAK = re.compile(
    r"流出|漏えい|漏洩|漏れ|持ち出し|持出し|不正アクセス|不正ログイン|なりすまし|サイバー攻撃|ランサム|紛失|盗|売却|横流し"
    r"|不正取得|窃取|詐取|情報"
)
_AUTHORITIES = frozenset({Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST})
_OFTEN = 2
_TOP_LEVELS = 2
_TOLD = re.compile(r"発表|公表|明らかに(?:し|なっ)|逮捕|書類送検|謝罪")
_SIGNS = re.compile(r"^[\W\d_]+|\W+$")


def segments_of(blocks: Sequence[Block], passages: Sequence[Passage], views: Sequence[TextView]) -> list[int]:
    """The number of the incident of each passage; all 0 unless headings announce leaks of two organizations."""
    headings = [
        n for n, p in enumerate(passages) if p.kind is BlockKind.HEADING and blocks[p.block].level <= _TOP_LEVELS
    ]
    owners = _announced(headings, passages, views) or _listed(headings, passages, views)
    if len(set(owners.values())) < 2:
        return [0] * len(passages)
    owned = _owned(passages, owners)
    same = _joined(owned, views)
    numbers: dict[str, int] = {}
    for name in owned:
        if name:
            numbers.setdefault(same[name], len(numbers))
    return [numbers[same[name]] if name else 0 for name in owned]


def _announced(headings: Sequence[int], passages: Sequence[Passage], views: Sequence[TextView]) -> dict[int, str]:
    """Block of a heading -> the organization whose leak it announces."""
    found = ((passages[n].block, _incident_of(views[n].text)) for n in headings)
    return {block: name for block, name in reversed([*found]) if name}


def _listed(headings: Sequence[int], passages: Sequence[Passage], views: Sequence[TextView]) -> dict[int, str]:
    """The same where the headings are nothing but names, below two of which the leak of somebody is told."""
    stops = [*headings[1:], len(passages)] if headings else []
    owners: dict[int, str] = {}
    told: set[str] = set()
    for n, stop in zip(headings, stops, strict=True):
        below = "\n".join(view.text for view in views[n + 1 : stop])
        if name := _name_alone(views[n].text, below):
            owners.setdefault(passages[n].block, name)
            told |= {name} if _LEAK.search(below) and _TOLD.search(below) else set[str]()
    return owners if len(told) > 1 else {}


def _owned(passages: Sequence[Passage], owners: Mapping[int, str]) -> list[str]:
    """By passage the organization of the heading above it, empty before the first."""
    found: list[str] = []
    for passage in passages:
        found.append(owners.get(passage.block, found[-1] if found else ""))
    return found


def _joined(owned: Sequence[str], views: Sequence[TextView]) -> dict[str, str]:
    """Owner -> the first owner whose incident it shares, as their sections speak of each other."""
    texts: dict[str, str] = {}
    for name, view in zip(owned, views, strict=True):
        if name:
            texts[name] = texts.get(name, "") + view.text + "\n"
    same = {name: name for name in texts}
    names = list(texts)
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            there, back = texts[first].count(stripped(second)), texts[second].count(stripped(first))
            if (there and back) or max(there, back) >= _OFTEN:
                old, new = same[second], same[first]
                same = {key: new if value == old else value for key, value in same.items()}
    return same


def _incident_of(heading: str) -> str | None:
    """The organization whose leak a heading announces, None if it announces none."""
    if not _LEAK.search(heading):
        return None
    for spot in find_spots(heading):
        is_organization = spot.form is Form.NAME and spot.kind is ActorKind.ORGANIZATION
        if is_organization and not _AUTHORITIES & set(spot.roles):
            return spot.phrase
    return None


def _name_alone(heading: str, below: str) -> str | None:
    """The organization that a heading names, if it says nothing else (■甲商店) and the text below is about it."""
    name = _SIGNS.sub("", heading)
    if not name or name not in below:
        return None
    whole = [s for s in find_spots(name) if (s.start, s.end) == (0, len(name)) and s.form is Form.NAME]
    return next((s.phrase for s in whole if s.kind is ActorKind.ORGANIZATION and not _AUTHORITIES & set(s.roles)), None)
