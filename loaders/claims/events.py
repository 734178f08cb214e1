"""Lines -> events: what happened around the data, when, and who took part.

「県警は4日に元店員を逮捕した。」 becomes an `arrest` on the 4th with 県警 and 元店員. Told again without a date it
stays one event with two quotes. What is planned, negated, inside a quoted title or in a list of references is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind, Quote
from app.domain.vocabulary import ActorKind, Role
from app.domain.window import OPEN, Window
from loaders.claims.actor_kinds import is_person
from loaders.claims.drafts import EventDraft
from loaders.claims.event_actors import actors_of, issuer_of, names_no_subject
from loaders.claims.event_dates import Dating, LeadingDates, told_after
from loaders.claims.event_heads import find_issued
from loaders.claims.event_rules import Trigger, find_triggers
from loaders.claims.tables import table_rows
from loaders.mentions.analysis import Analysis, Line

__all__ = ["find_events"]

_NO_STORY = re.compile(
    r"^\s*(?:出典|参考|関連記事|引用元?|更新履歴|改訂履歴|キーワード|タグ|Copyright|©|\(C\)|Source|https?://|\[?\d+\]?\s*https?://)"
    r"|All rights reserved|^\s*[-*・]?\s*\[[^\]]*\]\(https?://[^)]*\)\s*$"
)
_APPENDIX = re.compile(
    r"更新履歴|改訂履歴|公式発表|^\s*(?:\d+[.．]?\s*)?(?:参考|出典)|関連(?:記事|リンク|ニュース|情報)|脚注|注釈|外部リンク|References"
)
_GOES_ON = re.compile(r"い(?:る|た|ます|ました)(?![一-龥ァ-ヶ])")
_ADNOMINAL = re.compile(r"(?:た|て?[いお][たる])?(?:ました)?(?:[一-龥々ァ-ヶA-Za-z「『]|この|その)")
_CLAUSE_END = re.compile(
    r"(?:て|で|し|り|き|ぎ|び|ち|行い|ず|み|め|れ|え|が|ため|ところ|ので|一方|とともに|おり|ており|たが)、|。|\|"
)
_LONGEST_QUOTE = 220
_OFFICIAL = frozenset([Role.INVESTIGATOR, Role.REGULATOR, Role.COURT])


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling of an event, before tellings are joined. `is_support`: it can only support another telling."""

    draft: EventDraft
    line: int
    is_support: bool


def find_events(analysis: Analysis) -> tuple[tuple[EventDraft, ...], tuple[Diagnostic, ...]]:
    """The events of a document, in the order of their first telling, and remarks on tellings that were passed over."""
    tellings: list[_Told] = []
    remarks: list[Diagnostic] = []
    leading, issuer = LeadingDates(analysis), issuer_of(analysis)
    apart = _apart(analysis)
    for line in analysis.lines:
        if line.index in apart or not _tells_story(line):
            continue
        for trigger in find_triggers(line.text):
            dating = leading.date_of(line, trigger)
            if trigger.is_label and dating.window.is_open:
                continue
            if dating.window.is_open and trigger.rule.undated is False:
                remarks.append(_undated(analysis, line, trigger))
                continue
            tellings.append(_telling(analysis, line, trigger, dating, issuer))
    issued = [_Told(draft, -1, is_support=False) for draft in find_issued(analysis)]
    persons = frozenset(n for n, actor in enumerate(analysis.actors) if actor.kind is ActorKind.PERSON)
    return tuple(_joined([*issued, *tellings], persons)), tuple(remarks)


def _apart(analysis: Analysis) -> frozenset[int]:
    """Lines that tell no story: rows of tables other than timelines, and sections of references and histories."""
    rows = {r.line for r in table_rows(analysis) if "organization" in r.typed and "date" not in r.typed}
    return frozenset(rows) | _appendix(analysis)


def _appendix(analysis: Analysis) -> frozenset[int]:
    """Lines under headings like 更新履歴, and under headings behind those that are nothing but a name (総務省)."""
    heads: set[int] = set()
    inside = False
    for line in analysis.lines:
        if line.block.kind is BlockKind.HEADING:
            named = any(line.text[d.start : d.end] == line.text.strip() for d in line.actors)
            inside = _APPENDIX.search(line.text) is not None or (inside and named)
            if inside:
                heads.add(line.passage.block)
    return frozenset(line.index for line in analysis.lines if heads & _ancestors(analysis, line))


def _ancestors(analysis: Analysis, line: Line) -> set[int]:
    found: set[int] = set()
    place = line.block.parent
    while place is not None and place not in found:
        found.add(place)
        place = analysis.blocks[place].parent
    return found


def _tells_story(line: Line) -> bool:
    """False for drills and fiction, reference lists, copyright lines and the like, and for notes without a date."""
    if line.is_staged:
        return False
    if line.block.kind is BlockKind.FOOTNOTE and not line.dates:
        return False
    return not _NO_STORY.search(line.text)


def _undated(analysis: Analysis, line: Line, trigger: Trigger) -> Diagnostic:
    start, end = line.view.raw(trigger.start, trigger.end)
    message = f"{trigger.rule.type} without a date is not taken for an event"
    return Diagnostic("event.undated", message, Severity.INFO, analysis.document.id, start, end)


# ------------------------------------------------------------ one telling


def _telling(analysis: Analysis, line: Line, trigger: Trigger, dating: Dating, issuer: int | None) -> _Told:
    clause = _clause_start(line.text, trigger.start)
    start = clause if dating.start is None else min(clause, dating.start)
    if trigger.end - start > _LONGEST_QUOTE:
        start = clause
    quotes = _labelled(analysis, line, dating) if trigger.is_label else (analysis.quote(line, start, trigger.end),)
    draft = EventDraft(
        type=trigger.rule.type,
        actors=_cast(analysis, line, trigger, clause, issuer),
        window=dating.window,
        quotes=quotes,
        segment=line.segment,
        confidence=0.6 if dating.window.is_open else 0.8,
    )
    is_support = line.block.kind is BlockKind.HEADING or _is_passing(line, trigger, dating)
    is_support = is_support and not trigger.is_label
    return _Told(draft, line.index, is_support)


def _labelled(analysis: Analysis, line: Line, dating: Dating) -> tuple[Quote, ...]:
    """A label with its date: one line, or the line below it as well."""
    below = analysis.lines[line.index + 1 : line.index + 2] if dating.start is None else ()
    return tuple(analysis.whole(one) for one in (line, *below))


def _cast(analysis: Analysis, line: Line, trigger: Trigger, clause: int, issuer: int | None) -> tuple[int, ...]:
    """The actors; police, authorities and courts neither confess nor deny (「県警は男を逮捕し、容疑を認めている」).

    Who issued a notice does in it what nobody else is said to do (「8月19日 保護委員会に報告」).
    """
    people = frozenset(n for n, actor in enumerate(analysis.actors) if is_person(actor))
    found = actors_of(line, trigger, clause, people)
    if issuer is not None and trigger.rule.issuing and issuer not in found and names_no_subject(line, trigger):
        found = (issuer, *found)
    return tuple(a for a in found if not (trigger.rule.subject and _OFFICIAL & set(analysis.actors[a].roles)))


def _is_passing(line: Line, trigger: Trigger, dating: Dating) -> bool:
    """True for words that only support another telling: 「発覚した事件」 without a date of its own, 「確認したと発表」.

    With `strict` rules also a step on the way (「確認し、…」) that no date vouches for.
    """
    if trigger.rule.type == "discovery" and told_after(line.text, trigger.end):
        return True
    if (dating.start is not None and not dating.is_set_off) or (dating.window.is_open and trigger.rule.undated is True):
        return False
    if trigger.rule.undated == "strict" and dating.window.is_open and line.text[trigger.end - 1] in "、て":
        return _GOES_ON.match(line.text, trigger.end) is None
    return line.text[trigger.end - 1] not in "、,て" and _ADNOMINAL.match(line.text, trigger.end) is not None


def _clause_start(text: str, before: int) -> int:
    """Where the clause begins that ends in a trigger at `before`."""
    start = 0
    for match in _CLAUSE_END.finditer(text, 0, before):
        start = match.end()
    while start < before and text[start] in " 、":
        start += 1
    return start


# ------------------------------------------------------------ several tellings of one event


def _joined(tellings: Iterable[_Told], persons: frozenset[int]) -> list[EventDraft]:
    """One event a happening: tellings of one type that can be the same, joined; headings only support."""
    kept: list[EventDraft] = []
    ordered = sorted(tellings, key=lambda t: (t.is_support, t.draft.window.is_open, t.line))
    for told in ordered:
        place = next((n for n, event in enumerate(kept) if _is_same(event, told.draft, persons)), None)
        if place is not None:
            kept[place] = _merge(kept[place], told.draft)
        elif not told.is_support:
            kept.append(told.draft)
    return sorted(kept, key=lambda event: event.quotes[0].start)


def _is_same(event: EventDraft, other: EventDraft, persons: frozenset[int]) -> bool:
    """Same type, segment, windows that can be one day, and no two different casts.

    Police that arrest two men one after the other do so twice.
    """
    if event.type != other.type or event.segment != other.segment or not event.window.overlaps(other.window):
        return False
    if not event.actors or not other.actors:
        return True
    casts = set(event.actors), set(other.actors)
    alone = [cast & persons for cast in casts]
    return bool(alone[0] & alone[1] if all(alone) else casts[0] & casts[1])


def _merge(event: EventDraft, other: EventDraft) -> EventDraft:
    quotes = {*event.quotes, *other.quotes}
    return replace(
        event,
        actors=tuple(dict.fromkeys([*event.actors, *other.actors])),
        window=_narrower(event.window, other.window),
        quotes=tuple(sorted(quotes)),  # two may begin at one place: never the order of a set
        confidence=max(event.confidence, other.confidence),
    )


def _narrower(a: Window, b: Window) -> Window:
    """The days that both allow."""
    return a.meet(b) or OPEN
