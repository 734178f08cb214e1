"""One English passage -> the numbers of people, records and files: "about 5,800 tenants" is 5800, about, people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.graph import Count
from app.domain.vocabulary import Unit
from loaders.ja.numbers import plain
from loaders.lexicons import read_lexicon
from loaders.mentions.quantity import FIGURE, either, quantity
from loaders.mentions.values import CountFound

__all__ = ["EnglishCounts", "english_counts", "find_english_counts"]

_CONTEXT = 40
_PART = re.compile(r"(?:of which|of them|including|among them|part of (?:it|them|the \w+),)[^.;]{0,30}$")


@dataclass(frozen=True, slots=True)
class _Counter:
    unit: Unit
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnglishCounts:
    """`counts.yaml`, typed."""

    counters: tuple[_Counter, ...]
    large: int
    data_before: str
    data_after: str
    data_of: str
    not_people: frozenset[str]
    not_before: str
    not_after: str


@lru_cache(maxsize=1)
def english_counts() -> EnglishCounts:
    """The data file, read once."""
    data = read_lexicon("loaders.en", "counts.yaml")
    counters = [{"refused" if key == "not" else key: value for key, value in one.items()} for one in data["counters"]]
    return TypeAdapter(EnglishCounts).validate_python({**data, "counters": counters})


def find_english_counts(text: str) -> list[CountFound]:
    """Record counts of one normalised passage, in its order."""
    listed = [found for match in _pattern().finditer(text) if (found := _read(text, match))]
    others = [found for match in _of_whom().finditer(text) if (found := _read_people(text, match))]
    kept = [one for one in others if not any(one.start < known.end and known.start < one.end for known in listed)]
    return sorted([*listed, *kept], key=lambda found: found.start)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = either([word for counter in english_counts().counters for word in counter.words])
    return re.compile(
        rf"{FIGURE} (?:(?!(?:of|and|or|to|in|the) )[a-z'’-]{{2,14}} ){{0,2}}(?P<noun>{words})(?![A-Za-z-])"
    )


@lru_cache(maxsize=1)
def _of_whom() -> re.Pattern[str]:
    """A figure with a plural that is not listed, perhaps in two words: "27,000 job seekers"."""
    return re.compile(
        rf"{FIGURE} (?:(?!(?:of|and|or|to|in|the) )[a-z'’-]{{2,14}} )?(?P<noun>[a-z]{{3,16}}s)(?![A-Za-z-])"
    )


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    return {word: counter.unit for counter in english_counts().counters for word in counter.words}


def _read(text: str, match: re.Match[str]) -> CountFound | None:
    figure, unit = quantity(match), _units()[match["noun"]]
    start = match.start() + len(match["before"]) - len(match["before"].lstrip())
    if figure is None or figure.value <= 0 or not _counts_data(text, start, match.end(), unit, figure.value):
        return None
    count = Count(plain(figure.value), figure.qualifier, unit)
    is_part = _PART.search(text, max(0, start - 2 * _CONTEXT), start) is not None
    return CountFound(start, match.end(), count, is_part, figure.is_odd, text[start : match.end()])


def _read_people(text: str, match: re.Match[str]) -> CountFound | None:
    """The same behind "the records of"."""
    words, figure = english_counts(), quantity(match)
    start = match.start() + len(match["before"]) - len(match["before"].lstrip())
    is_of = re.search(words.data_of, text[max(0, start - _CONTEXT) : start], re.IGNORECASE)
    if figure is None or figure.value <= 0 or not is_of or match["noun"] in words.not_people:
        return None
    count = Count(plain(figure.value), figure.qualifier, Unit.PEOPLE)
    is_part = _PART.search(text, max(0, start - 2 * _CONTEXT), start) is not None
    return CountFound(start, match.end(), count, is_part, figure.is_odd, text[start : match.end()])


def _counts_data(text: str, start: int, end: int, unit: Unit, value: Decimal) -> bool:
    """True if what is counted is data, or people whose data it is."""
    words = english_counts()
    before, behind = text[max(0, start - _CONTEXT) : start].rstrip(), text[end : end + _CONTEXT]
    if re.search(words.not_before, before) or re.match(words.not_after, behind):
        return False
    if unit is not Unit.PEOPLE:
        return True
    is_said = re.search(words.data_before, before, re.IGNORECASE) or re.match(words.data_after, behind)
    return is_said is not None or value >= words.large
