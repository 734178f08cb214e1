"""Written numbers -> exact numbers: `399万6789` is 3996789, `二千万` is 20000000, `数十万` is 100000 or more.

Text is NFKC-normalised before (full-width digits and commas are ASCII here). Spaces are read only between a number and
its large unit (`872 万 4,000`), never between two plain numbers. Nothing is added up over `+`, `と` or `、`.

>>> parse_number("1万7,500")
Number(value=Decimal('17500'), is_vague=False)
>>> parse_number("数十万")
Number(value=Decimal('100000'), is_vague=True)
>>> parse_number("1万2億") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["NUMBER", "Number", "parse_number", "plain"]

_DIGIT_VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "憶": 10**8, "兆": 10**12}  # 憶 is a common slip for 億
_VAGUE = frozenset("数何幾")
_LEAST_OF_SEVERAL = 2  # 数件, 数人: two at least; 数十, 数千: the unit itself at least

# "3,996,789", "48.3", "7": grouped by threes or plain; 16 digits hold every count of people and every price
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16})(?:\.[0-9]{1,6})?"

# "399万6789", "2千5百万", "百二十万", "数十万", "十数", "872 万 4,000", "280 百万"; not "万一", not "1 2".
# Atomic: what is read is never given back, so that a long run of figures takes linear time
NUMBER = (
    rf"(?>(?:{_DIGITS}|[一二三四五六七八九十百千数何])"
    rf"(?:{_DIGITS}|[〇零一二三四五六七八九十百千万億憶兆数]| (?=[百千]?[万億憶兆])| (?=千(?:米ドル|円|ドル|件|人))"
    rf"|(?<= [万億憶兆]) (?=[0-9])){{0,14}})"
)
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<sign>[〇零一二三四五六七八九十百千万億憶兆数何幾])")
_SPACE_AT_UNIT = re.compile(r" (?=[百千万億憶兆])|(?<=[百千万億憶兆]) ")
_POSITIONAL = re.compile(r"[〇零一二三四五六七八九]{2,16}")


@dataclass(frozen=True, slots=True)
class Number:
    """An exact figure; with `is_vague` (数十万, 十数) it is the least that the words allow."""

    value: Decimal
    is_vague: bool = False


def parse_number(text: str) -> Number | None:
    """Read one written number (the whole of `text`); None if it is no number or its units are out of order."""
    text = _SPACE_AT_UNIT.sub("", text)
    if _POSITIONAL.fullmatch(text):
        return Number(Decimal("".join(str(_DIGIT_VALUES[sign]) for sign in text)))
    tokens = [match.group() for match in _TOKEN.finditer(text)]
    if not tokens or "".join(tokens) != text:
        return None
    value = _sum(tokens)
    return None if value is None else Number(value, is_vague=any(token in _VAGUE for token in tokens))


def plain(value: Decimal) -> int | float:
    """The figure as a plain JSON number: an int where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _sum(tokens: list[str]) -> Decimal | None:
    """Add up thousands inside 万 inside 億; None where a unit does not fall (`1万2億`, `3千5千`) or 2 figures meet."""
    total, section, figure = Decimal(0), Decimal(0), None
    last_small, last_large = 10**4, 10**16
    for index, token in enumerate(tokens):
        if token in _LARGE:
            if _LARGE[token] >= last_large or (figure is None and section == 0):
                return None
            total += (section + (figure or 0)) * (last_large := _LARGE[token])
            section, figure, last_small = Decimal(0), None, 10**4
        elif token in _SMALL:
            if _SMALL[token] >= last_small:
                return None
            section += (Decimal(1) if figure is None else figure) * (last_small := _SMALL[token])
            figure = None
        elif figure is not None:
            return None
        else:
            figure = _figure(token, is_last=index == len(tokens) - 1, follows=tokens[index - 1] if index else "")
    return total + section + (figure or 0)


def _figure(token: str, *, is_last: bool, follows: str) -> Decimal:
    """One digit group; 数 is 1 before a unit (数十), nothing after one (十数), else 2 (数件)."""
    if token not in _VAGUE:
        return Decimal(_DIGIT_VALUES[token]) if token in _DIGIT_VALUES else Decimal(token.replace(",", ""))
    if follows in _SMALL:
        return Decimal(0)
    return Decimal(_LEAST_OF_SEVERAL if is_last else 1)
