"""`/v1/report`: the answer of `/v1/paths` as a document to hand on, in HTML or PDF."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.documented import problems
from app.api.question_route import QuestionRoute
from app.api.reply import reply_file
from app.api.state import sight_of
from app.services.ask import DEFAULT_PATHS
from app.services.report.dress import ReportForm, dress
from app.services.report.paths import MOST_PATHS, Asked, path_sheet

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "the report", "content": {form.media_type: _FILE for form in ReportForm}},
    304: {"description": "the report is the one that `If-None-Match` names"},
    **problems(404, 409, 422, 501, 503),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class Report(parameters.Paths):
    """The question of `/v1/paths`, and how its report is written."""

    k: int = Field(DEFAULT_PATHS, ge=1, le=MOST_PATHS, description="how many paths at most")
    format: Literal["html", "pdf"] = Field("html", description="one file without script, or A4 pages")
    language: Literal["ja", "en"] = Field("ja", description="of the report's own words; quotes stay as they are")


@router.get("/report", summary="The paths as a report", response_class=Response, responses=_RESPONSES)
def report(request: Request, query: Annotated[Report, Query()]) -> Response:
    """Pictures, hops, reasons, all quotes and sources of the paths from X to Y; without a path it says so.

    A PDF needs the extra `pdf` on the server: 501 without it.
    """
    asked = Asked(query.start, query.goal, query.k, parameters.options_of(query, request))
    form = ReportForm(query.format)
    data = dress(path_sheet(sight_of(request), asked, query.language).sheet, form)
    headers = {"content-security-policy": _POLICY, "content-disposition": f'inline; filename="report.{form.value}"'}
    return reply_file(request, data, form.media_type, headers)
