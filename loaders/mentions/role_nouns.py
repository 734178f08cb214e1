"""Role nouns, letters and general words for persons -> the actor they denote, in reading order.

「元社員は知人の男性に名簿を渡した。男性は…」: 男性 is the acquaintance, who alone was called so. Where two readings are
left, a new actor is made: one person in two pieces is a pity, two persons in one is harm.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.fuller import of_fuller_title, of_relation
from loaders.mentions.general_words import ANOTHER, GENERIC_PERSONS, generic_person
from loaders.mentions.groups import ATTACKER, ONE_OF
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spot import Form, Spot
from loaders.mentions.stems import stem_of

__all__ = ["define", "lettered", "owner_of", "role_key", "role_noun"]

_TAKES_OFFICE = re.compile(r"(?:(?:就任|着任)した[^、。はがをにで]{0,20}|新任の|新)$")
_DESCRIBED = re.compile(r"[のるたいぬ](?:男性|女性|男|女|人物|少年|方)$")
_UNFINISHED = (ONE_OF, "の", "ら", "約", "計", "ほか", "など", "ない")
_WORD = re.compile(r"(男性|女性|男|女|人物|容疑者|被疑者|被告|少年)(?:ら|\d+(?:人|名)|[A-Z])?$")
_OF = re.compile(
    r"[」』]?(\([^()]*\))?(社内|側|本社|[^、。はがをにでの]{0,7}(?:課|部|室|係|支店|支社|本店|営業所|工場|事務所))?の?"
)
_MODIFIERS = re.compile(r"^(当該|業務|外部|元|前|同|委託)+")
_FAMILY = re.compile(r"(事業者|業者|会社|企業|元|先)+$")
_LETTER = re.compile(r"([A-Z甲乙丙丁戊])(?:社|氏|容疑者|被告)?")
_TOWNS = tuple("市区町村都道府県")
_OF_FIRMS = (
    "社員",
    "従業員",
    "店員",
    "行員",
    "塾講師",
    "アルバイト",
    "パート",
    "エンジニア",
    "技術者",
    "プログラマー",
    "退職者",
)
_WORKPLACES = frozenset({"勤務先", "勤め先", "元勤務先"})
_STAFF = frozenset({"employee", "management", "internal_unit", "processor", "subcontractor", "subjects"})
_PREDICATE = re.compile(r"(?:だ|だった|で|である|です|でした)?(?:[。、]|$)")
_BY_CLASS = frozenset({"list_broker", "processor", "client"})


def role_noun(register: Register, number: int, spot: Spot) -> int:
    """The actor that a role noun denotes: by its letter, by a general word, or by phrase and employer."""
    owner = owner_of(register, number, spot)
    if spot.letter:
        actor = lettered(register, number, spot)
        label = register.text(number)[spot.start : spot.end]
        actor.label = label if len(label) > len(actor.label) else actor.label
    elif spot.head in GENERIC_PERSONS and spot.head_class == "suspect" and not _DESCRIBED.search(spot.phrase):
        actor = generic_person(register, number, spot, owner) or _new_role(register, number, spot, spot.phrase)
    else:
        actor = _by_phrase(register, number, spot, owner)
    phrase = register.text(number)[spot.start : spot.end]
    actor.names.add(phrase)
    if word := _WORD.search(phrase):
        actor.words.add(word[1])
    actor.add_roles(spot.roles)
    actor.head_class = actor.head_class or ("" if actor.is_named else spot.head_class)
    actor.is_sure = True
    if owner is not None and actor.employer is None and owner != actor.index:
        actor.employer = owner
    return actor.index


def lettered(register: Register, number: int, spot: Spot) -> DocActor:
    """The actor of a letter: the same all over its segment."""
    line = register.lines[number][0]
    key = (line.segment, spot.letter)
    if key not in register.by_letter:
        register.by_letter[key] = register.new(spot.letter, spot.kind, line.segment, spot).index
    actor = register.actors[register.by_letter[key]]
    actor.names.add(line.text[spot.start : spot.end])
    actor.is_sure = True
    return actor


def define(register: Register, number: int, actor: int, short: str) -> None:
    """「作業員(以下「X」)」 and 「X社(以下「代理店」)」: the letter or the noun stands for the actor from there on."""
    segment = register.lines[number][0].segment
    if m := _LETTER.fullmatch(short):
        register.by_letter[(segment, m[1])] = actor
        return
    found = actor_lexicon().head_of(short)
    if found is not None and not found[1].is_named:
        noun, head = found
        spot = Spot(0, len(short), Form.ROLE, short, head.kind, head.roles, noun, head.id)
        register.by_role.setdefault((segment, role_key(spot)), []).append(actor)


def owner_of(register: Register, number: int, spot: Spot) -> int | None:
    """The organization in 「Xの元社員」 or 「同社社員」."""
    text = register.text(number)
    for d in reversed(register.on_line(number)):
        is_inside = spot.owner_end == d.end and d.start == spot.start
        if is_inside or (d.end <= spot.start and _OF.fullmatch(text[d.end : spot.start])):
            owner = register.actors[d.actor]
            is_place = owner.head_class == "public_body" and (
                spot.head_class not in _STAFF or _lives_there(owner, spot)
            )
            return d.actor if owner.kind is ActorKind.ORGANIZATION and not is_place else None
    return None


def _lives_there(place: DocActor, spot: Spot) -> bool:
    """「名古屋市の元派遣社員の男」 lives there; 「名古屋市の職員」 works for it."""
    return place.label.endswith(_TOWNS) and spot.head.endswith(_OF_FIRMS)


# ------------------------------------------------------------ by phrase


def _by_phrase(register: Register, number: int, spot: Spot, owner: int | None) -> DocActor:
    line = register.lines[number][0]
    label = _label(line.text, spot)
    is_another = (
        spot.head == ONE_OF
        or _TAKES_OFFICE.search(line.text, 0, spot.start)
        or ANOTHER.search(line.text, 0, spot.start)
    )
    if is_another and not _is_bodies(spot) and not spot.phrase.startswith("当該"):
        another = register.new(label, spot.kind, line.segment, spot)
        if spot.kind is ActorKind.ORGANIZATION:
            register.by_role.setdefault((line.segment, role_key(spot)), []).append(another.index)
        return another
    if spot.head_class and spot.phrase.endswith("社") and (known := _firms_of_number(register, line.segment, spot)):
        return known
    if spot.head in _WORKPLACES and (place := _workplace(register, number)) is not None:
        return place
    if (topic := _topic_it_describes(register, number, spot, owner)) is not None:
        return topic
    if spot.head_class == ATTACKER and len(known := _attackers(register, line.segment)) == 1:
        return known[0]
    key = (line.segment, role_key(spot))
    for candidate in reversed(register.by_role.get(key, [])):
        if _fits_owner(register, candidate, owner):
            return register.actors[candidate]
    if (fuller := of_fuller_title(register, number, spot)) is not None:
        return fuller
    if (related := of_relation(register, line.segment, spot)) is not None:
        return related
    is_free = owner is None or not register.actors[owner].is_named
    if is_free and (letter := _letter_with(register, line.segment, label)) is not None:
        return register.actors[letter]
    return _new_role(register, number, spot, label)


def _new_role(register: Register, number: int, spot: Spot, label: str) -> DocActor:
    segment = register.lines[number][0].segment
    actor = register.new(label, spot.kind, segment, spot)
    register.by_role.setdefault((segment, role_key(spot)), []).append(actor.index)
    return actor


def _workplace(register: Register, number: int) -> DocActor | None:
    """「男は、勤務先が請け負った名簿を…」: whom the last person of the sentence before it is said to work for."""
    people = [register.actors[d.actor] for d in register.on_line(number) if register.case_after(d) in {"は", "が"}]
    people = [a for a in people if a.kind is ActorKind.PERSON and a.employer is not None]
    return register.actors[people[-1].employer] if people and people[-1].employer is not None else None


def _attackers(register: Register, segment: int) -> list[DocActor]:
    """Who is told of as attacking one organization is one, whatever he is called (侵入者, 攻撃者を名乗るグループ)."""
    return [a for a in _recent(register, segment) if a.head_class == ATTACKER]


def _recent(register: Register, segment: int) -> list[DocActor]:
    return [
        a for kind in (ActorKind.UNKNOWN, ActorKind.GROUP, ActorKind.PERSON) for a in register.recent(segment, kind)
    ]


def _firms_of_number(register: Register, segment: int, spot: Spot) -> DocActor | None:
    """「不動産会社など14社」 are the 「14社」 of the heading."""
    groups = [a for a in register.recent(segment, ActorKind.GROUP) if a.size == spot.size and a.label.endswith("社")]
    return groups[0] if len(groups) == 1 and groups[0].head_class == "companies" else None


def _is_bodies(spot: Spot) -> bool:
    """Groups that no number makes: 「別の自治体」 are the 自治体 all the same."""
    return spot.kind is ActorKind.GROUP and spot.size is None


def _topic_it_describes(register: Register, number: int, spot: Spot, owner: int | None) -> DocActor | None:
    """「容疑者の男は、あおば商事の元社員。」 says who the man is and whom he worked for."""
    text = register.text(number)
    if spot.kind is not ActorKind.PERSON or not _PREDICATE.match(text, spot.end):
        return None
    before = [d for d in register.on_line(number) if d.end <= spot.start and d.form is not Form.ANAPHOR]
    topic = next((d for d in before if register.case_after(d) == "は"), None)
    if topic is None or any(c in text[topic.end : spot.start] for c in "。「」"):
        return None
    actor = register.actors[topic.actor]
    others = [d for d in before if d.start > topic.end and d.actor not in {owner, actor.index}]
    if others or actor.kind is not ActorKind.PERSON or actor.is_named:
        return None
    known = [i for (_, key), found in register.by_role.items() for i in found if key == role_key(spot)]
    if actor.index not in known and actor.head_class != "suspect":
        return None
    if owner is not None and actor.employer is not None and owner != actor.employer:
        if register.actors[actor.employer].is_named:
            return None
        register.actors[owner].add_roles(register.actors[actor.employer].roles)
        register.redirect(actor.employer, owner)
    return actor


def role_key(spot: Spot) -> str:
    """What identifies a role noun: phrase and number, or for organizations its class and what is said of it."""
    phrase = _bare(spot) if spot.kind is ActorKind.ORGANIZATION else stem_of(_bare(spot))
    if spot.kind is ActorKind.ORGANIZATION and spot.head_class:
        rest = _MODIFIERS.sub("", phrase.removesuffix(spot.head))
        family = "" if spot.head_class in _BY_CLASS else _FAMILY.sub("", spot.head)
        phrase = f"{spot.head_class}:{rest}:{family}"
    return f"{phrase}/{spot.size or 0}"


def _bare(spot: Spot) -> str:
    """The phrase without its number (社員2人: 社員); an owner in front of it is no part of a phrase."""
    return re.sub(r"(?:計|約)? ?\d+ ?(人|名)$", "", spot.phrase) or spot.head


def _label(text: str, spot: Spot) -> str:
    phrase = text[max(spot.start, spot.owner_end) : spot.end]
    bare = re.sub(r" ?\d+ ?(人|名)$", "", phrase)
    return phrase if not bare or bare.endswith(_UNFINISHED) else bare


def _fits_owner(register: Register, candidate: int, owner: int | None) -> bool:
    """Same or unknown employer; an unnamed employer is the named one only if the text calls that one so."""
    employer = register.actors[candidate].employer
    if owner is None or employer is None or employer == owner:
        return True
    first, second = register.actors[employer], register.actors[owner]
    if first.is_named == second.is_named:
        return not first.is_named and _is_one_kind(first, second)
    unnamed, named = (employer, owner) if second.is_named else (owner, employer)
    other = register.actors[named]
    if not set(register.actors[unnamed].roles) & {*other.roles, *other.called}:
        return False
    other.add_roles(register.actors[unnamed].roles)
    register.redirect(unnamed, named)
    return True


def _is_one_kind(first: DocActor, second: DocActor) -> bool:
    """「開発業務委託先」 and 「業務委託先」 are not said to be two."""
    labels = sorted((first.label, second.label), key=len)
    return first.head_class == second.head_class and labels[1].endswith(labels[0])


def _letter_with(register: Register, segment: int, phrase: str) -> int | None:
    """The lettered actor of that role (取引先社員 after 取引先社員C), if there is exactly one."""
    letters = [i for (seg, _), i in register.by_letter.items() if seg == segment]
    found = [i for i in letters if register.actors[i].label[:-1] == phrase]
    return found[0] if len(found) == 1 else None
