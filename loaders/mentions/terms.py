"""Word lists (`media.yaml`, `fields.yaml`) -> finders: the longest listed word at each place, with its code.

`携帯電話番号` is `mobile_phone`, not `電話` and not `電話番号`. An entry with the code `none` is no mention: it keeps a
shorter word inside it from being read (メール便 is not `email`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import TypeAdapter

from loaders.lexicons import read_lexicon
from loaders.mentions.values import FieldFound, MediumFound

__all__ = ["Term", "TermList", "field_list", "find_fields", "find_media", "media_list"]

NOTHING = "none"
_LATIN = re.compile(r"[A-Za-z0-9]")
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}  # keeps every offset, as str.lower does not


@dataclass(frozen=True, slots=True)
class Term:
    """One code with the words for it."""

    code: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class TermList:
    """All terms of one file."""

    terms: tuple[Term, ...]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Code by word, in lower case."""
        return {word.translate(_LOWER): term.code for term in self.terms for word in term.words}

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Compiled patterns with their codes, in file order."""
        return tuple((re.compile(p, re.IGNORECASE), term.code) for term in self.terms for p in term.patterns)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Longest words first; Latin words only as whole words. Read over text in lower case."""
        latin = [word for word in self.codes if _LATIN.match(word[0])]
        other = [word for word in self.codes if not _LATIN.match(word[0])]
        return re.compile(rf"(?<![a-z0-9]){_tree(latin)}|{_tree(other)}")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """`(start, end, code)` in the order of the text, not overlapping; patterns go before words."""
        by_pattern = sorted(_spans_of_patterns(self.patterns, text))
        taken = 0
        waiting = iter([*by_pattern, (len(text) + 1, len(text) + 1, NOTHING)])
        next_start, next_end, next_code = next(waiting)
        for match in self._words.finditer(text.translate(_LOWER)):
            while next_start < match.end():
                if next_start >= taken:
                    taken = next_end
                    if next_code != NOTHING:
                        yield next_start, next_end, next_code
                next_start, next_end, next_code = next(waiting)
            if match.start() >= taken and (code := self.codes[match.group()]) != NOTHING:
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
    return TermList(TypeAdapter(tuple[Term, ...]).validate_python(read_lexicon("loaders.mentions", name)))


def _tree(words: Sequence[str]) -> str:
    """A pattern that reads each sign once, longest word first: `a(?:b(?:c)?|d)`. A Latin end stops at no Latin sign."""
    branches: dict[str, list[str]] = {}
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
    inner = [
        re.escape(sign) + (_end(sign) if rest == [""] else _tree_behind(sign, rest)) for sign, rest in branches.items()
    ]
    return f"(?:{'|'.join(inner)})"


def _tree_behind(sign: str, rest: Sequence[str]) -> str:
    """What may follow a sign: longer words, or, where a word is complete, its end."""
    longer = _tree(rest)
    return f"(?:{longer}|{_end(sign)})" if "" in rest else longer


def _end(sign: str) -> str:
    return "(?![a-z0-9])" if _LATIN.match(sign) else ""


def _spans_of_patterns(patterns: tuple[tuple[re.Pattern[str], str], ...], text: str) -> Iterator[tuple[int, int, str]]:
    for pattern, code in patterns:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), code
