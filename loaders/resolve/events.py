"""Events and affected rows across documents.

Example: two articles say that あさひ商店 disclosed the leak, one on 10 May, the other in May: one event. Two rows about
one organization with the same number and status are one row; with other numbers they stay two claims side by side.

A person is arrested, charged and sentenced once: 12 May in one article and 13 May in another is one arrest, of which
the day is in dispute.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.domain.vocabulary import ActorKind, AffectedStatus, ThingKind
from app.domain.window import Window
from loaders.resolve.clusters import Link, unique_links
from loaders.resolve.scope import Scope, by_incident, counts_of, label, ref, refs, window
from loaders.resolve.things import Thing, texts

__all__ = ["affected_links", "event_links"]

_NEAR_DAYS, _SAME_DAY_ONLY, _SCORE, _SAME_DAYS = 0.6, 0.7, 0.8, 1.0
_NARROW_DAYS = 31
_IN_DISPUTE = timedelta(days=3)  # a day or two amiss, not a second arrest
_HUMAN = frozenset({ActorKind.PERSON, ActorKind.GROUP})
_ONCE = frozenset({"arrest", "referral_to_prosecutors", "indictment", "prosecution_demand", "sentence"})


def event_links(scope: Scope) -> list[Link]:
    """Links between events of one incident and type, with days that overlap and an actor in common.

    Where one document names nobody, the very same day takes the actor's place.
    """
    people = _people(scope)

    def fit(a: Thing, b: Thing) -> Link | None:
        one, other = refs(a, "actor", scope), refs(b, "actor", scope)
        if _events_clash(a, b):
            if not (one & other & people and _is_once(a, b)):
                return None
            return Link.of(a.id, b.id, _NEAR_DAYS, "same type and person, days apart", (label(a), label(b)))
        if one & other:
            score = _SAME_DAYS if window(a) == window(b) else _SCORE
            return Link.of(a.id, b.id, score, "same type, time and actor", (label(a), label(b)))
        if (one and other) or window(a) != window(b) or _length(window(a)) > 1:
            return None
        return Link.of(a.id, b.id, _SAME_DAY_ONLY, "same type and day", (label(a), label(b)))

    def clash(a: Thing, b: Thing) -> bool:
        return _events_clash(a, b) and not _is_once(a, b)

    links: list[Link] = []
    for block in by_incident(ThingKind.EVENT, scope).values():
        for kind in sorted({kind for event in block for kind in texts(event, "type")}):
            links += unique_links([event for event in block if kind in texts(event, "type")], fit, clash)[0]
    return links


def affected_links(scope: Scope) -> list[Link]:
    """Links between rows of one organization and incident with equal count and status."""

    def fit(a: Thing, b: Thing) -> Link | None:
        if _rows_clash(a, b):
            return None
        return Link.of(a.id, b.id, _SCORE, "same organization, count and status", (label(a), label(b)))

    blocks: dict[tuple[str, str], list[Thing]] = {}
    for incident, rows in by_incident(ThingKind.AFFECTED, scope).items():
        for row in rows:
            organization = ref(row, "organization", scope)
            if organization is not None:
                blocks.setdefault((incident, organization), []).append(row)
    return [link for block in blocks.values() for link in unique_links(block, fit, _rows_clash)[0]]


def _people(scope: Scope) -> set[str]:
    """The persons and groups of all documents (resolved)."""
    least = scope.joins.get(ThingKind.ACTOR, {})
    actors = scope.things[ThingKind.ACTOR].items()
    return {least.get(key, key) for key, actor in actors if _HUMAN & set(texts(actor, "kind"))}


def _is_once(a: Thing, b: Thing) -> bool:
    """True for two days, hardly apart, of what happens to a person once."""
    one, other = window(a), window(b)
    if not _ONCE & set(texts(a, "type")) & set(texts(b, "type")) or max(_length(one), _length(other)) > 1:
        return False
    return one.earliest is not None and other.earliest is not None and abs(one.earliest - other.earliest) <= _IN_DISPUTE


def _events_clash(a: Thing, b: Thing) -> bool:
    one, other = window(a), window(b)
    return not one.overlaps(other) or min(_length(one), _length(other)) > _NARROW_DAYS


def _rows_clash(a: Thing, b: Thing) -> bool:
    return counts_of(a) != counts_of(b) or _status(a) != _status(b)


def _status(row: Thing) -> Sequence[str]:
    return texts(row, "status") or [AffectedStatus.UNKNOWN]


def _length(days: Window) -> float:
    """Days of a window; infinite if an end is open."""
    if days.earliest is None or days.latest is None:
        return float("inf")
    return (days.latest - days.earliest).days + 1
