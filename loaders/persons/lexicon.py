"""`persons.yaml` as typed values and patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from loaders.lexicons import read_lexicon

__all__ = ["PersonWords", "person_words"]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Titles, and patterns of what stands around a name."""

    titles: tuple[str, ...]
    title: re.Pattern[str]
    sure: re.Pattern[str]
    no_names: tuple[str, ...]
    office: re.Pattern[str]
    personal: re.Pattern[str]
    alone: re.Pattern[str]
    announced: re.Pattern[str]
    english: tuple[re.Pattern[str], re.Pattern[str]]
    not_names: frozenset[str]
    roles: tuple[str, ...]


@lru_cache(maxsize=1)
def person_words() -> PersonWords:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.persons", "persons.yaml")
    sure = [word for entry in data["titles"] for word in entry.get("sure", ())]
    titles = tuple(word for entry in data["titles"] for word in entry["words"])
    offices = [word for entry in data["offices"] for word in entry["words"]]
    kanji = "[一-鿿々ヶ]"
    name = rf"({kanji}{{1,4}})(?:[ \u3000]({kanji}{{1,4}}|[ぁ-ん]{{2,5}}|[ァ-ヺー]{{2,5}}))"
    capital = r"[A-Z][a-zA-Z'’-]+"
    english = rf"({capital}(?: (?:[A-Z]\. )?{capital}){{0,2}})"
    return PersonWords(
        titles,
        re.compile(rf"\s*(?:元|前|現|新|故|両)?(?:{_any(titles)})|(?:\s*[(\uff08]\d{{2}}歳?[)\uff09])"),
        re.compile(
            rf"(?<![一-鿿々ァ-ヺーA-Za-z])(?:(?<=[のはがをにで])|(?<![ぁ-ん]))({kanji}{{2,3}}?)(?:{_any(sure)})(?![一-鿿])"
        ),
        tuple(data["no_names"]),
        re.compile(rf"(?:{_any(offices)})[ \u3000:\uff1a、の]{{1,2}}{name}(?![一-鿿ァ-ヺー])"),
        re.compile(rf"(?:元|前|現|新)?(?:{_any(data['personal'])})(?![一-鿿])"),
        re.compile(rf"(?:{_any(offices)})[:\uff1a]\s*({kanji}{{2,5}})(?=[\s、。(\uff08]|$)"),
        re.compile(rf"(?:{_any(offices)})[:\uff1a]\s*$"),
        (
            re.compile(rf"\b(?:{_any(data['before'])})\.? {english}"),
            re.compile(rf"\b{english}, (?:{'|'.join(data['behind'])})"),
        ),
        frozenset(data["not_names"]),
        tuple(data["roles"]),
    )


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
