"""The bytes of a STIX 2.1 bundle -> its objects, each as a line of text, checked where we read it.

An object of a type that says something to us, or that carries a row of ours, is checked by the library `stix2`; the
others are kept as text. Of several versions of one object the latest counts. What is left out is told with its place in
the bundle.

References:
    OASIS, "STIX Version 2.1", 2021: bundles (8), versioning (3.6), identifiers (2.9).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.errors import UnreadableDocument
from loaders.stix.extension import row_of
from loaders.structured.objects import NO_NAME, ObjectLine, ObjectLines, is_name, parse_json, text_of

__all__ = ["MOST_OBJECTS", "Bundle", "StixObject", "read_bundle"]

MOST_OBJECTS = 50_000
"""Objects of one bundle; more are refused, for all of them are held in memory at once."""
_READ = frozenset({"identity", "threat-actor", "intrusion-set", "incident", "relationship", "infrastructure"})
"""Types that are looked into."""
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z", re.ASCII)
_REPAIR = "correct the object, or the program that wrote it"
_NO_BUNDLE = "give a bundle: an object with the type bundle and a list of objects"


@dataclass(frozen=True, slots=True)
class StixObject:
    """One object that counts, and the line that it stands on."""

    id: str
    type: str
    values: Mapping[str, object]
    line: ObjectLine

    def text(self, key: str) -> str | None:
        """A value that is a text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> list[str]:
        """A value that is a list of texts."""
        value = self.values.get(key)
        return [one for one in cast("list[object]", value) if isinstance(one, str)] if isinstance(value, list) else []


@dataclass(slots=True)
class Bundle:
    """The text of all objects, those that we look into by id, how many there are of other types, and remarks."""

    lines: ObjectLines = field(default_factory=ObjectLines)
    objects: dict[str, StixObject] = field(default_factory=dict[str, StixObject])
    others: Counter[str] = field(default_factory=Counter[str])
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])


def read_bundle(data: bytes, filename: str) -> Bundle:
    """The objects of a bundle. UnreadableDocument for what is no JSON, no bundle, or too large."""
    bundle = Bundle()
    for number, values in enumerate(_objects(data, filename)):
        _take(bundle, number, values)
    if not bundle.lines.length:
        raise UnreadableDocument("holds no objects", place=filename, remedy=_NO_BUNDLE)
    return bundle


def _objects(data: bytes, filename: str) -> list[object]:
    value = parse_json(text_of(data, filename), "", filename)
    if not isinstance(value, dict):
        raise UnreadableDocument("is no STIX bundle", place=filename, remedy=_NO_BUNDLE)
    root = cast("dict[str, object]", value)
    objects = root.get("objects", [])
    if root.get("type") != "bundle" or not isinstance(objects, list):
        raise UnreadableDocument("is no STIX bundle", place=filename, remedy=_NO_BUNDLE)
    found = cast("list[object]", objects)
    if len(found) > MOST_OBJECTS:
        message = f"has {len(found):,} objects, more than {MOST_OBJECTS:,}"
        raise UnreadableDocument(message, place=filename, remedy="split the bundle")
    return found


def _take(bundle: Bundle, number: int, value: object) -> None:
    """One object into the bundle, or a remark why not."""
    if not isinstance(value, dict):
        _remark(bundle, "stix.no_object", f"objects[{number}] is no object", _REPAIR)
        return
    values = cast("dict[str, object]", value)
    kind, key = values.get("type"), values.get("id")
    name = f"objects[{number}] ({key if isinstance(key, str) else 'without id'})"
    try:
        line = bundle.lines.add(values)
    except ValueError as error:
        _remark(bundle, "stix.bad_object", f"{name} is not read: {error}", _REPAIR)
        return
    if not isinstance(kind, str) or (kind not in _READ and row_of(values) is None):
        bundle.others[kind if isinstance(kind, str) else "without type"] += 1
        return
    fault = _fault(values)
    if fault is not None:
        _remark(bundle, "stix.bad_object", f"{name} is not read: {fault}", _REPAIR, line)
        return
    _keep(bundle, name, StixObject(str(key), kind, values, line))


def _keep(bundle: Bundle, name: str, one: StixObject) -> None:
    """The latest version of an object; of two that claim to be the same version and differ, the first."""
    there = bundle.objects.get(one.id)
    if there is None:
        bundle.objects[one.id] = one
    elif _modified(one) == _modified(there):
        if one.line.text != there.line.text:
            message = f"{name} differs from an earlier object with the same id and version, which counts"
            _remark(bundle, "stix.duplicate_id", message, "give each version its own `modified`", one.line)
    else:
        older, newer = sorted((there, one), key=_modified)
        bundle.objects[one.id] = newer
        message = f"an older version of {one.id} is not read"
        bundle.diagnostics.append(
            Diagnostic("stix.older_version", message, Severity.INFO, None, older.line.start, older.line.end)
        )


def _fault(values: Mapping[str, object]) -> str | None:
    """What is wrong with an object, by the library; and what it lets through."""
    from stix2 import parse  # noqa: PLC0415  # pyright: ignore[reportUnknownVariableType] - takes a second
    from stix2.exceptions import STIXError  # noqa: PLC0415

    if values.get("spec_version") != "2.1":
        return f"spec_version is {values.get('spec_version')!r}, not '2.1'"
    try:
        parse(dict(values), allow_custom=True, version="2.1")
    except (STIXError, ValueError, TypeError, AttributeError, KeyError) as error:
        return " ".join(str(error).split())
    for key in ("created", "modified", "start_time", "stop_time"):
        value = values.get(key, "" if key in ("created", "modified") else None)
        if value is not None and not (isinstance(value, str) and _INSTANT.fullmatch(value)):
            return f"{key} is {value!r}, no instant like 2031-04-01T00:00:00Z"
    confidence = values.get("confidence")
    if confidence is not None and (type(confidence) is not int or not 0 <= confidence <= 100):
        return f"confidence is {confidence!r}, not a whole number from 0 to 100"
    return None if all(is_name(text) for text in _names(values)) else NO_NAME


def _names(values: Mapping[str, object]) -> list[str]:
    return [name for name in (values.get("name"), *_listed(values.get("aliases"))) if isinstance(name, str)]


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _modified(one: StixObject) -> datetime:
    return datetime.fromisoformat(str(one.values.get("modified")))


def _remark(bundle: Bundle, code: str, message: str, remedy: str, line: ObjectLine | None = None) -> None:
    start, end = (line.start, line.end) if line else (None, None)
    bundle.diagnostics.append(Diagnostic(code, message, Severity.WARNING, None, start, end, remedy))
