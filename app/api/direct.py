"""A question's address → its answer, past what a framework asks on the way: which of fifty routes, which dependencies.

    app.add_middleware(Direct, routes=…)      GET /v1/paths?from=…&to=…

An answer that was given before is given again if nothing has changed since (`known`). Only routes without parts in
their path and without dependencies are answered here (`QuestionRoute.is_direct`), in the same words as by the
framework: parameters are read by the same model, errors become the same problems. It is the innermost middleware, so
whatever looks at requests or responses looks at these too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import perf_counter

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.known import Known
from app.api.problems import problem_of
from app.api.question_route import QuestionRoute
from app.api.reply import Reply, reply_again
from app.api.state import caller_of, sight_of
from app.domain.errors import LeaktrailError

__all__ = ["Direct"]


class Direct:
    """ASGI middleware in front of the routes."""

    def __init__(self, app: ASGIApp, routes: Iterable[QuestionRoute]) -> None:
        """Those of `routes` that can be are answered here."""
        self._app = app
        self._known = Known()
        self._routes: Mapping[str, QuestionRoute] = {route.path: route for route in routes if route.is_direct}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        route = self._routes.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        scope["route"], scope["endpoint"] = route, route.endpoint
        request = Request(scope, receive, send)
        try:
            response = await self._response(route, request)
        except (LeaktrailError, RequestValidationError) as error:
            response = problem_of(request, error)
        await response(scope, receive, send)

    async def _response(self, route: QuestionRoute, request: Request) -> Response:
        began, sight = perf_counter(), sight_of(request)
        address = (route.path, request.scope["query_string"], caller_of(request).audience)
        stamp = sight.stamp()
        known = None if stamp is None else self._known.get(stamp, address)
        if known is not None:
            return reply_again(request, known, perf_counter() - began)
        response = await route.answer(request)
        if isinstance(response, Reply) and response.said is not None and stamp is not None and sight.stamp() == stamp:
            self._known.put(stamp, address, response.said)
        return response
