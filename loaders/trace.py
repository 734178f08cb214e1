"""One document to its rows with what each rests on: which frame or rule fired, on which words, how slots were filled.

「元社員は名簿を知人に渡した。」 is one row: a transfer by the frame `hand_over`, on 渡した; its provider was stated,
and stands at 元社員. What is told of the rows is read off the drafts from which the claims are made; the words of
a slot are those that denote its value, nearest to the quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.diagnostic import Diagnostic
from app.domain.document import Document, Metadata, Quote
from app.domain.graph import Count, Price
from app.domain.vocabulary import How, ThingKind
from app.domain.window import OPEN, Window
from loaders.claims.affected_status import status_words
from loaders.claims.denied_fields import told_fields
from loaders.claims.drafts import AffectedDraft, EventDraft, Fired, PassedOver, TransferDraft, Why
from loaders.claims.event_rules import find_triggers
from loaders.claims.fact_claims import sharpest
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis, Line
from loaders.pipeline import Found, find
from loaders.trace_words import actor_words, count_words, date_words, line_at, words_of

__all__ = ["Filling", "Row", "Shown", "Telling", "Trace", "line_of", "trace"]

Shown: TypeAlias = "str | bool | Window | Count | Price"
"""A value as people know it: a label instead of an id."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One slot of a row: its value, how it was filled, and the words; `others`: what further tellings say instead."""

    slot: str
    value: Shown
    how: How
    words: Quote | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that tell of a row, and what fired on them; None where it cannot be said."""

    quote: Quote
    fired: Fired | None


@dataclass(frozen=True, slots=True)
class Row:
    """A transfer, an event or an affected organization, by a name that others can refer to: T1, E1, A1."""

    name: str
    kind: ThingKind
    tellings: tuple[Telling, ...]
    slots: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All rows of a document in reading order, what was passed over with the reason, and the remarks."""

    document: Document
    rows: tuple[Row, ...]
    passed_over: tuple[PassedOver, ...]
    diagnostics: tuple[Diagnostic, ...]


def trace(data: bytes, filename: str, metadata: Metadata) -> Trace:
    """What was read in one document and why. Raises `BadInput` where it is no readable text."""
    found = find(data, filename, metadata)
    analysis, drafts = found.analysis, found.drafts
    rows = (
        *(_transfer(found, number) for number in range(len(drafts.transfers))),
        *(_event(analysis, number, event) for number, event in enumerate(drafts.events, 1)),
        *(_affected(analysis, number, row) for number, row in enumerate(drafts.affected, 1)),
    )
    passed = sorted((*found.told.passed_over, *_echoes(found)), key=lambda one: one.quote)
    return Trace(analysis.document, rows, tuple(passed), found.diagnostics)


def line_of(text: str, offset: int) -> int:
    """The number of the line, from 1, that holds an offset."""
    return text.count("\n", 0, offset) + 1


# ------------------------------------------------------------ transfers


def _transfer(found: Found, number: int) -> Row:
    merged = found.drafts.transfers[number]
    tellings = tuple(Telling(quote, t.fired) for t in merged.tellings for quote in t.quotes)
    slots = (
        *_ends(found.analysis, merged),
        *_dataset(found, number),
        _action(merged),
        *_details(found.analysis, merged),
        Filling("status", merged.status.value, How.STATED),
        Filling("lawful", merged.first.lawful, How.ROLE),
        *(Filling("after", f"T{other + 1}", How.STATED) for other in merged.after),
        *([] if merged.part_of is None else [Filling("part_of", f"T{merged.part_of + 1}", How.DISCOURSE)]),
    )
    return Row(f"T{number + 1}", ThingKind.TRANSFER, tellings, slots)


def _ends(analysis: Analysis, merged: Merged) -> Iterator[Filling]:
    """Provider and recipient; of other tellings' ends those that name somebody else."""
    told = [(t.provider, t.recipient) for t in merged.tellings]
    for name, slot, rivals in (
        ("provider", merged.provider, [provider for provider, _ in told]),
        ("recipient", merged.recipient, [recipient for _, recipient in told]),
    ):
        if slot is not None:
            others = dict.fromkeys(_label(analysis, s.value) for s in rivals if s and s.value != slot.value)
            words = actor_words(analysis, merged.quotes, slot.value)
            yield Filling(name, _label(analysis, slot.value), slot.how, words, tuple(others))


def _dataset(found: Found, number: int) -> Iterator[Filling]:
    for body in found.drafts.bodies:
        if number in body.transfers:
            yield Filling("dataset", body.label, How.DISCOURSE, body.quotes[0])


def _action(merged: Merged) -> Filling:
    """The action, and the words of the telling that gives it."""
    action = merged.action
    told = next(t for t in merged.tellings if t.action == action)
    return Filling("action", action.value.value, action.how, told.fired.words if told.fired else None)


def _details(analysis: Analysis, merged: Merged) -> Iterator[Filling]:
    """What single tellings give, each value once."""
    seen: set[tuple[str, object]] = set()
    for filling in (f for t in merged.tellings for f in _of_telling(analysis, t, sharpest(merged))):
        if (filling.slot, filling.value) not in seen:
            seen.add((filling.slot, filling.value))
            yield filling


def _of_telling(analysis: Analysis, t: TransferDraft, dated: Sequence[TransferDraft]) -> Iterator[Filling]:
    if t.medium is not None:
        medium = t.medium.value
        words = words_of(analysis, t.quotes, lambda line: [(m.start, m.end) for m in line.media if m.medium == medium])
        yield Filling("medium", medium, t.medium.how, words)
    if t.window is not None and t in dated:
        yield Filling("window", t.window.value, t.window.how, date_words(analysis, t.quotes, t.window.value))
    if t.count is not None:
        yield Filling("record_count", t.count, How.STATED, count_words(analysis, t.quotes, t.count))
    if t.price is not None:
        price = t.price
        words = words_of(analysis, t.quotes, lambda line: [(p.start, p.end) for p in line.prices if p.price == price])
        yield Filling("price", price, How.STATED, words)


def _echoes(found: Found) -> Iterator[PassedOver]:
    """Tellings that are in no transfer."""
    kept = {id(t) for merged in found.drafts.transfers for t in merged.tellings}
    for draft in found.told.drafts:
        if id(draft) not in kept:
            yield PassedOver(draft.quotes[0], Why.ECHO, draft.fired)


# ------------------------------------------------------------ events and affected organizations


def _event(analysis: Analysis, number: int, event: EventDraft) -> Row:
    tellings = tuple(Telling(quote, _trigger(analysis, event.type, quote)) for quote in event.quotes)
    fired = next((t.fired for t in tellings if t.fired), None)
    slots = [Filling("type", event.type, How.STATED, fired.words if fired else None)]
    if not event.window.is_open:
        slots.append(Filling("window", event.window, How.STATED, date_words(analysis, event.quotes, event.window)))
    for actor in event.actors:
        words = actor_words(analysis, event.quotes, actor)
        slots.append(Filling("actor", _label(analysis, actor), How.STATED, words))
    return Row(f"E{number}", ThingKind.EVENT, tellings, tuple(slots))


def _trigger(analysis: Analysis, kind: str, quote: Quote) -> Fired:
    """The words of the rule, which end the quote of a telling; the whole quote where they are not told apart."""
    line = line_at(analysis, quote)
    for trigger in find_triggers(line.text):
        words = analysis.quote(line, trigger.start, trigger.end)
        if trigger.rule.type == kind and quote.start <= words.start and words.end <= quote.end:
            return Fired(kind, words)
    return Fired(kind, quote)


def _affected(analysis: Analysis, number: int, row: AffectedDraft) -> Row:
    tellings = tuple(Telling(quote, Fired(row.place, quote)) for quote in row.quotes)
    name = _label(analysis, row.organization)
    slots = [Filling("organization", name, row.how, actor_words(analysis, row.quotes, row.organization))]
    if row.count is not None:
        slots.append(Filling("record_count", row.count, How.STATED, count_words(analysis, row.quotes, row.count)))
    slots += [Filling("field", code, How.STATED, _field_words(analysis, row, code)) for code in row.fields]
    slots.append(Filling("status", row.status.value, How.STATED, _status_words(analysis, row)))
    if row.entrusted != OPEN:
        words = date_words(analysis, row.quotes, row.entrusted)
        slots.append(Filling("entrusted", row.entrusted, How.STATED, words))
    return Row(f"A{number}", ThingKind.AFFECTED, tellings, tuple(slots))


def _field_words(analysis: Analysis, row: AffectedDraft, code: str) -> Quote | None:
    return words_of(
        analysis, row.quotes, lambda line: [(f.start, f.end) for f in told_fields(analysis, line) if f.code == code]
    )


def _status_words(analysis: Analysis, row: AffectedDraft) -> Quote | None:
    """The first words in the quotes that give this status."""
    patterns = [words.found for words in status_words() if words.status is row.status]

    def found(line: Line) -> Iterator[tuple[int, int]]:
        return (match.span() for pattern in patterns for match in pattern.finditer(line.text))

    return words_of(analysis, row.quotes, found)


def _label(analysis: Analysis, actor: int) -> str:
    return analysis.actors[actor].label
