"""The engine against the brute force of `oracle`, on small random cases. More of them: LEAKTRAIL_ENGINE_CASES=20000."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from app.domain.path import Direction, Held, Mode
from app.domain.vocabulary import Status
from app.engine import find_holders, find_lineage, find_paths
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import AFTER_ALL, Chain, Oracle, to_day

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
        oracle = Oracle(graph, question)
        expected = [c for c in oracle.chains(start, goal, 8) if c.certain or question.mode is Mode.POSSIBLE]
        within = sorted((c for c in expected if len(c.ids) <= question.max_hops), key=oracle.rank)
        answer = find_paths(graph, start, goal, question, k)
        where = f"seed {seed}: {start} to {goal}, {question}"
        got = [tuple(h.transfer.id for h in p.hops) for p in answer.paths]
        assert got == [c.ids for c in within[:k]], where
        assert ("k" in answer.truncated) == (len(within) > k), where
        if len(expected) > len(within) and "k" not in answer.truncated:
            assert "hops" in answer.truncated, where
        for path, chain in zip(answer.paths, within, strict=False):
            assert path.is_certain == chain.certain, (where, chain)
            assert [h.dataset for h in path.hops] == chain.carried, (where, chain)
            windows = [(to_day(a), to_day(b)) for a, b in chain.windows]
            assert [(h.window.earliest, h.window.latest) for h in path.hops] == windows, (where, chain)


def usable(oracle: Oracle, chains: list[Chain]) -> list[Chain]:
    question = oracle.question
    return [c for c in chains if c.certain or question.mode is Mode.POSSIBLE]


def weakest(oracle: Oracle, chain: Chain) -> Status:
    return max((oracle.transfers[t].status for t in chain.ids), key=list(Status).index)


def best_status(oracle: Oracle, chains: list[Chain]) -> Status:
    return min((weakest(oracle, c) for c in chains), key=list(Status).index)


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_downstream(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        root = rng.choice(list(graph.actors))
        oracle = Oracle(graph, question)
        expected = {}
        for goal in graph.actors:
            chains = usable(oracle, oracle.chains(root, goal, question.max_hops))
            chains = [c for c in chains if graph.transfers[c.ids[-1]].recipient == goal]
            if chains and not oracle.joins(root, goal):
                first, hops = min((c.windows[-1][0], len(c.ids)) for c in chains)
                sure = [oracle.last(graph.transfers[c.ids[-1]]) for c in chains if c.certain]
                by = to_day(min(sure, default=AFTER_ALL))
                expected[goal] = (to_day(first), by, best_status(oracle, chains), hops)
                witnesses = {c.ids for c in chains if (c.windows[-1][0], len(c.ids)) == (first, hops)}
                expected[goal] += (witnesses,)
        answer = find_lineage(graph, root, Direction.DOWNSTREAM, question)
        where = f"seed {seed}: from {root}, {question}"
        got = {r.actor: (r.earliest, r.certain_by, r.status, r.hops) for r in answer.actors}
        assert got == {a: e[:4] for a, e in expected.items()}, where
        assert all(r.path in expected[r.actor][4] and r.latest is None for r in answer.actors), where
        keys = [(r.earliest is not None, r.earliest, r.hops, r.actor) for r in answer.actors]
        assert keys == sorted(keys), where


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_upstream(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        root = rng.choice(list(graph.actors))
        oracle = Oracle(graph, question)
        expected = {}
        for start in graph.actors:
            chains = usable(oracle, oracle.chains(start, root, question.max_hops))
            chains = [c for c in chains if graph.transfers[c.ids[0]].provider == start]
            if chains and not oracle.joins(root, start):
                last, hops = min((-c.windows[0][1], len(c.ids)) for c in chains)
                witnesses = {c.ids for c in chains if (-c.windows[0][1], len(c.ids)) == (last, hops)}
                expected[start] = (to_day(-last), best_status(oracle, chains), hops, witnesses)
        answer = find_lineage(graph, root, Direction.UPSTREAM, question)
        where = f"seed {seed}: to {root}, {question}"
        got = {r.actor: (r.latest, r.status, r.hops) for r in answer.actors}
        assert got == {a: e[:3] for a, e in expected.items()}, where
        assert all(r.path in expected[r.actor][3] and r.earliest is None for r in answer.actors), where
        assert [(r.hops, r.actor) for r in answer.actors] == sorted((r.hops, r.actor) for r in answer.actors), where


def is_sure(oracle: Oracle, transfer) -> bool:
    asked = oracle.question.dataset
    data = asked is None or transfer.dataset == asked
    data = data or (transfer.dataset is not None and oracle.derives(transfer.dataset, asked))
    return data and transfer.is_stated and oracle.last(transfer) <= oracle.by


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_holders(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        question = replace(question, max_hops=8)
        oracle = Oracle(graph, question)
        proofs, started = oracle.origins()
        ends = {end for t in oracle.fitting() for end in (t.provider, t.recipient)} - {None}
        expected = {}
        for actor in ends:
            if actor in proofs:
                status = min((t.status for t in proofs[actor]), key=list(Status).index)
                expected[actor] = (True, status, None, to_day(min(oracle.last(t) for t in proofs[actor])))
            else:
                expected[actor] = (False, *reached(oracle, actor, oracle.chains_to(actor, proofs, started)))
        certain = {a for a in ends if any(is_sure(oracle, t) for t in about(oracle, a))}
        if question.mode is Mode.CERTAIN:
            expected = {a: e for a, e in expected.items() if a in certain}
        answer = find_holders(graph, question)
        where = f"seed {seed}: {question}"
        got = {h.actor: (h.origin, h.status, h.since.earliest, h.since.latest) for h in answer.actors}
        assert got == expected, where
        assert {h.actor for h in answer.actors if h.certain} == certain & got.keys(), where
        for holder in answer.actors:
            assert holder.held is held(oracle, holder.actor, origin=holder.origin), (where, holder)
            receipts = [t for t in oracle.fitting() if t.recipient == holder.actor]
            if receipts:
                assert holder.lawful == all(t.lawful for t in receipts), (where, holder)


def about(oracle: Oracle, actor: str):
    """Fitting transfers that name the actor."""
    return [t for t in oracle.fitting() if actor in (t.provider, t.recipient)]


def reached(oracle: Oracle, actor: str, chains: list[Chain]) -> tuple[object, ...]:
    """Status, first and last day for one that got it, or passed it on."""
    receipts = [t for t in oracle.fitting() if t.recipient == actor]
    if receipts and chains:
        last = max(c.windows[-1][1] for c in chains)
    elif receipts:  # all came by way of its own group or member, which is one actor with it, and so by no chain
        days = [d for t in receipts for d in oracle.sharp(t) if d <= oracle.by]
        return min((t.status for t in receipts), key=list(Status).index), to_day(min(days)), to_day(max(days))
    else:
        last = min(min(oracle.last(t), oracle.by) for t in oracle.fitting() if t.provider == actor)
    first = min(c.windows[-1][0] for c in chains)
    return best_status(oracle, chains), to_day(first), to_day(max(first, last))


def held(oracle: Oracle, actor: str, *, origin: bool) -> Held:
    """Whether the actor has it still, from all choices of days for each receipt and each recovery."""
    asked = oracle.question.dataset
    got = [(t, oracle.carry(asked, t.dataset)[1]) for t in oracle.fitting() if t.recipient == actor]
    gave = [(t, oracle.carry(asked, t.dataset)[1]) for t in oracle.fitting() if t.provider == actor]
    recoveries = [
        r
        for r in oracle.transfers.values()
        if r.action.value == "return/recovery" and oracle.counts(r) and r.provider is not None
    ]
    near = [
        r
        for r in recoveries
        if any(oracle.joins(r.provider, n) and oracle.joins(actor, n) for n in oracle.graph.actors)
    ]

    def days(t):
        return [d for d in oracle.sharp(t) if d <= oracle.by]

    def whole(r, data):
        inside = data is not None and r.dataset is not None and (r.dataset == data or oracle.derives(data, r.dataset))
        return r.provider == actor and inside and oracle.last(r) <= oracle.by and oracle.last(r) != AFTER_ALL

    def over(t, data):
        ends = [r for r in recoveries if whole(r, data)]
        return any(oracle.stated_order(t.id, r.id) or max(days(t)) <= oracle.first(r) for r in ends)

    def over_once_passed_on(t, data):
        return any(min(days(t)) <= oracle.last(r) for r in recoveries if whole(r, data))

    at_start = not origin or any(whole(r, asked) for r in recoveries)
    if (
        at_start
        and all(over(t, data) for t, data in got)
        and all(over_once_passed_on(t, d) for t, d in gave if t.recipient != actor)
    ):
        return Held.NO
    for t, data in (*got, *gave):
        threats = [r for r in near if oracle.carry(data, r.dataset)[0]]
        if is_sure(oracle, t) and not any(
            oracle.first(r) <= oracle.by and min(days(t)) <= oracle.last(r) for r in threats
        ):
            return Held.YES
    return Held.POSSIBLE
