"""Things and a map of local ids -> joined things, whose references lead to joined things.

Example: `actor-b` is mapped to `actor-a`; the joined `actor-a` has the statements of both, and the transfer whose
provider was claimed to be `actor-b` now has the provider `actor-a`. A reference to a thing that the View does not
show (its document is not visible) is left out; so is a reference of a thing to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.claim import REFERENCES, Value
from app.domain.document import Mention
from app.domain.vocabulary import ThingKind
from loaders.resolve.things import Statement, Thing, Things

__all__ = ["Joins", "join", "merged"]

Joins = Mapping[ThingKind, Mapping[str, str]]
"""By kind: from each local id to the least id of its cluster. Ids that are not in it stand for themselves."""


def join(things: Things, joins: Joins) -> Things:
    """The joined things, by kind and id."""
    return {kind: _join_kind(kind, found, things, joins) for kind, found in things.items()}


def _join_kind(kind: ThingKind, found: Mapping[str, Thing], things: Things, joins: Joins) -> dict[str, Thing]:
    clusters: dict[str, list[Thing]] = {}
    for key, thing in found.items():
        clusters.setdefault(joins.get(kind, {}).get(key, key), []).append(thing)
    return {key: merged(key, kind, clusters[key], things, joins) for key in sorted(clusters)}


def merged(key: str, kind: ThingKind, parts: Iterable[Thing], things: Things, joins: Joins) -> Thing:
    """The joined thing `key` of its local `parts`."""
    parts = list(parts)
    statements = sorted((s for part in parts for s in part.statements), key=lambda s: s.order)
    mapped = [m for s in statements if (m := _mapped(s, key, things, joins)) is not None]
    mentions: set[Mention] = {m for part in parts for m in part.mentions}
    return Thing(key, kind, tuple(mapped), tuple(sorted(mentions, key=lambda m: (m.quote, m.id))))


def _mapped(statement: Statement, own: str, things: Things, joins: Joins) -> Statement | None:
    """The statement with its reference led to the joined thing; None if it leads nowhere or back."""
    target = REFERENCES.get(statement.claim.property)
    if target is None or not isinstance(statement.value, str):
        return statement
    if statement.value not in things[target]:
        return None
    value: Value = joins.get(target, {}).get(statement.value, statement.value)
    if value == own and target is statement.claim.kind:
        return None
    return statement if value == statement.value else replace(statement, value=value)
