"""`/v1/withdrawal`: what falls if one document is withdrawn."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.compared import Comparison
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.shapes import Question, Reference
from app.api.state import sight_of
from app.services.withdrawal import ask_withdrawal

__all__ = ["Withdrawal", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)


class WithdrawalQuery(parameters.Shared):
    """Which document."""

    document: parameters.Text = Field(description="exchange id (file stem), store id or title of the document")


class WithdrawnDocument(Reference):
    """A document; `store_id` is the hash of its bytes."""

    store_id: str


class Withdrawal(Comparison, Question):
    """What differs with the document and without it; ids are those with it. `visible`: it is in the view asked of."""

    document: WithdrawnDocument
    visible: bool
    by: str | None
    dataset: Reference | None


@router.get("/withdrawal", summary="What falls without a document?", responses=documented(Withdrawal, 404, 409))
def withdrawal(request: Request, query: Annotated[WithdrawalQuery, Query()]) -> Response:
    """Things, paths and holders that rest on one document, and those that change without it; nothing is removed."""
    return reply(request, ask_withdrawal(sight_of(request), query.document, parameters.options_of(query, request)))
