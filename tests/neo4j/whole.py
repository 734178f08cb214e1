"""What is in a database, as one hash and as counts: equal graphs, equal hashes, whatever their internal ids.

Left out are the steps of the schema (they bear the time of their application) and how often was written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from neo4j import Driver

_NODES = "MATCH (n:$($label)) RETURN labels(n) AS labels, properties(n) AS given ORDER BY n.id"
_RELATIONSHIPS = """
CYPHER 25
MATCH (a)-[r:$($type)]->(b)
RETURN labels(a) AS one, a.id AS start, labels(b) AS two, b.id AS end, properties(r) AS given
ORDER BY start, end, given.transfer_id, given.position
"""


def fingerprint(driver: Driver) -> tuple[str, Counter[str]]:
    """The hash of all nodes and relationships, and their numbers by label and by type."""
    state, counts = sha256(), Counter[str]()
    with driver.session() as session:
        labels = session.run("CALL db.labels() YIELD label RETURN label ORDER BY label").value()
        for label in labels:
            if label != "SchemaStep":
                for row in session.run("CYPHER 25 " + _NODES, label=label):
                    counts[label] += 1
                    state.update(_text(sorted(row["labels"]), _given(row["given"])))
        for kind in session.run("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t ORDER BY t").value():
            rows = (
                _text(kind, sorted(row["one"]), row["start"], sorted(row["two"]), row["end"], _given(row["given"]))
                for row in session.run(_RELATIONSHIPS, type=kind)
            )
            for row in _stable(rows):
                counts[kind] += 1
                state.update(row)
    return state.hexdigest(), counts


def _stable(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Sorted by chunks would not do: rows of equal order may come either way, so all are sorted."""
    yield from sorted(rows)


def _given(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "writes"}


def _text(*parts: object) -> bytes:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()
