"""Rows of leaktrail/1 that STIX objects carry in the extension of Leaktrail → claims, exact where STIX is not.

    {"type": "relationship", "id": "relationship--1", "extensions": {"extension-definition--…": {
        "section": "transfers", "row": {"id": "relationship--1", "provider": "identity--2", "action": "sale", …}}}}
        →  Claim(relationship--1, provider = identity--2), Claim(relationship--1, action = sale), …

Each claim quotes the object that carries it. The rows of a bundle are read all or none: if one of them is damaged, or
leads nowhere, the bundle is read as plain STIX, and a remark says so. `app/export/stix` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from app.domain.errors import BadExchange
from loaders.exchange.parse import parse_exchange
from loaders.exchange.references import check_references
from loaders.exchange.things import Thing, things_of
from loaders.stix.bundle import StixObject
from loaders.stix.extension import SECTIONS, row_of

__all__ = ["read_carried"]

_NO_INCIDENT = "unassigned"
_ROW = re.compile(r"^([a-z]+)\[([0-9]+)\]")
_EVIDENCE = {
    "incidents": "evidence",
    "actors": "mentions",
    "transfers": "evidence",
    "events": "evidence",
    "affected": "evidence",
}
_PARTS = {"datasets": "record_counts", "conflicts": "claims"}


def read_carried(objects: Iterable[StixObject], place: str) -> list[tuple[Thing, StixObject]]:
    """The things of all rows, with what carries each; `place` names the file.

    BadExchange for a row that is none of leaktrail/1, or leads nowhere.
    """
    carriers: dict[str, list[StixObject]] = {section: [] for section in SECTIONS}
    rows: dict[str, list[object]] = {section: [] for section in SECTIONS}
    for one in objects:
        carried = row_of(one.values)
        if carried is not None:
            section, row = carried
            if row.get("id", one.id) != one.id:
                raise BadExchange(f"{one.id} carries the row of another object", place=place)
            carriers[section].append(one)
            rows[section].append(_with_words(section, row))
    if not any(rows.values()):
        return []
    rows["incidents"].append({"id": _NO_INCIDENT, "name": "", "evidence": [], "x_unassigned": True})
    nothing = {"id": "bundle", "title": None, "publisher": None, "published_at": None, "language": None}
    try:
        exchange = parse_exchange({"format": "leaktrail/1", "documents": [nothing], **rows}, place=place)
        check_references(exchange, place=place)
    except BadExchange as error:
        error.message = _ROW.sub(lambda row: carriers[row[1]][int(row[2])].id, error.message)
        raise
    return [(thing, _carrier(thing, carriers)) for thing in things_of(exchange, None)]


def _with_words(section: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row as the format wants it, with no evidence: that is the object itself."""
    if section in _EVIDENCE:
        return {**row, _EVIDENCE[section]: []}
    key = _PARTS[section]
    parts: object = row.get(key)
    if not isinstance(parts, list):
        return row
    listed = cast("list[object]", parts)
    return {**row, key: [_without_words(one) for one in listed]}


def _without_words(part: object) -> object:
    return {**cast("Mapping[str, object]", part), "evidence": []} if isinstance(part, dict) else part


def _carrier(thing: Thing, carriers: Mapping[str, list[StixObject]]) -> StixObject:
    """By its place, `transfers[3]`."""
    section, _, number = thing.place.rstrip("]").partition("[")
    return carriers[section][int(number)]
