"""Choke points and least cuts against all chains and all subsets, on small random cases.

More of them: LEAKTRAIL_ENGINE_CASES=20000.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import combinations, pairwise
from itertools import permutations as pairs
from random import Random

import pytest

from app.domain.cut import ChokePoints
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import Action, Status
from app.domain.window import Window
from app.engine.avoiding import Seeker
from app.engine.chokepoints import find_chokepoints
from tests.unit.app.engine.cases import DATA, add_order, add_parts, change, random_graph, random_question
from tests.unit.app.engine.oracle import Chain, Oracle, to_day

CASES = int(os.environ.get("LEAKTRAIL_ENGINE_CASES", "400"))
FIRST = int(os.environ.get("LEAKTRAIL_ENGINE_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 10) for i in range(10)]


def between(oracle: Oracle, chain: Chain) -> list[set[str]]:
    """The ids at each junction between start and goal."""
    hops = [oracle.transfers[t] for t in chain.ids]
    return [{a.recipient, b.provider} for a, b in pairwise(hops)]


def ids_between(oracle: Oracle, chain: Chain) -> set[str]:
    return set().union(*between(oracle, chain))


def hull(days: list[tuple[int, int]]) -> Window:
    return Window(to_day(min(a for a, _ in days)), to_day(max(b for _, b in days)))


def days_of_transfer(chains: list[Chain], transfer: str) -> Window:
    return hull([chain.windows[chain.ids.index(transfer)] for chain in chains])


def days_of_actor(oracle: Oracle, chains: list[Chain], actor: str) -> tuple[Window, Window]:
    """When it received, and when it passed on."""
    places = [next(i for i, ids in enumerate(between(oracle, c)) if actor in ids) for c in chains]
    into = [c.windows[i] for c, i in zip(chains, places, strict=True)]
    return hull(into), hull([c.windows[i + 1] for c, i in zip(chains, places, strict=True)])


def least(families: list[set[str]]) -> int:
    everything = sorted(set().union(*families))
    sizes = range(1, len(everything) + 1)
    return next(n for n in sizes if any(all(f & set(c) for f in families) for c in combinations(everything, n)))


def crossing(rng: Random) -> Graph:
    """Many short ways from `a` to `f` that cross each other; each feature is on in some cases only."""
    names = list("abcdef")
    grouped, dated, ordered, partial, recovered = (rng.random() < p for p in (0.4, 0.3, 0.3, 0.2, 0.3))
    actors = {n: Actor(n, n) for n in names}
    for group in rng.sample("bcde", rng.randint(1, 2)) if grouped else ():
        below = tuple(rng.sample([n for n in "bcde" if n != group], rng.randint(1, 2)))
        actors[group] = Actor(group, group, members=below[:1], candidates=below[1:])
    transfers: dict[str, Transfer] = {}
    for i in range(rng.randint(7, 12)):
        provider, recipient = rng.choice(
            [("a", x) for x in "bcde"] + [(x, "f") for x in "bcde"] + list(pairs("bcde", 2))
        )
        day = rng.randint(1, 5)
        transfers[f"t{i}"] = Transfer(
            f"t{i}",
            None,
            provider,
            recipient,
            rng.choice(["w", "w", "p", "q", None]) if dated else "w",
            action=Action.RECOVERY if recovered and rng.random() < 0.2 else Action.COPY,
            window=Window(date(2020, 1, day), date(2020, 1, min(6, day + rng.randint(0, 2)))),
            status=rng.choice([Status.CONFIRMED, Status.CONFIRMED, Status.ALLEGED]),
        )
    if rng.random() < 0.1:
        change(transfers, "t0", provider="a", recipient="f")
    if ordered:
        add_order(rng, transfers)
    if partial:
        add_parts(rng, transfers)
    datasets = {d: Dataset(d, d, derived_from=up) for d, up in DATA}
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def check_chokes(oracle: Oracle, chains: list[Chain], answer: ChokePoints, where: str) -> None:
    transfers = set.intersection(*(set(c.ids) for c in chains))
    shown = [hop.transfer.id for hop in answer.path.hops]
    assert [c.transfer.id for c in answer.transfers] == [t for t in shown if t in transfers], where
    for choke in answer.transfers:
        assert choke.window == days_of_transfer(chains, choke.transfer.id), (where, choke)
    actors = set.intersection(*(ids_between(oracle, c) for c in chains))
    told = [{c.actor, *c.one_with} for c in answer.actors]
    assert sorted(i for ids in told for i in ids) == sorted(actors), where
    for choke, ids in zip(answer.actors, told, strict=True):
        assert all(any(ids <= here for here in between(oracle, c)) for c in chains), (where, choke)
        assert (choke.received, choke.passed_on) == days_of_actor(oracle, chains, choke.actor), (where, choke)
        assert choke.status is answer.path.strength.status
    first = next(c for c in chains if list(c.ids) == shown)
    places = [next(i for i, ids in enumerate(between(oracle, first)) if c.actor in ids) for c in answer.actors]
    assert places == sorted(places), where
    assert (answer.undecided_transfers, answer.undecided_actors) == ((), ()), where


def check_least_transfers(chains: list[Chain], answer: ChokePoints, where: str) -> None:
    cut = answer.least_transfers
    members = {c.transfer.id for c in cut.transfers}
    assert all(members & set(c.ids) for c in chains), where
    assert (len(cut.transfers), cut.at_least, cut.is_least) == (least([set(c.ids) for c in chains]),) * 2 + (True,), (
        where
    )
    for member in cut.transfers:
        left = [c for c in chains if members & set(c.ids) == {member.transfer.id}]
        assert member.path in {c.ids for c in left}, (where, member)
        assert member.window == days_of_transfer(left, member.transfer.id), (where, member)


def check_least_actors(oracle: Oracle, chains: list[Chain], answer: ChokePoints, where: str) -> None:
    cut = answer.least_actors
    if any(len(c.ids) == 1 for c in chains):
        assert cut is None, where
        return
    members = {c.actor for c in cut.actors}
    families = [ids_between(oracle, c) for c in chains]
    assert all(members & ids for ids in families), where
    assert (len(cut.actors), cut.at_least, cut.is_least) == (least(families),) * 2 + (True,), where
    for member in cut.actors:
        left = [c for c in chains if members & ids_between(oracle, c) == {member.actor}]
        assert member.path in {c.ids for c in left}, (where, member)
        assert (member.received, member.passed_on) == days_of_actor(oracle, left, member.actor), (where, member)


def check(graph: Graph, question: Question, start: str, goal: str, where: str) -> None:
    oracle = Oracle(graph, question)
    every = [c for c in oracle.chains(start, goal, 8) if c.certain or question.mode is Mode.POSSIBLE]
    chains = [c for c in every if len(c.ids) <= question.max_hops]
    answer = find_chokepoints(graph, start, goal, question)
    assert set(answer.truncated) <= {"hops"}, where
    if not chains:
        assert (answer.path, answer.transfers, answer.actors) == (None, (), ()), where
        assert (answer.least_transfers, answer.least_actors) == (None, None), where
        return
    check_chokes(oracle, chains, answer, where)
    check_least_transfers(chains, answer, where)
    check_least_actors(oracle, chains, answer, where)
    if "hops" not in answer.truncated:  # then longer chains do not lead past
        assert all({c.transfer.id for c in answer.transfers} <= set(c.ids) for c in every), where
        assert all({c.actor for c in answer.actors} <= ids_between(oracle, c) for c in every), where
        cut = {c.transfer.id for c in answer.least_transfers.transfers}
        assert all(cut & set(c.ids) for c in every), where


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_against_all_chains(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        start, goal = (rng.choice(list(graph.actors)) for _ in range(2))
        check(graph, question, start, goal, f"seed {seed}: {start} to {goal}, {question}")


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_many_ways_against_all_chains(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph = crossing(rng)
        mode = rng.choice([Mode.POSSIBLE, Mode.POSSIBLE, Mode.CERTAIN])
        question = Question(mode=mode, max_hops=rng.choice([2, 3, 4, 8]), seconds=60)
        start, goal = rng.choice([("a", "f"), ("a", "f"), ("b", "f"), ("a", "c"), ("b", "b")])
        check(graph, question, start, goal, f"crossing, seed {seed}: {start} to {goal}, {question}")


def wider(window: Window, narrow: Window) -> bool:
    return window.hull(narrow) == window


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_what_is_claimed_when_the_time_is_up_is_true(seeds, monkeypatch):
    """The time is up at some call; what is told until then is proved, and what is not is bounded or undecided."""
    calls = [0]

    def is_spent(_: Seeker) -> bool:
        calls[0] -= 1
        return calls[0] < 0

    monkeypatch.setattr(Seeker, "is_spent", is_spent)
    for seed in seeds:
        rng = Random(seed)
        graph = crossing(rng)
        start, goal = rng.choice([("a", "f"), ("a", "f"), ("b", "f")])
        question = Question(max_hops=rng.choice([3, 8]), seconds=60)
        oracle = Oracle(graph, question)
        chains = oracle.chains(start, goal, question.max_hops)
        calls[0] = rng.choice([0, 1, 2, 3, 5, 8, 13, 21, 34])
        where = f"crossing, seed {seed}: {start} to {goal}, {question}, {calls[0]} calls"
        answer = find_chokepoints(graph, start, goal, question)
        if not chains:
            assert answer.path is None, where
            continue
        transfers = set.intersection(*(set(c.ids) for c in chains))
        assert {c.transfer.id for c in answer.transfers} <= transfers, where
        assert transfers <= {*(c.transfer.id for c in answer.transfers), *answer.undecided_transfers}, where
        for choke in answer.transfers:
            assert wider(choke.window, days_of_transfer(chains, choke.transfer.id)), where
        actors = set.intersection(*(ids_between(oracle, c) for c in chains))
        told = {i for c in answer.actors for i in (c.actor, *c.one_with)}
        assert told <= actors <= told | set(answer.undecided_actors), where
        cut = {c.transfer.id for c in answer.least_transfers.transfers}
        assert all(cut & set(c.ids) for c in chains), where
        assert 1 <= answer.least_transfers.at_least <= least([set(c.ids) for c in chains]) <= len(cut), where
        for member in answer.least_transfers.transfers:
            left = [c for c in chains if cut & set(c.ids) == {member.transfer.id}]
            assert not left or wider(member.window, days_of_transfer(left, member.transfer.id)), where
            assert member.path is None or member.path in {c.ids for c in left}, where
        if answer.least_actors is not None:
            between_all = [ids_between(oracle, c) for c in chains]
            cut = {c.actor for c in answer.least_actors.actors}
            assert all(cut & ids for ids in between_all), where
            assert 1 <= answer.least_actors.at_least <= least(between_all) <= len(cut), where
        if answer.undecided_transfers or answer.undecided_actors or not answer.least_transfers.is_least:
            assert "seconds" in answer.truncated, where
