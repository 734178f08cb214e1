"""Claim: one statement of one document: subject, property, value, who says it, how sure, and the words it rests on.

The properties of each kind of thing are the keys of `PROPERTIES`; a value is JSON (`str`, number, bool, list, object):

    incident   name
    actor      label alias kind role incident member candidate
    dataset    label field record_count derived_from
    transfer   incident provider recipient dataset action medium window time_text record_count price status lawful
               part_of after
    holding    actor dataset window
    event      incident type actor window
    affected   incident organization record_count fields status
    conflict   about subject property side

Values that name a thing (`provider`, `member`, `derived_from`, …: see `REFERENCES`) are local ids of the same
document, or of the same exchange file. A window is `{"earliest": "YYYY-MM-DD" | null, "latest": …}`, a count
`{"value", "unit", "qualifier", "claimed_by"}`, a price `{"value", "currency", "qualifier"}`, a side
`{"value", "claimed_by"}`.

Claims are append-only: a claim is never changed, only superseded or no longer in the current run of its document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.document import Quote
from app.domain.ids import ClaimId, DocumentId, LocalId, SourceId, digest
from app.domain.vocabulary import How, ThingKind

__all__ = ["FUNCTIONAL", "PROPERTIES", "REFERENCES", "Claim", "Run", "Value", "local_id"]

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"
"""JSON."""

PROPERTIES: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.INCIDENT: ("name",),
    ThingKind.ACTOR: ("label", "alias", "kind", "role", "incident", "member", "candidate"),
    ThingKind.DATASET: ("label", "field", "record_count", "derived_from"),
    ThingKind.TRANSFER: (
        *("incident", "provider", "recipient", "dataset", "action", "medium", "window", "time_text"),
        *("record_count", "price", "status", "lawful", "part_of", "after"),
    ),
    ThingKind.HOLDING: ("actor", "dataset", "window"),
    ThingKind.EVENT: ("incident", "type", "actor", "window"),
    ThingKind.AFFECTED: ("incident", "organization", "record_count", "fields", "status"),
    ThingKind.CONFLICT: ("about", "subject", "property", "side"),
}
"""What can be claimed of each kind of thing."""

REFERENCES: Mapping[str, ThingKind] = {
    "incident": ThingKind.INCIDENT,
    "member": ThingKind.ACTOR,
    "candidate": ThingKind.ACTOR,
    "derived_from": ThingKind.DATASET,
    "provider": ThingKind.ACTOR,
    "recipient": ThingKind.ACTOR,
    "dataset": ThingKind.DATASET,
    "part_of": ThingKind.TRANSFER,
    "after": ThingKind.TRANSFER,
    "actor": ThingKind.ACTOR,
    "organization": ThingKind.ACTOR,
}
"""Properties whose value is the local id of another thing, and of what kind that is. (`subject` of a conflict: any.)"""

FUNCTIONAL = frozenset(
    {"provider", "recipient", "action", "medium", "window", "price", "status", "record_count", "type", "kind"}
)
"""Properties of which a thing has one value at most, so that different values disagree."""


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of a document: by which rules (`extractor`), with which metadata. A new run replaces the old one."""

    extractor: str
    metadata_digest: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. `quotes` are pieces of one document; `confidence` is the extractor's, 0 … 1."""

    id: ClaimId
    document: DocumentId
    subject: LocalId
    kind: ThingKind
    property: str
    value: Value
    source: SourceId | None
    quotes: tuple[Quote, ...]
    how: How = How.STATED
    confidence: float = 1.0

    @classmethod
    def of(
        cls,
        subject: LocalId,
        kind: ThingKind,
        prop: str,
        value: Value,
        quotes: Sequence[Quote],
        *,
        source: SourceId | None = None,
        how: How = How.STATED,
        confidence: float = 1.0,
    ) -> Claim:
        """A claim with its id: hash of document, subject, property, value and span.

        Raises ValueError for a property that the kind does not have, or without a quote of exactly one document.
        """
        documents = {quote.document for quote in quotes}
        if len(documents) != 1:
            raise ValueError(f"a claim rests on words of one document, not of {len(documents)}")
        if prop not in PROPERTIES[kind]:
            raise ValueError(f"{kind.value} has no property {prop!r}")
        document = documents.pop()
        places = [f"{q.start}-{q.end}" for q in quotes]
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        key = digest("claim", document, subject, prop, text, *places)
        return cls(ClaimId(key), document, subject, kind, prop, value, source, tuple(quotes), how, confidence)


def local_id(document: DocumentId, kind: ThingKind, start: int, end: int, discriminator: str = "") -> LocalId:
    """Id of a thing as one document knows it: from its kind and its first span.

    `discriminator` tells apart things that one span introduces (the two transfers in 「A、Bに渡した」).
    """
    return LocalId(digest(kind.value, document, str(start), str(end), discriminator))
