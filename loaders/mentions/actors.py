"""The spots of all lines to the actors of one document: names and their short forms, role nouns, letters, pronouns.

「あおば商事の元社員Xは…。Xは…同社…」 is two actors: あおば商事 (also 同社) and the former employee X, employed there.
What points back (同社, 2人, その人物) is resolved in reading order; what cannot be resolved denotes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.collectives import collective
from loaders.mentions.doc_actors import ActorLine, Actors, Denotation, DocActor, Register
from loaders.mentions.groups import ATTACKER, HANDLE
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.naming import Naming, defined_names, naming_of, proven_names, shorts_behind
from loaders.mentions.pointers import pointed_at
from loaders.mentions.publisher import name_publisher
from loaders.mentions.quoted import bearer_before
from loaders.mentions.role_nouns import define, lettered, owner_of, role_key, role_noun
from loaders.mentions.short_forms import stripped
from loaders.mentions.spot import Form, Spot
from loaders.mentions.spots import find_spots, known_names
from loaders.mentions.told_twice import join_twice_told

__all__ = ["ActorLine", "Actors", "Denotation", "DocActor", "find_actors"]

_APPOSED = frozenset({"", "の", "である", "「", "の「", "である「", "『", "の『"})
_APPOSED_PERSON = frozenset({"", "の", "である", "・", "、", "だった"})
_HONORIFIC = frozenset({"容疑者", "被告", "被疑者", "受刑者", "氏", "さん", "様"})
_BY_DEED = frozenset({Role.RESELLER_BUYER, Role.UNKNOWN_RECIPIENT})
"""Roles that an unnamed 学習塾 most likely has in such a story; the one that is named may as well be the victim."""
_ELSEWHERE = re.compile(r"(?:隣県|他県|県外|都外|別の県|隣の県|隣町|海外|国外|他の都道府県)の$")
_COPULA = re.compile(r"[はが]「?")
_IS = re.compile(r"」?(?:\([^()]*\))?(?:だ|で(?:す|ある|あった|、)|だった)")


def find_actors(lines: Sequence[ActorLine], metadata: Metadata) -> Actors:
    """Actors of a document from its lines."""
    spotted = _spotted(lines, metadata)
    naming = naming_of(spotted, metadata)
    register = Register(spotted)
    own: list[tuple[int, Spot]] = []
    for number, (line, spots) in enumerate(spotted):
        for spot in sorted(spots, key=lambda s: (s.start, s.end)):
            if spot.form is Form.ANAPHOR and spot.head == "own" and not _in_quotes(line.text, spot.start):
                own.append((number, spot))
            elif (actor := _denoted(register, naming, number, spot)) is not None:
                register.denote(number, spot, actor)
                for short in shorts_behind(line.text, spot.end):
                    define(register, number, actor, short)
    join_twice_told(register)
    publisher = name_publisher(register, naming, metadata, own)
    for number, spot in own:
        if publisher is not None:
            register.denote(number, spot, publisher)
            _employ(register, number, spot, publisher)
    found = sorted(register.denotations, key=lambda d: (d.line, d.start, -d.end))
    return Actors(tuple(register.actors), tuple(found), publisher)


def _spotted(lines: Sequence[ActorLine], metadata: Metadata) -> list[tuple[ActorLine, list[Spot]]]:
    """The spots of every line, read again with the names that other lines prove."""
    first = [(line, list(find_spots(line.text, line.names))) for line in lines]
    sure = {stripped(s.phrase) for _, spots in first for s in spots if _is_plain_name(s) or s.head_class == HANDLE}
    sure |= {*defined_names(first), *proven_names(first, metadata)}
    names = sorted(name for name in sure if len(name) >= 2)
    found: list[tuple[ActorLine, list[Spot]]] = []
    for line, spots in first:
        more = known_names(line.text, names, spots)
        found.append((line, list(find_spots(line.text, (*line.names, *more))) if more else spots))
    return found


def _is_plain_name(spot: Spot) -> bool:
    return spot.form is Form.NAME and spot.is_sure and spot.kind is ActorKind.ORGANIZATION and not spot.head_class


def _denoted(register: Register, naming: Naming, number: int, spot: Spot) -> int | None:
    """The actor that a spot denotes, made if need be."""
    match spot.form:
        case Form.NAME:
            return _named(register, naming, number, spot)
        case Form.LETTER:
            return lettered(register, number, spot).index
        case Form.ROLE if (spot.members or spot.foremost) and not spot.letter:
            return _group(register, naming, number, spot)
        case Form.ROLE if (name := _name_of_role(register, number, spot)) is not None:
            return _role_of_named(register, naming, number, spot, name)
        case Form.ROLE:
            return role_noun(register, number, spot)
        case Form.ANAPHOR if (denoted := pointed_at(register, number, spot)) is not None or spot.head != "same":
            return denoted
        case Form.ANAPHOR:
            return _person_of_role(register, number, spot)
        case Form.COLLECTIVE:
            return collective(register, number, spot)


# ------------------------------------------------------------ names


def _named(register: Register, naming: Naming, number: int, spot: Spot) -> int | None:
    """The actor of a name; None for a common word that nothing proves a name here."""
    line = register.lines[number][0]
    if spot.head_class == "police" and (m := _ELSEWHERE.search(line.text, 0, spot.start)):
        spot = replace(spot, phrase=m[0] + spot.phrase)
    key = naming.key_of(spot.phrase)
    is_proven = key in naming.proven or naming.key_of(spot.phrase) != _plain(spot)
    if spot.is_common and not (is_proven or key in register.by_name):
        return None
    if spot.is_common and any(name.startswith(_plain(spot)) for name in naming.persons):
        return None
    if key not in register.by_name:
        register.by_name[key] = register.new(spot.phrase, spot.kind, line.segment, spot).index
        if spot.head_class == ATTACKER:
            _join_attacker(register, register.by_name[key])
    actor = register.actors[register.by_name[key]]
    if spot.phrase != spot.head or key == _plain(spot):
        actor.names.add(line.text[spot.start : spot.end])
    if (borne := bearer_before(line.text, spot.start)) and spot.kind is ActorKind.ORGANIZATION:
        actor.names.add(borne)
    if len(spot.phrase) > len(actor.label) or not actor.is_named:
        actor.label, actor.is_named = spot.phrase, True
    actor.add_roles(spot.roles)
    if key in naming.entrusted:
        actor.add_roles([Role.DATA_PROCESSOR])
    actor.head_class = actor.head_class or spot.head_class
    actor.is_sure |= spot.is_sure or is_proven
    if spot.kind is ActorKind.PERSON and spot.head:
        actor.words.add(spot.head)
    if spot.kind is ActorKind.PERSON and spot.head and spot.head not in _HONORIFIC:
        _join_title(register, actor, line.segment, spot.head)
    return actor.index


def _join_attacker(register: Register, index: int) -> None:
    """The 攻撃者 told of before is who names himself now, if there is only one."""
    segment = register.actors[index].segment
    same = [a for a in register.actors if a.head_class == ATTACKER and a.segment == segment and not a.is_named]
    if len(same) == 1:
        register.actors[index].add_roles(same[0].roles)
        register.redirect(same[0].index, index)


def _plain(spot: Spot) -> str:
    return re.sub(r"\s", "", stripped(spot.phrase)).casefold()


def _join_title(register: Register, actor: DocActor, segment: int, title: str) -> None:
    """An unnamed 警部補 spoken of before is the 警部補 named now, if there is only one of that title."""
    people = register.recent(segment, ActorKind.PERSON)
    other = tuple(prefix + title for prefix in ("副", "元", "前", "新"))
    same = [a for a in people if not a.is_named and a.label.endswith(title) and a.size is None]
    same = [a for a in same if not a.label.endswith(other)]
    if len(same) == 1 and same[0].index != actor.index and len(same[0].words) == 0:
        actor.add_roles(same[0].roles)
        actor.employer = same[0].employer if actor.employer is None else actor.employer
        register.redirect(same[0].index, actor.index)


def _group(register: Register, naming: Naming, number: int, spot: Spot) -> int:
    """A group whose members the text tells; the same members are the same group."""
    segment = register.lines[number][0].segment
    members: list[int] = []
    for name in spot.members:
        is_letter = len(name) == 1 and (name.isascii() or name in "甲乙丙丁")
        kind = ActorKind.ORGANIZATION if spot.head_class == "companies" else ActorKind.PERSON
        one = Spot(spot.start, spot.start, Form.LETTER if is_letter else Form.NAME, name, kind, letter=name)
        actor = lettered(register, number, one).index if is_letter else _named(register, naming, number, one)
        members += [actor] if actor is not None else []
        if actor is not None and kind is ActorKind.ORGANIZATION:
            start = register.text(number).find(name, spot.start)
            register.denote(number, replace(one, start=start, end=start + len(name)), actor)
    for member in members:
        register.actors[member].names.discard("")
    if spot.foremost is not None:
        members.append(foremost := role_noun(register, number, spot.foremost))
        register.denote(number, spot.foremost, foremost)
    same = [a for a in register.actors if a.members == members and a.size == spot.size and a.segment == segment]
    group = same[0] if same else register.new(spot.phrase, ActorKind.GROUP, segment, spot)
    group.members, group.size, group.is_sure = members, spot.size, True
    group.names.add(register.text(number)[spot.start : spot.end])
    group.add_roles(spot.roles)
    return group.index


# ------------------------------------------------------------ role nouns that stand for a name


def _name_of_role(register: Register, number: int, spot: Spot) -> Spot | None:
    """The name in 「委託先のX社」 or 「委託先はX社だった」."""
    line, spots = register.lines[number]
    if spot.letter or spot.kind not in {ActorKind.ORGANIZATION, ActorKind.PERSON}:
        return None
    words = _APPOSED if spot.kind is ActorKind.ORGANIZATION else _APPOSED_PERSON
    for other in spots:
        is_other = other.form not in {Form.NAME, Form.LETTER} or other.kind is not spot.kind
        if is_other or other.start < spot.end or (other.form is Form.LETTER and spot.kind is ActorKind.PERSON):
            continue
        between = line.text[spot.end : other.start]
        is_said = _COPULA.fullmatch(between) is not None and _IS.match(line.text, other.end) is not None
        if (between in words and not other.is_inside) or is_said:
            return other
    return None


def _role_of_named(register: Register, naming: Naming, number: int, spot: Spot, name: Spot) -> int:
    """A role noun and the name for it are one actor; one that had another name before stays another."""
    owner = owner_of(register, number, spot)
    named = _denoted(register, naming, number, replace(name, is_common=False))
    if named is None or register.actors[named].is_authority:
        return role_noun(register, number, spot)
    actor = register.actors[named]
    key = (register.lines[number][0].segment, role_key(spot))
    for index in list(register.by_role.get(key, [])):
        before = register.actors[index]
        if index != named and not before.is_named and (owner is None or before.employer in {None, owner}):
            actor.employer = before.employer if actor.employer is None else actor.employer
            register.redirect(index, named)
    register.by_role[key] = [i for i in register.by_role.get(key, []) if i != named] + [named]
    is_accused = name.head in _HONORIFIC
    actor.called |= set(spot.roles)
    actor.add_roles(r for r in spot.roles if r not in _BY_DEED and not (is_accused and r is Role.SPOKESPERSON))
    actor.names.add(register.text(number)[spot.start : spot.end])
    actor.head_class = actor.head_class if spot.kind is ActorKind.ORGANIZATION else spot.head_class
    if actor.employer is None and owner != named and spot.head_class != "plain_company":
        actor.employer = owner  # 「Xの親会社Y」 does not work for X
    return named


def _person_of_role(register: Register, number: int, spot: Spot) -> int | None:
    """「同担当者」 of whom nothing was told before is a 担当者 at least."""
    found = actor_lexicon().head_of(spot.phrase[1:])
    if found is None or found[1].kind is not ActorKind.PERSON:
        return None
    noun, head = found
    role = replace(spot, form=Form.ROLE, phrase=spot.phrase[1:], kind=head.kind, head=noun, head_class=head.id)
    return role_noun(register, number, replace(role, roles=head.roles))


# ------------------------------------------------------------ small questions


def _employ(register: Register, number: int, spot: Spot, publisher: int) -> None:
    """「弊社元社員」: whose employee he is, is known only now."""
    for d in register.on_line(number):
        is_owned = (d.start == spot.start and d.end > spot.end) or register.text(number)[spot.end : d.start] in {
            "",
            "の",
        }
        actor = register.actors[d.actor]
        if (
            is_owned
            and d.start >= spot.start
            and d.form is Form.ROLE
            and actor.employer is None
            and d.actor != publisher
        ):
            actor.employer = publisher if actor.kind is not ActorKind.ORGANIZATION else None


def _in_quotes(text: str, place: int) -> bool:
    return text.count("「", 0, place) > text.count("」", 0, place)
