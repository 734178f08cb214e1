"""Transfer -> its node, its own arrows, and `PASSED_TO`: what a path query in Cypher has to know of a hop.

    (:Actor)-[:PASSED_TO {transfer_id, from_day, to_day, rank, …, derived: true}]->(:Actor)

`from_day` and `to_day` are the days of the window as the texts' own order (`after`) sharpens it, counted from the year
1 as Python does; 0 and 10,000,000 stand for open ends. A group, a member or a candidate that can stand for the provider
has a `MAY_HAVE_PASSED_TO` of the same properties, so that a path may go on there. Lists that would be empty are left
out.

References:
    `app/engine/__init__.py` states the rules that these properties carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.graph import Graph, Transfer
from app.domain.ids import TransferId
from app.engine.kinship import closure
from app.engine.order import Order, order_of
from app.property_graph.values import Node, Properties, Property, Relationship, known

__all__ = ["Projection", "passing", "projection_of", "transfer_node"]

_Part = tuple[str, int]
"""Dataset and rank of a part."""


@dataclass(frozen=True, slots=True)
class Projection:
    """What follows for all transfers from the graph as a whole; ids that stand for themselves only are not in `kin`."""

    kin: Mapping[str, Sequence[str]]
    wider: Mapping[str, Sequence[str]]
    order: Order
    wholes: Mapping[TransferId, Sequence[TransferId]]
    parts: Mapping[TransferId, Sequence[_Part]]


def projection_of(graph: Graph) -> Projection:
    """Who can stand for whom, what lies in what, what comes after what, what sums up what."""
    above = {d.id: d.derived_from for d in graph.datasets.values() if d.derived_from}
    wider: dict[str, list[str]] = {
        key: [*sorted((closure(key, above) - {key}) & graph.datasets.keys())] for key in sorted(above)
    }
    wholes = {t.id: found for t in graph.transfers.values() if (found := _wholes(graph, t))}
    parts: dict[TransferId, set[_Part]] = {}
    for key, found in wholes.items():
        part = graph.transfers[key]
        for whole in found if part.dataset is not None else ():
            parts.setdefault(whole, set()).add((str(part.dataset), part.status.rank))
    in_order = {key: sorted(found) for key, found in parts.items()}
    return Projection(_kin(graph), wider, order_of(graph.transfers), wholes, in_order)


def transfer_node(t: Transfer, projection: Projection) -> Node:
    """The node of a transfer."""
    price, count = t.price, t.record_count
    properties = {
        "id": t.id,
        "action": t.action.value,
        "medium": t.medium,
        "earliest": t.window.earliest,
        "latest": t.window.latest,
        "time_text": t.time_text or None,
        "status": t.status.value,
        "lawful": t.lawful,
        "confidence": float(t.confidence),
        "how": [f"{slot}: {how.value}" for slot, how in sorted(t.how.items())],
        "sources": list(t.sources),
        "record_count": None if count is None else float(count.value),
        "record_count_unit": None if count is None or count.unit is None else count.unit.value,
        "record_count_qualifier": None if count is None else count.qualifier.value,
        "price": None if price is None else float(price.value),
        "price_currency": None if price is None else price.currency,
        "price_qualifier": None if price is None else price.qualifier.value,
    }
    return Node("Transfer", t.id, known({**properties, **_derived(t, projection)}))


def passing(t: Transfer, projection: Projection) -> Iterator[Relationship]:
    """The arrows that a transfer owns, the projection included."""
    key = ("Transfer", t.id)
    if t.provider is not None:
        yield Relationship("PROVIDED", ("Actor", t.provider), key)
    if t.recipient is not None:
        yield Relationship("RECEIVED_BY", key, ("Actor", t.recipient))
    if t.dataset is not None:
        yield Relationship("CARRIED", key, ("Dataset", t.dataset))
    if t.part_of is not None:
        yield Relationship("PART_OF_TRANSFER", key, ("Transfer", t.part_of))
    if t.incident is not None:
        yield Relationship("PART_OF_INCIDENT", key, ("Incident", t.incident))
    for earlier in t.after:
        yield Relationship("AFTER", key, ("Transfer", earlier))
    if t.provider is None or t.recipient is None:
        return
    hop = _hop(t, t.provider, t.recipient, projection)
    yield Relationship("PASSED_TO", ("Actor", t.provider), ("Actor", t.recipient), hop)
    for stand_in in projection.kin.get(t.provider, ()):
        if stand_in != t.provider:
            yield Relationship("MAY_HAVE_PASSED_TO", ("Actor", stand_in), ("Actor", t.recipient), hop)


def _hop(t: Transfer, provider: str, recipient: str, projection: Projection) -> Properties:
    kin = projection.kin
    properties = {
        "transfer_id": t.id,
        "provider_id": provider,
        "recipient_id": recipient,
        "provider_kin": list(kin.get(provider, ())),
        "recipient_kin": list(kin.get(recipient, ())),
        "dataset_id": t.dataset,
        "dataset_wider": list(projection.wider.get(t.dataset, ())) if t.dataset is not None else None,
        "action": t.action.value,
        "medium": t.medium,
        "earliest": t.window.earliest,
        "latest": t.window.latest,
        "status": t.status.value,
        "lawful": t.lawful,
        "confidence": float(t.confidence),
        "derived": True,
    }
    return known({**properties, **_derived(t, projection)})


def _derived(t: Transfer, projection: Projection) -> dict[str, Property | None]:
    from_day, to_day = projection.order.spans[t.id]
    parts = projection.parts.get(t.id, ())
    return {
        "from_day": from_day,
        "to_day": to_day,
        "rank": t.status.rank,
        "support": len(t.sources) or len(t.documents),
        "stated_ends": t.is_stated,
        "before": sorted(projection.order.before.get(t.id, ())),
        "disputed": sorted(projection.order.disputed.get(t.id, ())),
        "wholes": list(projection.wholes.get(t.id, ())),
        "part_datasets": [dataset for dataset, _ in parts],
        "part_ranks": [rank for _, rank in parts],
    }


def _kin(graph: Graph) -> dict[str, list[str]]:
    """For each actor that another can stand for all ids that can, its own included."""
    below = {a.id: (*a.members, *a.candidates) for a in graph.actors.values() if a.members or a.candidates}
    found: dict[str, set[str]] = {}
    for group in below:
        for member in closure(group, below) & graph.actors.keys():
            found.setdefault(group, {group}).add(member)
            found.setdefault(member, {member}).add(group)
    return {key: sorted(kin) for key, kin in sorted(found.items()) if len(kin) > 1}


def _wholes(graph: Graph, transfer: Transfer) -> list[TransferId]:
    """What sums it up between the same two ends, nearest first; nothing where parts sum each other up in a circle."""
    found: list[TransferId] = []
    seen: set[TransferId] = set()
    above = transfer.part_of
    while above is not None and above in graph.transfers and above not in seen:
        whole = graph.transfers[above]
        seen.add(above)
        if (whole.provider, whole.recipient) == (transfer.provider, transfer.recipient):
            found.append(above)
        above = whole.part_of
    return [] if transfer.id in seen else found
