"""Largest flows against all cuts, on small random networks."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random

from app.engine.flow import AMPLE, Flow


def never() -> bool:
    return False


def least_cut(nodes: int, arcs: dict[tuple[int, int], int]) -> int:
    """Over all ways to part the nodes, source 0 on one side and sink 1 on the other: the least room across."""
    sides = ((True, False, *rest) for rest in product((True, False), repeat=nodes - 2))
    return min(sum(room for (a, b), room in arcs.items() if side[a] and not side[b]) for side in sides)


def made(nodes: int, arcs: dict[tuple[int, int], int]) -> tuple[Flow, dict[int, tuple[int, int]]]:
    flow = Flow()
    for _ in range(nodes):
        flow.node()
    return flow, {flow.arc(a, b, room): (a, b) for (a, b), room in arcs.items()}


def test_flows_are_as_large_as_the_least_cut_and_fall_into_ways():
    for seed in range(300):
        rng = Random(seed)
        nodes = rng.randint(2, 7)
        pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a != b and rng.random() < 0.45]
        arcs = {pair: rng.choice([1, 1, 1, 2]) for pair in pairs}
        flow, ends = made(nodes, arcs)
        assert flow.fill(0, 1, never)
        ways = [[ends[arc] for arc in way] for way in flow.ways(0, 1)]
        assert len(ways) == least_cut(nodes, arcs), seed
        assert all(way[0][0] == 0 and way[-1][1] == 1 for way in ways), seed
        assert all(a[1] == b[0] for way in ways for a, b in pairwise(way)), seed
        taken = [arc for way in ways for arc in way]
        assert all(taken.count(pair) <= room for pair, room in arcs.items()), seed
        near = flow.near(0)
        assert sum(room for (a, b), room in arcs.items() if near[a] and not near[b]) == len(ways), seed


def test_a_way_that_was_taken_is_given_back_where_that_lets_more_through():
    flow, _ = made(4, {(0, 2): 1, (0, 3): 1, (2, 3): 1, (2, 1): 1, (3, 1): 1})
    assert flow.fill(0, 1, never)
    assert len(list(flow.ways(0, 1))) == 2


def test_when_the_time_is_up_nothing_is_told():
    flow, _ = made(2, {(0, 1): AMPLE})
    assert not flow.fill(0, 1, lambda: True)
