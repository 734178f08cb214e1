"""Which files are structured sources: ledgers by the ending of their name, JSON by what it holds.

>>> kind_of_json(b'{"type": "bundle", "objects": []}'), kind_of_json(b'{"name": "settings"}')
(<JsonKind.STIX: 'stix'>, None)

Cheap, and imports nothing: every file that is met is asked.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["LEDGERS", "OBJECTS", "STRUCTURED", "JsonKind", "kind_of_json"]

LEDGERS = (".csv", ".tsv", ".xlsx")
"""Endings of names of ledgers."""
OBJECTS = (".json", ".jsonl", ".ndjson", ".ftm")
"""Endings of names of files that may hold structured objects; only some do."""
STRUCTURED = (*LEDGERS, *OBJECTS)
_BUNDLE = re.compile(rb'"type"\s*:\s*"bundle"')
_ENTITY = re.compile(rb'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_PROPERTIES = re.compile(rb'"properties"\s*:\s*\{')
_EXCHANGE = re.compile(rb'"format"\s*:\s*"leaktrail/')


class JsonKind(StrEnum):
    """What structured objects a file holds."""

    STIX = "stix"
    FTM = "ftm"


def kind_of_json(data: bytes) -> JsonKind | None:
    """What a file, or its beginning, looks like; damaged ones are told by their reader. leaktrail/1 is neither."""
    if _EXCHANGE.search(data):
        return None
    if _BUNDLE.search(data):
        return JsonKind.STIX
    return JsonKind.FTM if _ENTITY.search(data) and _PROPERTIES.search(data) else None
