"""What points back -> the actor it denotes: 同社, 同市, その人物, 2社, 2人. What cannot be resolved denotes nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.spot import Spot

__all__ = ["collective", "pointed_at"]

_SUSPECTS = frozenset({"suspect", "persons", "employee", "person_name", ""})
_SIZES = {"両": 2} | {c: n for digits in ("123456789", "一二三四五六七八九") for n, c in enumerate(digits, 1)}
_MOST_MEMBERS = 3  # more persons or companies named before are hardly counted again
_CASE = re.compile(r"[がはにへもをと]|から|より|宛")
_PASSING_CASE = re.compile(r"(?:に|へ|から)(?!上る|のぼる|及|おい|つい|よ|限|と)|が(?!関|あ|該)|は(?!、?いずれ)")
_TOPICS = frozenset({"は", "が", "では", "によると", "も"})
_BARE_CASE = re.compile(r"[はがもへ]|側|から|によると|に(?:報告|届|対し|連絡|相談)|の(?:職員|担当|発表|説明|調査)|職員")
_BODIES = frozenset({"会", "協会", "組合", "機構", "連合会", "大", "大学", "学園", "校", "院", "病院"})
_NOT_COMPANIES = frozenset({"public_body", "internal_unit", "police", "court", "regulator", "press", "association"})


def pointed_at(register: Register, number: int, spot: Spot) -> int | None:
    """The actor that an anaphor on a line denotes."""
    segment = register.lines[number][0].segment
    match spot.head:
        case "person":
            people = register.recent(segment, ActorKind.PERSON)
            return people[0].index if people else None
        case "same":
            return _same(register, segment, spot)
        case "own":
            return _speaker(register, number, spot)
        case "bare":
            return _only_one(register, number, spot)
        case "public":
            suffix = spot.phrase[1:]
            named = (a for a in _topics(register, number) if any(name.endswith(suffix) for name in a.names))
            return next((a.index for a in named), None)
        case _:
            return _company(register, number, spot)


def _same(register: Register, segment: int, spot: Spot) -> int | None:
    """「同医師」「同塾」: who was last called something that ends in the word."""
    word = spot.phrase[1:]
    last = dict.fromkeys(d.actor for d in reversed(register.denotations))
    called = [a for i in last if word in (a := register.actors[i]).words or any(n.endswith(word) for n in a.names)]
    called = [a for a in called if a.segment == segment and (len(word) > 1 or a.kind is ActorKind.ORGANIZATION)]
    return called[0].index if called else None


def _company(register: Register, number: int, spot: Spot) -> int | None:
    """同社: a named company before an unnamed one, who was spoken of last before others; no authority, no press."""
    if spot.phrase == "自社" and (subject := _subject(register, number, spot)) is not None:
        return subject
    topics = _topics(register, number)
    suffix = spot.phrase[1:]
    if suffix in _BODIES:
        return next((a.index for a in topics if any(name.endswith((suffix, suffix + "学")) for name in a.names)), None)
    companies = [a for a in topics if not a.is_authority and a.head_class not in _NOT_COMPANIES]
    if suffix not in {"社", "法人", "グループ"}:
        fitting = [a for a in topics if not a.is_authority and any(suffix in name for name in a.names)]
        companies = fitting or companies
    companies = _named_first(companies)
    return companies[0].index if companies else None


def _speaker(register: Register, number: int, spot: Spot) -> int | None:
    """当社 in quotes: the organization that stands last before them, else as 同社."""
    text = register.text(number)
    opening = text.rfind("「", 0, spot.start)
    for d in reversed(register.on_line(number)):
        actor = register.actors[d.actor]
        if d.end <= opening and actor.kind is ActorKind.ORGANIZATION and not actor.is_authority and actor.is_named:
            return d.actor
    return _company(register, number, spot)


def _named_first(actors: Iterable[DocActor]) -> list[DocActor]:
    return sorted(actors, key=lambda a: not a.is_named)


def _subject(register: Register, number: int, spot: Spot) -> int | None:
    """The organization that is subject of the clause, or whom its subject works for."""
    for d in reversed(register.on_line(number)):
        if d.end <= spot.start and register.case_after(d) in {"は", "が"}:
            actor = register.actors[d.actor]
            return d.actor if actor.kind is ActorKind.ORGANIZATION else actor.employer
    return None


def _only_one(register: Register, number: int, spot: Spot) -> int | None:
    """「市は」 is the town that the document names, if it names one only."""
    if not _BARE_CASE.match(register.text(number), spot.end):
        return None
    segment = register.lines[number][0].segment
    fitting = {
        a.index
        for a in register.recent(segment, ActorKind.ORGANIZATION)
        if a.is_named and not a.is_authority and any(name.endswith(spot.phrase) for name in a.names)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _topics(register: Register, number: int) -> list[DocActor]:
    """Organizations before a place: those that were topic or subject within two lines first, then by nearness."""
    near: list[int] = _on_this_line(register, number)
    rest: list[int] = []
    for d in reversed(register.denotations):
        actor = register.actors[d.actor]
        if actor.kind is not ActorKind.ORGANIZATION or not (actor.is_sure or _has_acted(register, actor.index)):
            continue
        is_topic = register.case_after(d) in _TOPICS
        (near if is_topic and number - d.line <= 2 and actor.is_named else rest).append(d.actor)
    found = [register.actors[i] for i in dict.fromkeys([*near, *rest])]
    segment = register.lines[number][0].segment
    return [a for a in found if a.segment == segment] or found


def _has_acted(register: Register, actor: int) -> bool:
    """True for a likely name that was subject before: services are named as often as companies, but do not act."""
    acted = any(d.actor == actor and register.case_after(d) in _TOPICS for d in register.denotations)
    return acted and register.is_used(actor, 2)


def _on_this_line(register: Register, number: int) -> list[int]:
    """Who is subject in this sentence, or employs its subject: 「あおば商事の元社員が同社の…」."""
    found: list[int] = []
    for d in reversed(register.on_line(number)):
        actor = register.actors[d.actor]
        if register.case_after(d) not in {"は", "が"}:
            continue
        owner = actor.index if actor.kind is ActorKind.ORGANIZATION else actor.employer
        if owner is not None and any(x.actor == owner for x in register.on_line(number)):
            found.append(owner)
    return found


# ------------------------------------------------------------ 2社, 2人


def collective(register: Register, number: int, spot: Spot) -> int | None:
    """The group that a collective denotes: a known one of that size, the last so many named, or one of its own."""
    size = _SIZES.get(spot.phrase[0])
    if size is not None and size > _MOST_MEMBERS and not _CASE.match(register.text(number), spot.end):
        return None
    segment = register.lines[number][0].segment
    groups, pool = _companies(register, segment, size) if spot.head == "companies" else _people(register, segment, size)
    if groups:
        return groups[0].index
    if size is None or len(pool) < size or size > _MOST_MEMBERS:
        is_acting = _PASSING_CASE.match(register.text(number), spot.end) is not None
        return _lone_group(register, segment, spot, size) if spot.head == "persons" or is_acting else None
    group = register.new(spot.phrase, ActorKind.GROUP, segment, spot)
    group.size, group.members, group.head_class, group.is_sure = size, [a.index for a in pool[:size]], spot.head, True
    group.names.add(spot.phrase)
    return group.index


def _companies(register: Register, segment: int, size: int | None) -> tuple[list[DocActor], list[DocActor]]:
    groups = [
        a for a in register.actors if a.kind is ActorKind.GROUP and a.head_class == "companies" and a.size == size
    ]
    pool = [
        a
        for a in register.recent(segment, ActorKind.ORGANIZATION)
        if not a.is_authority and a.is_named and not a.head_class and (a.is_sure or register.is_used(a.index, 2))
    ]
    return groups, pool


def _people(register: Register, segment: int, size: int | None) -> tuple[list[DocActor], list[DocActor]]:
    groups = [
        a
        for a in register.recent(segment, ActorKind.GROUP)
        if (size in {a.size, None} and a.head_class in _SUSPECTS)
        or (a.size == size and a.head_class not in {"companies", "bodies", "subjects", "buyer"})
    ]
    pool = [
        a
        for a in register.recent(segment, ActorKind.PERSON)
        if (a.is_named or a.label[-1:].isupper()) and Role.SPOKESPERSON not in a.roles
    ]
    return groups, pool


def _lone_group(register: Register, segment: int, spot: Spot, size: int | None) -> int:
    """「2人」 without two persons before it, or 「5社に」: a group of its own (…容疑で2人を逮捕)."""
    group = register.new(spot.phrase, ActorKind.GROUP, segment, spot)
    group.size, group.is_sure = size, True
    group.head_class = "suspect" if spot.head == "persons" else "companies"
    group.names.add(spot.phrase)
    return group.index
