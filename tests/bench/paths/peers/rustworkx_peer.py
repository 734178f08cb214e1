"""rustworkx: a PyDiGraph in Rust with a tuple on each arc, and the same heap loop over the arcs that it gives."""

from __future__ import annotations

from collections.abc import Iterable

import rustworkx as rx

from tests.bench.paths.graphs import Graph
from tests.bench.paths.peers.heap import HeapPeer

__all__ = ["RustworkxPeer"]


class RustworkxPeer(HeapPeer):
    """Nothing in it knows time, so that every label passes through Python."""

    def __init__(self, graph: Graph) -> None:
        self.actors = graph.actors
        self._arcs = rx.PyDiGraph(multigraph=True)
        self._arcs.add_nodes_from(range(graph.actors))
        columns = (graph.provider, graph.recipient, graph.earliest, graph.latest)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        self._arcs.add_edges_from([(a, b, (lo, hi, i)) for i, (a, b, lo, hi) in enumerate(rows)])

    def onward(self, actor: int) -> Iterable[tuple[int, int, int]]:
        return ((other, arc[0], arc[1]) for _, other, arc in self._arcs.out_edges(actor))

    def back(self, actor: int) -> Iterable[tuple[int, int, int]]:
        return ((other, arc[0], arc[1]) for other, _, arc in self._arcs.in_edges(actor))

    def numbered(self, actor: int) -> Iterable[tuple[int, int, int, int]]:
        return ((arc[2], other, arc[0], arc[1]) for _, other, arc in self._arcs.out_edges(actor))

    def numbered_between(self, actor: int, other: int) -> Iterable[tuple[int, int, int]]:
        if not self._arcs.has_edge(actor, other):
            return ()
        return ((arc[2], arc[0], arc[1]) for arc in self._arcs.get_all_edge_data(actor, other))
