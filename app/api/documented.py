"""What /docs says of each route: the shape of its answer, and its problems."""

from __future__ import annotations

from typing import Any

from app.api.problems import MEDIA_TYPE
from app.api.schemas import Problem

__all__ = ["add_problem_schema", "documented"]

_PROBLEMS = {
    404: "nothing has that id or name",
    409: "several things bear that name; `matches` lists them",
    422: "a parameter is not as described",
    503: "the store cannot be used",
}
_SCHEMAS = "#/components/schemas/"


def documented(answer: object, *more: int) -> dict[int | str, dict[str, Any]]:
    """Responses of a route that answers with the shape `answer`; `more` are problems beside 422 and 503."""
    return {
        200: {"model": answer, "description": "the answer; its `ETag` leaves out `elapsed_ms`"},
        304: {"description": "nothing has changed since the answer that `If-None-Match` names"},
        **{status: _problem(status) for status in sorted({422, 503, *more})},
    }


def add_problem_schema(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the shape of a problem, where the routes point to."""
    schema = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    parts = schema.pop("$defs", {})
    document["components"]["schemas"].update({**parts, Problem.__name__: schema})
    return document


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": _SCHEMAS + Problem.__name__}
    return {"description": _PROBLEMS[status], "content": {MEDIA_TYPE: {"schema": schema}}}
