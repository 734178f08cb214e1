"""Readings -> the resolved graph of a View: a pure function, the same in every order of the readings.

Example: three documents tell of one theft. Their 12 local actors become the 5 that there are; each resolved id is the
least local id of its cluster, and `Graph.former` leads from every other local id to it.

The way: `things` (what is claimed of whom) → organizations → incidents → datasets → people → transfers → events
(which local things are one, each step on the joins of the one before) → `joined` → `policies` (which claims count)
→ `build` (values) → `conflicts`. What is one, and what is in conflict, is the same under every policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from app.domain.attachment import attach
from app.domain.graph import Conflict, Graph
from app.domain.ids import ActorId, ClaimId, DatasetId, EventId, IncidentId, TransferId
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from loaders.resolve import build
from loaders.resolve.alike import alike_links
from loaders.resolve.choose import Select, superseded
from loaders.resolve.conflicts import derived_conflicts, untold
from loaders.resolve.joined import join
from loaders.resolve.judged import decided_claims, decided_pairs
from loaders.resolve.policies import selecting
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
    judgements = attach(view.judgements, {reading.document.id: reading for reading in shown}.get).judgements
    decisions = decided_claims(judgements)
    reprints = Reprints()
    reprints.update({reading.document.id: reading for reading in shown})
    things = gather(shown, decisions, reprints.origins())
    pairs = decided_pairs(judgements)
    joins, unsure = find_joins(things, pairs)
    joined = join(things, joins)
    found = tuple(one for _, one in sorted(reprints.found.items()))
    alike = {ThingKind.ACTOR: unsure, ThingKind.DATASET: alike_links(things)}
    suggested = (
        one
        for kind, links in alike.items()
        for one in suggestions(kind, things[kind], joins[kind], links, pairs.apart, pairs.disputed)
    )
    former = {key: target for of in joins.values() for key, target in of.items() if key != target}
    return replace(
        _graph(joined, selecting(view.policy, shown, found, joined)),
        documents={reading.document.id: reading.document for reading in shown},
        conflicts=_conflicts(things, joined, former),
        suggestions=tuple(suggested),
        former=dict(sorted(former.items())),
        rejected=frozenset(ClaimId(key) for key, one in decisions.items() if one.rejected),
        reprints=found,
    )


def _graph(joined: Things, select: Select) -> Graph:
    """The joined things as values."""
    transfer, holding = partial(build.transfer, select=select), partial(build.holding, select=select)
    affected = partial(build.affected, select=select)
    return Graph(
        incidents={IncidentId(key): build.incident(thing) for key, thing in joined[ThingKind.INCIDENT].items()},
        actors={ActorId(key): build.actor(thing) for key, thing in joined[ThingKind.ACTOR].items()},
        datasets={DatasetId(key): build.dataset(thing) for key, thing in joined[ThingKind.DATASET].items()},
        transfers={TransferId(key): one for key, one in _built(joined[ThingKind.TRANSFER], transfer).items()},
        holdings=tuple(_built(joined[ThingKind.HOLDING], holding).values()),
        events={EventId(key): build.event(thing, select) for key, thing in joined[ThingKind.EVENT].items()},
        affected=tuple(_built(joined[ThingKind.AFFECTED], affected).values()),
        superseded=tuple(
            sorted({pair for of in joined.values() for thing in of.values() for pair in superseded(thing)})
        ),
    )


def _conflicts(things: Things, joined: Things, former: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Those that documents and exchange files tell of, then those that follow and are not told."""
    subjects = {key: former.get(key, key) for found in things.values() for key in found}
    told = _built(joined[ThingKind.CONFLICT], lambda thing: build.claimed_conflict(thing, subjects)).values()
    return (*told, *untold(derived_conflicts(joined), told))


def _built(things: Mapping[str, Thing], make: Callable[[Thing], V | None]) -> dict[str, V]:
    return {key: value for key, thing in things.items() if (value := make(thing)) is not None}
