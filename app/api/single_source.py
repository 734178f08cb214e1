"""`/v1/single-source`: facts that rest on one independent source only."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, JsonValue

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.shapes import Evidence, Question, Reference, Shape
from app.api.state import sight_of
from app.services.listing import Wanted
from app.services.single_source import ask_single_source

__all__ = ["SingleSourced", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)


class SingleSourceQuery(parameters.Shared, parameters.Rows):
    """Facts of what, and which part of the list."""

    incident: parameters.Text | None = Field(None, description="only those of this incident: id or name")
    actor: parameters.Text | None = Field(None, description="only those around this actor: id, label or alias")
    transfer: parameters.Text | None = Field(None, description="only those of the transfer with this id")


class Fact(Shape):
    """A fact that one source alone tells."""

    id: str
    kind: Literal["transfer", "holding", "event", "affected", "dataset", "actor"]
    thing: Reference
    property: str | None = Field(description="null: the whole thing is told by this source alone")
    value: JsonValue
    why: Literal["one_document", "one_text", "one_voice"] = Field(
        description="`one_document`: one document tells it; `one_text`: several do, but they are reprints of one text, "
        "or of one publisher; `one_voice`: several texts do, but all quote the same speaker"
    )
    source: str
    documents: list[str]
    texts: int = Field(description="how many independent texts tell of the thing at all")
    how: list[str]
    confidence: float
    evidence: list[Evidence]


class SingleSourced(Question):
    """Facts that rest on one independent source; `next` is the cursor of the following ones."""

    by: str | None
    dataset: Reference | None
    items: list[Fact]
    next: str | None


@router.get("/single-source", summary="What rests on one source?", responses=documented(SingleSourced, 404, 409))
def single_source(request: Request, query: Annotated[SingleSourceQuery, Query()]) -> Response:
    """Things that one source alone tells of, and single facts that do, of things that several tell of.

    `mode` and `max_hops` change nothing here.
    """
    wanted = Wanted(incident=query.incident, actor=query.actor, thing=query.transfer)
    options, part = parameters.options_of(query, request), parameters.part_of(query)
    return reply(request, ask_single_source(sight_of(request), wanted, part, options))
