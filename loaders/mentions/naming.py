"""All names of a document -> which are proven names of organizations, and which short name belongs to which long one.

「白滝物流」 may be anything until it is said to have told or done something, or to sit in a town. Which short forms
there are is told by `short_forms`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import ActorLine
from loaders.mentions.groups import HANDLE
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.short_forms import fold, short_forms, stripped
from loaders.mentions.spot import Form, Spot

__all__ = ["Naming", "defined_names", "naming_of", "proven_names", "shorts_behind"]

Lines = Sequence[tuple[ActorLine, Sequence[Spot]]]

_TELLS = re.compile(r"(発表|公表|会見|謝罪|陳謝|説明|報告|明らかに|告訴|設置|コメント|報じ)")
_ACTS = re.compile(r"[」』]?(\([^()]*\))?(は|が|へ|より|から|に対し)")
_PROOF_BEHIND = re.compile(
    r"[」』]?(?:の?(?:社長|会長|広報|担当者|同僚|データベース|サーバー|顧客情報|個人情報|従業員|社員|元社員|元従業員|元派遣社員|派遣社員|職員|顧客|会員|本社|子会社|教諭|教員|校長|院長|医師|看護師|店長|支配人|作業員|アルバイト|工場)"
    r"|\([^()]{1,6}[市区町村])"
)
_ENTRUSTED = re.compile(
    r"[」』]?(?:\([^()]*\))?に(?!係|関|お|つい|よ)[^、。はが]{0,14}(?:委託|委ね|任せ|外注|発注|預け|託し)"
)
_PROOF_BEFORE = re.compile(
    r"(?:前職|転職先|勤務先|就職先|出向先|親会社|子会社|大手|運営する|業者|[一-鿿]業|元請け|発注元|リース元|委託先|取引先)の?$"
)
_SEATED = frozenset(
    [
        "病院",
        "総合病院",
        "医院",
        "クリニック",
        "医療センター",
        "歯科",
        "薬局",
        "銀行",
        "大学",
        "高校",
        "中学校",
        "小学校",
        "学園",
        "ホテル",
    ]
)
_SEAT = re.compile(r"[一-鿿][市区町村県]の$")
_ACTING = frozenset({"company_name", "company_strong", "public_body"})
_HEADLINE = re.compile(r"\W*(?:\[[^\]]*\]\s*)?$")
_HAPPENED = re.compile(r"流出|漏えい|漏洩|漏れ|不正|サイバー|ランサム|紛失|盗|売却")
_WORKS_AT = re.compile(r"(?:に|へ|を)(?:勤務|勤め|入社|転職|在籍|出向|退職|退社)")
_TELLER = re.compile(r"[」』]?(\([^()]*\))?[はが]")
_OFTEN = 2
_ONE_NAME = re.compile(r"[一-鿿々ァ-ヺーぁ-んA-Za-z・&]{3,24}")
_DEFINED = re.compile(r"(?:以下|略称|通称)[、,]?\s*(?:単に)?[「『]([^「」『』]{1,20})[」』]")
_ABBREVIATION = re.compile(r"([A-Z][A-Za-z!&.]{1,9})")
_ASIDE = re.compile(r"[」』]?(?:\d{1,2}(?:、\d{1,2})*)?\(((?:[^()]|\([^()]*\)){1,80})\)")


@dataclass(frozen=True, slots=True)
class Naming:
    """Keys (`fold`) of proven names, the long key of every short one, who calls itself 当社."""

    proven: frozenset[str]
    aliases: Mapping[str, str]
    defined_self: str | None
    persons: frozenset[str]
    entrusted: frozenset[str]

    def key_of(self, phrase: str) -> str:
        """The key under which an actor of this name is known."""
        key = fold(phrase)
        for _ in range(4):
            key = self.aliases.get(key, key)
        return key


def defined_names(lines: Lines) -> list[str]:
    """Short names that the document itself introduces (X(以下「Y」という。))."""
    return [
        short
        for line, spots in lines
        for spot in spots
        for short in _short_of(line.text, spot)
        if not _is_pointer(short)
    ]


def proven_names(lines: Lines, metadata: Metadata) -> set[str]:
    """Common words that some line proves names (白滝物流は…発表した), and who publishes; to be found on all lines."""
    names, acting, proven = _collected(lines)
    sure = proven | _likely(names, acting)
    publisher = stripped(metadata.publisher or "")
    is_one = _ONE_NAME.fullmatch(publisher) is not None and not _is_pointer(publisher)
    return {stripped(names[key].phrase) for key in sure & names.keys() if names[key].is_common} | (
        {publisher} if is_one else set()
    )


def _likely(names: Mapping[str, Spot], acting: Mapping[str, int]) -> set[str]:
    return {key for key, times in acting.items() if times >= _OFTEN and key in names and _may_be_likely(names[key])}


def naming_of(lines: Lines, metadata: Metadata) -> Naming:
    """Which names a document proves and which denote the same."""
    names, acting, proven = _collected(lines)
    aliases: dict[str, str] = {}
    own: str | None = None
    for line, spots in lines:
        for spot in spots:
            for short in _short_of(line.text, spot):
                if actor_lexicon().anaphors.get(short) == "own":
                    own = own or fold(spot.phrase)
                elif not _is_pointer(short) and fold(short) != fold(spot.phrase):
                    aliases[fold(short)] = fold(spot.phrase)
    proven |= _likely(names, acting) | {fold(metadata.publisher or "")}
    entrusted = {fold(s.phrase) for line, spots in lines for s in spots if _ENTRUSTED.match(line.text, s.end)}
    persons = frozenset(
        fold(s.phrase)
        for _, spots in lines
        for s in spots
        if s.kind is ActorKind.PERSON and s.form is Form.NAME and s.head_class != HANDLE
    )
    known = {key: s for key, s in names.items() if not s.is_common or key in proven}
    aliases = short_forms(known, names, aliases)
    return Naming(frozenset(proven), aliases, own, persons, frozenset(entrusted))


def _collected(lines: Lines) -> tuple[dict[str, Spot], Counter[str], set[str]]:
    """The best spot of every name, how often it stands where actors stand, and the names that a place proves."""
    names: dict[str, Spot] = {}
    acting: Counter[str] = Counter()
    proven: set[str] = set()
    for line, spots in lines:
        for spot in (*spots, *(member for group in spots for member in _members(group))):
            if spot.form is not Form.NAME:
                continue
            key = fold(spot.phrase)
            acting[key] += _ACTS.match(line.text[spot.end :]) is not None
            if _is_proven(line.text, spot):
                proven.add(key)
            if key not in names or (spot.is_sure and not names[key].is_sure):
                names[key] = spot
    return names, acting, proven


def _may_be_likely(spot: Spot) -> bool:
    """True for a name that acts twice; a common word only before a word for a trade (白滝物流)."""
    return not spot.is_common or spot.head_class in _ACTING


def _members(spot: Spot) -> list[Spot]:
    """The family names in 「高瀬容疑者ら」, as names of persons."""
    return [Spot(spot.start, spot.end, Form.NAME, m, ActorKind.PERSON) for m in spot.members if not m.isascii()]


def _is_proven(text: str, spot: Spot) -> bool:
    """A name is proven by what stands right after it: a title, a place in brackets, に委託, or は … 発表した."""
    after = text[spot.end :]
    if _PROOF_BEFORE.search(text, 0, spot.start):
        return True
    if spot.head in _SEATED and _SEAT.search(text, 0, spot.start):
        return True
    if after.startswith("、") and _HEADLINE.fullmatch(text[: spot.start]) and _HAPPENED.search(after):
        return True
    if _PROOF_BEHIND.match(after) or _ENTRUSTED.match(after) or _WORKS_AT.match(after):
        return True
    return _TELLER.match(after) is not None and _TELLS.search(after) is not None


def _short_of(text: str, spot: Spot) -> list[str]:
    """The short names that stand in brackets right behind a name: (以下「Y」という。), (ABC)."""
    aside = _ASIDE.match(text, spot.end) if spot.form is Form.NAME else None
    if aside is None:
        return []
    found = shorts_behind(text, spot.end)
    abbreviation = _ABBREVIATION.fullmatch(aside[1])
    return [*found, *([abbreviation[1]] if abbreviation else [])]


def shorts_behind(text: str, end: int) -> list[str]:
    """What brackets right behind a place define as short for what stands before (以下「Y」という。)."""
    aside = _ASIDE.match(text, end)
    return _DEFINED.findall(aside[1]) if aside else []


def _is_pointer(word: str) -> bool:
    """「当社」「同社」「本件」 and role nouns are no names."""
    lexicon = actor_lexicon()
    found = lexicon.head_of(word)
    return word in lexicon.anaphors or (found is not None and found[0] == word and not found[1].is_standalone)
