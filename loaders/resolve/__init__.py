"""Readings -> the resolved graph of a View: a pure function, the same in every order of the readings.

Example: three documents tell of one theft. Their 12 local actors become the 5 that there are; each resolved id is the
least local id of its cluster, and `Graph.former` leads from every other local id to it.

The way: `things` (what is claimed of whom) → organizations → incidents → datasets → people → transfers → events
(which local things are one, each step on the joins of the one before) → `joined` → `build` (values) → `conflicts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from app.domain.graph import Conflict, Graph
from app.domain.ids import ActorId, ClaimId, DatasetId, EventId, IncidentId, TransferId
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from loaders.resolve import build
from loaders.resolve.alike import alike_links
from loaders.resolve.choose import superseded
from loaders.resolve.clusters import Link
from loaders.resolve.conflicts import derived_conflicts, untold
from loaders.resolve.joined import Joins, join
from loaders.resolve.judged import Pairs, decided_claims, decided_pairs
from loaders.resolve.reprints import Reprints
from loaders.resolve.resolver import Resolver
from loaders.resolve.same import find_joins
from loaders.resolve.suggested import suggestions
from loaders.resolve.things import Thing, Things, gather, visible

__all__ = ["Resolver", "resolve"]

V = TypeVar("V")


def resolve(readings: Sequence[Reading], view: View) -> Graph:
    """The graph of what the visible `readings` say. ValueError for two readings of one document.

    It looks at all visible readings each time; candidates are blocked by name and by incident, so the time grows with
    the documents and with the square of those about one incident.
    """
    shown = visible(readings, view)
    decisions = decided_claims(view.judgements)
    reprints = Reprints()
    reprints.update({reading.document.id: reading for reading in shown})
    things = gather(shown, decisions, reprints.origins())
    pairs = decided_pairs(view.judgements)
    joins, unsure = find_joins(things, pairs)
    graph = _graph(shown, things, joins, (unsure, pairs))
    rejected = frozenset(ClaimId(key) for key, one in decisions.items() if one.rejected)
    return replace(graph, rejected=rejected, reprints=tuple(one for _, one in sorted(reprints.found.items())))


def _graph(
    shown: Sequence[Reading],
    things: Things,
    joins: Joins,
    left_open: tuple[Sequence[Link], Pairs],
) -> Graph:
    unsure, pairs = left_open
    alike = {ThingKind.ACTOR: unsure, ThingKind.DATASET: alike_links(things)}
    suggested = (
        one
        for kind, links in alike.items()
        for one in suggestions(kind, things[kind], joins[kind], links, pairs.apart, pairs.disputed)
    )
    joined = join(things, joins)
    former = {key: target for found in joins.values() for key, target in found.items() if key != target}
    return Graph(
        {reading.document.id: reading.document for reading in shown},
        {IncidentId(key): build.incident(thing) for key, thing in joined[ThingKind.INCIDENT].items()},
        {ActorId(key): build.actor(thing) for key, thing in joined[ThingKind.ACTOR].items()},
        {DatasetId(key): build.dataset(thing) for key, thing in joined[ThingKind.DATASET].items()},
        {TransferId(key): found for key, found in _built(joined[ThingKind.TRANSFER], build.transfer).items()},
        tuple(_built(joined[ThingKind.HOLDING], build.holding).values()),
        {EventId(key): build.event(thing) for key, thing in joined[ThingKind.EVENT].items()},
        tuple(_built(joined[ThingKind.AFFECTED], build.affected).values()),
        _conflicts(things, joined, former),
        tuple(suggested),
        dict(sorted(former.items())),
        tuple(sorted({pair for found in joined.values() for thing in found.values() for pair in superseded(thing)})),
    )


def _conflicts(things: Things, joined: Things, former: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Those that documents and exchange files tell of, then those that follow and are not told."""
    subjects = {key: former.get(key, key) for found in things.values() for key in found}
    told = _built(joined[ThingKind.CONFLICT], lambda thing: build.claimed_conflict(thing, subjects)).values()
    return (*told, *untold(derived_conflicts(joined), told))


def _built(things: Mapping[str, Thing], make: Callable[[Thing], V | None]) -> dict[str, V]:
    return {key: value for key, thing in things.items() if (value := make(thing)) is not None}
