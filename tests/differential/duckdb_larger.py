"""A peer in SQL for larger graphs: arrivals by `WITH RECURSIVE … USING KEY`, all simple paths (`larger.sql`).

References:
    B. Bamberg, D. Hirn, T. Grust, "How DuckDB is USING KEY to unlock recursive query performance", SIGMOD (2025).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from app.domain.path import Mode, Strength
from app.domain.vocabulary import How, Status
from tests.differential.duckdb_small import Row, fill, run_file
from tests.differential.expected import Days, Expected, ExpectedLineage, ExpectedPath, ExpectedPaths, ExpectedReached
from tests.differential.networkx_peer import witnesses_of
from tests.differential.questions import Asked, Kind

_FILES = [Path(__file__).with_name(name) for name in ("data.sql", "larger.sql")]
_TABLES = {
    "ask": "c int, kind text, start text, goal text, k int, sure_only bool, until double, data text, worst int, most int",
    "dataset": "c int, id text",
    "derived": "c int, part text, whole text",
    "transfer": "c int, id text, prov text, recip text, data text, low double, high double, rank int, sources int,"
    " confidence double, implied bool",
}


def by_sql_on_larger(questions: Sequence[Asked]) -> list[Expected]:
    """The answers to all questions, which are not about holders."""
    connection = _connection()
    rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for c, asked in enumerate(questions):
        for name, row in _facts(asked):
            rows[name].append((c, *row))
    for name, columns in _TABLES.items():
        fill(connection, name, columns, rows[name])
    for path in _FILES:
        run_file(connection, path)
    paths = _paths(connection, questions)
    lineages = _lineages(connection, questions)
    return [paths[c] if asked.kind is Kind.PATHS else lineages[c] for c, asked in enumerate(questions)]


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def _facts(asked: Asked) -> Iterable[tuple[str, Row]]:
    graph, q = asked.graph, asked.question
    limits = (asked.k, q.mode is Mode.CERTAIN, _number(q.by, math.inf), q.dataset or "", q.min_status.rank, q.max_hops)
    yield "ask", (asked.kind.value, asked.start, asked.goal, *limits)
    for dataset in graph.datasets.values():
        yield "dataset", (dataset.id,)
        for whole in dataset.derived_from:
            yield "derived", (dataset.id, whole)
    for t in graph.transfers.values():
        days = (_number(t.window.earliest, -math.inf), _number(t.window.latest, math.inf))
        implied = How.IMPLIED in (t.how.get("provider"), t.how.get("recipient"))
        ends = (t.id, t.provider or "", t.recipient or "", t.dataset or "")
        yield (
            "transfer",
            (
                *ends,
                *days,
                t.status.rank,
                len(t.sources) or len({quote.document for quote in t.evidence}),
                t.confidence,
                implied,
            ),
        )


def _paths(connection: duckdb.DuckDBPyConnection, questions: Sequence[Asked]) -> dict[int, ExpectedPaths]:
    found: dict[int, list[ExpectedPath]] = defaultdict(list)
    rows = connection.execute(
        "SELECT c, path, certain, first, last, along, weakest FROM ways JOIN ask USING (c) WHERE hops <= most"
        " ORDER BY c, weakest, hops, first[-1], path"
    ).fetchall()
    for c, path, is_certain, first, last, along, (status, sources, confidence) in rows:
        windows = tuple(_days(*window) for window in zip(first, last, strict=True))
        strength = Strength(list(Status)[status], -sources, -confidence)
        data = tuple(one or None for one in along)
        found[c].append(ExpectedPath(tuple(path), is_certain, windows, data, strength, ((),) * len(path)))
    counts = dict(connection.execute("SELECT c, count(*) FROM ways GROUP BY c").fetchall())
    return {
        c: ExpectedPaths(
            tuple(found[c][: asked.k]),
            len(found[c]) > asked.k,
            counts.get(c, 0) > len(found[c]),
            _beside(connection, c, asked, found[c][: asked.k]),
        )
        for c, asked in enumerate(questions)
        if asked.kind is Kind.PATHS
    }


def _beside(
    connection: duckdb.DuckDBPyConnection, c: int, asked: Asked, best: Sequence[ExpectedPath]
) -> tuple[str, ...]:
    named = {asked.start, asked.goal}
    for path in best:
        for key in path.ids:
            named |= {asked.graph.transfers[key].provider or "", asked.graph.transfers[key].recipient or ""}
    rows = connection.execute(_BESIDE, {"c": c, "named": sorted(named)}).fetchall()
    return tuple(key for (key,) in rows)


_BESIDE = """
WITH RECURSIVE
mine AS (FROM ask WHERE c = $c),
unsure AS (
    SELECT t.* FROM transfer t JOIN mine a USING (c) JOIN carry k ON k.c = t.c AND k.carried = a.data AND k.met = t.data
    WHERE t.rank > 2 AND t.low <= a.until AND t.prov <> '' AND t.recip <> ''
),
pass AS (SELECT here, there FROM edge WHERE c = $c UNION SELECT prov, recip FROM unsure),
onward(id) AS (SELECT start FROM mine UNION SELECT p.there FROM onward o JOIN pass p ON p.here = o.id),
back(id) AS (SELECT goal FROM mine UNION SELECT p.here FROM back b JOIN pass p ON p.there = b.id)
SELECT id FROM unsure
WHERE (prov IN (FROM onward) AND recip IN (FROM back)) OR (list_contains($named, prov) AND list_contains($named, recip))
ORDER BY id
"""

_LINEAGE = """
WITH every AS (
    SELECT c, worst, who, day, hops, NULL AS stated, false AS sure FROM arrivals
    UNION ALL SELECT c, worst, who, first, hops, stated, true FROM sure_hops
),
counted AS (SELECT v.*, a.kind FROM every v JOIN ask a USING (c) WHERE NOT v.sure OR a.sure_only),
best AS (SELECT c, who, kind, min((day, hops)) AS key, min(worst) AS worst FROM counted GROUP BY ALL),
latest AS (SELECT c, who, min(stated) AS stated FROM every WHERE sure GROUP BY ALL)
SELECT b.c, b.who, b.key[1], b.key[2], b.worst, CASE b.kind WHEN 'downstream' THEN l.stated END
FROM best b LEFT JOIN latest l USING (c, who)
"""


def _lineages(connection: duckdb.DuckDBPyConnection, questions: Sequence[Asked]) -> dict[int, ExpectedLineage]:
    within = connection.execute(_LINEAGE).fetchall()
    connection.execute("UPDATE arrow SET most = 1000")
    every = connection.execute(_LINEAGE).fetchall()
    unlimited: dict[int, dict[str, float]] = defaultdict(dict)
    for c, actor, day, *_ in every:
        unlimited[c][actor] = day
    found: dict[int, dict[str, tuple[float, int, int, float | None]]] = defaultdict(dict)
    for c, actor, *rest in within:
        found[c][actor] = tuple(rest)
    return {
        c: ExpectedLineage(
            _reached(asked, found[c]), {actor: label[0] for actor, label in found[c].items()} != unlimited[c]
        )
        for c, asked in enumerate(questions)
        if asked.kind is not Kind.PATHS
    }


def _reached(asked: Asked, found: dict[str, tuple[float, int, int, float | None]]) -> dict[str, ExpectedReached]:
    is_witness = witnesses_of(asked)
    sign = 1 if asked.kind is Kind.DOWNSTREAM else -1
    return {
        actor: ExpectedReached(
            _day(sign * day),
            None if stated is None else _day(stated),
            list(Status)[worst],
            hops,
            is_witness(actor, day, hops),
        )
        for actor, (day, hops, worst, stated) in found.items()
    }


def _number(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else float(day.toordinal())


def _day(ordinal: float) -> date | None:
    return None if math.isinf(ordinal) else date.fromordinal(int(ordinal))


def _days(first: float, last: float) -> Days:
    return (_day(first), _day(last))
