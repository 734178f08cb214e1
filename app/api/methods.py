"""Which methods an address takes: HEAD wherever GET, and in `Allow` all of them, though each is a route of its own.

Methods(routes).of("/v1/documents/memo")     →  "DELETE, GET, HEAD"
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Head", "Methods"]


class Methods:
    """The methods of some routes."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        """Of these."""
        self._routes = [(route.path_regex, route.methods or set[str]()) for route in routes if isinstance(route, Route)]

    def of(self, path: str) -> str:
        """As the header `Allow` has them; empty for an address where nothing is."""
        found = {method for regex, methods in self._routes if regex.match(path) for method in methods}
        return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


class Head:
    """ASGI middleware: HEAD is answered as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        """In front of what knows GET only."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on as GET what is HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)
