"""English lines -> events around the data: arrests, charges, reports, discoveries, with their days and who takes part.

"Prosecutors charged him on 28 February" is an `indictment` on that day with the prosecutors and whom "him" denotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter

from app.domain.document import BlockKind
from app.domain.vocabulary import Status
from app.domain.window import OPEN, Window
from loaders.claims.drafts import EventDraft
from loaders.en.clauses import Doing, doing_of
from loaders.en.details import date_of, extent_of_doing
from loaders.en.objects import is_container, names_data
from loaders.en.parse import Tree, Word, parse
from loaders.en.status import status_of
from loaders.lexicons import read_lexicon
from loaders.mentions.analysis import Analysis, Line

__all__ = ["EnglishEvent", "english_events", "with_english_events"]

_TOLD = frozenset({Status.CONFIRMED, Status.ALLEGED})
_DATED, _UNDATED = 0.8, 0.6
"""How sure an event is, by whether the text dates it; a judgement."""


@dataclass(frozen=True, slots=True)
class EnglishEvent:
    """One type of event; the head of `events.yaml` says what the fields mean."""

    type: str
    verbs: frozenset[str]
    examples: tuple[str, ...]
    refused: tuple[str, ...]
    object: str | tuple[str, ...] = ""
    of: str = ""
    undated: bool = False


@lru_cache(maxsize=1)
def english_events() -> tuple[EnglishEvent, ...]:
    """Read the data file once."""
    found = read_lexicon("loaders.en", "events.yaml")["events"]
    entries = [{"refused" if key == "not" else key: value for key, value in one.items()} for one in found]
    return TypeAdapter(tuple[EnglishEvent, ...]).validate_python(entries)


def with_english_events(analysis: Analysis, events: Sequence[EventDraft]) -> tuple[EventDraft, ...]:
    """The events that other rules found, and those of the English lines by their parse, which go before."""
    lines = [line for line in analysis.lines if line.is_english]
    told = [event for line in lines for event in _of_line(analysis, line)]
    places = {(event.type, line.index) for line in lines for event in told if _stands_in(event, line)}
    kept = [e for e in events if not any((e.type, line.index) in places and _stands_in(e, line) for line in lines)]
    return tuple(sorted([*kept, *_joined(told)], key=lambda event: event.quotes[0]))


def _stands_in(event: EventDraft, line: Line) -> bool:
    return any(line.passage.start <= quote.start < line.passage.end for quote in event.quotes)


def _of_line(analysis: Analysis, line: Line) -> list[EventDraft]:
    if line.block.kind is BlockKind.HEADING:
        return []
    tree = parse(line.text)
    found: list[EventDraft] = []
    for word in tree.words:
        if word.pos == "VERB" and (doing := doing_of(tree, word)) is not None:
            found += [draft for rule in english_events() if (draft := _draft(analysis, line, doing, rule)) is not None]
    return found


def _draft(analysis: Analysis, line: Line, doing: Doing, rule: EnglishEvent) -> EventDraft | None:
    """The event of a verb, if it is one of this type and told as done."""
    if doing.word.lemma not in rule.verbs or status_of(doing.tree, doing.word) not in _TOLD:
        return None
    doers, others = _actors(line, doing, doing.doers), _actors(line, doing, doing.others)
    actors = tuple(dict.fromkeys([*doers, *others]))
    if not _has_object(doing, rule, others) or not _has_class(analysis, rule, actors):
        return None
    dated = date_of(doing.tree, line, doing.word)
    window = dated.window if dated is not None else OPEN
    if window.is_open and (not rule.undated or not actors):
        return None
    quote = analysis.quote(line, *extent_of_doing(doing))
    confidence = _UNDATED if window.is_open else _DATED
    return EventDraft(rule.type, actors, window, (quote,), line.segment, confidence)


def _has_object(doing: Doing, rule: EnglishEvent, others: Sequence[int]) -> bool:
    if rule.object == "actor":
        return bool(others)
    passed = doing.object
    if rule.object == "data":
        return passed is not None and (_is_data(doing.tree, passed))
    return not rule.object or (passed is not None and passed.lemma in rule.object)


def _is_data(tree: Tree, word: Word) -> bool:
    return word.pos == "PRON" or names_data(tree, word) or is_container(word)


def _has_class(analysis: Analysis, rule: EnglishEvent, actors: Sequence[int]) -> bool:
    """True if one of the actors is of the class that a type asks for, by its noun or its roles."""
    if not rule.of:
        return True
    wanted = {"police": "investigator", "regulator": "regulator"}[rule.of]
    return any(wanted in analysis.actors[a].roles for a in actors)


def _actors(line: Line, doing: Doing, words: Sequence[Word]) -> list[int]:
    return [d.actor for word in words for d in line.actors if doing.tree.root_of(d.start, d.end) == word]


def _joined(told: Sequence[EventDraft]) -> list[EventDraft]:
    """One event a happening: tellings of one type with days and casts that can be the same."""
    kept: list[EventDraft] = []
    for event in sorted(told, key=lambda e: (e.window.is_open, e.quotes[0])):
        place = next((n for n, other in enumerate(kept) if _is_same(other, event)), None)
        if place is None:
            kept.append(event)
        else:
            kept[place] = _merged(kept[place], event)
    return kept


def _is_same(one: EventDraft, other: EventDraft) -> bool:
    if one.type != other.type or one.segment != other.segment or not one.window.overlaps(other.window):
        return False
    return not one.actors or not other.actors or bool(set(one.actors) & set(other.actors))


def _merged(one: EventDraft, other: EventDraft) -> EventDraft:
    window: Window = one.window.meet(other.window) or OPEN
    return replace(
        one,
        actors=tuple(dict.fromkeys([*one.actors, *other.actors])),
        window=window,
        quotes=tuple(sorted({*one.quotes, *other.quotes})),
        confidence=max(one.confidence, other.confidence),
    )
