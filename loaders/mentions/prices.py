"""One passage -> the sums of money in it, and what each was for: `名簿を約2万円で売った` is 20000 JPY, about, a price.

The words around a sum decide its role, so that fines, damages and fees never become the price of data. A sum without
any such word is `unknown`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.graph import Price
from loaders.ja.numbers import plain
from loaders.lexicons import read_lexicon
from loaders.mentions.quantity import FIGURE, after, either, quantity
from loaders.mentions.values import PriceFound, PriceRole

__all__ = ["find_prices", "money_words"]

RIGHT_BEHIND = 4
REACH = 25  # characters on either side in which a word can say what a sum was for


@dataclass(frozen=True, slots=True)
class Currency:
    """The signs of one currency after and before a figure."""

    code: str
    after: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words that tell what a sum was for."""

    role: PriceRole
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """`money.yaml`, typed."""

    currencies: tuple[Currency, ...]
    roles: tuple[RoleWords, ...]


@lru_cache(maxsize=1)
def money_words() -> MoneyWords:
    """The data file, read once."""
    return TypeAdapter(MoneyWords).validate_python(read_lexicon("loaders.mentions", "money.yaml"))


def find_prices(text: str) -> list[PriceFound]:
    """Sums of money of one normalised passage, in its order."""
    return [found for match in _pattern().finditer(text) if (found := _read(text, match))]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A sign before or after the figure; 元 is yuan only behind 100 and more, and never 元社員."""
    before = either([sign for currency in money_words().currencies for sign in currency.before])
    behind = [sign for currency in money_words().currencies for sign in currency.after]
    japanese = either([sign for sign in behind if not sign.isascii()])
    english = either([sign for sign in behind if sign.isascii()])
    signed = FIGURE.replace("(?P<low>", rf"(?P<sign>{before})?(?P<low>", 1)
    units = rf"(?:{after('middle')} ?(?P<unit>(?:{japanese})(?![社従職派同部店教警役代首])|(?:{english})(?![A-Za-z])))?"
    return re.compile(rf"{signed}{units} ?{after('behind')}")


def _read(text: str, match: re.Match[str]) -> PriceFound | None:
    sign = match["unit"] or match["sign"]
    if not sign or (figure := quantity(match, match["middle"], match["behind"])) is None:
        return None
    if sign == "元" and figure.value < 100:
        return None
    start = match.start() + len(match["before"]) - len(match["before"].lstrip())
    end = match.end() if match["behind"] else max(match.end("number"), match.end("times"), match.end("unit"))
    price = Price(plain(figure.value), _codes()[sign], figure.qualifier)
    return PriceFound(start, end, price, _role(text, start, end), text[start:end])


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {
        sign: currency.code for currency in money_words().currencies for sign in (*currency.before, *currency.after)
    }


@lru_cache(maxsize=1)
def _role_patterns() -> tuple[tuple[re.Pattern[str], PriceRole], ...]:
    return tuple((re.compile(either(entry.words), re.IGNORECASE), entry.role) for entry in money_words().roles)


def _role(text: str, start: int, end: int) -> PriceRole:
    """The role of the nearest telling word in the same sentence; of two equally near, the first role of the file.

    A word right behind the sum that speaks against a price (`$1 million in bribes`) beats one for a price before it.
    """
    before = text[max(0, start - REACH) : start].rpartition("。")[2]
    behind = text[end : end + REACH].partition("。")[0]
    nearest, role = REACH + 1, PriceRole.UNKNOWN
    for pattern, candidate in _role_patterns():
        gaps = [len(before) - found.end() for found in pattern.finditer(before)]
        following = [found.start() for found in pattern.finditer(behind)]
        if candidate is not PriceRole.PRICE and following and min(following) <= RIGHT_BEHIND:
            return candidate
        if (gaps or following) and min(gaps + following) < nearest:
            nearest, role = min(gaps + following), candidate
    return role
