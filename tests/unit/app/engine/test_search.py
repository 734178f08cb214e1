"""A search grows its bounds as it goes: that changes what is looked at, never what is found."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from app.domain.graph import Actor, Graph, Transfer
from app.domain.path import Question
from app.engine import find_paths
from app.engine.chains import far, keys, layers, ranked, rules, shape, spread, trails
from app.engine.chains.layers import DEPTH, ROWS
from app.engine.chains.speed import kernel_names
from app.engine.network import Network, forget, network_of
from app.engine.search import Budget, Ranking, Search
from app.engine.trail import Aim
from tests.unit.app.engine.cases import random_graph, random_question

ALL = 10_000


def graph(*hops: str) -> Graph:
    pairs = [hop.split(">") for hop in hops]
    names = sorted({name for pair in pairs for name in pair})
    transfers = [Transfer(f"t{i:03}", None, *pair) for i, pair in enumerate(pairs)]
    return Graph(actors={n: Actor(n, n) for n in names}, transfers={t.id: t for t in transfers})


def aim_of(net: Network, start: str, goal: str) -> Aim:
    source, target = net.actors.index[start], net.actors.index[goal]
    return Aim(tuple(net.out_of.get(source, ())), target, source)


def found_by(search: Search, aim: Aim) -> list[tuple[str, ...]]:
    budget = Budget.of(60)
    return [tuple(link.transfer.id for link in found.links) for found in search.run(aim, budget, most=ALL)]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


def test_grown_bounds_and_those_that_were_there_give_the_same_chains_in_the_same_order():
    grew = 0
    for seed in range(150):
        rng = Random(seed)
        case, question = random_graph(rng), random_question(rng)
        net = network_of(case, question)
        start, goal = (rng.choice(sorted(case.actors)) for _ in range(2))
        aim = aim_of(net, start, goal)
        growing = Search(net, aim, Ranking.WEAKEST)
        whole = Search(net, aim, Ranking.WEAKEST, depth=question.max_hops - 1)
        assert found_by(growing, aim) == found_by(whole, aim), seed
        grew += growing.hops_known() > 1
        growing.close()
        whole.close()
    assert grew > 20


def test_what_one_start_made_the_bounds_grow_by_serves_the_next():
    """No chain of the first run passes through its own start; one of the second does."""
    idle = [f"a>x{i}" for i in range(20)] + [f"x{i}>y{i}" for i in range(20)]
    case = graph("b>a", "a>c", "c>d", "d>e", "e>goal", "b>f", *idle)
    net = network_of(case, Question())
    shared = Search(net, Aim((), net.actors.index["goal"]), Ranking.WEAKEST)
    assert len(found_by(shared, aim_of(net, "a", "goal"))) == 1
    assert shared.hops_known() > 1
    assert found_by(shared, aim_of(net, "b", "goal")) == [("t000", "t001", "t002", "t003", "t004")]
    shared.close()


def test_rooms_are_given_back_as_they_were_found():
    case = graph("a>b", "b>c", "c>d", "a>c", "b>d", "d>e", "c>e")
    questions = [(x, y) for x in "abcd" for y in "bcde" if x != y]
    first = [find_paths(case, *ends, Question(), 10) for ends in questions]
    assert [find_paths(case, *ends, Question(), 10) for ends in questions] == first
    rooms = network_of(case, Question()).shape.rooms
    bounds = rooms.bounds(8)
    assert set(bounds.slot) == {-1}
    assert (bounds.sizes[ROWS], bounds.sizes[DEPTH]) == (0, 0)


def test_steps_of_a_whole_network_stand_in_the_order_of_their_days():
    for seed in range(30):
        region = network_of(random_graph(Random(seed)), Question()).shape.region
        for state in region.states if region else ():
            left = [region.out[i].high for i in range(state.out_at, state.out_at + state.out_n)]
            entered = [region.into[i].low for i in range(state.into_at, state.into_at + state.into_n)]
            assert left == sorted(left, reverse=True)
            assert entered == sorted(entered)


def test_no_two_kernels_mean_different_things_by_one_name(monkeypatch):
    modules = (rules, spread, layers, far, trails, keys, ranked)
    assert kernel_names(modules)["take"] is ranked.take
    monkeypatch.setattr(ranked, "UNKNOWN", 3, raising=False)
    with pytest.raises(AssertionError, match="UNKNOWN"):
        kernel_names(modules)


def test_small_networks_are_the_same_question(monkeypatch):
    """A hop limit below, at and above what the chain needs: found or cut, never lost."""
    case = graph("a>b", "b>c", "c>d", "d>e")
    monkeypatch.setattr(shape, "SMALL", 1_000)
    for most, hops, cut in ((3, [], ("hops",)), (4, [4], ()), (5, [4], ())):
        answer = find_paths(case, "a", "e", Question(max_hops=most), 3)
        assert ([len(path.hops) for path in answer.paths], answer.truncated) == (hops, cut)
