"""`/v1/review`, `/v1/judgements`: what is open, what was decided, and deciding.

Questions are told in the language of `Accept-Language`. Who decides is the caller, never a name in a request. Whoever
sends `If-Match` with the tag of what he looked at is refused if the record is another by now (412).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.api import parameters
from app.api.current import current
from app.api.documented import documented, problems
from app.api.judged import JudgementItem, StateWord, VerdictWord
from app.api.reply import CACHE, has_it, with_cursor
from app.api.reviewed import Acted, KindWord, Queue, Shown
from app.api.schemas import listed
from app.api.spoken import SPOKEN, effects_told
from app.api.state import caller_of, services_of, sight_of
from app.domain.errors import Stale
from app.export.report.sheet import Language
from app.services.report.phrases import LANGUAGES
from app.services.review.history import Sought, list_judgements
from app.services.review.keep import By, Review, Saving
from app.services.review.queue import Wanted, list_queue
from app.services.review.rulings import MAX_WHY, Ruling
from app.services.review.show import show
from app.services.wire import Json, fingerprint, to_json

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["review"])

_EXAMPLES: dict[str, Any] = {
    "who is who": {"value": {"verdict": "not_same", "about": ["actor-1", "actor-2"], "why": "勤務先が違う"}},
    "a claim is wrong": {"value": {"verdict": "reject", "about": ["claim-1"], "why": "別の事件の件数"}},
    "a claim should say": {
        "value": {
            "verdict": "correct",
            "about": ["claim-2"],
            "value": {"earliest": "2031-04-01", "latest": "2031-04-30"},
        }
    },
    "one side of a conflict": {"value": {"verdict": "choose", "about": ["conflict-1"], "side": 2}},
}


class OpenQuery(parameters.Rows):
    """Which open questions."""

    kind: KindWord | None = Field(None, description="only those of this kind")
    incident: parameters.Text | None = Field(None, description="only those about this incident: id or name")
    actor: parameters.Text | None = Field(None, description="only those about this actor: id, label or alias")


class JudgementsQuery(parameters.Rows):
    """Which judgements."""

    thing: parameters.Text | None = Field(None, description="only those about it: id of anything, or a name")
    who: parameters.Text | None = Field(None, description="only this person's")
    verdict: VerdictWord | None = Field(None, description="only those of this verdict")
    state: StateWord | None = Field(None, description="only those that count, or that do not for this reason")


class Acting(parameters.Nothing):
    """Whether it is saved."""

    preview: bool = Field(default=False, description="true: only tell what would follow; nothing is saved")


class Undoing(Acting):
    """Why a judgement is taken back."""

    why: str = Field("", max_length=MAX_WHY, description="needed where the judgement is another person's")


class Judging(BaseModel):
    """A decision: about two things, or one claim, proposal, transfer, event or conflict (ids; names of things too)."""

    model_config = ConfigDict(extra="forbid", strict=True)
    verdict: VerdictWord | Literal["choose"]
    about: list[parameters.Text] = Field(min_length=1, max_length=2)
    value: JsonValue = Field(None, description="with `correct`: what the claim should say")
    typed: parameters.Text | None = Field(
        None, description="in the place of `value`: as a person types it, `2031-04-01/..` for days"
    )
    side: int | None = Field(None, description="with `choose`: which side of the conflict is right, from 1")
    why: str = Field("", max_length=MAX_WHY, description="why; others read it")


@router.get("/review", summary="What is open?", responses=documented(Queue, 404, 409))
def queue(request: Request, query: Annotated[OpenQuery, Query()]) -> Response:
    """Pairs that may be one, conflicts, disagreements, proposals, judgements that find nothing; what matters first."""
    tag = _tag(request)
    wanted = Wanted(query.kind, query.incident, query.actor)
    return _reply(
        request, tag, list_queue(sight_of(request).snapshot(), parameters.part_of(query), wanted, current().language)
    )


@router.get("/review/{id:path}", summary="One open question, or a thing", responses=documented(Shown, 404, 409))
def shown(request: Request, id: parameters.AnyId, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """An open question, claim, judgement or thing by its id, or a thing by its name, with all that was decided."""
    tag = _tag(request)
    return _reply(request, tag, show(sight_of(request).snapshot(), id, current().language))


@router.get("/judgements", summary="What was decided?", responses=documented(listed(JudgementItem), 404, 409))
def judgements(request: Request, query: Annotated[JudgementsQuery, Query()]) -> Response:
    """Judgements, the latest first; those that were taken back as well."""
    tag = _tag(request)
    sought = Sought(query.thing, query.who, query.verdict, query.state)
    return _reply(
        request,
        tag,
        list_judgements(sight_of(request).snapshot(), parameters.part_of(query), sought, current().language),
    )


@router.post(
    "/judgements",
    summary="Decide",
    response_model=None,
    responses={
        200: {"model": Acted, "description": "what follows, or would"},
        **problems(404, 409, 412, 413, 422, 503),
    },
)
def judge(
    request: Request, query: Annotated[Acting, Query()], body: Annotated[Judging, Body(openapi_examples=_EXAMPLES)]
) -> Response:
    """Say what is so. What changes by it comes back: joins, transfers, conflicts, paths between pairs, holders."""
    by = _by(request)
    ruling = Ruling(body.verdict, tuple(body.about), body.why, body.value, body.side, body.typed)
    return _acted(request, _review(request).judge(ruling, by, _saving(query)))


@router.delete(
    "/judgements/{id}",
    summary="Take a judgement back",
    response_model=None,
    responses={200: {"model": Acted, "description": "what follows, or would"}, **problems(404, 412, 422, 503)},
)
def undo(
    request: Request,
    id: Annotated[str, Path(min_length=1, max_length=100, description="the id of a judgement")],
    query: Annotated[Undoing, Query()],
) -> Response:
    """Take back a judgement, and what was decided with it in one act. It stays in the history."""
    by = _by(request)
    return _acted(request, _review(request).undo(id, query.why, by, _saving(query)))


def _review(request: Request) -> Review:
    services = services_of(request)
    return Review(services.store, services.graphs, sight_of(request), services.desk, language=current().language)


def _by(request: Request) -> By:
    """Who acts, on which state of the record."""
    caller, asked = caller_of(request), request.headers.get("if-match")
    if asked is None:
        return By(caller.who, caller=caller.who)
    revision = sight_of(request).revision()
    if not any(has_it(asked, _tag_of(request, revision, language)) for language in LANGUAGES):
        raise Stale("the record has changed since you looked at it", remedy="look again, then decide")
    return By(caller.who, revision, caller.who)


def _saving(query: Acting) -> Saving:
    return Saving.PREVIEW if query.preview else Saving.SAVE


def _tag(request: Request) -> str:
    return _tag_of(request, sight_of(request).revision())


def _tag_of(request: Request, revision: str, language: Language | None = None) -> str:
    """What stands for this state of the record, as whoever asks sees it, and in which language it is told."""
    audience = caller_of(request).audience
    seen = {"revision": revision, "clearance": audience.clearance, "names": audience.names}
    return fingerprint({**seen, "language": language or current().language})


def _spoken() -> dict[str, str]:
    return {"content-language": current().language, "vary": SPOKEN}


def _reply(request: Request, tag: str, answer: Json) -> Response:
    headers = {"etag": f'"{tag}"', "cache-control": CACHE, **_spoken()}
    if has_it(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(to_json(with_cursor(request, answer)), headers=headers, media_type="application/json")


def _acted(request: Request, answer: Json) -> Response:
    """With the tag that the next act may name."""
    headers = {"etag": f'"{_tag_of(request, str(answer["revision"]))}"', **_spoken()}
    said = {**answer, "effects": effects_told(cast("Json", answer["effects"]))}
    return Response(to_json(said), headers=headers, media_type="application/json")
