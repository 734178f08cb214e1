"""Word lists (`media.yaml`, `fields.yaml`) -> finders: the longest listed word at each place, with its code.

`携帯電話番号` is `mobile_phone`, not `電話` and not `電話番号`. An entry with the code `none` is no mention: it keeps a
shorter word inside it from being read (メール便 is not `email`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from loaders.mentions.values import FieldFound, MediumFound

__all__ = ["Term", "TermList", "field_list", "find_fields", "find_media", "media_list"]

NOTHING = "none"
_ASCII_LETTER = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Term:
    """One code with the words for it; `examples` mark the found word with 〈 〉, `refused` hold no such mention."""

    code: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class TermList:
    """All terms of one file."""

    terms: tuple[Term, ...]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Code by word, in lower case."""
        return {word.lower(): term.code for term in self.terms for word in term.words}

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Compiled patterns with their codes, in file order."""
        return tuple((re.compile(p, re.IGNORECASE), term.code) for term in self.terms for p in term.patterns)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Longest words first; Latin words only as whole words."""
        longest_first = sorted(self.codes, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_bounded, longest_first)), re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """`(start, end, code)` in the order of the text, not overlapping; patterns go before words."""
        by_pattern = sorted(_spans_of_patterns(self.patterns, text))
        taken = 0
        waiting = iter([*by_pattern, (len(text) + 1, len(text) + 1, NOTHING)])
        next_start, next_end, next_code = next(waiting)
        for match in self._words.finditer(text):
            while next_start < match.end():
                if next_start >= taken:
                    taken = next_end
                    if next_code != NOTHING:
                        yield next_start, next_end, next_code
                next_start, next_end, next_code = next(waiting)
            if match.start() >= taken and (code := self.codes[match.group().lower()]) != NOTHING:
                yield match.start(), match.end(), code
        while next_start <= len(text):
            if next_start >= taken and next_code != NOTHING:
                taken = next_end
                yield next_start, next_end, next_code
            next_start, next_end, next_code = next(waiting)


@lru_cache(maxsize=1)
def media_list() -> TermList:
    """The media of `media.yaml`."""
    return _load("media.yaml")


@lru_cache(maxsize=1)
def field_list() -> TermList:
    """The data fields of `fields.yaml`."""
    return _load("fields.yaml")


def find_media(text: str) -> list[MediumFound]:
    """Carriers and ways of data in one normalised passage, in its order."""
    return [MediumFound(start, end, code, text[start:end]) for start, end, code in media_list().find(text)]


def find_fields(text: str) -> list[FieldFound]:
    """Kinds of personal data named in one normalised passage, in its order."""
    return [FieldFound(start, end, code, text[start:end]) for start, end, code in field_list().find(text)]


def _load(name: str) -> TermList:
    data: object = yaml.safe_load(files("loaders.mentions").joinpath(name).read_text("utf-8"))
    return TermList(TypeAdapter(tuple[Term, ...]).validate_python(data))


def _bounded(word: str) -> str:
    """`pc` inside `pcr` is not read: where a word begins or ends with a Latin sign, no Latin sign may touch it."""
    before = r"(?<![A-Za-z0-9])" if _ASCII_LETTER.match(word[0]) else ""
    after = r"(?![A-Za-z0-9])" if _ASCII_LETTER.match(word[-1]) else ""
    return before + re.escape(word) + after


def _spans_of_patterns(patterns: tuple[tuple[re.Pattern[str], str], ...], text: str) -> Iterator[tuple[int, int, str]]:
    for pattern, code in patterns:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), code
