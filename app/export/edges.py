"""A graph → what formats of nodes and edges are made of: actors as nodes, transfers as edges, each edge a record.

    for edge in edges_of(contents): edge.key, edge.source, edge.target, edge.values["earliest"]

Two transfers between the same two actors stay two edges, each with its id. An end that nobody states is a node of its
own, `unstated`, so it joins nothing. Values are texts, numbers or truth values; what is not known is left out, lists
are JSON, and quotes stand in `evidence` as JSON as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.graph import Actor, Transfer
from app.domain.ids import ActorId, DatasetId
from app.export.contents import Contents
from app.export.plain import by_id, quotes_of

__all__ = ["EDGE_VALUES", "NODE_VALUES", "Edge", "Flat", "Node", "edges_of", "nodes_of"]

Flat: TypeAlias = "str | int | float | bool"

NODE_VALUES: Mapping[str, type[str] | type[float] | type[bool]] = {
    "leaktrail_id": str,
    "label": str,
    "kind": str,
    "aliases": str,
    "roles": str,
    "incidents": str,
    "members": str,
    "candidates": str,
    "unstated": bool,
    "mentions": str,
}
"""What a node can say, and of which type."""

EDGE_VALUES: Mapping[str, type[str] | type[float] | type[bool]] = {
    "leaktrail_id": str,
    "action": str,
    "status": str,
    "earliest": str,
    "latest": str,
    "time_text": str,
    "dataset": str,
    "dataset_label": str,
    "medium": str,
    "lawful": bool,
    "confidence": float,
    "record_count": float,
    "record_qualifier": str,
    "record_unit": str,
    "price": float,
    "currency": str,
    "price_qualifier": str,
    "incident": str,
    "incident_name": str,
    "part_of": str,
    "after": str,
    "how": str,
    "by_policy": str,
    "sources": str,
    "documents": str,
    "evidence": str,
}
"""What an edge can say, and of which type."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, or an end that nobody states (`actor` is None); `key` is plain ASCII."""

    key: str
    actor: ActorId | None
    values: Mapping[str, Flat]


@dataclass(frozen=True, slots=True)
class Edge:
    """A transfer from the node `source` to the node `target`, the way the data moved."""

    key: str
    source: str
    target: str
    transfer: Transfer
    values: Mapping[str, Flat]


def nodes_of(contents: Contents) -> Iterator[Node]:
    """The actors, by id; then the ends that nobody states, by transfer."""
    known = _known(contents)
    for actor, key in known.items():
        one = contents.graph.actors.get(actor)
        yield Node(key, actor, {"leaktrail_id": actor, "label": actor} if one is None else _actor(contents, one))
    for number, transfer in enumerate(by_id(contents.graph.transfers)):
        for end, actor in (("provider", transfer.provider), ("recipient", transfer.recipient)):
            if actor is None:
                yield Node(_unstated(number, end), None, {"label": "?", "unstated": True})


def edges_of(contents: Contents) -> Iterator[Edge]:
    """The transfers, by id."""
    known = _known(contents)
    for number, one in enumerate(by_id(contents.graph.transfers)):
        source = _unstated(number, "provider") if one.provider is None else known[one.provider]
        target = _unstated(number, "recipient") if one.recipient is None else known[one.recipient]
        yield Edge(f"t{number}", source, target, one, _transfer(contents, one))


def _known(contents: Contents) -> dict[ActorId, str]:
    """A key for each actor, those included that only a transfer names: ids of imported graphs can be any text."""
    graph = contents.graph
    ends = {end for one in graph.transfers.values() for end in (one.provider, one.recipient) if end is not None}
    return {actor: f"a{number}" for number, actor in enumerate(sorted(ends | graph.actors.keys()))}


def _unstated(number: int, end: str) -> str:
    return f"t{number}_{end}"


def _actor(contents: Contents, one: Actor) -> Mapping[str, Flat]:
    return {
        "leaktrail_id": one.id,
        "label": one.label,
        "kind": one.kind.value,
        **_lists(
            aliases=one.aliases,
            roles=tuple(role.value for role in one.roles),
            incidents=one.incidents,
            members=one.members,
            candidates=one.candidates,
            mentions=tuple(quotes_of(contents, one.mentions)),
        ),
    }


def _transfer(contents: Contents, one: Transfer) -> Mapping[str, Flat]:
    earliest, latest = one.window.to_iso()
    optional = {
        "earliest": earliest,
        "latest": latest,
        "time_text": one.time_text or None,
        "dataset": one.dataset,
        "dataset_label": _dataset_label(contents, one.dataset),
        "incident": one.incident,
        "incident_name": contents.incident_name(one.incident),
        "part_of": one.part_of,
    }
    return {
        "leaktrail_id": one.id,
        "action": one.action.value,
        "status": one.status.value,
        "medium": one.medium,
        "lawful": one.lawful,
        "confidence": one.confidence,
        **{name: value for name, value in optional.items() if value is not None},
        **_figures(one),
        **_lists(
            after=one.after,
            how={slot: how.value for slot, how in sorted(one.how.items())},
            by_policy=one.by_policy,
            sources=one.sources,
            documents=tuple(sorted(contents.name_of(document) for document in one.documents)),
            evidence=tuple(quotes_of(contents, one.evidence)),
        ),
    }


def _figures(one: Transfer) -> dict[str, Flat]:
    found: dict[str, Flat] = {}
    if one.record_count is not None:
        found |= {"record_count": one.record_count.value, "record_qualifier": one.record_count.qualifier.value}
        if one.record_count.unit is not None:
            found["record_unit"] = one.record_count.unit.value
    if one.price is not None:
        found |= {"price": one.price.value, "currency": one.price.currency}
        found["price_qualifier"] = one.price.qualifier.value
    return found


def _lists(**values: object) -> dict[str, str]:
    """As JSON; nothing for an empty one."""
    return {name: json.dumps(value, ensure_ascii=False) for name, value in values.items() if value}


def _dataset_label(contents: Contents, key: DatasetId | None) -> str | None:
    one = None if key is None else contents.graph.datasets.get(key)
    return None if one is None else one.label
