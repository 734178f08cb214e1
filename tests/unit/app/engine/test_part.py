"""Parts of a graph: what is asked for, and nothing that leads out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.domain.document import Document, Quote
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Dataset,
    Event,
    Graph,
    Holding,
    Incident,
    Reprint,
    Suggestion,
    Transfer,
)
from app.domain.ids import DocumentId
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine.part import WHOLE, Part, part_of
from tests.unit.app.engine.cases import random_graph

MAY = Window.month(2031, 5)
NEWS, MEMO = (Document(DocumentId(key), key, None, "本文です") for key in ("news", "memo"))


def words(document: Document) -> tuple[Quote, ...]:
    return (document.quote(0, 2),)


GRAPH = Graph(
    documents={"news": NEWS, "memo": MEMO},
    incidents={key: Incident(key, key) for key in ("i1", "i2")},
    actors={
        "pair": Actor("pair", "pair", incidents=("i1",), members=("a",)),
        "a": Actor("a", "a", incidents=("i1", "i2"), mentions=(*words(NEWS), *words(MEMO))),
        "b": Actor("b", "b", incidents=("i1",)),
        "c": Actor("c", "c", incidents=("i2",)),
        "d": Actor("d", "d", incidents=("i2",)),
    },
    datasets={
        "list": Dataset("list", "list"),
        "part": Dataset("part", "part", derived_from=("list",)),
        "other": Dataset("other", "other"),
    },
    transfers={
        t.id: t
        for t in (
            Transfer("t1", "i1", "pair", "b", "list", window=MAY, evidence=words(NEWS)),
            Transfer("t2", "i1", "b", "c", "part", status=Status.SUSPECTED, after=("t1", "t3"), part_of="t4"),
            Transfer("t3", "i2", "c", "d", "other", window=Window.month(2031, 7), evidence=words(MEMO)),
            Transfer("t4", "i1", "a", "c", "list", status=Status.DENIED),
        )
    },
    holdings=(Holding("h1", "a", "list", MAY), Holding("h2", "c", "other")),
    events={key: Event(key, incident, "arrest", ("a",), MAY) for key, incident in (("e1", "i1"), ("e2", "i2"))},
    affected=(Affected("r1", "i1", "b"), Affected("r2", "i2", "c")),
    conflicts=tuple(Conflict(f"c{n}", "?", subject, "x", ()) for n, subject in enumerate(("t1", "t3", None))),
    suggestions=(Suggestion("a", "b", 0.5, "?", ("a", "b")), Suggestion("a", "d", 0.5, "?", ("a", "d"))),
    former={"old-t1": "t1", "old-t3": "t3", "old-c0": "c0"},
    reprints=(Reprint(DocumentId("memo"), DocumentId("news"), "通信社", 0.9),),
)


def kept(part: Part) -> dict[str, str]:
    found = part_of(GRAPH, part)
    names = ("documents", "incidents", "actors", "datasets", "transfers", "events")
    rows = ("holdings", "affected", "conflicts")
    return {name: " ".join(getattr(found, name)) for name in names} | {
        name: " ".join(one.id for one in getattr(found, name)) for name in rows
    }


def test_the_whole_is_the_graph_itself():
    assert part_of(GRAPH, WHOLE) is GRAPH


def test_an_incident_with_all_that_belongs_to_it():
    assert kept(Part(incident="i1")) == {
        "documents": "news",
        "incidents": "i1",
        "actors": "pair a b c",
        "datasets": "list part",
        "transfers": "t1 t2 t4",
        "events": "e1",
        "holdings": "h1",
        "affected": "r1",
        "conflicts": "c0",
    }


def test_nothing_leads_out_of_a_part():
    part = part_of(GRAPH, Part(incident="i1", min_status=Status.SUSPECTED))
    assert part.transfers["t2"] == replace(GRAPH.transfers["t2"], after=("t1",), part_of=None)
    assert part.actors["a"] == replace(GRAPH.actors["a"], incidents=("i1",), mentions=words(NEWS))
    assert part.former == {"old-t1": "t1", "old-c0": "c0"}
    assert [one.right for one in part.suggestions] == ["b"]
    assert part.reprints == ()


def test_a_dataset_with_its_family_and_what_is_not_stated():
    found = kept(Part(dataset="part"))
    assert (found["transfers"], found["datasets"], found["events"], found["affected"]) == (
        "t1 t2 t4",
        "list part",
        "",
        "",
    )
    assert found["actors"] == "pair a b c"


@pytest.mark.parametrize(
    ("part", "transfers"),
    [
        (Part(by=date(2031, 6, 30)), "t1 t2 t4"),
        (Part(by=date(2031, 4, 30)), "t2 t4"),
        (Part(min_status=Status.CONFIRMED), "t1 t3"),
        (Part(min_status=Status.SUSPECTED), "t1 t2 t3"),
        (Part(incident="i2", by=date(2031, 6, 30)), ""),
    ],
)
def test_a_day_and_a_status(part: Part, transfers: str):
    assert kept(part)["transfers"] == transfers


def test_a_day_or_a_status_alone_leaves_all_actors_and_documents():
    found = kept(Part(by=date(2031, 4, 30), min_status=Status.CONFIRMED))
    assert (found["actors"], found["documents"], found["conflicts"]) == ("pair a b c d", "news memo", "c2")


def _references(graph: Graph) -> Iterator[tuple[str, str | None]]:
    for one in graph.transfers.values():
        yield from [("actors", one.provider), ("actors", one.recipient), ("datasets", one.dataset)]
        yield from [("transfers", key) for key in (*one.after, one.part_of)]
    for actor in graph.actors.values():
        yield from [("actors", key) for key in (*actor.members, *actor.candidates)]
    for dataset in graph.datasets.values():
        yield from [("datasets", key) for key in dataset.derived_from]


def test_parts_of_random_graphs_are_graphs_by_themselves():
    for seed in range(300):
        rng = Random(seed)
        graph = random_graph(rng)
        by = rng.choice([None, date(2020, 1, 3)])
        part = Part(dataset=rng.choice([None, *graph.datasets]), by=by, min_status=rng.choice([None, Status.ALLEGED]))
        found = part_of(graph, part)
        assert all(key is None or key in getattr(found, name) for name, key in _references(found)), seed
        assert part_of(found, part).transfers.keys() == found.transfers.keys(), seed
