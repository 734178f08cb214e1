"""`/v1/outstanding`: copies of the data that are told to be out."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.shapes import Fact, Question, Reference, Shape, Window
from app.api.state import sight_of
from app.services.outstanding import ask_outstanding

__all__ = ["Outstanding", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

Why: TypeAlias = Literal["part", "data_not_stated", "other_holder", "before_receipt", "after_day", "passed_on"]


class OutstandingQuery(parameters.Shared, parameters.Rows):
    """Which receipts count, and which part of the list."""

    incident: parameters.OfIncident = None
    receipts: Literal["unlawful", "all"] = Field(
        "unlawful", description="which receipts make a copy; `all`: what was entrusted, taken back or came back as well"
    )


class Receipt(Fact):
    """A transfer that brought it; `window` has the days that the texts leave for it by the day asked for."""

    transfer: str
    window: Window


class NearRecovery(Receipt):
    """A recovery that may have been of this copy; `why` it is not told to have ended it by that day."""

    why: list[Why] = Field(
        description="`part`: it was of a part of the data; `data_not_stated`: nobody says of which data; "
        "`other_holder`: from a group, member or candidate that may be the actor; `before_receipt`: perhaps before a "
        "receipt; `after_day`: perhaps after the day asked for; `passed_on`: the actor passed it on afterwards"
    )


class Copy(Shape):
    """A dataset that an actor received; `named`: the receipts name it, and not only a group or member it may be."""

    id: str
    actor: Reference
    dataset: Reference | None
    held: Literal["yes", "possible"]
    certain: bool
    status: Literal["confirmed", "alleged", "suspected"]
    lawful: bool
    since: Window
    named: bool
    receipts: list[Receipt]
    recoveries: list[NearRecovery]
    path: list[str]


class Outstanding(Question):
    """Copies that are out at the end of the day `by`; `next` is the cursor of the following ones."""

    by: str | None
    dataset: Reference | None
    incident: Reference | None = Field(description="null: whatever the incident")
    receipts: Literal["unlawful", "all"]
    items: list[Copy]
    next: str | None


@router.get("/outstanding", summary="Whose copies are out?", responses=documented(Outstanding, 404, 409))
def outstanding(request: Request, query: Annotated[OutstandingQuery, Query()]) -> Response:
    """What was received and is not told to have been recovered, seized, returned or destroyed by the end of a day.

    A recovery ends a copy if it is told of whom it was and of which data. Events of that kind, where one of these is
    not told, are at `/v1/events`.
    """
    options, part = parameters.options_of(query, request), parameters.part_of(query)
    return reply(request, ask_outstanding(sight_of(request), query.receipts, part, options, query.incident))
