"""A View's policy -> which statements about each property are chosen from: a pure function, the same in every order.

Example: あさひ商店 says that its list was taken on 3 April, the police say later that it was on the 5th, and two papers
that it was some day in April. `latest_official` chooses 5 April; `most_sources`, like the hull of `all`, April.

`Policy` says what each of them means. All of them look at values, not at claims: where a value is chosen, whoever gives
it supports it, so that its `how` and its confidence are those of all its claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from app.domain.claim import REFERENCES, Value
from app.domain.graph import Reprint
from app.domain.ids import DocumentId
from app.domain.view import Policy, Reading
from app.domain.vocabulary import How, Status
from loaders.resolve.choose import NOT_SAID, Select, Selection, canonical, choose, is_before, select_all, unsuperseded
from loaders.resolve.official import Officials
from loaders.resolve.things import Statement, Thing, Things, values

__all__ = ["selecting"]

_Best: TypeAlias = Callable[[Thing, Sequence[Statement]], Collection[str]]
"""The values (as `_said` has them) that a policy chooses among statements that say something; empty: it cannot."""


def selecting(policy: Policy, readings: Sequence[Reading], reprints: Sequence[Reprint], joined: Things) -> Select:
    """What a policy chooses from: `readings` are those that the View shows, `joined` the things that they tell of."""
    match policy:
        case Policy.ALL:
            return select_all
        case Policy.LATEST_OFFICIAL:
            return _by(_LatestOfficial(readings, reprints, joined))
        case Policy.MOST_SOURCES:
            return _by(_most_sources)


def _by(best: _Best) -> Select:
    def select(thing: Thing, prop: str) -> Selection:
        told = unsuperseded(values(thing, prop))
        judged = [s for s in told if s.accepted] or told
        silent = frozenset[str]() if prop == "status" else _denials(thing)
        chosen = best(thing, [s for s in judged if _is_word(s) and s.claim.subject not in silent])
        found = [s for s in told if _said(s.value) in chosen] or judged
        if len(found) < len(told) and len({s.voice for s in told}) == 1:
            return Selection(told)  # one source alone leaves a policy nothing to choose between
        return Selection(found, by_policy=bool(chosen))

    return select


class _LatestOfficial:
    """The values that official sources give last."""

    def __init__(self, readings: Sequence[Reading], reprints: Sequence[Reprint], joined: Things) -> None:
        self._officials = Officials(readings, reprints, joined)
        self._published = _days(readings, reprints)

    def __call__(self, thing: Thing, statements: Sequence[Statement]) -> Collection[str]:
        incident = choose(thing, "incident")
        key = None if incident is None else str(incident.value)
        official = [s for s in statements if self._officials.speaks(s, key)]
        days = {self._day(s) for s in official}
        return {_said(s.value) for s in official if not any(is_before(self._day(s), other) for other in days)}

    def _day(self, statement: Statement) -> str | None:
        return self._published[statement.claim.document]


def _most_sources(thing: Thing, statements: Sequence[Statement]) -> Collection[str]:
    """The one value that more sources give than any other."""
    del thing
    voices: dict[str, set[str]] = {}
    for statement in statements:
        voices.setdefault(_said(statement.value), set()).add(statement.voice)
    most = max((len(found) for found in voices.values()), default=0)
    best = [value for value, found in voices.items() if len(found) == most]
    return best if len(best) == 1 else ()


def _days(readings: Sequence[Reading], reprints: Sequence[Reprint]) -> Mapping[DocumentId, str | None]:
    """By document when its words were published first: those of a reprint with the text that it repeats."""
    published = {reading.document.id: reading.document.metadata.published_at for reading in readings}
    repeats = {one.document: one.of for one in reprints if one.of is not None}

    def first(document: DocumentId) -> DocumentId:
        seen = {document}
        while (of := repeats.get(document)) is not None and of not in seen:
            seen.add(of)
            document = of
        return document

    return {document: published[first(document)] for document in published}


def _is_word(statement: Statement) -> bool:
    """False for what says nothing, and for an end, or data, that a reader filled in."""
    value = statement.value
    if value == NOT_SAID or (isinstance(value, Mapping) and value and all(part is None for part in value.values())):
        return False
    return statement.claim.how is not How.IMPLIED or statement.claim.property not in REFERENCES


def _denials(thing: Thing) -> frozenset[str]:
    """The local transfers that are only denied: whoever denies that 1,200人分 were sold in May has given no number."""
    statuses = values(thing, "status")
    affirmed = {s.claim.subject for s in statuses if s.value != Status.DENIED}
    return frozenset(s.claim.subject for s in statuses if s.claim.subject not in affirmed)


def _said(value: Value) -> str:
    """What is said, as text, whoever is named as saying it."""
    if isinstance(value, Mapping):
        return canonical({key: part for key, part in value.items() if key != "claimed_by"})
    return canonical(value)
