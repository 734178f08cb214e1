"""Reading <-> rows of the Cypher statements that write and read it.

    node_rows([Node("Actor", "a1", {…})])  →  [{"label": "Actor", "id": "a1", "properties": {…}, "further": []}]
    readings_from(runs, parts)             →  the readings of those runs, exactly as they were put

A run notes how many parts it has. Reading them takes several statements, between which a writer may hide some; a run
whose parts are not all there is left out, and the caller asks again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.document import Document
from app.domain.view import Reading
from app.property_graph import Node, Relationship, count_parts
from app.store.neo4j_link import Row
from app.store.rows import reading_from

__all__ = ["PARTS", "document_from", "link_rows", "node_rows", "readings_from"]

PARTS = ("passages", "mentions", "sources", "claims")
"""What stands in nodes of its own, each read by `read/get_NAME`."""

_METADATA = ("title", "publisher", "published_at", "url", "language")


def node_rows(nodes: Iterable[Node]) -> list[dict[str, object]]:
    """Parameters of `write/put_nodes`."""
    return [
        {"label": n.label, "id": n.id, "properties": n.properties, "further": list(n.further)}  # one row a node
        for n in nodes
    ]


def link_rows(relationships: Iterable[Relationship]) -> list[dict[str, object]]:
    """Parameters of `write/link_nodes`."""
    return [
        {
            "type": r.type,
            "start_label": r.start[0],
            "start": r.start[1],
            "end_label": r.end[0],
            "end": r.end[1],
            "properties": r.properties,
        }
        for r in relationships
    ]


def readings_from(runs: Sequence[Row], parts: Mapping[str, Sequence[Row]]) -> dict[str, Reading]:
    """By run the readings of which all parts are there. `runs`: rows of `read/get_runs`; `parts`: of the others."""
    grouped: dict[str, dict[str, list[list[Any]]]] = {str(row[0]): {name: [] for name in PARTS} for row in runs}
    for name in PARTS:
        for run, *cells in parts[name]:
            grouped[run][name].append(cells)
    found: dict[str, Reading] = {}
    for run, properties, body in runs:
        reading = _reading(properties, body, grouped[run])
        if count_parts(reading) == properties.get("parts"):
            found[run] = reading
    return found


def document_from(run: Mapping[str, Any], body: str | None) -> Document:
    """The document that a run read."""
    return _reading(run, body, {name: [] for name in PARTS}).document


def _reading(run: Mapping[str, Any], body: str | None, parts: Mapping[str, list[list[Any]]]) -> Reading:
    head = (run["document"], run["extractor"], run["metadata_digest"], run["name"], run.get("sha256"), body)
    quotes = [(i, *quote) for i, claim in enumerate(parts["claims"]) for quote in claim[-1]]
    tables: dict[str, Sequence[Sequence[Any]]] = {
        **parts,
        "claims": [claim[:-1] for claim in parts["claims"]],
        "quotes": quotes,
        "blocks": [_block(text) for text in run.get("blocks", ())],
        "diagnostics": [json.loads(text) for text in run.get("diagnostics", ())],
    }
    return reading_from((*head, *(run.get(name) for name in _METADATA)), tables)


def _block(text: str) -> list[Any]:
    """As `rows.reading_from` takes it: the cells as JSON."""
    kind, start, end, level, parent, cells, table, header = json.loads(text)
    return [kind, start, end, level, parent, json.dumps(cells), table, header]
