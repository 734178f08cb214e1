"""Japanese text -> date phrases: `2022年1月~3月` is one phrase with two ends, `同日以降` one with a limit.

Nothing is looked up in a calendar here, so a date that does not exist
is still a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from loaders.ja.eras import western_year
from loaders.ja.numbers import parse_number
from loaders.mentions import date_patterns as p
from loaders.mentions.date_spec import Base, DatePhrase, DateSpec, Part, Relative, Step, date_words
from loaders.mentions.quantity import either
from loaders.mentions.values import Limit

__all__ = ["find_phrases"]

_NO_DAY_BEHIND = frozenset(["第", "約", "計", "月", "年"])


def find_phrases(text: str) -> list[DatePhrase]:
    """Date phrases of one normalised passage, in its order, not overlapping; none inside a URL."""
    found: list[DatePhrase] = []
    free_from = 0
    urls = iter([*(match.span() for match in p.URL.finditer(text)), (len(text) + 1, len(text) + 1)])
    url_start, url_end = next(urls)
    for trigger in _trigger().finditer(text):
        while url_end <= trigger.start():
            url_start, url_end = next(urls)
        if trigger.start() < free_from or url_start <= trigger.start():
            continue
        for phrase in _read_phrase(text, trigger.start()):
            found.append(phrase)
            free_from = phrase.end
    return found


@lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    """Places where a date may begin."""
    relative = either([word for entry in date_words().relative for word in entry.words if not entry.season])
    season = either([word for entry in date_words().relative for word in entry.words if entry.season])
    return re.compile(rf"{p.START}|{p.NOT_INSIDE}(?:{relative})|(?:{season})(?=[春夏秋冬])")


def _read_phrase(text: str, at: int) -> Iterator[DatePhrase]:
    """One phrase that begins at `at`, if any: vague, a short range of years, or a date with what follows it."""
    if vague := p.VAGUE.match(text, at):
        yield DatePhrase(at, vague.end(), DateSpec(relative=Relative((), Base.PUBLISHED, Step.VAGUE, 0)))
    elif years := p.YEAR_RANGE.match(text, at):
        yield from _year_range(years)
    elif piece := _piece(text, at):
        yield _with_tail(text, at, *piece)


def _year_range(match: re.Match[str]) -> Iterator[DatePhrase]:
    first = _year_of(match["a"], match["era"], match["era_year"])
    if first is None:
        return
    text, base = match["b"], first - int(match["era_year"] or first % 100)
    last = int(text) if len(text) == 4 else base + int(text)
    is_fiscal = bool(match["fiscal"])
    if last > first:
        ends = DateSpec(year=first, is_fiscal=is_fiscal), DateSpec(year=last, is_fiscal=is_fiscal)
        yield DatePhrase(match.start(), match.end(), *ends, limit=Limit.DURING)


def _with_tail(text: str, start: int, spec: DateSpec, end: int) -> DatePhrase:
    """Read on behind a date: weekday, time, then `から B まで`, `から4年間` or a limit."""
    spec, end = _decorated(text, spec, end)
    if years := p.YEARS_LONG.match(text, end):
        return DatePhrase(start, years.end(), spec, limit=Limit.DURING, years=int(years["years"]))
    if through := p.THROUGH.match(text, end):
        last = _piece(text, through.end(), is_range_end=True) or _short_year(text, through.end(), spec)
        if last:
            other, stop = _decorated(text, *last)
            closed = p.RANGE_END.match(text, stop)
            return DatePhrase(start, closed.end() if closed else stop, spec, other, Limit.DURING)
    if limit := p.LIMIT.match(text, end):
        return DatePhrase(start, limit.end(), spec, limit=Limit.SINCE if limit["since"] else Limit.UNTIL)
    return DatePhrase(start, end, spec)


def _decorated(text: str, spec: DateSpec, end: int) -> tuple[DateSpec, int]:
    """Take in a weekday, a time of day and 頃, 時点, 現在."""
    if weekday := p.WEEKDAY.match(text, end):
        spec = replace(spec, weekday="月火水木金土日".index(weekday["weekday"] or weekday["bare"]))
        end = weekday.end()
    for pattern in (p.TIME, p.HEDGE, p.HEDGE):
        if match := pattern.match(text, end):
            end = match.end()
    return spec, end


def _short_year(text: str, at: int, first: DateSpec) -> tuple[DateSpec, int] | None:
    """The 16年 of `2014年~16年`."""
    match = p.YEAR_END.match(text, at)
    if match is None or first.year is None:
        return None
    return DateSpec(year=first.year - first.year % 100 + int(match["y2"]), is_fiscal=bool(match["fiscal"])), match.end()


# ------------------------------------------------------------ one date


def _piece(text: str, at: int, *, is_range_end: bool = False) -> tuple[DateSpec, int] | None:
    """One date at `at`, without what follows it."""
    if signed := _signed(text, at):
        return signed
    if item := p.YEAR_ITEM.match(text, at):
        return DateSpec(year=int(item["y4"]), is_fiscal=bool(item["fiscal"])), item.end()
    if text[at : at + 1] in {"翌", "同"} and (text[at + 1 : at + 2].isdigit() or p.KANJI_DATE.match(text, at + 1)):
        return _next_or_same(text, at)
    head = _relative(text, at) or _absolute_year(text, at)
    if head is None:
        return _without_year(text, at, is_range_end=is_range_end)
    return _inside(text, *head)


def _signed(text: str, at: int) -> tuple[DateSpec, int] | None:
    """Dates with / . or - between the figures."""
    for pattern in (p.FULL, p.ERA_FULL, p.YEAR_MONTH, p.MONTH_DAY):
        match = pattern.match(text, at)
        if match is None or (pattern is p.MONTH_DAY and p.FRACTION.match(text, at)):
            continue
        found = match.groupdict()
        year = _year_of(found.get("year"), found.get("era"), found.get("era_year"))
        day = int(found["day"]) if "day" in found else None
        return DateSpec(year=year, month=int(found["month"]), day=day, era=found.get("era")), match.end()
    return None


def _next_or_same(text: str, at: int) -> tuple[DateSpec, int] | None:
    """翌5月31日, 翌21日, 同2月26日, 同30日."""
    inner = _without_year(text, at + 1, is_range_end=False)
    if inner is None:
        return None
    step = Step.NEXT if text[at] == "翌" else Step.SAME
    return replace(inner[0], relative=Relative((), Base.MENTIONED, step, 0)), inner[1]


@lru_cache(maxsize=1)
def _relative_words() -> tuple[re.Pattern[str], dict[str, Relative]]:
    words = {word: entry for entry in date_words().relative for word in entry.words}
    return re.compile(rf"(?:{either(list(words))}){p.NO_RELATIVE_AFTER}"), words


def _relative(text: str, at: int) -> tuple[DateSpec, int] | None:
    pattern, words = _relative_words()
    match = pattern.match(text, at)
    if match is None:
        return None
    entry, end = words[match.group()], match.end()
    is_fiscal = entry.unit is Step.YEAR and not entry.season and text.startswith("度", end)
    if entry.season and text[end : end + 1] not in {"春", "夏", "秋", "冬"}:
        return None
    return DateSpec(relative=entry, is_fiscal=is_fiscal), end + is_fiscal


def _absolute_year(text: str, at: int) -> tuple[DateSpec, int] | None:
    match = p.YEAR.match(text, at)
    if match is None:
        return None
    if match["y2"]:
        goes_on = match["fiscal"] or p.SHORT_YEAR_GOES_ON.match(text, match.end())
        if not goes_on or p.SENTENCE.search(text, max(0, at - 6), at):
            return None
        return DateSpec(year=int(match["y2"]), short_year=True, is_fiscal=bool(match["fiscal"])), match.end()
    year = _year_of(match["y4"] or match["kanji"], match["era"], match["era_year"])
    if year is None:
        return None
    return DateSpec(year=year, is_fiscal=bool(match["fiscal"]), era=match["era"]), match.end()


def _year_of(western: str | None, era: str | None, era_year: str | None) -> int | None:
    if era and era_year:
        return western_year(era, 1 if era_year == "元" else _small(era_year))
    return _small(western) if western else None


def _small(text: str) -> int:
    number = parse_number(text)
    return int(number.value) if number else 0


def _inside(text: str, spec: DateSpec, end: int) -> tuple[DateSpec, int]:
    """Month, day, part or season behind a year word; day or part behind a month word; nothing behind a day word."""
    unit = spec.relative.unit if spec.relative else Step.YEAR
    if unit is Step.YEAR and not spec.is_fiscal and (month := p.MONTH.match(text, end)):
        spec, end, unit = replace(spec, month=_small(month["month"])), month.end(), Step.MONTH
    if unit is Step.MONTH and (day := p.DAY.match(text, end)):
        return replace(spec, day=_small(day["day"])), day.end()
    if unit in {Step.YEAR, Step.MONTH} and (part := _part_pattern().match(text, end)):
        return _with_part(spec, part.group("word"), part.end(), of_month=unit is Step.MONTH) or (spec, end)
    return spec, end


def _without_year(text: str, at: int, *, is_range_end: bool) -> tuple[DateSpec, int] | None:
    """6月8日, 12月, 31日; a month behind 年 (懲役2年6月) is none."""
    if text[at - 1 : at] not in {"年", "第"} or at == 0:
        month = p.MONTH.match(text, at)
        if (
            month
            and month.start("month") == at
            and not (month["month"] in "一二三四五六七八九十" and not p.DAY.match(text, month.end()))
        ):
            return _inside_month(text, month)
    if text[at - 1 : at] not in _NO_DAY_BEHIND and (kanji := p.DAY_IN_KANJI.match(text, at)):
        return DateSpec(day=_small(kanji["day"])), kanji.end()
    day = (p.DAY if is_range_end else p.DAY_ALONE).match(text, at)
    if day and day.group("day")[0].isdigit() and text[at - 1 : at] not in _NO_DAY_BEHIND:
        return DateSpec(day=int(day["day"])), day.end()
    return None


def _inside_month(text: str, month: re.Match[str]) -> tuple[DateSpec, int]:
    spec, end = DateSpec(month=_small(month["month"])), month.end()
    if day := p.DAY.match(text, end):
        return replace(spec, day=_small(day["day"])), day.end()
    if part := _part_pattern().match(text, end):
        return _with_part(spec, part.group("word"), part.end(), of_month=True) or (spec, end)
    return spec, end


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    """Parts and seasons."""
    words = [word for entry in (*date_words().parts, *date_words().seasons) for word in entry.words]
    return re.compile(rf" ?の? ?(?P<word>{either(words)}){p.NO_PART_AFTER}")


def _with_part(spec: DateSpec, word: str, end: int, *, of_month: bool) -> tuple[DateSpec, int] | None:
    for seasons in date_words().seasons:
        if word in seasons.words:
            return None if of_month else (replace(spec, season=seasons.season), end)
    part = next(entry for entry in date_words().parts if word in entry.words)
    return (
        (replace(spec, part=Part(year=part.year, month=part.month)), end)
        if (part.month if of_month else part.year)
        else None
    )
