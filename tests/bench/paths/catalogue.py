"""The engines that are measured beside the candidate, each with how it answers and where its limit lies.

An engine's module is imported in the process that measures it, not before: what one library takes of memory is no part
of another's figures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

from tests.bench.paths.graphs import Graph
from tests.bench.paths.peer import Peer, Spec

__all__ = ["SPECS"]

_PASS = {"paths": "it is one pass for reach, nothing else"}
_EVENTS = {
    "paths": "a simple path over actors is none over events",
    "window": "a window would need an arc for each pair of moments in it",
}


def _opener(module: str, name: str) -> Callable[[Graph], Peer]:
    def opened(graph: Graph) -> Peer:
        return getattr(import_module(f"tests.bench.paths.peers.{module}"), name)(graph)

    return opened


def _compiler() -> str:
    return import_module("tests.bench.paths.peers.c_floor").compiler_version()


def _server() -> str:
    return import_module("tests.bench.paths.peers.neo4j_peer").neo4j_version()


def _python() -> str:
    from platform import python_version

    return python_version()


SPECS = {
    spec.name: spec
    for spec in (
        Spec(
            "C",
            "the same one pass in C (gcc -O3 -march=native), through ctypes",
            _opener("c_floor", "CFloor"),
            _compiler,
            cannot=_PASS,
        ),
        Spec(
            "Python",
            "the same one pass in plain Python over lists",
            _opener("plain_python", "PlainPython"),
            _python,
            cannot=_PASS,
        ),
        Spec(
            "DuckDB",
            "WITH RECURSIVE … USING KEY; paths as joins of up to four copies of the table",
            _opener("duckdb_peer", "DuckdbPeer"),
            lambda: version("duckdb"),
            single=False,
        ),
        Spec(
            "igraph",
            "time-expanded graph, two events for each transfer, subcomponent()",
            _opener("igraph_peer", "IgraphPeer"),
            lambda: version("igraph"),
            cannot=_EVENTS,
            largest=1_000_000,
            largest_why="ten million would be 20 million events, some 3 GB",
        ),
        Spec(
            "rustworkx",
            "PyDiGraph and a loop over a heap; paths by trying",
            _opener("rustworkx_peer", "RustworkxPeer"),
            lambda: version("rustworkx"),
            largest=1_000_000,
            largest_why="ten million would take some 7 s for one question",
        ),
        Spec(
            "networkx",
            "MultiDiGraph and a loop over a heap; paths by trying",
            _opener("networkx_peer", "NetworkxPeer"),
            lambda: version("networkx"),
            largest=1_000_000,
            largest_why="ten million would take 7 GB and more than a minute to build",
        ),
        Spec(
            "Neo4j",
            "a frontier that the client keeps; paths as ACYCLIC quantified pattern with allReduce",
            _opener("neo4j_peer", "Neo4jPeer"),
            _server,
            largest=100_000,
            largest_why="a million take minutes to load, and one question of reach some 10 s",
            warm=3,
            single=False,
        ),
    )
}
