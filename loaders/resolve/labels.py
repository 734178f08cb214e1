"""Labels of persons, groups and unnamed organizations -> the facts in them, and whether two readings can be one.

Example: 取引先社員C has the letter c and the role noun 取引先社員; 取引先社員 has no letter, so the two may be one
person; 取引先社員D may not. 20代の男 and 60代の男 are two people, 男2人 and 容疑者3人 two groups.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.resolve.names import is_generic, normal, person_key

__all__ = ["Facts", "contradict", "facts_of", "shared_words"]

_AGE = re.compile(r"([0-9]{1,3})歳")
_DECADE = re.compile(r"([1-9]0)(?:歳)?代")
_SIZE = re.compile(r"([0-9]+|[二三四五六七八九十])(?:人|名)")
_LETTERS = re.compile(r"(?<![a-z0-9])[a-z](?![a-z0-9])")
_PERSON_NAME = re.compile(r"[一-龠々ヶァ-ヴーぁ-んA-Za-z]{2,}")
_SEX = {"男": ("男", "夫", "父", "息子"), "女": ("女", "妻", "母", "娘")}
_DIGITS: Mapping[str, str] = {digit: str(value) for value, digit in enumerate("二三四五六七八九十", start=2)}
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the labels of one local actor say of it; an empty set = nothing."""

    letters: frozenset[str]
    ages: frozenset[str]
    decades: frozenset[str]
    sexes: frozenset[str]
    sizes: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]


@cache
def facts_of(labels: tuple[str, ...], *, person: bool) -> Facts:
    """The facts in the labels and aliases of one actor; `person`: proper names among them are a person's."""
    folded = [unicodedata.normalize("NFKC", label).casefold() for label in labels]
    sizes = {_DIGITS.get(size, size) for text in folded for size in _found(_SIZE, [text])}
    keys = [person_key(label) for label in labels]
    names = {key for label, key in zip(labels, keys, strict=True) if person and _is_name(label, key)}
    return Facts(
        _found(_LETTERS, folded),
        _found(_AGE, folded),
        _found(_DECADE, folded) | {f"{int(age) // 10}0" for age in _found(_AGE, folded)},
        frozenset(sex for sex, words in _SEX.items() for text in folded if any(word in text for word in words)),
        frozenset(sizes),
        frozenset(names),
        frozenset(words for label in labels if (words := _words(label))),
    )


def contradict(a: Facts, b: Facts) -> bool:
    """True if no one actor can be both: other letters, ages, sexes, sizes or names."""
    either = ((a.letters, b.letters), (a.ages, b.ages), (a.decades, b.decades), (a.sexes, b.sexes), (a.sizes, b.sizes))
    if any(x and y and not x & y for x, y in either):
        return True
    return bool(a.names and b.names) and not any(_same_name(x, y) for x in a.names for y in b.names)


def shared_words(a: Facts, b: Facts) -> str | None:
    """The role noun or name that both have, the longest one: equal, or the one inside the other; None if there is none.

    取引先社員 is inside 取引先社員C; a word of one character is no evidence.
    """
    found = [min(x, y, key=len) for x in a.words for y in b.words if x in y or y in x]
    found += [min(x, y, key=len) for x in a.names for y in b.names if _same_name(x, y)]
    if not found and a.sizes & b.sizes:
        found = [f"{size}人" for size in a.sizes & b.sizes]
    long = [text for text in found if len(text) >= _LEAST_SHARED]
    return max(long, key=lambda text: (len(text), text)) if long else None


def _is_name(label: str, key: str) -> bool:
    return not is_generic(label) and "の" not in key and len(key) <= 8 and _PERSON_NAME.fullmatch(key) is not None


def _same_name(a: str, b: str) -> bool:
    """Equal, or the family name of the other (佐藤 of 佐藤花子)."""
    return a == b or (min(len(a), len(b)) >= _LEAST_SHARED and (a.startswith(b) or b.startswith(a)))


def _words(label: str) -> str:
    """The label without letters, counts, ages, の and brackets."""
    text = normal(label)
    for pattern in (_AGE, _DECADE, _SIZE, _LETTERS):
        text = pattern.sub("", text)
    return re.sub(r"[のら]|容疑者|被疑者|被告", "", text)


def _found(pattern: re.Pattern[str], texts: Iterable[str]) -> frozenset[str]:
    return frozenset(match[match.lastindex or 0] for text in texts for match in pattern.finditer(text))
