"""`/v1/suggest`: what bears a name, or holds some words, while somebody types them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import parameters
from app.api.documented import documented
from app.api.parameters import LONGEST
from app.api.reply import reply
from app.api.shapes import Frame, Reference, Shape
from app.api.state import sight_of
from app.services.suggest import DEFAULT_SUGGESTED, MAX_SUGGESTED, suggest

__all__ = ["SuggestAnswer", "router"]

router = APIRouter(prefix="/v1", tags=["actors"])

Kind: TypeAlias = Literal["actor", "dataset", "document", "passage", "incident"]


class Typed(parameters.Nothing):
    """What somebody has typed so far."""

    q: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="a part of a name, or of words in documents, without regard to width and case",
        examples=["名簿"],
    )
    limit: int = Field(DEFAULT_SUGGESTED, ge=1, le=MAX_SUGGESTED, description="how many of each kind at most")
    kind: Kind | None = Field(None, description="only things of this kind")


class Suggestion(Reference):
    """Something to choose. `found`: the other name by which it was found; `beside` tells it from its namesakes."""

    kind: Literal["person", "group", "organization", "unknown"] | None = Field(description="of an actor")
    beside: list[str]
    at: tuple[int, int] | None = Field(description="of a passage: its characters in the document `id`")
    found: str | None


class SuggestedGroup(Shape):
    """Things of one kind; `more`: how many follow, null where that was not counted."""

    kind: Kind
    items: list[Suggestion]
    more: int | None


class SuggestAnswer(Frame):
    """What bears the words in its names, or holds them, by kind."""

    groups: list[SuggestedGroup]


@router.get("/suggest", summary="What bears this name, or holds these words?", responses=documented(SuggestAnswer))
def suggested(request: Request, query: Annotated[Typed, Query()]) -> Response:
    """Actors, datasets, documents, passages and incidents for what was typed so far, the nearest names first."""
    return reply(request, suggest(sight_of(request), query.q, query.limit, query.kind))
