"""A graph → one STIX 2.1 bundle, each object of it checked by the library `stix2`.

    Transfer(t1: 元社員 → 東名簿センター, sale, suspected)
        →  {"type": "relationship", "relationship_type": "sold-data-to", "confidence": 29, "start_time": …,
            "extensions": {"extension-definition--…": {"section": "transfers", "row": {…}}}}

| ours | STIX |
|---|---|
| actor | `identity`; `threat-actor` where it is called an attacker or extortionist |
| transfer | `relationship` between two actors; denied or planned: `note` |
| incident, its affected organizations | `incident`; `sighting` of it at an identity; not concerned: `note` |
| dataset, event | objects of our own, `x-leaktrail-dataset`, `x-leaktrail-event` |
| stated holding | `sighting` of the dataset at the holder |
| conflict | `note` with all sides |
| document | `report` with its day, `grouping` where the day is not known; each quote is an `external_reference` |
| marking | the definitions of TLP 2.0; an object bears the strictest one of the documents that it quotes |

Status and reading together are the `confidence` (see `terms.confidence_of`). Ids are made of ours, instants of the days
of documents: equal graphs give equal bytes. Every object carries its row of leaktrail/1 in our extension, by which
`loaders/stix` takes it over again as it was. What does not come back: texts and mentions; which document tells what,
for the words of a bundle are its objects (the quotes stand there as text); holdings; suggestions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid5

from app.domain.errors import LeaktrailError
from app.domain.graph import Holding
from app.export.contents import Contents
from app.export.leaktrail1 import to_leaktrail1
from app.export.stix.objects import Makers, Row, type_of_actor
from app.export.stix.sources import Sources
from app.export.stix.terms import (
    EXTENSION,
    MAKER,
    MAKER_ID,
    Stix,
    instant,
    marking_definition,
    marking_id,
    stix_id,
)

__all__ = ["to_stix", "write_stix"]

_TYPES = {
    "incidents": "incident",
    "datasets": "x-leaktrail-dataset",
    "transfers": "relationship",
    "events": "x-leaktrail-event",
}


def write_stix(contents: Contents) -> Iterator[bytes]:
    """The bundle as JSON."""
    yield json.dumps(to_stix(contents), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def to_stix(contents: Contents) -> Stix:
    """The bundle as a plain object. LeaktrailError where the library refuses an object: a fault of this module."""
    objects = [MAKER, EXTENSION, *_objects(contents)] if contents.graph.documents else [MAKER, EXTENSION]
    listed = sorted({one["id"]: one for one in objects}.values(), key=lambda one: (one["type"], one["id"]))
    _check(listed)
    key = uuid5(NAMESPACE_OID, json.dumps(listed, ensure_ascii=False, sort_keys=True))
    return {"type": "bundle", "id": f"bundle--{key}", "objects": listed}


def _objects(contents: Contents) -> Iterator[Stix]:
    rows = cast("dict[str, list[Row]]", to_leaktrail1(contents.graph, contents.names))
    rows["incidents"] = [row for row in rows["incidents"] if not row.get("x_unassigned")]
    rows |= {section: _named(rows[section]) for section in ("affected", "conflicts")}
    ids = _ids(rows)
    sources = _sources(contents, rows)
    makers = Makers(ids, sources)
    made = [*_made(makers, rows), *_held(contents, ids, sources)]
    yield from made
    yield from _reports(sources, made)
    yield from (marking_definition(one) for one in sorted({*sources.marked.values()}, key=marking_id))


def _made(makers: Makers, rows: Mapping[str, Sequence[Row]]) -> Iterator[Stix]:
    plain: Mapping[str, Callable[[Row], Iterable[Stix]]] = {
        "incidents": makers.incident,
        "actors": makers.actor,
        "datasets": makers.dataset,
        "transfers": makers.transfer,
        "events": makers.event,
        "affected": makers.affected,
        "conflicts": makers.conflict,
    }
    for section, make in plain.items():
        for row in rows[section]:
            yield from make(row)


def _named(rows: Sequence[Row]) -> list[Row]:
    """Rows that have no id in leaktrail/1, with one that follows from what they say; equal ones are numbered."""
    seen = Counter[str]()
    named = list[Row]()
    for row in rows:
        said = json.dumps(row, ensure_ascii=False, sort_keys=True)
        seen[said] += 1
        named.append({**row, "id": sha256(f"{seen[said]}{said}".encode()).hexdigest()[:24]})
    return named


def _ids(rows: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, str]]:
    """By section and id the id of the object. A transfer that did not happen is a note."""
    kinds: Mapping[str, Callable[[Row], str]] = {
        **{section: (lambda _, kind=kind: kind) for section, kind in _TYPES.items()},
        "actors": type_of_actor,
        "transfers": lambda row: "note" if row["status"] in ("denied", "planned") else "relationship",
    }
    return {
        section: {row["id"]: stix_id(kind(row), section, row["id"]) for row in rows[section]}
        for section, kind in kinds.items()
    }


def _sources(contents: Contents, rows: Mapping[str, Sequence[Row]]) -> Sources:
    documents = {contents.name_of(one.id): one for one in contents.documents()}
    marked = {contents.name_of(key): marking for key, marking in contents.markings.items()}
    labels = {(section, row["id"]): row["label"] for section in ("actors", "datasets") for row in rows[section]}
    return Sources(documents, marked, labels)


def _held(contents: Contents, ids: Mapping[str, Mapping[str, str]], sources: Sources) -> Iterator[Stix]:
    """Holdings that documents state: the dataset was seen at its holder."""
    for one in contents.graph.holdings:
        dataset, holder = ids["datasets"].get(one.dataset or ""), ids["actors"].get(one.actor)
        if dataset is not None and holder is not None and holder.startswith("identity--"):
            yield _holding(one, dataset, holder, contents, sources)


def _holding(one: Holding, dataset: str, holder: str, contents: Contents, sources: Sources) -> Stix:
    evidence: list[dict[str, Any]] = [
        {"document": contents.name_of(quote.document), "start": quote.start, "end": quote.end, "quote": quote.exact}
        for quote in one.evidence
        if quote.exact
    ]
    created, modified = sources.days(evidence)
    first, last = one.window.earliest, one.window.latest
    return {
        "type": "sighting",
        "spec_version": "2.1",
        "id": stix_id("sighting", "holdings", one.id),
        "created_by_ref": MAKER_ID,
        "created": created,
        "modified": modified,
        "sighting_of_ref": dataset,
        "where_sighted_refs": [holder],
        "external_references": [
            {"source_name": "leaktrail", "external_id": one.id},
            *sources.references(evidence),
        ],
        **({"first_seen": instant(first)} if first else {}),
        **({"last_seen": instant(last, "23:59:59.999")} if last else {}),
        **sources.markings(evidence),
    }


def _reports(sources: Sources, made: Sequence[Stix]) -> Iterator[Stix]:
    """The documents, each with all objects that quote it."""
    quoting: dict[str, list[str]] = {name: [] for name in sources.documents}
    for one in made:
        for reference in one.get("external_references", []):
            name, mark, _ = str(reference["external_id"]).rpartition("#char=")
            if mark and name in quoting:
                quoting[name].append(one["id"])
    # a conflict that points to the documents it is told in is not among what these documents hold
    notes = {one["id"] for one in made if one["type"] == "note"}
    for name, refs in quoting.items():
        yield sources.report(name, [one for one in refs if one not in notes])


def _check(objects: Sequence[Stix]) -> None:
    """By the library, which knows the standard."""
    from stix2 import parse  # noqa: PLC0415  # pyright: ignore[reportUnknownVariableType] - takes a second
    from stix2.exceptions import STIXError  # noqa: PLC0415

    for one in objects:
        try:
            parse(dict(one), allow_custom=True, version="2.1")
        except (STIXError, ValueError) as error:
            message = f"a STIX object was not made as the standard asks: {' '.join(str(error).split())}"
            raise LeaktrailError(message, place=one["id"], remedy="please report it") from error
