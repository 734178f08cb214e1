"""Local things and the joins so far -> what the later steps compare: resolved references, windows, counts.

Example: a local transfer's provider is `actor-b`, which is joined to `actor-a`: `refs(transfer, "provider", scope)` is
`{"actor-a"}`. Its incident is resolved in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.claim import REFERENCES
from app.domain.graph import Count
from app.domain.vocabulary import ThingKind
from app.domain.window import OPEN, Window
from loaders.resolve.build import count_of
from loaders.resolve.choose import hull
from loaders.resolve.joined import Joins
from loaders.resolve.things import Thing, Things, texts, values

__all__ = ["Scope", "by_incident", "counts_of", "incidents_of", "is_narrow", "label", "ref", "refs", "window"]


_NARROW_DAYS = 31


@dataclass(frozen=True, slots=True)
class Scope:
    """The local things of a View and what is joined of them by now."""

    things: Things
    joins: Joins


def refs(thing: Thing, prop: str, scope: Scope) -> frozenset[str]:
    """The resolved ids that a property of a local thing refers to."""
    target = REFERENCES[prop]
    joins, known = scope.joins.get(target, {}), scope.things[target]
    return frozenset(joins.get(key, key) for key in texts(thing, prop) if key in known)


def ref(thing: Thing, prop: str, scope: Scope) -> str | None:
    """The one resolved id that a property refers to; None if there is none or several."""
    found = refs(thing, prop, scope)
    return next(iter(found)) if len(found) == 1 else None


def label(thing: Thing) -> str:
    """The first label, else the first alias, else the id."""
    return next(iter(texts(thing, "label") or texts(thing, "alias") or texts(thing, "name")), thing.id)


def window(thing: Thing) -> Window:
    """The window of a local thing."""
    return hull(thing) if values(thing, "window") else OPEN


def is_narrow(days: Window) -> bool:
    """True for a window of at most 31 days, which dates one happening; longer ones only frame it."""
    if days.earliest is None or days.latest is None:
        return False
    return (days.latest - days.earliest).days < _NARROW_DAYS


def counts_of(thing: Thing) -> tuple[Count, ...]:
    """All counts that are claimed of a local thing."""
    found = (count_of(s.value) for s in values(thing, "record_count"))
    return tuple(count for count in found if count is not None)


def incidents_of(scope: Scope) -> Mapping[str, frozenset[str]]:
    """By local id of an actor the resolved incidents that it is said to, or is seen to, take part in."""
    found: dict[str, set[str]] = {
        key: set(refs(a, "incident", scope)) for key, a in scope.things[ThingKind.ACTOR].items()
    }
    ends = {
        ThingKind.TRANSFER: ("provider", "recipient"),
        ThingKind.EVENT: ("actor",),
        ThingKind.AFFECTED: ("organization",),
    }
    for kind, props in ends.items():
        for thing in scope.things[kind].values():
            for prop in props:
                for actor in texts(thing, prop):
                    found.setdefault(actor, set()).update(refs(thing, "incident", scope))
    return {key: frozenset(incidents) for key, incidents in found.items()}


def by_incident(kind: ThingKind, scope: Scope) -> dict[str, list[Thing]]:
    """The local transfers, events or rows of each resolved incident, by id."""
    found: dict[str, list[Thing]] = {}
    for _, thing in sorted(scope.things[kind].items()):
        incident = ref(thing, "incident", scope)
        if incident is not None:
            found.setdefault(incident, []).append(thing)
    return found
