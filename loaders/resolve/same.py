"""Local things and people's decisions -> which of them are one, kind by kind, each step on the joins of the one before.

Example: only when the two あさひ商店 are one organization can the two incidents be one, and only then are the 元社員 of
both documents compared at all.

Names and incidents are looked at over all documents, the rest (`begin`, `finish`) within what tells of one incident.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.vocabulary import ThingKind
from loaders.resolve.clusters import Link, cluster
from loaders.resolve.datasets import dataset_links
from loaders.resolve.events import affected_links, event_links
from loaders.resolve.incidents import incident_links
from loaders.resolve.joined import Joins
from loaders.resolve.judged import Pairs
from loaders.resolve.organizations import name_links, similar_names
from loaders.resolve.people import people_links
from loaders.resolve.scope import Scope
from loaders.resolve.things import Things
from loaders.resolve.transfers import carried_links, stands_for, transfer_links

__all__ = ["Beginning", "begin", "find_joins", "finish"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is found before the actors are settled: links of datasets and of people, and people left to a person."""

    datasets: tuple[Link, ...]
    people: tuple[Link, ...]
    unsure: tuple[Link, ...]


def find_joins(things: Things, pairs: Pairs) -> tuple[Joins, list[Link]]:
    """By kind the least id of each local id's cluster; and the pairs of actors that are left to a person."""
    actors = things[ThingKind.ACTOR]
    names = name_links(actors)
    joins = {ThingKind.ACTOR: cluster(actors, names, pairs).least}
    incidents = incident_links(Scope(things, joins))
    joins[ThingKind.INCIDENT] = cluster(things[ThingKind.INCIDENT], incidents, pairs).least
    begun = begin(Scope(things, joins))
    settled = cluster(actors, [*names, *begun.people], pairs)
    joins[ThingKind.ACTOR] = settled.least
    groups = stands_for(actors.values(), Scope(things, joins))
    joins = {**joins, **finish(Scope(things, joins), begun, groups, pairs)}
    return joins, [*begun.unsure, *settled.refused, *similar_names(actors)]


def begin(scope: Scope) -> Beginning:
    """The first step within incidents; `scope` has joins of incidents, and of actors by name only."""
    people, unsure = people_links(scope)
    return Beginning(tuple(dataset_links(scope)), tuple(people), tuple(unsure))


def finish(scope: Scope, begun: Beginning, groups: Mapping[str, frozenset[str]], pairs: Pairs) -> Joins:
    """The joins of datasets, transfers, events, rows and holdings; `scope` has all joins of actors and incidents.

    `groups` as `stands_for` tells.
    """
    joins: dict[ThingKind, Mapping[str, str]] = {}
    seen = Scope(scope.things, ChainMap(joins, dict(scope.joins)))

    def settle(kind: ThingKind, links: list[Link]) -> None:
        joins[kind] = cluster(scope.things[kind], links, pairs).least

    settle(ThingKind.DATASET, [*begun.datasets])
    settle(ThingKind.TRANSFER, transfer_links(seen, groups))
    settle(ThingKind.DATASET, [*begun.datasets, *carried_links(seen)])
    settle(ThingKind.EVENT, event_links(seen))
    settle(ThingKind.AFFECTED, affected_links(seen))
    settle(ThingKind.HOLDING, [])
    return joins
