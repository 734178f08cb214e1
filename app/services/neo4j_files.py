"""Record → a folder of files for `neo4j-admin database import full`: the graph that `publish` would write.

    write_contents(contents, Path("made"), Path("case.neo4j"))   →  {"Actor": 109, "ABOUT": 1628, …}

What comes of them is a store of Leaktrail that holds what the export holds, texts and judgements included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.access import Marking
from app.domain.errors import BadQuestion
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Policy, Reading
from app.export.contents import Contents
from app.export.neo4j_admin import write_neo4j_admin
from app.property_graph import Node, Record, Relationship, evidence_of, judgement_node, resolved_of
from app.services.accepted import has_accepted
from app.services.whole_file import whole_folder
from app.store.rows import judgement_row, revision_of, run_id

__all__ = ["write_contents", "write_graph"]


def write_contents(contents: Contents, folder: Path, place: Path) -> Mapping[str, int]:
    """Fill the folder; the number of rows by label and type.

    Raises BadQuestion for a part of a graph and for another policy, since a store resolves all that it holds, by `all`;
    and while a proposal is accepted: in a record, what it says would stand as a claim, and could not be taken back.
    """
    if has_accepted(contents.judgements):
        message = "does not go with neo4j-admin while proposals are accepted, which no record holds"
        raise BadQuestion(message, place="format", remedy="leaktrail copy brings the record and its judgements over")
    if contents.is_part or contents.policy is not Policy.ALL:
        asked = next(iter([*(contents.asked.keys() - {"known_on"}), "policy"]))
        raise BadQuestion("does not go with neo4j-admin, whose files are a whole record", place=asked)
    readings = list(contents.readings.values())
    markings = contents.markings
    revision = revision_of([*map(run_id, readings)], [*map(judgement_row, contents.judgements)], markings)
    nodes = (_marked(node, markings) for node in _nodes(contents.graph, readings, contents.judgements, revision))
    return write_neo4j_admin(folder, nodes, _relationships(contents.graph, readings, contents.judgements), place=place)


def write_graph(
    folder: Path, graph: Graph, readings: Sequence[Reading], judgements: Sequence[Judgement], revision: str
) -> Mapping[str, int]:
    """Write the files of a graph that was resolved from these readings and judgements into a folder of their own.

    BadInput for a folder that is there, or cannot be made.
    """
    with whole_folder(folder) as partial:
        nodes = _nodes(graph, readings, judgements, revision)
        return write_neo4j_admin(partial, nodes, _relationships(graph, readings, judgements), place=folder.absolute())


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


def _marked(node: Node, markings: Mapping[DocumentId, Marking]) -> Node:
    marking = markings.get(DocumentId(node.id)) if node.label == "Document" else None
    return node if marking is None else replace(node, properties={**node.properties, "marking": marking.value})


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
