"""Proposals ↔ a JSON object, `leaktrail-proposals/1`: for a file, for machines, and for a person who will judge them.

    {"format": "leaktrail-proposals/1", "model": "…", "proposals": [{"id": "proposal-…", "outcome": "review", …}], …}

It is no leaktrail/1, so `leaktrail import` refuses it: proposals cannot become a graph by mistake. Who accepts one
keeps its object as the `value` of a judgement about its `id`; all offsets index the document whose hash is its id.
"""

from __future__ import annotations

import json
from typing import cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.domain.document import Document
from app.domain.errors import BadInput
from app.domain.proposal import Proposal
from app.services.propose.run import Asked, Plan, Proposed
from app.services.wire import Json

__all__ = ["FORMAT", "proposals_from", "to_record"]

FORMAT = "leaktrail-proposals/1"
_PROPOSALS: TypeAdapter[tuple[Proposal, ...]] = TypeAdapter(tuple[Proposal, ...])


def to_record(done: Proposed, plan: Plan) -> Json:
    """The object of all that came of asking: proposals, pieces, what it cost, and what was cut."""
    usage, limits = done.usage, done.limits
    cost = usage.cost(limits.prices)
    return {
        "format": FORMAT,
        "endpoint": done.address.url,
        "model": done.address.model,
        "prompt": done.prompt,
        "documents": [_document(page.analysis.document) for page in plan.pages.values()],
        "proposals": cast("list[object]", _PROPOSALS.dump_python(done.proposals, mode="json")),
        "pieces": [_piece(one) for one in done.asked],
        "sent_characters": sum(piece.characters for piece in plan.pieces[: len(done.asked)]),
        "usage": {"calls": usage.calls, "tokens_in": usage.tokens_in, "tokens_out": usage.tokens_out, "cost": cost},
        "limits": {"calls": limits.calls, "tokens": limits.tokens, "cost": limits.cost},
        "truncated": done.cut is not None,
        "cut": done.cut,
        "pieces_not_asked": done.not_asked,
    }


def proposals_from(data: bytes, place: str) -> tuple[Proposal, ...]:
    """The proposals of a file. BadInput if it is no such file."""
    try:
        given = _Record.model_validate_json(data)
        if given.format != FORMAT:
            raise BadInput(f"is no {FORMAT}, but says {given.format[:40]!r}", place=place)
        return _PROPOSALS.validate_json(json.dumps(given.proposals))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"is no {FORMAT}: {where}: {first['msg']}", place=place) from error


class _Record(BaseModel):
    format: str
    proposals: list[object]


def _document(document: Document) -> Json:
    return {"id": document.id, "name": document.name, "sha256": document.sha256}


def _piece(asked: Asked) -> Json:
    return {
        "document": asked.document.id,
        "passages": [asked.first, asked.last],
        "heard": asked.heard.value,
        "why": asked.why or None,
        "told": asked.told,
    }
