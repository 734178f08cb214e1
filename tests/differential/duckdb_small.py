"""A peer in SQL: `chains.sql` run by DuckDB over many small cases at once.

Nothing of it is shared with the engine or with the brute force: identity, data, order, recoveries and days are joins.

References:
    M. Raasveldt, H. Mühleisen, "DuckDB: an embeddable analytical database", SIGMOD (2019) 1981-1984.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import numpy as np

from app.domain.path import Mode, Strength
from app.domain.vocabulary import Action, How, Status
from tests.differential.expected import Days, Expected, ExpectedLineage, ExpectedPath, ExpectedPaths, ExpectedReached
from tests.differential.questions import Asked, Kind

_FILES = [Path(__file__).with_name(name) for name in ("data.sql", "chains.sql")]
_DAY_0 = date(2019, 12, 31)
_LAST = 7

_TABLES = {
    "ask": "c int, kind text, start text, goal text, k int, sure_only bool, until int, data text, worst int, most int",
    "actor": "c int, id text",
    "below": "c int, upper text, lower text",
    "dataset": "c int, id text",
    "derived": "c int, part text, whole text",
    "after": "c int, s text, t text",
    "transfer": "c int, id text, prov text, recip text, data text, recovery bool, low int, high int, rank int,"
    " sources int, confidence double, implied bool, whole text, lawful bool",
}
Row = tuple[object, ...]


def by_sql(questions: Sequence[Asked]) -> list[Expected]:
    """The answers to questions about paths and lineages, of one kind or of several."""
    return _Answers(solve(questions), questions).all()


def solve(questions: Sequence[Asked]) -> duckdb.DuckDBPyConnection:
    """The connection, with the tables of `chains.sql` for these questions."""
    connection = _connection()
    rows = _rows(questions)
    for name, columns in _TABLES.items():
        fill(connection, name, columns, rows[name])
    for path in _FILES:
        run_file(connection, path)
    return connection


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


@cache
def _statements(path: Path) -> list[str]:
    """The statements of a file, one by one."""
    return [text for text in path.read_text("utf-8").split(";\n") if text.strip()]


def run_file(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """All statements of a file."""
    for statement in _statements(path):
        connection.execute(statement)


def fill(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[Row]) -> None:
    """A table of these rows in place of the one of that name."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    if rows:
        names = [column.split()[0] for column in columns.split(", ")]
        given = {key: np.array(values) for key, values in zip(names, zip(*rows, strict=True), strict=True)}
        connection.register("given", given)
        connection.execute(f"INSERT INTO {name} SELECT {', '.join(names)} FROM given")  # noqa: S608 - our own names
        connection.unregister("given")


def _rows(questions: Sequence[Asked]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for c, asked in enumerate(questions):
        for name, row in _facts(asked):
            rows[name].append((c, *row))
    return rows


def _facts(asked: Asked) -> Iterable[tuple[str, Row]]:
    graph, q = asked.graph, asked.question
    worst = list(Status).index(q.min_status)
    by = _number(q.by, _LAST)
    limits = (asked.k, q.mode is Mode.CERTAIN, by, q.dataset or "", worst, q.max_hops)
    yield "ask", (asked.kind.value, asked.start, asked.goal, *limits)
    for actor in graph.actors.values():
        yield "actor", (actor.id,)
        for other in (*actor.members, *actor.candidates):
            yield "below", (actor.id, other)
    for dataset in graph.datasets.values():
        yield "dataset", (dataset.id,)
        for whole in dataset.derived_from:
            yield "derived", (dataset.id, whole)
    for t in graph.transfers.values():
        for earlier in t.after:
            yield "after", (earlier, t.id)
        ends = (t.id, t.provider or "", t.recipient or "", t.dataset or "", t.action is Action.RECOVERY)
        days = (_number(t.window.earliest, 0), _number(t.window.latest, _LAST))
        implied = How.IMPLIED in (t.how.get("provider"), t.how.get("recipient"))
        support = (
            list(Status).index(t.status),
            len(t.sources) or len({quote.document for quote in t.evidence}),
            t.confidence,
            implied,
        )
        yield "transfer", (*ends, *days, *support, t.part_of or "", t.lawful)


class _Answers:
    """Reads the tables that the statements left."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, questions: Sequence[Asked]) -> None:
        self.connection, self.questions = connection, questions

    def all(self) -> list[Expected]:
        kinds = {asked.kind for asked in self.questions}
        paths = self._paths() if Kind.PATHS in kinds else {}
        lineages = self._lineages() if kinds & {Kind.DOWNSTREAM, Kind.UPSTREAM} else {}
        return [
            paths[c] if asked.kind is Kind.PATHS else lineages.get(c, ExpectedLineage({}, longer=False))
            for c, asked in enumerate(self.questions)
        ]

    # ---- paths

    def _paths(self) -> dict[int, ExpectedPaths]:
        self.connection.execute("""CREATE OR REPLACE TEMP TABLE best AS
            SELECT q.*, row_number() OVER (PARTITION BY c ORDER BY weakest, hops, first[-1], path) AS place
            FROM answer q JOIN ask a USING (c) WHERE a.kind = 'paths' AND q.hops <= a.most""")
        within = self._by_case("SELECT c, count(*) FROM best GROUP BY c")
        every = self._by_case("SELECT c, count(*) FROM answer GROUP BY c")
        parts: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for *place, part in self._all(_PARTS):
            parts[tuple(place)].append(part)
        found: dict[int, list[ExpectedPath]] = defaultdict(list)
        for c, place, path, certain, along, first, last, weakest in self._all(
            "SELECT c, place, path, certain, along, first, last, weakest FROM best JOIN ask USING (c)"
            " WHERE place <= k ORDER BY c, place"
        ):
            status, sources, confidence = weakest
            folded = tuple(tuple(sorted(parts[(c, place, i)])) for i in range(1, len(path) + 1))
            found[c].append(
                ExpectedPath(
                    tuple(path),
                    certain,
                    tuple(_days(*window) for window in zip(first, last, strict=True)),
                    tuple(data or None for data in along),
                    Strength(list(Status)[status], -sources, -confidence),
                    folded,
                )
            )
        beside: dict[int, list[str]] = defaultdict(list)
        for c, transfer in self._all(_BESIDE):
            beside[c].append(transfer)
        return {
            c: ExpectedPaths(
                tuple(found[c]),
                within.get(c, 0) > asked.k,
                every.get(c, 0) > within.get(c, 0),
                tuple(sorted(beside[c])),
            )
            for c, asked in enumerate(self.questions)
            if asked.kind is Kind.PATHS
        }

    # ---- lineages

    def _lineages(self) -> dict[int, ExpectedLineage]:
        found: dict[int, dict[str, ExpectedReached]] = defaultdict(dict)
        for c, actor, day, hops, certain_by, status, witnesses in self._all(_LINEAGE.format(limit="hops <= most")):
            by = None if certain_by is None else day_of(certain_by)
            reached = ExpectedReached(day_of(day), by, list(Status)[status], hops, {tuple(path) for path in witnesses})
            found[c][actor] = reached
        unlimited: dict[int, dict[str, date | None]] = defaultdict(dict)
        for c, actor, day, *_ in self._all(_LINEAGE.format(limit="true")):
            unlimited[c][actor] = day_of(day)
        return {
            c: ExpectedLineage(found[c], {a: e.day for a, e in found[c].items()} != unlimited[c])
            for c in {*found, *unlimited}
        }

    def _by_case(self, query: str) -> dict[int, int]:
        return dict(self._all(query))

    def _all(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()


_PARTS = """
WITH RECURSIVE part_of(c, part, hop) AS (
    SELECT c, part, whole FROM folded
    UNION
    SELECT p.c, p.part, f.whole FROM part_of p JOIN folded f ON f.c = p.c AND f.part = p.hop
),
shown AS (
    SELECT c, place, i, path[i] AS hop, along[i] AS carried, first[i] AS first, last[i] AS last
    FROM (SELECT *, unnest(range(1, hops + 1)) AS i FROM best JOIN ask USING (c) WHERE place <= k)
)
SELECT DISTINCT s.c, s.place, s.i, p.part
FROM shown s
JOIN part_of p ON p.c = s.c AND p.hop = s.hop
JOIN told x ON x.c = p.c AND x.id = p.part
JOIN carry k ON k.c = s.c AND k.carried = s.carried AND k.met = x.data
JOIN day y ON y.c = x.c AND y.id = x.id AND y.d BETWEEN s.first AND s.last
"""

_BESIDE = """
WITH RECURSIVE
open_question AS (
    SELECT t.* FROM transfer t JOIN ask a USING (c) JOIN carry k ON k.c = t.c AND k.carried = a.data AND k.met = t.data
    WHERE a.kind = 'paths' AND t.rank > 2 AND t.prov <> '' AND t.recip <> '' AND t.low <= a.until
),
arrow AS (SELECT c, prov, recip FROM hop UNION SELECT c, prov, recip FROM open_question),
onward(c, id) AS (
    SELECT c, start FROM ask WHERE kind = 'paths'
    UNION
    SELECT o.c, a.recip FROM onward o JOIN kin ON kin.c = o.c AND kin.a = o.id JOIN arrow a ON a.c = o.c AND a.prov = kin.b
),
back(c, id) AS (
    SELECT c, goal FROM ask WHERE kind = 'paths'
    UNION
    SELECT o.c, a.prov FROM back o JOIN kin ON kin.c = o.c AND kin.a = o.id JOIN arrow a ON a.c = o.c AND a.recip = kin.b
),
shown AS (
    SELECT h.c, h.prov AS id FROM (SELECT c, unnest(path) AS hop FROM best JOIN ask USING (c) WHERE place <= k) b
    JOIN hop h ON h.c = b.c AND h.id = b.hop
    UNION SELECT h.c, h.recip FROM (SELECT c, unnest(path) AS hop FROM best JOIN ask USING (c) WHERE place <= k) b
    JOIN hop h ON h.c = b.c AND h.id = b.hop
    UNION SELECT c, start FROM ask UNION SELECT c, goal FROM ask
),
near(what, c, id) AS (
    SELECT 'onward', o.c, kin.b FROM onward o JOIN kin ON kin.c = o.c AND kin.a = o.id
    UNION SELECT 'back', o.c, kin.b FROM back o JOIN kin ON kin.c = o.c AND kin.a = o.id
    UNION SELECT 'shown', o.c, kin.b FROM shown o JOIN kin ON kin.c = o.c AND kin.a = o.id
)
SELECT DISTINCT t.c, t.id
FROM open_question t
JOIN near p ON p.c = t.c AND p.id = t.prov
JOIN near r ON r.c = t.c AND r.id = t.recip
WHERE (p.what = 'onward' AND r.what = 'back') OR (p.what = 'shown' AND r.what = 'shown')
"""

_LINEAGE = """
WITH one AS (
    SELECT q.*, a.kind, CASE a.kind WHEN 'downstream' THEN q.goal ELSE q.start END AS who,
        (CASE a.kind WHEN 'downstream' THEN q.first[-1] ELSE -q.last[1] END, q.hops) AS key
    FROM answer q JOIN ask a USING (c) WHERE {limit} AND a.kind <> 'paths'
),
least AS (SELECT c, who, min(key) AS key, min(weakest[1]) AS status,
    min(surely_by) FILTER (certain AND kind = 'downstream') AS certain_by FROM one GROUP BY c, who)
SELECT c, who, abs(l.key[1]), l.key[2], l.certain_by, l.status, list(path)
FROM one JOIN least l USING (c, who) WHERE one.key = l.key GROUP BY ALL
"""


def _number(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else (day - _DAY_0).days


def day_of(number: int) -> date | None:
    """The day of that number; None for an open end."""
    return None if number in (0, _LAST) else _DAY_0 + timedelta(days=number)


def _days(first: int, last: int) -> Days:
    return (day_of(first), day_of(last))
