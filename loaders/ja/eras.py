"""Japanese era years -> western years, with the borders of the eras.

令和元年 is 2019 and begins on 1 May; 昭和64年 ended on 7 January 1989. A year after an era's end is still read, because
papers printed before the change speak of it (平成32年 is 2020); a day before an era's first day is no date.

>>> western_year("平成", 18)
2006
>>> first_day("令和")
datetime.date(2019, 5, 1)

References:
    元号法 (1979), 元号を改める政令 (1989, 2019); 太政官布告 of 1872 for the first day counted in the present calendar.
"""

from __future__ import annotations

from datetime import date

__all__ = ["ERAS", "first_day", "western_year"]

ERAS = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
"""First day of each era."""

_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_LAST_YEARS = {"明治": 45, "大正": 15, "昭和": 64}  # later eras are read beyond their end: 平成32年, 令和40年


def western_year(era: str, year: int) -> int | None:
    """The year in which the `year`-th year of `era` (name or letter; 元年 is 1) falls; None if there is none."""
    name = _LETTERS.get(era, era)
    if year < 1 or year > _LAST_YEARS.get(name, 99):
        return None
    return ERAS[name].year + year - 1


def first_day(era: str) -> date:
    """First day of `era` (name or letter). KeyError for an unknown one."""
    return ERAS[_LETTERS.get(era, era)]
