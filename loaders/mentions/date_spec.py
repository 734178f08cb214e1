"""What the words of a date say, before the calendar: `昨年4月` is the year before the writing, month 4.

The grammars (`date_grammar`, `date_english`) make these values from text; `date_windows` turns them into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.window import Season
from loaders.lexicons import read_lexicon
from loaders.mentions.values import Limit

__all__ = ["Base", "DatePhrase", "DateSpec", "DateWords", "Part", "Relative", "Step", "date_words"]


class Base(StrEnum):
    """What a relative date counts from: the day of writing, or the last date that the text mentioned."""

    PUBLISHED = "published"
    MENTIONED = "mentioned"


class Step(StrEnum):
    """What a relative word shifts. `next` and `same`: 翌5月31日 and 同5月 (the next, the same, such date)."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    NEXT = "next"
    SAME = "same"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year (first and last month) and of a month (first and last day)."""

    words: tuple[str, ...] = ()
    year: tuple[int, int] | None = None
    month: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """Words that shift a base by some units; with `season` they stand only before a season (昨秋)."""

    words: tuple[str, ...]
    base: Base
    unit: Step
    shift: int
    season: bool = False


@dataclass(frozen=True, slots=True)
class SeasonWords:
    """Words for one season."""

    words: tuple[str, ...]
    season: Season


@dataclass(frozen=True, slots=True)
class DateWords:
    """`date_words.yaml`, typed."""

    relative: tuple[Relative, ...]
    parts: tuple[Part, ...]
    seasons: tuple[SeasonWords, ...]


@dataclass(frozen=True, slots=True)
class DateSpec:
    """Parts of one date as the words give them; None = not said. `weekday` is 0 for Monday.

    With `relative`, what is given (month, day, part) stands inside the shifted year or month. `short_year`: 22年.
    `era`: a day before its first day is no date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    season: Season | None = None
    is_fiscal: bool = False
    short_year: bool = False
    era: str | None = None
    weekday: int | None = None
    relative: Relative | None = None


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date or a range in the text; `years` is the length in `2010年度から4年間`."""

    start: int
    end: int
    first: DateSpec
    last: DateSpec | None = None
    limit: Limit = Limit.AT
    years: int = 0


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The data file, read once; `examples` and `not` are for its tests."""
    return TypeAdapter(DateWords).validate_python(read_lexicon("loaders.mentions", "date_words.yaml"))
