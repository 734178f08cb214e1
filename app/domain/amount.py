"""Counts and sums of money: can two of them both be true?

Example: 約400万 and 3,996,789 can (the one is the other, rounded), 3,996,789 and 4,500,000 cannot, and 4,510,000 people
say nothing about 400,000 records: people and records are never the same unit. 20万円 and 30万円 cannot both have been
paid for one list, 20万円以上 and 30万円 can.
"""

from __future__ import annotations

from math import floor, inf, log10

from app.domain.graph import Count, Price
from app.domain.vocabulary import Qualifier

__all__ = ["agree", "entails", "is_telling", "meant", "prices_agree", "range_of"]

_SHOWN_DIGITS = 2  # 約120万 is meant to two digits at least: 115万 … 130万
_ROUGHLY = 0.1  # 約400万 is 380万 … 440万
_TELLING_DIGITS = 3
_LARGE = 10_000


def range_of(value: float, qualifier: Qualifier) -> tuple[float, float]:
    """The numbers (open interval, or one number) that a qualified number can stand for.

    `about` covers what rounds to it, and what is cut off to it (約399万 for 3,996,789); a figure of one digit is
    rounder than that (約8万 for 82,145).
    """
    if qualifier is Qualifier.AT_LEAST:
        return (value, inf)
    if qualifier is Qualifier.UP_TO:
        return (-inf, value)
    if qualifier is Qualifier.EXACT or value == 0:
        return (value, value)
    step = 10.0 ** _last_digit(value)
    if _digits(value) == 1 and value >= _LARGE:
        step = max(step, value * _ROUGHLY)
    return (value - step / 2, value + step)


def agree(a: Count, b: Count) -> bool:
    """True unless both count the same thing and cannot both be true; an unknown unit agrees with numbers only."""
    if a.unit is not None and b.unit is not None and a.unit is not b.unit:
        return True
    return _meet(range_of(a.value, meant(a, b)), range_of(b.value, meant(b, a)))


def entails(a: Count, b: Count) -> bool:
    """True if `b` must be true where `a` is: 3,996,789 people entail 約400万人, not the other way round."""
    if b.unit is not None and a.unit is not b.unit:
        return False
    low, high = range_of(a.value, a.qualifier)
    least, most = range_of(b.value, meant(b, a))
    return least <= low and high <= most


def prices_agree(a: Price, b: Price) -> bool:
    """True unless both are in one currency and cannot both be true."""
    return a.currency != b.currency or agree(Count(a.value, a.qualifier), Count(b.value, b.qualifier))


def is_telling(value: float) -> bool:
    """True for a number that two stories hardly share by chance: three digits or more that are not zero at the end."""
    return value >= 10**_TELLING_DIGITS and _digits(value) >= _TELLING_DIGITS


def meant(count: Count, other: Count) -> Qualifier:
    """How a number is meant beside another.

    A round large number beside one with more digits is its rounding, with or without 約 (450万 for 4,496,789).
    """
    is_round = count.value >= _LARGE and _digits(count.value) <= _TELLING_DIGITS
    if count.qualifier is Qualifier.EXACT and is_round and _digits(other.value) > _digits(count.value):
        return Qualifier.ABOUT
    return count.qualifier


def _digits(value: float) -> int:
    """How many digits are shown before the zeros at the end."""
    return len(str(int(value)).rstrip("0")) if value == int(value) else len(repr(value).replace(".", ""))


def _last_digit(value: float) -> int:
    """Exponent of the last digit that is shown: 2 for 1200 (hundreds)."""
    size = floor(log10(abs(value)))
    return size - max(_SHOWN_DIGITS, _digits(value)) + 1


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return low < high or (low == high and _closed(a, low) and _closed(b, low))


def _closed(interval: tuple[float, float], end: float) -> bool:
    """An end belongs to the interval if the other end is infinite or the same (at least, up to, exact)."""
    return interval[0] == interval[1] or interval[0] == -inf or interval[1] == inf or interval[0] < end < interval[1]
