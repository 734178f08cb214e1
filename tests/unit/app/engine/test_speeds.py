"""Compiled kernels answer as those do that run as they stand."""

from __future__ import annotations

from random import Random

import pytest

from app.domain.path import Direction, Question
from app.engine import find_holders, find_lineage, find_paths
from app.engine.chains import shape
from app.engine.network import forget
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.test_limits import complete, graph, hub

CASES = 150


def answers(case, question: Question, ends: tuple[str, str]):
    start, goal = ends
    return (
        find_paths(case, start, goal, question, 30),
        find_lineage(case, start, Direction.DOWNSTREAM, question),
        find_lineage(case, goal, Direction.UPSTREAM, question),
        find_holders(case, question),
    )


@pytest.fixture
def at_both_speeds(monkeypatch):
    def both(*asked):
        monkeypatch.setattr(shape, "SMALL", 1_000_000)
        forget()
        plain = answers(*asked)
        monkeypatch.setattr(shape, "SMALL", -1)
        forget()
        return plain, answers(*asked)

    yield both
    forget()


def test_random_cases(at_both_speeds):
    for seed in range(CASES):
        rng = Random(seed)
        case, question = random_graph(rng), random_question(rng)
        names = sorted(case.actors)
        plain, compiled = at_both_speeds(case, question, (rng.choice(names), rng.choice(names)))
        assert plain == compiled, seed


def test_a_hub_and_a_complete_graph(at_both_speeds):
    for case, ends in ((hub(), ("root", "goal")), (graph(complete(9)), ("a00", "a08"))):
        plain, compiled = at_both_speeds(case, Question(seconds=60, max_hops=4), ends)
        assert plain == compiled
