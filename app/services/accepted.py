"""Readings and judgements → the readings as they count: with the claims of proposals that people accepted.

    counted(readings, judgements)   →  {"doc-1": the reading with the claims of its accepted proposals}

Nothing of it is stored: taken back, the judgement leaves no trace in any answer. A graph that a store keeps beside its
record does not hold it either; while a proposal is accepted, questions are answered from the record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from app.domain.attachment import attach
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement, Verdict
from app.domain.proposal import Proposal
from app.domain.view import Reading

__all__ = ["counted", "has_accepted", "without_accepted"]


def counted(readings: Mapping[DocumentId, Reading], judgements: Sequence[Judgement]) -> dict[DocumentId, Reading]:
    """Those readings that accepted proposals add to, with what they add."""
    if not has_accepted(judgements):
        return {}
    from loaders.proposals.accepted import with_accepted  # noqa: PLC0415 - few records need them
    from loaders.resolve.judged import accepted_proposals  # noqa: PLC0415

    found: dict[DocumentId, list[Proposal]] = {}
    for _, content in sorted(accepted_proposals(attach(judgements, readings.get).judgements).items()):
        proposal = proposal_of(content)
        found.setdefault(proposal.document, []).append(proposal)
    return {document: with_accepted(readings[document], of) for document, of in found.items()}


def has_accepted(judgements: Sequence[Judgement]) -> bool:
    """True if a proposal is accepted, be its document there or not."""
    return any(j.verdict is Verdict.ACCEPT and isinstance(j.value, Mapping) and not j.undone for j in judgements)


def without_accepted(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements without those that accept a proposal."""
    return tuple(j for j in judgements if not (j.verdict is Verdict.ACCEPT and isinstance(j.value, Mapping)))


def proposal_of(content: object) -> Proposal:
    """The proposal that a judgement holds. ValueError if it is none."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(Proposal).validate_json(json.dumps(content))
