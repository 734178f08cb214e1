"""`/v1/counts`: do the record counts go together?"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.documented import documented
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.shapes import Count, Evidence, Question, Reference, Shape
from app.api.state import sight_of
from app.domain.counts import Reason
from app.services.counts import ask_counts

__all__ = ["Counts", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

Verdict = Literal["violated", "unknown", "not_comparable", "holds"]


class CountsQuery(parameters.Shared, parameters.Rows):
    """Checks of what, of which verdict, and which part of the list."""

    incident: parameters.Text | None = Field(None, description="only those of this incident: id or name")
    verdict: Verdict | None = Field(None, description="only those of this verdict")


class Counted(Reference):
    """What is counted."""

    kind: Literal["incident", "actor", "dataset", "transfer", "holding", "event", "affected", "conflict"]


class Figure(Count):
    """A number as claimed; `repeats`: its words say that some are counted more than once (延べ, 重複)."""

    of: Counted
    claimed_by: str | None
    repeats: bool
    evidence: list[Evidence]


class Together(Shape):
    """How many different ones the figures can be together, whatever they have in common; null = no bound."""

    at_least: float
    at_most: float | None


class Check(Shape):
    """Figures beside each other."""

    id: str
    kind: Literal["dataset_part", "transfer_part", "passed_on", "row", "rows_together", "claims"] = Field(
        description="`dataset_part`: a dataset and one that it derives from; `transfer_part`: a delivery and what sums "
        "it up; `passed_on`: what an actor gave of a dataset and what it got of it; `row`: an affected organization "
        "and the data of its incident; `rows_together`: all rows of an incident beside that; `claims`: what disagrees"
    )
    about: Counted
    part: list[Figure]
    whole: list[Figure] = Field(description="what `part` must not exceed; none for `claims`")
    together: Together | None
    verdict: Verdict
    why: Reason = Field(description="stable code; docs/counts.md has all of them")


class Counts(Question):
    """Checks, those that fail first; `next` is the cursor of the following ones."""

    by: str | None
    dataset: Reference | None
    items: list[Check]
    next: str | None


@router.get("/counts", summary="Do the numbers go together?", responses=documented(Counts, 404, 409))
def counts(request: Request, query: Annotated[CountsQuery, Query()]) -> Response:
    """Parts and wholes, what was passed on and received, affected organizations and totals, claims that disagree.

    People are no records: where units differ, nothing is compared. 約 stands for half of its last digit less up to one
    of them more. `mode` and `max_hops` change nothing here.
    """
    options, part = parameters.options_of(query, request), parameters.part_of(query)
    return reply(request, ask_counts(sight_of(request), query.incident, query.verdict, part, options))
