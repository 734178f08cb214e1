"""Readings -> the resolved graph of a View: a pure function, the same in every order of the readings.

Example: three documents tell of one theft. Their 12 local actors become the 5 that there are; each resolved id is the
least local id of its cluster, and `Graph.former` leads from every other local id to it.

The way: `things` (who is claimed to be what) → `clusters` (what is the same) → `joined` → `build` (values) → Graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from app.domain.graph import Graph
from app.domain.ids import ActorId, DatasetId, EventId, IncidentId, TransferId
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from loaders.resolve import build
from loaders.resolve.joined import Joins, join
from loaders.resolve.things import Thing, Things, gather, visible

__all__ = ["resolve"]

V = TypeVar("V")


def resolve(readings: Sequence[Reading], view: View) -> Graph:
    """The graph of what the visible `readings` say. ValueError for two readings of one document."""
    shown = visible(readings, view)
    things = gather(shown, view)
    joins: Joins = {}
    return _graph(shown, things, joins)


def _graph(shown: Sequence[Reading], things: Things, joins: Joins) -> Graph:
    joined = join(things, joins)
    former = {key: target for found in joins.values() for key, target in found.items() if key != target}
    subjects = {key: former.get(key, key) for found in things.values() for key in found}
    conflicts = [build.claimed_conflict(thing, subjects) for thing in joined[ThingKind.CONFLICT].values()]
    return Graph(
        {reading.document.id: reading.document for reading in shown},
        {IncidentId(key): build.incident(thing) for key, thing in joined[ThingKind.INCIDENT].items()},
        {ActorId(key): build.actor(thing) for key, thing in joined[ThingKind.ACTOR].items()},
        {DatasetId(key): build.dataset(thing) for key, thing in joined[ThingKind.DATASET].items()},
        {TransferId(key): found for key, found in _built(joined[ThingKind.TRANSFER], build.transfer).items()},
        tuple(_built(joined[ThingKind.HOLDING], build.holding).values()),
        {EventId(key): build.event(thing) for key, thing in joined[ThingKind.EVENT].items()},
        tuple(_built(joined[ThingKind.AFFECTED], build.affected).values()),
        tuple(conflict for conflict in conflicts if conflict is not None),
        (),
        dict(sorted(former.items())),
    )


def _built(things: Mapping[str, Thing], make: Callable[[Thing], V | None]) -> dict[str, V]:
    return {key: value for key, thing in things.items() if (value := make(thing)) is not None}
