"""The value that one finder of actors hands to the next: a span of a line that may denote an actor.

In 「NTTネクシアの元派遣社員」 there are two: the name NTTネクシア and the role noun 元派遣社員.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.vocabulary import ActorKind, Role

__all__ = ["LEGAL", "Form", "Spot"]

LEGAL = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "(株)",
    "(有)",
    "(同)",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "社団法人",
    "財団法人",
    "独立行政法人",
    "国立大学法人",
    "特定非営利活動法人",
    "学校法人",
    "医療法人",
    "社会福祉法人",
    "生活協同組合",
)
"""Legal forms, each before any that it ends in."""


class Form(StrEnum):
    """How a span denotes its actor."""

    NAME = "name"
    ROLE = "role"
    LETTER = "letter"
    ANAPHOR = "anaphor"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Spot:
    """A span `[start, end)` of one line. `phrase` is what identifies it: the name, or the role noun without letter.

    `is_sure` is False for a capitalised or katakana word that only its use can prove a name. `owner_end` is where a
    leading owner inside the phrase ends (同社社員: 2), 0 without one. `is_inside`: only part of a longer compound.
    `is_common`: a word that the dictionary has as a common noun or a family name; a name only where its use proves it.
    `members`: letters or names of the persons that a group is said to consist of (「A、B等の関係者」). `foremost`: the
    one of them who is told of by a role noun (the 男 of 「男ら二人」).
    """

    start: int
    end: int
    form: Form
    phrase: str
    kind: ActorKind = ActorKind.UNKNOWN
    roles: tuple[Role, ...] = ()
    head: str = ""
    head_class: str = ""
    letter: str = ""
    size: int | None = None
    is_sure: bool = True
    is_inside: bool = False
    is_common: bool = False
    owner_end: int = 0
    members: tuple[str, ...] = ()
    foremost: Spot | None = None
