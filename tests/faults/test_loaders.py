"""Many loaders at once, and a stranger who locks in the opposite order: the same as if one had loaded alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread

import neo4j
import pytest
from neo4j.exceptions import TransientError

from app.services.files import find_files
from app.services.load import load
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.faults.kills import Loader
from tests.faults.stories import extractor, read_story, write_stories
from tests.neo4j.whole import fingerprint

pytestmark = pytest.mark.neo4j

LOADERS, DOCUMENTS, ROUNDS = 16, 6, 4  # how often loaders get in each other's way is chance


@pytest.fixture
def open_store(neo4j_server) -> Callable[[], Neo4jStore]:
    return lambda: Neo4jStore.open(neo4j_server.uri, Login(neo4j_server.user, neo4j_server.password))


@pytest.fixture
def store(neo4j_empty, open_store) -> Iterator[Neo4jStore]:
    with closing(open_store()) as store:
        yield store


def put_all(store: Neo4jStore, paths: list[Path], generation: int) -> None:
    read = partial(read_story, extractor=extractor(generation))
    assert {event.outcome for event in load(store, find_files(paths), read, again=True)} == {"loaded"}


class Stranger(Thread):
    """A writer that knows nothing of turns: it locks documents and things first, and the store last."""

    def __init__(self, driver: neo4j.Driver) -> None:
        super().__init__()
        self._driver, self._done = driver, Event()
        self.deadlocks = 0

    def run(self) -> None:
        random = Random(1)
        while not self._done.wait(random.uniform(0, 0.02)):
            try:
                with self._driver.session() as session, session.begin_transaction() as transaction:
                    for label in random.sample(["Document", "Actor", "Transfer"], 2):
                        transaction.run(f"MATCH (n:{label}) SET n.held = true REMOVE n.held").consume()
                    time.sleep(random.uniform(0, 0.05))
                    transaction.run("MATCH (s:Store) SET s.held = true REMOVE s.held").consume()
                    transaction.commit()
            except TransientError as error:
                self.deadlocks += error.code == "Neo.TransientError.Transaction.DeadlockDetected"

    def stop(self) -> None:
        self._done.set()
        self.join()


def test_sixteen_loaders_do_what_one_does(store: Neo4jStore, neo4j_server, neo4j_driver, tmp_path: Path):
    """Half of the documents are there already, as an older generation read them; the rest are new."""
    paths = write_stories(tmp_path, range(DOCUMENTS))
    put_all(store, paths[::2], 1)
    put_all(store, paths, 2)
    alone, revision = fingerprint(neo4j_driver), store.revision()
    for _ in range(ROUNDS):
        with neo4j_driver.session() as session:
            session.run("MATCH (n) WHERE NOT n:SchemaStep DETACH DELETE n").consume()
        put_all(store, paths[::2], 1)
        retries = load_beside_strangers(neo4j_server, neo4j_driver, paths)
        assert store.revision() == store.published() == revision
        assert list(store.check()) == []
        assert fingerprint(neo4j_driver) == alone
        if retries:
            return
    pytest.fail(f"in {ROUNDS} rounds no loader had to try again: that way was not tested")


def load_beside_strangers(neo4j_server, neo4j_driver, paths) -> int:
    """Sixteen loaders at once, and two others who lock what they need: how often the loaders had to try again."""
    strangers = [Stranger(neo4j_driver) for _ in range(2)]
    for stranger in strangers:
        stranger.start()
    try:
        loaders = Loader(neo4j_server, paths, "--generation", "2", "--at-once", f"{LOADERS}")
        assert loaders.end() == (0, "")
    finally:
        for stranger in strangers:
            stranger.stop()
    assert loaders.done == LOADERS
    print(f"{loaders.retries} retries; {[stranger.deadlocks for stranger in strangers]} deadlocks of the strangers")
    return loaders.retries
