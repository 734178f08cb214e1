"""Text → the form in which names are looked for, and where each of its characters stands in the text.

    folded("ﾔﾏﾀﾞ 太\u200b一")   →  "ヤマダ太一" in decomposed form

Width, case and composition do not matter, nor does what stands between the letters of a name without being read:
blanks, line breaks, middle dots, commas and points, and all that has no width. (Ruby is not kept by the readers;
readings in brackets are told by `matching`.)

References:
    Unicode Consortium, UAX #15 "Unicode Normalization Forms": NFKC and NFD. UTS #37: ideographic variation sequences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

__all__ = ["Folded", "folded", "spellings"]

_PASSED_OVER = frozenset("・･.,、,.·\u30fb")
_NOT_READ = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"})
_VOICED = frozenset("\u3099\u309a")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` in the folded form; `places[i]` is the place of its i-th character in the original."""

    text: str
    places: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the folded text stands in the original, with what is passed over inside of it."""
        stop = self.places[end] if end < len(self.places) else self.length
        last = self.places[end - 1] + 1
        return self.places[start], min(last, stop) if stop > self.places[end - 1] else last


def folded(text: str, left_out: Iterable[tuple[int, int]] = ()) -> Folded:
    """The folded form of a text; places `left_out` have no letter in it."""
    letters: list[str] = []
    places: list[int] = []
    passed = {place for start, end in left_out for place in range(start, end)}
    for place, char in enumerate(text):
        if place in passed:
            continue
        for letter in _fold(char):
            letters.append(letter)
            places.append(place)
    return Folded("".join(letters), tuple(places), len(text))


@lru_cache(maxsize=1)
def spellings() -> Mapping[str, str]:
    """By letter of the folded form the characters that are folded to it, or begin with it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in (*range(0xD800), *range(0xE000, 0x10000)):
        if letters := _fold(chr(code)):
            found[letters[0]].append(chr(code))
    return {letter: "".join(chars) for letter, chars in found.items()}


@lru_cache(maxsize=65_536)
def _fold(char: str) -> str:
    if char in _PASSED_OVER:
        return ""
    plain = normalize("NFD", normalize("NFKC", char)).casefold()
    return "".join(c for c in plain if (category(c) not in _NOT_READ or c in _VOICED) and c not in _PASSED_OVER)
