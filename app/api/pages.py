"""`/docs`: the description of the API to read and to try, with nothing from any other host."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response

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


def _asset(name: str) -> bytes:
    return (files("fastapi_offline") / "static" / name).read_bytes()
