"""Whom 弊社, 当社, 本市 denote: who defines itself so, the publisher if it is named, who signs, or is in the title.

Where nobody is named, the actor is 「当社」 itself: the facts are told of somebody, and the reader can see of whom.
"""

from __future__ import annotations

import re

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.naming import Naming
from loaders.mentions.short_forms import fold
from loaders.mentions.spot import Form, Spot
from loaders.mentions.spots import find_spots

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
    if not own:
        return None
    found = _in_title(register, naming, metadata, suffix)
    return found if found is not None else _made(register, metadata, suffix, own)


def _in_title(register: Register, naming: Naming, metadata: Metadata, suffix: tuple[str, ...]) -> int | None:
    """The organization that the title names, if it names one only and the text does too."""
    named = [s for s in find_spots(metadata.title or "") if s.form is Form.NAME and s.is_sure]
    found = {register.by_name[key] for s in named if (key := naming.key_of(s.phrase)) in register.by_name}
    fitting = [a for i in found if _may_publish(a := register.actors[i]) and (not suffix or a.label.endswith(suffix))]
    return fitting[0].index if len(fitting) == 1 else None


def _made(register: Register, metadata: Metadata, suffix: tuple[str, ...], own: list[tuple[int, Spot]]) -> int:
    """An actor for who never tells its name: named by the metadata (西宮市の発表), else 「当社」 itself."""
    line, spot = own[0]
    name = _name_in(metadata.publisher or "", suffix)
    actor = register.new(name or spot.phrase, ActorKind.ORGANIZATION, register.lines[line][0].segment, spot)
    actor.is_sure, actor.is_named = True, bool(name)
    actor.head_class = "public_body" if suffix and suffix[0] in _BODIES else ""
    return actor.index


def _name_in(publisher: str, suffix: tuple[str, ...]) -> str:
    """The name that the publisher's begins with and that ends as the word for itself tells; empty if there is none."""
    if suffix and publisher.endswith(suffix):
        return publisher
    spots = find_spots(publisher) if suffix else ()
    names = [s.phrase for s in spots if s.form is Form.NAME and s.start == 0 and s.phrase.endswith(suffix)]
    return names[0] if names else ""


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
