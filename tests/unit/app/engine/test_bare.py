"""Networks where only time rules: nothing is checked a second time there, so the oracle looks at these by themselves."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from app.domain.graph import Graph
from app.domain.path import Direction, Mode
from app.domain.vocabulary import Action
from app.engine import find_lineage, find_paths
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import AFTER_ALL, Oracle, to_day

CASES = 400


def bare(rng: Random) -> Graph:
    """No groups, no data, no recoveries, no words about order: windows, ties, statuses and ends are left."""
    graph = random_graph(rng)
    transfers = {
        key: replace(t, dataset=None, action=Action.COPY, after=(), part_of=None) for key, t in graph.transfers.items()
    }
    actors = {key: replace(actor, members=(), candidates=()) for key, actor in graph.actors.items()}
    return replace(graph, actors=actors, transfers=transfers)


@pytest.mark.parametrize("first", range(4))
def test_lineage_and_paths(first):
    for seed in range(first, CASES, 4):
        rng = Random(seed)
        graph, question = bare(rng), replace(random_question(rng), dataset=None)
        root = rng.choice(sorted(graph.actors))
        oracle = Oracle(graph, question)
        down, up = {}, {}
        for other in graph.actors:
            if other == root:
                continue
            there = within(oracle, root, other)
            if there:
                sure = [oracle.last(graph.transfers[c.ids[-1]]) for c in there if c.certain]
                day, hops = min((c.windows[-1][0], len(c.ids)) for c in there)
                down[other] = (to_day(day), to_day(min(sure, default=AFTER_ALL)), hops)
            back = within(oracle, other, root)
            if back:
                day, hops = min((-c.windows[0][1], len(c.ids)) for c in back)
                up[other] = (to_day(-day), hops)
            ranked = sorted(there, key=oracle.rank)
            answer = find_paths(graph, root, other, question, 50)
            assert [tuple(h.transfer.id for h in p.hops) for p in answer.paths] == [c.ids for c in ranked], seed
            windows = [[(to_day(a), to_day(b)) for a, b in c.windows] for c in ranked]
            assert [[(h.window.earliest, h.window.latest) for h in p.hops] for p in answer.paths] == windows, seed
        found = find_lineage(graph, root, Direction.DOWNSTREAM, question).actors
        assert {r.actor: (r.earliest, r.certain_by, r.hops) for r in found} == down, seed
        found = find_lineage(graph, root, Direction.UPSTREAM, question).actors
        assert {r.actor: (r.latest, r.hops) for r in found} == up, seed


def within(oracle: Oracle, start: str, goal: str):
    question = oracle.question
    return [c for c in oracle.chains(start, goal, question.max_hops) if c.certain or question.mode is Mode.POSSIBLE]
