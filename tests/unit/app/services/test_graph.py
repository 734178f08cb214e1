"""A Graphs that is kept has after each change what a new one has, and reads only what changed."""

from dataclasses import dataclass, field, replace

import pytest

from app.domain.view import View
from app.services.graph import Graphs
from app.services.snapshot import ALL
from tests.unit.loaders.resolve.stories import judged, theft


@dataclass
class Watched:
    """A store that notes which readings it was asked for."""

    store: object
    asked: list[str] = field(default_factory=list)

    def __getattr__(self, name):
        if name == "readings":
            self.asked.append("all")
        return getattr(self.store, name)

    def get_reading(self, document):
        self.asked.append(document)
        return self.store.get_reading(document)


def test_after_each_change_it_has_what_a_new_one_has(store):
    kept = Graphs(store)
    first, second, third = (theft(name, "x", "元社員", publisher=name) for name in ("d1", "d2", "d3"))
    steps = (
        lambda: store.put_readings([first, second]),
        lambda: store.put_readings([third]),
        lambda: store.remove(first.document.id),
        lambda: store.put_judgements([judged("not_same", "d2:x", "d3:x")]),
        lambda: store.put_readings([replace(second, claims=second.claims[:-1])]),
        lambda: store.put_readings([first]),
        lambda: store.erase(third.document.id),
    )
    for step in steps:
        step()
        snapshot, anew = kept.snapshot(), Graphs(store).snapshot()
        assert (snapshot.graph, snapshot.view, snapshot.readings) == (anew.graph, anew.view, anew.readings)
        assert list(snapshot.graph.actors) == list(anew.graph.actors)
        assert [document.id for document in kept.documents()] == sorted(snapshot.readings)


def test_only_what_changed_is_read(store):
    watched = Watched(store)
    graphs = Graphs(watched)
    store.put_readings([theft("d1", "x", "元社員"), theft("d2", "x", "元社員")])
    graphs.snapshot()
    watched.asked.clear()
    store.put_readings([theft("d3", "x", "元社員")])
    store.remove("d1")
    assert sorted(graphs.snapshot().graph.documents) == ["d2", "d3"]
    assert watched.asked == ["d3"]


def test_other_views_are_not_mixed_up_with_the_whole(store):
    store.put_readings([theft("d1", "x", "元社員"), theft("d2", "x", "元社員")])
    graphs = Graphs(store)
    part = View(documents=frozenset({"d1"}))
    assert sorted(graphs.snapshot(part).graph.documents) == ["d1"]
    assert sorted(graphs.snapshot(ALL).graph.documents) == ["d1", "d2"]
    store.put_readings([theft("d3", "x", "元社員")])
    assert sorted(graphs.snapshot(part).graph.documents) == ["d1"]
    assert sorted(graphs.snapshot(ALL).graph.documents) == ["d1", "d2", "d3"]


def test_a_snapshot_stays_as_it_was(store):
    store.put_readings([theft("d1", "x", "元社員")])
    graphs = Graphs(store)
    before = graphs.snapshot().graph
    store.put_readings([theft("d2", "x", "元社員")])
    graphs.snapshot()
    assert sorted(before.documents) == ["d1"]
    assert all(key.startswith("d1") for key in before.actors)


def test_a_change_that_cannot_be_resolved_leaves_nothing_behind(store):
    good = theft("d1", "x", "元社員")
    store.put_readings([good])
    graphs = Graphs(store)
    expected = graphs.snapshot().graph
    bad = theft("d2", "x", "元社員")
    odd = [replace(c, value="no such role") if c.property == "role" else c for c in bad.claims]
    store.put_readings([replace(bad, claims=tuple(odd))])
    for _ in range(2):
        with pytest.raises(ValueError, match="no such role"):
            graphs.snapshot()
    store.remove("d2")
    assert graphs.snapshot().graph == expected
