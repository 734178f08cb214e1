"""Who takes part in an event: the actors of its clause by their particles, and the topic of the sentence.

「店は3日、元店員が名簿を売ったと発表した」: the discloser is 店 alone; 元店員 acts in what is told.
"""

from __future__ import annotations

import re

from loaders.claims.event_rules import Trigger
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Line

__all__ = ["actors_of"]

_TAIL = re.compile(
    r"(?:\s*\([^()]{0,60}\)|=[^=]{0,40}=|ら(?!れ)|側|など|等|たち|両容疑者|容疑者|被告|社長|会長|担当者|の(?:社長|会長|担当者|広報|役員)|自身|本社|\s)*"
)
_PARTICLE = re.compile(
    r"には|へは|からは|によると|によれば|により|によって|に対し|では|とは|は|が|も|を|に|へ|から|より|と(?!い)|、|・|や|および|及び|の"
)
_TAKES_PART = frozenset(
    ["が", "を", "に", "へ", "から", "より", "も", "と", "には", "へは", "からは", "により", "によって", "に対し"]
)
_JOINS = frozenset(["、", "・", "や", "および", "及び", "と"])
_QUOTES_CLAUSE = re.compile(r"(?:た|る|い|だ|である)(?:と|こと|旨|もの)|」と")
_BRACKETS = re.compile(r"「[^「」]*」|『[^『』]*』")


def actors_of(line: Line, trigger: Trigger, clause: int) -> tuple[int, ...]:
    """Indices of the actors of the event told at `trigger`, whose clause begins at `clause`; in reading order."""
    quoted = [m.span() for m in _BRACKETS.finditer(line.text) if m.end() - m.start() > 12]
    before = [d for d in line.actors if d.end <= trigger.end and not any(a < d.start and d.end < b for a, b in quoted)]
    marked = [(d, _particle(line, d, before)) for d in before]
    if trigger.rule.tells:
        return _speaker(line, trigger, marked)
    here = [d for d, particle in marked if d.start >= clause and particle in _TAKES_PART]
    topics = [d for d, particle in marked if particle == "は"]
    chosen = [*topics[-1:], *here]
    return tuple(dict.fromkeys(d.actor for d in sorted(chosen, key=lambda d: d.start)))


def _speaker(line: Line, trigger: Trigger, marked: list[tuple[Denotation, str]]) -> tuple[int, ...]:
    """Who tells: the topic; else a が that stands outside what is told; else the owner of the noun (〇〇の発表)."""
    topics = [d for d, particle in marked if particle in {"は", "では", "によると", "によれば"}]
    if topics:
        return (topics[0].actor,)
    outside = [
        d
        for d, particle in marked
        if particle in {"が", "も", "から", "より"} and not _QUOTES_CLAUSE.search(line.text, d.end, trigger.start)
    ]
    if outside:
        return (outside[-1].actor,)
    owners = [d for d, particle in marked if particle == "の" and trigger.start - d.end <= 2]
    return tuple(d.actor for d in owners[-1:])


def _particle(line: Line, d: Denotation, others: list[Denotation]) -> str:
    """The case particle of a denotation; in a coordination (A、Bを) that of its last member."""
    for _ in range(6):
        tail = _TAIL.match(line.text, d.end)
        place = tail.end() if tail else d.end
        match = _PARTICLE.match(line.text, place)
        if match is None:
            return ""
        if match.group() not in _JOINS:
            return match.group()
        following = next((o for o in others if 0 <= o.start - match.end() <= 3), None)
        if following is None:
            return match.group()
        d = following
    return ""
