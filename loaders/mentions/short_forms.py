"""Keys of names -> which short one belongs to which long one, in one document.

Prefers two actors to a wrong one: 「福岡県」 is no short form of 「福岡県大野城市」, nor 「NTT西日本」 of
「NTT西日本グループ」; 「県警」 stands for 「青森県警」 if no other force is named, 「ソルコ社」 for 「NTTソルコ」.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.domain.vocabulary import ActorKind
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spot import LEGAL, Spot
from loaders.mentions.trade_names import COMPANIES

__all__ = ["fold", "short_forms", "stripped"]

_UNIONS = frozenset({"協同組合", "事業協同組合", "組合", "生活協同組合", "農業協同組合", "公社", "財団", "協会"})
_HIRAGANA_WITH_MARK = re.compile(r"[ぁ-ん]{3,8}社")
_LEAST_CORE = 4  # 清流バス; a shorter end (観光) is no name
_FORCES = ("県警", "府警", "道警", "警視庁", "警察署")
_WIDER_PLACE = re.compile(r"日本|(?:.{1,4}[都道府県])?(?:[^市]{1,5}[市郡])?")
_LATIN = re.compile(r"[a-z0-9&]+")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_BODIES = frozenset({"public_body", "police", "court", "regulator", "association"})


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


def short_forms(known: Mapping[str, Spot], names: Mapping[str, Spot], defined: Mapping[str, str]) -> dict[str, str]:
    """Short key -> long key: those that the text defines, those that `known` names allow, town halls, the police."""
    found = _among(known, defined) | _ends_of(known, names) | dict(defined)
    return found | _the_police(names, found) | _town_halls(names, found)


def _among(names: Mapping[str, Spot], defined: Mapping[str, str]) -> dict[str, str]:
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


def _ends_of(known: Mapping[str, Spot], names: Mapping[str, Spot]) -> dict[str, str]:
    """「清流バス」 for 「おおせ清流バス」, 「やすらぎ社」 for 「やすらぎ介護」, where the long name is known."""
    found: dict[str, str] = {}
    for short, spot in names.items():
        if not spot.is_common or len(short) < _LEAST_CORE:
            continue
        if _HIRAGANA_WITH_MARK.fullmatch(short):
            begun = [k for k, other in known.items() if k.startswith(short[:-1]) and other.kind is spot.kind]
            found |= {short: begun[0]} if len(begun) == 1 else {}
        if spot.head_class not in COMPANIES:
            continue
        longer = [k for k, other in known.items() if k != short and k.endswith(short) and other.kind is spot.kind]
        if len(longer) == 1:
            found[short] = longer[0]
    return found


def _may_stand_for(short: str, spot: Spot, long: str, other: Spot) -> bool:
    """True if nothing of its own stands in the longer name beside the shorter one."""
    if spot.kind is ActorKind.PERSON:
        return len(long) > len(short) and long.startswith(short)
    if spot.head_class not in _BODIES and long.removeprefix(short) in _UNIONS:
        return True
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
    is_end = long.endswith((short, short.removesuffix("署") + "警察署"))
    if spot.head_class != other.head_class or not is_end or short == long:
        return False
    if short == fold(spot.head):
        return True
    if short.endswith("署") and long.endswith(short[:-1] + "警察署"):
        return True
    return _WIDER_PLACE.fullmatch(long.removesuffix(short)) is not None


def _is_without_trade(short: str, long: str) -> bool:
    """「トヨタ」 for 「トヨタ自動車」, 「あおば社」 for 「あおば証券」, 「北海新聞」 for 「北海新聞社」."""
    core = short.removesuffix("社")
    trade = long.removeprefix(core)
    return len(core) >= 2 and long not in {short, trade} and trade in _trade_words()


@lru_cache(maxsize=1)
def _trade_words() -> frozenset[str]:
    lexicon = actor_lexicon()
    heads = {noun for head in lexicon.classes if head.id in COMPANIES for noun in head.nouns if len(noun) > 1}
    return frozenset({*lexicon.trade_words, *heads, "社"} - {"ホールディングス", "センター", "研究所"})


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
