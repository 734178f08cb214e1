"""Answer → response: JSON with an ETag, or 304 if the client has it already.

The tag is weak and leaves out `elapsed_ms`: two answers that say the same are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from app.services.wire import Json, answer_json, fingerprint

__all__ = ["CACHE", "has_it", "reply", "reply_file", "reply_text"]

CACHE = "private, no-cache"
"""Keep it, but ask each time whether it is still so."""


def reply(request: Request, answer: Json) -> Response:
    """The answer as JSON."""
    body, tag = answer_json(answer)
    return _tagged(request, tag, body, "application/json")


def reply_text(request: Request, text: str) -> Response:
    """A text as it is, line ends included."""
    return _tagged(request, fingerprint({"text": text}), text.encode("utf-8", "replace"), "text/plain; charset=utf-8")


def reply_file(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A file as it is, with headers of its own; its tag follows from its bytes."""
    return _tagged(request, sha256(body).hexdigest()[:32], body, media_type, headers)


def _tagged(
    request: Request, tag: str, body: bytes, media_type: str, more: Mapping[str, str] | None = None
) -> Response:
    headers = {"etag": f'W/"{tag}"', "cache-control": CACHE, **(more or {})}
    if has_it(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def has_it(known: str, tag: str) -> bool:
    """True if `If-None-Match` names the tag; `known` is its value, empty where there is none."""
    tags = {entry.strip().removeprefix("W/") for entry in known.split(",")}
    return "*" in tags or f'"{tag}"' in tags
