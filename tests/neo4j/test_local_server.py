"""A whole life of a local server: started twice at once, looked at, killed, started again, stopped.

The tests of this file are one story, in the order of the file, for each start takes seconds. Slower ones, with an empty
cache and by every way to the jars, are in `first_starts.py`.
"""

import json
import os
import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError

from app.cli.main import run
from app.services.neo4j_local import Ending, start, status, stop
from app.services.neo4j_local.errors import NoJars, NoJava, PortTaken, ServerDied
from app.services.neo4j_local.processes import find_process
from tests.neo4j_server import small

LISTENING = "0A"  # the state in /proc/net/tcp


class Story:
    """What the tests have come to."""

    def __init__(self, home):
        self.options, self.said, self.server = small(home), [], None

    @property
    def home(self):
        return self.options.home

    def begin(self):
        return start(self.options, self.said.append)

    @property
    def password(self):
        return (self.home / "password").read_text()

    def driver(self, password=None):
        return GraphDatabase.driver(self.server.bolt, auth=("neo4j", password or self.password))


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    story = Story(tmp_path_factory.mktemp("neo4j") / "home")
    try:
        with ThreadPoolExecutor(2) as threads:
            servers = list(threads.map(lambda _: story.begin(), range(2)))
    except (NoJava, NoJars) as error:
        needed = os.environ.get("CI") or os.environ.get("LEAKTRAIL_REQUIRE_NEO4J")
        (pytest.fail if needed else pytest.skip)(f"no local Neo4j: {error}")
    try:
        story.server = servers[0]
        assert [server.pid for server in servers] == [story.server.pid] * 2
        yield story
    finally:
        stop(story.home, print, force=True)


def test_of_two_starts_at_once_one_started(story):
    assert [line for line in story.said if "runs already" in line] == [
        f"it runs already, as process {story.server.pid}"
    ]


def test_it_says_what_it_is(story, capsys):
    assert run(["neo4j", "status", "--json", "--home", str(story.home)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["running"] is True
    assert told["version"] == "2026.08.1"
    assert (told["bolt"], told["pid"]) == (story.server.bolt, story.server.pid)
    assert told["memory"] > 100 * 2**20
    assert story.password not in json.dumps(told)


def test_starting_it_again_says_so(story, capsys):
    assert run(["neo4j", "start", "--heap", "512m", "--home", str(story.home)]) == 0
    said = capsys.readouterr()
    assert f"it runs already, as process {story.server.pid}" in said.err
    assert "other ports" not in said.err
    store = f"export LEAKTRAIL_STORE={story.server.bolt} LEAKTRAIL_NEO4J_PASSWORD_FILE='{story.home}/password'"
    assert store in said.out.splitlines()
    assert run(["neo4j", "start", "--no-auth", "--home", str(story.home)]) == 0
    assert "other ports, memory or authentication" in capsys.readouterr().err


def test_the_driver_is_let_in_with_the_password_only(story):
    with story.driver() as driver:
        driver.execute_query("CREATE (:Kept {day: date('2006-04-30')})")
    with story.driver("neo4j") as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_the_password_is_nobodys_but_the_users(story):
    assert (story.home / "password").stat().st_mode & 0o777 == 0o600
    assert story.home.stat().st_mode & 0o777 == 0o700
    assert story.password not in find_process(story.server.pid, "").command
    assert [path.name for path in story.home.rglob("*") if path.is_file() and holds(path, story.password)] == [
        "password"
    ]


def holds(path, password):
    return password.encode() in path.read_bytes()


def test_nothing_of_the_users_gets_out_by_its_queries(story):
    with story.driver() as driver:
        for place in ("file:///etc/passwd", f"{story.server.http}/", "http://localhost/"):
            with pytest.raises(ClientError, match="Cannot load from URL"):
                driver.execute_query("LOAD CSV FROM $place AS line RETURN line", place=place)
        driver.execute_query("RETURN $secret AS secret", secret="words of a document")  # noqa: S106
    logs = (story.home / "logs").glob("*.log")
    assert [path.name for path in logs if b"words of a document" in path.read_bytes()] == []


def test_browser_is_served_and_other_pages_cannot_read(story):
    head, body = fetched(story, "/browser/")
    assert b"Neo4j Browser" in body
    policy = re.search(rb"Content-Security-Policy: (.*?)\r\n", head + b"\r\n", re.IGNORECASE)
    hosts = {word for part in policy[1].decode().split(";") for word in part.split()[1:] if not word.startswith("'")}
    assert {re.sub(r"^(http|ws)://|:\*$", "", host) for host in hosts} == {"127.0.0.1", "localhost", "data:"}
    head, body = fetched(story, "/", origin="https://example.org")
    assert b'"neo4j_version":"2026.08.1"' in body
    allowed = re.search(rb"Access-Control-Allow-Origin: (\S+)", head)
    assert allowed is None or allowed[1] == story.server.http.encode()


def fetched(story, path, origin="null"):
    request = f"GET {path} HTTP/1.0\r\nAccept: application/json, text/html\r\nOrigin: {origin}\r\n\r\n"
    port = int(story.server.http.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="no /proc here")
def test_it_listens_on_this_machine_only(story):
    places = listening(story.server.pid)
    assert {port for _, port in places} == {
        int(url.rpartition(":")[2]) for url in (story.server.bolt, story.server.http)
    }
    assert {address for address, _ in places} == {"127.0.0.1"}
    assert udp(story.server.pid) == []


def listening(pid):
    """Address and port of each listening TCP socket of a process."""
    rows = [row for row in sockets(pid, "tcp") if row[3] == LISTENING]
    return {(address(row[1].partition(":")[0]), int(row[1].partition(":")[2], 16)) for row in rows}


def udp(pid):
    return sockets(pid, "udp")


def sockets(pid, kind):
    links = (str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink())
    own = {link[8:-1] for link in links if link.startswith("socket:[")}
    lines = [line.split() for name in (kind, f"{kind}6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    return [line for line in lines if len(line) > 9 and line[9] in own]


def address(hexadecimal):
    """`0100007F`, or the same as an IPv6 address that stands for it, in the byte order of this machine."""
    words = [bytes.fromhex(hexadecimal[start : start + 8])[::-1] for start in range(0, len(hexadecimal), 8)]
    raw = b"".join(words)
    if len(raw) == 16:
        assert raw[:12] == bytes(10) + b"\xff\xff", hexadecimal
        raw = raw[12:]
    return socket.inet_ntoa(raw)


def test_what_needs_a_stopped_server_is_refused(story, capsys):
    assert run(["neo4j", "admin", "--home", str(story.home), "database", "dump", "neo4j", "--to-path=/tmp"]) == 4
    assert "`database dump` needs a server that is stopped" in capsys.readouterr().err
    assert run(["neo4j", "admin", "--home", str(story.home), "server", "stop"]) == 2
    assert "leaktrail neo4j --help" in capsys.readouterr().err
    assert status(story.home) is not None


def test_a_port_that_is_taken_is_refused(story, tmp_path, capsys):
    port = story.server.bolt.rpartition(":")[2]
    assert run(["neo4j", "start", "--bolt-port", port, "--home", str(tmp_path / "other")]) == 4
    assert f"--bolt-port: port {port} is in use" in capsys.readouterr().err
    with pytest.raises(PortTaken):
        start(replace(story.options, home=tmp_path / "other", http_port=int(port)), print)


def test_a_server_that_dies_is_told_with_its_last_words(story, tmp_path):
    with pytest.raises(ServerDied, match="ended while it started") as died:
        start(replace(story.options, home=tmp_path / "other", heap="3m", auth=False, archive=False), print)
    assert "OutOfMemoryError" in str(died.value)
    assert died.value.place == str(tmp_path / "other/logs/console.log")
    assert status(tmp_path / "other") is None


def test_killed_and_started_again_it_has_kept_all(story, capsys):
    before, password = story.server, story.password
    os.kill(before.pid, signal.SIGKILL)
    while status(story.home) is not None:
        pass
    assert run(["neo4j", "status", "--home", str(story.home)]) == 1
    assert "not running" in capsys.readouterr().out
    story.options = replace(story.options, bolt_port=None, http_port=None)
    story.server = story.begin()
    assert (story.server.bolt, story.server.http) == (before.bolt, before.http)
    assert story.server.pid != before.pid
    assert story.password == password
    with story.driver() as driver:
        assert driver.execute_query("MATCH (n:Kept) RETURN toString(n.day) AS day").records[0]["day"] == "2006-04-30"


def test_stopped_it_is_gone(story, capsys):
    assert run(["neo4j", "stop", "--home", str(story.home)]) == 0
    assert "the server is stopped" in capsys.readouterr().err
    assert find_process(story.server.pid, "") is None
    assert stop(story.home, print) is Ending.NOT_RUNNING
    assert run(["neo4j", "stop", "--home", str(story.home)]) == 0
    assert "not running" in capsys.readouterr().err


def test_its_store_can_then_be_looked_at(story, capfd):
    assert run(["neo4j", "admin", "--home", str(story.home), "database", "info", "neo4j"]) == 0
    assert "Database name:" in capfd.readouterr().out
