"""A list → one page as JSON, or all of it as lines (`Accept: application/x-ndjson`), an item each.

    {"id": "actor-1", …}
    {"id": "actor-2", …}
    {"end": true, "items": 2, "next": null, "policy": "all", "truncated": false}

The last line says how many came before it and whether that was all: a stream without it was cut on the way. At most
`MAX_STREAMED` items come; `next` is the cursor for the rest. A line is made when the client has room for it.

References:
    "ndjson" (ndjson.org, 2013): one JSON text a line, each ended by a line feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.api.current import current
from app.api.cursors import sealed
from app.api.documented import documented
from app.api.negotiation import preferred
from app.api.parameters import Listing, page_of
from app.api.reply import CACHE, has_it, reply
from app.api.schemas import listed
from app.api.spoken import SPOKEN
from app.api.state import caller_of, sight_of
from app.services.listing import Page
from app.services.paging import MAX_STREAMED
from app.services.wire import Json, fingerprint, line_json

__all__ = ["LINES", "documented_list", "reply_list"]

LINES = "application/x-ndjson"
_PIECE = 65_536  # bytes
_VARIES = f"accept, {SPOKEN}"


def reply_list(request: Request, query: Listing, ask: Callable[[Page], Json]) -> Response:
    """What `ask` says of the page that is wanted, in the form that is."""
    page = page_of(query)
    if preferred(request.headers.get("accept", ""), ("application/json", LINES)) != LINES:
        response = reply(request, ask(page))
        response.headers["vary"] = _VARIES
        return response
    headers = {"etag": f'W/"{_tag(request)}"', "cache-control": CACHE, "vary": _VARIES}
    if has_it(request.headers.get("if-none-match", ""), _tag(request)):
        return Response(status_code=304, headers=headers)
    answer = ask(page if "limit" in query.model_fields_set else replace(page, is_whole=True))
    return StreamingResponse(_lines(request, answer), headers=headers, media_type=LINES)


def documented_list(item: type[Any], *more: int) -> dict[int | str, dict[str, Any]]:
    """Responses of a route that gives a list of `item`."""
    found = documented(listed(item), *more)
    about = f"a line an item, at most {MAX_STREAMED:,}, and one with `end` that says whether that was all"
    return found | {200: {**found[200], "content": {LINES: {"schema": {"type": "string", "description": about}}}}}


def _tag(request: Request) -> str:
    """Of the record as whoever asks sees it: the lines are not made yet."""
    audience = caller_of(request).audience
    revision = sight_of(request).revision()
    seen = {"revision": revision, "clearance": audience.clearance, "names": audience.names}
    return fingerprint({"as": LINES, "language": current().language, **seen})


def _lines(request: Request, answer: Json) -> Iterator[bytes]:
    number, piece = 0, bytearray()
    for item in cast("Iterable[Json]", answer["items"]):
        number += 1
        piece += line_json(item)
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    following = answer["next"]
    end = {
        "end": True,
        "items": number,
        "next": None if following is None else sealed(request.scope, str(following)),
        "policy": answer["policy"],
        "truncated": answer["truncated"],
    }
    yield bytes(piece) + line_json(end)
