"""`modality.yaml` as typed values: the words that say how sure a text is of what it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from loaders.claims.clauses import Predicate, Sentence
from loaders.lexicons import read_lexicon

__all__ = ["Modality", "is_under", "modality"]


@dataclass(frozen=True, slots=True)
class Modality:
    """Patterns by their kind, and the word lists that go with them; see the head of the file."""

    skip: re.Pattern[str]
    negated: re.Pattern[str]
    alleged: re.Pattern[str]
    suspected: re.Pattern[str]
    nouns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]
    pleading: frozenset[str]


@lru_cache(maxsize=1)
def modality() -> Modality:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.claims", "modality.yaml")
    by_kind: dict[str, list[str]] = {"skip": [], "negated": [], "alleged": [], "suspected": []}
    for entry in data["statuses"]:
        by_kind[entry["kind"]] += entry["patterns"]
    return Modality(
        **{kind: re.compile("|".join(patterns)) for kind, patterns in by_kind.items()},
        nouns={name: _any_of(words) for name, words in data["nouns"].items()},
        words={name: _any_of(words) for name, words in data["words"].items()},
        pleading=frozenset(data["words"]["pleading"]),
    )


def is_under(sentence: Sentence, predicate: Predicate, kind: str) -> bool:
    """True if the clause modifies a noun of that kind: 「…した疑い」 is under a `closing` one."""
    head = predicate.head
    return head is not None and modality().nouns[kind].match(sentence.text, head.start) is not None


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
