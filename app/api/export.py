"""`/v1/export`: the whole graph, or a part of it, as a file for other tools.

The file is written before its first byte is sent, on the disk if it is large. So its tag follows from its bytes, what
goes wrong is a problem and not half a file, and a slow client holds nothing but a file.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api.departure import Departure
from app.api.documented import problems
from app.api.download import Download, spool
from app.api.negotiation import preferred
from app.api.parameters import Day, Nothing, Text
from app.api.problems import problem
from app.api.question_route import QuestionRoute
from app.api.reply import CACHE, has_it
from app.api.shapes import PolicyWord
from app.api.state import sight_of
from app.services.export import Wanted, contents_of, pieces_of
from app.services.formats import FORMATS, Format, find_format

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["export"], route_class=QuestionRoute)

_ABOUT = "; ".join(f"`{one.name}`: {one.about}" for one in FORMATS.values())
_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


def _shape(media_type: str) -> dict[str, Any]:
    """What a file of this type is: an object of JSON, or bytes."""
    return {"schema": {"type": "object"}} if media_type.partition(";")[0].endswith(("/json", "+json")) else _FILE


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "the file", "content": {one.media_type: _shape(one.media_type) for one in FORMATS.values()}},
    304: {"description": "the file is the one that `If-None-Match` names"},
    **problems(404, 406, 409, 422, 503),
}


class Export(Nothing):
    """Which format, and what of the graph."""

    format: Text | None = Field(
        None,
        description=f"{_ABOUT}. Without it, the first whose media type the header `Accept` takes",
        json_schema_extra={"enum": list(FORMATS)},
    )
    incident: Text | None = Field(None, description="only what belongs to this incident: id or name")
    dataset: Text | None = Field(None, description="only this dataset and what belongs to it: id or label")
    by: Day | None = Field(None, description="only what can have happened by that day")
    known_on: Day | None = Field(None, description="only documents that were public on that day")
    min_status: Literal["confirmed", "alleged", "suspected"] | None = Field(
        None, description="the weakest status of a transfer; without it all, denied and planned ones included"
    )
    policy: PolicyWord = Field("all", description="which of several claims about one thing counts, as for a question")

    language: Literal["ja", "en"] = Field("ja", description="of the words that html and pdf add")

    def wanted(self) -> Wanted:
        """As the services have it."""
        return Wanted(self.incident, self.dataset, self.by, self.known_on, self.min_status, self.policy, self.language)


@router.get("/export", summary="The graph for other tools", response_class=Response, responses=_RESPONSES)
def export(request: Request, query: Annotated[Export, Query()]) -> Response:
    """The whole graph, or a part of it, in one of the formats. Formats of several files come as a ZIP archive."""
    form = _format(request, query.format)
    if form is None:
        types = ", ".join(sorted({one.media_type for one in FORMATS.values()}))
        return problem(406, "not_acceptable", f"there is no format of such a media type; these can be had: {types}")
    contents = contents_of(sight_of(request), query.wanted())
    held = spool(pieces_of(contents, form), Departure(request))
    if held is None:
        return Response(status_code=503)  # nobody is there to read it
    headers = {"etag": f'"{held.tag}"', "cache-control": CACHE, "vary": "accept"}
    if has_it(request.headers.get("if-none-match", ""), held.tag):
        held.file.close()
        return Response(status_code=304, headers=headers)
    return Download(held, f"leaktrail{form.suffix}", form.media_type, headers)


def _format(request: Request, name: str | None) -> Format | None:
    if name is not None:
        return find_format(name)
    accept = ",".join(request.headers.getlist("accept"))
    best = preferred(accept, [one.media_type for one in FORMATS.values()])
    return next((one for one in FORMATS.values() if one.media_type == best), None)
