"""男, 女性, 人物, 容疑者 -> the person of whom a document told before, in reading order.

「会社員の男は店長の男に渡した。男は…」: the topic goes on, the 会社員. Where two are told of alike, or a stranger
comes in (見知らぬ男), it is nobody known.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.doc_actors import Denotation, DocActor, Register
from loaders.mentions.spot import Spot
from loaders.mentions.stems import stem_of

__all__ = ["ANOTHER", "GENERIC_PERSONS", "generic_person"]

GENERIC_PERSONS = frozenset({"男", "女", "男性", "女性", "人物", "容疑者", "被疑者", "被告", "少年"})
_MEN, _WOMEN = frozenset({"男", "男性"}), frozenset({"女", "女性"})
_ACCUSED = frozenset({"容疑者", "被疑者", "被告"})
_POLITE = frozenset({"男性", "女性"})
_NEAR = 3  # lines
_SUSPECTS = frozenset({"suspect", "persons", "employee", "person_name", ""})
_POINTED = re.compile(r"(?:当該|この|その|同)人物$")
_CLAUSE_END = re.compile(r"[しりみきいびちてでたがばけれせ]、")
_AGE = re.compile(r"\((\d{2})[歳)]")
_OPENING = re.compile(r"(?:冒頭|先述|前述)の$")
ANOTHER = re.compile(r"(?:(?<!で)ある|別の|他の|ほかの|もう(?:1|一)人の|新たな)$")


def generic_person(register: Register, number: int, spot: Spot, owner: int | None) -> DocActor | None:
    """The person last spoken of against whom nothing speaks; groups by their size. None for somebody new."""
    if ANOTHER.search(register.text(number), 0, spot.start):
        return None
    if spot.kind is ActorKind.GROUP:
        return _known_group(register, register.lines[number][0].segment, spot)
    return _known_person(register, number, spot, owner)


def _known_group(register: Register, segment: int, spot: Spot) -> DocActor | None:
    groups = register.recent(segment, ActorKind.GROUP)
    fitting = (a for a in groups if (spot.size is None or a.size in {spot.size, None}) and a.head_class in _SUSPECTS)
    return next(fitting, None)


def _known_person(register: Register, number: int, spot: Spot, owner: int | None) -> DocActor | None:
    """Who was called so last; else the last who was not called otherwise. An acquaintance only if called so before.

    「探偵社の男」 is who is said to run such a firm or to work there, if one is.
    """
    segment = register.lines[number][0].segment
    if owner is not None and not register.actors[owner].is_named and spot.head in _MEN | _WOMEN:
        return _of_firm(register, segment, spot, register.actors[owner])
    apart = _others_in_clause(register, number, spot)
    people = register.recent(register.lines[number][0].segment, ActorKind.PERSON)
    people = [a for a in people if a.index not in apart and not _is_other(a, spot)]
    if age := _AGE.match(register.text(number), spot.end):
        people = [a for a in people if not _ages(register, a) - {age[1]}]
    called = _latest_called(register, spot.head, [a for a in people if spot.head in a.words])
    if not called and spot.head == "人物" and _POINTED.search(register.text(number), 0, spot.end):
        return people[0] if len(people) == 1 else None
    if called and _OPENING.search(register.text(number), 0, spot.start):
        return min(called, key=lambda a: a.index)
    if called or spot.head == "人物":
        return _whom_it_continues(register, number, spot, called) if called else None
    allowed = {"suspect", "employee"} | ({"person_name"} if spot.head in _ACCUSED | _MEN | _WOMEN else set[str]())
    people = [a for a in people if a.head_class in allowed and not _is_title_holder(a)]
    if spot.head in _POLITE:
        people = [a for a in people if a.head_class == "suspect" or _was_near(register, number, a)]
        people = [a for a in people if not a.words & _ACCUSED]  # the paper calls them 男 and 女
    return people[0] if people else None


def _ages(register: Register, actor: DocActor) -> set[str]:
    """The ages told of an actor: 「男(51)」 is nobody of another age."""
    own = (d for d in register.denotations if d.actor == actor.index)
    return {found[1] for d in own if (found := _AGE.match(register.text(d.line), d.end))}


def _latest_called(register: Register, word: str, people: list[DocActor]) -> list[DocActor]:
    """Persons by where they were last called so: who is 部長 by now is not meant by 男."""
    places = [(d.line, d.start) for d in (_last_place(register, word, a) for a in people)]
    return [a for _, a in sorted(zip(places, people, strict=True), key=lambda pair: pair[0], reverse=True)]


def _last_place(register: Register, word: str, actor: DocActor) -> Denotation:
    """Where an actor was last denoted by words that end so, else by any."""
    own = [d for d in reversed(register.denotations) if d.actor == actor.index]
    return next((d for d in own if register.text(d.line)[d.start : d.end].endswith(word)), own[0])


def _whom_it_continues(register: Register, number: int, spot: Spot, called: list[DocActor]) -> DocActor | None:
    """The one called so last; of two told of by one earlier sentence its topic, and nobody known if neither is."""
    last = [_last_place(register, spot.head, a) for a in called[:2]]
    if len(last) == 1 or last[0].line != last[1].line or last[0].line == number:
        return called[0]
    are_topics = [register.case_after(d) in {"は", "が"} for d in last]
    return called[are_topics.index(True)] if sum(are_topics) == 1 else None


def _of_firm(register: Register, segment: int, spot: Spot, firm: DocActor) -> DocActor | None:
    """Who is said to run an unnamed firm (探偵社), or to work there; else the man is somebody new."""
    people = [a for a in register.recent(segment, ActorKind.PERSON) if not _is_other(a, spot)]
    found = [a for a in people if a.employer == firm.index or stem_of(a.label) == firm.label]
    return found[0] if len(found) == 1 else None


def _was_near(register: Register, number: int, actor: DocActor) -> bool:
    """男性 and 女性 are said of anybody: the employee only where he was spoken of just before."""
    return any(number - d.line < _NEAR for d in register.denotations if d.actor == actor.index)


def _is_title_holder(actor: DocActor) -> bool:
    """Who speaks for an organization is not the suspect."""
    return Role.SPOKESPERSON in actor.roles


def _is_other(actor: DocActor, spot: Spot) -> bool:
    """True if what is known of an actor speaks against the general word: the other sex, or a group."""
    word = spot.head
    return bool((word in _MEN and actor.words & _WOMEN) or (word in _WOMEN and actor.words & _MEN))


def _others_in_clause(register: Register, number: int, spot: Spot) -> set[int]:
    """Actors that stand in a case of their own beside a spot (「派遣社員は男に」: two persons)."""
    text = register.text(number)
    is_subject = re.match(r"[」』]?(\([^()]*\))?[はがも]", text[spot.end :]) is not None
    found: set[int] = set()
    for d in register.on_line(number):
        if d.end > spot.start or register.case_after(d) not in {"は", "が", "に", "を", "から", "と", "へ", "より"}:
            continue
        is_called_so = spot.head in register.actors[d.actor].words
        if not ((is_subject or is_called_so) and _CLAUSE_END.search(text, d.end, spot.start)):
            found.add(d.actor)
    return found
