"""leaktrail/1 file ↔ store.

    import_exchange(store, data, "case.json")   →  Imported(documents=2, claims=57, …)
    export_exchange(graphs)                     →  the leaktrail/1 object of all that is there

Importing twice is importing once. An id that is taken by other content is refused, and nothing of the file is kept.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.diagnostic import Diagnostic
from app.domain.document import Document
from app.domain.errors import BadExchange, BadQuestion, IdClash
from app.domain.ids import ClaimId, DocumentId, LocalId
from app.domain.ports import Store
from app.domain.view import Reading
from app.export.leaktrail1 import to_leaktrail1
from app.services.keyed import keyed_claims
from app.services.publish import publish
from app.services.sight import Sight
from app.services.wire import Json
from loaders.exchange import check_quotes, read_exchange

__all__ = ["Imported", "export_exchange", "import_exchange", "is_told_of"]

_NAMESPACE = re.compile(r"[\w-]{1,40}")
_REMEDY = "import it under a namespace of its own: --namespace NAME"
_LOADED = "its own reading stands; remove it first, or import into another store"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: numbers of documents and claims, how many documents were there already, remarks.

    `stored`: the documents that were not.
    """

    documents: int
    claims: int
    unchanged: int
    diagnostics: tuple[Diagnostic, ...]
    stored: tuple[DocumentId, ...]


def import_exchange(
    store: Store, data: bytes, place: str, namespace: str | None = None, secret: bytes | None = None
) -> Imported:
    """Keep a leaktrail/1 object, all or nothing. Raises BadExchange, IdClash, StoreError, BadQuestion (`namespace`).

    Ids that the file gives stay; those of claims and sources are keyed by the `secret` of the desk.
    """
    if namespace is not None and not _NAMESPACE.fullmatch(namespace):
        raise BadQuestion("must be letters, digits, - and _", place="namespace")
    readings, diagnostics = read_exchange(_parse(data, place), place=place, namespace=namespace)
    if secret is not None:
        readings = [keyed_claims(reading, secret) for reading in readings]
    with store.transaction():
        stored = store.readings()
        _refuse_clash(readings, stored, place)
        there = {reading.document.id: _ids(reading) for reading in stored}
        fresh = [reading for reading in readings if there.get(reading.document.id) != _ids(reading)]
        store.put_readings(fresh)
    publish(store)
    remarks = (*diagnostics, *_check_loaded(readings, stored))
    claims, new = sum(len(reading.claims) for reading in readings), tuple(one.document.id for one in fresh)
    return Imported(len(readings), claims, len(readings) - len(fresh), remarks, new)


def export_exchange(sight: Sight) -> Json:
    """All that is there as a leaktrail/1 object."""
    return to_leaktrail1(sight.snapshot().graph)


def is_told_of(document: Document, imported: Document) -> bool:
    """True if an exchange file speaks of that document: the same file stem, with or without a namespace before it."""
    return imported.text is None and imported.name.rpartition(":")[2] == document.name.rpartition(":")[2]


def _parse(data: bytes, place: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadExchange("is not UTF-8", place=place) from error
    except RecursionError as error:
        raise BadExchange("is nested too deeply", place=place) from error
    except ValueError as error:
        raise BadExchange(f"is not JSON: {error}", place=place) from error


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is no number of JSON")


def _refuse_clash(readings: Sequence[Reading], stored: Sequence[Reading], place: str) -> None:
    """Ids may come again only in a later version of the same file: its documents, and all that is said there already.

    Else two things would become one, or a document would lose what another file told of it.
    """
    known = {reading.document.id: reading for reading in stored}
    for reading in readings:
        other = known.get(reading.document.id)
        if other is not None and other.document.text is not None:
            raise IdClash(f"the document {other.document.name} is loaded already", place=place, remedy=_LOADED)
        if other is not None and other.document != reading.document:
            raise IdClash(
                f"the document {other.document.name} is there with other metadata", place=place, remedy=_REMEDY
            )
    given, documents = _said(readings), {reading.document.id for reading in readings}
    for other in stored:
        for subject, statements in _said([other]).items():
            is_same_file = other.document.id in documents
            if (is_same_file or subject in given) and not (is_same_file and statements <= given[subject]):
                raise IdClash(f"the id {subject} is taken by other content", place=place, remedy=_REMEDY)


def _said(readings: Sequence[Reading]) -> dict[LocalId, set[tuple[str, str]]]:
    """What is said under each id, whatever words it rests on."""
    found: dict[LocalId, set[tuple[str, str]]] = defaultdict(set)
    for reading in readings:
        for claim in reading.claims:
            found[claim.subject].add((claim.property, json.dumps(claim.value, sort_keys=True)))
    return found


def _ids(reading: Reading) -> set[ClaimId]:
    return {claim.id for claim in reading.claims}


def _check_loaded(readings: Sequence[Reading], stored: Sequence[Reading]) -> Iterator[Diagnostic]:
    """Quotes of the file checked against documents of the same name that were loaded before."""
    loaded = [reading.document for reading in stored if reading.document.text is not None]
    for reading in readings:
        for document in loaded:
            if is_told_of(document, reading.document):
                yield from check_quotes(reading, document.text or "")
