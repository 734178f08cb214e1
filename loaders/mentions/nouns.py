"""Morphemes of a line -> runs of nouns: the raw material of every phrase that may denote an actor.

「15元派遣社員が、hi-ho に」 has the runs 元派遣社員 and hi-ho: numbers of list items are cut off, a latin name with a
hyphen is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from loaders.ja.tokens import Morph, tokenize
from loaders.mentions.lexicon import actor_lexicon

__all__ = ["is_foreign", "is_noun", "morphs_of", "noun_runs", "text_of"]

_FOREIGN = re.compile(r"[ァ-ヺーA-Za-z0-9&!.・'\- ]+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:(?:[-&.'][A-Za-z0-9]+)+!?|!)")
_SURNAME = re.compile(r"[一-鿿]{1,2}[ノヶ][一-鿿]{1,2}")
_ONE_WORD = re.compile(
    rf"{_LATIN_NAME.pattern}|{_SURNAME.pattern}(?=容疑者|被告|被疑者|受刑者|氏|さん|社長)|(?:かけ|受け|出し)子(?!ども|供)"
)
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_TWICE = re.compile(r"[一-鿿]*(?:市市|町町|村村|区区)")
_DATE_WORD = re.compile(r"\d+(年|月|日|時|分|/)")
_LONE_KANJI = re.compile(r"[一-鿿]")
_ENDS_IN_KANJI = re.compile(r"[一-鿿々]$")
_NUMBER = re.compile(r"[\d.,]+")
_SHORT = 1000  # characters of a line that is remembered
_COUNTERS = ("人", "名", "社", "代", "歳", "組織", "団体", "県", "市", "容疑者")
_JOINERS = frozenset({"・", "&", "＆", " ", "!"})  # noqa: RUF001
_NOUNS = frozenset({"名詞", "接頭辞", "接尾辞", "代名詞", "記号"})


def morphs_of(text: str) -> tuple[Morph, ...]:
    """The morphemes of a line, with latin names in one piece and no common word glued behind a katakana name."""
    return _remembered(text) if len(text) <= _SHORT else _morphs_of(text)


def _morphs_of(text: str) -> tuple[Morph, ...]:
    return tuple(piece for morph in _with_latin_names(text, tokenize(text)) for piece in _unglued(morph))


_remembered = lru_cache(maxsize=1024)(_morphs_of)  # lines are read again with the names that other lines prove


def noun_runs(morphs: Sequence[Morph], taken: Sequence[tuple[int, int]]) -> Iterator[list[Morph]]:
    """Maximal sequences of nouns outside the spans `taken`, cut at dates and words that begin no name."""
    run: list[Morph] = []
    for n, morph in enumerate(morphs):
        is_taken = any(start < morph.end and morph.start < end for start, end in taken)
        follows = morphs[n + 1] if n + 1 < len(morphs) else None
        joins = bool(run) and follows is not None and morph.text in _JOINERS and _joins(run[-1], follows)
        is_part = is_noun(morph) and not _DATE_WORD.match(morph.text)
        is_part = is_part or (morph.pos[0] == "動詞" and bool(run) and _is_inside_name(run, morph, follows))
        if not is_taken and (is_part or joins):
            run.append(morph)
            continue
        yield from _trimmed(run)
        run = []
    yield from _trimmed(run)


def _joins(before: Morph, after: Morph) -> bool:
    """True for words of one foreign name: both katakana, or both capitalised (words of an English sentence are not)."""
    return not before.text.isdigit() and all(
        is_foreign(m.text) and not (m.text[:1].isascii() and m.text[:1].islower()) for m in (before, after)
    )


def _is_inside_name(run: list[Morph], morph: Morph, after: Morph | None) -> bool:
    """True for a lone kanji that the dictionary takes for a verb amid the kanji of a name (北斗見運送)."""
    is_lone = _LONE_KANJI.fullmatch(morph.text) is not None
    is_amid = is_lone and after is not None and is_noun(after) and not after.text[0].isdigit()
    return is_amid and _ENDS_IN_KANJI.search(run[-1].text) is not None


def is_noun(morph: Morph) -> bool:
    """True for words that can be part of a noun phrase's compound."""
    return morph.pos[0] in _NOUNS


def is_foreign(text: str) -> bool:
    """True for what is written in katakana or latin letters."""
    return bool(_FOREIGN.fullmatch(text))


def text_of(run: Sequence[Morph]) -> str:
    """The words of a run as written."""
    return "".join(m.text for m in run)


def _trimmed(run: list[Morph]) -> Iterator[list[Morph]]:
    """A run without leading words that belong to no name (今回, 当時, 一部 …) and numbers of list items."""
    while run and _is_loose_start(run):
        run = run[1:]
    while run and run[-1].text in _JOINERS:
        run = run[:-1]
    if run:
        yield run


def _is_loose_start(run: list[Morph]) -> bool:
    lexicon = actor_lexicon()
    first, whole = run[0], text_of(run)
    if whole in lexicon.collectives or lexicon.begins_head(whole):
        return False
    if first.text == "ら":
        return True
    if first.text == "全国" and (found := lexicon.head_of(whole)) and found[1].is_named:
        return False
    if _NUMBER.fullmatch(first.text):
        return len(run) > 1 and not run[1].text.startswith(_COUNTERS) and not is_foreign(run[1].text)
    if first.text == "全" and len(run) > 1 and run[1].is_proper:
        return False
    return first.text in lexicon.left_stops or (first.pos[2] == "副詞可能" and len(first.text) <= 3)


def _with_latin_names(text: str, morphs: Sequence[Morph]) -> Iterator[Morph]:
    """「hi」「-」「ho」 is one word, and so are 鵜ノ木 before 被告 and かけ子."""
    names = {m.start(): m.end() for m in _ONE_WORD.finditer(text)}
    ends = {m.end for m in morphs}
    n = 0
    while n < len(morphs):
        morph = morphs[n]
        end = names.get(morph.start, 0)
        if end <= morph.end or end not in ends:
            yield morph
            n += 1
            continue
        while n < len(morphs) and morphs[n].end <= end:
            n += 1
        word = text[morph.start : end]
        kinds = ("固有名詞", "人名", "姓") if _SURNAME.fullmatch(word) else ("普通名詞", "一般", *morph.pos[3:4])
        yield Morph(morph.start, end, word, ("名詞", *kinds, *morph.pos[4:]), word, is_oov=True)


def _unglued(morph: Morph) -> list[Morph]:
    """An unknown katakana word that ends in a common one is two words (イセトーサイバー: イセトー, サイバー).

    So is what the dictionary takes for a place in 「北見市市民課」: 市, and the 市 of 市民課.
    """
    if _TWICE.fullmatch(morph.text):
        middle = morph.end - 1
        first = replace(morph, end=middle, text=morph.text[:-1], lemma=morph.text[:-1])
        return [first, replace(morph, start=middle, text=morph.text[-1], lemma=morph.text[-1])]
    if morph.is_oov and _KATAKANA.fullmatch(morph.text):
        for tail in actor_lexicon().loose_tails:
            cut = len(morph.text) - len(tail)
            if cut >= 2 and morph.text.endswith(tail):
                middle = morph.start + cut
                return [
                    replace(morph, end=middle, text=morph.text[:cut], lemma=morph.text[:cut]),
                    replace(morph, start=middle, text=tail, lemma=tail, is_oov=False),
                ]
    return [morph]
