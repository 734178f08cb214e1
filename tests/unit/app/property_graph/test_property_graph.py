"""Readings and graph as nodes and relationships: the schema holds, nothing dangles, what follows is what the engine has."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest

from app.domain.document import Quote
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.judgement import Judgement, Verdict
from app.domain.path import Question
from app.domain.view import View
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine.kinship import Actors, Data
from app.engine.network import network_of
from app.engine.order import order_of
from app.property_graph import Node, Record, Relationship, evidence_of, judgement_node, resolved_of
from app.property_graph.projection import projection_of
from app.property_graph.tables import NODES, RELATIONSHIPS
from app.store.neo4j_graph import conflicts_from
from loaders.exchange import read_exchange
from loaders.resolve import resolve
from tests.builders import case, disputed_case
from tests.unit.app.engine.cases import random_graph

_TYPES = {
    "string": str,
    "long": int,
    "double": float,
    "boolean": bool,
    "date": date,
    "string[]": list,
    "long[]": list,
}


@pytest.fixture(scope="module")
def readings():
    return tuple(read_exchange(case(), place="case.json")[0])


@pytest.fixture(scope="module")
def judgement():
    return Judgement.of(Verdict.UNSURE, ("insider", "broker"), "調査員", datetime(2031, 1, 1, tzinfo=UTC), "同じ人か")


@pytest.fixture(scope="module")
def whole(readings, judgement):
    """All nodes and relationships of the invented case."""
    graph = resolve(readings, View())
    nodes, arrows = [judgement_node(judgement)], []
    for reading in readings:
        more, relationships = evidence_of(reading, f"run-{reading.document.id}")
        nodes += more
        arrows += relationships
    for record in resolved_of(graph, readings, [judgement]):
        arrows += record.relationships
        if record.node.label != "Judgement":
            nodes.append(record.node)
    return nodes, arrows


def test_ids_are_unique_under_their_label(whole):
    assert [key for key, number in Counter(node.key for node in whole[0]).items() if number > 1] == []


def test_no_relationship_dangles(whole):
    keys = {node.key for node in whole[0]}
    assert [arrow for arrow in whole[1] if arrow.start not in keys or arrow.end not in keys] == []


def test_properties_are_those_of_the_tables(whole):
    for kind, columns, given in [
        *((node.label, NODES[node.label], node.properties) for node in whole[0]),
        *((arrow.type, RELATIONSHIPS[arrow.type], arrow.properties) for arrow in whole[1]),
    ]:
        for name, value in given.items():
            assert isinstance(value, _TYPES[columns[name]]), (kind, name, value)
            assert isinstance(value, bool) == (columns[name] == "boolean"), (kind, name, value)


def test_every_thing_rests_on_claims_with_quotes(whole):
    arrows = whole[1]
    quoted = {arrow.start[1] for arrow in arrows if arrow.type == "QUOTES"}
    about = {arrow.end for arrow in arrows if arrow.type == "ABOUT" and arrow.start[1] in quoted}
    things = {n.key for n in whole[0] if n.label in {"Actor", "Dataset", "Transfer", "Event", "Affected", "Incident"}}
    assert things - about == set()


def test_a_judgement_points_at_the_actors_it_is_about(whole, judgement):
    decided = {arrow.end for arrow in whole[1] if arrow.type == "DECIDES"}
    assert decided == {("Actor", "insider"), ("Actor", "broker")}


def test_words_of_an_imported_graph_are_quoted_from_the_document(whole):
    ends = {arrow.end[0] for arrow in whole[1] if arrow.type == "QUOTES"}
    assert ends == {"Document"}


def test_a_rejected_claim_is_about_nothing(readings):
    claim = next(c for r in readings for c in r.claims if c.subject == "t2" and c.property == "medium")
    rejected = Judgement.of(Verdict.REJECT, (claim.id,), "調査員", datetime(2031, 1, 1, tzinfo=UTC))
    graph = resolve(readings, View(judgements=(rejected,)))
    assert graph.rejected == {claim.id}
    about = {a.start[1] for r in resolved_of(graph, readings, [rejected]) for a in r.relationships if a.type == "ABOUT"}
    assert claim.id not in about
    assert len(about) > 20


def test_equal_records_have_equal_digests_and_others_others():
    node = Node("Actor", "a", {"id": "a", "label": "甲"}, ("Person",))
    arrow = Relationship("MEMBER_OF", ("Actor", "b"), ("Actor", "a"))
    one = Record(node, (arrow,))
    assert one.digest == Record(replace(node, properties={"label": "甲", "id": "a"}), (arrow,)).digest
    others = [
        Record(replace(node, properties={"id": "a", "label": "乙"}), (arrow,)),
        Record(replace(node, further=()), (arrow,)),
        Record(node, ()),
        Record(node, (replace(arrow, type="MAY_BE"),)),
        Record(node, (replace(arrow, properties={"x": 1}),)),
    ]
    assert len({one.digest, *(other.digest for other in others)}) == 6


def test_what_follows_is_what_the_engine_has():
    """Kin, families of datasets, sharpened days, and what is folded, on random graphs."""
    for seed in range(300):
        graph = random_graph(Random(seed))
        projection = projection_of(graph)
        actors, data = Actors(graph), Data(graph)
        for i, key in enumerate(actors.ids):
            assert list(projection.kin.get(key, [key])) == [actors.ids[k] for k in actors.kin[i]], seed
        for i, key in enumerate(data.ids):
            assert set(projection.wider.get(key, ())) == {data.ids[k] for k in data.wider[i]}, seed
        assert projection.order == order_of(graph.transfers)
        net = network_of(graph, Question(min_status=Status.SUSPECTED))
        present = {link.transfer.id for link in net.links}
        for link in net.links:
            folded = any(whole in present for whole in projection.wholes.get(link.transfer.id, ()))
            assert folded == net.is_part(link), (seed, link.transfer.id)


def test_a_stand_in_for_the_provider_may_have_passed_it_on():
    group, b, c = (Actor(name, name) for name in "gbc")
    graph = Graph(
        actors={"g": replace(group, members=("b",)), "b": b, "c": c},
        datasets={"d": Dataset("d", "d")},
        transfers={
            "t": Transfer(
                "t", None, "g", "c", "d", window=Window.day(date(2020, 1, 2)), evidence=(Quote("x", 0, 1, "a"),)
            )
        },
    )
    [record] = [r for r in resolved_of(graph, ()) if r.node.label == "Transfer"]
    hops = {(a.type, a.start[1], a.end[1]): a.properties for a in record.relationships if "PASSED_TO" in a.type}
    assert set(hops) == {("PASSED_TO", "g", "c"), ("MAY_HAVE_PASSED_TO", "b", "c")}
    [one, other] = hops.values()
    assert one == other
    assert (one["from_day"], one["to_day"]) == (date(2020, 1, 2).toordinal(),) * 2
    assert one["provider_kin"] == ["b", "g"]
    assert "recipient_kin" not in one


def test_a_conflict_comes_back_from_its_node_with_its_words():
    readings = tuple(read_exchange(disputed_case(), place="case.json")[0])
    graph = resolve(readings, View())
    found = {r.node.id: r.node.properties for r in resolved_of(graph, readings) if r.node.label == "Conflict"}
    rows = [[c.id, c.about, c.subject, c.property, found[c.id]["told"]] for c in graph.conflicts]
    assert len(rows) == 3
    assert conflicts_from(rows) == tuple(sorted(graph.conflicts, key=lambda one: one.id))
    assert conflicts_from([]) == ()
    assert conflicts_from([*rows[:1], [*rows[1][:4], None]]) is None, "as an earlier version wrote it"
