"""Common sources against the brute force of `source_oracle`. More cases: LEAKTRAIL_ENGINE_CASES=20000."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from app.domain.common_source import CommonSources, Sighting, SightingKind, Source
from app.domain.graph import Graph
from app.domain.path import Mode
from app.engine import find_paths
from app.engine.common_source import find_common_source
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import to_day
from tests.unit.app.engine.source_oracle import SourceOracle, Way

CASES = int(os.environ.get("LEAKTRAIL_ENGINE_CASES", "600"))
FIRST = int(os.environ.get("LEAKTRAIL_ENGINE_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 10) for i in range(10)]


def unsure_graph(rng: Random) -> Graph:
    """A graph of the other tests, in most cases with actors who may be several others, and larger groups."""
    graph = random_graph(rng)
    actors = dict(graph.actors)
    for name in rng.sample(list(actors), rng.choice([0, 1, 1, 2]) if len(actors) > 3 else 0):
        others = [other for other in actors if other != name]
        several = tuple(rng.sample(others, rng.randint(2, min(3, len(others)))))
        members = several if rng.random() < 0.5 else ()
        actors[name] = replace(actors[name], members=members, candidates=() if members else several)
    return replace(graph, actors=actors)


def random_sighting(rng: Random, graph: Graph) -> Sighting:
    kind = rng.choice([*SightingKind, SightingKind.TRANSFER, SightingKind.TRANSFER])
    things = {
        SightingKind.TRANSFER: graph.transfers,
        SightingKind.DATASET: graph.datasets,
        SightingKind.ACTOR: graph.actors,
    }
    return Sighting(kind, rng.choice(list(things[kind])))


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_common_sources(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = unsure_graph(rng), random_question(rng)
        a, b = random_sighting(rng, graph), random_sighting(rng, graph)
        if a == b:
            continue
        oracle = SourceOracle(graph, question)
        expected = oracle.sources(a, b)
        answer = find_common_source(graph, a, b, question)
        where = f"seed {seed}: {a}, {b}, {question}"
        assert set(answer.truncated) <= {"hops"}, where
        for sources, always in ((answer.actors, True), (answer.possible, False)):
            wanted = {actor: e for actor, e in expected.items() if e.always is always}
            got = {s.actor: (s.latest, s.hops) for s in sources}
            assert got == {actor: (to_day(e.latest), e.hops) for actor, e in wanted.items()}, where
            order = sorted(wanted, key=lambda actor: (-wanted[actor].latest, wanted[actor].hops, actor))
            assert [s.actor for s in sources] == order, where
        check_witnesses(oracle, (a, b), answer, where)


def check_witnesses(oracle: SourceOracle, sightings: tuple[Sighting, Sighting], answer: CommonSources, where: str):
    """Each witness is a way of the oracle, and both hold together under what the answer says they rest on."""
    for source in (*answer.actors, *answer.possible):
        ways = [way_of(oracle, source, side, sighting) for side, sighting in enumerate(sightings)]
        together = [
            who
            for who in oracle._identities()
            if all(oracle._holds(way, who, None) for way in ways)
            and all(who[r.actor] == r.stands_for for r in source.reading if r.actor in who and is_identity(oracle, r))
        ]
        assert together, (where, source)
        days = [way.leaves for way in ways]
        assert to_day(min(days)) == source.latest, (where, source)


def is_identity(oracle: SourceOracle, assumed) -> bool:
    return assumed.stands_for in oracle.graph.actors[assumed.actor].candidates


def way_of(oracle: SourceOracle, source: Source, side: int, sighting: Sighting) -> Way:
    path = source.paths[side]
    ids = () if path is None else tuple(hop.transfer.id for hop in path.hops)
    found = [way for way in oracle.ways(source.actor, sighting) if way.ids == ids]
    assert len(found) == 1, (source, sighting)
    return found[0]


@pytest.mark.parametrize("seeds", CHUNKS[:3], ids=lambda s: f"from-{s.start}")
def test_a_witness_to_an_actor_is_a_path_as_paths_tell_it(seeds):
    compared = 0
    for seed in seeds:
        rng = Random(seed)
        graph, question = unsure_graph(rng), replace(random_question(rng), mode=Mode.POSSIBLE)
        a, b = (Sighting(SightingKind.ACTOR, actor) for actor in rng.sample(list(graph.actors), 2))
        for source in find_common_source(graph, a, b, question).actors:
            for sighting, path in zip((a, b), source.paths, strict=True):
                if path is not None:
                    compared += 1
                    assert path in find_paths(graph, source.actor, sighting.id, question, 1000).paths, f"seed {seed}"
    assert compared
