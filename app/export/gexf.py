"""Contents → GEXF 1.3: actors as nodes, transfers as dynamic edges, for Gephi and its timeline.

    <edge id="t2" source="a0" target="a3" kind="sale" start="2031-04-01" end="2031-04-30" label="sale">…

A transfer is an edge, and lies on the timeline from the first to the last day on which it can have happened: the
interval says what is not known, not how long it took. An end that is open is not written, so it has no bound. Actors
have no interval, since nobody tells when they came to be. Gephi joins parallel edges of one kind, so the second sale
between the same two has the kind `sale 2`; `action` says `sale` for both. The weight of every edge is 1.

Left out: what `graphml` leaves out; where the format has no value, there is no attvalue.

References:
    GEXF Working Group, "GEXF 1.3 Primer" (2022), and its schema: intervals with `start` and `end` included, `kind`.
    M. Bastian, gephi/gephi#992 (2015): several edges between two nodes, each of another type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from app.export.contents import Contents
from app.export.edges import EDGE_VALUES, NODE_VALUES, Edge, Flat, Node, edges_of, nodes_of
from app.export.markup import attribute, content, word

__all__ = ["write_gexf"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
_TYPES = {str: "string", float: "double", bool: "boolean"}


def write_gexf(contents: Contents) -> Iterator[bytes]:
    """The document, an element at a time."""
    told = content(", ".join(f"{name}: {value}" for name, value in contents.about().items()))
    yield _HEAD.encode()
    yield f"  <meta>\n    <creator>Leaktrail</creator>\n    <description>{told}</description>\n  </meta>\n".encode()
    yield b'  <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
    yield _attributes("node", "n", {name: kind for name, kind in NODE_VALUES.items() if name != "label"})
    yield _attributes("edge", "e", EDGE_VALUES)
    yield b"    <nodes>\n"
    for node in nodes_of(contents):
        yield _node(node)
    yield b"    </nodes>\n    <edges>\n"
    seen: Counter[tuple[str, str, str]] = Counter()
    for edge in edges_of(contents):
        yield _edge(edge, seen)
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _attributes(where: str, prefix: str, values: Mapping[str, type]) -> bytes:
    rows = [
        f'      <attribute id="{prefix}_{name}" title="{name}" type="{_TYPES[kind]}"/>\n'
        for name, kind in values.items()
    ]
    return f'    <attributes class="{where}" mode="static">\n{"".join(rows)}    </attributes>\n'.encode()


def _node(node: Node) -> bytes:
    label = attribute(word(node.values["label"]))
    further = {name: value for name, value in node.values.items() if name != "label"}
    return f'      <node id="{node.key}" label={label}>\n{_values("n", further)}      </node>\n'.encode()


def _edge(edge: Edge, seen: Counter[tuple[str, str, str]]) -> bytes:
    action = word(edge.values["action"])
    seen[edge.source, edge.target, action] += 1
    number = seen[edge.source, edge.target, action]
    told = {
        "id": edge.key,
        "source": edge.source,
        "target": edge.target,
        "kind": action if number == 1 else f"{action} {number}",
        "label": action,
        "weight": "1",
    }
    days = zip(("start", "end"), edge.transfer.window.to_iso(), strict=True)
    told |= {name: day for name, day in days if day is not None}
    written = " ".join(f"{name}={attribute(value)}" for name, value in told.items())
    return f"      <edge {written}>\n{_values('e', edge.values)}      </edge>\n".encode()


def _values(prefix: str, values: Mapping[str, Flat]) -> str:
    told = ((f"{prefix}_{name}", attribute(word(value))) for name, value in values.items())
    rows = "".join(f'          <attvalue for="{key}" value={value}/>\n' for key, value in told)
    return f"        <attvalues>\n{rows}        </attvalues>\n"
