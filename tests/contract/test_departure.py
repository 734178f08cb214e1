"""Who hangs up leaves no work behind: the search of a question ends soon after its client is gone."""

import json
import socket
import threading
import time
from dataclasses import replace

import pytest
import uvicorn

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.path import Question
from app.services import ask
from app.services.exchange import import_exchange
from app.store.uri import open_store
from tests.builders import hopeless_case

_QUESTION = "/v1/paths?from=a0&to=z&max_hops=15"


@pytest.fixture
def seconds():
    """What a search is given."""
    return Question().seconds


@pytest.fixture
def searches(monkeypatch, seconds):
    """What the searches came to: an event when one begins, and of those that ended the seconds and the cuts."""
    begun, ended, search = threading.Event(), [], ask.find_paths

    def watched(graph, start, goal, question, k):
        begun.set()
        began = time.monotonic()
        found = search(graph, start, goal, replace(question, seconds=seconds), k)
        ended.append((time.monotonic() - began, found.truncated))
        return found

    monkeypatch.setattr(ask, "find_paths", watched)
    return begun, ended


@pytest.fixture
def address(tmp_path):
    """Where a server answers over the hopeless case."""
    store = open_store(f"sqlite:///{tmp_path}/case.db")
    import_exchange(store, json.dumps(hopeless_case()).encode(), "case.json")
    server = uvicorn.Server(uvicorn.Config(create_app(wire(store)), port=0, log_level="error"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive()
    store.close()


def test_a_search_ends_when_its_client_is_gone(address, searches):
    begun, ended = searches
    with socket.create_connection(address) as client:
        client.sendall(f"GET {_QUESTION} HTTP/1.1\r\nHost: 127.0.0.1:{address[1]}\r\n\r\n".encode())
        assert begun.wait(60)
        time.sleep(0.5)
        assert ended == []
    wait_until = time.monotonic() + 5
    while not ended and time.monotonic() < wait_until:
        time.sleep(0.02)
    ((seconds, cuts),) = ended
    assert cuts == ("stopped",)
    assert seconds < 5


@pytest.mark.parametrize("seconds", [3.0])  # more than it takes to notice who is gone
def test_a_search_goes_on_while_its_client_waits(address, searches):
    _, ended = searches
    with socket.create_connection(address, timeout=60) as client:
        client.sendall(f"GET {_QUESTION} HTTP/1.1\r\nHost: 127.0.0.1:{address[1]}\r\n\r\n".encode())
        assert client.recv(4096).startswith(b"HTTP/1.1 200")
    ((_, cuts),) = ended
    assert "seconds" in cuts
    assert "stopped" not in cuts
