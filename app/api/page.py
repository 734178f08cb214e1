"""`/` and `/page/…`: the page, with nothing from any other host.

The policy of the page allows files of this server and nothing in line; scripts may write text into it, but no markup.
Names of its files change with their content, so that browsers may keep them; the page itself is asked for each time.

References:
    W3C, "Content Security Policy Level 3" (2025) and "Trusted Types" (2025).
"""

from __future__ import annotations

from hashlib import sha256

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.negotiation import preferred
from app.api.problems import problem
from app.api.reply import has_it
from app.ui import INDEX, PageFile, page_file

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
_ALWAYS_ASK, _KEEP = "no-cache", "public, max-age=31536000, immutable"
_NOT_BUILT = "this Leaktrail was built without its page; install it with the npm index in reach, or use /docs"


@router.get("/")
def page(request: Request) -> Response:
    """The page."""
    found = page_file(INDEX)
    if found is None:
        return problem(404, "no_page", _NOT_BUILT)
    return _reply(request, found, {"content-security-policy": _POLICY, "cache-control": _ALWAYS_ASK})


@router.get("/page/{name}")
def page_part(request: Request, name: str) -> Response:
    """A file of the page."""
    found = None if name == INDEX else page_file(name)
    if found is None:
        return problem(404, "not_found", "the page has no such file")
    return _reply(request, found, {"cache-control": _KEEP})


def _reply(request: Request, file: PageFile, headers: dict[str, str]) -> Response:
    content, headers = file.content, {**headers, "vary": "Accept-Encoding"}
    if file.packed is not None and _takes_gzip(request.headers.get("accept-encoding", "")):
        content, headers["content-encoding"] = file.packed, "gzip"
    tag = sha256(content).hexdigest()[:32]
    headers["etag"] = f'"{tag}"'
    if has_it(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=file.media_type)


def _takes_gzip(accepted: str) -> bool:
    return accepted != "" and preferred(accepted, ["gzip"]) is not None
