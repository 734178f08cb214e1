"""2社, 両社, 2人, 11社 -> the group that they denote: a known one, or the last so many of whom a document told."""

from __future__ import annotations

import re

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.spot import Spot

__all__ = ["NOT_COMPANIES", "collective"]

_SUSPECTS = frozenset({"suspect", "persons", "employee", "person_name", ""})
_SIZES = {"両": 2} | {c: n for digits in ("123456789", "一二三四五六七八九") for n, c in enumerate(digits, 1)}
_MOST_MEMBERS = 3  # more persons or companies named before are hardly counted again
_CASE = re.compile(r"[がはにへもをと]|から|より|宛")
_PASSING_CASE = re.compile(r"(?:に|へ|から)(?!上る|のぼる|及|おい|つい|よ|限|と)|が(?!関|あ|該)|は(?!、?いずれ)")
_BOTH_LAST = 3  # lines
NOT_COMPANIES = frozenset({"public_body", "internal_unit", "police", "court", "regulator", "press", "association"})


"""Classes of bodies that nobody calls 社."""


def collective(register: Register, number: int, spot: Spot) -> int | None:
    """The group that a collective denotes: a known one of that size, the last so many named, or one of its own."""
    size = spot.size or _SIZES.get(spot.phrase[0])
    if size is not None and size > _MOST_MEMBERS and not _CASE.match(register.text(number), spot.end):
        return None
    segment = register.lines[number][0].segment
    groups, pool = _companies(register, segment, size) if spot.head == "companies" else _people(register, segment, size)
    if spot.phrase == "両社" and len(near := _near(register, number)) == size:
        groups, pool = [a for a in groups if set(a.members) == {b.index for b in near}], near
    if groups:
        return groups[0].index
    if size is None or len(pool) < size or size > _MOST_MEMBERS:
        is_acting = _PASSING_CASE.match(register.text(number), spot.end) is not None
        return _lone_group(register, segment, spot, size) if spot.head == "persons" or is_acting else None
    group = register.new(spot.phrase, ActorKind.GROUP, segment, spot)
    group.size, group.members, group.head_class, group.is_sure = size, [a.index for a in pool[:size]], spot.head, True
    group.names.add(spot.phrase)
    return group.index


def _near(register: Register, number: int) -> list[DocActor]:
    """The named firms of which the last few lines tell."""
    told = {d.actor for d in register.denotations if number - d.line <= _BOTH_LAST}
    firms = register.recent(register.lines[number][0].segment, ActorKind.ORGANIZATION)
    firms = [a for a in firms if a.index in told and a.is_named and not a.is_authority]
    return [a for a in firms if a.head_class not in NOT_COMPANIES]


def _companies(register: Register, segment: int, size: int | None) -> tuple[list[DocActor], list[DocActor]]:
    groups = [
        a
        for a in register.actors
        if a.kind is ActorKind.GROUP and a.size == size and (a.head_class == "companies" or a.label.endswith("社"))
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
