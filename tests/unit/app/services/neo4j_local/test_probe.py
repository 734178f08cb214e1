"""Servers that answer as Neo4j does, and some that do not."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import BaseRequestHandler, TCPServer

import pytest

from app.services.neo4j_local.ports import Ports
from app.services.neo4j_local.probe import Answer, ask_server, takes_password

ROOT = {"bolt_direct": "bolt://127.0.0.1:7687", "neo4j_version": "2026.08.1", "neo4j_edition": "community"}
TAKEN = "Basic bmVvNGo6cmlnaHQ="  # neo4j:right


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def bolt(reply):
    class Handler(BaseRequestHandler):
        def handle(self):
            asked = self.request.recv(20)
            self.request.sendall(reply if asked[:4] == b"\x60\x60\xb0\x17" else b"HTTP")

    with serving(TCPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


@contextmanager
def web(body):
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status, told):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told)

        def do_GET(self):
            self.answer(200 if self.path == "/" else 404, body)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(202 if self.headers["Authorization"] == TAKEN else 401, b"{}")

        def log_message(self, *_):
            pass

    with serving(HTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


def test_both_answer():
    with bolt(b"\0\0\x08\x05") as one, web(json.dumps(ROOT).encode()) as two:
        assert ask_server(Ports(one, two)) == Answer("2026.08.1", "community")


@pytest.mark.parametrize("reply", [b"\0\0\0\0", b"\0\0", b""], ids=["no version", "half", "nothing"])
def test_bolt_does_not(reply):
    with bolt(reply) as one, web(json.dumps(ROOT).encode()) as two:
        assert ask_server(Ports(one, two)) is None


@pytest.mark.parametrize("body", ["", "<html>", "[]", "{}"])
def test_http_is_something_else(body):
    with bolt(b"\0\0\x08\x05") as one, web(body.encode()) as two:
        assert ask_server(Ports(one, two)) is None


def test_nobody_is_there():
    with bolt(b"") as one:
        pass
    assert ask_server(Ports(one, one)) is None
    assert takes_password(Ports(one, one), "neo4j", "any")


def test_the_password():
    with web(b"{}") as port:
        assert takes_password(Ports(1, port), "neo4j", "right")
        assert not takes_password(Ports(1, port), "neo4j", "wrong")
