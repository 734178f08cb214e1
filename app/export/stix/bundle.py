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
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid5

from app.domain.errors import LeaktrailError
from app.domain.graph import Graph, Holding
from app.export.contents import Contents
from app.export.leaktrail1 import document_names, rows_of
from app.export.stix.objects import Makers, Row, type_of_actor, type_of_transfer
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


def write_stix(contents: Contents) -> Iterator[bytes]:
    """The bundle as JSON, an object at a time; its id, which follows from all of them, comes last."""
    told = sha256()
    between = b'{"type": "bundle", "objects": [\n'
    for one in _objects(contents):
        text = json.dumps(one, ensure_ascii=False, sort_keys=True).encode()
        told.update(text)
        yield between + text
        between = b",\n"
    yield f'\n], "id": "{_bundle_id(told.hexdigest())}"}}\n'.encode()


def to_stix(contents: Contents) -> Stix:
    """The bundle as a plain object. LeaktrailError where the library refuses an object: a fault of this module."""
    return json.loads(b"".join(write_stix(contents)))


def _bundle_id(told: str) -> str:
    return f"bundle--{uuid5(NAMESPACE_OID, told)}"


def _objects(contents: Contents) -> Iterator[Stix]:
    """All objects, each checked: what all bundles have, things by section and id, documents."""
    yield from _checked((MAKER, EXTENSION))
    if not contents.graph.documents:
        return
    ids, sources = _ids(contents.graph), _sources(contents)
    yield from _checked(marking_definition(one) for one in sorted({*sources.marked.values()}, key=marking_id))
    quoting: dict[str, list[str]] = {name: [] for name in sources.documents}
    for one in _checked(_made(contents, Makers(ids, sources))):
        _note_quotes(one, quoting)
        yield one
    for one in _checked(_held(contents, ids, sources)):
        _note_quotes(one, quoting)
        yield one
    yield from _checked(sources.report(name, refs) for name, refs in quoting.items())


def _made(contents: Contents, makers: Makers) -> Iterator[Stix]:
    rows = cast("Mapping[str, Iterable[Row]]", rows_of(contents.graph, contents.names))
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
        for row in _named(rows[section]):
            if not row.get("x_unassigned"):
                yield from make(row)


def _named(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows, and where they have no id in leaktrail/1 one that follows from what they say; equal ones are numbered."""
    seen = Counter[str]()
    for row in rows:
        if "id" in row:
            yield row
            continue
        said = sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]
        seen[said] += 1
        yield {**row, "id": said if seen[said] == 1 else f"{said}-{seen[said]}"}


def _ids(graph: Graph) -> dict[str, dict[str, str]]:
    """By section and id the id of the object."""
    kinds: Mapping[str, Mapping[str, str]] = {
        "incidents": dict.fromkeys(graph.incidents, "incident"),
        "actors": {key: type_of_actor(one.roles) for key, one in graph.actors.items()},
        "datasets": dict.fromkeys(graph.datasets, "x-leaktrail-dataset"),
        "transfers": {key: type_of_transfer(one.status) for key, one in graph.transfers.items()},
        "events": dict.fromkeys(graph.events, "x-leaktrail-event"),
    }
    return {section: {key: stix_id(kind, section, key) for key, kind in of.items()} for section, of in kinds.items()}


def _sources(contents: Contents) -> Sources:
    graph = contents.graph
    names = contents.names or document_names(graph.documents)
    documents = {names[one.id]: one for one in contents.documents()}
    marked = {names[key]: marking for key, marking in contents.markings.items() if key in graph.documents}
    labels: dict[str, str] = {key: one.label for key, one in graph.actors.items()}
    return Sources(documents, marked, labels, names)


def _held(contents: Contents, ids: Mapping[str, Mapping[str, str]], sources: Sources) -> Iterator[Stix]:
    """Holdings that documents state: the dataset was seen at its holder."""
    for one in contents.graph.holdings:
        dataset, holder = ids["datasets"].get(one.dataset or ""), ids["actors"].get(one.actor)
        if dataset is not None and holder is not None and holder.startswith("identity--"):
            yield _holding(one, dataset, holder, sources)


def _holding(one: Holding, dataset: str, holder: str, sources: Sources) -> Stix:
    evidence: list[dict[str, Any]] = [
        {"document": sources.names[quote.document], "start": quote.start, "end": quote.end, "quote": quote.exact}
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


def _note_quotes(one: Stix, quoting: Mapping[str, list[str]]) -> None:
    """Note which documents an object quotes. What points to documents itself is not among what they hold."""
    if one["type"] == "note":
        return
    for reference in one.get("external_references", []):
        name, mark, _ = str(reference["external_id"]).rpartition("#char=")
        if mark and name in quoting and one["id"] not in quoting[name][-1:]:
            quoting[name].append(one["id"])


def _checked(objects: Iterable[Stix]) -> Iterator[Stix]:
    """Each object, once the library, which knows the standard, has taken it."""
    from stix2 import parse  # noqa: PLC0415  # pyright: ignore[reportUnknownVariableType] - takes a second
    from stix2.exceptions import STIXError  # noqa: PLC0415

    for one in objects:
        try:
            parse(dict(one), allow_custom=True, version="2.1")
        except (STIXError, ValueError) as error:
            message = f"a STIX object was not made as the standard asks: {' '.join(str(error).split())}"
            raise LeaktrailError(message, place=one["id"], remedy="please report it") from error
        yield one
