"""What a STIX object carries in the extension of Leaktrail: a row of leaktrail/1, or that it stands for nobody.

>>> row_of({"extensions": {EXTENSION_ID: {"section": "incidents", "row": {"name": "会員名簿の流出"}}}})
('incidents', {'name': '会員名簿の流出'})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

__all__ = ["EXTENSION_ID", "SECTIONS", "is_placeholder", "row_of"]

EXTENSION_ID = "extension-definition--0534ea62-e358-52f3-9ae8-ff2a68278b8a"
"""The id of our extension definition, as `app/export/stix` writes it."""
SECTIONS = ("incidents", "actors", "datasets", "transfers", "events", "affected", "conflicts")
"""Sections of leaktrail/1 whose rows objects carry."""


def row_of(values: Mapping[str, object]) -> tuple[str, Mapping[str, Any]] | None:
    """The section and the row that an object carries; None if it carries none."""
    found = _extension(values)
    section, row = found.get("section"), found.get("row")
    if isinstance(section, str) and section in SECTIONS and isinstance(row, dict):
        return section, cast("Mapping[str, Any]", row)
    return None


def is_placeholder(values: Mapping[str, object]) -> bool:
    """True for an identity that stands for an end that nobody has named."""
    return _extension(values).get("placeholder") is True


def _extension(values: Mapping[str, object]) -> Mapping[str, object]:
    extensions = values.get("extensions")
    found = cast("Mapping[str, object]", extensions).get(EXTENSION_ID) if isinstance(extensions, dict) else None
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
