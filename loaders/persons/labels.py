"""Label of an actor who is a person → the names in it, none if it tells a role or a letter only.

    people_of_label("浦辺容疑者")   →  浦辺        people_of_label("取引先社員C")   →  nobody

Of a person, what is no word for a role is taken for a name.
"""

from __future__ import annotations

import re

from loaders.en.roles import role_lexicon
from loaders.persons.finding import ends_in_name, find_people, is_word_for_actors, parts_of
from loaders.persons.lexicon import person_words
from loaders.persons.named import Person

__all__ = ["is_role", "people_of_label"]

_LETTER = re.compile(r"(?:^|[^A-Za-z])[A-Z甲乙丙丁](?:氏|さん|様|社|ら|等)?$")
_AGE = re.compile(r"\s*[(\uff08]\d{1,3}歳?[)\uff09]$")
_NUMBERED = re.compile(r"[0-9\uff10-\uff19一二三四五六七八九十両数]+(?:人|名|者|氏|容疑者|被告)(?:ら|等|以上)?")
_HIDDEN = re.compile(r"〔人物\d*〕|█")
_LATIN = re.compile(r"[A-Za-z .,'’()\-]+")
_ASIDE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
_PARTICLE = re.compile(r"[のをがにで]")
_KANJI = re.compile(r"[一-鿿]")
_SHORTEST_HANDLE = 4


def people_of_label(label: str) -> tuple[Person, ...]:
    """The persons whom the label names."""
    found = tuple(one.person for one in find_people(label))
    told = _ASIDE.sub("", label)
    if found or is_role(told):
        return found
    name = _bare(told)
    if not name or is_role(name):
        return ()
    return (Person(name) if name.isascii() and name.islower() else parts_of(name),)  # a name on the network is one word


def is_role(label: str) -> bool:
    """True for a label that is made of a role, a letter, a number of people or a word that points back."""
    text = label.strip()
    if len(text) < 2 or _HIDDEN.search(text) or _LETTER.search(text) or _NUMBERED.fullmatch(text):
        return True
    if _LATIN.fullmatch(text):
        words = [word.lower() for word in text.split()]
        is_phrase = text.islower() and (len(words) > 1 or len(text) < _SHORTEST_HANDLE)
        return is_phrase or role_lexicon().class_of(words) is not None
    if text in person_words().titles or (_PARTICLE.search(text) and _KANJI.search(text)):
        return True
    head = text.removesuffix("ら").removesuffix("たち")
    return is_word_for_actors(head) or (head.endswith(person_words().roles) and not ends_in_name(head))


def _bare(label: str) -> str:
    """Without an age and titles behind it."""
    name = _AGE.sub("", label.strip())
    for title in sorted(person_words().titles, key=len, reverse=True):
        if name.endswith(title) and name != title:
            return name.removesuffix(title).strip()
    return name
