"""`columns.yaml` and `words.yaml` as typed values: what headers and cells of ledgers mean.

>>> header_of("提供先の氏名又は名称").role, header_of("受領日").direction, header_of("会員種別")
('recipient', <Direction.IN: 'in'>, None)
>>> status_of("提供済み")
<Status.CONFIRMED: 'confirmed'>
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize

from pydantic import TypeAdapter

from app.domain.vocabulary import Action, Status, Unit
from loaders.ledger.mapping import Constants
from loaders.lexicons import read_entries, read_lexicon

__all__ = [
    "CellWords",
    "Direction",
    "Header",
    "Meaning",
    "action_of",
    "cell_words",
    "fold",
    "header_of",
    "headers",
    "meaning",
    "names_of",
    "status_of",
    "unit_of",
]

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_WAVES = str.maketrans({"〜": "~", "\u223c": "~", "〰": "~"})


class Direction(StrEnum):
    """Which end of the rows the keeper of the ledger is: it provided (out), or it received (in)."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Header:
    """One class of headers. `sets`: what such a header says of all rows. `refused`: `not` of the file."""

    id: str
    role: str
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    refused: tuple[str, ...]
    direction: Direction | None = None
    sets: Constants = field(default_factory=Constants)


@dataclass(frozen=True, slots=True)
class Words:
    """Cells that are read in one way."""

    words: frozenset[str]
    examples: tuple[str, ...]
    refused: tuple[str, ...]
    id: str = ""
    status: Status | None = None
    action: Action | None = None
    unit: Unit | None = None


class Meaning(StrEnum):
    """What a cell says that is no value."""

    BLANK = "blanks"
    DITTO = "dittos"
    TOTAL = "totals"
    KEEPER = "keepers"
    LAWFUL = "lawful"


@dataclass(frozen=True, slots=True)
class CellWords:
    """`words.yaml`, typed."""

    statuses: tuple[Words, ...]
    actions: tuple[Words, ...]
    units: tuple[Words, ...]
    meanings: dict[Meaning, Words]


def fold(text: str) -> str:
    """A header or cell as it is compared: NFKC, lower case, no blanks."""
    return _BLANKS.sub("", normalize("NFKC", text)).translate(_WAVES).casefold()


def header_of(text: str) -> Header | None:
    """What a column with that header holds; None if the header is not known."""
    folded = fold(text)
    return next((header for header in headers() if any(p.search(folded) for p in header.patterns)), None)


def status_of(text: str) -> Status | None:
    """The status that a cell names."""
    return next((entry.status for entry in cell_words().statuses if fold(text) in entry.words), None)


def action_of(text: str) -> Action | None:
    """The action that a cell names."""
    return next((entry.action for entry in cell_words().actions if fold(text) in entry.words), None)


def unit_of(text: str) -> Unit | None:
    """The unit that a cell of a unit column names."""
    return next((entry.unit for entry in cell_words().units if fold(text) in entry.words), None)


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning | None:
    """What a cell says that is no value: nothing, the same as above, a total, whose name follows, or `lawful`."""
    folded = fold(text).rstrip(":")
    return next((kind for kind, entry in cell_words().meanings.items() if folded in entry.words), None)


def names_of(text: str) -> list[str]:
    """The names of all entries of `words.yaml` that read a cell so: statuses, actions, units, meanings."""
    found = (status_of(text), action_of(text), unit_of(text), meaning(text))
    return [one.value for one in found if one is not None]


@lru_cache(maxsize=1)
def headers() -> Sequence[Header]:
    """The entries of `columns.yaml`, in the order of the file."""
    return TypeAdapter(tuple[Header, ...]).validate_python(read_entries("loaders.ledger", "columns.yaml"))


@lru_cache(maxsize=1)
def cell_words() -> CellWords:
    """The entries of `words.yaml`."""
    read = TypeAdapter(dict[str, list[dict[str, object]]]).validate_python(read_lexicon("loaders.ledger", "words.yaml"))
    groups = {name: tuple(_entry(entry) for entry in found) for name, found in read.items()}
    meanings = {Meaning(entry.id): entry for entry in groups["meanings"]}
    return CellWords(groups["statuses"], groups["actions"], groups["units"], meanings)


def _entry(entry: dict[str, object]) -> Words:
    named = {"refused" if key == "not" else key: value for key, value in entry.items()}
    words = TypeAdapter(Words).validate_python(named)
    return replace(words, words=frozenset(fold(word) for word in words.words))
