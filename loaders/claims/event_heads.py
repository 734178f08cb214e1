"""The head of a notice -> its disclosure: who issued it, and on which day.

「令和5年4月3日」, 「緑市」 and 「個人情報の紛失について」 above the text, in any order, tell without a sentence that
緑市 made the loss public on that day. All three must be there: a date alone may be that of anything, and a report in a
newspaper has no issuer above its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from pydantic import TypeAdapter

from app.domain.vocabulary import ActorKind, Role
from app.domain.window import Window
from loaders.claims.drafts import EventDraft
from loaders.lexicons import read_lexicon
from loaders.mentions.analysis import Analysis, Line

__all__ = ["find_issued", "notice_titles", "titles_in"]

_HIGHEST = 8  # lines that a letterhead has at most
_DATE_ONLY = re.compile(r"[\s\d年月日/.()月火水木金土曜日令和平成元:付]*")
_OF_NAME = re.compile(r"[^。、はがのをにと]{0,12}")  # a corporation and its house: 医療法人みどり会 緑沢病院
_OFFICE = re.compile(
    r"[\s、・]*(?!警|議会|教育|立|民|営|内|[^\s]*(?:病院|学校|公社|委員会))(?:[一-龥々ァ-ヶー]{0,14}(?:部|課|室|局|係|本部|センター|広報))?[\s]*"
)


@dataclass(frozen=True)
class NoticeTitle:
    """What a title of one kind of notice holds; see the head of `notices.yaml`."""

    id: str
    ends: tuple[str, ...]
    subjects: tuple[str, ...]
    others: tuple[str, ...]
    press: tuple[str, ...]

    @cached_property
    def _end(self) -> re.Pattern[str]:
        ends = "|".join(map(re.escape, sorted(self.ends, key=len, reverse=True)))
        return re.compile(rf"(?:{ends})\s*[)\]】]?(?:\s*\([^()]{{1,12}}\))?\s*$")

    def fits(self, text: str) -> bool:
        """True if a line is such a title."""
        speaks = any(word in text for word in self.subjects) and not any(word in text for word in self.others)
        return speaks and self._end.search(text) is not None


@lru_cache(maxsize=1)
def notice_titles() -> tuple[NoticeTitle, ...]:
    """The entries of `notices.yaml`."""
    return TypeAdapter(tuple[NoticeTitle, ...]).validate_python(read_lexicon("loaders.claims", "notices.yaml"))


def titles_in(text: str) -> list[str]:
    """Of which notices a line is the title.

    >>> titles_in("個人情報の紛失について(第2報)")
    ['leak_notice']
    """
    return [title.id for title in notice_titles() if title.fits(text)]


def find_issued(analysis: Analysis) -> Iterator[EventDraft]:
    """The disclosure that the head of the document tells of; nothing if date, issuer or title is missing."""
    head = list(_head(analysis))
    title = next((line for line in head if titles_in(line.text)), None)
    dated = next(((line, day) for line in head if (day := _day(line)) is not None), None)
    issuer = next(((line, actor) for line in head if (actor := _issuer(analysis, line)) is not None), None)
    if title is None or dated is None or issuer is None:
        return
    lines = sorted({dated[0].index: dated[0], issuer[0].index: issuer[0], title.index: title}.items())
    yield EventDraft(
        type="disclosure",
        actors=(issuer[1],),
        window=dated[1],
        quotes=tuple(analysis.whole(line) for _, line in lines),
        segment=title.segment,
        confidence=0.7,
    )


def _head(analysis: Analysis) -> Iterator[Line]:
    """The lines above the first sentence."""
    for line in analysis.lines[:_HIGHEST]:
        if line.text.rstrip().endswith("。"):
            return
        yield line


def _day(line: Line) -> Window | None:
    """The one day that a line is dated, alone or with an issuer behind it."""
    days = [d for d in line.dates if d.window.earliest and d.window.earliest == d.window.latest]
    if len(days) != 1:
        return None
    before, behind = line.text[: days[0].start], line.text[days[0].end :]
    names = [d for d in line.actors if d.start >= days[0].end]
    rest = line.text[names[-1].end :] if names else behind
    is_alone = _DATE_ONLY.fullmatch(before) and (_OFFICE.fullmatch(rest) if names else _DATE_ONLY.fullmatch(rest))
    return days[0].window if is_alone else None


def _issuer(analysis: Analysis, line: Line) -> int | None:
    """The organization that a line is nothing but the name of, with its office, or with the date before it."""
    press = tuple(word for title in notice_titles() for word in title.press)
    bodies = [d for d in line.actors if analysis.actors[d.actor].kind is ActorKind.ORGANIZATION]
    if any(
        Role.JOURNALIST in analysis.actors[d.actor].roles or line.text[d.start : d.end].endswith(press) for d in bodies
    ):
        return None
    if not bodies or len(bodies) != len(line.actors):
        return None
    first, last = bodies[0], bodies[-1]
    is_row = all(_OF_NAME.fullmatch(line.text, a.end, b.start) for a, b in pairwise(bodies))
    is_name = _DATE_ONLY.fullmatch(line.text[: first.start]) and _OFFICE.fullmatch(line.text[last.end :])
    return last.actor if is_name and is_row else None
