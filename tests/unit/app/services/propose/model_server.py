"""A server on loopback that plays an endpoint of chat completions: it says what a test has laid out, and remembers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ENV = ("LEAKTRAIL_LLM_URL", "LEAKTRAIL_LLM_MODEL", "LEAKTRAIL_LLM_KEY", "LEAKTRAIL_LLM_KEY_FILE")


@dataclass
class Play:
    """What one request gets: a status, headers, a body, after some seconds."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Seen:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passages(self) -> list[dict[str, Any]]:
        return json.loads(self.body["messages"][1]["content"])["passages"]


class ModelServer(ThreadingHTTPServer):
    """`plays` are given out in order, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plays: list[Play] = []
        self.seen: list[Seen] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def play(self, *plays: Play) -> None:
        self.plays[:] = plays

    def next_play(self) -> Play:
        return self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append(Seen(self.path, headers, json.loads(data)))
        play = self.server.next_play()
        time.sleep(play.seconds)
        try:
            self.send_response(play.status)
            for name, value in {"content-type": "application/json", **play.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(play.body)))
            self.end_headers()
            self.wfile.write(play.body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has given up, as it should

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@contextmanager
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(
    content: str | None, *, finish: str = "stop", refusal: str | None = None, usage: Any = (100, 20)
) -> Play:
    """A chat completion."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body: dict[str, Any] = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "played",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }
    if usage is not None:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Play(body=json.dumps(body, ensure_ascii=False).encode())


def answer(*transfers: dict[str, Any], **more: Any) -> Play:
    """A completion that tells of transfers."""
    return completion(json.dumps({"transfers": list(transfers)}, ensure_ascii=False), **more)


def told(quote: str, **more: Any) -> dict[str, Any]:
    """One transfer as a model tells it."""
    nothing = dict.fromkeys(("provider", "recipient", "data", "medium", "date", "count", "price"))
    return {"passage": 0, "quote": quote, **nothing, "action": "sale", "status": "confirmed", **more}


def trouble(status: int, **headers: str) -> Play:
    """An error that says more than it should, and asks to be tried again at once."""
    words = "Incorrect API key sk-secret-9. 名簿を名簿業者に売った"
    body = json.dumps({"error": {"message": words, "code": "some_code"}}, ensure_ascii=False).encode()
    return Play(status, body, {"retry-after-ms": "1", **headers})
