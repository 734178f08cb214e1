"""Services → the HTTP application.

    app = create_app(services)      GET /v1/paths?from=…&to=…   /docs   /openapi.json   /healthz

Only names of this server are answered (see `guard`), and who may ask what is decided in one place (see `gate`); every
error is a problem (see `problems`); every request is a line in the log (see `request_log`) and counts in `/metrics`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Any, cast

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from app.api import (
    browser,
    chokepoints,
    common_source,
    counts,
    drawing,
    export,
    health,
    jobs,
    outstanding,
    page,
    pages,
    questions,
    report,
    review,
    single_source,
    suggested,
    things,
    withdrawal,
)
from app.api.cursors import Cursors
from app.api.direct import Direct
from app.api.documented import add_access, add_examples, add_problem_schema
from app.api.gate import Doors, Gate
from app.api.guard import Guard
from app.api.methods import Head, Methods
from app.api.metrics import Metrics
from app.api.problems import add_problem_handlers
from app.api.question_route import QuestionRoute
from app.api.request_log import QUESTIONS, RequestLog
from app.api.state import Kept, keep
from app.api.strict_json import StrictJson
from app.bootstrap import Services, open_services
from app.logs import SILENT, Log, open_log, take_over
from app.settings import Settings, read_settings, release

__all__ = ["create_app", "from_environment", "from_settings"]

_CLOSED = Doors()

_ABOUT = """\
Who could have had the data, by which way, on which words.

- A **window** says that something happened on some day from `earliest` to `latest`; null is open.
- **possible** and **certain** speak of the order in time, given that the transfers happened; **status** speaks of that.
- Offsets count the characters (code points) of `/v1/documents/{id}/text`.
"""


_TAGS = {
    QUESTIONS: "Ways of data between actors, with the words they rest on.",
    "actors": "Persons, groups and organizations.",
    "transfers": "Single passings of data from a provider to a recipient, and the claims behind each.",
    "documents": "What was loaded: metadata, text, passages.",
    "claims": "Single statements of single documents, and those that disagree.",
    "review": "What the machine leaves open, and what people decide.",
    "incidents": "Leaks, and what happened around them.",
    "datasets": "Bodies of personal data.",
    "export": "The graph for other tools.",
    "jobs": "Files that are sent to be loaded, and how far that is.",
    "state": "Of the server itself.",
}


_NO_TELEMETRY: Any = dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False)
"""FastAPI would send addresses, with the names in them, wherever the environment says."""


class _Application(FastAPI):
    """With our own around all that Starlette adds: what answers an unforeseen error is shut in and logged too."""

    def __init__(self, log: Log, hosts: Iterable[str], **settings: Any) -> None:  # noqa: ANN401 - FastAPI's own
        self.log, self.metrics, self._hosts = log, Metrics(), tuple(hosts)
        super().__init__(**settings)

    def build_middleware_stack(self) -> ASGIApp:
        """Called once, before the first request."""
        return RequestLog(Guard(super().build_middleware_stack(), self._hosts), self.log, self.metrics.note)


def create_app(services: Services, log: Log = SILENT, doors: Doors = _CLOSED, hosts: Iterable[str] = ()) -> FastAPI:
    """The application over open services; who opened them closes them."""
    app = _bare_app(log, doors, hosts)
    _keep(app, services, Settings("").ready_seconds)
    return app


def from_settings(settings: Settings, log: Log, *, is_open: bool = False, is_published: bool = False) -> FastAPI:
    """The application over the store of `settings`, opened when it starts and closed when it ends; see `Doors`.

    What libraries have to say goes to the log, too.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        take_over(log)
        with open_services(settings) as services:
            _keep(cast("_Application", app), services, settings.ready_seconds)
            yield

    doors = Doors.of(settings, is_open=is_open, is_published=is_published)
    return _bare_app(log, doors, settings.hosts, lifespan)


def from_environment() -> FastAPI:
    """The application over the store of LEAKTRAIL_STORE, with its log on stderr.

    Without a key, requests of this machine alone get in.
    """
    settings = read_settings(os.environ)
    return from_settings(settings, open_log(sys.stderr, settings.log, settings.log_level))


def _keep(app: _Application, services: Services, ready_seconds: float) -> None:
    app.metrics.watch(services, app.log)
    keep(app, Kept(services, app.metrics, app.log, ready_seconds))


def _bare_app(
    log: Log,
    doors: Doors,
    hosts: Iterable[str],
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None,
) -> _Application:
    app = _Application(
        log,
        hosts,
        title="Leaktrail",
        version=release(),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
        generate_unique_id_function=_operation,
        lifespan=lifespan,
        telemetry=_NO_TELEMETRY,
    )
    asked = (questions, report, chokepoints, common_source, outstanding, single_source, counts, withdrawal, drawing)
    app.add_middleware(
        Direct, routes=[route for part in asked for route in part.router.routes if isinstance(route, QuestionRoute)]
    )
    app.add_middleware(Cursors)
    app.add_middleware(StrictJson, raw=("/v1/documents",))
    app.add_middleware(Head)
    app.add_middleware(Gate, doors=doors)  # around the former: nothing is answered before it is known who asks
    parts = (*asked, jobs, things, suggested, review, export, page, pages, health, browser)
    add_problem_handlers(app, Methods([*app.routes, *(route for part in parts for route in part.router.routes)]))
    for part in parts:
        app.include_router(part.router)
    describe = app.openapi
    app.openapi = cache(lambda: add_examples(add_access(add_problem_schema(describe()))))
    return app


def _operation(route: APIRoute) -> str:
    """What a generated client calls the route: `paths`, not `paths_v1_paths_get`."""
    return route.name
