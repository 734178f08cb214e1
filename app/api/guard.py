"""Every request and response: only hosts that are ours, each parameter once, and the headers that keep a page shut in.

A browser on this machine would carry a request of any web site to 127.0.0.1. The Host header tells such requests apart
(DNS rebinding), and nothing here allows another origin to read an answer.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem

__all__ = ["HOSTS", "Guard"]

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
_SHUT_IN = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
"""As ASGI has them; what a response says of itself goes before."""


class Guard:
    """ASGI middleware around the whole application, its answers to unforeseen errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_shut_in(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message.get("headers", ())]
                names = {name for name, _ in given}
                message["headers"] = [*given, *(pair for pair in _SHUT_IN if pair[0] not in names)]
            await send(message)

        refusal = _refusal(scope)
        await (refusal or self._app)(scope, receive, send_shut_in)


def _refusal(scope: Scope) -> ASGIApp | None:
    if _host(Headers(scope=scope).get("host", "")) not in HOSTS:
        return problem(400, "bad_host", "this host name is not served")
    try:
        unquote_to_bytes(scope.get("raw_path", b"")).decode()
        names = [name for name, _ in parse_qsl(scope["query_string"].decode(), keep_blank_values=True, errors="strict")]
    except UnicodeDecodeError:
        return problem(422, "bad_request", "the address is not UTF-8")
    if len(set(names)) < len(names):
        return problem(422, "bad_request", "a parameter is given twice")
    return None


def _host(header: str) -> str:
    """The name without the port; `[::1]:8000` keeps its brackets.

    >>> _host("[::1]:8000"), _host("LOCALHOST:80")
    ('[::1]', 'localhost')
    """
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdigit() and not name.endswith(":") else header).lower()
