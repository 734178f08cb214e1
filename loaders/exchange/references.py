"""Ids of a leaktrail/1 object lead to rows that are there: `Exchange` -> nothing, or BadExchange naming the key.

`transfers[3].provider: no actor 'x9' is defined` is what a reader sees of a dangling reference. Also here: ids that
stand twice in their section, rows that name themselves, and one document under two names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.domain.claim import PROPERTIES
from app.domain.errors import BadExchange
from app.domain.vocabulary import ThingKind
from loaders.exchange.schema import Exchange, XEvidence

__all__ = ["check_references"]

_Fault = Callable[[str, str, str], BadExchange]

# section -> key -> section that the ids of that key belong to
_KEYS: Mapping[str, Mapping[str, str]] = {
    "actors": {"incidents": "incidents", "members": "actors", "candidates": "actors"},
    "datasets": {"derived_from": "datasets"},
    "transfers": {
        "incident": "incidents",
        "provider": "actors",
        "recipient": "actors",
        "dataset": "datasets",
        "part_of": "transfers",
        "after": "transfers",
    },
    "events": {"incident": "incidents", "actors": "actors"},
    "affected": {"incident": "incidents", "organization": "actors"},
}
_WITH_IDS = ("documents", "incidents", "actors", "datasets", "transfers", "events")
_SUBJECTS = ("actors", "datasets", "transfers", "events")
_SECTIONS = (*_WITH_IDS, "affected", "conflicts")


def check_references(exchange: Exchange, *, place: str) -> None:
    """Raises BadExchange for the first fault, in the order of the file's sections."""

    def fault(where: str, message: str, remedy: str) -> BadExchange:
        return BadExchange(f"{where}: {message}", place=place, remedy=remedy)

    defined = {section: _defined(exchange, section, fault) for section in _WITH_IDS}
    _check_keys(exchange, defined, fault)
    _check_subjects(exchange, defined, fault)
    _check_evidence(exchange, defined["documents"], fault)
    _check_hashes(exchange, fault)
    _check_how(exchange, fault)


def _rows(exchange: Exchange, section: str) -> list[object]:
    return list(getattr(exchange, section))


def _given(row: object, key: str) -> list[str]:
    """The ids under a key, whether it holds one, several or none."""
    value: object = getattr(row, key)
    return [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _defined(exchange: Exchange, section: str, fault: _Fault) -> set[str]:
    seen: set[str] = set()
    for i, row in enumerate(_rows(exchange, section)):
        (one,) = _given(row, "id")
        if one in seen:
            raise fault(f"{section}[{i}].id", f"{one!r} stands twice", "ids are unique in their section")
        seen.add(one)
    return seen


def _check_keys(exchange: Exchange, defined: Mapping[str, set[str]], fault: _Fault) -> None:
    for section, keys in _KEYS.items():
        for i, row in enumerate(_rows(exchange, section)):
            for key, target in keys.items():
                for one in _given(row, key):
                    where = f"{section}[{i}].{key}"
                    if one not in defined[target]:
                        raise fault(where, f"no {target[:-1]} {one!r} is defined", f"add it to {target}, or use null")
                    if section == target and one == getattr(row, "id"):  # noqa: B009
                        raise fault(where, f"{one!r} names itself", "leave it out")


def _check_subjects(exchange: Exchange, defined: Mapping[str, set[str]], fault: _Fault) -> None:
    known = set[str]().union(*(defined[section] for section in _SUBJECTS))
    for i, conflict in enumerate(exchange.conflicts):
        if conflict.subject is not None and conflict.subject not in known:
            remedy = f"name a row of {', '.join(_SUBJECTS)}, or use null"
            raise fault(f"conflicts[{i}].subject", f"nothing has the id {conflict.subject!r}", remedy)


def _check_evidence(exchange: Exchange, documents: set[str], fault: _Fault) -> None:
    for section in _SECTIONS:
        for i, row in enumerate(_rows(exchange, section)):
            for where, piece in _evidence(f"{section}[{i}]", row):
                if piece.document not in documents:
                    message = f"no document {piece.document!r} is defined"
                    raise fault(f"{where}.document", message, "add it to documents")


def _evidence(where: str, row: object) -> Iterator[tuple[str, XEvidence]]:
    """All evidence of a row, at any depth, with its place."""
    if isinstance(row, XEvidence):
        yield where, row
        return
    for key in ("evidence", "mentions", "record_counts", "claims"):
        for i, part in enumerate(getattr(row, key, ())):
            yield from _evidence(f"{where}.{key}[{i}]", part)


def _check_hashes(exchange: Exchange, fault: _Fault) -> None:
    seen: dict[str, int] = {}
    for i, document in enumerate(exchange.documents):
        if document.x_sha256 is None:
            continue
        if document.x_sha256 in seen:
            message = f"the same bytes as documents[{seen[document.x_sha256]}]"
            raise fault(f"documents[{i}].x_sha256", message, "list a document once")
        seen[document.x_sha256] = i


def _check_how(exchange: Exchange, fault: _Fault) -> None:
    slots = PROPERTIES[ThingKind.TRANSFER]
    for i, transfer in enumerate(exchange.transfers):
        for slot in transfer.x_how:
            if slot not in slots:
                raise fault(f"transfers[{i}].x_how", f"{slot!r} is no slot", f"one of {', '.join(slots)}")
