"""The values that a text mentions: dates, counts, prices, media, data fields, each with its place in the passage.

`2006年5月30日に約40万件` holds a DateFound (2006-05-30) and a CountFound (400000, about, records). Offsets are those of
the normalised text of one passage; whoever calls maps them to the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.graph import Count, Price
from app.domain.window import Window

__all__ = ["CountFound", "DateFound", "FieldFound", "Limit", "MediumFound", "PriceFound", "PriceRole"]


class Limit(StrEnum):
    """How the words bound the date.

    On it, from it on (以降, から), up to it (まで, 以前), or all along (A から B まで).
    """

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    DURING = "during"


class PriceRole(StrEnum):
    """What the money was for; only `price` may become the price of a transfer."""

    PRICE = "price"
    FINE = "fine"
    DAMAGE = "damage"
    FEE = "fee"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in words and the days it allows; `window` already reflects `limit`.

    `year_inferred`: the year does not stand in the words. `anchor`: what it was taken from (`published`, `mentioned`,
    `dateline`, `both` where two readings are kept as one hull) or None. `is_deictic`: 同日, 昨年, 先月, 数年前.
    A date whose days are not known has an open window: it is still a date.
    """

    start: int
    end: int
    window: Window
    limit: Limit
    year_inferred: bool
    anchor: str | None
    is_deictic: bool
    text: str


@dataclass(frozen=True, slots=True)
class CountFound:
    """A number of people, records or files. `is_part`: told as part of a whole (うち).

    `is_implausible`: no writer means this figure (`69,239万件`: 10,000万 and more is written in 億).
    """

    start: int
    end: int
    count: Count
    is_part: bool
    is_implausible: bool
    text: str


@dataclass(frozen=True, slots=True)
class PriceFound:
    """A sum of money; `role` says what it was for, as the words around it tell."""

    start: int
    end: int
    price: Price
    role: PriceRole
    text: str


@dataclass(frozen=True, slots=True)
class MediumFound:
    """A carrier or a way of the data: `medium` is a code of leaktrail/1 (usb, cd-r, email, web …)."""

    start: int
    end: int
    medium: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldFound:
    """A kind of personal data: `code` as in leaktrail/1 (name, address, card_number …)."""

    start: int
    end: int
    code: str
    text: str
