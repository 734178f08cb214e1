"""`/browser/…`: files that Neo4j Browser fetches from here: its style, its guide, the saved queries.

    :style http://127.0.0.1:8000/browser/leaktrail.grass      :play http://127.0.0.1:8000/browser/guide/ja

Browser is a page of another origin, and asks with headers of its own; so these files, which are the same for everybody
and tell nothing of the record, may be read by pages of this machine. No other route answers another origin.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.services.browser_files import guide, list_queries, saved_query, style
from app.services.wire import to_json

__all__ = ["router"]

router = APIRouter(prefix="/browser", include_in_schema=False)

_OWN_MACHINE = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")


@router.get("/leaktrail.grass")
def get_style(request: Request) -> Response:
    """The style. GraSS has no media type of its own."""
    return _shared(request, Response(style(), media_type="text/plain"))


@router.get("/guide/{language}")
def get_guide(request: Request, language: str) -> Response:
    """The guide in `ja` or `en`."""
    return _shared(request, Response(guide(language, str(request.base_url).rstrip("/")), media_type="text/html"))


@router.get("/queries")
def get_queries(request: Request) -> Response:
    """Names and questions of the saved queries."""
    return _shared(request, Response(to_json(list_queries()), media_type="application/json"))


@router.get("/queries/{name}.cypher")
def get_query(request: Request, name: str) -> Response:
    """One saved query."""
    return _shared(request, Response(saved_query(name).text, media_type="text/plain"))


@router.options("/leaktrail.grass")
@router.options("/guide/{language}")
@router.options("/queries")
@router.options("/queries/{name}.cypher")
def preflight(request: Request) -> Response:
    """What a browser asks before it sends `cache-control` and `pragma`, as Neo4j Browser does."""
    allowed = {"access-control-allow-methods": "GET", "access-control-allow-headers": "cache-control, pragma"}
    return _shared(request, Response(status_code=204, headers={"allow": "GET, OPTIONS"}), allowed)


def _shared(request: Request, response: Response, allowed: dict[str, str] | None = None) -> Response:
    origin = request.headers.get("origin", "")
    response.headers["vary"] = "Origin"
    if _OWN_MACHINE.fullmatch(origin):
        response.headers.update({"access-control-allow-origin": origin, **(allowed or {})})
    return response
