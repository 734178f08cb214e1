"""Spots that together are one phrase: 「知人の男性」, 「自治体や企業」, 「705人の局長」, 「A、B等の関係者」.

Two of them become one spot, or a group gets the letters of its members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.vocabulary import ActorKind
from loaders.mentions.groups import with_groups
from loaders.mentions.heads import number_of
from loaders.mentions.spot import Form, Spot

__all__ = ["join_phrases"]

_COUNT_BEFORE = re.compile(r"(?:計|約)?(\d{1,4}|[一二三四五六七八九十])(?:人|名)の$")
_COUNT_BEHIND = re.compile(r" ?(\d{1,4}) ?(?:人|名)(?![分の])")
_IN_OFFICE = re.compile(r"(?:後任|前任)の$")
_LETTERS_BEFORE = re.compile(r"((?:[A-HJ-Z](?:氏|さん)?[、・と,])*[A-HJ-Z](?:氏|さん)?)(?:ら|等|など)の?$")
_LETTERS_ASIDE = re.compile(r"\(((?:[A-HJ-Z](?:氏|さん|容疑者)?[、・と,])+[A-HJ-Z](?:氏|さん|容疑者)?)\)")
_BOTH = re.compile(r"(?:([一-鿿々]{1,4})[・、と])+([一-鿿々]{1,4})両(容疑者|被告|氏)")
_SURNAMES = re.compile(r"[一-鿿々]+")
_CLIENTS = frozenset({"依頼者", "依頼主", "依頼人", "買い主", "買い手", "落札者"})
_EQUATED = ("の", "である", "だった")


def join_phrases(text: str, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots of a line with phrases that run over several of them joined; in order, they may nest."""
    both = [_both(m) for m in _BOTH.finditer(text)]
    apart = [s for s in spots if not any(b.start < s.end and s.start < b.end for b in both)]
    in_order = sorted([*apart, *both], key=lambda s: (s.start, -s.end))
    found = with_groups(text, _apposed(text, _bodies(text, in_order)))
    return tuple(sorted((_grouped(text, s) for s in found), key=lambda s: (s.start, -s.end)))


def _both(m: re.Match[str]) -> Spot:
    """「高瀬・森田両容疑者」 is a group of two persons."""
    names = tuple(_SURNAMES.findall(m[0].rsplit("両", 1)[0]))
    group = Spot(m.start(), m.end(), Form.ROLE, m[0], ActorKind.GROUP, head=m[3], head_class="suspect")
    return replace(group, size=len(names), members=names)


def _bodies(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """「自治体や企業」 is one group."""
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if (
            last
            and last.head_class == spot.head_class == "bodies"
            and text[last.end : spot.start] in {"や", "と", "・", "、"}
        ):
            found[-1] = replace(last, end=spot.end, phrase=text[last.start : spot.end])
        else:
            found.append(spot)
    return found


def _apposed(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """「知人の男性」 is the acquaintance, 「容疑者のA」 the suspect A: a role noun and another word for the same."""
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if last and text[last.end : spot.start] in _EQUATED and _is_role(last):
            if (
                spot.form is Form.ROLE
                and spot.head_class == "suspect"
                and not spot.letter
                and last.head_class != "suspect"
            ):
                found[-1] = replace(last, end=spot.end, size=spot.size, kind=_wider(last, spot))
                continue
            if _is_relation(last) and text[last.end : spot.start] == "の" and _is_role(spot) and _has_work(spot):
                found[-1] = replace(last, end=spot.end, phrase=text[last.start : spot.end])
                continue
            if spot.form is Form.LETTER and spot.kind is ActorKind.PERSON and last.kind is ActorKind.PERSON:
                found[-1] = replace(last, end=spot.end, letter=spot.letter)
                continue
        found.append(spot)
    return found


def _is_relation(spot: Spot) -> bool:
    """「知人の会社員」「依頼者の会社役員」 are one person each; 「妻の知人」 and 「依頼者の弁護士」 are not."""
    return spot.head_class == "acquaintance" or spot.head in _CLIENTS


def _has_work(spot: Spot) -> bool:
    return spot.head_class in {"outsider", "employee", "management"} and not spot.owner_end and spot.head != "弁護士"


def _is_role(spot: Spot) -> bool:
    return spot.form is Form.ROLE and spot.kind is ActorKind.PERSON and not spot.letter


def _wider(first: Spot, second: Spot) -> ActorKind:
    return ActorKind.GROUP if second.kind is ActorKind.GROUP else first.kind


def _grouped(text: str, spot: Spot) -> Spot:
    """A role noun with its number before it (2人の男), or with the letters of its members."""
    if spot.form is Form.NAME and spot.head_class == "person_name" and text[spot.end : spot.end + 1] == "ら":
        phrase = text[spot.start : spot.end + 1]
        group = Spot(spot.start, spot.end + 1, Form.ROLE, phrase, ActorKind.GROUP, head=spot.head, head_class="suspect")
        return replace(group, members=(spot.phrase,))
    if spot.form is not Form.ROLE or spot.letter or spot.members:
        return spot
    if spot.kind is ActorKind.PERSON and (m := _IN_OFFICE.search(text, 0, spot.start)):
        return replace(spot, start=m.start(), phrase=m[0] + spot.phrase)
    if spot.kind is ActorKind.PERSON and spot.size is None and (m := _COUNT_BEHIND.match(text, spot.end)):
        size = number_of(m[1])
        return replace(spot, end=m.end(), size=size, kind=ActorKind.GROUP if size > 1 else spot.kind)
    if spot.kind in {ActorKind.PERSON, ActorKind.GROUP} and (m := _COUNT_BEFORE.search(text, 0, spot.start)):
        size = number_of(m[1])
        return replace(spot, start=m.start(), size=size, kind=ActorKind.GROUP if size > 1 else spot.kind)
    if spot.kind is ActorKind.GROUP and (m := _LETTERS_BEFORE.search(text, 0, spot.start)):
        return replace(spot, start=m.start(), phrase=text[m.start() : spot.end], members=_letters(m[1]))
    if m := _LETTERS_ASIDE.match(text, spot.end):
        return replace(spot, kind=ActorKind.GROUP, members=_letters(m[1]), size=spot.size or len(_letters(m[1])))
    return spot


def _letters(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[A-HJ-Z]", text))
