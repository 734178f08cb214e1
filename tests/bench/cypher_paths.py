"""Seconds of one question: as Cypher in the server, and by the engine on the slice that it reads from the server.

    .venv/bin/python -m tests.bench.cypher_paths --transfers 1000 10000

A temporary server gets a random graph for each size: ten transfers per actor, each within a month somewhere in three
years, a share of them without any day. A statement that takes longer than the limit is broken off and told as such. The service reads a slice once and
keeps it, so its reading is told apart. The figures are of this machine at this hour; what counts is their ratio.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, LiteralString, TypeAlias, TypeVar, cast

import neo4j
from neo4j.exceptions import Neo4jError

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.judgement import Judgement, Verdict
from app.domain.path import Direction, Question
from app.domain.vocabulary import Action, Status
from app.domain.window import OPEN, Window
from app.engine import find_lineage, find_paths
from app.services.neo4j_local import Options, start, stop
from app.services.slices import Slices
from app.store.cypher import query
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.neo4j.path_cases import parameters

_T = TypeVar("_T")
_ROWS, _PATHS = 1_000_000, 5
_FIRST_DAY = date(2020, 1, 1)


def main() -> int:
    """Measure and print; 1 if the two ever differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transfers", type=int, nargs="+", default=[1_000])
    parser.add_argument("--hops", type=int, nargs="+", default=[4, 6, 8])
    parser.add_argument("--undated", type=float, default=0.5, help="share of transfers without a day")
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60, help="seconds of one statement")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="leaktrail-paths-") as folder:
        home = Path(folder)
        server = start(Options(home=home, bolt_port=0, http_port=0, heap="2g"), _say)
        try:
            login = Login("neo4j", (home / "password").read_text().strip())
            with closing(Neo4jStore.open(server.bolt, login)) as store:
                return max(_measure(store, server.bolt, login, size, arguments) for size in arguments.transfers)
        finally:
            stop(home, _say, force=True)


def _measure(store: Neo4jStore, uri: str, login: Login, size: int, arguments: argparse.Namespace) -> int:
    rng = Random(size)
    graph = _random_graph(rng, size, arguments.undated)
    moment = datetime(2031, 1, 1, tzinfo=UTC)
    store.put_judgements([Judgement.of(Verdict.SAME, ("x", "y"), f"{size} transfers", moment)])  # another record
    assert store.publish(graph, (), store.judgements(), store.revision()) is not None
    ends = rng.sample(sorted({t.provider for t in graph.transfers.values() if t.provider}), 2 * arguments.questions)
    pairs = list(zip(ends[::2], ends[1::2], strict=True))
    wrong = 0
    with neo4j.GraphDatabase.driver(uri, auth=(login.user, login.password)) as driver:
        part, reading = _timed(lambda: _read(store))
        print(f"{size:,} transfers; reading the slice {reading:.3f} s")
        print("transfers  hops  question        Cypher s   engine s   ratio  answered by Cypher")
        for hops, name in product(arguments.hops, _BOTH):
            question = Question(max_hops=hops)
            cypher, engine = _BOTH[name]
            times = list[tuple[float, float]]()
            for pair in pairs:
                rows, slow = _timed(lambda: _run(driver, arguments.limit, name, cypher(question, *pair)))  # noqa: B023
                found, fast = _timed(lambda: engine(part, question, *pair))  # noqa: B023
                times.append((slow, fast))
                wrong += rows is not None and [next(iter(row.values())) for row in rows] != found
            slow, fast = median(one for one, _ in times), median(other for _, other in times)
            done = sum(one < arguments.limit for one, _ in times)
            print(
                f"{size:9,} {hops:5} {name:15}{slow:9.3f}{fast:11.3f}{slow / fast:8.0f}  {done} of {len(times)}",
                flush=True,
            )
    print(f"{wrong} differ" if wrong else "no answer differs")
    return int(wrong > 0)


def _downstream(graph: Graph, question: Question, root: str, _: str) -> list[str]:
    return [one.actor for one in find_lineage(graph, root, Direction.DOWNSTREAM, question).actors]


def _paths(graph: Graph, question: Question, first: str, last: str) -> list[list[str]]:
    found = find_paths(graph, first, last, question, _PATHS).paths
    return [[hop.transfer.id for hop in path.hops] for path in found]


_Given: TypeAlias = Callable[[Question, str, str], dict[str, object]]
_Engine: TypeAlias = Callable[[Graph, Question, str, str], list[Any]]
_BOTH: dict[str, tuple[_Given, _Engine]] = {
    "downstream": (lambda q, root, _: parameters(q, root=root, limit=_ROWS), _downstream),
    "paths_between": (lambda q, a, b: parameters(q, limit=_PATHS, **{"from": a, "to": b}), _paths),
}


def _run(driver: neo4j.Driver, limit: float, name: str, given: dict[str, object]) -> list[neo4j.Record] | None:
    """The rows; None if it took too long."""
    text = cast("LiteralString", query(f"path/{name}").text)
    try:
        with driver.session(default_access_mode="READ") as session:
            return list(session.run(neo4j.Query(text, timeout=limit), given))
    except Neo4jError as error:
        if "TransactionTimedOut" in (error.code or "") or "MemoryPool" in (error.code or ""):
            return None
        raise


def _read(store: Neo4jStore) -> Graph:
    found = Slices(store).find(None, None, [])
    assert found is not None
    return found.graph


def _random_graph(rng: Random, size: int, undated: float) -> Graph:
    names = [f"actor-{i:06}" for i in range(size // 10)]
    transfers: dict[str, Transfer] = {}
    for i in range(size):
        provider, recipient = rng.sample(names, 2)
        day = _FIRST_DAY + timedelta(days=rng.randrange(3 * 365))
        window = OPEN if rng.random() < undated else Window(day, day + timedelta(days=rng.randrange(30)))
        key = f"transfer-{i:06}"
        transfers[key] = Transfer(
            id=key,
            incident=None,
            provider=provider,
            recipient=recipient,
            dataset="list",
            action=Action.COPY,
            window=window,
            status=Status.CONFIRMED,
            lawful=False,
            confidence=1.0,
        )
    return Graph(
        actors={name: Actor(name, name) for name in names},
        datasets={"list": Dataset("list", "list")},
        transfers=transfers,
    )


def _timed(act: Callable[[], _T]) -> tuple[_T, float]:
    began = time.perf_counter()
    found = act()
    return found, time.perf_counter() - began


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
