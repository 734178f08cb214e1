"""A launch, with a small program in the server's place that says and does what Neo4j says and does."""

import os
import re
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from app.services.neo4j_local.errors import HomeTaken, PortTaken, ServerDied
from app.services.neo4j_local.home import Started, prepare, read_started
from app.services.neo4j_local.java import Java
from app.services.neo4j_local.launch import launch, server_command
from app.services.neo4j_local.ports import LOOPBACK, Ports, choose_ports
from app.services.neo4j_local.processes import find_process
from app.services.neo4j_local.running import Ending, stop

ANSWERS = """
import json, sys, threading, time
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import BaseRequestHandler, TCPServer

class Bolt(BaseRequestHandler):
    def handle(self):
        self.request.recv(20)
        self.request.sendall(bytes([0, 0, 8, 5]))

class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"neo4j_version": "2026.08.1", "neo4j_edition": "community"}).encode())

bolt, http = map(int, sys.argv[1:3])
threading.Thread(target=TCPServer(("127.0.0.1", bolt), Bolt).serve_forever).start()
threading.Thread(target=HTTPServer(("127.0.0.1", http), Web).serve_forever).start()
"""
SAYS_SO = "print('INFO  Started.', flush=True)\n"
WAITS = "import time; print('INFO  Starting...', flush=True); time.sleep(60)"


@pytest.fixture
def home(tmp_path):
    return prepare(tmp_path)


@pytest.fixture
def go(home):
    ports = choose_ports(0, 0, Ports(1, 2))
    started = Started(None, ports.bolt, ports.http, auth=True, heap="1g")
    seen = []

    def run(code, patience=20.0):
        command = [sys.executable, "-c", code, str(ports.bolt), str(ports.http), home.option]
        seen.append(launch(command, home, started, patience, dict(os.environ)))
        return seen[-1]

    yield run
    for one in seen:
        os.kill(one.pid, signal.SIGKILL)
        os.waitpid(one.pid, 0)


def test_one_that_answers(go, home):
    running = go(ANSWERS + SAYS_SO)
    assert read_started(home) == running
    assert find_process(running.pid, home.option) is not None


def test_ended_the_hard_way_its_ports_are_free(go, home):
    running = go(ANSWERS + SAYS_SO)
    assert stop(home.root, print, force=True) is Ending.KILLED
    for port in (running.ports.bolt, running.ports.http):
        with socket.socket() as probe:
            assert probe.connect_ex((LOOPBACK, port)) != 0, "somebody still listens"


def test_one_whose_ports_answer_for_another(go, home):
    """Two starts may take the same free ports: what answers there may be the other server."""
    with pytest.raises(ServerDied, match="did not answer within 1 s"):
        go(ANSWERS, patience=1)
    left_behind(home)


def left_behind(home):
    started = read_started(home)
    assert started is not None
    assert started.pid is None
    assert [path for path in Path("/proc").glob("[0-9]*") if find_process(int(path.name), home.option)] == []


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ("Optional[org.neo4j.configuration.helpers.PortBindException: An error]", PortTaken, "a port of the server"),
        ("org.neo4j.io.locker.FileLockException: Lock file has been locked", HomeTaken, "another process uses"),
        ("Error: Could not find or load main class", ServerDied, r"exit code 1\); it said:.*Could not find"),
    ],
)
def test_one_that_dies(go, home, said, error, words):
    with pytest.raises(error) as told:
        go(f"import sys; sys.exit({said!r})")
    assert re.search(words, str(told.value), re.DOTALL)
    left_behind(home)


def test_the_last_words_are_short_and_say_where(go, home):
    lines = [f"line {number}" for number in range(100)] + ["", "\tat java.base/java.util.zip"]
    with pytest.raises(ServerDied) as told:
        go(f"print({chr(10).join(lines)!r}); raise SystemExit(3)")
    assert told.value.place == str(home.console)
    assert "line 99" in str(told.value)
    assert "line 50" not in str(told.value)
    assert "java.util.zip" not in str(told.value)


def test_one_that_is_too_slow(go, home):
    with pytest.raises(ServerDied, match=r"within 1 s; it said: \n  INFO  Starting"):
        go(WAITS, patience=1)
    left_behind(home)


@pytest.fixture
def interruptible():
    """A shell that puts a run into the background lets it ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_control_c_leaves_nothing(go, home):
    def interrupt():
        while (started := read_started(home)) is None or started.pid is None:
            time.sleep(0.01)
        signal.raise_signal(signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        go(WAITS)
    thread.join()
    left_behind(home)


def test_no_secret_is_on_the_command_line(home, tmp_path):
    (tmp_path / "password").write_text("f00ba5")
    command = server_command(Java(tmp_path / "bin/java", 25, ""), tmp_path, home, "1g")
    assert command[0] == str(tmp_path / "bin/java")
    assert {home.option, "-Xmx1g"} <= set(command)
    assert "f00ba5" not in " ".join(command)
