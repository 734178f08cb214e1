"""English text -> date phrases: `June 28, 2021`, `28 June`, `in August 2019`, `between 2013 and 2019`, `last month`.

A month's name alone is read only behind a preposition or `last`, so that the verb may and the noun march stay words; a
year alone only behind a preposition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.window import Season
from loaders.mentions.date_spec import Base, DatePhrase, DateSpec, Part, Relative, Step
from loaders.mentions.values import Limit

__all__ = ["find_english_phrases"]

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_Y = r"(?:19|20)[0-9]{2}(?![0-9])"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_SEASONS = {
    "spring": Season.SPRING,
    "summer": Season.SUMMER,
    "autumn": Season.AUTUMN,
    "fall": Season.AUTUMN,
    "winter": Season.WINTER,
}
_PARTS = {
    "early": Part(year=(1, 3), month=(1, 10)),
    "mid": Part(year=(5, 8), month=(11, 20)),
    "late": Part(year=(10, 12), month=(21, 31)),
}
_ENDS = {
    "end of": Part(year=(12, 12), month=(21, 31)),
    "beginning of": Part(year=(1, 3), month=(1, 10)),
    "start of": Part(year=(1, 3), month=(1, 10)),
}
_BEFORE = {
    **dict.fromkeys(("since", "from", "after"), Limit.SINCE),
    **dict.fromkeys(("until", "till", "through", "up to", "before", "by", "prior to"), Limit.UNTIL),
}
_PREPOSITION = (
    r"(?:in|on|during|of|around|about|last|this|since|from|after|as of|until|till|through|up to|before|by|prior to"
    r"|between|and|to|early|mid|late|the|a)"
)

# "June 28, 2021", "June 28", "28 June 2021", "June 2021"; the lookahead keeps "May 5 people" and "March 12.5%" unread
_ATOM = (
    rf"(?:(?P<m1>{_MONTH}) (?P<d1>{_D})(?:,? ?(?P<y1>{_Y}))?|(?P<d2>{_D}) (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>{_Y}))?"
    rf"|(?P<m3>{_MONTH}),? (?P<y3>{_Y})"
    rf"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?(?P<y4>{_Y})"
    rf"|(?P<m4>{_MONTH})|(?P<y5>{_Y}))(?![A-Za-z0-9%]|[.,/][0-9]|-[0-9]{{3,}}|-[0-9]+-| people| records| percent)"
)
_ONE = re.compile(
    rf"(?<![A-Za-z0-9./\-])(?P<lead>(?:(?:{_PREPOSITION})(?: |-)(?:the )?){{0,3}}"
    rf"(?:(?:end|beginning|start) of (?:the )?)?){_ATOM}",
    re.IGNORECASE,
)
# "between 11 and 15 April 2016", "from 11 to 15 April", "11-15 April": the month stands behind both days
_DAYS = re.compile(
    rf"(?<![A-Za-z0-9./\-])(?:(?:[Bb]etween|[Ff]rom) )?(?P<first>{_D}) ?(?:and|to|[-–—]) ?(?P<last>{_D}) (?:of )?"
    rf"(?P<month>{_MONTH})(?:,? (?P<year>{_Y}))?(?![A-Za-z0-9%])"
)
_LAST_DAY = re.compile(rf"(?P<day>{_D})(?!,? ?[A-Z][a-z])(?![0-9:%])(?:,? (?P<year>{_Y}))?")
_OTHER = re.compile(_ATOM, re.IGNORECASE)
_THROUGH = re.compile(r" (?:to|through|until|till|and) | ?[-–—] ?")
_PUBLISHED, _MENTIONED = Base.PUBLISHED, Base.MENTIONED
_RELATIVES = {
    "yesterday": (_PUBLISHED, Step.DAY, -1),
    "today": (_PUBLISHED, Step.DAY, 0),
    "last week": (_PUBLISHED, Step.WEEK, -1),
    "this week": (_PUBLISHED, Step.WEEK, 0),
    "last month": (_PUBLISHED, Step.MONTH, -1),
    "this month": (_PUBLISHED, Step.MONTH, 0),
    "last year": (_PUBLISHED, Step.YEAR, -1),
    "this year": (_PUBLISHED, Step.YEAR, 0),
    "the same day": (_MENTIONED, Step.DAY, 0),
    "that day": (_MENTIONED, Step.DAY, 0),
    "the next day": (_MENTIONED, Step.DAY, 1),
    "the following day": (_MENTIONED, Step.DAY, 1),
    "the day before": (_MENTIONED, Step.DAY, -1),
    "the same month": (_MENTIONED, Step.MONTH, 0),
    "the following month": (_MENTIONED, Step.MONTH, 1),
    "the same year": (_MENTIONED, Step.YEAR, 0),
    "the following year": (_MENTIONED, Step.YEAR, 1),
}
# "last month", "the same day"; not "last year's report"
_RELATIVE = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(sorted(_RELATIVES, key=len, reverse=True))})(?![A-Za-z'’])", re.IGNORECASE
)
_AGO = re.compile(
    r"(?<![A-Za-z])(?:several|a few|some|many|two|three|four|five|[0-9]{1,2}) "
    r"(?:years|months|weeks|days) (?:ago|earlier)",
    re.IGNORECASE,
)


def find_english_phrases(text: str) -> list[DatePhrase]:
    """Date phrases of one normalised passage, in its order."""
    found: list[DatePhrase] = []
    at = 0
    while match := _ONE.search(text, at):
        phrase = _read(text, match)
        at = phrase.end if phrase else match.end()
        if phrase:
            found.append(phrase)
    days = [_of_month(match) for match in _DAYS.finditer(text)]
    rest = [phrase for phrase in found if not any(a.start < phrase.end and phrase.start < a.end for a in days)]
    return sorted([*days, *rest, *_relatives(text)], key=lambda phrase: phrase.start)


def _of_month(match: re.Match[str]) -> DatePhrase:
    """Two days of one month."""
    year = int(match["year"]) if match["year"] else None
    first, last = (DateSpec(year, _month(match["month"]), _number(match[end])) for end in ("first", "last"))
    return DatePhrase(match.start(), match.end(), first, last, Limit.DURING)


def _read(text: str, match: re.Match[str]) -> DatePhrase | None:
    lead = match["lead"].lower().replace("-", " ").strip().removeprefix("and ").strip()
    if not lead and (match["m4"] or match["y5"]):
        return None
    if match["y5"] and (
        lead in {"about", "around", "and", "to", "the", "about the", "of", "by", "up to"}
        or lead.endswith(("about", "the"))
    ):
        return None
    month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    if month and (month[0].islower() or (match["m4"] and lead in {"the", "and", "to", "a"})):
        return None
    spec = _spec(match, lead)
    start = match.start() + _dropped(match["lead"])
    if (through := _THROUGH.match(text, match.end())) and (last := _last(text, through.end(), spec)):
        return DatePhrase(start, last[1], spec, last[0], Limit.DURING)
    limit = next((limit for word, limit in _BEFORE.items() if lead.startswith(word)), Limit.AT)
    return DatePhrase(start, match.end(), spec, limit=limit)


def _last(text: str, at: int, first: DateSpec) -> tuple[DateSpec, int] | None:
    """The other end: a whole date, or the 30 of `June 28-30, 2021`."""
    day = _LAST_DAY.match(text, at)
    if day and first.day is not None:
        year = int(day["year"]) if day["year"] else None
        return DateSpec(day=_number(day["day"]), month=first.month if year else None, year=year), day.end()
    other = _OTHER.match(text, at)
    return (_spec(other, ""), other.end()) if other and (other["y5"] is None or first.day is None) else None


def _spec(match: re.Match[str], lead: str) -> DateSpec:
    found = match.groupdict()
    month = found["m1"] or found["m2"] or found["m3"] or found["m4"]
    day = found["d1"] or found["d2"]
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"] or found["y5"]
    part = next((part for word, part in {**_PARTS, **_ENDS}.items() if re.search(rf"\b{word}\b", lead)), None)
    return DateSpec(
        year=int(year) if year else None,
        month=_month(month) if month else None,
        day=_number(day) if day else None,
        season=_SEASONS[found["season"].lower()] if found["season"] else None,
        part=part,
    )


def _dropped(lead: str) -> int:
    """Plain prepositions (in, on, of) are not part of the date's words; limits are."""
    plain = re.match(r"(?:(?:in|on|a|during|of|and|to|last|about|around|as of)(?: |-))*(?:the )?", lead, re.IGNORECASE)
    return plain.end() if plain else 0


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _number(text: str) -> int:
    return int(text.rstrip("stndrh"))


def _relatives(text: str) -> Iterator[DatePhrase]:
    for match in _RELATIVE.finditer(text):
        base, unit, shift = _RELATIVES[match.group().lower()]
        yield DatePhrase(match.start(), match.end(), DateSpec(relative=Relative((), base, unit, shift)))
    for match in _AGO.finditer(text):
        yield DatePhrase(match.start(), match.end(), DateSpec(relative=Relative((), Base.PUBLISHED, Step.VAGUE, 0)))
