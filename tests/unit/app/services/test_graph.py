"""A Graphs that is kept has after each change what a new one has, and reads only what changed."""

from dataclasses import dataclass, field, replace

import pytest

from app.domain.claim import Claim
from app.domain.view import Policy, View
from app.domain.vocabulary import ThingKind
from app.services.graph import Graphs
from app.services.snapshot import ALL
from loaders.resolve import resolve
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


class Publishing:
    """A store that keeps a graph, of which nobody may ask."""

    def __init__(self, store):
        self.store = store

    def __getattr__(self, name):
        return getattr(self.store, name)

    def published(self):
        pytest.fail("published")

    publish = things = transfers = evidence = conflicts = present = published


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


def test_a_view_without_a_few_documents_is_as_if_they_had_never_been_read(store):
    readings = [theft(f"d{n}", "x", "元社員", publisher=f"p{n % 2}") for n in range(8)]
    store.put_readings(readings)
    store.put_judgements([judged("not_same", "d2:x", "d3:x")])
    graphs = Graphs(store)
    for gone in ({"d0"}, {"d2"}, {"d1", "d3", "d7"}, {f"d{n}" for n in range(7)}, set()):
        rest = frozenset(r.document.id for r in readings) - gone
        expected = resolve(readings, View(rest, tuple(store.judgements())))
        assert graphs.snapshot(View(rest)).graph == expected, gone
        assert list(graphs.snapshot(View(rest)).readings) == sorted(rest)
        assert graphs.snapshot().graph == resolve(readings, View(judgements=tuple(store.judgements()))), gone
    store.remove("d0")
    left = [r for r in readings if r.document.id not in ("d0", "d1")]
    view = View(frozenset(r.document.id for r in left))
    assert graphs.snapshot(view).graph == resolve(left, View(judgements=tuple(store.judgements())))
    store.put_readings([replace(readings[1], claims=readings[1].claims[:-1])])
    assert graphs.snapshot().graph == Graphs(store).snapshot().graph, "what was left out comes back as it is by then"


def test_other_views_are_not_mixed_up_with_the_whole(store):
    store.put_readings([theft("d1", "x", "元社員"), theft("d2", "x", "元社員")])
    graphs = Graphs(store)
    part = View(documents=frozenset({"d1"}))
    assert sorted(graphs.snapshot(part).graph.documents) == ["d1"]
    assert sorted(graphs.snapshot(ALL).graph.documents) == ["d1", "d2"]
    store.put_readings([theft("d3", "x", "元社員")])
    assert sorted(graphs.snapshot(part).graph.documents) == ["d1"]
    assert sorted(graphs.snapshot(ALL).graph.documents) == ["d1", "d2", "d3"]


def test_each_policy_has_a_graph_of_its_own_after_each_change(store):
    def told(name, publisher, status):
        reading = theft(name, "x", "元社員", publisher=publisher, published="2031-06-01")
        said = Claim.of(f"{name}:theft", ThingKind.TRANSFER, "status", status, reading.claims[0].quotes)
        return replace(reading, claims=(*reading.claims, said))

    graphs = Graphs(store)
    for reading, expected in (
        (told("d1", "見本新聞", "confirmed"), ("confirmed", "confirmed", "confirmed")),
        (told("d2", "白波県警", "denied"), ("confirmed", "denied", "confirmed")),
        (told("d3", "港日報", "denied"), ("denied", "denied", "denied")),
        (told("d2", "白波県警", "confirmed"), ("confirmed", "confirmed", "confirmed")),
    ):
        store.put_readings([reading])
        found = [graphs.snapshot(View(policy=policy)) for policy in Policy]
        assert [one.view.policy for one in found] == list(Policy)
        assert tuple(t.status for one in found for t in one.graph.transfers.values()) == expected


def test_only_what_is_seen_under_all_is_read_from_a_published_graph(store):
    store.put_readings([theft("d1", "x", "元社員")])
    graphs = Graphs(Publishing(store))
    for policy in (Policy.LATEST_OFFICIAL, Policy.MOST_SOURCES):
        part = graphs.slice(View(policy=policy), None, None)
        assert not part.is_slice
        assert part.view.policy is policy
    with pytest.raises(pytest.fail.Exception, match="published"):
        graphs.slice(ALL, None, None)


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
