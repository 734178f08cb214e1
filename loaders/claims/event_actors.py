"""Who takes part in an event: the actors of its clause by their particles, and the topic of the sentence.

「店は3日、元店員が名簿を売ったと発表した」: the discloser is 店 alone; 元店員 acts in what is told. Who confesses or
denies is the subject of that very verb, and nobody where two could be it: a wrong name there is an accusation.
"""

from __future__ import annotations

import re

from loaders.claims.event_rules import Trigger
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line

__all__ = ["actors_of", "bracket_of", "is_relative", "issuer_of", "names_no_subject", "subjects_in"]

_TAIL = re.compile(
    r"(?:[一-龥々ァ-ヶー\d]{1,10}(?:課|部|室|係|班|本部|支部))?"  # 県警生活経済課は
    r"(?:\s*\([^()]{0,60}\)|=[^=]{0,40}=|ら(?!れ)|側|など|等|たち|両容疑者|容疑者|被告|社長|会長|担当者|の(?:社長|会長|担当者|広報|役員)|自身|本社|\s)*"
)
_PARTICLE = re.compile(
    r"には|へは|からは|によると|によれば|により|によって|に対し|では|とは|は|が|も|を|に|へ|から|より|と(?!い)|、|・|や|および|及び|の"
)
_TAKES_PART = frozenset(
    ["が", "を", "に", "へ", "から", "より", "も", "と", "には", "へは", "からは", "により", "によって", "に対し"]
)
_NEXT = re.compile(r"[、,\s]*(?:[^、。,はがをにでと「」]{0,14})")  # 「Aと、無職B」: the trade of the second
_JOINS = frozenset(["、", "・", "や", "および", "及び", "と"])
_QUOTES_CLAUSE = re.compile(r"(?:た|る|い|だ|である)(?:と|こと|旨|もの)|」と")
_MODIFIES = re.compile(r"(?:(?<!ま)た|だ|[てで]いる|[すれう]る)$")
_RELATIVE = re.compile(
    r"(?:報じ|伝え|発表し|公表し|明らかにし|公開し|謝罪し)(?:て(?:い|お))?た(?=[一-龥々ァ-ヶA-Za-z「『])"
)
_BEHIND_NAME = re.compile(r"(?:\([^()]*\)|容疑者|被告|さん|氏|ら|\s)*")
_FIRST_PERSON = re.compile(
    r"(?:当|弊|本|小)(?:社|行|院|校|市|県|町|村|区|府|学|会|園|店|所|協会|法人|財団|組合|公社|機構|病院|グループ)"
)
_SUBJECT_BEFORE = re.compile(r"(?:(?<![にへでと])(?:は|も)|が)(?=[、\s]|[一-龥々ァ-ヶA-Za-z0-9]|$)")
_PASSIVE = re.compile(r"(?:さ|行わ)れ")
_ANSWER = re.compile(r"回答|返答|報告")
_SUBJECTS = frozenset(["は", "が", "も"])
_SOURCES = frozenset(["から", "より"])
_BRACKETS = re.compile(r"「[^「」]*」|『[^『』]*』")


def actors_of(line: Line, trigger: Trigger, clause: int, people: frozenset[int]) -> tuple[int, ...]:
    """Indices of the actors of the event told at `trigger`, whose clause begins at `clause`; in reading order.

    `people`: those who are persons. 「元店員が頼んだ男を逮捕」 does not arrest 元店員, but 「県警が逃げた男を逮捕」 is
    done by 県警.
    """
    quoted = [m.span() for m in _BRACKETS.finditer(line.text) if m.end() - m.start() > 12]
    before = [d for d in line.actors if d.end <= trigger.end and not any(a < d.start and d.end < b for a, b in quoted)]
    marked = [(d, _particle(line, d, before)) for d in before]
    if (place := bracket_of(line, trigger)) is not None:
        return _described(line, trigger, before, place)
    if trigger.rule.tells:
        return _speaker(line, trigger, marked, clause)
    if trigger.rule.subject:
        return _subject(line, trigger, marked, clause)
    here = [d for d, particle in marked if d.start >= clause and particle in _TAKES_PART]
    acting = {d for d, particle in marked if particle == "が" and d.actor not in people}
    here = [d for d in here if d in acting or not _is_inside(line, d, trigger, here)]
    topics = [d for d, particle in marked if particle == "は"]
    chosen = [*topics[-1:], *here]
    return tuple(dict.fromkeys(d.actor for d in sorted(chosen, key=lambda d: d.start)))


def issuer_of(analysis: Analysis) -> int | None:
    """Who speaks of itself in the text (当社, 弊社, 本市), outside of what others are quoted with; None of two."""
    found: set[int] = set()
    for line in analysis.lines:
        quoted = [m.span() for m in _BRACKETS.finditer(line.text)]
        for d in line.actors:
            is_own = _FIRST_PERSON.fullmatch(line.text[d.start : d.end]) is not None
            if is_own and not any(a < d.start < b for a, b in quoted):
                found.add(d.actor)
    return found.pop() if len(found) == 1 else None


def names_no_subject(line: Line, trigger: Trigger) -> bool:
    """True if nobody stands before the trigger as subject: 「8月19日 保護委員会に報告」. A passive has none to name."""
    before = _BRACKETS.sub("", line.text[: trigger.start])
    return not _SUBJECT_BEFORE.search(before) and not _PASSIVE.search(line.text, trigger.start, trigger.end + 2)


def subjects_in(line: Line, start: int, end: int, silent: frozenset[int] = frozenset()) -> tuple[int, int] | None:
    """The one who speaks in `[start, end)` and where its particle ends; None where none or two could be it.

    A topic before a が is the speaker: 「店は、業者が渡したと主張」 are words of 店. Those of `silent` say nothing.
    """
    here = [d for d in line.actors if start <= d.start and d.end < end and d.actor not in silent]
    marked = [(d, _PARTICLE.match(line.text, _tail_end(line, d))) for d in here]
    for wanted in ({"は", "では"}, {"が"}):
        found = [(d.actor, m.end()) for d, m in marked if m is not None and m.group() in wanted and m.end() <= end]
        if found:
            return found[0] if len({actor for actor, _ in found}) == 1 else None
    return None


def bracket_of(line: Line, trigger: Trigger) -> int | None:
    """Where the bracket opens that the trigger stands in: 「知人の男(別の罪で起訴)」."""
    opened = line.text.rfind("(", 0, trigger.start)
    is_inside = opened >= 0 and ")" not in line.text[opened : trigger.start] and ")" in line.text[trigger.end :]
    return opened if is_inside else None


def _described(line: Line, trigger: Trigger, before: list[Denotation], opened: int) -> tuple[int, ...]:
    """Who stands right before the bracket, and who stands in it: nobody else of the sentence is spoken of there."""
    named = [d for d in before if d.end <= opened and _BEHIND_NAME.fullmatch(line.text, d.end, opened)]
    inside = [d for d in before if opened < d.start and d.end <= trigger.start]
    return tuple(dict.fromkeys(d.actor for d in (*named[-1:], *inside)))


def is_relative(line: Line, trigger: Trigger) -> bool:
    """True for a verb of telling that only modifies a noun: 「…を報じた雑誌」; the sentence is about something else."""
    return _RELATIVE.search(line.text, trigger.start, trigger.end + 1) is not None


def _is_inside(line: Line, d: Denotation, trigger: Trigger, others: list[Denotation]) -> bool:
    """True if it acts only in a clause before another actor (「店から報告を受けた省が…」), or in what that one says."""
    for other in others:
        if d.end < other.start and _MODIFIES.search(line.text, d.end, other.start):
            return True
    is_second = any(o.end < d.start and _particle(line, o, others) in _SOURCES for o in others)
    return is_second and _QUOTES_CLAUSE.search(line.text, d.end, trigger.end) is not None


def _subject(line: Line, trigger: Trigger, marked: list[tuple[Denotation, str]], clause: int) -> tuple[int, ...]:
    """The one subject of a verb: in its own clause, else the only one of the sentence before it; of two none."""
    told = [
        d
        for d, particle in marked
        if particle in _SUBJECTS and not (particle == "が" and _QUOTES_CLAUSE.search(line.text, d.end, trigger.end))
    ]
    if not told and _ANSWER.search(line.text, trigger.start, trigger.end):
        told = [d for d, particle in marked if particle in _SOURCES]
    told = [d for d in told if not any(line.text[d.end : o.start] == "の" for o in told)]  # 店の社長は: he, not it
    for found in ([d for d in told if d.start >= clause], told):
        if found:
            actors = {d.actor for d in found}
            return tuple(actors) if len(actors) == 1 else ()
    return ()


def _speaker(line: Line, trigger: Trigger, marked: list[tuple[Denotation, str]], clause: int) -> tuple[int, ...]:
    """Who tells: the topic; else a が that stands outside what is told; else the owner of the noun (〇〇の発表)."""
    if is_relative(line, trigger):
        own = [d for d, particle in marked if particle == "が" and d.start >= clause]
        behind = [d for d in line.actors if 0 <= d.start - trigger.end <= 1]
        return tuple(d.actor for d in own[-1:] or behind)
    topics = [d for d, particle in marked if particle in {"は", "では", "によると", "によれば"}]
    if topics:
        return _topic(line, trigger, topics, clause)
    outside = [
        d
        for d, particle in marked
        if particle in {"が", "も"} and not _QUOTES_CLAUSE.search(line.text, d.end, trigger.start)
    ]
    outside = outside or [d for d, particle in marked if particle in {"から", "より"} and _says(line, d, trigger)]
    if outside:
        return (outside[-1].actor,)
    owners = [d for d, particle in marked if particle == "の" and trigger.start - d.end <= 2]
    return tuple(d.actor for d in owners[-1:])


def _topic(line: Line, trigger: Trigger, topics: list[Denotation], clause: int) -> tuple[int, ...]:
    """The topic of the clause unless it belongs to what is told; else the first one of the sentence."""
    own = {d.actor for d in topics if d.start >= clause and not _QUOTES_CLAUSE.search(line.text, d.end, trigger.start)}
    if len(own) > 1:
        return ()
    is_quoting = line.text[trigger.start - 1 : trigger.start] == "と"
    return tuple(own) if own and not is_quoting else (topics[0].actor,)


def _says(line: Line, d: Denotation, trigger: Trigger) -> bool:
    """True for 「県から発表があった」; 「当局からの情報」 and 「店から持ち出したと発表」 name no speaker."""
    return re.fullmatch(r"(?:から|より)[^。、の]{0,8}", line.text[d.end : trigger.start]) is not None


def _particle(line: Line, d: Denotation, others: list[Denotation]) -> str:
    """The case particle of a denotation; in a coordination (A、Bを) that of its last member."""
    for _ in range(6):
        match = _PARTICLE.match(line.text, _tail_end(line, d))
        if match is None:
            return ""
        if match.group() not in _JOINS:
            return match.group()
        following = next((o for o in others if _NEXT.fullmatch(line.text, match.end(), o.start)), None)
        if following is None:
            return match.group()
        d = following
    return ""


def _tail_end(line: Line, d: Denotation) -> int:
    """Where the particle of a denotation begins: behind its brackets, titles and plurals."""
    tail = _TAIL.match(line.text, d.end)
    return tail.end() if tail else d.end
