"""`cypher/path/counts` against the engine: parts and wholes with random numbers, in a real Neo4j.

A third of the LEAKTRAIL_CYPHER_CASES (30) graphs, from the seed LEAKTRAIL_CYPHER_SEED on: each has many pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from app.domain.counts import CheckKind, CountCheck
from app.domain.graph import Count, Graph, RecordCount
from app.domain.vocabulary import Qualifier, Unit
from app.engine.counts import find_count_checks
from app.store.cypher import query
from tests.neo4j.path_cases import CASES, FIRST, Case, all_in_one, parameters, random_case, write_graph

pytestmark = pytest.mark.neo4j

_DELETE_ALL = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_ALL = 1_000_000  # rows
_NUMBERS = [0, 7, 30, 95, 100, 120, 32_759, 30_000, 39_999, 400_000, 3_996_789, 4_000_000, 4_500_000, 70_000_000]


@pytest.fixture(scope="module")
def cases(neo4j_server, neo4j_driver) -> Iterator[list[Case]]:
    """All cases, in one database."""
    found = [_counted(random_case(seed)) for seed in range(FIRST, FIRST + max(CASES // 3, 1))]
    with neo4j_driver.session() as session:
        session.run(_DELETE_ALL).consume()
        write_graph(neo4j_server, all_in_one(case.graph for case in found))
        yield found
        session.run(_DELETE_ALL).consume()


def _counted(case: Case) -> Case:
    """The case with numbers of all kinds, and deliveries that others sum up."""
    rng = Random(f"counts {case.seed}")
    datasets = {
        key: replace(one, record_counts=tuple(_claim(rng) for _ in range(rng.choice([0, 1, 1, 2]))))
        for key, one in case.graph.datasets.items()
    }
    transfers = {
        key: replace(
            one,
            record_count=rng.choice([None, _number(rng), _number(rng)]),
            part_of=one.part_of or rng.choice([None, *case.graph.transfers]),
        )
        for key, one in case.graph.transfers.items()
    }
    graph: Graph = replace(case.graph, datasets=datasets, transfers=transfers)
    return replace(case, graph=graph, question=replace(case.question, max_hops=8))


def _claim(rng: Random) -> RecordCount:
    return RecordCount(_number(rng), rng.choice([None, "県警 捜査課", "甲社"]), ())


def _number(rng: Random) -> Count:
    unit = rng.choice([*[Unit.PEOPLE] * 4, Unit.RECORDS, None])
    return Count(rng.choice(_NUMBERS), rng.choice([Qualifier.EXACT, *Qualifier]), unit)


def test_parts_and_wholes(cases: list[Case], neo4j_driver, record_property):
    rows = 0
    with neo4j_driver.session(default_access_mode="READ") as session:
        for case in cases:
            given = parameters(case.question, limit=_ALL)
            statement = query("path/counts")
            asked = {key: given[key] for key in statement.params}
            told = [row.data() for row in session.run(statement.text, asked)]
            mine = {_row(row) for row in told if row["part"].startswith(f"s{case.seed}.")}
            kinds = (CheckKind.DATASET_PART, CheckKind.TRANSFER_PART)
            checks = [c for c in find_count_checks(case.graph, case.question)[0] if c.kind in kinds]
            assert mine == {_check(check) for check in checks}, f"seed {case.seed}: {case.question}"
            rows += len(checks)
    record_property("checks", {"graphs": len(cases), "rows": rows})
    print(f"{len(cases)} graphs, {rows} rows")
    assert rows >= len(cases)


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    own, others = (tuple(map(tuple, row[side])) for side in ("own", "others"))
    return (row["kind"], row["part"], row["whole"], own, others, row["verdict"], row["why"])


def _check(check: CountCheck) -> tuple[Any, ...]:
    own, others = (
        tuple((f.count.qualifier.value, f.count.value, f.count.unit and f.count.unit.value) for f in side)
        for side in (check.part, check.whole)
    )
    return (check.kind.value, check.about[1], check.whole[0].of[1], own, others, check.verdict.value, check.why.value)


def test_nothing_is_told_of_data_that_is_not_there(cases: list[Case], neo4j_driver):
    given = parameters(replace(cases[0].question, dataset="s.unknown"), limit=_ALL)
    statement = query("path/counts")
    with neo4j_driver.session(default_access_mode="READ") as session:
        assert list(session.run(statement.text, {key: given[key] for key in statement.params})) == []
