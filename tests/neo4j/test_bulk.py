"""Two ways into Neo4j, one graph: the files of neo4j-admin, and transactions."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import neo4j
import pytest

from app.domain.judgement import Judgement, Verdict
from app.services.neo4j_files import write_graph
from app.services.neo4j_local import admin, start, stop
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.neo4j.bulk_case import BulkCase, bulk_case
from tests.neo4j.whole import fingerprint
from tests.neo4j_server import small

pytestmark = pytest.mark.neo4j

DECIDED = Judgement.of(Verdict.UNSURE, ("x", "y"), "調査員", datetime(2031, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def case() -> BulkCase:
    return bulk_case(500)


def load_by_transactions(store: Neo4jStore, case: BulkCase) -> str:
    """The revision of the record when all is in and published."""
    store.put_readings(case.readings)
    revision = store.revision()
    assert store.publish(case.graph, case.readings, (), revision) is not None
    return revision


def failing(store: Neo4jStore) -> list[str]:
    return [name for name, _ in store.check()]


def test_files_and_transactions_give_one_graph(
    neo4j_empty, neo4j_driver, case: BulkCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        revision = load_by_transactions(store, case)
        assert store.published() == revision
        assert failing(store) == ["thing_without_claim"], "only transfers have a claim in this case"
    by_transactions = fingerprint(neo4j_driver)

    files, home = tmp_path / "files", tmp_path / "home"
    counts = write_graph(files, case.graph, case.readings, (), revision)
    with monkeypatch.context() as quick:  # code that runs once is not worth being compiled well
        quick.setenv("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        assert admin(home, ["database", "import", "full", "neo4j", f"@{files}/import.args"], print) == 0
    server = start(small(home), print)
    try:
        password = (home / "password").read_text()
        with neo4j.GraphDatabase.driver(server.bolt, auth=("neo4j", password)) as driver:
            imported = fingerprint(driver)
        with closing(Neo4jStore.open(server.bolt, Login("neo4j", password))) as store:
            assert store.published() == store.revision() == revision
            assert list(store.readings()) == list(case.readings)
            assert failing(store) == ["thing_without_claim"]
            store.put_judgements([DECIDED])
            again = store.publish(case.graph, case.readings, [DECIDED], store.revision())
            assert again is not None
            assert (again.written, again.deleted) == (1, 0), "only the judgement is new"
    finally:
        stop(home, print, force=True)
    assert imported[1] == by_transactions[1]
    assert imported[0] == by_transactions[0]
    assert sum(counts.values()) == sum(n for name, n in imported[1].items() if name not in ("Group", "Organization"))


def test_publishing_again_writes_nothing_and_a_change_only_itself(neo4j_empty, case: BulkCase):
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        revision = load_by_transactions(store, case)
        assert store.publish(case.graph, case.readings, (), revision) is None, "it is published"
        store.put_judgements([DECIDED])
        gone = next(iter(case.graph.transfers))
        fewer = replace(case.graph, transfers={k: t for k, t in case.graph.transfers.items() if k != gone})
        done = store.publish(fewer, case.readings, [DECIDED], store.revision())
        assert done is not None
        assert (done.written, done.deleted) == (1, 1), "the judgement, and the transfer"
        assert store.publish(fewer, case.readings, (), store.revision()) is None, "that is not what the record holds"
