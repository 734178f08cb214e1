"""Local things and people's decisions -> which of them are one, kind by kind, each step on the joins of the one before.

Example: only when the two あさひ商店 are one organization can the two incidents be one, and only then are the 元社員 of
both documents compared at all.
"""

from __future__ import annotations

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

__all__ = ["find_joins"]


def find_joins(things: Things, pairs: Pairs) -> tuple[Joins, list[Link]]:
    """By kind the least id of each local id's cluster; and the pairs of actors that are left to a person."""
    joins: dict[ThingKind, dict[str, str]] = {}

    def settle(kind: ThingKind, links: list[Link]) -> tuple[Link, ...]:
        found = cluster(things[kind], links, pairs)
        joins[kind] = dict(found.least)
        return found.refused

    scope = Scope(things, joins)
    names = name_links(things[ThingKind.ACTOR])
    settle(ThingKind.ACTOR, names)
    settle(ThingKind.INCIDENT, incident_links(scope))
    datasets = dataset_links(scope)
    settle(ThingKind.DATASET, datasets)
    people, unsure = people_links(scope)
    refused = settle(ThingKind.ACTOR, names + people)
    settle(ThingKind.TRANSFER, transfer_links(scope, stands_for(things[ThingKind.ACTOR].values(), scope)))
    settle(ThingKind.DATASET, datasets + carried_links(scope))
    settle(ThingKind.EVENT, event_links(scope))
    settle(ThingKind.AFFECTED, affected_links(scope))
    settle(ThingKind.HOLDING, [])
    unsure += [*refused, *similar_names(things[ThingKind.ACTOR])]
    return joins, unsure
