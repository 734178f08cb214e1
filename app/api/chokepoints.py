"""`/v1/chokepoints`: what all ways of data from one actor to another pass, and the least that would have cut them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.schemas import TransferItem
from app.api.shapes import Fact, PathItem, Question, Reference, Shape, Window
from app.api.state import sight_of
from app.services.chokepoints import ask_chokepoints

__all__ = ["ChokePoints", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

_DAYS = (
    "the days that remain for it on all paths together: stopped before `earliest`, it was in time for sure; "
    "after `latest`, too late for sure"
)


class ChokePointsQuery(parameters.Shared):
    """From whom and to whom."""

    start: parameters.Text = Field(
        alias="from", description="id, label or alias of the first holder", examples=["元社員"]
    )
    goal: parameters.Text = Field(
        alias="to",
        description="id, label or alias of the last recipient; equal to `from` for returns",
        examples=["名簿業者"],
    )


class ChokeTransfer(Fact):
    """A transfer that is a hop of every path; `parts` are deliveries that it sums up."""

    transfer: str
    window: Window = Field(description=_DAYS)
    parts: list[str]


class ChokeActor(Shape):
    """An actor between `from` and `to` on every path.

    `one_with`: a group that it stands for, or a member that stands for it, at the same place of every path. `received`
    and `passed_on`: the days that remain for that on all paths together. `status`: of the weakest hop of the best path.
    """

    actor: Reference
    one_with: list[Reference]
    received: Window
    passed_on: Window
    status: Literal["confirmed", "alleged", "suspected"]


class Undecided(Shape):
    """What lies on all paths that were found; there was no time to tell whether on all that there are."""

    transfers: list[str]
    actors: list[Reference]


class CutTransfer(ChokeTransfer):
    """One of the least transfers. `path` is a way that it alone stops, null if there was no time to look for one."""

    window: Window = Field(description=f"once all others are stopped, {_DAYS}")
    path: list[str] | None


class CutActor(Shape):
    """One of the least actors, once all others are left out; `path` is a way that leads by it alone."""

    actor: Reference
    received: Window
    passed_on: Window
    path: list[str] | None


class LeastTransfers(Shape):
    """Transfers without which no path remains. Fewer than `at_least` never suffice; `is_least`: these are so many."""

    transfers: list[CutTransfer]
    at_least: int
    is_least: bool


class LeastActors(Shape):
    """Actors between `from` and `to` without whom no path remains. Fewer than `at_least` never suffice."""

    actors: list[CutActor]
    at_least: int
    is_least: bool


class ChokePoints(Question):
    """What all paths have in common. Without a path, `path` is null and everything is empty or null.

    `transfers` and `actors` stand in the order of `path`, the best path. `least_actors` is null as well where one
    transfer leads from `from` to `to`. `cut`: `hops` (longer paths than allowed may lead past), `seconds`, `labels`,
    `branches`, `stopped`.
    """

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    start: Reference = Field(alias="from")
    goal: Reference = Field(alias="to")
    path: PathItem | None
    transfers: list[ChokeTransfer]
    actors: list[ChokeActor]
    undecided: Undecided
    least_transfers: LeastTransfers | None
    least_actors: LeastActors | None
    beside: list[TransferItem]


@router.get("/chokepoints", summary="What do all ways from X to Y pass?", responses=documented(ChokePoints, 404, 409))
def chokepoints(request: Request, query: Annotated[ChokePointsQuery, Query()]) -> Response:
    """Transfers and actors without which no path remains, and the least sets of them that leave none, with days."""
    options = parameters.options_of(query, request)
    return reply(request, ask_chokepoints(sight_of(request), query.start, query.goal, options))
