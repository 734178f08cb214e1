"""The words around a figure that counts and prices share: `最大延べ約48.3万` is 483000, up to.

A figure is a `Quantity`: the exact number and how it is meant. Ranges (`10~20万`) and vague figures (`数十万`) become
the lower figure, at least. Where qualifiers meet, 最大 goes before 超, and 超 before 約 (`約44万件超` is at least).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.vocabulary import Qualifier, Unit
from loaders.ja.numbers import NUMBER, Number, parse_number
from loaders.lexicons import read_lexicon

__all__ = ["FIGURE", "CountWords", "Counter", "Quantity", "count_words", "either", "quantity"]


@dataclass(frozen=True, slots=True)
class Counter:
    """Counter words of one unit; with `needs_context` they count data only where the words around say so."""

    unit: Unit
    words: tuple[str, ...]
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class CountWords:
    """`counters.yaml`, typed."""

    counters: tuple[Counter, ...]
    large: int
    data_before: tuple[str, ...]
    data_after: tuple[str, ...]
    actors_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    about_before: tuple[str, ...]
    up_to_before: tuple[str, ...]
    at_least_before: tuple[str, ...]
    kept_before: tuple[str, ...]
    about_after: tuple[str, ...]
    at_least_after: tuple[str, ...]
    up_to_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and how it is meant. `is_odd`: no writer puts 10,000 and more before 万."""

    value: Decimal
    qualifier: Qualifier
    is_odd: bool


@lru_cache(maxsize=1)
def count_words() -> CountWords:
    """The data file, read once."""
    return TypeAdapter(CountWords).validate_python(read_lexicon("loaders.mentions", "counters.yaml"))


def either(words: Sequence[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _before() -> str:
    words = count_words()
    qualifiers = (*words.about_before, *words.up_to_before, *words.at_least_before, *words.kept_before)
    return rf"(?P<before>(?i:(?:{either(qualifiers)})[ はで]{{0,2}}){{0,4}})"


def after(group: str) -> str:
    """A pattern for one qualifier behind a figure or its counter, as the named group."""
    words = count_words()
    return rf"(?P<{group}>{either((*words.about_after, *words.at_least_after, *words.up_to_after))})?"


# "約1.5万", "最大延べ約48.3万", "10~20万", "1.9 million", "more than 30,000"; not the 78 of 0077-78-9100, not 第2
FIGURE = (
    rf"{_before()}(?<![0-9A-Za-z,./第#-])(?P<low>{NUMBER} ?[~-] ?)?(?P<number>{NUMBER})(?![0-9,.-]?[0-9])"
    r"(?P<times> (?:thousand|million|billion)(?![a-z])|[KM](?![A-Za-z]))?"
)
_TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "K": 10**3, "M": 10**6}
# "69,239万", "13000万"; not "9,999万"
_ODD = re.compile(r"(?:[0-9]{2,3},[0-9]{3}|[0-9]{5,}) ?万")
_LARGE_END = re.compile(r"[千百]?[万億兆]$")


def quantity(match: re.Match[str], *behind: str | None) -> Quantity | None:
    """The figure of a `FIGURE` match with the qualifiers found behind it; None if its units are out of order."""
    text, low = match["number"], (match["low"] or "").rstrip(" ~-")
    number = parse_number(text)
    if number is None:
        return None
    if low:
        number = _lower(low, text) or number
    value = number.value * _TIMES.get((match["times"] or "").strip(), 1)
    is_vague = number.is_vague or bool(low)
    return Quantity(value, _qualifier(match["before"], behind, is_vague=is_vague), bool(_ODD.search(text)))


def _lower(low: str, high: str) -> Number | None:
    """The lower end of a range: it shares the large unit of the upper end (10~20万 begins at 10万)."""
    unit = _LARGE_END.search(high)
    return parse_number(low + unit.group()) if unit and not _LARGE_END.search(low) else parse_number(low)


def _qualifier(before: str, behind: Sequence[str | None], *, is_vague: bool) -> Qualifier:
    before = before.lower()
    words, last = count_words(), {word for word in behind if word}
    if any(word in before for word in words.up_to_before) or last & set(words.up_to_after):
        return Qualifier.UP_TO
    if is_vague or any(word in before for word in words.at_least_before) or last & set(words.at_least_after):
        return Qualifier.AT_LEAST
    if any(word in before for word in words.about_before) or last & set(words.about_after):
        return Qualifier.ABOUT
    return Qualifier.EXACT
