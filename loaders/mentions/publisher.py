"""Whom 弊社, 当社, 本市 denote: who defines itself so, the publisher if the text names it, else who signs."""

from __future__ import annotations

import re

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.naming import Naming, fold
from loaders.mentions.spot import Form, Spot

__all__ = ["name_publisher"]

_SUFFIXES = {
    "行": ("銀行", "金庫"),
    "院": ("院",),
    "学": ("大学", "学園"),
    "校": ("校", "学園"),
    "庁": ("庁",),
    "会": ("会",),
}
_BODIES = "市区町村県府都"
_LONGEST_SIGNATURE = 25


def name_publisher(register: Register, naming: Naming, metadata: Metadata, own: list[tuple[int, Spot]]) -> int | None:
    """Index of the organization that publishes; `own` are the words by which it speaks of itself (outside quotes)."""
    suffix = _suffix({spot.phrase for _, spot in own})
    if naming.defined_self is not None:
        key = naming.key_of(naming.defined_self)
        if key in register.by_name:
            return register.by_name[key]
    if (found := _by_metadata(register, naming, metadata)) is not None:
        return found
    if (found := _signing(register, suffix)) is not None:
        return found
    if metadata.publisher and own and suffix and metadata.publisher.endswith(suffix):
        line, spot = own[0]
        actor = register.new(metadata.publisher, ActorKind.ORGANIZATION, register.lines[line][0].segment, spot)
        actor.is_sure = actor.is_named = True
        actor.head_class = "public_body" if suffix[0] in _BODIES else ""
        return actor.index
    return None


def _by_metadata(register: Register, naming: Naming, metadata: Metadata) -> int | None:
    """The actor with the name of the publisher, or of which the publisher is a part (X 広報部)."""
    if not metadata.publisher:
        return None
    key = naming.key_of(metadata.publisher)
    if key in register.by_name:
        return register.by_name[key]
    plain = fold(metadata.publisher)
    match = [i for name, i in register.by_name.items() if len(name) >= 3 and plain.startswith(name)]
    match = [i for i in match if register.actors[i].kind is ActorKind.ORGANIZATION]
    return max(match, key=lambda i: len(register.actors[i].label)) if match else None


def _suffix(words: set[str]) -> tuple[str, ...]:
    """What the name of the publisher ends in, if its word for itself tells (本市: 市)."""
    for word in sorted(words):
        last = word[-1]
        if last in _BODIES:
            return (last,)
        if last in _SUFFIXES:
            return _SUFFIXES[last]
    return ()


def _signing(register: Register, suffix: tuple[str, ...]) -> int | None:
    """The first organization in a line that is hardly longer than a name."""
    signed = [
        register.actors[d.actor]
        for d in register.denotations
        if d.form is Form.NAME and len(register.text(d.line).strip()) <= _LONGEST_SIGNATURE
    ]
    fitting = [a for a in signed if _may_publish(a) and (not suffix or re.sub(r"\W", "", a.label).endswith(suffix))]
    return fitting[0].index if fitting else None


def _may_publish(actor: DocActor) -> bool:
    return actor.kind is ActorKind.ORGANIZATION and actor.is_sure and not actor.is_authority
