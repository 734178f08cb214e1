"""Lines -> events: what happened around the data, when, and who took part.

「県警は4日に元店員を逮捕した。」 becomes an `arrest` on the 4th with 県警 and 元店員. Told again without a date it stays one
event with two quotes. What is planned, negated, inside a quoted title or only in a list of references is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind, Quote
from app.domain.window import OPEN, Window
from loaders.claims.drafts import EventDraft
from loaders.claims.event_actors import actors_of
from loaders.claims.event_dates import Dating, LeadingDates
from loaders.claims.event_rules import Trigger, find_triggers
from loaders.mentions.analysis import Analysis, Line

__all__ = ["find_events"]

_NO_STORY = re.compile(
    r"^\s*(?:出典|参考|関連記事|引用元?|更新履歴|改訂履歴|キーワード|タグ|Copyright|©|\(C\)|Source|https?://|\[?\d+\]?\s*https?://)"
    r"|All rights reserved|^\s*[-*・]?\s*\[[^\]]*\]\(https?://[^)]*\)\s*$"
)
_BRACKETS = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』")
_CLAUSE_END = re.compile(r"(?:て|で|し|り|き|ず|み|れ|え|が|ため|ところ|ので|一方|とともに|おり|ており|たが)、|。|\|")
_LONGEST_QUOTE = 220
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling of an event, before tellings are joined. `is_heading`: it can only support another telling."""

    draft: EventDraft
    line: int
    is_heading: bool


def find_events(analysis: Analysis) -> tuple[tuple[EventDraft, ...], tuple[Diagnostic, ...]]:
    """The events of a document, in the order of their first telling, and remarks on tellings that were passed over."""
    tellings: list[_Told] = []
    remarks: list[Diagnostic] = []
    leading = LeadingDates(analysis)
    for line in analysis.lines:
        if not _tells_story(line):
            continue
        for trigger in _triggers(line):
            dating = leading.date_of(line, trigger)
            if dating.window.is_open and not trigger.rule.undated:
                remarks.append(_undated(analysis, line, trigger))
                continue
            tellings.append(_telling(analysis, line, trigger, dating))
    return tuple(_joined(tellings)), tuple(remarks)


def _tells_story(line: Line) -> bool:
    """False for notes, reference lists, copyright lines and the like."""
    return line.block.kind is not BlockKind.FOOTNOTE and not _NO_STORY.search(line.text)


def _triggers(line: Line) -> Iterator[Trigger]:
    """The triggers outside quoted speech and titles."""
    quoted = [m.span() for m in _BRACKETS.finditer(line.text)]
    for trigger in find_triggers(line.text):
        if not any(a < trigger.start and trigger.end <= b for a, b in quoted):
            yield trigger


def _undated(analysis: Analysis, line: Line, trigger: Trigger) -> Diagnostic:
    start, end = line.view.raw(trigger.start, trigger.end)
    message = f"{trigger.rule.type} without a date is not taken for an event"
    return Diagnostic("event.undated", message, Severity.INFO, analysis.document.id, start, end)


# ------------------------------------------------------------ one telling


def _telling(analysis: Analysis, line: Line, trigger: Trigger, dating: Dating) -> _Told:
    clause = _clause_start(line.text, trigger.start)
    start = clause if dating.start is None else min(clause, dating.start)
    if trigger.end - start > _LONGEST_QUOTE:
        start = clause
    quote = _quote(analysis, line, start, trigger.end)
    draft = EventDraft(
        type=trigger.rule.type,
        actors=actors_of(line, trigger, clause),
        window=dating.window,
        quotes=(quote,),
        segment=line.segment,
        confidence=0.6 if dating.window.is_open else 0.8,
    )
    return _Told(draft, line.index, line.block.kind is BlockKind.HEADING)


def _clause_start(text: str, before: int) -> int:
    """Where the clause begins that ends in a trigger at `before`."""
    start = 0
    for match in _CLAUSE_END.finditer(text, 0, before):
        start = match.end()
    while start < before and text[start] in " 、":
        start += 1
    return start


def _quote(analysis: Analysis, line: Line, start: int, end: int) -> Quote:
    return analysis.quote(line, start, end)


# ------------------------------------------------------------ several tellings of one event


def _joined(tellings: Iterable[_Told]) -> list[EventDraft]:
    """One event a happening: tellings of one type that can be the same, joined; headings only support."""
    kept: list[EventDraft] = []
    ordered = sorted(tellings, key=lambda t: (t.is_heading, t.draft.window.is_open, t.line))
    for told in ordered:
        place = next((n for n, event in enumerate(kept) if _is_same(event, told.draft)), None)
        if place is not None:
            kept[place] = _merge(kept[place], told.draft)
        elif not told.is_heading:
            kept.append(told.draft)
    return sorted(kept, key=lambda event: event.quotes[0].start)


def _is_same(event: EventDraft, other: EventDraft) -> bool:
    """Same type, segment, windows that can be one day, and no two different casts."""
    if event.type != other.type or event.segment != other.segment or not event.window.overlaps(other.window):
        return False
    if not event.actors or not other.actors:
        return True
    return bool(set(event.actors) & set(other.actors))


def _merge(event: EventDraft, other: EventDraft) -> EventDraft:
    quotes = {*event.quotes, *other.quotes}
    return replace(
        event,
        actors=tuple(dict.fromkeys([*event.actors, *other.actors])),
        window=_narrower(event.window, other.window),
        quotes=tuple(sorted(quotes, key=lambda q: q.start)),
        confidence=max(event.confidence, other.confidence),
    )


def _narrower(a: Window, b: Window) -> Window:
    """The days that both allow."""
    return a.meet(b) or OPEN
