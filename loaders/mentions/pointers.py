"""What points back -> the actor it denotes: 同社, 同市, その人物, 2社, 2人. What cannot be resolved denotes nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.collectives import NOT_COMPANIES
from loaders.mentions.doc_actors import DocActor, Register
from loaders.mentions.general_words import ANOTHER
from loaders.mentions.kinds import is_called
from loaders.mentions.spot import Spot
from loaders.mentions.stems import stem_of

__all__ = ["pointed_at"]

_POINTS = re.compile(r"^(?:その|この|同)")
_ACCUSED = frozenset({"容疑者", "被告", "被疑者"})
_OBLIQUE = re.compile(r"(?:に|へ|から|を|と)(?!は、|の)")
_PASSED_TO = re.compile(r"[」』)]*(?:\([^()]*\))?(?:に|へ)(?!よ|つい|関|対)")
_BREAK = re.compile(r"[。]|[しりみきいびちてでたがばけ]、")
_NO_FIRMS = (
    "病院",
    "医院",
    "クリニック",
    "医療センター",
    "大学",
    "高校",
    "中学校",
    "小学校",
    "学園",
    "図書館",
    "組合",
    "協会",
    "財団",
)
_GETTERS = frozenset({Role.LIST_BROKER, Role.RESELLER_BUYER, Role.UNKNOWN_RECIPIENT})
_TOPIC_LASTS = 5  # lines
_TOPICS = frozenset({"は", "が", "では", "によると", "も"})
_BARE_CASE = re.compile(
    r"[はがもへ]|側|を(?:辞|退)|から|によると|に(?:報告|届|対し|連絡|相談|渡|送|差|提|照|申|知らせ|引き|持ち|売|返|預|伝|も)"
    r"|の(?:聞き取り|会員|利用者|職員|担当|発表|説明|調|社員|従業員|幹部|役員|広報|代表|本部|受付|応接|同意|承諾|許可|指示)|では|でも|職員"
)
_MODIFIED = re.compile(
    r"(?:ない|いる|いた|する|した|くる|きた|別の|他の|ほかの|前の|元の|新しい|近くの|一部の|複数の|ある|どの|各)$"
)
_OF = re.compile(r"の[一-鿿ァ-ヺーA-Z]")
_MANY = frozenset({"会社", "法人", "団体", "組織", "グループ", "集団", "会", "事務所", *"市区町村県府都"})
_PLACES = frozenset("市区町村県府都")
_GANGS = frozenset({"グループ", "集団", "組織", "団体"})
_STATION = "署"
_BODIES = frozenset({"会", "協会", "組合", "機構", "連合会", "大", "大学", "学園", "校", "院", "病院"})


def pointed_at(register: Register, number: int, spot: Spot) -> int | None:
    """The actor that an anaphor on a line denotes."""
    segment = register.lines[number][0].segment
    match spot.head:
        case "person":
            return _person(register, number, spot)
        case "same":
            return _same(register, segment, spot)
        case "own":
            return _speaker(register, number, spot)
        case "bare":
            another = ANOTHER.search(register.text(number), 0, spot.start)
            if another is not None:  # 「別の塾」 is not the one of which the text tells
                return register.new(another.group() + spot.phrase, spot.kind, segment, spot).index
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
    called = [a for i in last if word in (a := register.actors[i]).words or is_called(a, word)]
    called = [a for a in called if a.segment == segment and (len(word) > 1 or a.kind is ActorKind.ORGANIZATION)]
    return called[0].index if called else None


def _person(register: Register, number: int, spot: Spot) -> int | None:
    """「同容疑者」「その男」: who was called so last, if anybody was; 「同人」: who alone was spoken of last."""
    people = register.recent(register.lines[number][0].segment, ActorKind.PERSON)
    word = _POINTS.sub("", spot.phrase)
    called = [a for a in people if word in a.words or any(_ends_in(name, word) for name in (a.label, *a.names))]
    if called or word in _ACCUSED:
        return called[0].index if called else None
    if word in {"人", "人物", "氏"}:
        return _last_of_all(register, people)
    return people[0].index if len(people) == 1 else None


def _ends_in(name: str, word: str) -> bool:
    return name == word or stem_of(name).endswith(word)


def _last_of_all(register: Register, people: list[DocActor]) -> int | None:
    """The person spoken of last; of several on one line who is its topic, and nobody where none is."""
    known = {a.index for a in people}
    last = [d for d in register.denotations if d.actor in known]
    near = [d for d in last if d.line == last[-1].line] if last else []
    if len({d.actor for d in near}) > 1:
        near = [d for d in near if register.case_after(d) in {"は", "が"}]
    return near[0].actor if len({d.actor for d in near}) == 1 else None


def _company(register: Register, number: int, spot: Spot) -> int | None:
    """同社: a named company before an unnamed one, who was spoken of last before others; no authority, no press."""
    if spot.phrase == "自社" and (subject := _subject(register, number, spot)) is not None:
        return subject
    topics = _topics(register, number)
    suffix = spot.phrase[1:]
    if suffix in _BODIES:
        return next((a.index for a in topics if is_called(a, suffix)), None)
    companies = [a for a in topics if not a.is_authority and a.head_class not in NOT_COMPANIES]
    if suffix == "社":
        others = _topics_of_clause(register, number, spot)
        companies = [a for a in companies if not a.label.endswith(_NO_FIRMS) and a.index not in others]
        if (near := _told_just_before(register, number, spot, companies)) is not None:
            return near
    if suffix not in {"社", "法人", "グループ"}:
        fitting = [a for a in topics if not a.is_authority and any(suffix in name for name in a.names)]
        companies = fitting or companies
    companies = _named_first(companies)
    return companies[0].index if companies and not _is_passed_by(register, number, companies) else None


def _told_just_before(register: Register, number: int, spot: Spot, companies: Sequence[DocActor]) -> int | None:
    """The firm to which the clause before passes something (「Xに委託し、同社の…」), or the only one told of last."""
    text, named = register.text(number), {a.index for a in companies if a.is_named}
    here = [d for d in register.on_line(number) if d.end <= spot.start and d.actor in named]
    if here:
        last = here[-1]
        is_passed = _PASSED_TO.match(text, last.end) and _BREAK.search(text, last.end, spot.start)
        is_only = len({d.actor for d in here}) == 1 and not any(register.case_after(d) in {"は", "が"} for d in here)
        return last.actor if is_passed or is_only else None
    told = [d for d in register.on_line(number - 1) if d.actor in named] if number else []
    has_part = {d.actor for d in told if register.case_after(d) not in {"", "の"}}
    return has_part.pop() if len(has_part) == len({d.actor for d in told}) == 1 else None


def _topics_of_clause(register: Register, number: int, spot: Spot) -> set[int]:
    """「病院は…と同社から聞いた」: 同社 is not the 病院 of whose clause it is part, unless it owns something."""
    text = register.text(number)
    if not _OBLIQUE.match(text, spot.end):
        return set()
    before = [d for d in register.on_line(number) if d.end <= spot.start and register.case_after(d) in {"は", "が"}]
    return {d.actor for d in before if not _BREAK.search(text, d.end, spot.start)}


def _is_passed_by(register: Register, number: int, companies: Sequence[DocActor]) -> bool:
    """True if the firm spoken of last only got the data, is no more spoken of, and another has been named: either."""
    first, others = companies[0], [a for a in companies[1:] if a.is_named]
    if not others or not _GETTERS & {*first.roles, *first.called}:
        return False
    return all(number - d.line > 1 for d in register.denotations if d.actor == first.index)


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
    """「市は」 is the town that the document names, 「塾は」 the 学習塾 told of, if there is one only."""
    text = register.text(number)
    if spot.phrase not in _PLACES and _MODIFIED.search(text, 0, spot.start):
        return None
    if not (_BARE_CASE.match(text, spot.end) or (spot.phrase not in _MANY and _OF.match(text, spot.end))):
        return None
    segment, word = register.lines[number][0].segment, spot.phrase
    kinds = {ActorKind.ORGANIZATION} | ({ActorKind.UNKNOWN} if word in _GANGS else set[ActorKind]())
    may_be = (a for kind in sorted(kinds) for a in register.recent(segment, kind))
    fitting = [a for a in may_be if is_called(a, word) and (word == _STATION or not a.is_authority)]
    named = [a for a in fitting if a.is_named]
    if word in _PLACES:
        return named[0].index if len(named) == 1 else None
    return fitting[0].index if len(fitting) == 1 else None


def _topics(register: Register, number: int) -> list[DocActor]:
    """Organizations before a place: those that were topic or subject a few lines before first, then by nearness."""
    near: list[int] = _on_this_line(register, number)
    rest: list[int] = []
    for d in reversed(register.denotations):
        actor = register.actors[d.actor]
        if actor.kind is not ActorKind.ORGANIZATION or not (actor.is_sure or _has_acted(register, actor.index)):
            continue
        is_topic = register.case_after(d) in _TOPICS
        (near if is_topic and number - d.line <= _TOPIC_LASTS and actor.is_named else rest).append(d.actor)
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
