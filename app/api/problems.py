"""Error → problem details (RFC 9457, `application/problem+json`): one shape for everything that goes wrong.

    {"type": "urn:leaktrail:problem:not_found", "title": …, "status": 404, "detail": …, "code": "not_found",
     "request_id": "5f0c…"}

`code` is stable; `request_id` is that of the log. What the client sent is never repeated: it may be a name, or markup.

References:
    RFC 9457, Problem Details for HTTP APIs (M. Nottingham, E. Wilde, S. Dalal, 2023).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.api.current import NOBODY, current
from app.api.methods import Methods
from app.api.words import detail_of, reason_of, title_of
from app.domain.errors import (
    Ambiguous,
    BadInput,
    BadQuestion,
    Busy,
    LeaktrailError,
    MissingExtra,
    NotFound,
    Stale,
    StoreError,
    TooLarge,
    UnknownKind,
)
from app.services.translation import translated
from app.services.wire import Json, to_json

__all__ = [
    "DAY",
    "LANGUAGE",
    "MEDIA_TYPE",
    "PARTIAL_DAY",
    "TEXT",
    "WEB_ADDRESS",
    "add_problem_handlers",
    "problem",
    "problem_body",
    "problem_json",
    "problem_of",
]

MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER = "10"  # seconds
_STATUS: Sequence[tuple[type[LeaktrailError], HTTPStatus]] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Ambiguous, HTTPStatus.CONFLICT),
    (BadQuestion, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Busy, HTTPStatus.TOO_MANY_REQUESTS),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (UnknownKind, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (BadInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Stale, HTTPStatus.PRECONDITION_FAILED),
    (MissingExtra, HTTPStatus.NOT_IMPLEMENTED),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_PARAMETERS = frozenset(
    [
        *(
            "a",
            "b",
            "from",
            "to",
            "names",
            "k",
            "direction",
            "mode",
            "by",
            "known_on",
            "dataset",
            "min_status",
            "policy",
            "max_hops",
        ),
        *("q", "limit", "cursor", "incident", "actor", "status", "document", "thing", "id"),
        *("receipts", "transfer", "verdict", "format", "language"),
        *("about", "value", "side", "typed", "why", "preview", "kind", "who", "state"),
        *("name", "title", "publisher", "published_at", "url", "marking"),
    ]
)


def problem(
    status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, more: Json | None = None
) -> Response:
    """A response that says what went wrong."""
    request = current()
    more = dict(more or {})
    spoken = {"content-language": request.language, "vary": "accept-language"}
    if request is not NOBODY:
        request.problem = code
        more["request_id"] = request.id
    body = to_json(problem_body(status, code, detail, more))
    return Response(body, status, {**spoken, **(headers or {})}, MEDIA_TYPE)


def problem_body(status: int, code: str, detail: str, more: Json) -> Json:
    """The object that such a response holds, in the language of the request under way."""
    language = current().language
    return {
        "type": f"urn:leaktrail:problem:{code}",
        "title": title_of(code, language),
        "status": status,
        "detail": detail_of(code, language, detail),
        "code": code,
        **more,
    }


def add_problem_handlers(app: FastAPI, methods: Methods) -> None:
    """Make every error of `app` a problem. `methods`: of all its routes."""
    app.add_exception_handler(LeaktrailError, _on_leaktrail_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, partial(_on_http_error, methods))
    app.add_exception_handler(Exception, _on_unforeseen)


def problem_of(request: Request, error: LeaktrailError | RequestValidationError) -> Response:
    """What becomes of these errors."""
    known = isinstance(error, LeaktrailError)
    return _on_leaktrail_error(request, error) if known else _on_invalid_request(request, error)


def problem_json(error: LeaktrailError) -> Json:
    """The error as a problem, for an answer that tells of several."""
    return problem_body(*_told(error))


def _told(error: LeaktrailError) -> tuple[int, str, str, Json]:
    """Status, code, detail, and what else is said."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
    message, remedy = (
        None if text is None else translated(text, current().language) for text in (error.message, error.remedy)
    )
    joined = f"{message}。{remedy}" if current().language == "ja" else f"{message} ({remedy})"
    detail = joined if remedy else str(message)
    more: Json = {}
    if isinstance(error, BadQuestion):
        more["errors"] = [{"parameter": error.place, "reason": message}]
    if isinstance(error, Ambiguous):
        more["matches"] = [{"id": identifier, "label": label} for identifier, label in error.matches]
    return int(status), error.code, detail, more


def _on_leaktrail_error(_: Request, error: Exception) -> Response:
    status, code, detail, more = _told(cast("LeaktrailError", error))
    headers = {"retry-after": _RETRY_AFTER} if isinstance(error, Busy) else {}
    if isinstance(error, TooLarge | Busy | UnknownKind):
        headers["connection"] = "close"  # what else is sent is not read
    return problem(status, code, detail, headers=headers, more=more)


def _on_invalid_request(_: Request, error: Exception) -> Response:
    faults = [_fault(fault) for fault in cast("RequestValidationError", error).errors()]
    return problem(422, "bad_request", "the request does not fit what is described at /docs", more={"errors": faults})


def _fault(fault: Mapping[str, Any]) -> Json:
    """Which parameter, and what kind of fault; the name only if it is one of ours."""
    name = str(fault["loc"][-1])
    context = dict(cast("dict[str, Any]", fault.get("ctx") or {}))
    pattern = PATTERNS.get(context.get("pattern", ""), "other")
    words = reason_of(str(fault["type"]), context, pattern, current().language)
    return {"parameter": name if name in _PARAMETERS else None, "reason": words}


DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PARTIAL_DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
WEB_ADDRESS = r"^https?://\S+$"
LANGUAGE = r"^[a-z]{2}$"
TEXT = r"^[^\x00]+$"
PATTERNS: Mapping[str, str] = {
    DAY: "day",
    PARTIAL_DAY: "partial_day",
    WEB_ADDRESS: "web_address",
    LANGUAGE: "language",
    TEXT: "text",
}
"""Pattern of a parameter → what `problems.yaml` calls it."""


def _on_http_error(methods: Methods, request: Request, error: Exception) -> Response:
    error = cast("HTTPException", error)
    codes = {
        404: ("no_such_page", "nothing is served at that address"),
        405: ("bad_method", "that method is not served"),
    }
    code, detail = codes.get(error.status_code, ("http_error", HTTPStatus(error.status_code).phrase))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers = {"allow": methods.of(request.url.path)}
    return problem(error.status_code, code, detail, headers=headers)


def _on_unforeseen(_: Request, __: Exception) -> Response:
    return problem(500, "internal", "something that nobody foresaw; it is in the log")
