"""Answer → response: JSON with an ETag, or 304 if the client has it already.

The tag is weak and leaves out `elapsed_ms`: two answers that say the same are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from app.api.current import NOBODY, current
from app.api.cursors import sealed
from app.api.known import Said
from app.services.wire import Json, fingerprint, said_json, with_elapsed

__all__ = ["CACHE", "Reply", "has_it", "reply", "reply_again", "reply_file", "reply_text", "with_cursor"]

_JSON = "application/json"
_BY_TIME = frozenset({"seconds", "stopped"})

CACHE = "private, no-cache"
"""Keep it, but ask each time whether it is still so."""


class Reply(Response):
    """A response that knows what it says; None if that may be another the next time, since the time cut it."""

    said: Said | None = None


def reply(request: Request, answer: Json) -> Response:
    """The answer as JSON; what follows the page of a list is a cursor."""
    body, tag = said_json(with_cursor(request, answer))
    elapsed = answer.get("elapsed_ms")
    response = _tagged(request, tag, body if elapsed is None else with_elapsed(body, elapsed), _JSON)
    cut = tuple(cast("Sequence[str]", answer.get("cut", ())))
    _tell_cut(cut)
    if not _BY_TIME.intersection(cut):
        response.said = Said(body, tag, cut)
    return response


def with_cursor(request: Request, answer: Json) -> Json:
    """The answer with a cursor in the place of the id of its last item, if there are more."""
    following = answer.get("next")
    return {**answer, "next": sealed(request.scope, following)} if isinstance(following, str) else answer


def reply_again(request: Request, said: Said, seconds: float) -> Response:
    """An answer that was given before, in so many seconds."""
    _tell_cut(said.cut)
    return _tagged(request, said.tag, with_elapsed(said.body, round(seconds * 1000, 3)), _JSON)


def _tell_cut(cut: tuple[str, ...]) -> None:
    """For the log and the figures."""
    request = current()
    if cut and request is not NOBODY:
        request.cut = cut


def reply_text(request: Request, text: str) -> Response:
    """A text as it is, line ends included."""
    return _tagged(request, fingerprint({"text": text}), text.encode("utf-8", "replace"), "text/plain; charset=utf-8")


def reply_file(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A file as it is, with headers of its own; its tag follows from its bytes."""
    return _tagged(request, sha256(body).hexdigest()[:32], body, media_type, headers)


def _tagged(request: Request, tag: str, body: bytes, media_type: str, more: Mapping[str, str] | None = None) -> Reply:
    headers = {"etag": f'W/"{tag}"', "cache-control": CACHE, **(more or {})}
    if has_it(request.headers.get("if-none-match", ""), tag):
        return Reply(status_code=304, headers=headers)
    return Reply(body, headers=headers, media_type=media_type)


def has_it(known: str, tag: str) -> bool:
    """True if `If-None-Match` names the tag; `known` is its value, empty where there is none."""
    tags = {entry.strip().removeprefix("W/") for entry in known.split(",")}
    return "*" in tags or f'"{tag}"' in tags
