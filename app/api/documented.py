"""What /docs says of each route: the shape of its answer, and its problems."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from app.api.access import is_public, scope_of
from app.api.problems import MEDIA_TYPE, problem_body
from app.api.schemas import Problem
from app.services.wire import Json

__all__ = ["add_access", "add_examples", "add_problem_schema", "documented", "problems"]

_PROBLEMS: Mapping[int, tuple[str, str, Json]] = {
    401: ("no_key", "a key is needed, and none was sent, or one that opens nothing", {}),
    403: ("missing_scope", "the key lacks the scope that `scope` names", {"scope": "read"}),
    404: ("not_found", "nothing has that id or name", {}),
    406: ("not_acceptable", "there is no format of a media type that `Accept` takes", {}),
    409: (
        "ambiguous",
        "several things bear that name; `matches` lists them",
        {"matches": [{"id": "actor-1", "label": "名簿業者"}, {"id": "actor-2", "label": "名簿業者"}]},
    ),
    412: ("stale", "the record is no longer the one that `If-Match` names", {}),
    413: ("too_large", "a file may have fewer bytes", {}),
    415: ("unknown_kind", "neither name nor Content-Type tell a kind that is read, or the body is packed", {}),
    422: (
        "bad_request",
        "a parameter is not as described",
        {"errors": [{"parameter": "limit", "reason": "must be at most 500"}]},
    ),
    429: (
        "too_many_requests",
        "more is asked for than is allowed, or waits than there is room for; `Retry-After` says when to ask again",
        {},
    ),
    501: ("missing_extra", "the server lacks a package for that; the detail says which", {}),
    503: ("store_unavailable", "the store cannot be used", {}),
}
"""Status → code, what it means, what else such a problem says."""
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key of `leaktrail keys add`, with the scopes that are named at each route. From the first key "
    "on, each request needs one; before that, whoever sits at the machine of the server needs none.",
}
_SCHEMAS = "#/components/schemas/"


def documented(answer: object, *more: int) -> dict[int | str, dict[str, Any]]:
    """Responses of a route that answers with the shape `answer`; `more` are problems beside 422 and 503."""
    return {
        200: {"model": answer, "description": "the answer; its `ETag` leaves out `elapsed_ms`"},
        304: {"description": "nothing has changed since the answer that `If-None-Match` names"},
        **problems(*sorted({422, 503, *more})),
    }


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of a route."""
    return {status: _problem(status) for status in statuses}


def add_problem_schema(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the shape of a problem, where the routes point to."""
    schema = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    parts = schema.pop("$defs", {})
    document["components"]["schemas"].update({**parts, Problem.__name__: schema})
    return document


def add_access(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with what a key needs for each route, and what happens without."""
    document["components"]["securitySchemes"] = {"key": _KEY}
    for path, ways in document["paths"].items():
        for method, operation in ways.items():
            if not is_public(path):
                operation["security"] = [{"key": [scope_of(method.upper(), path).value]}]
                told = {str(status): response for status, response in problems(401, 403, 429).items()}
                operation["responses"] = dict(sorted({**told, **operation["responses"]}.items()))
    return document


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with an example of each answer, by operation (`examples.json`)."""
    told = json.loads((files("app.api") / "examples.json").read_text("utf-8"))
    for ways in document["paths"].values():
        for operation in ways.values():
            example = told.get(operation["operationId"])
            for status in ("200", "202"):
                content = operation["responses"].get(status, {}).get("content", {}).get("application/json")
                if content is not None and example is not None:
                    content["example"] = example
    return document


def _problem(status: int) -> dict[str, Any]:
    code, meaning, more = _PROBLEMS[status]
    schema = {"$ref": _SCHEMAS + Problem.__name__}
    example = problem_body(status, code, meaning, more)
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}
