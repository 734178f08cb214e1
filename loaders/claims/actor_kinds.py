"""What an actor can be in a transfer, by what its mentions say of it: an owner of data, a person, an attacker …"""

from __future__ import annotations

import re

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.actors import DocActor

__all__ = ["is_attacker", "is_body", "is_owner", "is_person", "is_somebody", "is_suspect", "may_leak"]

_SUSPECT = re.compile(r"元|.*(容疑者|被告)")


def is_owner(actor: DocActor) -> bool:
    """True for an organization that surely is one: by its name or its noun."""
    return actor.kind is ActorKind.ORGANIZATION and (actor.is_sure or bool(actor.head_class))


def is_person(actor: DocActor) -> bool:
    """True for a single person."""
    return actor.kind is ActorKind.PERSON


def is_body(actor: DocActor) -> bool:
    """True for anything but a single person: only bodies entrust work to each other."""
    return actor.kind is not ActorKind.PERSON


def is_attacker(actor: DocActor) -> bool:
    """True for 攻撃者, ランサムウェアグループ and the like."""
    return Role.ATTACKER in actor.roles


def is_suspect(actor: DocActor) -> bool:
    """True for a person who is called a former employee, a suspect or a defendant."""
    return is_person(actor) and any(_SUSPECT.match(word) for word in (actor.label, *actor.names))


def is_somebody(actor: DocActor) -> bool:
    """True for 何者か: somebody, that is nobody in particular."""
    return actor.label.startswith("何者")


def may_leak(actor: DocActor) -> bool:
    """True for those whose data can leak: not 関連会社 as such, and no organization that may be none."""
    return actor.head_class != "related" and (actor.kind is not ActorKind.ORGANIZATION or is_owner(actor))
