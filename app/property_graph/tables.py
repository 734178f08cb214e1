"""Which properties the nodes of a label and the relationships of a type have, and of what type: the graph's schema.

What is written is checked against it by a test, the files of `neo4j-admin` take their headers from it, and whoever
writes a query finds here what there is. `leaktrail` adds `digest` to the things of the resolved graph.

The types are those of neo4j-admin: string, long, double, boolean, date, and lists of the first two.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LABELS_BESIDE", "NODES", "RELATIONSHIPS", "Columns"]

Columns = Mapping[str, str]
"""Type by property."""

_NOTHING: Columns = {}
_METADATA = {
    "name": "string",
    "sha256": "string",
    "title": "string",
    "publisher": "string",
    "published_at": "string",
    "url": "string",
    "language": "string",
}
_PART = {"id": "string", "run": "string", "position": "long"}
_PLACE = {"start": "long", "end": "long"}
_THING = {"id": "string", "digest": "string"}
_WINDOW = {"earliest": "date", "latest": "date"}
_COUNT = {"record_count": "double", "record_count_unit": "string", "record_count_qualifier": "string"}
_DERIVED = {
    "from_day": "long",
    "to_day": "long",
    "rank": "long",
    "support": "long",
    "stated_ends": "boolean",
    "before": "string[]",
    "disputed": "string[]",
    "wholes": "string[]",
    "part_datasets": "string[]",
    "part_ranks": "long[]",
}
_HOP = {
    "transfer_id": "string",
    "provider_id": "string",
    "recipient_id": "string",
    "provider_kin": "string[]",
    "recipient_kin": "string[]",
    "dataset_id": "string",
    "dataset_wider": "string[]",
    "action": "string",
    "medium": "string",
    **_WINDOW,
    "status": "string",
    "lawful": "boolean",
    "confidence": "double",
    "derived": "boolean",
    **_DERIVED,
}

NODES: Mapping[str, Columns] = {
    "Store": {"id": "string", "published": "string", "writes": "long"},
    "Document": {"id": "string", **_METADATA, "page_ends": "long[]", "removed": "boolean", "marking": "string"},
    "Run": {
        "id": "string",
        "document": "string",
        "extractor": "string",
        "metadata_digest": "string",
        **_METADATA,
        "blocks": "string[]",
        "diagnostics": "string[]",
        "parts": "long[]",
        "current": "boolean",
    },
    "Text": {"id": "string", "body": "string"},
    "Passage": {
        **_PART,
        **_PLACE,
        "index": "long",
        "kind": "string",
        "block": "long",
        "text": "string",
        "folded": "string",
    },
    "Source": {**_PART, "label": "string", "reprint_of": "string"},
    "Mention": {**_PART, **_PLACE, "kind": "string", "thing": "string", "is_name": "boolean", "exact": "string"},
    "Claim": {
        **_PART,
        "subject": "string",
        "kind": "string",
        "property": "string",
        "value": "string",
        "source": "string",
        "how": "string",
        "confidence": "double",
    },
    "Judgement": {
        **_THING,
        "verdict": "string",
        "about": "string",
        "who": "string",
        "decided": "string",
        "why": "string",
        "value": "string",
        "undone": "boolean",
        "anchors": "string",
        "undoing": "string",
    },
    "Incident": {**_THING, "name": "string"},
    "Actor": {
        **_THING,
        "label": "string",
        "aliases": "string[]",
        "kind": "string",
        "roles": "string[]",
        "kin": "string[]",
    },
    "Dataset": {
        **_THING,
        "label": "string",
        "fields": "string[]",
        "record_counts": "string[]",
        "wider": "string[]",
    },
    "Transfer": {
        **_THING,
        "action": "string",
        "medium": "string",
        **_WINDOW,
        "time_text": "string",
        "status": "string",
        "lawful": "boolean",
        "confidence": "double",
        "how": "string[]",
        "sources": "string[]",
        **_COUNT,
        "price": "double",
        "price_currency": "string",
        "price_qualifier": "string",
        **_DERIVED,
    },
    "Holding": {**_THING, **_WINDOW},
    "Event": {**_THING, "type": "string", **_WINDOW},
    "Affected": {**_THING, **_COUNT, "fields": "string[]", "status": "string"},
    "Conflict": {**_THING, "about": "string", "property": "string", "sides": "string[]", "told": "string[]"},
}
"""Properties of each label."""

LABELS_BESIDE = ("Person", "Organization", "Group")
"""What an actor is, where that is known."""

RELATIONSHIPS: Mapping[str, Columns] = {
    **dict.fromkeys(("READ", "READ_AS", "PART_OF", "NEXT", "IN", "SAID_BY", "REPRINT_OF"), _NOTHING),
    "QUOTES": {"position": "long", **_PLACE, "exact": "string"},
    **dict.fromkeys(("ABOUT", "RESOLVED_TO", "SUPERSEDES", "BETWEEN", "DECIDES"), _NOTHING),
    **dict.fromkeys(("PROVIDED", "RECEIVED_BY", "CARRIED", "AFTER", "PART_OF_TRANSFER", "PART_OF_INCIDENT"), _NOTHING),
    **dict.fromkeys(("MEMBER_OF", "MAY_BE", "DERIVED_FROM", "HELD_BY", "OF", "INVOLVES", "CONCERNS"), _NOTHING),
    "PASSED_TO": _HOP,
    "MAY_HAVE_PASSED_TO": _HOP,
}
"""Properties of each type."""
