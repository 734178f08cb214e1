"""A database → all that is in it as plain values, to be compared; the same from readings, without a database.

    picture_of(driver) == expected_of(readings)     the record and the graph are whole, and nothing is there twice

Left out is what must differ: counts of writers, times of schema steps, and runs that do not count any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import neo4j
from neo4j.time import Date

from app.domain.ids import digest
from app.domain.judgement import Judgement
from app.domain.view import Reading, View
from app.property_graph import Node, Relationship, evidence_of, judgement_node, resolved_of
from app.store.rows import reading_rows
from loaders.resolve import resolve

_NODES = """
MATCH (n) WHERE NOT (n:Past OR n:Store OR n:SchemaStep OR (n:Run AND NOT n.current))
RETURN labels(n), properties(n)
"""
_RELATIONSHIPS = """
MATCH (a)-[r]->(b) WHERE NOT (a:Past OR b:Past OR (a:Run AND NOT a.current))
RETURN type(r), labels(a), a.id, labels(b), b.id, properties(r)
"""
_FURTHER = {"Person", "Organization", "Group"}


class Picture(NamedTuple):
    """Each node and each relationship as text, with how often it is there."""

    nodes: Counter[str]
    relationships: Counter[str]

    @property
    def hash(self) -> str:
        """Equal for equal pictures."""
        parts = (f"{number} {text}" for found in self for text, number in found.items())
        return digest("picture", *sorted(parts))

    def differences(self, other: Picture) -> list[str]:
        """Some of what only one of the two has."""
        found = []
        for mine, theirs in zip(self, other, strict=True):
            found += [f"- {text}" for text in sorted((mine - theirs).elements())[:5]]
            found += [f"+ {text}" for text in sorted((theirs - mine).elements())[:5]]
        return found


def picture_of(driver: neo4j.Driver) -> Picture:
    """What is there now."""
    with driver.session() as session:
        nodes = [_node(*row) for row in session.run(_NODES).values()]
        rows = session.run(_RELATIONSHIPS).values()
    return Picture(
        Counter(nodes),
        Counter(
            _relationship(kind, (_label(a), start), (_label(b), end), given) for kind, a, start, b, end, given in rows
        ),
    )


def expected_of(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> Picture:
    """What must be there when a store holds these readings and has published them."""
    nodes: dict[tuple[str, str], tuple[Node, str | None]] = {}
    arrows: list[Relationship] = []
    for reading in readings:
        evidence, quoting = evidence_of(reading, reading_rows(reading).id)
        nodes |= {node.key: (node, None) for node in evidence}
        arrows += quoting
    graph = resolve(tuple(readings), View(judgements=tuple(judgements)))
    decisions = {node.key: node for node in map(judgement_node, judgements)}
    for record in resolved_of(graph, readings, judgements):
        nodes[record.node.key] = (decisions.get(record.node.key, record.node), record.digest)
        arrows += record.relationships
    return Picture(
        Counter(_node([n.label, *n.further], {**n.properties, **_known(mark)}) for n, mark in nodes.values()),
        Counter(_relationship(r.type, r.start, r.end, r.properties) for r in arrows),
    )


def _known(mark: str | None) -> dict[str, str]:
    return {} if mark is None else {"digest": mark}


def _node(labels: Iterable[str], properties: Mapping[str, Any]) -> str:
    return f"{sorted(labels)} {_plain(properties)}"


def _relationship(kind: str, start: tuple[str, str], end: tuple[str, str], properties: Mapping[str, Any]) -> str:
    return f"{start}-[{kind} {_plain(properties)}]->{end}"


def _label(labels: Iterable[str]) -> str:
    [label] = set(labels) - _FURTHER
    return label


def _plain(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    natives = ((k, v.to_native() if isinstance(v, Date) else v) for k, v in properties.items())
    return sorted((name, value) for name, value in natives)
