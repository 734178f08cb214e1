"""Every request → an id, a line in the log, and a look at how long it took.

    {"event": "request", "request_id": "5f0c…", "method": "GET", "route": "/v1/actors/{id}", "status": 200, "ms": 1.9}

The line names the route by its template: the address holds names of people, and so does the query. An id from outside
is taken over if it is 16 to 64 letters, digits, `-`, `_` or `.`, and nothing else, so that it can follow a request
through several programs and put nothing into the log that does not belong there.
"""

from __future__ import annotations

import re
from asyncio import CancelledError
from collections.abc import Callable
from itertools import count
from secrets import token_hex
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.current import Current, begin
from app.api.problems import problem
from app.api.served import Served
from app.api.state import CALLER
from app.api.words import Language, language_of
from app.domain.access import Caller
from app.logs import Log

__all__ = ["HEADER", "NO_ROUTE", "QUESTIONS", "RequestLog"]

HEADER = b"x-request-id"
NO_ROUTE = "none"
"""For what leads to no route, or was refused before one was looked for."""

QUESTIONS = "questions"
"""The tag of routes that ask the engine."""

_PROCESS = token_hex(8)
_NUMBERS = count(1)
"""Ids of our own: whose process it was, and the how many-eth. They are no secrets, and cost no look for chance."""
_ID = re.compile(rb"[A-Za-z0-9._-]{16,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNFORESEEN = 500
_LONGEST = 200  # characters of a list of languages that are looked at


class RequestLog:
    """ASGI middleware around everything, also around what answers unforeseen errors."""

    def __init__(self, app: ASGIApp, log: Log, note: Callable[[Served], None]) -> None:
        """`note` is told of each request at its end."""
        self._app, self._log, self._note = app, log, note

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and tell."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = begin(_id_of(scope), _language(scope))
        began, status = perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).append((HEADER, (request.id or "").encode()))
            await send(message)

        failed: BaseException | None = None
        try:
            await self._app(scope, receive, send_with_id)
        except CancelledError:
            if status == 0:
                await _say_ending(scope, receive, send_with_id)
            raise
        except BaseException as error:
            failed = error
            raise
        finally:
            request.is_over = True
            served = _served(scope, status, perf_counter() - began, request.cut)
            self._note(served)
            self._tell(request, served, scope.get(CALLER), failed)

    def _tell(self, request: Current, served: Served, caller: Caller | None, failed: BaseException | None) -> None:
        told: dict[str, Any] = {
            "request_id": request.id,
            "method": served.method,
            "route": served.route,
            "status": served.status,
            "ms": round(1000 * served.seconds, 2),
        }
        if caller is not None:
            told["key"] = caller.who
        if request.cut:
            told["cut"] = request.cut
        if request.problem is not None:
            told["problem"] = request.problem
        if failed is not None:
            self._log.error("request failed", **told, exc_info=failed)
        elif served.status >= _UNFORESEEN:
            self._log.warning("request", **told)
        else:
            self._log.info("request", **told)


async def _say_ending(scope: Scope, receive: Receive, send: Send) -> None:
    await problem(503, "ending", "the server ends, and the answer took too long")(scope, receive, send)


def _served(scope: Scope, status: int, seconds: float, cut: tuple[str, ...]) -> Served:
    route = scope.get("route")
    method = scope["method"] if scope["method"] in _METHODS else "other"
    question = route.name if route is not None and QUESTIONS in (getattr(route, "tags", None) or ()) else None
    return Served(method, getattr(route, "path", None) or NO_ROUTE, status, seconds, question, cut)


def _language(scope: Scope) -> Language:
    given = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    return language_of(given.decode("latin-1")[:_LONGEST]) if given else "en"


def _id_of(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == HEADER and _ID.fullmatch(value):
            return value.decode()
    return f"{_PROCESS}{next(_NUMBERS):08x}"
