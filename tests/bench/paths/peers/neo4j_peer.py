"""Neo4j over Bolt: reach by a frontier that the client keeps, paths as one quantified pattern with `allReduce`.

Reach inside the server would have to walk every path (`allReduce` cannot see that another walk arrived earlier), so a
client that asks for one wave after the other is its fastest right way. For paths it is `ACYCLIC` with `allReduce`,
which break off a walk as soon as it goes back in time or meets an actor again.

References: Neo4j, "Cypher Manual 25", sections "Quantified path patterns", "allReduce()", "Path modes".
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, LiteralString

import neo4j
import numpy as np
from numpy.typing import NDArray

from app.services.neo4j_local import Options, start, stop
from app.services.neo4j_local.errors import LocalServerError
from tests.bench.paths.graphs import Graph, PathQuestion, ReachQuestion
from tests.bench.paths.peer import HOPS, Missing, moments_of

__all__ = ["PASSWORD", "URI", "VERSION", "Neo4jPeer", "neo4j_running", "neo4j_version"]

URI, PASSWORD, VERSION = (f"LEAKTRAIL_BENCH_NEO4J_{name}" for name in ("URI", "PASSWORD", "VERSION"))
_HEAP, _PAGES = "4g", "1g"
_AT_ONCE = 20_000

_EMPTY = "MATCH (a:Measured) CALL (a) { DETACH DELETE a } IN TRANSACTIONS OF 2000 ROWS"
_KEY = "CREATE CONSTRAINT measured IF NOT EXISTS FOR (a:Measured) REQUIRE a.number IS UNIQUE"
_ACTORS = "UNWIND range($first, $last) AS number CREATE (:Measured {number: number})"
_TRANSFERS = """
UNWIND $rows AS row
MATCH (a:Measured {number: row[1]})
MATCH (b:Measured {number: row[2]})
CREATE (a)-[:PASSED {number: row[0], earliest: row[3], latest: row[4]}]->(b)
"""
_ONWARD = """
UNWIND $wave AS f
MATCH (:Measured {number: f[0]})-[t:PASSED]->(b:Measured)
WHERE f[1] <= t.latest
RETURN b.number AS actor, min(CASE WHEN f[1] > t.earliest THEN f[1] ELSE t.earliest END) AS moment
"""
_BACK = """
UNWIND $wave AS f
MATCH (:Measured {number: f[0]})<-[t:PASSED]-(b:Measured)
WHERE t.earliest <= f[1]
RETURN b.number AS actor, max(CASE WHEN f[1] < t.latest THEN f[1] ELSE t.latest END) AS moment
"""
_PATHS: LiteralString = """
CYPHER 25
MATCH ACYCLIC (:Measured {number: $first}) ((:Measured)-[hops:PASSED]->(:Measured)){1,4} (:Measured {number: $last})
WHERE allReduce(
  moment = -1, t IN hops |
  CASE WHEN moment <= t.latest THEN CASE WHEN moment > t.earliest THEN moment ELSE t.earliest END END,
  moment IS NOT NULL)
RETURN [t IN hops | t.number] AS numbers
"""
assert f"{{1,{HOPS}}}" in _PATHS


@contextmanager
def neo4j_running() -> Generator[str | None]:
    """A server of the bench's own, with the full compiler and 4 GB of heap; None, or why there is none."""
    with TemporaryDirectory(prefix="leaktrail-bench-neo4j-") as folder:
        home = Path(folder)
        try:
            server = start(Options(home=home, bolt_port=0, http_port=0, heap=_HEAP, page_cache=_PAGES), lambda _: None)
        except LocalServerError as error:
            yield f"no server: {error}"
            return
        os.environ |= {URI: server.bolt, PASSWORD: (home / "password").read_text().strip()}
        os.environ[VERSION] = f"{server.version} Community, full compiler, {_HEAP} of heap"
        try:
            yield None
        finally:
            for name in (URI, PASSWORD, VERSION):
                del os.environ[name]
            stop(home, lambda _: None, force=True)


def neo4j_version() -> str:
    """Of the server that runs; Missing if there is none."""
    if VERSION not in os.environ:
        raise Missing("no Neo4j was started for this run (--full starts one)")
    return os.environ[VERSION]


class Neo4jPeer:
    """The only engine in a process of its own: what Bolt costs is part of it."""

    threads: ClassVar[int] = 0

    def __init__(self, graph: Graph) -> None:
        if URI not in os.environ:
            raise Missing(neo4j_version())
        self._actors = graph.actors
        self._driver = neo4j.GraphDatabase.driver(os.environ[URI], auth=("neo4j", os.environ[PASSWORD]))
        self._session = self._driver.session()
        for statement in (_EMPTY, _KEY, "CALL db.awaitIndexes(60)"):
            self._session.run(statement).consume()
        for first in range(0, graph.actors, _AT_ONCE):
            self._session.run(_ACTORS, first=first, last=min(first + _AT_ONCE, graph.actors) - 1).consume()
        number = np.arange(graph.transfers)
        rows = np.stack((number, graph.provider, graph.recipient, graph.earliest, graph.latest), axis=1)
        for first in range(0, graph.transfers, _AT_ONCE):
            self._session.run(_TRANSFERS, rows=rows[first : first + _AT_ONCE].tolist()).consume()

    def downstream(self, question: ReachQuestion) -> dict[int, int]:
        """Waves until nobody arrives earlier."""
        found, wave = dict([question]), [list(question)]
        while wave:
            rows = self._session.run(_ONWARD, wave=wave).values()
            wave = [row for row in rows if row[1] < found.get(row[0], row[1] + 1)]
            found.update(wave)
        return found

    def upstream(self, question: ReachQuestion) -> dict[int, int]:
        """Waves until nobody departs later."""
        found, wave = dict([question]), [list(question)]
        while wave:
            rows = self._session.run(_BACK, wave=wave).values()
            wave = [row for row in rows if row[1] > found.get(row[0], row[1] - 1)]
            found.update(wave)
        return found

    def paths(self, question: PathQuestion) -> list[list[int]]:
        """Lists of numbers."""
        return [row[0] for row in self._session.run(_PATHS, question._asdict()).values()]

    def moments(self, answer: dict[int, int]) -> NDArray[np.int32]:
        """As an array."""
        return moments_of(answer.items(), self._actors)

    def path_set(self, answer: list[list[int]]) -> list[tuple[int, ...]]:
        """As tuples."""
        return [tuple(numbers) for numbers in answer]

    def close(self) -> None:
        """Leave the server as it was, and end the connection."""
        for statement in (_EMPTY, "DROP CONSTRAINT measured IF EXISTS"):
            self._session.run(statement).consume()
        self._session.close()
        self._driver.close()
