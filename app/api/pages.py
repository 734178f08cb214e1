"""`/docs`: the description of the API to read and to try, with nothing from any other host; `/healthz`, `/readyz`."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api import schemas
from app.api.documented import documented
from app.api.state import services_of
from app.services.wire import to_json

__all__ = ["router"]

router = APIRouter()

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Leaktrail: HTTP API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; <a href="openapi.json">openapi.json</a> says the same.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
"""
_START = 'SwaggerUIBundle({url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null});\n'
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


@router.get("/docs", include_in_schema=False)
def docs() -> Response:
    """The page."""
    return Response(_PAGE, headers={"content-security-policy": _POLICY}, media_type="text/html")


@router.get("/docs/start.js", include_in_schema=False)
def start() -> Response:
    """What starts it: a file, because the page allows no script in itself."""
    return Response(_START, media_type="text/javascript")


@router.get("/docs/swagger-ui.css", include_in_schema=False)
def style() -> Response:
    """Swagger UI's style sheet, from its package."""
    return Response(_asset("swagger-ui.css"), media_type="text/css")


@router.get("/docs/swagger-ui-bundle.js", include_in_schema=False)
def script() -> Response:
    """Swagger UI itself, from its package."""
    return Response(_asset("swagger-ui-bundle.js"), media_type="text/javascript")


@router.get("/healthz", tags=["state"], summary="Alive?", responses={200: {"model": schemas.State}})
def health() -> Response:
    """The process answers."""
    return Response(to_json({"status": "ok"}), media_type="application/json")


@router.get(
    "/readyz",
    tags=["state"],
    summary="Ready?",
    responses={k: v for k, v in documented(schemas.State).items() if k in (200, 503)},
)
def ready(request: Request) -> Response:
    """The store answers too."""
    services_of(request).graphs.check()
    return Response(to_json({"status": "ready"}), media_type="application/json")


def _asset(name: str) -> bytes:
    return (files("fastapi_offline") / "static" / name).read_bytes()
