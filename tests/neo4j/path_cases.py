"""Random graphs for path statements, many in one database: each has a prefix of its own before all its ids.

write_graph(server, all_in_one(cases))     the store writes them, as it writes every resolved graph
parameters(question, root="s17.a")         →  {"root": "s17.a", "dataset": None, "by": 10000000, …}
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.engine.order import HIGH, LOW
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.neo4j_server import Neo4j
from tests.unit.app.engine.cases import (
    ACTORS,
    DATA,
    add_order,
    add_parts,
    random_graph,
    random_question,
    random_transfer,
)

CASES = int(os.environ.get("LEAKTRAIL_CYPHER_CASES", "30"))
FIRST = int(os.environ.get("LEAKTRAIL_CYPHER_SEED", "0"))
_AT_ONCE = 50
BATCHES = [range(i, min(i + _AT_ONCE, FIRST + CASES)) for i in range(FIRST, FIRST + CASES, _AT_ONCE)]


@dataclass(frozen=True, slots=True)
class Case:
    """A graph, a question in mode `possible`, two of its actors, and how many rows to ask for."""

    seed: int
    graph: Graph
    question: Question
    start: str
    goal: str
    limit: int


def random_case(seed: int) -> Case:
    """Every other graph is one of those that the engine is tested with; the rest have all features, and more paths."""
    rng = Random(seed)
    prefix = f"s{seed}."
    graph = dense_graph(rng) if seed % 2 else random_graph(rng)
    question = replace(random_question(rng), mode=Mode.POSSIBLE)
    if seed % 2 and rng.random() < 0.5:
        question = replace(question, dataset=rng.choice([t.dataset for t in graph.transfers.values()]), max_hops=8)
    question = replace(question, dataset=_one(question.dataset, prefix))
    graph = with_prefix(graph, prefix)
    names = list(graph.actors)
    return Case(seed, graph, question, rng.choice(names), rng.choice(names), rng.choice([1, 2, 50]))


def dense_graph(rng: Random) -> Graph:
    """Many transfers between few, two groups, recoveries, words of the texts about order, parts of what is a part."""
    names, groups = list(ACTORS), rng.sample(ACTORS, 2)
    actors = {name: Actor(name, name) for name in names}
    for group in groups:
        below = rng.sample([name for name in names if name not in groups], 2)
        actors[group] = Actor(group, group, members=tuple(below[:1]), candidates=tuple(below[1:]))
    recovered, dated, sure = (rng.random() < p for p in (0.8, 0.6, 0.7))
    keys = [f"t{i:02}" for i in range(rng.randint(8, 12))]
    transfers = {k: random_transfer(rng, k, names, dated=dated, sure=sure, recovered=recovered) for k in keys}
    for change in (add_order, add_parts):
        for _ in range(rng.choice([0, 1, 2, 2])):
            change(rng, transfers)
    datasets = {key: Dataset(key, key, derived_from=wider) for key, wider in DATA}
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def all_in_one(graphs: Iterable[Graph]) -> Graph:
    """One graph that holds them all, none joined with another."""
    actors: dict[str, Actor] = {}
    datasets: dict[str, Dataset] = {}
    transfers: dict[str, Transfer] = {}
    for graph in graphs:
        actors |= graph.actors
        datasets |= graph.datasets
        transfers |= graph.transfers
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def write_graph(server: Neo4j, graph: Graph) -> None:
    """Bring the database to this graph."""
    with closing(Neo4jStore.open(server.uri, Login(server.user, server.password))) as store:
        assert store.publish(graph, (), (), store.revision()) is not None


def parameters(question: Question, **more: object) -> dict[str, object]:
    """What path statements take of a question, and more."""
    asked = {
        "dataset": question.dataset,
        "by": HIGH if question.by is None else question.by.toordinal(),
        "rank": question.min_status.rank,
        "max_hops": question.max_hops,
    }
    return {**asked, **more}


def days_of(window: list[int] | None) -> tuple[date | None, date | None] | None:
    """First and last day of a window in numbers, None for an open end."""
    return None if window is None else (_day(window[0]), _day(window[1]))


def _day(number: int) -> date | None:
    return None if number in (LOW, HIGH) else date.fromordinal(number)


# ------------------------------------------------------------------ prefixes


def with_prefix(graph: Graph, prefix: str) -> Graph:
    """The same graph with other ids."""
    return Graph(
        actors={prefix + key: _actor(one, prefix) for key, one in graph.actors.items()},
        datasets={prefix + key: _dataset(one, prefix) for key, one in graph.datasets.items()},
        transfers={prefix + key: _transfer(one, prefix) for key, one in graph.transfers.items()},
    )


def _actor(one: Actor, prefix: str) -> Actor:
    return replace(one, id=prefix + one.id, members=_all(one.members, prefix), candidates=_all(one.candidates, prefix))


def _dataset(one: Dataset, prefix: str) -> Dataset:
    return replace(one, id=prefix + one.id, derived_from=_all(one.derived_from, prefix))


def _transfer(one: Transfer, prefix: str) -> Transfer:
    return replace(
        one,
        id=prefix + one.id,
        provider=_one(one.provider, prefix),
        recipient=_one(one.recipient, prefix),
        dataset=_one(one.dataset, prefix),
        part_of=_one(one.part_of, prefix),
        after=_all(one.after, prefix),
    )


def _one(key: str | None, prefix: str) -> str | None:
    return None if key is None else prefix + key


def _all(keys: Iterable[str], prefix: str) -> tuple[str, ...]:
    return tuple(prefix + key for key in keys)
