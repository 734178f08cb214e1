"""Contents → elements of Cytoscape.js: actors as nodes, transfers as edges, and the rest of the graph beside them.

    {"elements": {"nodes": [{"data": {"id": "a0", "label": "北浜データ", …}}],
                  "edges": [{"data": {"id": "t2", "source": "a0", "target": "a3", "earliest": "2031-04-01", …}}]},
     "data": {"datasets": […], "incidents": […], "events": […], …}}

`cytoscape({elements: file.elements})` draws it; Cytoscape (desktop) imports it as well. A transfer is an edge with an
id of its own, so parallel ones stay apart; `data` of an edge is the transfer with all that the graph says of it, quotes
included, and `null` where nothing is known. `classes` are the action and the status, for style sheets: `edge.denied`.

Left out: the texts of documents, claims, judgements.

References:
    M. Franz et al., "Cytoscape.js: a graph theory library for visualisation and analysis", Bioinformatics 32 (2016);
    its manual, "Elements JSON".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from app.export import plain
from app.export.contents import Contents
from app.export.edges import Edge, Node, edges_of, nodes_of
from app.export.plain import Plain

__all__ = ["write_cytoscape"]

FORMAT = "leaktrail-cytoscape/1"
_DRAWN = frozenset({"actor", "transfer"})
_PLURALS = {"affected": "affected"}


def write_cytoscape(contents: Contents) -> Iterator[bytes]:
    """The object, an element at a time."""
    yield b'{"elements":{"nodes":['
    yield from _listed(_node(contents, one) for one in nodes_of(contents))
    yield b'\n],"edges":['
    yield from _listed(_edge(contents, one) for one in edges_of(contents))
    yield b'\n]},"data":{'
    yield b'"about":%b' % _json({"format": FORMAT, **contents.about()})
    for kind, rows in plain.kinds_of(contents):
        if kind not in _DRAWN:
            yield f',\n"{_PLURALS.get(kind, f"{kind}s")}":['.encode()
            yield from _listed(rows)
            yield b"\n]"
    yield b"}}\n"


def _node(contents: Contents, node: Node) -> Plain:
    actor = contents.graph.actors.get(node.actor) if node.actor is not None else None
    if actor is None:
        data: Plain = {**node.values, "id": node.key}
        return {"data": data, "classes": "unstated" if "unstated" in data else "unknown"}
    data = {**plain.actor_object(contents, actor), "id": node.key, "leaktrail_id": actor.id}
    return {"data": data, "classes": actor.kind.value}


def _edge(contents: Contents, edge: Edge) -> Plain:
    told = plain.transfer_object(contents, edge.transfer)
    data = {**told, "id": edge.key, "leaktrail_id": edge.transfer.id, "source": edge.source, "target": edge.target}
    action = edge.transfer.action.value.replace("/", "-")
    return {"data": {**data, "label": edge.transfer.action.value}, "classes": f"{action} {edge.transfer.status.value}"}


def _listed(rows: Iterable[Plain]) -> Iterator[bytes]:
    for number, row in enumerate(rows):
        yield (b"\n" if number == 0 else b",\n") + _json(row)


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
