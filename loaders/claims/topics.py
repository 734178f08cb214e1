"""Whom a clause without a subject speaks of: the topic of the line before, of the heading over it, or its speaker.

「みなと社、委託先で感染」 over 「個人情報の取り扱いを委託している大川電算で、…」: it is みなと社 that entrusts.
「元社員は端末で調べた。名簿業者に送った」: he sent it.
"""

from __future__ import annotations

import re

from app.domain.document import BlockKind
from loaders.claims.actor_kinds import is_owner
from loaders.claims.arguments import Scene, usable
from loaders.claims.clauses import Predicate
from loaders.claims.discourse import Telling
from loaders.claims.frames import frame_lexicon
from loaders.mentions.analysis import Analysis, Line

__all__ = [
    "acting_before",
    "first_known",
    "has_strange_topic",
    "is_in_quotes",
    "section_topic",
    "speaker_of",
    "stands_alone",
    "topic_before",
]

_BEFORE = re.compile(r"[\s\[\]()\d/.年月日■●◆▼・:○-]*")
_TAIL = r"(?:[」』]|\([^()]*\)|=[^=]*=|氏|さん|ら|自身)*"
_TOPIC = re.compile(_TAIL + r"(?:は|も)(?!なく|ない)")
_DATED = re.compile(
    r"[・\-(]?\d*\)?\s*(?:\d{4}年|(?:令和|平成)\d+年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬)(?:頃|\([月火水木金土日]\))?[ :]"
)
_STRANGE = re.compile(r"([一-鿿々ァ-ヺーA-Za-z]{2,12})は(?!、?いずれ)")
_SUBJECT = re.compile(_TAIL + r"が")
_IS_HE = re.compile(_TAIL + r"(?:だった|だ|である|であった|です|でした)?。?$")
_BEHIND = re.compile(r"\s*(\([^()]*\))?\s*(、|,|,|が|は|:|で|の)")


def section_topic(scene: Scene) -> int | None:
    """The organization at the very front of the heading over a line; None for authorities, or if none is there."""
    heading = _heading_over(scene.analysis, scene.line)
    if heading is None:
        return None
    first = min(heading.actors, key=lambda d: d.start, default=None)
    if first is None or not _BEFORE.fullmatch(heading.text[: first.start]):
        return None
    actor = scene.analysis.actors[first.actor]
    is_subject = _BEHIND.match(heading.text, first.end) is not None
    return first.actor if is_subject and is_owner(actor) and not actor.is_authority else None


def first_known(*actors: int | None) -> int | None:
    """The first of the actors that is known."""
    return next((actor for actor in actors if actor is not None), None)


def stands_alone(line: Line) -> bool:
    """True for headings, list items, rows and dated lines: they go on from no line before them."""
    return line.block.kind is not BlockKind.PARAGRAPH or _DATED.match(line.text) is not None


def is_in_quotes(telling: Telling) -> bool:
    """True if a predicate stands in another's words."""
    before = telling.scene.sentence.text[: telling.predicate.span[0]]
    return before.count("「") > before.count("」")


def acting_before(telling: Telling) -> int | None:
    """Who acts on where a clause has no subject: in the same line, else the topic of the line before, else the last."""
    here = telling.said.last_subject(telling.line, reach=0)
    if here is not None:
        return here
    topic = topic_before(telling.scene)
    if topic is not None or has_strange_topic(telling.scene):
        return topic
    return telling.said.last_subject(telling.line)


def has_strange_topic(scene: Scene) -> bool:
    """「東都は名簿を切り分けた」 where no mention knows 東都: whoever acts on, it may be that one."""
    line = scene.analysis.lines[scene.line.index - 1] if scene.line.index else None
    found = _STRANGE.match(line.text) if line is not None else None
    if line is None or found is None or frame_lexicon().data.search(found[1]):
        return False
    return not any(one.start < found.end(1) for one in (*line.actors, *line.dates, *line.counts, *line.fields))


def speaker_of(scene: Scene, predicate: Predicate) -> int | None:
    """「調査会社は「報告書を渡した」と説明した」: who speaks the words in which a predicate stands."""
    place = scene.sentence.to_line(predicate.span[0], predicate.span[0] + 1)[0]
    opening = scene.line.text.rfind("「", 0, place)
    before = [d for d in scene.line.actors if d.end <= opening]
    topics = [d.actor for d in before if _TOPIC.match(scene.line.text, d.end)]
    found = topics[-1:] or [d.actor for d in before if _SUBJECT.match(scene.line.text, d.end)][-1:]
    return next((a for a in found if not scene.actor(a).is_authority), None)


def topic_before(scene: Scene) -> int | None:
    """Whom the line before speaks of, for a line that leaves its subject out; None for authorities and the press.

    は before 「買い手の一つがB社だ」 (B社) before が; what stands in 「…」 is another's words.
    """
    line = scene.line_before
    if line is None or line.block.kind is not BlockKind.PARAGRAPH:
        return None
    spoken = [d for d in line.actors if not _is_inside(line.text, d.start, d.end)]
    topics = [d for d in spoken if _TOPIC.match(line.text, d.end)]
    named = [d for d in spoken if _IS_HE.match(line.text, d.end)]
    subjects = [d for d in spoken if _SUBJECT.match(line.text, d.end)]
    found = next(iter([*topics[:1], *named[-1:], *subjects[:1]]), None)
    actor = None if found is None else scene.actor(found.actor)
    return actor.index if actor is not None and usable(actor) and not actor.is_authority else None


def _is_inside(text: str, start: int, end: int) -> bool:
    """Inside of 「…」, and not a name that is all of it (「ナギサ情報」は)."""
    is_open = text.count("「", 0, start) > text.count("」", 0, start)
    is_whole = text[start - 1 : start] == "「" and text[end : end + 1] == "」"
    return is_open and not is_whole


def _heading_over(analysis: Analysis, line: Line) -> Line | None:
    """The line of the nearest heading among the parents of a line."""
    block = line.block
    while block.parent is not None:
        index, block = block.parent, analysis.blocks[block.parent]
        if block.kind is BlockKind.HEADING:
            return next((one for one in analysis.lines if one.passage.block == index), None)
    return None
