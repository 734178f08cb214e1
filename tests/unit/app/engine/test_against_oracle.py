"""The engine against the brute force of `oracle`, on small random cases. More of them: LEAKTRAIL_ENGINE_CASES=20000."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from cases import random_graph, random_question
from oracle import AFTER_ALL, BEFORE_ALL, Chain, Oracle, to_day

from app.domain.path import Direction, Held, Mode
from app.domain.vocabulary import Status
from app.engine import find_holders, find_lineage, find_paths

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
        proofs, given = oracle.origins()
        expected = {}
        for actor, shown in proofs.items():
            certain = any(is_sure(oracle, t) for t in shown)
            status = min((t.status for t in shown), key=list(Status).index)
            expected[actor] = (True, certain, status, None, to_day(min(oracle.last(t) for t in shown)))
        for actor in graph.actors:
            chains = [] if actor in proofs else oracle.chains_to(actor, proofs, given)
            if chains:
                since = [c.windows[-1] for c in chains]
                certain = any(is_sure(oracle, t) for t in oracle.fitting() if t.recipient == actor)
                days = to_day(min(a for a, _ in since)), to_day(max(b for _, b in since))
                expected[actor] = (False, certain, best_status(oracle, chains), *days)
        for actor in {t.recipient for t in oracle.fitting()} - {None} - expected.keys():
            expected[actor] = unchained(oracle, actor)
        if question.mode is Mode.CERTAIN:
            expected = {a: e for a, e in expected.items() if e[1]}
        answer = find_holders(graph, question)
        where = f"seed {seed}: {question}"
        got = {h.actor: (h.origin, h.certain, h.status, h.since.earliest, h.since.latest) for h in answer.actors}
        assert got == expected, where
        told = {t.recipient for t in oracle.fitting()} | {t.provider for t in oracle.fitting()} - {None}
        if question.mode is Mode.POSSIBLE:
            assert told - {None} == set(got), f"someone who gave or got the data is missing: {where}"
        for holder in answer.actors:
            assert holder.held is held(oracle, holder.actor, holder.origin, proofs), (where, holder)


def unchained(oracle: Oracle, actor: str) -> tuple[object, ...]:
    """Got it from its own group or member only, which is one actor with it and so on no chain."""
    receipts = [t for t in oracle.fitting() if t.recipient == actor]
    assert all(t.provider and oracle.joins(t.provider, actor) for t in receipts), actor
    certain = any(is_sure(oracle, t) for t in receipts)
    days = [d for t in receipts for d in oracle.sharp(t) if d <= oracle.by]
    return False, certain, min((t.status for t in receipts), key=list(Status).index), to_day(min(days)), to_day(max(days))


def held(oracle: Oracle, actor: str, origin: bool, proofs) -> Held:
    """Whether the actor has it still, from all choices of days for each receipt and each recovery."""
    asked = oracle.question.dataset
    receipts = [
        (oracle.carry(asked, t.dataset)[1], [d for d in oracle.sharp(t) if d <= oracle.by], t.id, is_sure(oracle, t))
        for t in oracle.fitting()
        if t.recipient == actor
    ]
    if origin:
        receipts.append((asked, [BEFORE_ALL], None, any(is_sure(oracle, t) for t in proofs[actor])))
    recoveries = [
        t for t in oracle.transfers.values() if t.action.value == "return/recovery" and oracle.counts(t) and t.provider
    ]

    def must_end(data, days, key, r):
        whole = data is not None and r.dataset is not None and (r.dataset == data or oracle.derives(data, r.dataset))
        last = oracle.last(r)
        if r.provider != actor or not whole or last > oracle.by or last == AFTER_ALL:
            return False
        ordered = key is not None and oracle.stated_order(key, r.id)
        return ordered or all(day <= end for day in days for end in oracle.sharp(r))

    def may_end(data, days, r):
        touches = oracle.joins(r.provider, actor) and oracle.carry(data, r.dataset)[0]
        return touches and any(day <= end for day in days for end in oracle.sharp(r) if end <= oracle.by)

    if all(any(must_end(data, days, key, r) for r in recoveries) for data, days, key, _ in receipts):
        return Held.NO
    sure = [(data, days) for data, days, _, is_certain in receipts if is_certain]
    return Held.YES if any(not any(may_end(d, days, r) for r in recoveries) for d, days in sure) else Held.POSSIBLE
