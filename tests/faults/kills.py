"""Loaders and servers that are killed at random moments, and what is then in the database.

    tally = kill_loaders(server, folder, kills=50, random=Random(1))
    tally.lost, tally.half, tally.twice     →  0, 0, 0

A document is acknowledged when its loader has said so. Every kill is followed by a look at what is there, and by a load
that is not disturbed, after which all must be as if nothing had happened.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from threading import Thread

import neo4j

from app.domain.document import Metadata
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.services.files import find_files
from app.services.load import load
from app.services.neo4j_local import Server, start, stop
from app.services.neo4j_local.errors import HomeTaken, PortTaken
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.faults.picture import expected_of, picture_of
from tests.faults.stories import extractor, read_story, write_stories
from tests.neo4j_server import Neo4j, small

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 12
_WHOLE = {"half_document", "part_of_past_run", "document_without_current_run", "claim_without_quote"}
"""Checks that hold at every moment; others only when the graph has been published."""


@dataclass(slots=True)
class Tally:
    """What came of a campaign.

    `late`: loaders that had done all before the kill; `refused` and `resumed`: those whose server was killed, by how
    they ended.
    """

    kills: int = 0
    late: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    twice: int = 0
    unpublished: int = 0
    refused: int = 0
    resumed: int = 0
    retries: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


class Loader:
    """A process that loads, and what it has said so far."""

    def __init__(self, server: Neo4j, paths: Iterable[Path], *options: str, seconds: float = 60) -> None:
        command = [sys.executable, "-m", "tests.faults.loader", server.uri, *map(str, paths), *options]
        environment = {**os.environ, "LEAKTRAIL_NEO4J_USER": server.user, "LEAKTRAIL_NEO4J_SECONDS": str(seconds)}
        if server.password is not None:
            environment["LEAKTRAIL_NEO4J_PASSWORD"] = server.password
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._lines: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def kept(self) -> set[DocumentId]:
        """The documents that it has acknowledged."""
        return {DocumentId(line.split()[1]) for line in self._lines if line.startswith("kept")}

    @property
    def done(self) -> int:
        """How many came to their end; one, if it is alone."""
        return sum(line.startswith("done") for line in self._lines)

    @property
    def retries(self) -> int:
        """How many it tells of at its end."""
        return sum(int(line.split()[1]) for line in self._lines if line.startswith("done"))

    def await_open(self) -> None:
        """Until it has its store."""
        while not self._lines and self._process.poll() is None:
            time.sleep(0.01)

    def kill(self) -> None:
        """At once."""
        self._process.kill()
        self.end()

    def end(self) -> tuple[int, str]:
        """Wait for it; its exit code and what it complained of."""
        assert self._process.stderr is not None
        complaint = self._process.stderr.read()
        code = self._process.wait(300)
        self._reader.join(10)
        self._process.stderr.close()
        return code, complaint

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stdout:
            for line in stdout:
                if line.endswith("\n"):  # one that the kill has cut off is no acknowledgement
                    self._lines.append(line)


# ------------------------------------------------------------------ campaigns


def kill_loaders(server: Neo4j, folder: Path, kills: int, random: Random, say: Callable[[str], None] = print) -> Tally:
    """Every other time documents that are there are read anew; every third time the graph is published in portions."""
    tally, began = Tally(), time.monotonic()
    with _stage(server, folder, tally) as stage:
        undisturbed = stage.load(1)
        for number in range(kills):
            generation = number + 2
            if number % 2 == 0:
                stage.empty()
            options = ["--portions"] if number % 3 == 0 else []
            loader = Loader(server, stage.paths, "--generation", f"{generation}", *options)
            loader.await_open()
            time.sleep(random.uniform(0, undisturbed))
            loader.kill()
            tally.late += loader.done
            stage.judge(loader.kept, generation)
            undisturbed = stage.load(generation)
            stage.compare(generation)
            tally.kills += 1
            say(f"kill {tally.kills}: {len(loader.kept)} of {DOCUMENTS} acknowledged; {tally}")
    tally.seconds = time.monotonic() - began
    return tally


def kill_servers(home: Path, folder: Path, kills: int, random: Random, say: Callable[[str], None] = print) -> Tally:
    """Every other loader has the patience to go on when the server is back; the others end with an error."""
    tally, began = Tally(), time.monotonic()
    running = _start(home)
    server = Neo4j(running.bolt, "neo4j", None, running.http)
    try:
        with _stage(server, folder, tally) as stage:
            undisturbed = stage.load(1)
            for number in range(kills):
                generation, patient = number + 2, number % 2 == 0
                loader = Loader(server, stage.paths, "--generation", f"{generation}", seconds=120 if patient else 2)
                loader.await_open()
                time.sleep(random.uniform(0, undisturbed))
                tally.late += loader.done
                before = loader.kept
                stop(home, lambda _: None, force=True)
                _start(home, running)
                code, complaint = loader.end()
                tally.resumed += code == 0
                tally.refused += code == 4
                tally.retries += loader.retries
                if code not in (0, 4) or (code == 4 and not complaint.startswith(server.uri)):
                    tally.wrong.append(f"exit code {code}: {complaint[-2000:]}")
                stage.judge(loader.kept, generation)
                undisturbed = stage.load(generation)
                stage.compare(generation)
                tally.kills += 1
                say(f"kill {tally.kills}: {len(before)} acknowledged before, exit code {code}; {tally}")
    finally:
        stop(home, lambda _: None, force=True)
    tally.seconds = time.monotonic() - began
    return tally


# ------------------------------------------------------------------ below


def _start(home: Path, before: Server | None = None) -> Server:
    """A server that answers, on the ports that it had before."""
    bolt, http = (0, 0) if before is None else (int(uri.rpartition(":")[2]) for uri in (before.bolt, before.http))
    options = replace(small(home), bolt_port=bolt, http_port=http, auth=False)
    deadline = time.monotonic() + 10
    while True:
        try:
            return start(options, lambda _: None)
        except (PortTaken, HomeTaken):  # the killed one is still falling apart
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@dataclass(slots=True)
class _Stage:
    """The database of a campaign and what should be in it. `before`: the documents as the last load left them."""

    server: Neo4j
    paths: Sequence[Path]
    tally: Tally
    before: Mapping[DocumentId, Reading] = field(default_factory=dict)

    def open(self) -> Neo4jStore:
        return Neo4jStore.open(self.server.uri, Login(self.server.user, self.server.password))

    def empty(self) -> None:
        with self._driver() as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        self.before = {}

    def load(self, generation: int) -> float:
        """Undisturbed; how long it took."""
        began = time.monotonic()
        with closing(self.open()) as store:
            read = partial(read_story, extractor=extractor(generation))
            list(load(store, find_files(self.paths), read, again=True))
        self.before = self._made(generation)
        return time.monotonic() - began

    def judge(self, kept: set[DocumentId], generation: int) -> None:
        """What a kill has left: all that was acknowledged, and nothing by halves."""
        made = self._made(generation)
        with closing(self.open()) as store:
            there = {reading.document.id: reading for reading in store.readings()}
            broken = [f"{name}: {number}" for name, number in store.check() if name in _WHOLE]
        lost = [key for key in kept if there.get(key) != made[key]]
        lost += [key for key in self.before if key not in there]
        half = [key for key, reading in there.items() if reading not in (made[key], self.before.get(key))]
        self.tally.acknowledged += len(kept)
        self.tally.lost += len(lost)
        self.tally.half += len(half) + len(broken)
        found = {"lost": lost, "half": half, "broken": broken}
        self.tally.wrong += [f"generation {generation}: {kind} {what}" for kind, what in found.items() if what]

    def compare(self, generation: int) -> None:
        """After an undisturbed load: as if nothing had happened."""
        expected = expected_of(list(self._made(generation).values()))
        with self._driver() as driver:
            picture = picture_of(driver)
        with closing(self.open()) as store:
            checks, is_published = store.check(), store.published() == store.revision()
        self.tally.unpublished += not is_published
        for found, wanted in zip(picture, expected, strict=True):
            self.tally.twice += sum(max(0, found[key] - number) for key, number in wanted.items())
        if picture.hash != expected.hash or checks:
            self.tally.wrong += [f"generation {generation}: {checks}", *picture.differences(expected)]

    def _made(self, generation: int) -> dict[DocumentId, Reading]:
        """What that generation reads in the documents."""
        readings = [
            read_story(path.read_bytes(), path.name, Metadata(), extractor=extractor(generation)) for path in self.paths
        ]
        return {reading.document.id: reading for reading in readings}

    def _driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.server.uri, auth=self.server.auth)


@contextmanager
def _stage(server: Neo4j, folder: Path, tally: Tally) -> Iterator[_Stage]:
    stage = _Stage(server, write_stories(folder, range(DOCUMENTS)), tally)
    stage.empty()
    yield stage
    stage.empty()
