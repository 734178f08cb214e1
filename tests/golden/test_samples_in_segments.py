"""The bundled samples, asked in a file that keeps their graph in segments and in one that does not: byte for byte alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from random import Random

import pytest

from app.domain.errors import BadQuestion
from app.services.ask import Options, ask_holders, ask_lineage, ask_paths
from app.services.chokepoints import ask_chokepoints
from app.services.common_source import ask_common_source
from app.services.demo import sample_folder
from app.services.graph import Graphs
from app.services.publish import publish
from app.services.snapshot import ALL
from app.services.wire import Json, to_json
from app.store.sqlite_store import SqliteStore
from loaders.pipeline import read
from loaders.readers.document import read_sidecar

_ASKED = 250


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graphs, Graphs]]:
    """The same record, once with segments and once in memory."""
    with sample_folder() as folder:
        paths = sorted(folder.glob("*.txt"))
        readings = [read(path.read_bytes(), path.name, read_sidecar(path.with_suffix(".meta.json"))) for path in paths]
    file = tmp_path_factory.mktemp("samples") / "case.db"
    with closing(SqliteStore.open(file)) as kept, closing(SqliteStore.open(Path(":memory:"))) as bare:
        for store in (kept, bare):
            store.put_readings(readings)
            publish(store)
        yield Graphs(kept), Graphs(bare)


def test_things_come_in_the_same_order(both: tuple[Graphs, Graphs]) -> None:
    kept, bare = (graphs.slice(ALL, None, None) for graphs in both)
    assert kept.is_slice
    assert not bare.is_slice
    for name in ("documents", "incidents", "actors", "datasets", "transfers"):
        assert [*getattr(kept.graph, name)] == [*getattr(bare.graph, name)], name
    assert kept.names == bare.names


def test_questions_are_answered_alike(both: tuple[Graphs, Graphs]) -> None:
    kept, bare = both
    graph = bare.snapshot().graph
    modes, days, data = ("possible", "certain"), (None, "2006-06-01", "2023-01-31"), (None, *graph.datasets)
    options = [Options(mode=mode, by=by, dataset=one) for mode, by, one in product(modes, days, data)]
    rng = Random(20310402)
    ends = [(rng.choice([*graph.actors]), rng.choice([*graph.actors]), rng.choice(options)) for _ in range(_ASKED)]
    for start, goal, asked in ends:
        for ask in _questions(start, goal, asked):
            assert _answer(kept, ask) == _answer(bare, ask), (start, goal, asked)
    assert kept.slice(ALL, None, None).is_slice, "it was asked all the time"


def _questions(start: str, goal: str, options: Options) -> Iterator[Callable[[Graphs], Json]]:
    yield lambda graphs: ask_paths(graphs, start, goal, 20, options)
    yield lambda graphs: ask_lineage(graphs, start, "downstream", options)
    yield lambda graphs: ask_lineage(graphs, goal, "upstream", options)
    yield lambda graphs: ask_holders(graphs, options)
    yield lambda graphs: ask_chokepoints(graphs, start, goal, options)
    yield lambda graphs: ask_common_source(graphs, start, goal, options)


def _answer(graphs: Graphs, ask: Callable[[Graphs], Json]) -> bytes:
    try:
        found = ask(graphs)
    except BadQuestion as error:  # two sightings that are the same
        return str(error).encode()
    return to_json({key: value for key, value in found.items() if key != "elapsed_ms"})
