"""`grammar.yaml` as a typed value: closed lists of words that the reading of an English sentence needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from loaders.lexicons import read_lexicon

__all__ = ["Grammar", "grammar"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of the file under their names there."""

    reports: frozenset[str]
    saying: frozenset[str]
    object_control: frozenset[str]
    takes_to: frozenset[str]
    hands: frozenset[str]
    event_nouns: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Read the data file once."""
    return TypeAdapter(Grammar).validate_python(read_lexicon("loaders.en", "grammar.yaml"))
