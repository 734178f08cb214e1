"""DuckDB: reach as one recursive statement whose rows replace each other by key, paths as joins of the table with itself.

References: DuckDB documentation, "WITH clause", section "Recursive CTEs with USING KEY"; D. Hirn, T. Grust, "A fix for
the fixation on fixpoints", CIDR 2023.
"""

from __future__ import annotations

from typing import Any, ClassVar

import duckdb
import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import Graph, PathQuestion, ReachQuestion
from tests.bench.paths.peer import HOPS, UNREACHED

__all__ = ["DuckdbPeer"]

_DOWNSTREAM = """
WITH RECURSIVE reached(actor, moment) USING KEY (actor) AS (
  SELECT $actor::INTEGER, $moment::INTEGER
  UNION
  SELECT t.recipient, min(greatest(r.moment, t.earliest))
  FROM reached r
  JOIN transfers t ON t.provider = r.actor AND r.moment <= t.latest
  LEFT JOIN recurring.reached known ON known.actor = t.recipient
  WHERE known.moment IS NULL OR greatest(r.moment, t.earliest) < known.moment
  GROUP BY t.recipient
)
SELECT actor, moment FROM reached
"""
_UPSTREAM = """
WITH RECURSIVE reached(actor, moment) USING KEY (actor) AS (
  SELECT $actor::INTEGER, $moment::INTEGER
  UNION
  SELECT t.provider, max(least(r.moment, t.latest))
  FROM reached r
  JOIN transfers t ON t.recipient = r.actor AND t.earliest <= r.moment
  LEFT JOIN recurring.reached known ON known.actor = t.provider
  WHERE known.moment IS NULL OR least(r.moment, t.latest) > known.moment
  GROUP BY t.provider
)
SELECT actor, moment FROM reached
"""


class DuckdbPeer:
    """In memory, with all cores of the machine: it is the one engine here that uses several."""

    threads: ClassVar[int] = 0

    def __init__(self, graph: Graph) -> None:
        self._actors = graph.actors
        self._db = duckdb.connect()
        self.threads = self._db.execute("SELECT current_setting('threads')").fetchall()[0][0]
        rows = {name: getattr(graph, name) for name in ("provider", "recipient", "earliest", "latest")}
        rows["number"] = np.arange(graph.transfers, dtype=np.int32)
        self._db.register("given", rows)
        self._db.execute("CREATE TABLE transfers AS SELECT * FROM given ORDER BY earliest")
        self._db.unregister("given")
        self._all_paths = " UNION ALL ".join(map(_paths_of_length, range(1, HOPS + 1)))

    def downstream(self, question: ReachQuestion) -> dict[str, NDArray[np.int32]]:
        """Two columns."""
        return self._db.execute(_DOWNSTREAM, question._asdict()).fetchnumpy()

    def upstream(self, question: ReachQuestion) -> dict[str, NDArray[np.int32]]:
        """Two columns."""
        return self._db.execute(_UPSTREAM, question._asdict()).fetchnumpy()

    def paths(self, question: PathQuestion) -> list[Any]:
        """Rows of numbers."""
        return self._db.execute(self._all_paths, question._asdict()).fetchall()

    def moments(self, answer: dict[str, NDArray[np.int32]]) -> NDArray[np.int32]:
        """As one array."""
        found = np.full(self._actors, UNREACHED, np.int32)
        found[answer["actor"]] = answer["moment"]
        return found

    def path_set(self, answer: list[Any]) -> list[tuple[int, ...]]:
        """Without the places of hops that a shorter path has not."""
        return [tuple(number for number in row if number is not None) for row in answer]

    def close(self) -> None:
        """Give its memory back."""
        self._db.close()


def _paths_of_length(hops: int) -> str:
    """A statement over `hops` copies of the table, t1 … tn: ends, order of time, no actor twice."""
    tables = [f"t{i}" for i in range(1, hops + 1)]
    wanted = [f"{table}.number AS n{i}" for i, table in enumerate(tables)]
    wanted += [f"NULL AS n{i}" for i in range(hops, HOPS)]
    rules = ["t1.provider = $first", f"{tables[-1]}.recipient = $last"]
    for i, table in enumerate(tables[1:], start=1):
        before = tables[:i]
        rules.append(f"{table}.provider = {tables[i - 1]}.recipient")
        rules.append(f"greatest({', '.join(f'{t}.earliest' for t in before)}) <= {table}.latest")
        rules += [f"{table}.recipient <> {t}.recipient" for t in before]
        rules.append(f"{table}.recipient <> $first")
    return f"SELECT {', '.join(wanted)} FROM {', '.join(f'transfers {t}' for t in tables)} WHERE {' AND '.join(rules)}"  # noqa: S608
