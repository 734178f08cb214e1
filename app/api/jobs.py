"""`POST /v1/documents`: a file is sent to be loaded; `/v1/jobs`: how far that is; `DELETE /v1/documents/{id}`.

    POST /v1/documents?name=memo.txt&publisher=…     Content-Type: text/plain     (the bytes)     →  202, a job

The body goes to the disk piece by piece, so a large one takes no memory, and one that is too large is refused before it
is read to its end. A job is seen by whoever sent the file, and by admins who may see everything.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from app.api import job_shapes, parameters
from app.api.documented import documented, problems
from app.api.problems import LANGUAGE, PARTIAL_DAY, WEB_ADDRESS, problem_json
from app.api.reply import reply
from app.api.spoken import remark_told
from app.api.state import caller_of, services_of, sight_of
from app.api.upload import MEDIA_TYPES, file_name, take_in
from app.domain.access import EVERYTHING, Marking, Scope
from app.domain.document import Metadata
from app.domain.ids import DocumentId
from app.services.describe import diagnostic_json
from app.services.files import KINDS, check_published
from app.services.jobs import MOST_WAITING, Job, Upload
from app.services.load import Event
from app.services.lookup import find_meant_document
from app.services.marking import mark
from app.services.paging import Part, page_of
from app.services.remove import remove
from app.services.wire import Json, to_json

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["jobs"])

_BODY: dict[str, Any] = {
    "schema": {"type": "string", "format": "binary"},
    "example": "北浜データの元社員が、会員名簿を持ち出した。",
}
_SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the document as it is, or an archive (.zip) or mail (.eml) of several",
        "content": {
            **dict.fromkeys(MEDIA_TYPES, _BODY),
            "application/octet-stream": _BODY,
            "application/json": {"example": {"format": "leaktrail/1"}},
        },
    }
}
_AnyJob = Annotated[
    str, Path(min_length=1, max_length=100, description="the id of a job", examples=["job-0123456789abcdef01234567"])
]


class Marks(parameters.Nothing):
    """Which marking."""

    marking: Marking = Field(description="how far it may be passed on (TLP 2.0)")


class Sent(parameters.Nothing):
    """What is known of the file, as in a `.meta.json` beside it."""

    name: parameters.Text | None = Field(
        None, description="its file name: the ending tells the kind, the rest names the document", examples=["memo.txt"]
    )
    title: parameters.Text | None = Field(None, description="title of the document")
    publisher: parameters.Text | None = Field(None, description="who published it")
    published_at: str | None = Field(
        None, pattern=PARTIAL_DAY, description="when: YYYY[-MM[-DD]]", examples=["2006-06"]
    )
    url: str | None = Field(None, min_length=1, max_length=2_000, pattern=WEB_ADDRESS, description="where it was found")
    language: str | None = Field(None, pattern=LANGUAGE, description="two letters", examples=["ja"])
    marking: Marking | None = Field(
        None, description="how far it may be passed on (TLP 2.0); a stricter one that it bears already stays"
    )


@router.post(
    "/documents",
    status_code=202,
    summary="Load a document",
    operation_id="send_document",
    responses={
        202: {"model": job_shapes.JobAnswer, "description": "it waits to be read; `Location` tells how far it is"},
        **problems(413, 415, 422, 429, 503),
    },
    openapi_extra=_SENT,
)
async def send_document(request: Request, query: Annotated[Sent, Query()]) -> Response:
    """Sends a file to be read and stored, in its turn. The same bytes again are the same document, and change nothing.

    The answer is a job; what was found is told at its address. A columns file for a ledger cannot be sent along.
    """
    check_published(query.published_at, "published_at")
    jobs, name = services_of(request).jobs, file_name(query.name, request.headers.get("content-type", ""))
    metadata = Metadata(query.title, query.publisher, query.published_at, query.url, query.language)
    hidden = partial(services_of(request).sights.hidden_from, caller_of(request).audience)
    upload = Upload(await take_in(request, jobs, name), metadata, query.marking, hidden)
    try:
        job = jobs.submit(upload, caller_of(request).who)
    except BaseException:
        upload.discard()
        raise
    headers = {"location": f"/v1/jobs/{job.id}", "cache-control": "no-store"}
    return Response(to_json(_job(job)), 202, headers, "application/json")


@router.get("/jobs", summary="Files that were sent", responses=documented(job_shapes.JobList))
def jobs(request: Request, query: Annotated[parameters.Rows, Query()]) -> Response:
    """What was sent to be loaded since the server started, the newest first; and what can be sent."""
    mine = services_of(request).jobs.all(_owner(request))
    some, more = page_of(mine, Part(query.limit, query.cursor), lambda job: job.id)
    items = [_job(job) for job in some]
    limits = {"bytes": services_of(request).jobs.largest, "waiting": MOST_WAITING, "kinds": list(KINDS)}
    return reply(request, {"items": items, "next": some[-1].id if more else None, "truncated": more, "limits": limits})


@router.get("/jobs/{id}", summary="How far is it?", responses=documented(job_shapes.JobAnswer, 404))
def job(request: Request, id: _AnyJob, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """What became of a file that was sent: for each document in it its id, how many claims, remarks, what went wrong.

    Jobs are not kept when the server is started anew: 404 then; what was stored is there, and sending again is safe.
    """
    return reply(request, _job(_get(request, id)))


@router.delete(
    "/jobs/{id}",
    summary="Cancel",
    operation_id="cancel_job",
    responses={k: v for k, v in documented(job_shapes.JobAnswer, 404).items() if k != 304},
)
def cancel_job(request: Request, id: _AnyJob, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """Ends a job: at once if it waits, else when the document under way is read. What is stored already stays."""
    return reply(request, _job(services_of(request).jobs.cancel(_get(request, id).id)))


@router.delete(
    "/documents/{id}",
    tags=["documents"],
    summary="Take a document out",
    operation_id="remove_document",
    responses={k: v for k, v in documented(job_shapes.Removed, 404, 409).items() if k != 304},
)
def remove_document(
    request: Request, id: parameters.AnyDocument, _: Annotated[parameters.Nothing, Query()]
) -> Response:
    """Takes a document out of the record, with all that only it tells; sending it again brings it back."""
    services, (found, name) = services_of(request), _named(request, id)
    removed = remove(services.store, found)
    services.desk.note(caller_of(request).who, "document.remove", [removed.id])
    return reply(request, {"removed": name, "store_id": removed.id})


@router.get(
    "/documents/{id:path}/marking",
    tags=["documents"],
    summary="How far a document may go",
    responses=documented(job_shapes.Marked, 404, 409),
)
def marking(request: Request, id: parameters.AnyDocument, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """What it is marked as (TLP 2.0); null: nobody has said."""
    found, name = _named(request, id)
    told = sight_of(request).snapshot().markings.get(found)
    return reply(request, {"marked": name, "store_id": found, "marking": told})


@router.put(
    "/documents/{id:path}/marking",
    tags=["documents"],
    summary="Mark a document",
    operation_id="mark_document",
    responses={k: v for k, v in documented(job_shapes.Marked, 404, 409).items() if k != 304},
)
def mark_document(request: Request, id: parameters.AnyDocument, query: Annotated[Marks, Query()]) -> Response:
    """Says how far a document may go (TLP 2.0); whoever has a lower clearance does not see it from now on."""
    services, (found, name) = services_of(request), _named(request, id)
    marked = mark(services.store, found, query.marking)
    services.desk.note(caller_of(request).who, "document.mark", [marked.id, query.marking.value])
    return reply(request, {"marked": name, "store_id": marked.id, "marking": query.marking.value})


def _named(request: Request, asked: str) -> tuple[DocumentId, str]:
    """A document's id, and what it is called for whoever asks: file names may hold names of persons, too."""
    snapshot = sight_of(request).snapshot()
    documents = {key: reading.document for key, reading in snapshot.readings.items()}
    found = find_meant_document(documents, snapshot.names, asked)
    return found, snapshot.names[found]


def _get(request: Request, identifier: str) -> Job:
    return services_of(request).jobs.get(identifier, _owner(request))


def _owner(request: Request) -> str | None:
    """Whose jobs the caller sees; None: all, for admins who may see everything: jobs tell of files as they are."""
    caller = caller_of(request)
    return None if Scope.ADMIN in caller.scopes and caller.audience == EVERYTHING else caller.who


def _job(job: Job) -> Json:
    return {
        "id": job.id,
        "state": job.state.value,
        "name": job.name,
        "submitted": job.submitted.isoformat(timespec="seconds"),
        "ended": None if job.ended is None else job.ended.isoformat(timespec="seconds"),
        "counts": {outcome.value: number for outcome, number in job.counts.items()},
        "documents": [_event(event) for event in list(job.events)],
        "problem": None if job.error is None else problem_json(job.error),
        "truncated": job.is_cut,
    }


def _event(event: Event) -> Json:
    return {
        "name": event.place,
        "outcome": event.outcome.value,
        "document": event.document,
        "claims": event.claims if event.outcome == "loaded" else None,
        "message": event.message,
        "diagnostics": [remark_told(diagnostic_json(remark)) for remark in event.diagnostics],
        "problem": None if event.error is None else problem_json(event.error),
    }
