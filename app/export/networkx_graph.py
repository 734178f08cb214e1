"""Graph ⇄ networkx.MultiDiGraph, for algorithms that Leaktrail does not have.

    g = to_networkx(graph)
    g.edges["元社員's id", "業者's id", "t3"]["earliest"]      →  date(2030, 3, 10)
    find_paths(from_networkx(g), start, goal, Question(), k=3)  →  the engine's answer on what was made of it

Nodes are actors, edges are transfers, keyed by the transfer's id and pointing the way the data moved.

node    label, kind, aliases, roles, incidents, members, candidates, mentions
edge    dataset, action, medium, earliest, latest, first_day, last_day, time_text, status, lawful, confidence,
        record_count, record_qualifier, record_unit, price, currency, price_qualifier, incident, part_of, after, how,
        sources, source_count, documents, evidence
graph   policy; datasets: by id label, derived_from, fields, record_counts, mentions

`earliest` and `latest` are dates, None where the window is open; `first_day` and `last_day` are the same as ordinals,
−∞ and +∞ where it is open, so that they can be compared as they are. A transfer whose end is not stated has a node of
its own there, with `unstated: True`: it joins nothing, and comes back as an end that is not stated.

Quotes are carried along as values (`mentions`, `evidence`). Left out: documents with their texts, incidents, holdings,
events, affected organizations, conflicts and suggestions, former ids. Path questions need none of these.

References:
    A. A. Hagberg, D. A. Schult, P. J. Swart, "Exploring network structure, dynamics, and function using NetworkX",
    SciPy (2008) 11-15.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.errors import MissingExtra
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.view import Policy
from app.export.networkx_values import read_graph

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["from_networkx", "to_networkx"]


def to_networkx(graph: Graph, *, policy: Policy = Policy.ALL) -> MultiDiGraph[str]:
    """The actors and transfers of a graph; `policy` is the one by which it was resolved, and is only noted.

    Raises MissingExtra without networkx.
    """
    made = _networkx().MultiDiGraph(
        datasets={dataset.id: _dataset(dataset) for dataset in graph.datasets.values()}, policy=policy.value
    )
    made.add_nodes_from((actor.id, _node(actor)) for actor in graph.actors.values())
    for t in graph.transfers.values():
        provider = _end(made, t.provider, f"{t.id}:provider")
        recipient = _end(made, t.recipient, f"{t.id}:recipient")
        made.add_edge(provider, recipient, key=t.id, **_edge(t))
    return made


def from_networkx(made: MultiDiGraph[str]) -> Graph:
    """The graph of a directed graph, one of `to_networkx` or any other; what is not there gets the model's defaults.

    Nodes and keys are ids. An edge whose key is a number, as networkx gives them, gets an id from its ends and key.
    `after`, `part_of`, `members` and the like may name what is not there: it plays no part. Raises BadInput, which
    names the node or edge, for what is no graph of this kind, and MissingExtra without networkx.
    """
    _networkx()
    return read_graph(made)


def _networkx() -> Any:  # noqa: ANN401 - the module itself, which is imported when it is needed
    try:
        import networkx  # noqa: PLC0415 - it is an extra
    except ModuleNotFoundError as error:
        if error.name != "networkx":
            raise
        raise MissingExtra("networkx is not installed", remedy="pip install 'leaktrail[analysis]'") from error
    return networkx


def _end(made: MultiDiGraph[str], actor: str | None, otherwise: str) -> str:
    """The node of an end; one of its own if it is not stated."""
    if actor is not None:
        return actor
    while otherwise in made:
        otherwise += "~"
    made.add_node(otherwise, label="", unstated=True)
    return otherwise


def _node(actor: Actor) -> dict[str, object]:
    return {
        "label": actor.label,
        "kind": actor.kind.value,
        "aliases": actor.aliases,
        "roles": tuple(role.value for role in actor.roles),
        "incidents": actor.incidents,
        "members": actor.members,
        "candidates": actor.candidates,
        "mentions": actor.mentions,
    }


def _edge(t: Transfer) -> dict[str, object]:
    return {
        "dataset": t.dataset,
        "action": t.action.value,
        "medium": t.medium,
        "earliest": t.window.earliest,
        "latest": t.window.latest,
        "first_day": _ordinal(t.window.earliest, -math.inf),
        "last_day": _ordinal(t.window.latest, math.inf),
        "time_text": t.time_text,
        "status": t.status.value,
        "lawful": t.lawful,
        "confidence": t.confidence,
        "record_count": None if t.record_count is None else t.record_count.value,
        "record_qualifier": None if t.record_count is None else t.record_count.qualifier.value,
        "record_unit": None if t.record_count is None or t.record_count.unit is None else t.record_count.unit.value,
        "price": None if t.price is None else t.price.value,
        "currency": None if t.price is None else t.price.currency,
        "price_qualifier": None if t.price is None else t.price.qualifier.value,
        "incident": t.incident,
        "part_of": t.part_of,
        "after": t.after,
        "how": {slot: how.value for slot, how in t.how.items()},
        "sources": t.sources,
        "source_count": len(t.sources),
        "documents": t.documents,
        "evidence": t.evidence,
    }


def _dataset(dataset: Dataset) -> Mapping[str, object]:
    return {
        "label": dataset.label,
        "derived_from": dataset.derived_from,
        "fields": dataset.fields,
        "record_counts": dataset.record_counts,
        "mentions": dataset.mentions,
    }


def _ordinal(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else day.toordinal()
