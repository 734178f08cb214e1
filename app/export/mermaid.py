"""Contents → a Mermaid flowchart, for wikis and Markdown that draw it: the chain from left to right.

    %% t3
    a0 -.->|"sale<br/>2031-04-01 … 2031-04-30<br/>suspected"| a3

A transfer is an arrow of its own; its id, and that of an actor, stands in a comment before it. A solid arrow
is confirmed, a dotted one alleged or suspected, one that ends in a cross planned or denied; the word stands there too.

Left out: quotes, documents, datasets, prices, conflicts and all else that no arrow has room for; take `html` for those.
Every sign that could mean something to Mermaid, Markdown or HTML is written as its number, and controls are U+FFFD.
Mermaid draws 500 arrows and 50,000 characters at most, so more are refused here rather than there.

References:
    Mermaid (mermaid.js.org), "Flowcharts", entity codes; `maxEdges`, `maxTextSize`: mermaid-js/mermaid#5086.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.errors import BadQuestion
from app.domain.vocabulary import Status
from app.export.contents import Contents
from app.export.edges import Edge, Node, edges_of, nodes_of
from app.export.markup import word
from app.export.wording import words_of

__all__ = ["MOST_CHARACTERS", "MOST_EDGES", "write_mermaid"]

MOST_EDGES = 500
MOST_CHARACTERS = 50_000

_ARROWS = {Status.CONFIRMED: "-->", Status.ALLEGED: "-.->", Status.SUSPECTED: "-.->"}
_CROSSED = "-.-x"
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN = re.compile("[^A-Za-z0-9 ,()/+\u00a0-\U0010ffff-]|^-|-(?=-)|(?<=-)-")


def write_mermaid(contents: Contents) -> Iterator[bytes]:
    """The chart, a line at a time. Raises BadQuestion for more than Mermaid draws."""
    number = len(contents.graph.transfers)
    if number > MOST_EDGES:
        raise _too_large(f"{number:,} transfers, and draws {MOST_EDGES}")
    about = ", ".join(f"{name} {value}" for name, value in contents.about().items())
    lines = ["flowchart LR\n", f"  %% {_escaped(about)}\n"]
    for node in nodes_of(contents):
        lines += _node(node)
    for edge in edges_of(contents):
        lines += _edge(edge)
    length = sum(map(len, lines))
    if length > MOST_CHARACTERS:
        raise _too_large(f"{length:,} characters, and takes {MOST_CHARACTERS:,}")
    yield from (line.encode() for line in lines)


def _too_large(what: str) -> BadQuestion:
    remedy = "ask for a part of the graph: incident, dataset, by"
    return BadQuestion(f"mermaid would get {what}", place="format", remedy=remedy)


def _node(node: Node) -> tuple[str, ...]:
    label = _escaped(word(node.values["label"])) or " "
    if node.actor is None:
        return (f'  {node.key}(("{label}"))\n',)
    return f"  %% {_escaped(node.actor)}\n", f'  {node.key}["{label}"]\n'


def _edge(edge: Edge) -> tuple[str, str]:
    label = "<br/>".join(map(_escaped, words_of(edge.transfer)))
    arrow = _ARROWS.get(edge.transfer.status, _CROSSED)
    return f"  %% {_escaped(edge.transfer.id)}\n", f'  {edge.source} {arrow}|"{label}"| {edge.target}\n'


def _escaped(text: str) -> str:
    """What Mermaid shows as the text is.

    >>> _escaped('5" %% <名簿>')
    '5#34; #37;#37; #60;名簿#62;'
    """
    return _PLAIN.sub(lambda sign: f"#{ord(sign[0])};", _UNFIT.sub("\ufffd", text))
