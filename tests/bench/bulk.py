"""Seconds of the two ways into Neo4j, side by side, and whether they end in one graph.

    .venv/bin/python -m tests.bench.bulk --transfers 1000000

Each way gets a server of its own, one after the other, with the same memory. The figures are of this machine at this
hour; what counts is their ratio. A million transfers take about half an hour, 6 GB of memory and 8 GB of disk.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import neo4j

from app.services.neo4j_files import write_graph
from app.services.neo4j_local import Options, admin, start, stop
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.neo4j.bulk_case import BulkCase, bulk_case
from tests.neo4j.whole import fingerprint

_DOCUMENTS_AT_ONCE = 50
_T = TypeVar("_T")


def main() -> int:
    """Measure, print, compare; 1 if the graphs differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transfers", type=int, default=10_000)
    parser.add_argument("--heap", default="3g")
    parser.add_argument(
        "--compare", choices=("whole", "counts"), default="whole", help="every property, or numbers only"
    )
    arguments = parser.parse_args()
    case = _timed("make the case", lambda: bulk_case(arguments.transfers))
    with TemporaryDirectory(prefix="leaktrail-bulk-") as folder:
        compare = _fingerprint if arguments.compare == "whole" else _counts
        return _measure(case, Path(folder), arguments.heap, compare)


def _measure(case: BulkCase, folder: Path, heap: str, compare: Callable[[str, Login], object]) -> int:
    with _server(folder / "transactions", heap) as (uri, login):
        with closing(Neo4jStore.open(uri, login)) as store:
            began = time.perf_counter()
            _timed("transactions: evidence", lambda: _put(store, case))
            revision = store.revision()
            _timed("transactions: graph", lambda: store.publish(case.graph, case.readings, (), revision))
            by_transactions = time.perf_counter() - began
        first = _timed("read all of it", lambda: compare(uri, login))
    shutil.rmtree(folder / "transactions")
    files, home = folder / "files", folder / "imported"
    began = time.perf_counter()
    counts = _timed("files: write", lambda: write_graph(files, case.graph, case.readings, (), revision))
    size = sum(file.stat().st_size for file in files.iterdir()) / 1e6
    words = ["database", "import", "full", "neo4j", f"@{files}/import.args"]
    if _timed("files: import", lambda: admin(home, words, _say)) != 0:
        return 1
    by_files = time.perf_counter() - began
    with _server(home, heap) as (uri, login):
        with closing(Neo4jStore.open(uri, login)) as store:
            _timed("files: constraints and indexes", store.revision)
        second = _timed("read all of it", lambda: compare(uri, login))
    print(f"{sum(counts.values()):,} rows, {size:,.0f} MB of files")
    print(f"transactions {by_transactions:.1f} s, files {by_files:.1f} s, ratio {by_transactions / by_files:.1f}")
    print(f"one graph ({compare.__name__.strip('_')})" if first == second else f"the graphs differ:\n{first}\n{second}")
    return int(first != second)


def _put(store: Neo4jStore, case: BulkCase) -> None:
    for i in range(0, len(case.readings), _DOCUMENTS_AT_ONCE):
        store.put_readings(case.readings[i : i + _DOCUMENTS_AT_ONCE])


def _fingerprint(uri: str, login: Login) -> tuple[str, object]:
    with neo4j.GraphDatabase.driver(uri, auth=(login.user, login.password)) as driver:
        return fingerprint(driver)


def _counts(uri: str, login: Login) -> object:
    """Numbers by label and type, and what a few properties add up to."""
    statements = (
        "MATCH (n) WHERE NOT n:SchemaStep RETURN labels(n) AS name, count(*) AS number ORDER BY name",
        "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS number ORDER BY name",
        "MATCH ()-[r:PASSED_TO]->() RETURN sum(r.from_day + r.to_day) AS days, count(r.earliest) AS dated",
        "MATCH (t:Transfer) RETURN sum(t.record_count) AS records, count(t.digest) AS whole, sum(t.to_day) AS days",
        "MATCH (p:Passage) RETURN sum(size(p.text)) AS characters, count(p.folded) AS folded, sum(p.start) AS starts",
    )
    with neo4j.GraphDatabase.driver(uri, auth=(login.user, login.password)) as driver:
        found = [[row.data() for row in driver.execute_query(statement).records] for statement in statements]
    for row in found[0]:
        row["name"].sort()  # labels come in no order
    found[0].sort(key=lambda row: row["name"])
    return found


@contextmanager
def _server(home: Path, heap: str) -> Generator[tuple[str, Login]]:
    server = start(Options(home=home, bolt_port=0, http_port=0, heap=heap, page_cache="1g"), _say)
    try:
        yield server.bolt, Login("neo4j", (home / "password").read_text().strip(), seconds=600)
    finally:
        stop(home, _say, force=True)


def _timed(what: str, act: Callable[[], _T]) -> _T:
    began = time.perf_counter()
    found = act()
    print(f"{time.perf_counter() - began:8.1f} s  {what}", flush=True)
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
