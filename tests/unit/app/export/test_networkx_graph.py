"""Graphs go to networkx and come back as they were; what people make there is read, or refused with its place."""

from __future__ import annotations

import math
import sys
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import Quote
from app.domain.errors import BadInput, MissingExtra
from app.domain.graph import Actor, Count, Dataset, Graph, Price, RecordCount, Transfer
from app.domain.vocabulary import Action, ActorKind, How, Qualifier, Role, Status, Unit
from app.domain.window import OPEN, Window
from app.export.networkx_graph import from_networkx, to_networkx
from tests.unit.app.engine.cases import random_graph

QUOTES = tuple(Quote(f"d{i}", i, i + 2, "名簿") for i in range(3))


def dressed(rng: Random) -> Graph:
    """A random graph whose things have all the rest as well."""
    graph = random_graph(rng)

    def some(*values):
        return tuple(rng.sample(values, rng.randint(0, len(values))))

    actors = {
        key: replace(
            actor,
            label=rng.choice(["元社員", "名簿業者"]),
            aliases=some("甲", "乙"),
            kind=rng.choice(list(ActorKind)),
            roles=some(*Role),
            incidents=some("i1", "i2"),
            mentions=some(*QUOTES),
        )
        for key, actor in graph.actors.items()
    }
    counts = RecordCount(Count(40000, Qualifier.ABOUT, Unit.PEOPLE), "県警", QUOTES[:1])
    datasets = {
        key: replace(d, fields=some("name"), record_counts=some(counts), mentions=some(*QUOTES))
        for key, d in graph.datasets.items()
    }
    transfers = {
        key: replace(
            t,
            incident=rng.choice([None, "i1"]),
            medium=rng.choice(["usb", "unknown"]),
            time_text=rng.choice(["", "4月ごろ"]),
            record_count=rng.choice([None, Count(1.5), Count(3, Qualifier.UP_TO, Unit.FILES)]),
            price=rng.choice([None, Price(20000, "JPY", Qualifier.ABOUT)]),
            how=rng.choice([{}, {"provider": How.ROLE, "window": How.STATED}]),
            evidence=some(*QUOTES),
        )
        for key, t in graph.transfers.items()
    }
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def in_order(graph: Graph) -> Graph:
    """Things in the order of their ids."""
    return Graph(**{name: dict(sorted(getattr(graph, name).items())) for name in ("actors", "datasets", "transfers")})


@given(st.randoms(use_true_random=False))
def test_what_goes_there_comes_back(rng: Random) -> None:
    graph = dressed(rng)
    made = to_networkx(graph)
    assert from_networkx(made) == in_order(graph)
    assert from_networkx(deepcopy(made)) == in_order(graph)
    assert from_networkx(to_networkx(from_networkx(made))) == in_order(graph)


def test_nodes_edges_and_days() -> None:
    graph = Graph(
        actors={"a": Actor("a", "元社員"), "g": Actor("g", "2人組", kind=ActorKind.GROUP, members=("a",))},
        datasets={"w": Dataset("w", "会員名簿"), "p": Dataset("p", "その一部", derived_from=("w",))},
        transfers={
            "t1": Transfer(
                "t1", None, "a", "g", "p", Action.SALE, window=Window(date(2031, 4, 1), None), after=("t2",)
            ),
            "t2": Transfer("t2", None, None, "a", status=Status.ALLEGED, evidence=QUOTES[:1]),
        },
    )
    made = to_networkx(graph)
    assert made.graph["datasets"]["p"]["derived_from"] == ("w",)
    assert made.graph["policy"] == "all"
    assert made.nodes["g"]["members"] == ("a",)
    sale = made.edges["a", "g", "t1"]
    assert (sale["earliest"], sale["latest"]) == (date(2031, 4, 1), None)
    assert (sale["first_day"], sale["last_day"]) == (date(2031, 4, 1).toordinal(), math.inf)
    assert (sale["dataset"], sale["action"], sale["after"]) == ("p", "sale", ("t2",))
    assert type(sale["status"]) is str
    other = made.edges["t2:provider", "a", "t2"]
    assert (other["first_day"], other["status"], other["documents"]) == (-math.inf, "alleged", ("d0",))
    assert made.nodes["t2:provider"]["unstated"]


def test_an_end_that_is_not_stated_joins_nothing() -> None:
    ends = {"t1:recipient": Actor("t1:recipient", "同じ名の人")}
    transfers = {"t1": Transfer("t1", None, "a", None), "t2": Transfer("t2", None, None, "b")}
    graph = Graph(actors={"a": Actor("a", "甲"), "b": Actor("b", "乙"), **ends}, transfers=transfers)
    made = to_networkx(graph)
    assert not nx.has_path(made, "a", "b")
    assert made.degree("t1:recipient") == 0
    assert from_networkx(made) == graph


def test_what_was_not_ours_gets_defaults() -> None:
    made = nx.MultiDiGraph()
    made.add_edge("甲", "乙", earliest="2031-04-01", dataset="名簿")
    made.add_edge("甲", "乙", first_day=date(2031, 4, 1).toordinal(), last_day=math.inf)
    graph = from_networkx(made)
    assert graph.actors["甲"] == Actor("甲", "甲")
    assert graph.datasets == {"名簿": Dataset("名簿", "名簿")}
    assert [t.window for t in graph.transfers.values()] == [Window(date(2031, 4, 1), None)] * 2
    first = graph.transfers["甲 → 乙 #0"]
    assert (first.action, first.status, first.confidence, first.lawful) == (
        Action.HANDOVER,
        Status.CONFIRMED,
        1.0,
        False,
    )
    simple = from_networkx(nx.DiGraph([("甲", "乙")]))
    assert simple.transfers == {"甲 → 乙": Transfer("甲 → 乙", None, "甲", "乙", window=OPEN)}
    assert from_networkx(nx.MultiDiGraph()) == Graph()


def test_a_part_of_the_graph_can_be_taken_back() -> None:
    transfers = {"t1": Transfer("t1", None, "a", "b"), "t2": Transfer("t2", None, "b", "c", after=("t1",))}
    graph = Graph(actors={n: Actor(n, n) for n in "abc"}, transfers=transfers)
    part = from_networkx(to_networkx(graph).subgraph(["b", "c"]))
    assert part.transfers == {"t2": transfers["t2"]}
    assert part.transfers["t2"].after == ("t1",)


BAD = {
    "status": ("sure", "edge t1: status: 'sure' is not known (one of confirmed, alleged, suspected, planned, denied)"),
    "action": (3, "edge t1: action: 3 is not known"),
    "earliest": ("1 April", "edge t1: earliest: '1 April' is no day (give a date, or None for an open end)"),
    "latest": (datetime(2031, 4, 1), "is no day"),  # noqa: DTZ001 - not even with a zone
    "first_day": (0.5, "edge t1: first_day: 0.5 is no ordinal of a day (give date.toordinal())"),
    "last_day": (-3, "-3 is no ordinal of a day"),
    "confidence": (1.5, "edge t1: confidence: 1.5 is not between 0 and 1 (give a share)"),
    "record_count": (math.nan, "edge t1: record_count: nan is no number"),
    "price": (5, "edge t1: currency: a price needs one (give its code, as JPY)"),
    "lawful": ("yes", "edge t1: lawful: 'yes' is not true or false"),
    "after": ("t2", "edge t1: after: 't2' is no list (give a list or tuple of texts)"),
    "part_of": (7, "edge t1: part_of: 7 is no text"),
    "sources": ((1,), "edge t1: sources: holds something that is no text"),
    "evidence": (("名簿",), "edge t1: evidence: holds something that is no Quote"),
    "how": ("implied", "edge t1: how: is no mapping"),
    "record_unit": ("kg", "edge t1: record_unit: 'kg' is not known (one of people, records, files)"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_attributes_of_edges_are_refused(name: str) -> None:
    value, message = BAD[name]
    made = nx.MultiDiGraph()
    made.add_edge("a", "b", key="t1", **{"record_count": 1, name: value})
    with pytest.raises(BadInput) as refused:
        from_networkx(made)
    assert message in str(refused.value)


def test_days_that_contradict_each_other_are_refused() -> None:
    made = to_networkx(Graph(transfers={"t1": Transfer("t1", None, "a", "b", window=Window.day(date(2031, 4, 1)))}))
    made.edges["a", "b", "t1"]["earliest"] = date(2031, 5, 1)
    with pytest.raises(BadInput, match="first_day: says another day than 2031-05-01"):
        from_networkx(made)
    made.edges["a", "b", "t1"]["first_day"] = date(2031, 5, 1).toordinal()
    with pytest.raises(BadInput, match="must not end before it begins: 2031-05-01 … 2031-04-01"):
        from_networkx(made)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (nx.MultiGraph([("a", "b")]), "MultiGraph: transfers have a direction (give a MultiDiGraph or DiGraph)"),
        ({"a": "b"}, "dict: transfers have a direction"),
        (nx.MultiDiGraph([(1, 2)]), "node 1: an id is a text (networkx.relabel_nodes(g, str))"),
        (nx.MultiDiGraph([("a", "b", "t"), ("b", "c", "t")]), "edge t: two edges have this key"),
        (nx.MultiDiGraph([("a", "b", 0.5)]), "edge a → b, 0.5: a key is a text"),
        (nx.MultiDiGraph(datasets=["w"]), "graph: datasets: is no mapping"),
        (nx.MultiDiGraph(datasets={"w": ()}), "graph: datasets: 'w': is no dataset"),
        (nx.MultiDiGraph(datasets={"w": {"derived_from": "v"}}), "dataset w: derived_from: 'v' is no list"),
    ],
    ids=str,
)
def test_what_is_no_graph_of_transfers_is_refused(made, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        from_networkx(made)
    assert message in str(refused.value)


def test_bad_attributes_of_nodes_are_refused() -> None:
    made = nx.MultiDiGraph()
    made.add_node("a", roles=("boss",))
    with pytest.raises(BadInput, match="node a: roles: 'boss' is not known"):
        from_networkx(made)


def test_without_networkx_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'leaktrail\[analysis\]'"):
        to_networkx(Graph())
