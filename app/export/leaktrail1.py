"""Graph -> one leaktrail/1 object, ready for `json.dumps`.

    Transfer(id="t1", provider="a1", window=2031-04, how={"provider": implied})
        -> {"id": "t1", "provider": "a1", "time_earliest": "2031-04-01", …, "x_how": {"provider": "implied"}}

Things stand in the order of their ids, evidence in the order of documents and places, so equal graphs give equal
files. Private keys: `x_sha256` and `x_url` of a document, `x_page` of evidence in a document that has pages (1 = the
first), `x_how` of a transfer (slots that were not simply taken over from a file), `x_unit` of a count (the unit that
the format has no place for, or null where it asks for one that no document tells), `x_unassigned` of an incident that
stands for none.

Left out: holdings and suggestions, which the format does not know; empty quotes, by which imported facts without words
hang on a document; conflicts of which only one side is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from app.domain.claim import Value
from app.domain.document import Document, Quote
from app.domain.errors import NotFound
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Count,
    Dataset,
    Event,
    Graph,
    Incident,
    RecordCount,
    Transfer,
)
from app.domain.ids import DocumentId
from app.domain.vocabulary import How, Unit
from app.domain.window import Window
from app.export.contents import Contents
from app.export.plain import by_id, price_object

__all__ = ["document_names", "rows_of", "to_leaktrail1", "told_apart", "write_leaktrail1"]

_NO_INCIDENT = "unassigned"


def write_leaktrail1(contents: Contents) -> Iterator[bytes]:
    """The object as JSON, a row at a time. Raises NotFound for a graph without documents."""
    sections = rows_of(contents.graph, contents.names)
    yield b'{\n "format": "leaktrail/1"'
    for name, rows in sections.items():
        between = f',\n "{name}": ['
        for row in rows:
            text = json.dumps(row, ensure_ascii=False, allow_nan=False, indent=1)
            indented = text.replace("\n", "\n  ")
            yield f"{between}\n  {indented}".encode("utf-8", "backslashreplace")  # a lone surrogate as its escape
            between = ","
        yield b"\n ]" if between == "," else f"{between}]".encode()
    yield b"\n}\n"


def to_leaktrail1(graph: Graph, names: Mapping[DocumentId, str] | None = None) -> dict[str, object]:
    """The object; `names` are those of the documents. Raises NotFound for a graph without documents."""
    sections = rows_of(graph, names or {})
    return {"format": "leaktrail/1", **{name: list(rows) for name, rows in sections.items()}}


def rows_of(graph: Graph, names: Mapping[DocumentId, str]) -> dict[str, Iterable[dict[str, object]]]:
    """The rows of each section, made as they are asked for. NotFound for a graph without documents: it has no file."""
    if not graph.documents:
        raise NotFound("there is no document to export", remedy="load one first")
    subjects = frozenset[str]().union(graph.actors, graph.datasets, graph.transfers, graph.events)
    known = names or document_names(graph.documents)
    return _Writer(known, graph.documents, _free_id(graph), subjects).sections(graph)


def document_names(documents: Mapping[DocumentId, Document]) -> dict[DocumentId, str]:
    """leaktrail/1 ids: the stem of the file, `stem~2`, `stem~3` … for the next ones of that name, by document id."""
    return told_apart({key: documents[key].name for key in sorted(documents)})


def told_apart(names: Mapping[DocumentId, str]) -> dict[DocumentId, str]:
    """The names, with `~2`, `~3` … behind those that stand before already."""
    found: dict[DocumentId, str] = {}
    taken: set[str] = set()
    for key, stem in names.items():
        number, name = 1, stem
        while name in taken:
            number += 1
            name = f"{stem}~{number}"
        found[key] = name
        taken.add(name)
    return found


def _free_id(graph: Graph) -> str:
    name = _NO_INCIDENT
    while name in graph.incidents:
        name += "~"
    return name


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one section each; knows documents and names, the id that stands for no incident, possible subjects."""

    names: Mapping[DocumentId, str]
    documents: Mapping[DocumentId, Document]
    no_incident: str
    subjects: frozenset[str]

    def sections(self, graph: Graph) -> dict[str, Iterable[dict[str, object]]]:
        """Their rows, each made when it is asked for."""
        incidents = map(self._incident, by_id(graph.incidents))
        conflicts = (one for one in sorted(graph.conflicts, key=lambda row: row.id) if len(one.sides) > 1)
        return {
            "documents": map(self._document, by_id(graph.documents)),
            "incidents": chain(incidents, self._stand_in(graph)),
            "actors": map(self._actor, by_id(graph.actors)),
            "datasets": map(self._dataset, by_id(graph.datasets)),
            "transfers": map(self._transfer, by_id(graph.transfers)),
            "events": map(self._event, by_id(graph.events)),
            "affected": map(self._affected, sorted(graph.affected, key=lambda row: row.id)),
            "conflicts": map(self._conflict, conflicts),
        }

    def _evidence(self, quotes: Iterable[Quote]) -> list[object]:
        places = sorted({(self.names[q.document], q) for q in quotes if q.exact})
        return [self._words(name, quote) for name, quote in places]

    def _words(self, name: str, quote: Quote) -> dict[str, object]:
        page = {"x_page": self.documents[quote.document].page_at(quote.start)}
        return {"document": name, "start": quote.start, "end": quote.end, "quote": quote.exact} | _filled(page)

    def _document(self, one: Document) -> dict[str, object]:
        m = one.metadata
        known = {"x_url": m.url, "x_sha256": one.sha256}
        return {
            "id": self.names[one.id],
            "title": m.title,
            "publisher": m.publisher,
            "published_at": m.published_at,
            "language": m.language,
        } | _filled(known)

    def _stand_in(self, graph: Graph) -> list[dict[str, object]]:
        """The format wants an incident for each of these rows."""
        rows = [*graph.transfers.values(), *graph.events.values(), *graph.affected]
        if all(row.incident is not None for row in rows):
            return []
        return [{"id": self.no_incident, "name": "", "evidence": [], "x_unassigned": True}]

    def _incident(self, one: Incident) -> dict[str, object]:
        return {"id": one.id, "name": one.name, "evidence": self._evidence(one.evidence)}

    def _actor(self, one: Actor) -> dict[str, object]:
        return {
            "id": one.id,
            "label": one.label,
            "aliases": list(one.aliases),
            "kind": one.kind.value,
            "roles": [role.value for role in one.roles],
            "incidents": list(one.incidents),
            "mentions": self._evidence(one.mentions),
        } | _filled({"members": list(one.members), "candidates": list(one.candidates)})

    def _dataset(self, one: Dataset) -> dict[str, object]:
        return {
            "id": one.id,
            "label": one.label,
            "fields": list(one.fields),
            "record_counts": [self._record_count(count) for count in one.record_counts],
            "derived_from": list(one.derived_from),
        }

    def _record_count(self, one: RecordCount) -> dict[str, object]:
        told = {"claimed_by": one.claimed_by, "evidence": self._evidence(one.evidence)}
        return _unit_count(one.count) | told

    def _transfer(self, one: Transfer) -> dict[str, object]:
        how = {slot: how.value for slot, how in sorted(one.how.items()) if how is not How.IMPORTED}
        return {
            "id": one.id,
            "incident": one.incident or self.no_incident,
            "provider": one.provider,
            "recipient": one.recipient,
            "dataset": one.dataset,
            "action": one.action.value,
            "medium": one.medium,
            **_window(one.window),
            "time_text": one.time_text or None,
            "record_count": _count(one.record_count),
            "price": price_object(one.price),
            "status": one.status.value,
            "lawful": one.lawful,
            "confidence": one.confidence,
            "evidence": self._evidence(one.evidence),
        } | _filled({"part_of": one.part_of, "after": list(one.after), "x_how": how})

    def _event(self, one: Event) -> dict[str, object]:
        return {
            "id": one.id,
            "incident": one.incident or self.no_incident,
            "type": one.type,
            "actors": list(one.actors),
            **_window(one.window),
            "evidence": self._evidence(one.evidence),
        }

    def _affected(self, one: Affected) -> dict[str, object]:
        return {
            "incident": one.incident or self.no_incident,
            "organization": one.organization,
            "record_count": one.record_count and _unit_count(one.record_count),
            "fields": list(one.fields),
            "status": one.status.value,
            "evidence": self._evidence(one.evidence),
        }

    def _conflict(self, one: Conflict) -> dict[str, object]:
        return {
            "about": one.about,
            "subject": one.subject if one.subject in self.subjects else None,
            "property": one.property,
            "claims": [
                {
                    "value": _text_or_number(side.value),
                    "claimed_by": side.claimed_by,
                    "evidence": self._evidence(side.evidence),
                }
                for side in one.sides
            ],
        }


def _filled(optional: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in optional.items() if value}


def _window(window: Window) -> dict[str, object]:
    earliest, latest = window.to_iso()
    return {"time_earliest": earliest, "time_latest": latest}


def _count(count: Count | None) -> dict[str, object] | None:
    """For a transfer: no unit in the format."""
    if count is None:
        return None
    unit = {"x_unit": count.unit.value} if count.unit else {}
    return {"value": count.value, "qualifier": count.qualifier.value, **unit}


def _unit_count(count: Count) -> dict[str, object]:
    """The format asks for a unit; where none is told, 件 (records) stands there and `x_unit` is null."""
    unit = {"unit": count.unit.value} if count.unit else {"unit": Unit.RECORDS.value, "x_unit": None}
    return {"value": count.value, **unit, "qualifier": count.qualifier.value}


def _text_or_number(value: Value) -> str | int | float:
    """What else a side may hold (a window, a list, true) is spelt as JSON."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
