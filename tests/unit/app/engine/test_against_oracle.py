"""The engine against the brute force of `oracle`, on small random cases. More of them: LEAKTRAIL_ENGINE_CASES=20000."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from app.domain.path import Direction
from app.engine import find_holders, find_lineage, find_paths
from tests.differential.brute_force import expected_downstream, expected_holders, expected_paths, expected_upstream
from tests.differential.expected import differences
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import Oracle

CASES = int(os.environ.get("LEAKTRAIL_ENGINE_CASES", "1500"))
FIRST = int(os.environ.get("LEAKTRAIL_ENGINE_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 10) for i in range(10)]


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_paths(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        names = list(graph.actors)
        start, goal, k = rng.choice(names), rng.choice(names), rng.choice([1, 2, 50])
        expected = expected_paths(Oracle(graph, question), start, goal, k)
        answer = find_paths(graph, start, goal, question, k)
        assert differences(answer, expected) == [], f"seed {seed}: {start} to {goal}, {question}"


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_downstream(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        root = rng.choice(list(graph.actors))
        expected = expected_downstream(Oracle(graph, question), root)
        answer = find_lineage(graph, root, Direction.DOWNSTREAM, question)
        assert differences(answer, expected) == [], f"seed {seed}: from {root}, {question}"


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_upstream(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        root = rng.choice(list(graph.actors))
        expected = expected_upstream(Oracle(graph, question), root)
        answer = find_lineage(graph, root, Direction.UPSTREAM, question)
        assert differences(answer, expected) == [], f"seed {seed}: to {root}, {question}"


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_holders(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), replace(random_question(rng), max_hops=8)
        expected = expected_holders(Oracle(graph, question))
        assert differences(find_holders(graph, question), expected) == [], f"seed {seed}: {question}"
