"""Services → the HTTP application.

    app = create_app(services)      GET /v1/paths?from=…&to=…   /docs   /openapi.json   /healthz

Only this machine is answered (see `guard`); every error is a problem (see `problems`).
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api import (
    browser,
    chokepoints,
    common_source,
    counts,
    export,
    outstanding,
    pages,
    questions,
    report,
    single_source,
    things,
    withdrawal,
)
from app.api.direct import Direct
from app.api.documented import add_problem_schema
from app.api.guard import Guard
from app.api.problems import add_problem_handlers
from app.api.question_route import QuestionRoute
from app.api.state import keep
from app.bootstrap import Services, open_services
from app.settings import read_settings, release

__all__ = ["create_app", "from_environment"]

_ABOUT = """\
Who could have had the data, by which way, on which words.

- A **window** says that something happened on some day from `earliest` to `latest`; null is open.
- **possible** and **certain** speak of the order in time, given that the transfers happened; **status** speaks of that.
- Offsets count the characters (code points) of `/v1/documents/{id}/text`.
"""


_TAGS = {
    "questions": "Ways of data between actors, with the words they rest on.",
    "actors": "Persons, groups and organizations.",
    "transfers": "Single passings of data from a provider to a recipient, and the claims behind each.",
    "documents": "What was loaded: metadata, text, passages.",
    "claims": "Single statements of single documents, and those that disagree.",
    "incidents": "Leaks, and what happened around them.",
    "datasets": "Bodies of personal data.",
    "export": "The graph for other tools.",
    "state": "Of the server itself.",
}


def create_app(services: Services) -> FastAPI:
    """The application over open services; who opened them closes them."""
    app = _bare_app()
    keep(app, services)
    return app


def from_environment() -> FastAPI:
    """The application over the store of LEAKTRAIL_STORE, opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        with open_services(read_settings(os.environ)) as services:
            keep(app, services)
            yield

    return _bare_app(lifespan)


def _bare_app(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    app = FastAPI(
        title="Leaktrail",
        version=release(),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
        generate_unique_id_function=_operation,
        lifespan=lifespan,
    )
    asked = (questions, report, chokepoints, common_source, outstanding, single_source, counts, withdrawal)
    app.add_middleware(
        Direct, routes=[route for part in asked for route in part.router.routes if isinstance(route, QuestionRoute)]
    )
    app.add_middleware(Guard)
    add_problem_handlers(app)
    for part in (*asked, things, export, pages, browser):
        app.include_router(part.router)
    describe = app.openapi
    app.openapi = lambda: add_problem_schema(describe())
    return app


def _operation(route: APIRoute) -> str:
    """What a generated client calls the route: `paths`, not `paths_v1_paths_get`."""
    return route.name
