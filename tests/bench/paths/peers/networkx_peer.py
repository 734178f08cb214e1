"""networkx: a MultiDiGraph with the window on each arc, and the heap loop over its dicts."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from tests.bench.paths.graphs import Graph
from tests.bench.paths.peers.heap import HeapPeer

__all__ = ["NetworkxPeer"]


class NetworkxPeer(HeapPeer):
    """As its documentation shows: keys are the transfers' numbers, windows are attributes."""

    def __init__(self, graph: Graph) -> None:
        self.actors = graph.actors
        self._arcs: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        self._arcs.add_nodes_from(range(graph.actors))
        columns = (graph.provider, graph.recipient, graph.earliest, graph.latest)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        self._arcs.add_edges_from((a, b, i, {"earliest": lo, "latest": hi}) for i, (a, b, lo, hi) in enumerate(rows))

    def onward(self, actor: int) -> Iterable[tuple[int, int, int]]:
        for other, arcs in self._arcs.adj[actor].items():
            for arc in arcs.values():
                yield other, arc["earliest"], arc["latest"]

    def back(self, actor: int) -> Iterable[tuple[int, int, int]]:
        for other, arcs in self._arcs.pred[actor].items():
            for arc in arcs.values():
                yield other, arc["earliest"], arc["latest"]

    def numbered(self, actor: int) -> Iterable[tuple[int, int, int, int]]:
        for other, arcs in self._arcs.adj[actor].items():
            for number, arc in arcs.items():
                yield number, other, arc["earliest"], arc["latest"]

    def numbered_between(self, actor: int, other: int) -> Iterable[tuple[int, int, int]]:
        for number, arc in self._arcs.get_edge_data(actor, other, default={}).items():
            yield number, arc["earliest"], arc["latest"]
