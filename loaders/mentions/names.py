"""Spans that are names by their form: legal forms and foreign words.

「汐見原通販株式会社は」 names 汐見原通販株式会社, 「ソルコ社」 names ソルコ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.domain.vocabulary import ActorKind
from loaders.ja.tokens import Morph, tokenize
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.nouns import is_foreign, is_noun, text_of
from loaders.mentions.spot import LEGAL, Form, Spot

__all__ = ["bare_word", "can_be_name", "hiragana_names", "leading_name", "lettered_bodies", "with_legal_form"]

_LEGAL = re.compile("|".join(re.escape(form) for form in LEGAL))
_HIRAGANA_NAME = re.compile(r"[ぁ-ん]{2,8}?(?=[はがのにをとへで、。(「]|から|$)")
_NO_KANA_BEFORE = r"(?<=会社)|(?<=法人)|(?<![ぁ-んァ-ヺー一-鿿々])|(?<=[一-鿿々ァ-ヺー][とやをはがにでのもへ])"
_HIRAGANA_FRONT = rf"(?:{_NO_KANA_BEFORE})([ぁ-ん]{{2,6}})[一-鿿]{{0,3}}?"
_TRADES = frozenset({"company_name", "company_strong", "company_coined"})
_HIRAGANA_WITH_MARK = re.compile(r"(?<![ぁ-んァ-ヺー一-鿿々])(([ぁ-ん]{3,8})社)(?=[はがのにをとへで、。]|から|より)")
_COOPERATIVES = ("生活協同組合", "農業協同組合", "総合病院", "幼稚園", "保育園")
_NO_NAMES = frozenset({"副詞", "接続詞", "連体詞", "感動詞", "代名詞"})
_ENDS_LIKE_NO_NAME = tuple("のなるたいにはがをともでくてう")
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_KANJI_NAME = re.compile(r"[一-鿿]{2,4}")
_DOMAIN = re.compile(r".*\.(?:com|jp|net|org|info|html?|pdf|txt|csv|exe)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=[^A-Za-z0-9])\d{1,2}$")
_COMPANY_MARK = re.compile(r"社(?!会|員教|交|内規|債|説|長室|外)")
_DIRECTIONS = re.compile(r"[A-Z]{2,5}[東西]")
_TAIL = re.compile(r"(側|ら|等|たち|達|本社|東京本社|支社|受付|本部|社内|自身|など|宛)+")


def can_be_name(text: str) -> bool:
    """False for listed common words, numbers and addresses on the network.

    >>> [can_be_name(t) for t in ("あおば商事", "CSV", "05.37")]
    [True, False, False]
    """
    never = actor_lexicon().never_names
    parts = [part for part in re.split(r"[-/・& ]", text) if part]
    is_listed = text in never or bool(parts and all(part in never for part in parts))
    return len(text) > 1 and not is_listed and re.search(r"[^\W\d_]", text) is not None and not _DOMAIN.fullmatch(text)


# ------------------------------------------------------------ forms that prove a name


def lettered_bodies(text: str) -> list[Spot]:
    """「Y企画」「B市」「C病院」: a letter in place of a name, before a word that makes names."""
    return [
        Spot(*m.span(), Form.NAME, m[0], ActorKind.ORGANIZATION, head=m[1], head_class=actor_lexicon().heads[m[1]].id)
        for m in _lettered_body().finditer(text)
    ]


@lru_cache(maxsize=1)
def _lettered_body() -> re.Pattern[str]:
    heads = [head for head in actor_lexicon().classes if head.id in {*_TRADES, "public_body"}]
    nouns = {noun for head in heads for noun in head.nouns} - {
        "府",
        "都",
        "省",
        "庁",
        "バス",
        "便",
        "センター",
        "ソフト",
    }
    words = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    return re.compile(rf"(?<![A-Za-z0-9\-ァ-ヺー])[A-Z甲乙丙丁]({words})(?![一-鿿ァ-ヺーA-Za-z])")


def with_legal_form(text: str, morphs: Sequence[Morph]) -> list[Spot]:
    """X株式会社, 株式会社X, (株)X with whatever nouns X is made of; the span holds the legal form."""
    found: list[Spot] = []
    for m in _LEGAL.finditer(text):
        if any(s.start <= m.start() < s.end for s in found):
            continue
        span = _name_before(morphs, m.start()), m.end()
        if span[0] == m.start():
            span = m.start(), _name_after(text, morphs, m.end())
        name = text[span[0] : span[1]]
        if name != m[0] and can_be_name(name.replace(m[0], "")):
            found.append(Spot(*span, Form.NAME, name, ActorKind.ORGANIZATION))
    return found


def hiragana_names(text: str) -> list[Spot]:
    """みなせ台信用金庫: a name that begins in hiragana, which the dictionary takes for verbs and particles."""
    firms = [
        Spot(*m.span(1), Form.NAME, m[1], ActorKind.ORGANIZATION, is_common=True)
        for m in _HIRAGANA_WITH_MARK.finditer(text)
        if _may_begin_name(m[2])
    ]
    return firms + [
        Spot(*m.span(), Form.NAME, m[0], ActorKind.ORGANIZATION, head=m[2], head_class="company_name")
        for m in _hiragana_firm().finditer(text)
        if _may_begin_name(m[1])
    ]


@lru_cache(maxsize=1)
def _hiragana_firm() -> re.Pattern[str]:
    """Hiragana, perhaps some kanji, and a word for a trade (しらさぎ急行便)."""
    nouns = {noun for head in actor_lexicon().classes if head.id in _TRADES for noun in head.nouns if len(noun) > 1}
    words = "|".join(map(re.escape, sorted({*nouns, *_COOPERATIVES}, key=len, reverse=True)))
    return re.compile(rf"{_HIRAGANA_FRONT}({words})")


def _may_begin_name(word: str) -> bool:
    """False for 「かならず」「これらの」, which stand before a noun and name nothing; かえで is a noun itself."""
    morphs = tokenize(word)
    is_one = len(morphs) == 1
    if word in actor_lexicon().hiragana_words or morphs[0].pos[0] in _NO_NAMES:
        return False
    return not word.endswith(_ENDS_LIKE_NO_NAME) or (is_one and morphs[0].pos[0] == "名詞")


def _name_before(morphs: Sequence[Morph], end: int) -> int:
    """Start of the nouns that end at `end`; `end` itself if they are a role noun (委託先株式会社X) or none."""
    lexicon = actor_lexicon()
    start = end
    for morph in reversed([m for m in morphs if m.end <= end]):
        is_part = is_noun(morph) or morph.text in {"・", "&", "!"}
        if morph.end != start or not is_part or morph.text in lexicon.left_stops or _LEGAL.fullmatch(morph.text):
            break
        head = lexicon.head_of(morph.text)
        if head and not head[1].is_named and head[0] == morph.text:
            break
        start = morph.start
    inside = [m for m in morphs if start <= m.start < end]
    while inside and (inside[0].text.isdigit() or inside[0].text in {"・", "元", "前", "同"}):
        inside = inside[1:]
    return inside[0].start if inside else end


def _name_after(text: str, morphs: Sequence[Morph], start: int) -> int:
    """End of the nouns that begin at `start`, before a title or a role noun (代表取締役, 元社員)."""
    lexicon = actor_lexicon()
    end = start
    for morph in morphs:
        if morph.start < start:
            continue
        blank = (
            morph.text == " " and end > start and re.match(r"[A-Za-z]", text[morph.end :]) and text[end - 1].isascii()
        )
        is_part = is_noun(morph) or morph.text in {"・", "&", "!", "."} or morph.pos[0] in {"形状詞"} or blank
        if morph.start != end or not is_part:
            break
        head = lexicon.head_of(morph.text)
        if end > start and (morph.text in {"元", "前", "側", "等", "ら"} or (head and not head[1].is_named)):
            break
        end = morph.end
    if (m := _FOOTNOTE.search(text[start:end])) and m.start():
        end = start + m.start()
    if end == start and (firm := _hiragana_firm().match(text, start)):
        return firm.end()
    rest = text[end:]
    hiragana = _HIRAGANA_NAME.match(text, start) if end == start or re.match(r"[ぁ-ん](?=[はがのに])", rest) else None
    return max(end, hiragana.end()) if hiragana else end


# ------------------------------------------------------------ names at the front of a run of nouns


def leading_name(run: list[Morph]) -> Spot | None:
    """A name at the front of a run: proper nouns, katakana or latin words that go on with them, or X社."""
    if spot := _named_with_company_mark(run):
        return spot
    last, proven = _extent(run)
    if last < 0 or not proven:
        return None
    last += last + 1 < len(run) and _DIRECTIONS.fullmatch(text_of(run[: last + 2])) is not None
    while run[last].text in {" ", "・", "&"}:
        last -= 1
    text = text_of(run[: last + 1])
    if not can_be_name(text):
        return None
    rest = text_of(run[last + 1 :])
    sure = bool(_COMPANY_MARK.match(rest)) or rest.startswith(("側", "本社"))
    inside = bool(rest) and not sure and _TAIL.fullmatch(rest) is None and actor_lexicon().head_of(rest) is None
    end = run[last].end + (rest == "社")
    common = text.isascii() and text.isalpha() and text.islower()
    return Spot(
        run[0].start, end, Form.NAME, text, ActorKind.ORGANIZATION, is_sure=sure, is_inside=inside, is_common=common
    )


def _extent(run: list[Morph]) -> tuple[int, bool]:
    """Index of the last morpheme of a leading name (-1: none), and whether one of them is known or likely as a name."""
    last, proven = -1, False
    for n, morph in enumerate(run):
        if morph.text in actor_lexicon().never_names and not _name_goes_on(run[n + 1 :]):
            break
        foreign = is_foreign(morph.text) and not morph.text.isdigit()
        proper = morph.is_proper and morph.pos[2] not in {"人名", "地名"}
        before_foreign = n == 0 and morph.is_proper and len(run) > 1 and is_foreign(run[1].text)
        if not (foreign or proper or before_foreign):
            break
        last, proven = n, proven or proper or (morph.is_oov and foreign)
    return last, proven


def _name_goes_on(rest: Sequence[Morph]) -> bool:
    """True if behind a common word more of a name follows (NTT マーケティング アクト)."""
    never = actor_lexicon().never_names
    following = next((m for m in rest if m.text not in never), None)
    return following is not None and is_foreign(following.text) and not following.text.isdigit()


def _named_with_company_mark(run: list[Morph]) -> Spot | None:
    """「文献社」「カッパ社側」: a word and 社."""
    mark = next((n for n, m in enumerate(run) if n and m.text == "社"), 0)
    name = text_of(run[:mark])
    rest = text_of(run[mark + 1 :])
    if not mark or not can_be_name(name) or any(c.isdigit() for c in name) or name in actor_lexicon().not_companies:
        return None
    if rest and _TAIL.fullmatch(rest) is None and actor_lexicon().head_of(rest) is None:
        return None
    if not (is_foreign(name) or any(m.is_proper for m in run[:mark]) or (mark == 1 and _KANJI_NAME.fullmatch(name))):
        return None
    return Spot(run[0].start, run[mark].end, Form.NAME, name + "社", ActorKind.ORGANIZATION, is_sure=is_foreign(name))


def bare_word(run: list[Morph]) -> list[Spot]:
    """A foreign word or family name alone: many companies bear one that dictionaries know otherwise."""
    text = text_of(run)
    is_family = len(run) == 1 and run[0].pos[2] == "人名" and _KANJI_NAME.fullmatch(text) and not text.endswith("社")
    is_katakana = len(text) >= 3 and _KATAKANA.fullmatch(text)
    is_listed = all(m.text in actor_lexicon().never_names for m in run)
    if not (is_katakana or is_family) or is_listed or not can_be_name(text):
        return []
    return [Spot(run[0].start, run[-1].end, Form.NAME, text, ActorKind.ORGANIZATION, is_sure=False, is_common=True)]
