"""`/v1/common-source`: from whom two sightings of data can both have come."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api.documented import documented
from app.api.parameters import Shared, Text, options_of
from app.api.question_route import QuestionRoute
from app.api.reply import reply
from app.api.shapes import Count, Question, Reference, Shape, Window, Witness
from app.api.state import sight_of
from app.services.common_source import ask_common_source

__all__ = ["CommonSourceAnswer", "router"]

router = APIRouter(prefix="/v1", tags=["questions"], route_class=QuestionRoute)

_End = Literal["provider", "recipient"]
_Status = Literal["confirmed", "alleged", "suspected"]


class CommonSource(Shared):
    """Two sightings."""

    a: Text = Field(
        description="a transfer, dataset or actor: its id, or the name of one of the last two; `actor:…`, `dataset:…` "
        "and `transfer:…` say which kind is meant",
        examples=["名簿業者"],
    )
    b: Text = Field(description="another one", examples=["dataset:会員名簿"])


class LeftOut(Shape):
    """A transfer of a sighting that leads to nobody: denied or too unsure, too late, of other data, no giver told."""

    transfer: str
    reason: Literal["status", "by", "dataset", "provider"]


class Seen(Reference):
    """A sighting, with the transfers it stands for; none for an actor, which stands for whatever leads to it."""

    kind: Literal["transfer", "dataset", "actor"]
    transfers: list[str]
    left_out: list[LeftOut]


class Assumption(Shape):
    """`actor` is `stands_for`, one of its candidates; or that member of it acted at that end of `transfer`."""

    actor: Reference
    stands_for: Reference
    transfer: str | None
    end: _End | None


class Difference(Shape):
    """A fact on which only one of two neighbours rests; what does not apply to its `code` is null or empty.

    `day`: the next is ruled out if the data lay undivided after it. `identity`, `member`: who `actor` is, or which
    member acted; the way needs `stands_for`, where given. `window`: the days that the way leaves the transfer.
    `inferred`: that end stands in no document. `status`: not confirmed. `dataset`, `record_count`: what only this way
    passes.
    """

    code: Literal["day", "identity", "member", "window", "inferred", "status", "dataset", "record_count"]
    whose: Literal["this", "next"]
    transfer: str | None
    end: _End | None
    actor: Reference | None
    stands_for: Reference | None
    one_of: list[Reference]
    dataset: Reference | None
    day: str | None
    window: Window | None
    status: _Status | None
    record_count: Count | None


class Witnesses(Shape):
    """A path to each sighting; null where the actor was sighted itself."""

    a: Witness | None
    b: Witness | None


class Source(Shape):
    """An actor from whom both can have come.

    `latest`: last day on which what led to both can have lain undivided there, null = open. `hops` and `status` are of
    both paths: the sum, the weakest. `reading`: what these two paths take for granted of who is who.
    """

    actor: Reference
    latest: str | None
    hops: int
    status: _Status
    paths: Witnesses
    reading: list[Assumption]
    tells_from_next: list[Difference]


class CommonSourceAnswer(Question):
    """Sources of both under every reading (`actors`) and under some only (`possible`), each list latest first."""

    a: Seen
    b: Seen
    actors: list[Source]
    possible: list[Source]


@router.get(
    "/common-source",
    summary="Where can both have come from?",
    responses=documented(CommonSourceAnswer, 404, 409),
)
def common_source(request: Request, query: Annotated[CommonSource, Query()]) -> Response:
    """Actors upstream of two sightings, latest first, each with two witness paths and what would tell it from the next.

    `cut` may name `rows` (100 actors a list), `seconds`, `hops`, `labels` and `readings`: then actors may be missing,
    and some stand in `possible` because not all readings were looked at.
    """
    return reply(request, ask_common_source(sight_of(request), query.a, query.b, options_of(query, request)))
