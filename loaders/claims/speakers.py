"""Two speakers who contradict each other -> what each of them says, with the words.

「店は名簿を渡していないと主張するが、業者は名簿を受け取ったと述べている」 has two sides: of 店 and of 業者. A second
sentence that begins with これに対し or 一方 goes on in the same way. What two say about different things is no
contradiction: their figures must differ, or one must deny, or one must say no about what the other says yes to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.document import Quote
from app.domain.vocabulary import ActorKind, Role
from loaders.claims.event_actors import subjects_in
from loaders.mentions.actors import DocActor
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["Saying", "find_contradictions"]

_SAY = (
    r"(?:主張|説明|回答|反論|発表|公表|証言|供述|報告|コメント|発言|推定)(?:する|し(?:た|て(?:い|お)(?:る|た|り)?)?)?|述べ(?:る|た|て(?:い|お)(?:る|た|り)?)?"
    r"|話(?:す|し(?:た|て(?:い|お)(?:る|た|り)?)?)|言(?:う|い|った|って(?:い|お)(?:る|た|り)?)|答え(?:る|た|て(?:い|お)(?:る|た|り)?)?"
    r"|み(?:る|て(?:い|お)(?:る|た|り))|見(?:る|て(?:い|お)(?:る|た|り))|訴え(?:る|た|て(?:い|お)(?:る|た|り)?)?|す(?:る|ると)|し(?:た|て(?:い|お)(?:る|た|り))"
)
_LINK = re.compile(
    rf"(?P<to>[」』]?と(?:は|も)?、?(?:{_SAY}))(?:の)?(?:に対し(?:て)?|一方(?:で)?|が|ものの|けれども|のに|ところ)、"
)
_END = re.compile(rf"(?P<to>[」』]?と(?:は|も)?、?(?:{_SAY}))(?:という|とのこと)?[。]?$")
_REJECTS = re.compile(
    r"(?P<to>[」』]?と(?:して)?)、?(?:(?:これを|同社を|全面的に|強く|真っ向から)?(?:否定|反論|反発|否認)(?:し(?:た|て(?:い|お)(?:る|た))?|する)|退けた)[。]?$"
)
_GOES_ON = re.compile(r"\s*(?:これに対し(?:て)?|それに対し(?:て)?|一方(?:で)?|他方|しかし|だが|ところが)、")
_NO = re.compile(r"ない|なかった|ません|ず(?:[、にと]|$)|ぬ$|無関係|否定|事実無根|あり得な|虚偽|嘘")
_THING = re.compile(r"[一-龥々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}")


_OF_ANY = frozenset(
    [
        "流出",
        "漏洩",
        "確認",
        "被害",
        "影響",
        "情報",
        "個人情報",
        "顧客情報",
        "会員情報",
        "不正",
        "事実",
        "可能性",
        "調査",
    ]
)
"""Two firms that both use these may each tell of its own case."""
_OUTSIDE = frozenset([Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST])


@dataclass(frozen=True, slots=True)
class Saying:
    """What an actor (its index) says: a number if the two differ in one, else the words."""

    speaker: int
    value: int | float | str
    words: Quote


@dataclass(frozen=True, slots=True)
class _Half:
    """A part of a line in which somebody says something: `[start, end)` are the words, without the brackets."""

    line: Line
    speaker: int
    start: int
    end: int
    rejects: bool = False

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def find_contradictions(analysis: Analysis) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of sayings that do not agree, in the order of the document."""
    for line in analysis.lines:
        for first, second in (*_within(line), *_across(analysis, line)):
            if first.speaker == second.speaker:
                continue
            values = _figures(analysis, first, second) or _words(first, second)
            if values is not None:
                yield (_saying(analysis, first, values[0]), _saying(analysis, second, values[1]))


def _saying(analysis: Analysis, half: _Half, value: int | float | str) -> Saying:
    return Saying(half.speaker, value, analysis.quote(half.line, half.start, half.end))


# ------------------------------------------------------------ where two speak


def _within(line: Line) -> Iterator[tuple[_Half, _Half]]:
    """Both in one sentence, on either side of a connective."""
    links = list(_LINK.finditer(line.text))
    if len(links) != 1:
        return  # of three speakers it is open who answers whom
    first = _half(line, 0, links[0].start("to"))
    second = _last(line, links[0].end())
    if first and second:
        yield first, second


def _across(analysis: Analysis, line: Line) -> Iterator[tuple[_Half, _Half]]:
    """In two sentences, the second of which begins with a connective."""
    goes_on = _GOES_ON.match(line.text)
    before = analysis.lines[line.index - 1] if goes_on and line.index else None
    if goes_on is None or before is None or before.passage.block != line.passage.block:
        return
    first, second = _last(before, 0), _last(line, goes_on.end())
    if first and second and not first.rejects:
        yield first, second


def _last(line: Line, start: int) -> _Half | None:
    """What is said in `[start, end of the line)`, if the line ends in a verb of saying or of rejecting."""
    for pattern in (_REJECTS, _END):
        match = pattern.search(line.text, start)
        if match is not None:
            return _half(line, start, match.start("to"), rejects=pattern is _REJECTS)
    return None


def _half(line: Line, start: int, end: int, *, rejects: bool = False) -> _Half | None:
    """What is said in `[start, end)` behind its one speaker; nothing if there is none, or a choice of two."""
    speaker = subjects_in(line, start, end)
    if speaker is None:
        return None
    begin = speaker[1]
    while begin < end and line.text[begin] in "、「『 ":
        begin += 1
    return _Half(line, speaker[0], begin, end, rejects) if begin < end else None


# ------------------------------------------------------------ whether they disagree


def _figures(analysis: Analysis, first: _Half, second: _Half) -> tuple[int | float, int | float] | None:
    """Two figures of one unit that differ; of two firms each may tell its own, so one must be an outsider or reject."""
    a, b = _count(first), _count(second)
    if a is None or b is None or a.count.unit is not b.count.unit or a.count.value == b.count.value:
        return None
    is_about_one = second.rejects or any(_is_outside(analysis.actors[half.speaker]) for half in (first, second))
    return (a.count.value, b.count.value) if is_about_one else None


def _is_outside(actor: DocActor) -> bool:
    """True for those who have no customers: persons, police, authorities, the press."""
    return actor.kind in {ActorKind.PERSON, ActorKind.GROUP} or bool(_OUTSIDE & set(actor.roles))


def _words(first: _Half, second: _Half) -> tuple[str, str] | None:
    """The words, if the second rejects the first, or one says no of what both name; never of a leak as such alone."""
    is_no = [_NO.search(half.text) is not None for half in (first, second)]
    shared = set(_THING.findall(first.text)) & set(_THING.findall(second.text)) - _OF_ANY
    if second.rejects or (is_no[0] != is_no[1] and shared):
        return (first.text, second.text)
    return None


def _count(half: _Half) -> CountFound | None:
    """The one figure of what is said."""
    found = [c for c in half.line.counts if half.start <= c.start and c.end <= half.end and not c.is_part]
    return found[0] if len(found) == 1 else None
