"""Every request and response: only hosts that are ours, each parameter once, and the headers that keep a page shut in.

A browser on this machine would carry a request of any web site to 127.0.0.1. The Host header tells such requests apart
(DNS rebinding), what would change something must come from our own pages or from no page at all, and nothing here
allows another origin to read an answer.

References:
    W3C, "Fetch Metadata Request Headers" (2025): `Sec-Fetch-Site`; browsers without it send `Origin`.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem

__all__ = ["HOSTS", "Guard", "is_loopback"]

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""The names of this machine for itself; the last is that of tests, which no browser finds."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_PAGES = frozenset({"same-origin", "none"})
_KEY = b"ltk_"
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

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        """`hosts`: names that are served beside those of this machine for itself, without a port."""
        self._app, self._hosts = app, HOSTS.union(host.lower() for host in hosts)

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

        refusal = _refusal(scope, self._hosts)
        await (refusal or self._app)(scope, receive, send_shut_in)


def is_loopback(host: str) -> bool:
    """True if a Host header names this machine as it calls itself."""
    return _host(host) in HOSTS


def _refusal(scope: Scope, hosts: Set[str]) -> ASGIApp | None:
    headers = Headers(scope=scope)
    if _host(headers.get("host", "")) not in hosts:
        return problem(400, "bad_host", "this host name is not served")
    if scope["method"] not in _SAFE and not _is_from_here(headers):
        return problem(403, "cross_site", "a page of another site may change nothing here")
    if _KEY in scope["query_string"] or _KEY in scope.get("raw_path", b""):
        return problem(400, "key_in_address", "a key stands in the address, where others can read it; revoke it")
    try:
        path = unquote_to_bytes(scope.get("raw_path", b"")).decode()
        names = [name for name, _ in parse_qsl(scope["query_string"].decode(), keep_blank_values=True, errors="strict")]
    except UnicodeDecodeError:
        return problem(422, "bad_request", "the address is not UTF-8")
    if "\n" in path or "\r" in path:
        return problem(422, "bad_request", "the address holds a line break")
    if len(set(names)) < len(names):
        return problem(422, "bad_request", "a parameter is given twice")
    return None


def _is_from_here(headers: Headers) -> bool:
    """False for what a page of another origin sends. Programs say nothing of a site or an origin."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in _OWN_PAGES
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def _host(header: str) -> str:
    """The name without the port; `[::1]:8000` keeps its brackets.

    >>> _host("[::1]:8000"), _host("LOCALHOST:80")
    ('[::1]', 'localhost')
    """
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdigit() and not name.endswith(":") else header).lower()
