"""Words of a line that are cut out of a longer compound: 「ハマヤ」 of ハマヤ物流, 「名簿」 of 東名簿センター.

A verbatim piece of another's name names another. Where the same words stand whole near by, those are meant.
"""

from __future__ import annotations

from functools import lru_cache

from app.domain.document import Quote
from loaders.ja.tokens import Morph
from loaders.mentions.analysis import Line
from loaders.mentions.nouns import is_noun, morphs_of

__all__ = ["compound_around", "has_noun"]


def has_noun(line: Line, words: Quote) -> bool:
    """True if the words hold a noun, or a piece of one."""
    start, end = _span(line, words)
    return any(is_noun(m) and m.start < end and start < m.end for m in _morphs(line.text))


def compound_around(line: Line, words: Quote) -> str | None:
    """The longer noun that the words are cut out of; None if they stand on their own."""
    start, end = _span(line, words)
    first, last = start, end
    morphs = [m for m in _morphs(line.text) if is_noun(m) and not m.text[:1].isdigit()]
    for morph in reversed(morphs):
        if morph.start < first <= morph.end:
            first = morph.start
    for morph in morphs:
        if morph.start <= last < morph.end:
            last = morph.end
    return None if (first, last) == (start, end) else line.text[first:last]


def _span(line: Line, words: Quote) -> tuple[int, int]:
    return line.view.at(words.start), line.view.at(words.end)


@lru_cache(maxsize=64)
def _morphs(text: str) -> tuple[Morph, ...]:
    return morphs_of(text)
