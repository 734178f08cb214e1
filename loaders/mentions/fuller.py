"""A shorter word -> whom a document told of more fully before: 役員 the 代理店役員, 写真館 the 子ども写真館.

Only where there is one such; a word of two is somebody new.
"""

from __future__ import annotations

from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.spot import Spot
from loaders.mentions.stems import is_pointed, is_short_for, stem_of

__all__ = ["of_fuller_title", "of_relation"]

_LEAST_WORD = 3
_ANY_FIRM = frozenset({"事業者", "同業者", "子会社", "親会社", "関連会社", "運営会社", "勤務先", "転職先", "リース元"})
_TITLES = ("長", "役員", "主査", "主事", "主任", "理事")


def of_fuller_title(register: Register, number: int, spot: Spot) -> DocActor | None:
    """The 役員 is the 代理店役員 told of before, 当該職員 the 任用職員, if there is only one such."""
    phrase, segment = register.text(number)[spot.start : spot.end], register.lines[number][0].segment
    if spot.kind is not ActorKind.PERSON or spot.owner_end:
        return None
    bare = spot.head.lstrip("元前")
    is_title = bare.endswith(_TITLES) and stem_of(phrase).lstrip("元前") == bare
    if not (is_title or is_pointed(phrase) or phrase != stem_of(phrase)):
        return None
    people = [a for a in register.recent(segment, ActorKind.PERSON) if not a.is_named]
    if is_pointed(phrase):
        same = [a for a in people if stem_of(a.label).lstrip("元前").endswith(stem_of(phrase).lstrip("元前"))]
        return same[0] if same else None
    fuller = [a for a in people if is_short_for(phrase, a.label)]
    return fuller[0] if len(fuller) == 1 else None


def of_relation(register: Register, segment: int, spot: Spot) -> DocActor | None:
    """「会社員」 is 「知人の会社員」 told of before, 「写真館」 the 「子ども写真館」, if there is only one such."""
    if spot.owner_end or spot.kind not in {ActorKind.PERSON, ActorKind.ORGANIZATION}:
        return None
    known = [a for a in register.recent(segment, spot.kind) if not a.is_named]
    if spot.kind is ActorKind.PERSON:
        known = [a for a in known if a.label.endswith("の" + spot.phrase) or _is_fuller(a, spot, "outsider")]
    else:
        known = [a for a in known if spot.phrase not in _ANY_FIRM and _is_fuller(a, spot, "plain_company")]
    return known[0] if len(known) == 1 else None


def _is_fuller(actor: DocActor, spot: Spot, cls: str) -> bool:
    """True for one of the same class whose description ends in the whole of a shorter one."""
    is_longer = actor.label.endswith(spot.phrase) and actor.label != spot.phrase
    return is_longer and len(spot.phrase) >= _LEAST_WORD and actor.head_class == spot.head_class == cls
