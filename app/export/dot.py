r"""Contents → DOT, from which Graphviz draws the chain from left to right.

    "a0" -> "a3" [id="t3", label="sale\n2031-04-01 … 2031-04-30\nsuspected", style=dashed, …];

A transfer is an edge with an `id`, so two between the same actors are two arrows. A solid line is confirmed, a dashed
one alleged or suspected, a dotted one planned or denied; the word stands there too. The quotes with their documents are
the `tooltip`. What `graphml` says of nodes and edges stands in attributes of the same names, which Graphviz
passes over.

Left out: what `graphml` leaves out, and where actors are mentioned. Control characters are U+FFFD.

References:
    Graphviz (graphviz.org), "DOT Language": quoted ids, of which `\"` is the only escape; "escString" and HTML entities
    in labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.vocabulary import Status
from app.export.contents import Contents
from app.export.edges import Edge, Flat, Node, edges_of, nodes_of
from app.export.markup import word
from app.export.wording import quotes_in_words, words_of

__all__ = ["write_dot"]

_HEAD = """\
digraph leaktrail {
  rankdir=LR; charset="utf-8";
  node [shape=box, style=rounded];
"""
_LINES = {Status.CONFIRMED: "solid", Status.ALLEGED: "dashed", Status.SUSPECTED: "dashed"}
_ELSEWHERE = frozenset({"label", "mentions", "evidence"})
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"})


def write_dot(contents: Contents) -> Iterator[bytes]:
    """The file, a statement at a time."""
    yield _HEAD.encode()
    yield f"  graph [{_written(contents.about())}];\n".encode()
    for node in nodes_of(contents):
        yield _node(node)
    for edge in edges_of(contents):
        yield _edge(contents, edge)
    yield b"}\n"


def _node(node: Node) -> bytes:
    told = {"label": word(node.values["label"]), **_further(node.values)}
    drawn = ", shape=point" if node.actor is None else ""
    return f"  {_quoted(node.key)} [{_written(told)}{drawn}];\n".encode()


def _edge(contents: Contents, edge: Edge) -> bytes:
    told = {
        "id": edge.transfer.id,
        "label": "\n".join(words_of(edge.transfer)),
        "tooltip": "\n".join(quotes_in_words(contents, edge.transfer)) or "no words are quoted",
        **_further(edge.values),
    }
    style = _LINES.get(edge.transfer.status, "dotted")
    return f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_written(told)}, style={style}];\n".encode()


def _further(values: Mapping[str, Flat]) -> dict[str, str]:
    return {name: word(value) for name, value in values.items() if name not in _ELSEWHERE}


def _written(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(text: str) -> str:
    r"""A quoted id that Graphviz shows as the text is.

    >>> print(_quoted('5"\\N & 名簿'))
    "5\"\\N &amp; 名簿"
    """
    return f'"{_UNFIT.sub(chr(0xFFFD), text).translate(_SIGNS)}"'
