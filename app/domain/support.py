"""What facts rest on: statements with their independent texts and voices, and facts that only one of these bears."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.claim import Value
from app.domain.document import Quote
from app.domain.ids import ActorId, ClaimId, DocumentId, IncidentId, TransferId
from app.domain.vocabulary import How, ThingKind

__all__ = ["Lone", "Scope", "SingleSourced", "Statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it counts in a view: about which thing, with which value; references lead to resolved things.

    `text` is the key of the independent text that it stands in: all documents of one publisher, and all that reprint
    it, have the same. `voice` is the key of who says it: that text, or a speaker whom it quotes. `counts` is False if
    the policy of the view passes it over.
    """

    claim: ClaimId
    kind: ThingKind
    thing: str
    property: str
    value: Value
    document: DocumentId
    text: str
    voice: str
    how: How
    confidence: float
    quotes: tuple[Quote, ...]
    counts: bool = True


class Lone(StrEnum):
    """Why a fact rests on one source: which is the narrowest that all who tell it have in common."""

    DOCUMENT = "one_document"
    TEXT = "one_text"  # several documents, but reprints of one text or of one publisher
    VOICE = "one_voice"  # several texts, but all quote the same speaker


@dataclass(frozen=True, slots=True)
class SingleSourced:
    """A fact that one independent source tells: the whole thing (`property` None), or one value of one property.

    `texts` is the number of independent texts that tell of the thing at all.
    """

    kind: ThingKind
    thing: str
    property: str | None
    value: Value
    why: Lone
    texts: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What facts are asked of: those of an incident, around an actor, of one transfer; None = any."""

    incident: IncidentId | None = None
    actor: ActorId | None = None
    transfer: TransferId | None = None
