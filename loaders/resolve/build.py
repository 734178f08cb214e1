"""Joined things -> the values of the resolved graph, kind by kind.

Example: a joined transfer whose documents give three windows and two media becomes one `Transfer` with the hull of the
windows and the best supported medium; the quotes of all of them are its evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from app.domain.claim import Value
from app.domain.document import Quote
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Count,
    Dataset,
    Event,
    Holding,
    Incident,
    Price,
    RecordCount,
    Side,
    Transfer,
)
from app.domain.ids import ActorId, DatasetId, EventId, IncidentId, TransferId
from app.domain.vocabulary import (
    Action,
    ActorKind,
    AffectedStatus,
    How,
    Qualifier,
    Role,
    Status,
    ThingKind,
    Unit,
)
from loaders.resolve.choose import Chosen, Select, canonical, choose, hull, select_all
from loaders.resolve.names import is_proper
from loaders.resolve.things import Statement, Thing, texts, values

__all__ = [
    "actor",
    "affected",
    "claimed_conflict",
    "count_of",
    "dataset",
    "event",
    "holding",
    "incident",
    "label_of",
    "price_of",
    "transfer",
]

E = TypeVar("E", Action, ActorKind, AffectedStatus, Qualifier, Role, Status, Unit)

_SHORT = 20  # characters; a longer label is a description
_SLOTS = ("provider", "recipient", "dataset", "window", "action", "medium", "record_count", "price", "status")
_CHOSEN = (*_SLOTS, "lawful")


def incident(thing: Thing) -> Incident:
    """One incident."""
    name = choose(thing, "name")
    return Incident(IncidentId(thing.id), str(name.value) if name else "", thing.evidence)


def actor(thing: Thing) -> Actor:
    """One actor; labels that were not chosen are aliases."""
    label = label_of(thing)
    names = [*texts(thing, "label"), *texts(thing, "alias")]
    return Actor(
        ActorId(thing.id),
        label,
        tuple(dict.fromkeys(name for name in names if name != label)),
        _kind_of(thing),
        tuple(dict.fromkeys(Role(role) for role in texts(thing, "role"))),
        tuple(sorted(IncidentId(key) for key in texts(thing, "incident"))),
        tuple(dict.fromkeys(m.quote for m in thing.mentions)),
        tuple(sorted(ActorId(key) for key in texts(thing, "member"))),
        tuple(sorted(ActorId(key) for key in texts(thing, "candidate"))),
    )


def dataset(thing: Thing) -> Dataset:
    """One dataset with every claim about its size."""
    return Dataset(
        DatasetId(thing.id),
        label_of(thing),
        tuple(texts(thing, "field")),
        _record_counts(thing),
        tuple(sorted(DatasetId(key) for key in texts(thing, "derived_from"))),
        tuple(dict.fromkeys(m.quote for m in thing.mentions)),
    )


def transfer(thing: Thing, select: Select = select_all) -> Transfer | None:
    """One transfer; None if neither of its ends is known (any more)."""
    chosen = {prop: found for prop in _CHOSEN if (found := choose(thing, prop, select)) is not None}
    ends = [chosen[end] for end in ("provider", "recipient") if end in chosen]
    if not ends:
        return None
    refs = {prop: str(chosen[prop].value) for prop in ("provider", "recipient", "dataset") if prop in chosen}
    part_of = choose(thing, "part_of")
    return Transfer(
        TransferId(thing.id),
        _incident_of(thing),
        ActorId(refs["provider"]) if "provider" in refs else None,
        ActorId(refs["recipient"]) if "recipient" in refs else None,
        DatasetId(refs["dataset"]) if "dataset" in refs else None,
        Action(_text(chosen.get("action"), Action.HANDOVER)),
        _text(chosen.get("medium"), "unknown"),
        hull(thing, select),
        " / ".join(texts(thing, "time_text")),
        count_of(chosen["record_count"].value) if "record_count" in chosen else None,
        price_of(chosen["price"].value) if "price" in chosen else None,
        Status(_text(chosen.get("status"), Status.CONFIRMED)),
        "lawful" in chosen and chosen["lawful"].value is True,
        min(end.confidence for end in ends),
        _how(chosen),
        TransferId(str(part_of.value)) if part_of else None,
        tuple(sorted(TransferId(key) for key in texts(thing, "after"))),
        thing.evidence,
        tuple(sorted({s.source for s in thing.statements})),
        tuple(prop for prop in _CHOSEN if prop in chosen and chosen[prop].by_policy),
    )


def holding(thing: Thing, select: Select = select_all) -> Holding | None:
    """A stated holding; None if its holder is not known (any more)."""
    holder, held = choose(thing, "actor", select), choose(thing, "dataset", select)
    if holder is None:
        return None
    what = DatasetId(str(held.value)) if held else None
    return Holding(thing.id, ActorId(str(holder.value)), what, hull(thing, select), thing.evidence)


def event(thing: Thing, select: Select = select_all) -> Event:
    """One event."""
    actors = tuple(ActorId(key) for key in texts(thing, "actor"))
    kind = _text(choose(thing, "type", select), "other")
    return Event(EventId(thing.id), _incident_of(thing), kind, actors, hull(thing, select), thing.evidence)


def affected(thing: Thing, select: Select = select_all) -> Affected | None:
    """One row; None if its organization is not known (any more)."""
    organization, count = choose(thing, "organization", select), choose(thing, "record_count", select)
    if organization is None:
        return None
    return Affected(
        thing.id,
        _incident_of(thing),
        ActorId(str(organization.value)),
        count_of(count.value) if count else None,
        tuple(texts(thing, "fields")),
        AffectedStatus(_text(choose(thing, "status", select), AffectedStatus.UNKNOWN)),
        thing.evidence,
    )


def claimed_conflict(thing: Thing, subjects: Mapping[str, str]) -> Conflict | None:
    """A conflict that a document or an exchange file tells of; None if fewer than two of its sides remain."""
    sides: dict[str, list[Statement]] = {}
    for statement in values(thing, "side"):
        sides.setdefault(canonical(statement.value), []).append(statement)
    if len(sides) < 2:
        return None
    subject = choose(thing, "subject")
    return Conflict(
        thing.id,
        _text(choose(thing, "about"), ""),
        subjects.get(str(subject.value)) if subject else None,
        _text(choose(thing, "property"), "other"),
        tuple(_side(found) for found in sides.values()),
    )


def label_of(thing: Thing) -> str:
    """The label that most documents give; a proper name before others, then the longest that is short, then by text."""
    labels = values(thing, "label") or values(thing, "alias")
    if not labels:
        return thing.mentions[0].quote.exact if thing.mentions else thing.id
    found: dict[str, set[str]] = {}
    for statement in labels:
        found.setdefault(str(statement.value), set()).add(statement.claim.document)
    return min(found, key=lambda text: (not is_proper(text), -len(found[text]), len(text) > _SHORT, -len(text), text))


def count_of(value: Value) -> Count | None:
    """A count from its claim; None if the claim holds no number."""
    number = _number_of(value)
    if number is None or not isinstance(value, Mapping):
        return None
    unit = value.get("unit")
    return Count(number, Qualifier(value.get("qualifier") or "exact"), Unit(unit) if unit else None)


def _record_counts(thing: Thing) -> tuple[RecordCount, ...]:
    groups: dict[str, list[Statement]] = {}
    for statement in values(thing, "record_count"):
        groups.setdefault(canonical(statement.value), []).append(statement)
    found: list[RecordCount] = []
    for group in groups.values():
        count = count_of(group[0].value)
        if count is not None:
            found.append(RecordCount(count, group[0].claimed_by, _quotes(group)))
    return tuple(found)


def _side(found: list[Statement]) -> Side:
    value = found[0].value
    inner = value.get("value") if isinstance(value, Mapping) else value
    return Side(inner, found[0].claimed_by, _quotes(found))


def _quotes(found: list[Statement]) -> tuple[Quote, ...]:
    return tuple(sorted({quote for s in found for quote in s.claim.quotes}))


def _kind_of(thing: Thing) -> ActorKind:
    known = [s for s in values(thing, "kind") if s.value != ActorKind.UNKNOWN]
    chosen = choose(Thing(thing.id, ThingKind.ACTOR, tuple(known)), "kind")
    return ActorKind(_text(chosen, ActorKind.UNKNOWN))


def _incident_of(thing: Thing) -> IncidentId | None:
    found = choose(thing, "incident")
    return IncidentId(str(found.value)) if found else None


def price_of(value: Value) -> Price | None:
    """A price from its claim; None if the claim holds no number."""
    number = _number_of(value)
    if number is None or not isinstance(value, Mapping):
        return None
    return Price(number, str(value.get("currency") or "JPY"), Qualifier(value.get("qualifier") or "exact"))


def _number_of(value: Value) -> int | float | None:
    """The number of a count or price; 5.0 is 5, since not every store tells them apart."""
    number = value.get("value") if isinstance(value, Mapping) else None
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number if isinstance(number, int | float) else None


def _how(chosen: Mapping[str, Chosen]) -> dict[str, How]:
    return {prop: how for prop in _SLOTS if prop in chosen and (how := chosen[prop].how) is not None}


def _text(chosen: Chosen | None, otherwise: str) -> str:
    return str(chosen.value) if chosen else otherwise
