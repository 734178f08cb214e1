"""What is the same in every bundle: ids, the maker, our extension, the markings of TLP 2.0; days to instants.

>>> stix_id("identity", "actor", "actor-1")
'identity--2f5c899c-6726-5907-9081-5c48c47abc29'

References:
    OASIS, "STIX Version 2.1", 2021: identifiers (2.9), extension definitions (7.3), confidence scales (appendix A).
    OASIS CTI TC, "TLP 2.0 extension definition for STIX 2.1" (cti-stix-common-objects), 2022: ids of the markings.
    P. Leach, M. Mealling, R. Salz, "A Universally Unique IDentifier (UUID) URN Namespace", RFC 4122, 2005: version 5.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.vocabulary import Status
from app.domain.window import Window

__all__ = [
    "EXTENSION",
    "EXTENSION_ID",
    "MAKER",
    "MAKER_ID",
    "UNDATED",
    "Stix",
    "confidence_of",
    "instant",
    "marking_definition",
    "marking_id",
    "published",
    "stix_id",
]

Stix: TypeAlias = "dict[str, Any]"
"""A STIX object as JSON."""

_NAMESPACE = UUID("6f2b7c0e-5a43-5d0e-9c55-0a4b5c1d7e21")
UNDATED = "1970-01-01T00:00:00.000Z"
"""`created`, `modified` of what no dated document tells: a fixed instant, so that equal graphs give equal bundles."""
_CAPS = {Status.CONFIRMED: 100, Status.ALLEGED: 69, Status.SUSPECTED: 29}


def stix_id(kind: str, section: str, key: str) -> str:
    """The id of the object of a type for a thing of ours: the same in every bundle."""
    return f"{kind}--{uuid5(_NAMESPACE, f'{section}:{key}')}"


def confidence_of(confidence: float, status: Status) -> int:
    """Ours (0 … 1, how sure the reading is) and the status as STIX's 0 … 100 (None, Low, Med, High).

    The reading counts in full where documents state a transfer as confirmed; what is alleged is Med at most, what is
    suspected is Low at most. 0 would mean that nothing is known; the least is 1.

    >>> confidence_of(0.9, Status.CONFIRMED), confidence_of(0.9, Status.ALLEGED), confidence_of(0.9, Status.SUSPECTED)
    (90, 69, 29)
    """
    return max(1, min(round(confidence * 100), _CAPS.get(status, 1)))


def instant(day: date, clock: str = "00:00:00.000") -> str:
    """A day of a document as an instant of UTC; documents tell no time zone."""
    return f"{day.isoformat()}T{clock}Z"


def published(documents: Iterable[Document]) -> tuple[str, str]:
    """`created` and `modified`: the days by which the first and the last of the documents were public.

    A month or a year counts from its last day. A bundle of a record in which something changed that no later document
    tells (a judgement, say) gives an object anew under the same `modified`: a consumer that keeps versions apart by it
    takes the whole bundle anew.
    """
    known = [Window.from_partial(one.metadata.published_at or "") for one in documents]
    days = sorted(window.latest for window in known if window is not None and window.latest is not None)
    return (instant(days[0]), instant(days[-1])) if days else (UNDATED, UNDATED)


# ------------------------------------------------------------ the maker, and what we add to STIX

MAKER_ID = stix_id("identity", "maker", "leaktrail")
MAKER: Stix = {
    "type": "identity",
    "spec_version": "2.1",
    "id": MAKER_ID,
    "created": UNDATED,
    "modified": UNDATED,
    "name": "Leaktrail",
    "description": "A program that reads documents. What it writes is a proposal to check against the words it quotes.",
    "identity_class": "system",
}
EXTENSION_ID = stix_id("extension-definition", "extension", "leaktrail/1")
EXTENSION: Stix = {
    "type": "extension-definition",
    "spec_version": "2.1",
    "id": EXTENSION_ID,
    "created_by_ref": MAKER_ID,
    "created": UNDATED,
    "modified": UNDATED,
    "name": "Rows of leaktrail/1",
    "description": "What the graph of Leaktrail says of a thing and STIX has no property for.",
    "schema": "`section` names a section of the exchange format leaktrail/1, `row` is a row of it as JSON; ids are "
    "STIX ids (`unassigned` stands for no incident), and evidence is left out, for external_references have it. Of a "
    "transfer: time_earliest and time_latest are the bounds of the day on which it happened, not of its duration; "
    "status is confirmed, alleged, suspected, planned or denied. A note with a row of `transfers` tells of a transfer "
    "that is planned or denied: nothing moved. An identity with `placeholder` stands for an end that nobody has named.",
    "version": "1.0.0",
    "extension_types": ["property-extension", "new-sdo"],
}

# ------------------------------------------------------------ TLP 2.0

_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP_CREATED = "2022-10-01T00:00:00.000Z"
_TLP_IDS = {
    Marking.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Marking.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Marking.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Marking.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Marking.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}


def marking_id(marking: Marking) -> str:
    """The id that the standard gives to a marking."""
    return _TLP_IDS[marking]


def marking_definition(marking: Marking) -> Stix:
    """The object that the standard gives for it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": _TLP_IDS[marking],
        "created": _TLP_CREATED,
        "name": marking.label,
        "extensions": {_TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": marking.value}},
    }
