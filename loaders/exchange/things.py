"""What a leaktrail/1 object states of what, on which words: `Exchange` -> `Thing`s with their `Statement`s.

A transfer `{"id": "t1", "provider": "a1", …, "evidence": [Ev in doc1, Ev in doc2]}` becomes one Thing of kind
transfer with the statements `provider = a1`, …; its words are `{"doc1": [Ev], "doc2": [Ev]}`. Slots that are null or
empty are not stated. Given ids stay as they are, or become `N:id` in namespace N.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.claim import REFERENCES, Value
from app.domain.ids import LocalId, digest
from app.domain.vocabulary import How, ThingKind, Unit
from loaders.exchange.schema import (
    Exchange,
    XActor,
    XAffected,
    XConflict,
    XCount,
    XDataset,
    XEvent,
    XEvidence,
    XIncident,
    XTransfer,
    XUnitCount,
)

__all__ = ["Key", "Statement", "Thing", "Words", "things_of"]

Words = Mapping[str, list[XEvidence]]
"""Evidence by the given id of its document."""
Key = tuple[ThingKind, str]
"""Kind and local id: ids are unique in their section only."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One property and its value; `words` where it has its own evidence, else None: that of its thing."""

    prop: str
    value: Value
    words: Words | None = None
    how: How = How.IMPORTED
    confidence: float = 1.0

    @property
    def names(self) -> Key | None:
        """The thing that the value names, if it names one."""
        kind = REFERENCES.get(self.prop)
        return (kind, self.value) if kind is not None and isinstance(self.value, str) else None


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of the file: `place` is where it stands (`transfers[3]`)."""

    kind: ThingKind
    id: LocalId
    place: str
    words: Words
    statements: list[Statement] = field(default_factory=list[Statement])

    @property
    def key(self) -> Key:
        """Kind and id."""
        return (self.kind, self.id)


def things_of(exchange: Exchange, namespace: str | None) -> list[Thing]:
    """All rows of all sections, in the order of the file, without the stand-in for no incident."""
    return list(_Namer(exchange, namespace).things())


def _words(evidence: Iterable[XEvidence]) -> dict[str, list[XEvidence]]:
    found: dict[str, list[XEvidence]] = {}
    for piece in evidence:
        found.setdefault(piece.document, []).append(piece)
    return found


def _each(prop: str, values: Iterable[Value]) -> Iterator[Statement]:
    return (Statement(prop, value) for value in values if value is not None)


class _Namer:
    """Turns rows into things; holds the namespace and which incident ids stand for none."""

    def __init__(self, exchange: Exchange, namespace: str | None) -> None:
        self._exchange = exchange
        self._prefix = "" if namespace is None else f"{namespace}:"
        self._no_incident = {item.id for item in exchange.incidents if item.x_unassigned}
        self._seen: Counter[str] = Counter()

    def things(self) -> Iterator[Thing]:
        x = self._exchange
        yield from (self._incident(i, item) for i, item in enumerate(x.incidents) if item.id not in self._no_incident)
        yield from (self._actor(i, item) for i, item in enumerate(x.actors))
        yield from (self._dataset(i, item) for i, item in enumerate(x.datasets))
        yield from (self._transfer(i, item) for i, item in enumerate(x.transfers))
        yield from (self._event(i, item) for i, item in enumerate(x.events))
        yield from (self._affected(i, item) for i, item in enumerate(x.affected))
        yield from (self._conflict(i, item) for i, item in enumerate(x.conflicts))

    def _id(self, given: str) -> LocalId:
        return LocalId(self._prefix + given)

    def _ids(self, given: Iterable[str | None]) -> list[LocalId]:
        return [self._id(one) for one in given if one is not None]

    def _incidents(self, given: Iterable[str]) -> list[LocalId]:
        return self._ids(one for one in given if one not in self._no_incident)

    def _row_id(self, section: str, row: XAffected | XConflict) -> LocalId:
        """An id for a row that has none in the format: from its content; equal rows are numbered."""
        content = row.model_dump_json()
        self._seen[section + content] += 1
        return self._id(digest(section, content, str(self._seen[section + content])))

    def _incident(self, i: int, x: XIncident) -> Thing:
        statements = [Statement("name", x.name)]
        return Thing(ThingKind.INCIDENT, self._id(x.id), f"incidents[{i}]", _words(x.evidence), statements)

    def _actor(self, i: int, x: XActor) -> Thing:
        statements = [
            Statement("label", x.label),
            *_each("alias", x.aliases),
            Statement("kind", x.kind.value),
            *_each("role", [role.value for role in x.roles]),
            *_each("incident", self._incidents(x.incidents)),
            *_each("member", self._ids(x.members)),
            *_each("candidate", self._ids(x.candidates)),
        ]
        return Thing(ThingKind.ACTOR, self._id(x.id), f"actors[{i}]", _words(x.mentions), statements)

    def _dataset(self, i: int, x: XDataset) -> Thing:
        """The format gives a dataset no words of its own: those of its counts, else of the transfers that carry it."""
        counted = _words(piece for count in x.record_counts for piece in count.evidence)
        carried = _words(piece for t in self._exchange.transfers if t.dataset == x.id for piece in t.evidence)
        counts = [
            Statement("record_count", _unit_count(count, claimed_by=count.claimed_by), _words(count.evidence))
            for count in x.record_counts
        ]
        statements = [
            Statement("label", x.label),
            *_each("field", x.fields),
            *_each("derived_from", self._ids(x.derived_from)),
            *counts,
        ]
        return Thing(ThingKind.DATASET, self._id(x.id), f"datasets[{i}]", carried | counted, statements)

    def _transfer(self, i: int, x: XTransfer) -> Thing:
        price = x.price and {"value": x.price.value, "currency": x.price.currency, "qualifier": x.price.qualifier.value}
        stated: list[Statement] = [
            *_each("incident", self._incidents([x.incident])),
            *_each("provider", self._ids([x.provider])),
            *_each("recipient", self._ids([x.recipient])),
            *_each("dataset", self._ids([x.dataset])),
            Statement("action", x.action.value),
            Statement("medium", x.medium),
            *_window(x.time_earliest, x.time_latest),
            *_each("time_text", [x.time_text or None]),
            *_each("record_count", [x.record_count and _count(x.record_count, x.record_count.x_unit)]),
            *_each("price", [price]),
            Statement("status", x.status.value),
            Statement("lawful", x.lawful),
            *_each("part_of", self._ids([x.part_of])),
            *_each("after", self._ids(x.after)),
        ]
        statements = [Statement(s.prop, s.value, None, x.x_how.get(s.prop, How.IMPORTED), x.confidence) for s in stated]
        return Thing(ThingKind.TRANSFER, self._id(x.id), f"transfers[{i}]", _words(x.evidence), statements)

    def _event(self, i: int, x: XEvent) -> Thing:
        statements = [
            *_each("incident", self._incidents([x.incident])),
            Statement("type", x.type),
            *_each("actor", self._ids(x.actors)),
            *_window(x.time_earliest, x.time_latest),
        ]
        return Thing(ThingKind.EVENT, self._id(x.id), f"events[{i}]", _words(x.evidence), statements)

    def _affected(self, i: int, x: XAffected) -> Thing:
        statements = [
            *_each("incident", self._incidents([x.incident])),
            Statement("organization", self._id(x.organization)),
            *_each("record_count", [x.record_count and _unit_count(x.record_count)]),
            *([Statement("fields", x.fields)] if x.fields else []),
            Statement("status", x.status.value),
        ]
        place = f"affected[{i}]"
        return Thing(ThingKind.AFFECTED, self._row_id("affected", x), place, _words(x.evidence), statements)

    def _conflict(self, i: int, x: XConflict) -> Thing:
        sides = [
            Statement("side", {"value": side.value, "claimed_by": side.claimed_by}, _words(side.evidence))
            for side in x.claims
        ]
        statements = [
            Statement("about", x.about),
            *_each("subject", self._ids([x.subject])),
            Statement("property", x.property),
            *sides,
        ]
        words = _words(piece for side in x.claims for piece in side.evidence)
        return Thing(ThingKind.CONFLICT, self._row_id("conflict", x), f"conflicts[{i}]", words, statements)


def _window(earliest: str | None, latest: str | None) -> list[Statement]:
    """No statement if both ends are open."""
    if earliest is None and latest is None:
        return []
    return [Statement("window", {"earliest": earliest, "latest": latest})]


def _unit_count(x: XUnitCount, claimed_by: str | None = None) -> Value:
    """An explicit `x_unit` wins: null there says that the documents do not tell the unit."""
    return _count(x, x.x_unit if "x_unit" in x.model_fields_set else x.unit, claimed_by)


def _count(x: XCount, unit: Unit | None, claimed_by: str | None = None) -> Value:
    return {
        "value": x.value,
        "unit": unit and unit.value,
        "qualifier": x.qualifier.value,
        "claimed_by": claimed_by,
    }
