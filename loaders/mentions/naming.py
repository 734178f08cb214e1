"""All names of a document -> which are proven names of organizations, and which short name belongs to which long one.

Prefers two actors to a wrong one: 「福岡県」 is no short form of 「福岡県大野城市」, nor 「NTT西日本」 of
「NTT西日本グループ」; 「県警」 stands for 「青森県警」 if no other force is named, 「ソルコ社」 for 「NTTソルコ」.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import ActorLine
from loaders.mentions.groups import HANDLE
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spot import LEGAL, Form, Spot

__all__ = ["Naming", "defined_names", "fold", "naming_of", "stripped"]

Lines = Sequence[tuple[ActorLine, Sequence[Spot]]]

_TELLS = re.compile(r"(発表|公表|会見|謝罪|陳謝|説明|報告|明らかに|告訴|設置|コメント|報じ)")
_ACTS = re.compile(r"[」』]?(\([^()]*\))?(は|が|へ|より|から|に対し)")
_PROOF_BEHIND = re.compile(
    r"[」』]?(?:の?(?:社長|会長|広報|担当者|同僚|データベース|サーバー|顧客情報|個人情報|従業員|社員|元社員|元従業員|元派遣社員|派遣社員|職員|顧客|会員|本社|子会社|教諭|教員|校長|院長|医師|看護師|店長|支配人|作業員|アルバイト|工場)"
    r"|\([^()]{1,6}[市区町村])"
)
_ENTRUSTED = re.compile(r"[」』]?(?:\([^()]*\))?に(?!係|関|お|つい|よ)[^、。はが]{0,14}(?:委託|任せ|外注|発注)")
_PROOF_BEFORE = re.compile(
    r"(?:前職|転職先|勤務先|就職先|出向先|親会社|子会社|大手|運営する|業者|[一-鿿]業|元請け|発注元|リース元|委託先|取引先)の?$"
)
_HEADLINE = re.compile(r"\W*(?:\[[^\]]*\]\s*)?$")
_HAPPENED = re.compile(r"流出|漏えい|漏洩|漏れ|不正|サイバー|ランサム|紛失|盗|売却")
_WORKS_AT = re.compile(r"(?:に|へ|を)(?:勤務|勤め|入社|転職|在籍|出向|退職|退社)")
_TELLER = re.compile(r"[」』]?(\([^()]*\))?[はが]")
_DEFINED = re.compile(r"(?:以下|略称|通称)[、,]?\s*(?:単に)?[「『]([^「」『』]{1,20})[」』]")
_ABBREVIATION = re.compile(r"([A-Z][A-Za-z!&.]{1,9})")
_ASIDE = re.compile(r"[」』]?(?:\d{1,2}(?:、\d{1,2})*)?\(((?:[^()]|\([^()]*\)){1,80})\)")
_FORCES = ("県警", "府警", "道警", "警視庁", "警察署")
_WIDER_PLACE = re.compile(r"日本|(?:.{1,4}[都道府県])?(?:[^市]{1,5}[市郡])?")
_LATIN = re.compile(r"[a-z0-9&]+")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_BODIES = frozenset({"public_body", "police", "court", "regulator", "association"})


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


def fold(name: str) -> str:
    """Key of a name: NFKC, without legal forms, spaces and quotes.

    >>> fold("(株) あおば商事")
    'あおば商事'
    """
    return re.sub(r"[\s「」『』]", "", stripped(unicodedata.normalize("NFKC", name))).casefold()


def stripped(name: str) -> str:
    """A name without its legal form."""
    for form in LEGAL:
        name = name.replace(form, "")
    return name.strip()


def defined_names(lines: Lines) -> list[str]:
    """Short names that the document itself introduces (X(以下「Y」という。))."""
    return [
        short
        for line, spots in lines
        for spot in spots
        for short in _short_of(line.text, spot)
        if not _is_pointer(short)
    ]


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
    likely = {key for key, times in acting.items() if times >= 2 and key in names and not names[key].is_common}
    proven |= likely | {fold(metadata.publisher or "")}
    entrusted = {fold(s.phrase) for line, spots in lines for s in spots if _ENTRUSTED.match(line.text, s.end)}
    persons = frozenset(
        fold(s.phrase)
        for _, spots in lines
        for s in spots
        if s.kind is ActorKind.PERSON and s.form is Form.NAME and s.head_class != HANDLE
    )
    known = {key: s for key, s in names.items() if not s.is_common or key in proven}
    aliases = _short_forms(known, aliases) | aliases
    aliases |= _the_police(names, aliases) | _town_halls(names, aliases)
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


def _members(spot: Spot) -> list[Spot]:
    """The family names in 「高瀬容疑者ら」, as names of persons."""
    return [Spot(spot.start, spot.end, Form.NAME, m, ActorKind.PERSON) for m in spot.members if not m.isascii()]


def _is_proven(text: str, spot: Spot) -> bool:
    """A name is proven by what stands right after it: a title, a place in brackets, に委託, or は … 発表した."""
    after = text[spot.end :]
    if _PROOF_BEFORE.search(text, 0, spot.start):
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
    found = _DEFINED.findall(aside[1])
    abbreviation = _ABBREVIATION.fullmatch(aside[1])
    return [*found, *([abbreviation[1]] if abbreviation else [])]


def _is_pointer(word: str) -> bool:
    """「当社」「同社」「本件」 and role nouns are no names."""
    lexicon = actor_lexicon()
    found = lexicon.head_of(word)
    return word in lexicon.anaphors or (found is not None and found[0] == word and not found[1].is_standalone)


# ------------------------------------------------------------ short forms


def _short_forms(names: Mapping[str, Spot], defined: Mapping[str, str]) -> dict[str, str]:
    """Short key -> the one long key that it can stand for; nothing where two could be meant."""
    found: dict[str, str] = {}
    for short, spot in names.items():
        if len(short) < 2 or short in defined:
            continue
        longer = {
            defined.get(key, key)
            for key, other in names.items()
            if key != short and other.kind is spot.kind and _may_stand_for(short, spot, key, other)
        }
        if len(longer) == 1:
            found[short] = next(iter(longer))
    return found


def _may_stand_for(short: str, spot: Spot, long: str, other: Spot) -> bool:
    """True if nothing of its own stands in the longer name beside the shorter one."""
    if spot.kind is ActorKind.PERSON:
        return len(long) > len(short) and long.startswith(short)
    if spot.head_class in _BODIES or other.head_class in _BODIES:
        return _is_public_short(short, spot, long, other)
    if long == short + "日本" and short.endswith(("東", "西")):
        return True
    if _is_without_trade(short, long) or (
        len(short) >= 3 and _KATAKANA.fullmatch(short) and _brand_before(short, long)
    ):
        return True
    core = short.removesuffix("社")
    return core != short and len(core) >= 2 and _is_part_of(core, long)


def _is_public_short(short: str, spot: Spot, long: str, other: Spot) -> bool:
    """「県警」 for the one force, 「大野城市」 for 「福岡県大野城市」; never a county for the town in it."""
    if spot.head_class != other.head_class or not long.endswith(short) or short == long:
        return False
    if short == fold(spot.head):
        return True
    return _WIDER_PLACE.fullmatch(long.removesuffix(short)) is not None


def _is_without_trade(short: str, long: str) -> bool:
    """「トヨタ」 for 「トヨタ自動車」, 「あおば社」 for 「あおば証券」, 「北海新聞」 for 「北海新聞社」."""
    core = short.removesuffix("社")
    return len(core) >= 2 and any(
        long == core + word for word in (*actor_lexicon().trade_words, "社") if core + word != short
    )


def _brand_before(short: str, long: str) -> bool:
    """「ネクシア」 for 「NTTネクシア」: only the brand of the group before it."""
    return long.endswith(short) and _LATIN.fullmatch(long.removesuffix(short)) is not None


def _is_part_of(core: str, long: str) -> bool:
    """「カッパ社」 for 「カッパ・クリエイト」: what stands before 社 is a whole part of the name."""
    if long.startswith(core) and long != core:
        return not _is_same_script(core[-1], long[len(core)])
    return long.endswith(core) and long != core and not _is_same_script(long[-len(core) - 1], core[0])


def _is_same_script(a: str, b: str) -> bool:
    return any(re.fullmatch(script, a) and re.fullmatch(script, b) for script in ("[ァ-ヺー]", "[a-z0-9]", "[一-鿿]"))


def _town_halls(names: Mapping[str, Spot], aliases: Mapping[str, str]) -> dict[str, str]:
    """「甲府町役場」 is the town, where the text names both."""
    halls = {key: re.sub(r"役[場所]$", "", key) for key in names if key not in aliases}
    return {hall: town for hall, town in halls.items() if town != hall and town in names}


def _the_police(names: Mapping[str, Spot], aliases: Mapping[str, str]) -> dict[str, str]:
    """警察 is the police force that the document names, if it names exactly one."""
    keys: Iterable[str] = (
        k for k, s in names.items() if s.head_class == "police" and k.endswith(_FORCES) and k not in aliases
    )
    forces = list(keys)
    words = ("警察", "警察当局", "捜査当局")
    return {word: forces[0] for word in words if word in names} if len(forces) == 1 else {}
