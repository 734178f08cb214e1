"""Contents → GraphML: actors as nodes, transfers as edges, for yEd, Gephi, igraph, networkx and their algorithms.

    <edge id="t2" source="a0" target="a3"><data key="e_leaktrail_id">t3</data><data key="e_earliest">2031-04-01</data>…

A transfer is an edge, since that is what such tools compute over. The graph is directed and may have several edges
between two nodes, each with the id of its transfer (`leaktrail_id`), window, status, count, price and quotes. Denied
and planned transfers are edges too: filter by `status` before computing. A window that is open has no `earliest` or
`latest`.

Left out: documents beside their names, datasets beside their ids and labels, incidents beside their names; events,
affected organizations, stated holdings, conflicts, suggestions. Characters that XML cannot hold (controls) are U+FFFD.

References:
    U. Brandes, M. Eiglsperger, J. Lerner, C. Pich, "Graph Markup Language (GraphML)", in: Handbook of Graph Drawing and
    Visualization (2013). Ids are NMTOKENs there, so those of Leaktrail are values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.export.contents import Contents
from app.export.edges import EDGE_VALUES, NODE_VALUES, Edge, Flat, Node, edges_of, nodes_of
from app.export.markup import attribute, content, word

__all__ = ["write_graphml"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {str: "string", float: "double", bool: "boolean"}


def write_graphml(contents: Contents) -> Iterator[bytes]:
    """The document, an element at a time."""
    about = contents.about()
    yield _HEAD.encode()
    yield from _keys("graph", "g", dict.fromkeys(about, str))
    yield from _keys("node", "n", NODE_VALUES)
    yield from _keys("edge", "e", EDGE_VALUES)
    yield f'  <graph id="leaktrail" edgedefault="directed">\n{_data("g", about)}'.encode()
    for node in nodes_of(contents):
        yield _node(node)
    for edge in edges_of(contents):
        yield _edge(edge)
    yield b"  </graph>\n</graphml>\n"


def _keys(where: str, prefix: str, values: Mapping[str, type]) -> Iterator[bytes]:
    for name, kind in values.items():
        told = f'id="{prefix}_{name}" for="{where}" attr.name="{name}" attr.type="{_TYPES[kind]}"'
        yield f"  <key {told}/>\n".encode()


def _node(node: Node) -> bytes:
    return f"    <node id={attribute(node.key)}>\n{_data('n', node.values)}    </node>\n".encode()


def _edge(edge: Edge) -> bytes:
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    return f"    <edge id={attribute(edge.key)} {ends}>\n{_data('e', edge.values)}    </edge>\n".encode()


def _data(prefix: str, values: Mapping[str, Flat]) -> str:
    told = ((f"{prefix}_{name}", content(word(value))) for name, value in values.items())
    return "".join(f'      <data key="{key}">{value}</data>\n' for key, value in told)
