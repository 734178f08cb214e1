"""`/v1/actors`, `/v1/transfers`, `/v1/documents` …: what is in the record, as lists and one by one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api import document_shapes, parameters, schemas
from app.api.documented import documented
from app.api.lists import documented_list, reply_list
from app.api.reply import reply, reply_text
from app.api.spoken import claim_told, conflict_told, document_told, each, thing_told
from app.api.state import sight_of
from app.services import detail, listing
from app.services.ask import Options, view_of
from app.services.listing import Page
from app.services.snapshot import Snapshot
from app.services.stretch import Stretch, stretch_of
from app.services.thing import thing_detail
from app.services.wire import Json
from app.services.words import find_words

__all__ = ["router"]

router = APIRouter(prefix="/v1")


def _snapshot(request: Request) -> Snapshot:
    return sight_of(request).snapshot()


@router.get("/actors", tags=["actors"], summary="Actors", responses=documented_list(schemas.ActorItem))
def actors(request: Request, query: Annotated[parameters.Listing, Query()]) -> Response:
    """Persons, groups and organizations, by label."""
    return reply_list(request, query, lambda page: listing.list_actors(_snapshot(request), page))


@router.get("/actors/{id:path}", tags=["actors"], summary="One actor", responses=documented(schemas.ActorDetail, 404))
def actor(request: Request, id: parameters.AnyId, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """An actor with every place that denotes it, and the transfers that it gave and received in."""
    return reply(request, detail.actor_detail(_snapshot(request), id))


@router.get("/transfers", tags=["transfers"], summary="Transfers", responses=documented_list(schemas.TransferItem))
def transfers(request: Request, query: Annotated[parameters.Transfers, Query()]) -> Response:
    """Transfers in the order of time, denied and planned ones included; `status` filters."""
    return reply_list(request, query, lambda page: listing.list_transfers(_snapshot(request), page, query.wanted()))


@router.get(
    "/transfers/{id:path}",
    tags=["transfers"],
    summary="One transfer with its claims",
    responses=documented(schemas.TransferDetail, 404),
)
def transfer(request: Request, id: parameters.AnyId, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """A transfer and each claim that it was resolved from, with document and quote."""
    return reply(request, detail.transfer_detail(_snapshot(request), id))


@router.get(
    "/things/{id:path}",
    tags=["actors"],
    summary="Whatever has that id",
    responses=documented(schemas.ThingDetail, 404),
)
def thing(request: Request, id: parameters.AnyId, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """An actor, transfer, dataset, event, incident or conflict, with what disagrees about it and may be one with it."""
    return reply(request, thing_told(thing_detail(_snapshot(request), id)))


@router.get(
    "/documents", tags=["documents"], summary="Documents", responses=documented_list(document_shapes.DocumentItem)
)
def documents(request: Request, query: Annotated[parameters.Listing, Query()]) -> Response:
    """Documents by name; `q` looks through all their words."""
    snapshot = _snapshot(request)
    return reply_list(request, query, lambda page: each(listing.list_documents(snapshot, page), document_told))


@router.get(
    "/documents/{id:path}/passages",
    tags=["documents"],
    summary="Passages of a document",
    responses=documented_list(document_shapes.PassageItem, 404, 409),
)
def passages(request: Request, id: parameters.AnyDocument, query: Annotated[parameters.Listing, Query()]) -> Response:
    """Sentences, headings, list items and table rows, in the order of the text."""
    snapshot = _snapshot(request)
    document = detail.get_document(snapshot, id)
    return reply_list(request, query, lambda page: listing.list_passages(snapshot, page, document))


@router.get(
    "/documents/{id:path}/text",
    tags=["documents"],
    summary="Text of a document",
    responses={**documented(str, 404, 409), 200: {"content": {"text/plain": {}}, "description": "the text"}},
)
def text(request: Request, id: parameters.AnyDocument, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """The text that all offsets count in; 404 if only an imported graph tells of the document."""
    return reply_text(request, detail.text_of(_snapshot(request), id))


@router.get(
    "/documents/{id:path}/stretch",
    tags=["documents"],
    summary="Part of a text",
    responses=documented(document_shapes.StretchAnswer, 404, 409),
)
def stretch(request: Request, id: parameters.AnyDocument, query: Annotated[parameters.Places, Query()]) -> Response:
    """A part of the text with the places of its words, for quotes in their context and for texts that are long."""
    return reply(request, stretch_of(_snapshot(request), id, Stretch(query.start, query.end, query.by)))


@router.get(
    "/documents/{id:path}",
    tags=["documents"],
    summary="One document",
    responses=documented(document_shapes.DocumentDetail, 404, 409),
)
def document(request: Request, id: parameters.AnyDocument, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """A document (store id, exchange id or title), with what its reader remarked."""
    return reply(request, document_told(detail.document_detail(_snapshot(request), id)))


@router.get(
    "/passages",
    tags=["documents"],
    summary="Where do words stand?",
    responses=documented_list(document_shapes.FoundPassage),
)
def words(request: Request, query: Annotated[parameters.Words, Query()]) -> Response:
    """Passages of all documents that hold the words `q`, single characters and parts of words too."""
    return reply_list(request, query, lambda page: find_words(sight_of(request), page))


@router.get("/claims", tags=["claims"], summary="Claims", responses=documented_list(schemas.ClaimItem))
def claims(request: Request, query: Annotated[parameters.Claims, Query()]) -> Response:
    """Single statements of single documents, as they were read."""
    snapshot, wanted = _snapshot(request), query.wanted()
    return reply_list(request, query, lambda page: each(listing.list_claims(snapshot, page, wanted), claim_told))


@router.get("/conflicts", tags=["claims"], summary="Conflicts", responses=documented_list(schemas.ListedConflict))
def conflicts(request: Request, query: Annotated[parameters.Conflicts, Query()]) -> Response:
    """Claims that cannot all be true, side by side; none is chosen."""
    snapshot, wanted = _snapshot(request), query.wanted()
    return reply_list(request, query, lambda page: each(listing.list_conflicts(snapshot, page, wanted), conflict_told))


@router.get("/incidents", tags=["incidents"], summary="Incidents", responses=documented_list(schemas.IncidentItem))
def incidents(request: Request, query: Annotated[parameters.Listing, Query()]) -> Response:
    """Leaks, with the organizations whose data is concerned."""
    return reply_list(request, query, lambda page: listing.list_incidents(_snapshot(request), page))


@router.get("/datasets", tags=["datasets"], summary="Datasets", responses=documented_list(schemas.DatasetItem))
def datasets(request: Request, query: Annotated[parameters.Listing, Query()]) -> Response:
    """Bodies of personal data, with every claim about their size."""
    return reply_list(request, query, lambda page: listing.list_datasets(_snapshot(request), page))


@router.get("/events", tags=["incidents"], summary="Timeline", responses=documented_list(schemas.EventItem))
def events(request: Request, query: Annotated[parameters.Events, Query()]) -> Response:
    """What happened around the data, in the order of time."""
    sight, options = sight_of(request), Options(known_on=query.known_on, policy=query.policy)

    def items(page: Page) -> Json:
        return listing.list_events(sight.snapshot(view_of(sight, options)), page, query.wanted())

    return reply_list(request, query, items)
