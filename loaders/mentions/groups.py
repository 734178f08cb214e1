"""Spots of a line -> groups and strangers that several words tell of: 男(47)ら二人, 販売会社など3社, 自営業の男性.

Each is one spot in place of several, so that the number and the description belong to whom they are said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from app.domain.vocabulary import ActorKind
from loaders.mentions.heads import number_of
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spot import Form, Spot

__all__ = ["ATTACKER", "HANDLE", "ONE_OF", "with_groups"]

ONE_OF = "うち"
"""The head of 「うち1人」: one of those, and never the one told of before."""

ATTACKER = "attacker"

HANDLE = "handle"
"""The class of a name that somebody gives himself (「磯鵯」を名乗る人物)."""

_NUMBER = r"(\d{1,4}|[一二三四五六七八九十])"
_ONE_OF = re.compile(rf"(?<![一-鿿])うち(?:の|、)?(?:少なくとも)?{_NUMBER}(?:人|名)(?=[がはもに]|から|と)")
_PEOPLE_AND = re.compile(r"(?:\(\d{2}歳?\))?(?:ら|ほか|と)(?:計|約)?")
_FIRMS_AND = re.compile(r"(?:など|ら|ほか|を含む)(?:計|約)?(?:の)?")
_CALLS_HIMSELF = re.compile(
    r"(?:「[^」]{1,16}」|[一-鿿ァ-ヺーA-Za-z]{1,10})を(?:名乗る|名乗った|自称する|かたる|騙る)$"
)
_HANDLE = re.compile(r"「([^「」]{2,20})」(?:を|と)(?:名乗る|名乗った|称する|自称する)(?:[^、。はがをに]{0,6}の)?$")
_BY_TRADE = re.compile(
    r"[一-鿿々ァ-ヺーA-Za-z]{0,10}(?:業|職|経営|勤務|手伝い|籍|在住|OB|アルバイト|パート|フリーター|役|担当)の$"
)
_BY_FIRM = re.compile(r"([一-鿿々ァ-ヺー]{2,12})を(?:営む|経営する|経営していた|営んでいた)$")
_STRANGER = re.compile(
    r"(?:(?:SNS|インターネット|ネット|掲示板|アプリ|出会い系サイト|飲食店|店|酒場)(?:上)?で)?(?:知り合った|出会った|つながった)$"
    r"|(?:面識のない|見知らぬ|見ず知らずの|素性の知れない|正体不明の)$"
    r"|(?:当時)?(?:交際していた|交際中の|交際する|付き合っていた|同居していた)$"
)
_COURTEOUS = re.compile(r"(?:匿名|外部|一般|近隣|見ず知らず)の方(?=[はがに]|から|より)")
_UNKNOWN = re.compile(
    r"(?:氏名|名前|身元|素性)(?:の|が)(?:分から|わから)ない$|(?:氏名不詳|身元不明|面識のない|見知らぬ)の?$"
)
_FIRM_BEHIND = re.compile(r"の(?:会社|企業|業者|店)(?![一-鿿])")
_COUNTED_BEHIND = re.compile(rf"の{_NUMBER}(?:人|名)(?=[がはに]|から|へ|宛)")
_ACTS = re.compile(r"[がにへ]|から")
_OPERATOR = re.compile(r"(?:[一-鿿ァ-ヺー]{1,8})?「[^「」]{2,24}」(?:の|を)$")
_OPERATORS = frozenset({"運営会社", "運営元", "運営者", "開発元", "発行元", "販売元", "開発会社"})
_GANGS = frozenset({"グループ", "集団", "組織"})
_MOST_COUNTED = 99  # more data subjects than that do not act together


def with_groups(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """The spots in order, some of them joined or widened."""
    ones = list(_ones_of(text))
    free = [s for s in spots if not any(s.start < o.end and o.start < s.end for o in ones)]
    found: list[Spot] = []
    for spot in sorted([*free, *ones, *_courteous(text)], key=lambda s: (s.start, -s.end)):
        if found and spot.start < found[-1].end and found[-1] not in spots:
            continue  # part of what was widened
        group = _joined(text, found[-1], spot) if found else None
        if group is not None:
            found[-1] = group
            continue
        wider = _widened(text, spot, found)
        found = [s for s in found if wider.start == spot.start or s.end <= wider.start]
        found.append(wider)
    return found


def _ones_of(text: str) -> Iterator[Spot]:
    """「うち1人が」: a person, or so many, out of those told of."""
    for m in _ONE_OF.finditer(text) if ONE_OF in text else ():
        size = number_of(m[1])
        kind = ActorKind.GROUP if size > 1 else ActorKind.PERSON
        yield Spot(*m.span(), Form.ROLE, m[0], kind, head=ONE_OF, head_class="suspect", size=size if size > 1 else None)


def _courteous(text: str) -> Iterator[Spot]:
    """「匿名の方から」."""
    for m in _COURTEOUS.finditer(text) if "の方" in text else ():
        yield Spot(*m.span(), Form.ROLE, m[0], ActorKind.PERSON, head="方", head_class="suspect")


def _joined(text: str, last: Spot, spot: Spot) -> Spot | None:
    """「男(47)ら二人」「丙氏ほか個人事業者5名」「訪問販売会社など3社」 as one group, or nothing."""
    between = text[last.end : spot.start]
    is_counted = spot.form is Form.COLLECTIVE and spot.phrase[0] not in "両男計約延"
    size = number_of(spot.phrase[0]) if is_counted and spot.size is None else spot.size
    if size is None or not (is_counted or spot.size or spot.form is Form.ROLE) or not between:
        return None
    whole = Spot(last.start, spot.end, Form.ROLE, text[last.start : spot.end], ActorKind.GROUP, size=size)
    if last.kind is ActorKind.ORGANIZATION and spot.head == "companies" and _FIRMS_AND.fullmatch(between):
        firms = (last.letter or last.phrase,) if last.form in {Form.NAME, Form.LETTER} else ()
        return replace(
            whole, roles=last.roles, head=last.head, head_class=last.head_class or "companies", members=firms
        )
    is_person = last.kind is ActorKind.PERSON and (last.form is not Form.NAME or last.head_class == "person_name")
    if not is_person or spot.head == "companies" or not _PEOPLE_AND.fullmatch(between) or between.endswith("と"):
        return None
    members = (last.letter or last.phrase,) if last.letter or last.form is Form.NAME else ()
    foremost = None if members else last
    more = 1 if "ほか" in between else 0
    people = replace(whole, head="人", head_class="suspect", size=size + more)
    return replace(people, members=members, foremost=foremost)


def _widened(text: str, spot: Spot, before: Sequence[Spot]) -> Spot:
    """A spot with what describes it: 自営業の男性, 夫を名乗る男, 講師候補の4名, 転職先の会社, 「X」の運営会社."""
    if spot.form is Form.COLLECTIVE and spot.head == "persons":
        m = _UNKNOWN.search(text, 0, spot.start)
        if m is None or spot.phrase[0] not in "23456789二三四五六七八九":
            return spot
        phrase = text[m.start() : spot.end]
        size = number_of(spot.phrase[0])
        return Spot(m.start(), spot.end, Form.ROLE, phrase, ActorKind.GROUP, head="人", head_class="suspect", size=size)
    if spot.form is Form.ANAPHOR and spot.head == "bare" and spot.phrase in _GANGS:
        return _self_named(text, spot)
    if spot.form is not Form.ROLE or spot.letter or spot.owner_end:
        return spot
    if spot.head_class == "attacker" and _HANDLE.search(text, 0, spot.start):
        return _self_named(text, spot)
    if spot.head_class == "suspect" and (m := _HANDLE.search(text, 0, spot.start)) and not _is_role(m[1]):
        named = replace(spot, start=m.start(), form=Form.NAME, phrase=m[1], kind=ActorKind.PERSON)
        return replace(named, head="", head_class=HANDLE)
    if spot.head_class == "suspect" and (start := _described_from(text, spot.start)) < spot.start:
        return replace(spot, start=start, phrase=text[start : spot.start] + spot.phrase)
    if spot.kind is ActorKind.ORGANIZATION:
        m = _OPERATOR.search(text, 0, spot.start) if spot.head in _OPERATORS else None
        if m and not any(s.end > m.start() for s in before):
            return replace(spot, start=m.start())
        m = _FIRM_BEHIND.match(text, spot.end) if spot.head.endswith(("先", "元")) else None
        return replace(spot, end=m.end()) if m else spot
    if (m := _COUNTED_BEHIND.match(text, spot.end)) and spot.size is None and number_of(m[1]) > 1:
        spot = replace(spot, end=m.end(), size=number_of(m[1]), kind=ActorKind.GROUP)
    return _acting(text, spot)


def _self_named(text: str, spot: Spot) -> Spot:
    """「「GrayTapir」を名乗る集団」 and 「攻撃者を名乗るグループ」 are who attacked."""
    attackers = actor_lexicon().heads["攻撃者"]
    whole = replace(spot, form=Form.ROLE, kind=attackers.kind, roles=attackers.roles, head_class=attackers.id)
    if (m := _HANDLE.search(text, 0, spot.start)) and not _is_role(m[1]):
        return replace(whole, start=m.start(), form=Form.NAME, phrase=m[1], head="")
    if m := _CALLS_HIMSELF.search(text, 0, spot.start):
        return replace(whole, start=m.start(), phrase=text[m.start() : spot.end], head=spot.phrase)
    return spot


def _is_role(word: str) -> bool:
    """「「警察官」を名乗る男」 bears no name."""
    return actor_lexicon().head_of(word) is not None


def _acting(text: str, spot: Spot) -> Spot:
    """「生徒5人が開き」: so few data subjects, in the case of one who acts or gets, are an actor like others."""
    is_few = spot.head_class == "subjects" and spot.size is not None and spot.size <= _MOST_COUNTED
    return replace(spot, head_class="counted") if is_few and _ACTS.match(text, spot.end) else spot


def _described_from(text: str, end: int) -> int:
    """Where what describes the stranger at `end` begins; `end` itself if nothing does."""
    for pattern in (_CALLS_HIMSELF, _states(), _BY_TRADE, _BY_FIRM, _STRANGER):
        if m := pattern.search(text, 0, end):
            return m.start()
    return end


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(actor_lexicon().states)})の$")
