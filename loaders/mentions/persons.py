"""Spans that denote single persons by name or by letter: 山田太一容疑者, 山田太一(43), Aは, B氏."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.vocabulary import ActorKind
from loaders.ja.tokens import Morph
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.nouns import text_of
from loaders.mentions.spot import Form, Spot

_ACCUSED = frozenset({"容疑者", "被告", "被疑者", "受刑者"})
_SURNAME = re.compile(r"[一-鿿々ヶァ-ヺー]{1,5}")

__all__ = ["aged", "lettered", "person_in", "whole_surname"]

_LETTER = r"(?<![A-Za-z0-9ァ-ヺー\-])([A-HJ-Z]|[甲乙丙丁])"
_LETTER_ALONE = re.compile(
    _LETTER + r"(?=(氏|さん|様|容疑者|被告|社|[、・][A-HJ-Z](?![A-Za-z])|[はがにをのへともらで、]|から|より"
    r"|および|及び|並びに|ならびに|等|\())"
)
_LETTER_IN_LIST = re.compile(r"(?<=[A-HJ-Z][、・と])([A-HJ-Z])(?![A-Za-z0-9\-])(氏|さん|容疑者|被告|社)?")
_WHOLE_NAME = re.compile(r"[一-鿿々ヶ]{2,6}")
_NO_SURNAMES = frozenset("元前現新旧男女両同各他計約妻夫兄弟姉妹父母娘故")
_LOST = re.compile(r"(?:^|[^一-鿿々ァ-ヺー0-9])([一-鿿]|[一-鿿][一-鿿々]{1,2})$")
_AGE = re.compile(r"\(\d{2}[歳)]")
_TITLED = frozenset({"氏", "さん", "様", "容疑者", "被告"})


def person_in(run: list[Morph]) -> tuple[int, Spot] | None:
    """The personal name in a run and the index at which it begins: family and given name, or a name with a title."""
    if found := _accused(run):
        return found
    for n, morph in enumerate(run):
        if morph.pos[2] != "人名":
            continue
        last = n
        while last + 1 < len(run) and run[last + 1].pos[2] == "人名":
            last += 1
        name = text_of(run[n : last + 1])
        after = last + 1
        after += after + 1 < len(run) and run[after].text in {"新", "前", "元"}
        if after < len(run) and run[after].text in actor_lexicon().titles:
            return n, _person(morph.start, run[after].end, name, run[after].text)
        if last == n + 1 and morph.pos[3:4] == ("姓",) and run[last].pos[3:4] == ("名",) and last + 1 == len(run):
            return n, _person(morph.start, run[last].end, name, "")
        return None
    return None


def _accused(run: list[Morph]) -> tuple[int, Spot] | None:
    """「北沢容疑者」: whatever the dictionary takes 北沢 for, before 容疑者 it is a family name."""
    at = next((n for n, m in enumerate(run) if n and m.text in _ACCUSED), 0)
    first = at
    while first and (run[first - 1].pos[2] == "人名" or (first == at and _may_end_surname(run, first - 1))):
        first -= 1
    first = 0 if first and _is_one_name(run[:at]) else first
    name = text_of(run[first:at])
    return (first, _person(run[first].start, run[at].end, name, run[at].text)) if at and name else None


def _may_end_surname(run: list[Morph], n: int) -> bool:
    """伊座 + 本: a kanji behind what the dictionary takes for a family name belongs to it."""
    is_tail = len(run[n].text) == 1 and run[n].pos[0] != "名詞" and n > 0 and run[n - 1].pos[2] == "人名"
    return is_tail or _may_be_surname(run[n])


def _is_one_name(run: list[Morph]) -> bool:
    """「伊座本哲司」, of which the dictionary knows pieces only: kanji, and no piece is a word for a person."""
    lexicon = actor_lexicon()
    is_word = any(m.text in lexicon.no_surnames or m.text in lexicon.states or lexicon.head_of(m.text) for m in run)
    return not is_word and run[0].text not in _NO_SURNAMES and _WHOLE_NAME.fullmatch(text_of(run)) is not None


def _may_be_surname(morph: Morph) -> bool:
    is_word = morph.text in actor_lexicon().no_surnames or morph.text in actor_lexicon().heads
    return (
        bool(_SURNAME.fullmatch(morph.text)) and morph.pos[0] == "名詞" and morph.pos[2] != "サ変可能" and not is_word
    )


def aged(text: str, morphs: Sequence[Morph]) -> list[Spot]:
    """山田太一(43): a personal name with an age."""
    found: list[Spot] = []
    for n, morph in enumerate(morphs):
        is_surname = morph.pos[2] == "人名" or (morph.is_proper and n and _tells_person(morphs[n - 1].text))
        if is_surname and _AGE.match(text, morph.end):
            first = n
            while first and morphs[first - 1].pos[2] == "人名":
                first -= 1
            start = morphs[first].start
            found.append(_person(start, morph.end, text[start : morph.end], ""))
    return found


def whole_surname(text: str, spot: Spot) -> Spot:
    """「早矢田容疑者」, of which the dictionary knows 矢田; 「伊座本哲司容疑者」, of which it knows 哲司.

    A few kanji that stand alone right before a name belong to it, unless they are a word for persons (無職, 元社員).
    """
    is_surname = spot.head_class == "person_name" and _SURNAME.match(spot.phrase) is not None
    m = _LOST.search(text, 0, spot.start) if is_surname else None
    if m is None or m[1] in _NO_SURNAMES or _tells_person(m[1]) or actor_lexicon().head_of(m[1]) is not None:
        return spot
    return replace(spot, start=m.start(1), phrase=m[1] + spot.phrase)


def _tells_person(word: str) -> bool:
    """「会社役員戸倉(44)」: whatever else 戸倉 is the name of, behind such a word it is a person's."""
    found = actor_lexicon().head_of(word)
    return word in actor_lexicon().states or (found is not None and found[1].kind is ActorKind.PERSON)


def lettered(text: str, spots: list[Spot]) -> list[Spot]:
    """Actors that are letters: Aは, B氏, 甲社, A、B."""
    found: dict[int, Spot] = {}
    for m in [*_LETTER_ALONE.finditer(text), *_LETTER_IN_LIST.finditer(text)]:
        if any(s.start <= m.start() < s.end for s in spots) or m.start() in found:
            continue
        is_person = m[2] in _TITLED or _AGE.match(text, m.end(1)) is not None
        is_company = m[2] == "社" or (m[1] in "甲乙丙丁" and not is_person)
        tail = len(m[2]) if m[2] in {*_TITLED, "社"} else 0
        kind = ActorKind.ORGANIZATION if is_company else ActorKind.PERSON
        found[m.start()] = Spot(m.start(), m.end(1) + tail, Form.LETTER, m[1], kind, letter=m[1])
    return [found[start] for start in sorted(found)]


def _person(start: int, end: int, name: str, title: str) -> Spot:
    return Spot(start, end, Form.NAME, name, ActorKind.PERSON, head=title, head_class="person_name")
