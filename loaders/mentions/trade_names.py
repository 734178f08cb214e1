"""Whether what stands before a word for a trade is a name: アカマツ of アカマツ環境 is, クラウド of クラウド環境 not.

Three answers: it is one, it may be one if its use proves it (北斗引越センター), it is none (民間病院). How strict the
question is depends on the word: only firms are called 技研 or 商会, but many things are called システム.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from loaders.ja.tokens import Morph, filed_under
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.nouns import is_foreign

__all__ = ["COMPANIES", "Proof", "proof_of"]

COMPANIES = frozenset({"company_name", "company_soft", "company_coined", "company_strong", "shop"})
"""Classes of words for a trade."""

_HIRAGANA = re.compile(r"(?!こども|ひとり|がん)[ぁ-ん]{2,}")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_KANJI = re.compile(r"[一-鿿々ヶケノ]{2,}")
_NATIVE = re.compile(r"[ぁ-ん一-鿿]+")
_PUBLIC = re.compile(r"[市区町村県府都]立")
_LOOSE = frozenset({"サ変可能", "副詞可能"})


class Proof(StrEnum):
    """What proves a name: its own words, only its use, or nothing."""

    FORM = "form"
    USE = "use"
    NONE = "none"


def proof_of(run: Sequence[Morph], end: int, trade: str) -> Proof:
    """What proves the name that the first `end` characters of a run make before a word of the class `trade`."""
    front = [m for m in run if m.start - run[0].start < end]
    text = "".join(m.text for m in front)[:end]
    if not front or any(c.isdigit() for c in text):
        return Proof.NONE
    if front[-1].end - run[0].start > end:  # one word of the dictionary: プルデンシャル生命, or カーリース
        is_name = front[-1].is_proper or len(front) > 1
        return Proof.FORM if is_name and trade not in {"shop", "company_soft"} else Proof.NONE
    match trade:
        case "company_soft":
            return Proof.FORM if _is_own_name(front[0]) else Proof.NONE
        case "company_coined":
            return Proof.FORM if _is_coined(front[0]) else _by_use(front, text)
        case "shop":
            is_brand = is_foreign(front[0].text) and front[0].is_oov
            return Proof.FORM if is_brand and any(m.is_proper for m in front[1:]) else Proof.NONE
        case "company_strong":
            is_name = any(m.is_proper for m in front) or is_foreign(front[0].text) or _is_hiragana(front)
            return Proof.FORM if is_name else _by_use(front, text)
        case _:
            is_name = any(m.is_proper or m.is_oov or is_foreign(m.text) for m in front) or _is_hiragana(front)
            is_name = is_name or (_PUBLIC.match(text) is not None and len(text) > 2)
            return Proof.FORM if is_name else _by_use(front, text)


def _is_own_name(morph: Morph) -> bool:
    return morph.is_proper and morph.pos[2] != "一般"


def _is_coined(morph: Morph) -> bool:
    """A name, an unknown word, or a Japanese word in katakana (ミドリ; クラウド is a loan)."""
    if _is_own_name(morph) and morph.pos[2] != "地名":
        return True
    if not _KATAKANA.fullmatch(morph.text) or morph.text in actor_lexicon().never_names:
        return False
    return morph.is_oov or _NATIVE.fullmatch(filed_under(morph.text)) is not None


def _is_hiragana(front: Sequence[Morph]) -> bool:
    return _HIRAGANA.fullmatch(front[0].text) is not None


def _by_use(front: Sequence[Morph], text: str) -> Proof:
    """Katakana or kanji that describe nothing by themselves can be a name, if the text uses them as one."""
    lexicon = actor_lexicon()
    words = (text, *(m.text for m in front))
    is_listed = any(word in lexicon.never_names for word in words) or bool({text, words[1]} & lexicon.no_fronts)
    is_loose = front[0].pos[2] in _LOOSE and len(front) == 1
    if is_listed or is_loose or lexicon.head_of(text):
        return Proof.NONE
    return Proof.USE if _KANJI.fullmatch(text) or _KATAKANA.fullmatch(front[0].text) else Proof.NONE
