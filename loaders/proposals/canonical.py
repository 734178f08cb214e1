r"""A text in the form in which quotes are compared: NFKC without white space, with the way back to each character.

A model copies 「名簿を　ＤＢ社に\n渡した」 as 「名簿をDB社に渡した」. Both have one canonical form, and the place
found leads back to the words of the document. Nothing else is forgiven: one other character, and it is no quote.

>>> page = canonical("名簿を　ＤＢ社に\n渡した。")
>>> [page.raw(*place) for place in page.find("DB社に渡した")]
[(4, 12)]
>>> page.find("DB社に渡さない")
[]
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.ja.view import view_of

__all__ = ["Canonical", "Place", "canonical"]

Place = tuple[int, int]
"""A span of canonical text, half-open."""

_FIGURES = frozenset("0123456789\N{IDEOGRAPHIC NUMBER ZERO}零一二三四五六七八九十百千万億兆,.")
_UNITS = frozenset("百千万億兆")
_MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class Canonical:
    """Canonical `text`; its character `i` stands for the raw characters `[starts[i], ends[i])` of `source`."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a non-empty canonical one."""
        return self.starts[start], self.ends[end - 1]

    def at(self, offset: int) -> int:
        """The index of the first canonical character that stands at a raw offset or behind it."""
        return bisect_left(self.starts, offset)

    def find(self, words: str, start: int = 0, end: int | None = None) -> list[Place]:
        """Where the words stand inside `[start, end)`: whole raw characters only (株 is no quote of ㈱)."""
        wanted = _form(words)
        found: list[Place] = []
        place = self.text.find(wanted, start, end) if wanted else -1
        while place >= 0 and len(found) < _MOST_PLACES:
            if _form(self.source[slice(*self.raw(place, place + len(wanted)))]) == wanted:
                found.append((place, place + len(wanted)))
            place = self.text.find(wanted, place + 1, end)
        return found

    def cuts(self, place: Place) -> bool:
        """True if a span begins or ends inside a number or a Latin word: 「40万件」 in 「140万件」."""
        start, end = place
        return (start > 0 and self._is_inside(start)) or (end < len(self.text) and self._is_inside(end))

    def _is_inside(self, index: int) -> bool:
        before, after = self.text[index - 1], self.text[index]
        between = self.source[self.ends[index - 1] : self.starts[index]]
        if between and not (set(between) == {" "} and {before, after} & _UNITS):
            return False  # 「872 万 4,000」 is one number, 「*14 2023年」 are two
        if before in _FIGURES and after in _FIGURES:
            return True
        return not between and all(char.isascii() and char.isalnum() for char in (before, after))


def canonical(text: str) -> Canonical:
    """The canonical form of a text."""
    view = view_of(text, 0, len(text))
    kept = [i for i, char in enumerate(view.text) if not char.isspace()]
    return Canonical(
        text,
        "".join(view.text[i] for i in kept),
        array("I", (view.offsets[i] for i in kept)),  # a document may have millions of characters
        array("I", (view.ends[i] for i in kept)),
    )


@lru_cache(maxsize=256)
def _form(words: str) -> str:
    """The canonical form of a few words."""
    return canonical(words).text
