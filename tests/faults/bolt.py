"""All that asks the database, with a proxy between: how long each takes to end, whatever happens on the way.

    with broken_bolt(server, folder) as scene:
        scene.proxy.fail(Fault("stall"))
        scene.try_all()["paths"]      →  Ending(seconds=3.02, complaint="bolt://…: did not answer within 3 s (…)")

Each operation has a store of its own, opened before anything breaks, and all are tried at the same time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from httpx import Response
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.document import Metadata
from app.domain.errors import StoreUnavailable
from app.domain.view import Reading
from app.services.files import find_files
from app.services.graph import Graphs
from app.services.load import load
from app.services.publish import publish
from app.services.snapshot import ALL
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.faults.proxy import Fault, Proxy
from tests.faults.stories import COMPANIES, extractor, read_story, story, write_stories
from tests.neo4j_server import Neo4j

SECONDS = 3.0
FAULTS = (
    *(Fault("refuse"), Fault("reset"), Fault("reset", after=800), Fault("cut"), Fault("cut", after=800)),
    *(Fault("stall"), Fault("stall", after=600), Fault("stall", ways=("up",)), Fault("stall", ways=("down",))),
    *(Fault("half_open"), Fault("half_open", after=600)),
)
SHORT = (Fault("cut", after=800), Fault("stall", after=600), Fault("half_open"))
_CLI = [sys.executable, "-c", "from app.cli.main import main; main()"]
COMMAND = "leaktrail paths"
_NUMBERS = count(2)
_FROM, _TO = COMPANIES[0], COMPANIES[1]


class Ending(NamedTuple):
    """How long it took; what it complained of, None for an answer."""

    seconds: float
    complaint: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The proxy, a way around it, operations of this process, and one that is a process of its own."""

    proxy: Proxy
    direct: Neo4jStore
    operations: dict[str, Callable[[], object]]
    command: Callable[[str], None]

    def try_all(self) -> dict[str, Ending]:
        """All at once; there is something to publish."""
        self.direct.put_readings([another_reading()])
        nobody = "bolt://127.0.0.1:1"
        commands = {uri: partial(self.command, uri) for uri in (self.proxy.uri, nobody)}
        found = _endings({**self.operations, **commands})
        start = found.pop(nobody).seconds  # at the same time, so the machine was as busy
        command = found.pop(self.proxy.uri)
        return {**found, COMMAND: command._replace(seconds=max(0.0, command.seconds - start))}

    def await_all(self, patience: float) -> float:
        """Seconds until all of this process have worked again. TimeoutError if they do not."""
        began, left = time.monotonic(), self.operations
        while left:
            wrong = {name: end for name, end in _endings(left).items() if end.complaint is not None}
            left = {name: self.operations[name] for name in wrong}
            if left and time.monotonic() - began > patience:
                raise TimeoutError(f"still broken: {wrong}")
        return time.monotonic() - began


@contextmanager
def broken_bolt(server: Neo4j, folder: Path) -> Iterator[Scene]:
    """Everything in its place; the database holds some stories."""
    login = Login(server.user, server.password, SECONDS)
    write_stories(folder, range(4))
    with ExitStack() as stack:
        direct = stack.enter_context(closing(Neo4jStore.open(server.uri, Login(server.user, server.password))))
        list(load(direct, find_files([folder]), read_story))
        proxy = stack.enter_context(Proxy(int(server.uri.rpartition(":")[2])))

        def opened() -> Neo4jStore:
            return stack.enter_context(closing(Neo4jStore.open(proxy.uri, login)))

        graphs, publisher, writer, series = Graphs(opened()), opened(), opened(), opened()
        client, other = stack.enter_context(_client(opened())), stack.enter_context(_client(opened()))
        operations: dict[str, Callable[[], object]] = {
            "open": lambda: Neo4jStore.open(proxy.uri, login).close(),
            "readings": opened().readings,
            "put_readings": lambda: writer.put_readings([another_reading()]),
            "transaction": lambda: _several(series, another_reading()),
            "publish": lambda: publish(publisher),
            "slice": lambda: graphs.slice(ALL, None, None, [_FROM, _TO]),
            "GET /v1/paths": lambda: _checked(client.get("/v1/paths", params={"from": _FROM, "to": _TO})),
            "GET /readyz": lambda: _checked(other.get("/readyz")),
        }
        yield Scene(proxy, direct, operations, lambda uri: _command(server, "paths", _FROM, _TO, "--store", uri))


def another_reading() -> Reading:
    """Each time another one of the same document."""
    return read_story(story(3).encode(), "story3.txt", Metadata(), extractor=extractor(next(_NUMBERS)))


def _endings(operations: dict[str, Callable[[], object]]) -> dict[str, Ending]:
    with ThreadPoolExecutor(len(operations)) as threads:
        return dict(zip(operations, threads.map(_ending, operations.values()), strict=True))


def _ending(operation: Callable[[], object]) -> Ending:
    began = time.monotonic()
    complaint = None
    try:
        operation()
    except StoreUnavailable as error:
        complaint = str(error)
    return Ending(time.monotonic() - began, complaint)


def _several(store: Neo4jStore, reading: Reading) -> None:
    with store.transaction():
        store.put_readings([reading])
        store.readings()


@contextmanager
def _client(store: Neo4jStore) -> Iterator[TestClient]:
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        yield client


def _checked(response: Response) -> None:
    """StoreUnavailable for a 503 as documented, AssertionError for anything but that and an answer."""
    if response.status_code == 503:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["code"] == "store_unavailable"
        raise StoreUnavailable(response.json()["detail"])
    assert response.status_code == 200, response.text


def _command(server: Neo4j, *arguments: str) -> None:
    """StoreUnavailable for exit code 4 and one line that says why, AssertionError for anything but that and success."""
    environment = {**os.environ, "LEAKTRAIL_NEO4J_USER": server.user, "LEAKTRAIL_NEO4J_SECONDS": f"{SECONDS}"}
    if server.password is not None:
        environment["LEAKTRAIL_NEO4J_PASSWORD"] = server.password
    done = subprocess.run([*_CLI, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 4:
        assert done.stderr.startswith("leaktrail: bolt://"), done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        raise StoreUnavailable(done.stderr.strip())
    assert done.returncode in (0, 1), done.stderr
