"""Cursors: where a page ended, as a word that means something in one list under the same filters only.

    sealed(scope, "actor-12")     →  "c1.…"       the next request for that list sends it back as `cursor`

Inside stands the id of the last item and a check over it, the address and the filters. So a cursor of another list, of
other filters, or one that somebody has changed is refused (422) and never a page of something else. It is no secret: it
says nothing that the page before has not said. It holds while the record changes; only where its very item is gone, the
list says so.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.problems import problem

__all__ = ["Cursors", "sealed"]

_VERSION = "c1."
_CHECK = 9  # bytes
_OWN = frozenset({"cursor", "limit"})
"""What may differ from page to page."""


class Cursors:
    """ASGI middleware: what stands in a cursor takes its place, for the routes know ids only."""

    def __init__(self, app: ASGIApp) -> None:
        """In front of the routes."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open a cursor, or refuse it."""
        if scope["type"] != "http" or scope["method"] != "GET" or b"cursor=" not in scope["query_string"]:
            await self._app(scope, receive, send)
            return
        pairs = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
        opened = [(name, _opened(scope, value) if name == "cursor" else value) for name, value in pairs]
        if any(value is None for _, value in opened):
            fault = {"parameter": "cursor", "reason": "is not a cursor of this list"}
            detail = "is not a cursor of this list under these filters (start again without it)"
            await problem(422, "bad_question", detail, more={"errors": [fault]})(scope, receive, send)
            return
        await self._app({**scope, "query_string": urlencode(opened).encode()}, receive, send)


def sealed(scope: Scope, identifier: str) -> str:
    """The cursor behind the item of that id, in the list that the request asks for."""
    held = identifier.encode()
    return _VERSION + urlsafe_b64encode(_check(scope, held) + held).rstrip(b"=").decode()


def _opened(scope: Scope, cursor: str) -> str | None:
    word = cursor.removeprefix(_VERSION)
    try:
        both = urlsafe_b64decode(word + "=" * (-len(word) % 4))
        held = both[_CHECK:].decode()
    except (Error, ValueError):
        return None
    return held if cursor == sealed(scope, held) else None


def _check(scope: Scope, held: bytes) -> bytes:
    pairs = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
    filters = sorted((name, value) for name, value in pairs if name not in _OWN)
    told = repr((scope["path"], filters)).encode()
    return blake2b(held, digest_size=_CHECK, key=blake2b(told, digest_size=32).digest()).digest()
