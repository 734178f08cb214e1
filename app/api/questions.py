"""`/v1/paths`, `/v1/lineage`, `/v1/holders`: questions about the ways of data.

The routes are plain functions, so FastAPI runs them in its threads: resolving and searching never hold up the loop.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api import parameters, schemas
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.state import sight_of
from app.services.ask import ask_holders, ask_lineage, ask_paths

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)


@router.get("/paths", summary="How could it get from X to Y?", responses=documented(schemas.PathsAnswer, 404, 409))
def paths(request: Request, query: Annotated[parameters.Paths, Query()]) -> Response:
    """The k best time-respecting paths, each hop with its quotes; denied and planned transfers stand beside them."""
    options = parameters.options_of(query, request)
    return reply(request, ask_paths(sight_of(request), query.start, query.goal, query.k, options))


@router.get(
    "/lineage/{actor:path}",
    summary="Where did it go, where did it come from?",
    responses=documented(schemas.LineageAnswer, 404, 409),
)
def lineage(request: Request, actor: parameters.AnyActor, query: Annotated[parameters.Lineage, Query()]) -> Response:
    """Everybody downstream or upstream of an actor (id or name), with days and a witness path."""
    options = parameters.options_of(query, request)
    return reply(request, ask_lineage(sight_of(request), actor, query.direction, options))


@router.get("/holders", summary="Who had it by that day?", responses=documented(schemas.HoldersAnswer, 404, 409))
def holders(request: Request, query: Annotated[parameters.Holders, Query()]) -> Response:
    """Who must and who could have had data by the end of a day, and who could hold it still."""
    options = parameters.options_of(query, request)
    return reply(request, ask_holders(sight_of(request), options, query.incident))
