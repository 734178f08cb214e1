"""Cells to values: days, counts, prices and media, each read as a whole or not at all.

>>> window_of("令和7年4月", Mapping())
Window(earliest=datetime.date(2025, 4, 1), latest=datetime.date(2025, 4, 30))
>>> count_of("1,200", Unit.PEOPLE)
Count(value=1200, qualifier=<Qualifier.EXACT: 'exact'>, unit=<Unit.PEOPLE: 'people'>)

A cell is no sentence: words around a value are not skipped, a day without a year is no day, and 01/04/2025 is one only
where the columns file says in which order it stands.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from unicodedata import normalize

from app.domain.graph import Count, Price
from app.domain.vocabulary import Unit
from app.domain.window import Window
from loaders.ja.eras import first_day, western_year
from loaders.ja.numbers import plain
from loaders.ledger.mapping import Mapping
from loaders.mentions.dates import find_dates
from loaders.mentions.prices import find_prices
from loaders.mentions.quantity import FIGURE, after, count_words, either, quantity
from loaders.mentions.terms import find_fields, find_media

__all__ = ["count_of", "fields_of", "medium_of", "price_of", "window_of"]

_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", re.ASCII)
_SIGNED = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})", re.ASCII)
_TIME = re.compile(r"[T ]?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\Z")
_NUMBERED = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?", re.ASCII)
_LONGEST = 100  # characters of a cell that may be a day, a count or a price
# Numbered days of spreadsheets. Day 60 of the first epoch is a day that never was, so that those before are one off.
_EPOCH, _EPOCH_1904, _FIRST_SURE = date(1899, 12, 30), date(1904, 1, 1), 61
_LARGEST_COUNT = 10**12
_KEPT = 4096  # cells whose reading is kept: the same ones come again in row after row


def window_of(text: str, mapping: Mapping, *, epoch_1904: bool = False) -> Window | None:
    """The days that a cell names; None if it is no date, one without a year, or of a day that does not exist."""
    words = _normal(text)
    if len(words) > _LONGEST:
        return None
    if mapping.date_format is not None:
        return _by_format(words, mapping.date_format, epoch_1904=epoch_1904)
    if mapping.era is not None and (match := _SIGNED.fullmatch(words)):
        return _in_era(mapping.era, *map(int, match.groups()))
    words = _TIME.sub("", words)
    if match := _COMPACT.fullmatch(words):
        words = "-".join(match.groups())
    return Window.from_partial(words) or _in_words(words)


def count_of(text: str, unit: Unit | None) -> Count | None:
    """The number of a cell; its own unit goes before `unit`, that of its column. None if it is not wholly a count."""
    match = _count().fullmatch(_normal(text)) if len(text) <= _LONGEST else None
    figure = match and quantity(match, match["middle"], match["behind"])
    if match is None or figure is None or figure.is_odd or not 0 < figure.value <= _LARGEST_COUNT:
        return None
    if figure.value != figure.value.to_integral_value():
        return None
    return Count(plain(figure.value), figure.qualifier, _units().get(match["unit"] or "", unit))


def price_of(text: str, currency: str | None) -> Price | None:
    """The sum of a cell; its own currency goes before `currency`, that of its column. None if there is neither."""
    words = _normal(text)
    if len(words) > _LONGEST:
        return None
    found = find_prices(words)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)):
        return found[0].price
    match = _figure().fullmatch(words)
    figure = match and quantity(match, match["middle"])
    if currency is None or figure is None or figure.is_odd or figure.value < 0:
        return None
    return Price(plain(figure.value), currency, figure.qualifier)


@lru_cache(maxsize=_KEPT)
def medium_of(text: str) -> str | None:
    """The one carrier or way that a cell names; None if it names none, or several."""
    codes = {found.medium for found in find_media(_normal(text))}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=_KEPT)
def fields_of(text: str) -> tuple[str, ...]:
    """The kinds of personal data that a cell names, each once."""
    return tuple(dict.fromkeys(found.code for found in find_fields(_normal(text))))


def _normal(text: str) -> str:
    return " ".join(normalize("NFKC", text).replace("〜", "~").split())


# ------------------------------------------------------------ days


@lru_cache(maxsize=_KEPT)
def _in_words(words: str) -> Window | None:
    """A cell that is one date from end to end, with its year: 2025年4月, R7.4.1, 2025年4月1日から6月末まで."""
    (found,), _ = find_dates([words], None)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)):
        return None
    one = found[0]
    return None if one.window.is_open or one.year_inferred or one.is_deictic else one.window


def _by_format(words: str, form: str, *, epoch_1904: bool) -> Window | None:
    if form == "excel":
        return _numbered(words, epoch_1904=epoch_1904) or Window.from_partial(_TIME.sub("", words))
    try:
        return Window.day(datetime.strptime(words, form).date())  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _numbered(words: str, *, epoch_1904: bool) -> Window | None:
    if not _NUMBERED.fullmatch(words):
        return None
    number = int(float(words))
    if epoch_1904:
        return Window.day(_EPOCH_1904 + timedelta(days=number))
    return Window.day(_EPOCH + timedelta(days=number)) if number >= _FIRST_SURE else None


def _in_era(era: str, year: int, month: int, day: int) -> Window | None:
    western = western_year(era, year)
    try:
        found = None if western is None else Window.day(date(western, month, day))
    except ValueError:
        return None
    return found and found.not_before(first_day(era))


# ------------------------------------------------------------ numbers


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    return {word: counter.unit for counter in count_words().counters for word in counter.words}


@lru_cache(maxsize=1)
def _count() -> re.Pattern[str]:
    """`1,200`, `約3万件`, `12名`, `1,200 records`, `500人以上`."""
    return re.compile(rf"{FIGURE}{after('middle')} ?(?P<unit>{either(list(_units()))})? ?{after('behind')}")


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    return re.compile(rf"{FIGURE}{after('middle')}")
