"""Line → the values of persons in it, by kind: addresses of mail and post, numbers of telephones and cards, names.

    values_in("高橋 健一,090-1234-5678")   →  name 高橋 健一, phone 090-1234-5678

References:
    ISO/IEC 7812-1 (2017), annex B: the check digit of card numbers (Luhn).
    総務省令 平成26年第85号 第5条: the check digit of individual numbers (マイナンバー).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from loaders.ja.tokens import tokenize
from loaders.lexicons import read_lexicon

__all__ = ["Kind", "Value", "is_contact", "kinds", "narrow", "values_in"]

_NAME = "name"
_KANA = re.compile(r"(?<![ァ-ヺー])[ァ-ヺー]{2,6}[ \u3000][ァ-ヺー]{2,6}(?![ァ-ヺー])")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value; the head of `kinds.yaml` says what the fields mean."""

    id: str
    pattern: re.Pattern[str] | None
    never: re.Pattern[str] | None = None
    check: str = ""
    needs: re.Pattern[str] | None = None
    near: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value at `[start, end)` of a line; `stands_alone`: it is one wherever it stands, not in rows only."""

    start: int
    end: int
    kind: str
    stands_alone: bool = False


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[Kind, ...], re.Pattern[str]]:
    data: dict[str, Any] = read_lexicon("loaders.redaction", "kinds.yaml")
    contact = re.compile("|".join(map(re.escape, data["contact"])))
    return tuple(_kind(entry) for entry in data["kinds"]), contact


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they are looked for."""
    return _words()[0]


def is_contact(line: str) -> bool:
    """True for a line that tells how to reach somebody in his office."""
    return _words()[1].search(line) is not None


def narrow(text: str) -> str:
    """Full-width digits, letters and signs in half the width, each in its place.

    >>> narrow("090-12")
    '090-12'
    """
    return "".join(plain if len(plain := normalize("NFKC", char)) == 1 else char for char in text)


def values_in(line: str) -> list[Value]:
    """The values of a line, by place; of two that overlap the one of the first kind. A name counts beside others."""
    text = narrow(line).translate(_DASHES)
    found: list[Value] = []
    for kind in kinds():
        hits = (_names(text) if found else ()) if kind.id == _NAME else _hits(kind, text)
        found += [hit for hit in hits if all(hit.end <= other.start or other.end <= hit.start for other in found)]
    return sorted(found)


_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}


def _hits(kind: Kind, text: str) -> Iterator[Value]:
    if kind.pattern is None:
        return
    for m in kind.pattern.finditer(text):
        if kind.never is not None and kind.never.fullmatch(m[0]):
            continue
        if not kind.check or _CHECKS[kind.check]("".join(_DIGIT.findall(m[0]))):
            told = kind.needs is not None and kind.needs.search(text, max(0, m.start() - kind.near), m.start())
            yield Value(m.start(), m.end(), kind.id, bool(told))


def _names(text: str) -> Iterator[Value]:
    """Family and given name side by side, in kanji by the dictionary, in katakana by a blank between."""
    yield from (Value(m.start(), m.end(), _NAME) for m in _KANA.finditer(text))
    morphs = tokenize(text) if re.search("[一-鿿]", text) else ()
    for n, morph in enumerate(morphs):
        at = n + 1 + (n + 1 < len(morphs) and morphs[n + 1].text in {" ", "\u3000"})
        if morph.pos[3:4] == ("姓",) and at < len(morphs) and morphs[at].pos[3:4] == ("名",):
            yield Value(morph.start, morphs[at].end, _NAME)


def _luhn(digits: str) -> bool:
    """The check digit of a card number.

    >>> _luhn("4111111111111111"), _luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0 and len(set(digits)) > 1


def _my_number(digits: str) -> bool:
    """The last digit of an individual number follows from the eleven before it.

    >>> _my_number("123456789018"), _my_number("123456789012")
    (True, False)
    """
    weighted = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits[:-1]), 1))
    rest = weighted % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


_CHECKS: Mapping[str, Callable[[str], bool]] = {"luhn": _luhn, "my_number": _my_number}


def _kind(entry: dict[str, Any]) -> Kind:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(entry[key]) if entry.get(key) else None

    return Kind(
        entry["id"],
        pattern("pattern"),
        pattern("never"),
        entry.get("check", ""),
        pattern("needs"),
        entry.get("near", 0),
    )
