"""Record → a folder of files for `neo4j-admin database import full`: the graph that `publish` would write.

    export_neo4j_admin(graphs, Path("case.neo4j"))   →  {"Actor": 109, "ABOUT": 1628, …}

The folder is made under another name and moved when it is complete, so that an interrupted export leaves none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.errors import BadInput
from app.domain.graph import Graph
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.export.neo4j_admin import write_neo4j_admin
from app.property_graph import Node, Record, Relationship, evidence_of, judgement_node, resolved_of
from app.services.graph import Graphs
from app.store.rows import run_id

__all__ = ["export_neo4j_admin", "write_graph"]


def export_neo4j_admin(graphs: Graphs, folder: Path) -> dict[str, int]:
    """Write the files; the number of rows by label and type. BadInput for a folder that is there, or cannot be made."""
    revision = graphs.store.revision()
    snapshot = graphs.snapshot()
    return write_graph(folder, snapshot.graph, list(snapshot.readings.values()), graphs.store.judgements(), revision)


def write_graph(
    folder: Path, graph: Graph, readings: Sequence[Reading], judgements: Sequence[Judgement], revision: str
) -> dict[str, int]:
    """Write the files of a graph that was resolved from these readings and judgements."""
    partial = folder.with_name(f"{folder.name}.partial")
    if folder.exists():
        raise BadInput("is there already", place=str(folder), remedy="give a folder that is not there yet")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        counts = write_neo4j_admin(
            partial,
            _nodes(graph, readings, judgements, revision),
            _relationships(graph, readings, judgements),
            place=folder,
        )
        partial.rename(folder)
    except OSError as error:
        raise BadInput(error.strerror or "cannot be written", place=str(folder)) from error
    return counts


def _nodes(graph: Graph, readings: Iterable[Reading], judgements: Sequence[Judgement], revision: str) -> Iterator[Node]:
    yield Node("Store", "store", {"id": "store", "published": revision, "writes": 0})
    texts: set[str] = set()
    for reading in readings:
        for node in evidence_of(reading, run_id(reading))[0]:
            if node.id not in texts:
                yield node
            if node.label == "Text":
                texts.add(node.id)
    decided = {one.id: one for one in judgements}
    for record in resolved_of(graph, readings, judgements):
        yield _with_digest(record, decided)


def _with_digest(record: Record, judgements: dict[str, Judgement]) -> Node:
    node = record.node
    if node.label == "Judgement":
        node = judgement_node(judgements[node.id])
    return replace(node, properties={**node.properties, "digest": record.digest})


def _relationships(
    graph: Graph, readings: Iterable[Reading], judgements: Sequence[Judgement]
) -> Iterator[Relationship]:
    for reading in readings:
        yield from evidence_of(reading, run_id(reading))[1]
    for record in resolved_of(graph, readings, judgements):
        yield from record.relationships
