"""Identifiers: distinct types for distinct things, and the one function that makes them.

An id is made from few, raw, stable values of the source and never from cleaned text: cleaning improves over time, and
ids must not. Parts are length-prefixed before hashing, so `("ab", "c")` and `("a", "bc")` differ.

>>> digest("actor", "doc", "3", "7") == digest("actor", "doc", "3", "7")
True
>>> digest("actor", "ab", "c") == digest("actor", "a", "bc")
False
"""

from __future__ import annotations

from hashlib import sha256
from typing import NewType

__all__ = [
    "ActorId",
    "ClaimId",
    "DatasetId",
    "DocumentId",
    "EventId",
    "IncidentId",
    "LocalId",
    "MentionId",
    "SourceId",
    "TransferId",
    "digest",
    "document_id",
]

DocumentId = NewType("DocumentId", str)
"""A document: the SHA-256 of its bytes, or the given name of one that is known only from an exchange file."""
SourceId = NewType("SourceId", str)
"""Who says something."""
ClaimId = NewType("ClaimId", str)
"""One statement of one document."""
MentionId = NewType("MentionId", str)
"""One span that names something."""
LocalId = NewType("LocalId", str)
"""A thing as one document knows it; what claims are about and what judgements refer to."""
ActorId = NewType("ActorId", str)
"""A resolved actor: the least local id of its cluster. Likewise for the ids below."""
DatasetId = NewType("DatasetId", str)
TransferId = NewType("TransferId", str)
EventId = NewType("EventId", str)
IncidentId = NewType("IncidentId", str)

_HEX_DIGITS = 24  # 96 bits: no clash to be expected below 10^13 things


def digest(kind: str, *parts: str) -> str:
    """Id of the form `kind-0123…`; equal for equal parts, on every machine and in every run."""
    state = sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        state.update(f"{len(raw)}:".encode() + raw)
    return f"{kind}-{state.hexdigest()[:_HEX_DIGITS]}"


def document_id(data: bytes) -> DocumentId:
    """Id of a document from its bytes."""
    return DocumentId(f"doc-{sha256(data).hexdigest()[:_HEX_DIGITS]}")
