"""Proposals of a language model, as `propose` wrote them → put up for review: judgements that are `unsure`.

    take(snapshot, data, "proposals.json", "調査員A", now)   →  (Judgement(UNSURE, ("proposal-…",), value={…}), …)

Each is held against the document once more: its words have to stand there. What is there already is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from pydantic import TypeAdapter

from app.domain.claim import Value
from app.domain.document import Quote
from app.domain.errors import BadInput
from app.domain.judgement import Judgement, Verdict
from app.domain.proposal import Outcome, Proposal
from app.services.propose.record import proposals_from
from app.services.review.proposed import proposals_of
from app.services.snapshot import Snapshot

__all__ = ["take"]

_PROPOSAL = TypeAdapter(Proposal)


def take(snapshot: Snapshot, data: bytes, place: str, who: str, when: datetime) -> tuple[Judgement, ...]:
    """Those for review that nobody put up yet. BadInput for another file, or one about other documents."""
    known = proposals_of(snapshot.view.judgements)
    found = [one for one in proposals_from(data, place) if one.outcome is Outcome.REVIEW]
    for one in found:
        _check(snapshot, one, place)
    fresh = (one for one in found if one.id not in known)
    return tuple(
        Judgement.of(Verdict.UNSURE, (one.id,), who, when, value=cast("Value", _PROPOSAL.dump_python(one, mode="json")))
        for one in fresh
    )


def _check(snapshot: Snapshot, proposal: Proposal, place: str) -> None:
    reading = snapshot.readings.get(proposal.document)
    if reading is None:
        raise BadInput(f"{proposal.id} is about a document that is not there", place=place, remedy="load it first")
    text = reading.document.text or ""
    for quote in _quotes(proposal):
        if quote.document != proposal.document or text[quote.start : quote.end] != quote.exact or not quote.exact:
            message = f"the words of {proposal.id} do not stand in {reading.document.name}"
            raise BadInput(message, place=place, remedy="propose anew from the document as it is loaded")


def _quotes(proposal: Proposal) -> Iterator[Quote]:
    if proposal.quote is not None:
        yield proposal.quote
    for end in (proposal.provider, proposal.recipient):
        if end is not None:
            yield end.quote
    for quote in (proposal.dataset, proposal.time):
        if quote is not None:
            yield quote
