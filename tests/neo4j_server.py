"""A Neo4j for the tests that ask for one, started at most once a run: `neo4j_server`, `neo4j_driver`, `neo4j_empty`.

1. The one that LEAKTRAIL_TEST_NEO4J_URI names, with LEAKTRAIL_TEST_NEO4J_USER (neo4j) and LEAKTRAIL_TEST_NEO4J_PASSWORD.
   Tests delete all that is in it, so it must be empty when they begin.
2. A container, if an engine answers and testcontainers is installed.
3. The server of `leaktrail neo4j`, in a temporary home; it is killed when the run ends.

Where none can be had, tests are skipped with the reason; with CI or LEAKTRAIL_REQUIRE_NEO4J in the environment they
fail. The last lines of the run say which it was.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from app.services.neo4j_local import Options, Server, start, stop
from app.services.neo4j_local.errors import BadJar, NoJars, NoJava
from app.services.neo4j_local.processes import find_process

__all__ = [
    "Neo4j",
    "neo4j_driver",
    "neo4j_empty",
    "neo4j_server",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "small",
]

IMAGE = "neo4j:2026.08.1-community"
HOMES = "leaktrail-neo4j-test-"
_PASSWORD = "only-for-tests"  # noqa: S105
_EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_told = pytest.StashKey[str]()


class Neo4j(NamedTuple):
    """Where it is. `password` is None where none is asked for, `http` where it is not known."""

    uri: str
    user: str
    password: str | None
    http: str | None

    @property
    def auth(self):
        """As the driver wants it."""
        return None if self.password is None else (self.user, self.password)


@pytest.fixture(scope="session")
def neo4j_server(request) -> Iterator[Neo4j]:
    """A server that answers; what is in it is anybody's, see `neo4j_empty`."""
    said: list[str] = []
    with ExitStack() as stack:
        for way in (_named, _contained, _local):
            if (server := stack.enter_context(way(said.append))) is not None:
                request.config.stash[_told] = said[-1]
                yield server
                return
    request.config.stash[_told] = reason = f"none ({'; '.join(said)})"
    if os.environ.get("CI") or os.environ.get("LEAKTRAIL_REQUIRE_NEO4J"):
        pytest.fail(f"Neo4j: {reason}", pytrace=False)
    pytest.skip(f"Neo4j: {reason}")


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server):
    """A driver for it."""
    import neo4j

    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=neo4j_server.auth) as driver:
        yield driver


@pytest.fixture
def neo4j_empty(neo4j_server, neo4j_driver) -> Neo4j:
    """The server without nodes; constraints and indexes stay, since making them takes longer than most tests."""
    with neo4j_driver.session() as session:
        session.run(_EMPTY).consume()
    return neo4j_server


def pytest_sessionfinish(session) -> None:
    """In one of several processes: let the first one know which server it was."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["neo4j"] = session.config.stash.get(_told, "")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """In the first of several processes, when another ends (one that broke down tells nothing)."""
    if said := getattr(node, "workeroutput", {}).get("neo4j"):
        node.config.stash[_told] = said


def pytest_terminal_summary(terminalreporter, config) -> None:
    """Say which server it was, or why there was none."""
    if said := config.stash.get(_told, ""):
        terminalreporter.write_line(f"Neo4j: {said}")


@contextmanager
def _named(say: Callable[[str], None]) -> Iterator[Neo4j | None]:
    uri = os.environ.get("LEAKTRAIL_TEST_NEO4J_URI")
    if not uri:
        say("LEAKTRAIL_TEST_NEO4J_URI names none")
        yield None
        return
    import neo4j

    user = os.environ.get("LEAKTRAIL_TEST_NEO4J_USER", "neo4j")
    server = Neo4j(uri, user, os.environ.get("LEAKTRAIL_TEST_NEO4J_PASSWORD"), None)
    with neo4j.GraphDatabase.driver(uri, auth=server.auth) as driver, driver.session() as session:
        if session.run("MATCH (n) RETURN count(n)").single(strict=True).value():
            pytest.fail(f"{uri} is not empty, and tests delete all that is in it: name an empty one", pytrace=False)
        say(f"the one at {uri}")
        yield server
        session.run(_EMPTY).consume()


@contextmanager
def _contained(say: Callable[[str], None]) -> Iterator[Neo4j | None]:
    if not _engine_is_likely():
        say("no container engine")
        yield None
        return
    try:
        from docker.errors import DockerException
        from testcontainers.community.neo4j import Neo4jContainer
    except ImportError as error:
        say(f"no containers ({error})")
        yield None
        return
    with ExitStack() as stack:
        try:
            container = Neo4jContainer(IMAGE, username="neo4j", password=_PASSWORD)
            container.ports = {f"{port}/tcp": ("127.0.0.1",) for port in (7687, 7474)}  # not to the whole network
            stack.enter_context(container)
            host, http = container.get_container_host_ip(), container.get_exposed_port(7474)
            server = Neo4j(container.get_connection_url(), "neo4j", _PASSWORD, f"http://{host}:{http}")
        except (DockerException, OSError) as error:  # no engine, no image; it did not answer in time
            say(f"no container ({error})")
            yield None
            return
        say(f"a container of {IMAGE}")
        yield server


def _engine_is_likely() -> bool:
    places = ["/var/run/docker.sock", str(Path.home() / ".docker/run/docker.sock")]
    places.append(f"{os.environ.get('XDG_RUNTIME_DIR', '/run')}/podman/podman.sock")
    return bool(os.environ.get("DOCKER_HOST")) or any(map(os.path.exists, places))


@contextmanager
def _local(say: Callable[[str], None]) -> Iterator[Neo4j | None]:
    _end_orphans()
    home = Path(tempfile.mkdtemp(prefix=f"{HOMES}{os.getpid()}-"))
    began = time.monotonic()
    try:
        try:
            server = start(small(home), say)
        except (NoJava, NoJars) as error:
            if isinstance(error, BadJar):
                raise
            say(str(error))
            yield None
            return
        say(f"a local one, {server.version}, started in {time.monotonic() - began:.1f} s")
        password = (home / "password").read_text()
        yield Neo4j(server.bolt, "neo4j", password, server.http)
        if _may_learn(server):
            stop(home, say)
    finally:
        stop(home, lambda _: None, force=True)
        shutil.rmtree(home)


def small(home: Path) -> Options:
    """Options of a server for tests. In CI, where nothing stays, it keeps nothing for later starts.

    Every server of a test has these: one that is to keep something writes down all that it loads, runs half as fast
    meanwhile, and if it is killed has kept nothing.
    """
    kept = not os.environ.get("CI")
    return Options(
        home=home, bolt_port=0, http_port=0, heap="512m", page_cache="64m", quick=True, archive=kept, patience=600
    )


def _may_learn(server: Server) -> bool:
    """Only a server that ends in peace writes what makes the next start faster; it takes long, so once a machine."""
    archive = re.search(r"-XX:(?:AOTCacheOutput|SharedArchiveFile)=(\S+)", _command(server.pid))
    return archive is not None and not Path(archive[1]).exists()


def _command(pid: int) -> str:
    process = find_process(pid, "")
    return "" if process is None else process.command


def _end_orphans() -> None:
    """End servers of runs that were killed, so that they could not do it themselves."""
    for home in Path(tempfile.gettempdir()).glob(f"{HOMES}*"):
        owner = int(home.name.removeprefix(HOMES).partition("-")[0])
        if home.stat().st_uid == os.getuid() and find_process(owner, "") is None:
            stop(home, lambda _: None, force=True)
            shutil.rmtree(home)
