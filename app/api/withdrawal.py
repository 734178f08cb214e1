"""`/v1/withdrawal`: what falls if one document is withdrawn."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, JsonValue

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.schemas import EventItem, TransferItem
from app.api.shapes import Holder, Question, Reference, Shape, Strength
from app.api.state import sight_of
from app.services.withdrawal import ask_withdrawal

__all__ = ["Withdrawal", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

Word: TypeAlias = Literal["lost", "changed", "new"]


class WithdrawalQuery(parameters.Shared):
    """Which document."""

    document: parameters.Text = Field(description="exchange id (file stem), store id or title of the document")


class WithdrawnDocument(Reference):
    """A document; `store_id` is the hash of its bytes."""

    store_id: str


class Fallen(Shape):
    """What only this document tells of."""

    transfers: list[TransferItem]
    actors: list[Reference]
    datasets: list[Reference]
    events: list[EventItem]


class ChangedProperty(Shape):
    """A property of a transfer, as the answers about transfers have it; `documents`: the number of its sources."""

    property: str = Field(examples=["window"])
    before: JsonValue
    after: JsonValue


class ChangedTransfer(Shape):
    """A transfer that stays but changes; `after`: its id without the document."""

    transfer: str
    after: str
    provider: Reference | None
    recipient: Reference | None
    properties: list[ChangedProperty]


class Grouped(Reference):
    """An actor with those who are told to be of it, or of whom it is one."""

    members: list[Reference]
    candidates: list[Reference]


class ChangedGroup(Shape):
    """An actor of whom other members or candidates are told."""

    before: Grouped
    after: Grouped


class ChangedJoin(Shape):
    """What was one thing and is several, or was several and is one. A transfer or event is labelled by its kind."""

    kind: Literal["actor", "dataset", "transfer", "event"]
    before: list[Reference]
    after: list[Reference]


class Reach(Shape):
    """The best path's strength; the first day on which the data could have come, and by which it must have."""

    strength: Strength
    earliest: str | None
    certain_by: str | None


class Pair(Shape):
    """An origin of the data and one whom it could reach."""

    start: Reference = Field(alias="from")
    goal: Reference = Field(alias="to")
    change: Word
    before: Reach | None
    after: Reach | None


class ChangedHolder(Shape):
    """An actor of whom it is told otherwise, or no more, that it had the data."""

    actor: Reference
    change: Word
    before: Holder | None
    after: Holder | None


class Limits(Shape):
    """From how many origins, and for how many pairs, it is asked at most; lost ones come first. See `cut`."""

    origins: int
    pairs: int


class Withdrawal(Question):
    """What differs with the document and without it; ids are those with it. `visible`: it is in the view asked of."""

    document: WithdrawnDocument
    visible: bool
    by: str | None
    dataset: Reference | None
    falls: Fallen
    changes: list[ChangedTransfer]
    groups: list[ChangedGroup]
    joins: list[ChangedJoin]
    pairs: list[Pair]
    holders: list[ChangedHolder]
    limits: Limits


@router.get("/withdrawal", summary="What falls without a document?", responses=documented(Withdrawal, 404, 409))
def withdrawal(request: Request, query: Annotated[WithdrawalQuery, Query()]) -> Response:
    """Things, paths and holders that rest on one document, and those that change without it; nothing is removed."""
    return reply(request, ask_withdrawal(sight_of(request), query.document, parameters.options_of(query, request)))
