"""What a document tells twice, and not in the same way -> disagreements without a speaker.

Of one wrongdoing it gives two beginnings (「7月から持ち出していた」, 「3月、持ち出しが始まった」); of one
arrest two offences, the deed and its attempt (恐喝, 恐喝未遂); of one figure that all of the data leaked and that
a part did (「20万人分の情報が流出」, 「20万人分の情報の一部」).

Of an arrest, a charge or a sentence it gives two days next to each other.

2029年 and 2029年3月 agree, and so do a deed and an attempt that one charge names together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from app.domain.document import BlockKind, Quote
from app.domain.graph import Count
from app.domain.vocabulary import ActorKind
from loaders.claims.disagreement import Disagreement
from loaders.claims.drafts import EventDraft
from loaders.claims.keys import Drafts
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound, DateFound, Limit

__all__ = ["beginnings", "event_days", "extents", "offences"]

_WRONG = r"(?:不正な?(?:行為|取得|持ち出し|利用|閲覧)|持ち出し|持ち出す|犯行|窃取|盗み出)"
_LASTS = r"(?:及(?:ん|び)|行(?:って|い|われ)|繰り返|重ね|続(?:け|い)|してい|されてい)"
_SINCE = re.compile(
    rf"(?:、)?(?:[^。、の]{{1,12}}[はが]、?)?[^。、の]{{0,8}}?(?:{_WRONG}[^。、]{{0,10}}?{_LASTS}|持ち出して(?:い|お))"
)
_BEGAN = re.compile(rf"(?:ごろ|頃)?[ |、:に]*[^。]{{0,16}}?{_WRONG}[^。、]{{0,8}}?(?:が|を)(?:始ま|始め|開始)")
_OFFENCE = re.compile(
    r"(?P<deed>恐喝|詐欺|窃盗|強要|強盗|脅迫|横領)(?P<attempt>未遂)?(?:した|をした)?(?:など)?(?:の?(?:容疑|疑い|罪)|(?:だ|である)?として)"
)
_CHARGED = re.compile(r"逮捕|起訴|送検|書類送致|有罪|判決")
_AGAIN = re.compile(r"再逮捕|追起訴|別の")
_CHARGES = frozenset({"arrest", "indictment", "referral_to_prosecutors", "sentence"})
_HUMAN = frozenset({ActorKind.PERSON, ActorKind.GROUP})
_AMISS = timedelta(days=3)  # a day or two wrong, not a second arrest
_A_PART = re.compile(r"(?:の)?[^。、]{0,12}?(?:情報|データ|名簿|ファイル)の(?:ごく)?一部(?:が|を|は|も|、|で)")
_EXPOSED = re.compile(r"流出|漏え?い|漏洩|閲覧|公開状態|持ち出")
_THE_WHOLE = re.compile(r"(?:の)?[^。、]{0,12}?(?:情報|データ|名簿)(?:が|の|、|を)?[^。、]{0,6}?(?:流出|漏え?い|漏洩)")


def beginnings(analysis: Analysis, drafts: Drafts) -> Iterator[Disagreement]:
    """Two days from which one wrongdoing is told to have gone on; nothing where several people may each have begun."""
    for segment in sorted({line.segment for line in analysis.lines}):
        lines = [line for line in analysis.lines if line.segment == segment]
        if len(_takers(analysis, drafts, segment)) > 1:
            continue
        told: dict[str, list[Quote]] = {}
        for line in lines:
            for date, end in _begun(line):
                told.setdefault(_month(date), []).append(analysis.quote(line, date.start, end))
        months = [month for month in told if not any(other != month and other.startswith(month) for other in told)]
        if len(months) > 1:
            sides = tuple((month, tuple(sorted(told[month]))) for month in sorted(months))
            yield Disagreement(f"when it began: {' / '.join(sorted(months))}", "time", None, sides)


def offences(analysis: Analysis, drafts: Drafts) -> Iterator[Disagreement]:
    """The deed and its attempt as what the same people are charged with in the same days."""
    charges = [
        (event, deed, attempt, quote)
        for event in drafts.events
        if event.type in _CHARGES
        for deed, attempt, quote in _charged(analysis, event)
    ]
    found: dict[tuple[int, str], dict[bool, set[Quote]]] = {}
    for (a, deed, attempt, quote), (b, other, tried, words) in combinations(charges, 2):
        if deed == other and attempt != tried and _is_one_charge(a, b):
            sides = found.setdefault((a.segment, deed), {True: set(), False: set()})
            sides[attempt].add(quote)
            sides[tried].add(words)
    for (_, deed), sides in found.items():
        told = tuple((f"{deed}{'未遂' * attempt}", tuple(sorted(sides[attempt]))) for attempt in (False, True))
        yield Disagreement(f"what they are charged with: {deed} / {deed}未遂", "offence", None, told)


def event_days(analysis: Analysis, drafts: Drafts) -> Iterator[Disagreement]:
    """Two days, hardly apart, of what happens to a person once."""
    for a, b in combinations(drafts.events, 2):
        people = {i for i in set(a.actors) & set(b.actors) if analysis.actors[i].kind in _HUMAN}
        if a.type != b.type or a.type not in _CHARGES or a.segment != b.segment or not people:
            continue
        days = [e.window.earliest for e in (a, b) if e.window.earliest == e.window.latest]
        one, other = (days[0], days[1]) if len(days) == len((a, b)) else (None, None)
        if one is not None and other is not None and one != other and abs(one - other) <= _AMISS:
            sides = ((one.isoformat(), a.quotes), (other.isoformat(), b.quotes))
            yield Disagreement(f"the day of one {a.type}: {one} / {other}", "time", None, sides)


def extents(analysis: Analysis) -> Iterator[Disagreement]:
    """All of the data that a figure counts leaked, and a part of it did."""
    parts: dict[tuple[int, Count], list[Quote]] = {}
    wholes: dict[tuple[int, Count], list[Quote]] = {}
    stated: set[tuple[int, Count]] = set()
    for line in analysis.lines:
        for count in line.counts:
            key, part = _key(line, count), _A_PART.match(line.text, count.end)
            if part is not None:
                parts.setdefault(key, []).append(analysis.quote(line, count.start, part.end()))
            elif not count.is_part and _EXPOSED.search(line.text):
                whole = _THE_WHOLE.match(line.text, count.end)
                stated |= {key} if whole else set()
                end = whole.end() if whole else count.end
                wholes.setdefault(key, []).append(analysis.quote(line, count.start, end))
    for key in parts.keys() & stated:
        value = key[1].value
        sides = ((value, tuple(wholes[key])), (f"a part of {value:,}", tuple(parts[key])))
        yield Disagreement(f"all of the data / a part of it: {value:,}", "extent", None, sides)


# ------------------------------------------------------------ beginnings


def _begun(line: Line) -> Iterator[tuple[DateFound, int]]:
    """Dates with which a wrongdoing begins, and where its words end."""
    for date in line.dates:
        if date.is_deictic or date.year_inferred or date.window.earliest is None:
            continue
        lasts = date.limit in {Limit.SINCE, Limit.DURING}
        match = (_SINCE if lasts else _BEGAN).match(line.text, date.end)
        if match is not None and (lasts or line.block.kind is not BlockKind.HEADING):
            yield date, match.end()


def _month(date: DateFound) -> str:
    """The year and month of a beginning, the year alone where the words tell no month."""
    day = date.window.earliest
    if day is None:
        return ""
    return (
        f"{day.year:04}-{day.month:02}" if re.search(r"年\s*[0-9]{1,2}月|[0-9]/[0-9]", date.text) else f"{day.year:04}"
    )


def _takers(analysis: Analysis, drafts: Drafts, segment: int) -> set[str]:
    """Who is told to have taken data, by label."""
    taken = [t for t in drafts.transfers if t.first.family == "take" and t.first.segment == segment]
    return {analysis.actors[t.recipient.value].label for t in taken if t.recipient}


# ------------------------------------------------------------ offences


def _charged(analysis: Analysis, event: EventDraft) -> Iterator[tuple[str, bool, Quote]]:
    """What is named as the offence beside the words that tell of a charge; nothing where both forms are."""
    for line in analysis.lines:
        if not any(line.passage.start <= q.start < line.passage.end for q in event.quotes) or _AGAIN.search(line.text):
            continue
        found = [m for m in _OFFENCE.finditer(line.text) if _CHARGED.search(line.text, m.end(), m.end() + 24)]
        if len({(m["deed"], bool(m["attempt"])) for m in found}) == 1:
            match = found[0]
            charged = _CHARGED.search(line.text, match.end())
            end = charged.end() if charged else match.end()
            yield match["deed"], bool(match["attempt"]), analysis.quote(line, match.start(), end)


def _is_one_charge(a: EventDraft, b: EventDraft) -> bool:
    same = a.actors == b.actors or bool(set(a.actors) & set(b.actors))
    return a.segment == b.segment and a.type == b.type and same and a.window.overlaps(b.window)


def _key(line: Line, count: CountFound) -> tuple[int, Count]:
    return line.segment, Count(count.count.value, unit=count.count.unit)
