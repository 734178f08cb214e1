"""`/v1/graph`: actors and transfers, as much as a picture can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import Reply, reply
from app.api.shapes import Count, Frame, PolicyWord, Price, Reference, Shape, Window
from app.api.state import caller_of, services_of, sight_of
from app.services.ask import Options
from app.services.drawing import DEFAULT_TRANSFERS, MAX_TRANSFERS, Drawn, ask_drawing
from app.services.sight import Sight

__all__ = ["GraphAnswer", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

StatusWord = Literal["confirmed", "alleged", "suspected", "planned", "denied"]


class GraphQuery(parameters.Nothing):
    """What is drawn, and how much of it."""

    incident: parameters.Text | None = Field(None, description="only transfers of this incident: id or name")
    actor: parameters.Text | None = Field(
        None, description="only transfers from or to this actor, and whom it is a member or candidate of: id or name"
    )
    dataset: parameters.Text | None = Field(
        None, description="only this dataset, what belongs to it, and what is not stated: id or label"
    )
    known_on: parameters.Day | None = Field(None, description="only documents that were public on that day")
    policy: PolicyWord = Field("all", description="which of several claims about one thing counts; see `/v1/paths`")
    min_status: StatusWord = Field(
        "denied", description="the weakest that is drawn, in the order confirmed, alleged, suspected, planned, denied"
    )
    limit: int = Field(
        DEFAULT_TRANSFERS,
        ge=1,
        le=MAX_TRANSFERS,
        description="how many transfers at most; those that are told best come first: by status, independent sources, "
        "confidence",
    )
    names: Literal["shown", "masked"] = Field(
        "shown", description="`masked`: pseudonyms for private persons, for a picture that is passed on"
    )


class DrawnActor(Shape):
    """An actor; `transfers`: how many it has, drawn or not, of the dataset and status asked for."""

    id: str
    label: str
    kind: Literal["person", "group", "organization", "unknown"]
    roles: list[str]
    incidents: list[str]
    members: list[str]
    candidates: list[str]
    transfers: int


class DrawnTransfer(Shape):
    """A transfer, its references as ids; an end that is not stated is null. `quotes`: how many words it rests on."""

    id: str
    incident: str | None
    provider: str | None
    recipient: str | None
    dataset: str | None
    action: str
    medium: str
    stated: Window
    status: StatusWord
    lawful: bool
    confidence: float
    record_count: Count | None
    price: Price | None
    inferred: list[Literal["provider", "recipient", "dataset"]]
    part_of: str | None
    quotes: int


class GraphAnswer(Frame):
    """Transfers by their first possible days, their ends with members and candidates, and what the ids stand for.

    `left_out`: how many transfers are asked for and not in it.
    """

    actors: list[DrawnActor]
    transfers: list[DrawnTransfer]
    datasets: list[Reference]
    incidents: list[Reference]
    left_out: int
    cut: list[str]
    elapsed_ms: float
    revision: str | None = Field(
        description="the state of the record, as far as whoever asks may see it; null if it changed meanwhile"
    )
    known_on: str | None = Field(None, description="only if asked for")
    undated_documents: list[str] | None = Field(None, description="left out, because their date is not known")


@router.get("/graph", summary="What is there to draw?", responses=documented(GraphAnswer, 404, 409))
def graph(request: Request, query: Annotated[GraphQuery, Query()]) -> Response:
    """Actors and transfers of all, of an incident, or around an actor, as much as a picture can hold.

    Denied and planned transfers are among them. Each rests on words that `/v1/transfers/{id}` has.
    """
    drawn = Drawn(query.incident, query.actor, query.min_status, query.limit)
    options = Options(known_on=query.known_on, dataset=query.dataset, policy=query.policy)
    response = reply(request, ask_drawing(_sight(request, query), drawn, options))
    if query.names == "masked" and isinstance(response, Reply):
        response.said = None  # pseudonyms follow from more than the record: such an answer is not given again
    return response


def _sight(request: Request, query: GraphQuery) -> Sight:
    """What whoever asks may see, without names where none are wanted."""
    if query.names == "shown":
        return sight_of(request)
    return services_of(request).sights.of(replace(caller_of(request).audience, names=False))
