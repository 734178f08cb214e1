"""The drawable paths on random graphs: where nothing is that their short form leaves out, they are the engine's."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Direction, Question
from app.domain.vocabulary import Action
from app.engine import find_lineage, find_paths
from app.services.browser_files import saved_query
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.unit.app.engine.cases import random_graph

pytestmark = pytest.mark.neo4j

SEEDS = range(150)
QUESTION = Question(max_hops=6, seconds=60)
PATHS = "paths_between_two"
_LINEAGE = (
    (Direction.DOWNSTREAM, "where_did_it_go", "giver"),
    (Direction.UPSTREAM, "where_did_it_come_from", "receiver"),
)
_MORE = {"LIMIT 25": "LIMIT 1000", "LIMIT 100": "LIMIT 1000"}


@pytest.fixture
def ask(neo4j_empty, neo4j_driver):
    """Ways of a saved query, as lists of transfers, in a database that holds the graphs of all seeds."""
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        store.publish(_together([_named(_simple(seed), seed) for seed in SEEDS]), (), (), store.revision())

    with neo4j_driver.session(default_access_mode="READ") as session:

        def ask(name, **words):
            text = saved_query(name).text
            for word in words:  # as parameters, so that a statement is planned once
                text = text.replace(f"'' AS {word}", f"${word} AS {word}")
            for few, many in _MORE.items():
                text = text.replace(few, many)
            return [row["way"] for row in session.run(text, words)]

        yield ask


def test_paths_and_lineage_are_those_of_the_engine(ask):
    hops = 0
    for seed in SEEDS:
        graph = _named(_simple(seed), seed)
        start, goal = Random(seed).sample(sorted(graph.actors), 2)
        found = {_transfers(way) for way in ask(PATHS, giver=start, receiver=goal)}
        expected = {tuple(h.transfer.id for h in p.hops) for p in find_paths(graph, start, goal, QUESTION, 1000).paths}
        assert found == expected, f"seed {seed}, {start} to {goal}"
        hops += sum(map(len, expected))
        for actor in (start, goal):
            for direction, name, word in _LINEAGE:
                reached = {way.nodes[-1]["id"] for way in ask(name, **{word: actor})}
                answer = find_lineage(graph, actor, direction, QUESTION)
                assert reached == {one.actor for one in answer.actors} - {actor}, f"seed {seed}, {direction} of {actor}"
    assert hops > 50, "the cases are not all empty"


def _transfers(way) -> tuple[str, ...]:
    return tuple(arrow["transfer_id"] for arrow in way.relationships)


def _simple(seed: int) -> Graph:
    """Without recoveries and parts; groups, days, order, data and status as they come."""
    graph = random_graph(Random(seed))
    transfers = {
        key: replace(one, part_of=None, action=Action.COPY if one.action is Action.RECOVERY else one.action)
        for key, one in graph.transfers.items()
        if one.provider != one.recipient
    }
    kept = {key: replace(one, after=tuple(t for t in one.after if t in transfers)) for key, one in transfers.items()}
    return replace(graph, transfers=kept)


def _named(graph: Graph, seed: int) -> Graph:
    """With ids that no other seed has."""

    def name(key: str | None) -> str | None:
        return None if key is None else f"s{seed}-{key}"

    def transfer(one: Transfer) -> Transfer:
        ends = {"provider": name(one.provider), "recipient": name(one.recipient), "dataset": name(one.dataset)}
        return replace(one, id=name(one.id), after=tuple(map(name, one.after)), **ends)

    def actor(one: Actor) -> Actor:
        members, candidates = (tuple(map(name, some)) for some in (one.members, one.candidates))
        return Actor(name(one.id), name(one.id), members=members, candidates=candidates)

    def dataset(one: Dataset) -> Dataset:
        return Dataset(name(one.id), name(one.id), derived_from=tuple(map(name, one.derived_from)))

    return Graph(
        actors={name(key): actor(one) for key, one in graph.actors.items()},
        datasets={name(key): dataset(one) for key, one in graph.datasets.items()},
        transfers={name(key): transfer(one) for key, one in graph.transfers.items()},
    )


def _together(graphs: list[Graph]) -> Graph:
    return Graph(
        actors={key: one for graph in graphs for key, one in graph.actors.items()},
        datasets={key: one for graph in graphs for key, one in graph.datasets.items()},
        transfers={key: one for graph in graphs for key, one in graph.transfers.items()},
    )
