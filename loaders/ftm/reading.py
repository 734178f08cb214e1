"""FollowTheMoney entities (JSON lines, as Aleph exports them) -> a Reading: persons and bodies, and links of data.

    {"id": "3f…", "schema": "Company", "properties": {"name": ["あさひ印刷"]}}  ->  Claim(label = あさひ印刷), …

Few of these entities say that personal data passed: a Payment is money, a Documentation a paper. A transfer is a link
whose role says so (`links`); how many entities of which schema say nothing to us is told.
An id means one thing in its own data set only, so it is kept as a part of the local id, and joins nothing elsewhere.

References:
    OCCRP, "Follow The Money": entity fragments (lines with one id are parts of one entity).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from pydantic import ValidationError

from app.domain.claim import Value
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document, Metadata, Quote, Source
from app.domain.errors import UnreadableDocument
from app.domain.ids import LocalId
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from loaders.ftm.links import read_link
from loaders.ftm.schema import ACTORS, Entity
from loaders.readers.document import LARGEST_FILE
from loaders.structured.objects import NO_NAME, ObjectLine, ObjectLines, is_name, parse_json, text_of
from loaders.structured.telling import Teller, document_of, reading_of, run_of, window_value

__all__ = ["MOST_ENTITIES", "RULES", "read_ftm"]

RULES = "leaktrail-ftm/2"
MOST_ENTITIES = 50_000
"""Entities of one file; more are refused, for all of them are held in memory at once."""
_REPAIR = "correct the line, or the program that wrote it"
_NO_ENTITY = "give one entity on each line, with id, schema and properties"


@dataclass(frozen=True, slots=True)
class _Read:
    """An entity, and the line of the text that it stands on."""

    entity: Entity
    line: ObjectLine


def read_ftm(data: bytes, filename: str, metadata: Metadata) -> Reading:
    """The actors that entities name. UnreadableDocument if no line holds an entity, or there are too many."""
    if len(data) > LARGEST_FILE:
        message = f"has {len(data):,} bytes, more than {LARGEST_FILE:,}"
        raise UnreadableDocument(message, place=filename, remedy="split the file")
    lines, remarks = ObjectLines(), list[Diagnostic]()
    read = list(_entities(text_of(data, filename), filename, lines, remarks))
    if not read:
        why = remarks[0].message if remarks else "it is empty"
        raise UnreadableDocument(f"holds no FollowTheMoney entity: {why}", place=filename, remedy=_NO_ENTITY)
    document = document_of(data, filename, lines.text, metadata)
    teller = Teller(Source.of(document.id, metadata.publisher or document.name))
    remarks += _tell(document, read, teller)
    told = [replace(remark, document=document.id) for remark in remarks]
    return reading_of(document, run_of(RULES, metadata), lines.blocks, teller, told)


# ------------------------------------------------------------ lines


def _entities(text: str, filename: str, lines: ObjectLines, remarks: list[Diagnostic]) -> Iterator[_Read]:
    """The entities in their order; remarks grow by the lines that hold none."""
    for count, (where, value) in enumerate(_values(text, filename, remarks), start=1):
        if count > MOST_ENTITIES:
            message = f"has more than {MOST_ENTITIES:,} entities"
            raise UnreadableDocument(message, place=filename, remedy="split the file")
        try:
            entity = Entity.model_validate(value)
            yield _Read(entity, lines.add(value))
        except ValidationError as bad:
            first = bad.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            remarks.append(_unread(where, f"{place}: {first['msg']}" if place else first["msg"]))
        except ValueError as error:
            remarks.append(_unread(where, str(error)))


def _values(text: str, filename: str, remarks: list[Diagnostic]) -> Iterator[tuple[str, object]]:
    """The values of a file with their places: one on each line, or those of one array, or one alone."""
    try:
        whole: object = json.loads(text) if text.lstrip()[:1] in ("[", "{") else None
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict | list):
        parsed = parse_json(text, "", filename)
        listed = cast("list[object]", parsed) if isinstance(parsed, list) else [parsed]
        yield from ((f"entity {number}", value) for number, value in enumerate(listed, start=1))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield f"line {number}", parse_json(line, "", filename)
            except UnreadableDocument as error:
                remarks.append(_unread(f"line {number}", error.message))


def _unread(where: str, why: str) -> Diagnostic:
    return Diagnostic("ftm.bad_entity", f"{where} is not read: {why}", Severity.WARNING, remedy=_REPAIR)


# ------------------------------------------------------------ claims


def _tell(document: Document, read: list[_Read], teller: Teller) -> list[Diagnostic]:
    """The claims of all actors; what was passed over is returned."""
    by_id: dict[str, list[_Read]] = {}
    for one in read:
        by_id.setdefault(one.entity.id, []).append(one)
    remarks, passed_over = list[Diagnostic](), Counter[str]()
    actors = set[str]()
    for key, parts in by_id.items():
        schemata = {one.entity.schema_name for one in parts}
        if not schemata & ACTORS.keys():
            continue
        if len(schemata) > 1:
            remarks.append(
                _remark("ftm.duplicate_id", f"{key} is of several schemata: {', '.join(sorted(schemata))}", parts)
            )
        elif fault := _fault(parts):
            remarks.append(_remark("ftm.bad_name", f"{key} is not read: {fault}", parts))
        else:
            _tell_actor(document, parts, teller)
            actors.add(key)
    for parts in by_id.values():
        if not {one.entity.schema_name for one in parts} & ACTORS.keys():
            told = _tell_link(document, parts, actors, teller)
            if told is None:
                passed_over.update(one.entity.schema_name for one in parts)
            elif told:
                remarks.append(_remark("ftm.bad_link", f"{parts[0].entity.id} is not read: {told}", parts))
    if passed_over:
        shown = ", ".join(f"{schema} {number}" for schema, number in sorted(passed_over.items()))
        message = f"kept as text, no fact is read in them: {shown}"
        remarks.append(Diagnostic("ftm.passed_over", message, Severity.INFO))
    return remarks


def _fault(parts: list[_Read]) -> str | None:
    names = [name for one in parts for name in one.entity.names]
    if not names:
        return "it has no name"
    every = [*names, *(alias for one in parts for alias in one.entity.aliases)]
    return None if all(is_name(name) for name in every) else NO_NAME


def _tell_actor(document: Document, parts: list[_Read], teller: Teller) -> None:
    """One actor; lines with its id are parts of it, and the first name of the first one that has any is shown."""
    key = _local(document, parts[0].entity.id)
    quotes = [document.quote(one.line.start, one.line.end) for one in parts]
    names: dict[str, Quote] = {}
    for one, quote in zip(parts, quotes, strict=True):
        for name in (*one.entity.names, *one.entity.aliases):
            names.setdefault(name, quote)
            teller.mentions(key, ThingKind.ACTOR, document.quote(*one.line.place_of(name)))
    label = next(name for one in parts for name in one.entity.names)
    teller.says(key, ThingKind.ACTOR, "label", label, [names.pop(label)])
    for alias, quote in names.items():
        teller.says(key, ThingKind.ACTOR, "alias", alias, [quote])
    teller.says(key, ThingKind.ACTOR, "kind", parts[0].entity.kind.value, quotes)


def _tell_link(document: Document, parts: list[_Read], actors: set[str], teller: Teller) -> str | None:
    """The transfer of a link, told: an empty text. None if it is no such link, else why it is not read."""
    try:
        found = [read_link(one.entity) for one in parts]
    except ValueError as error:
        return str(error)
    if not any(found):
        return None
    told, *more = found
    if told is None or more:
        return "it stands on several lines"
    missing = [end for end in (told.provider, told.recipient) if end not in actors]
    if missing:
        return f"the file has no actor {missing[0]}"
    key, quotes = _local(document, parts[0].entity.id), [document.quote(parts[0].line.start, parts[0].line.end)]
    said: dict[str, Value] = {
        "provider": _local(document, told.provider),
        "recipient": _local(document, told.recipient),
        "action": told.action.value,
        "status": told.status.value,
        "lawful": told.lawful,
    }
    if told.medium is not None:
        said["medium"] = told.medium
    if not told.window.is_open:
        said["window"] = window_value(told.window)
    for prop, value in said.items():
        teller.says(key, ThingKind.TRANSFER, prop, value, quotes)
    return ""


def _local(document: Document, key: str) -> LocalId:
    return LocalId(f"{document.id.replace('doc-', 'ftm-', 1)}:{key}")


def _remark(code: str, message: str, parts: list[_Read]) -> Diagnostic:
    line = parts[0].line
    return Diagnostic(code, message, Severity.WARNING, None, line.start, line.end, _REPAIR)
