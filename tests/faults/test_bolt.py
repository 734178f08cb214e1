"""Bolt cut, stalled, reset, refused: every operation ends in time, says why, and works again when the way is free."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.errors import StoreUnavailable
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.faults.bolt import COMMAND, FAULTS, SECONDS, SHORT, Ending, Scene, another_reading, broken_bolt
from tests.faults.proxy import Fault

pytestmark = pytest.mark.neo4j

FULL = os.environ.get("LEAKTRAIL_FAULTS") == "full"
ALL = FAULTS if FULL else SHORT
takes_long = pytest.mark.skipif(not FULL, reason="takes long: LEAKTRAIL_FAULTS=full runs it")


@pytest.fixture(scope="module")
def scene(neo4j_server, neo4j_driver, tmp_path_factory) -> Iterator[Scene]:
    with neo4j_driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    with broken_bolt(neo4j_server, tmp_path_factory.mktemp("bolt")) as scene:
        yield scene


@pytest.fixture(scope="module")
def healthy(scene: Scene) -> dict[str, Ending]:
    """How long everything takes while nothing is wrong."""
    scene.await_all(60)  # the server is as warm as one that has been up for a while
    return scene.try_all()


@pytest.fixture
def store(scene: Scene, neo4j_server) -> Iterator[Neo4jStore]:
    """One with little patience, behind the proxy."""
    login = Login(neo4j_server.user, neo4j_server.password, SECONDS)
    with closing(Neo4jStore.open(scene.proxy.uri, login)) as store:
        yield store


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: f"{fault.kind}-{fault.after}-{'-'.join(fault.ways)}")
def test_every_operation_ends_in_time_and_works_again(scene: Scene, healthy: dict[str, Ending], fault: Fault):
    scene.proxy.fail(fault)
    try:
        endings = scene.try_all()
    finally:
        scene.proxy.heal()
    healed = scene.await_all(10)
    for name, end in endings.items():
        print(f"{name}: {end.seconds:.2f} s, {end.complaint}")
    print(f"{fault}: at most {max(end.seconds for end in endings.values()):.2f} s, healed in {healed:.2f} s")
    # Where the way breaks in between, an operation may have done all but its last part before. Of the command the
    # start is taken away, as another process needed it at the same time: not to be had exactly on a busy machine.
    own = {name: end.seconds if fault.after else 0.0 for name, end in healthy.items()}
    own[COMMAND] += 1
    assert {name: end for name, end in endings.items() if end.seconds > SECONDS + 1 + own[name]} == {}
    if not fault.after:
        assert [name for name, end in endings.items() if end.complaint is None] == [], "nothing came through"


def test_connections_that_died_in_silence_cost_one_operation(scene: Scene, store: Neo4jStore):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.readings(), range(16)))  # so several connections lie in the pool
    scene.proxy.fail(Fault("half_open"))
    scene.proxy.heal()
    with pytest.raises(StoreUnavailable, match="did not answer within 3 s"):
        store.readings()
    began = time.monotonic()
    assert store.readings()
    assert time.monotonic() - began < SECONDS


@takes_long
def test_a_series_that_falls_silent_lets_others_write(scene: Scene, neo4j_server):
    """Its turn ends on the server, which is not told that the other end is gone."""
    login = Login(neo4j_server.user, neo4j_server.password, 1)
    with closing(Neo4jStore.open(scene.proxy.uri, login)) as store:
        try:
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match="did not answer within 1 s"):
                _fall_silent(store, scene)
            assert time.monotonic() - began < 2.5
            scene.direct.put_readings([another_reading()])
            assert time.monotonic() - began < 15
        finally:
            scene.proxy.heal()


def _fall_silent(store: Neo4jStore, scene: Scene) -> None:
    with store.transaction():
        scene.proxy.fail(Fault("stall"))
        store.put_readings([another_reading()])


def test_a_write_that_falls_silent_lets_others_write(scene: Scene, neo4j_server, neo4j_driver):
    login = Login(neo4j_server.user, neo4j_server.password, 1)
    reading = another_reading()
    with closing(Neo4jStore.open(scene.proxy.uri, login)) as store, neo4j_driver.session() as session:
        try:
            with ThreadPoolExecutor(1) as thread, session.begin_transaction() as holding:
                lock = "MATCH (d:Document {id: $id}) SET d.held = true REMOVE d.held"
                holding.run(lock, id=reading.document.id).consume()
                writing = thread.submit(store.put_readings, [reading])
                time.sleep(0.5)  # it has its turn, and waits for the document
                scene.proxy.fail(Fault("stall"))
                with pytest.raises(StoreUnavailable, match="did not answer within 1 s"):
                    writing.result()
            began = time.monotonic()
            scene.direct.put_readings([another_reading()])
            assert time.monotonic() - began < 3
            assert scene.direct.get_reading(reading.document.id) != reading
        finally:
            scene.proxy.heal()


@takes_long
def test_requests_at_once_wait_side_by_side(scene: Scene, store: Neo4jStore):
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        assert client.get("/readyz").status_code == 200
        scene.proxy.fail(Fault("stall"))
        try:
            began = time.monotonic()
            with ThreadPoolExecutor(4) as threads:
                answers = list(threads.map(client.get, ["/v1/actors", "/v1/holders", "/v1/documents", "/readyz"]))
            seconds = time.monotonic() - began
        finally:
            scene.proxy.heal()
    assert {answer.status_code for answer in answers} == {503}
    assert seconds < SECONDS + 1
