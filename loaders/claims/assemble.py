"""Drafts of one document to claims, mentions and sources: one statement a property, with the words it rests on.

A transfer from あおば商事 to its 元社員 becomes the claims provider, recipient, action, status …, all about one
local id.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.document import Mention, Source
from loaders.claims.actor_claims import actor_claims, actor_mentions, incident_claims
from loaders.claims.fact_claims import (
    affected_claims,
    body_claims,
    body_mentions,
    event_claims,
    speaker_of,
    transfer_claims,
)
from loaders.claims.keys import Drafts, keys_of
from loaders.mentions.analysis import Analysis

__all__ = ["Assembled", "Drafts", "assemble"]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The evidence layer of one document."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[Source, ...]


def assemble(analysis: Analysis, drafts: Drafts) -> Assembled:
    """Claims, mentions and sources of a document from its drafts; what is told twice in the same words is one claim."""
    keys = keys_of(analysis, drafts)
    claims = (
        *incident_claims(keys),
        *actor_claims(analysis, drafts, keys),
        *body_claims(analysis, drafts, keys),
        *transfer_claims(drafts, keys),
        *event_claims(analysis, drafts, keys),
        *affected_claims(analysis, drafts, keys),
    )
    speakers = [speaker_of(analysis, figure) for body in drafts.bodies for figure in body.figures]
    sources = (keys.source, *(source for source in speakers if source is not None))
    return Assembled(
        claims=tuple({claim.id: claim for claim in claims}.values()),
        mentions=(*actor_mentions(keys), *body_mentions(drafts, keys)),
        sources=tuple({source.id: source for source in sources}.values()),
    )
