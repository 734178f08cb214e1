"""Contents → GraphML, GEXF, Cytoscape.js, DOT, Mermaid: how a transfer stands there."""

from __future__ import annotations

import io
import json

import networkx
import pytest
from lxml import etree

from app.domain.access import Marking
from app.domain.document import Document, Metadata
from app.domain.errors import BadQuestion
from app.domain.graph import Actor, Count, Dataset, Graph, Price, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, TransferId
from app.domain.vocabulary import Action, Qualifier, Status, Unit
from app.domain.window import OPEN, Window
from app.export.contents import Contents
from app.export.cytoscape import write_cytoscape
from app.export.dot import write_dot
from app.export.gexf import write_gexf
from app.export.graphml import write_graphml
from app.export.mermaid import MOST_CHARACTERS, MOST_EDGES, write_mermaid

NEWS = Document(DocumentId("doc-1"), "news", None, "名簿を\n「業者」に売った", Metadata())
GEXF = {"g": "http://gexf.net/1.3"}


def sale(key: str = "t1", **more) -> Transfer:
    more = {"action": Action.SALE, "window": Window.month(2031, 4), "evidence": (NEWS.quote(0, 12),), **more}
    return Transfer(TransferId(key), None, ActorId("a"), ActorId("b"), DatasetId("d"), **more)


def contents(*transfers: Transfer) -> Contents:
    return Contents(
        Graph(
            documents={NEWS.id: NEWS},
            actors={ActorId(key): Actor(ActorId(key), f"{key}社") for key in "ab"},
            datasets={DatasetId("d"): Dataset(DatasetId("d"), "名簿")},
            transfers={one.id: one for one in transfers},
        ),
        names={NEWS.id: "news"},
        markings={NEWS.id: Marking.AMBER},
        asked={"by": "2031-12-31"},
    )


def whole(pieces) -> bytes:
    return b"".join(pieces)


COUNTED = sale(
    record_count=Count(400, Qualifier.ABOUT, Unit.PEOPLE),
    price=Price(1500.5, "JPY"),
    after=(TransferId("t0"),),
    lawful=True,
    confidence=0.75,
)


def test_graphml_gives_values_their_types_and_all_quotes():
    graph = networkx.read_graphml(io.BytesIO(whole(write_graphml(contents(COUNTED)))), force_multigraph=True)
    assert graph.graph["by"] == "2031-12-31"
    assert graph.graph["marking"] == "TLP:AMBER"
    ((_, _, key, told),) = graph.edges(keys=True, data=True)
    assert key == "t0"
    assert json.loads(told.pop("evidence")) == [
        {"document": "news", "start": 0, "end": 12, "quote": "名簿を\n「業者」に売った"}
    ]
    assert told == {
        "leaktrail_id": "t1",
        "action": "sale",
        "status": "confirmed",
        "medium": "unknown",
        "lawful": True,
        "confidence": 0.75,
        "earliest": "2031-04-01",
        "latest": "2031-04-30",
        "dataset": "d",
        "dataset_label": "名簿",
        "record_count": 400.0,
        "record_qualifier": "about",
        "record_unit": "people",
        "price": 1500.5,
        "currency": "JPY",
        "price_qualifier": "exact",
        "after": '["t0"]',
        "documents": '["news"]',
    }


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window.month(2031, 4), {"start": "2031-04-01", "end": "2031-04-30"}),
        (Window.month(2031, 4).since(), {"start": "2031-04-01"}),
        (Window.month(2031, 4).until(), {"end": "2031-04-30"}),
        (OPEN, {}),
    ],
)
def test_gexf_puts_a_transfer_on_the_days_on_which_it_can_have_been(window: Window, expected: dict[str, str]):
    root = etree.fromstring(whole(write_gexf(contents(sale(window=window)))))
    (graph,) = root.findall("g:graph", GEXF)
    assert dict(graph.attrib) == {
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    (edge,) = root.findall(".//g:edge", GEXF)
    assert {name: value for name, value in edge.attrib.items() if name in ("start", "end")} == expected
    assert root.findtext("g:meta/g:description", namespaces=GEXF).endswith("by: 2031-12-31")


def test_gexf_gives_parallel_edges_kinds_of_their_own():
    made = contents(sale("t1"), sale("t2"), sale("t3", action=Action.COPY), sale("t4"))
    edges = etree.fromstring(whole(write_gexf(made))).findall(".//g:edge", GEXF)
    assert [edge.get("kind") for edge in edges] == ["sale", "sale 2", "copy", "sale 3"]
    assert len({(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges}) == 4


def test_gexf_declares_every_value_that_it_gives():
    root = etree.fromstring(whole(write_gexf(contents(COUNTED))))
    for kind in ("node", "edge"):
        declared = {one.get("id") for one in root.findall(f".//g:attributes[@class='{kind}']/g:attribute", GEXF)}
        given = [one.get("for") for one in root.findall(f".//g:{kind}/g:attvalues/g:attvalue", GEXF)]
        assert given
        assert set(given) <= declared


def test_cytoscape_keeps_what_it_does_not_draw():
    made = json.loads(whole(write_cytoscape(contents(COUNTED))))
    assert made["data"]["about"] == {
        "format": "leaktrail-cytoscape/1",
        "release": "",
        "policy": "all",
        "marking": "TLP:AMBER",
        "by": "2031-12-31",
    }
    assert [one["label"] for one in made["data"]["datasets"]] == ["名簿"]
    assert made["data"]["documents"][0]["marking"] == "TLP:AMBER"
    (edge,) = made["elements"]["edges"]
    assert edge["classes"] == "sale confirmed"
    assert edge["data"]["record_count"] == {"value": 400, "qualifier": "about", "unit": "people"}
    assert edge["data"]["evidence"][0]["quote"] == "名簿を\n「業者」に売った"
    assert edge["data"]["incident"] is None


def test_a_drawing_says_how_sure_a_transfer_is_by_its_line_and_in_words():
    made = contents(*(sale(status.value, status=status) for status in Status))
    dot = whole(write_dot(made)).decode().splitlines()
    mermaid = whole(write_mermaid(made)).decode().splitlines()
    lines = {"confirmed": "solid", "alleged": "dashed", "suspected": "dashed", "planned": "dotted", "denied": "dotted"}
    arrows = {"confirmed": "-->", "alleged": "-.->", "suspected": "-.->", "planned": "-.-x", "denied": "-.-x"}
    for status, line_style in lines.items():
        (edge,) = [line for line in dot if f'id="{status}"' in line]
        assert edge.endswith(f"style={line_style}];")
        assert f"\\n{status}" in edge
        arrow = mermaid[mermaid.index(f"  %% {status}") + 1]
        assert arrow == f'  a0 {arrows[status]}|"sale<br/>2031-04-01 … 2031-04-30<br/>{status}"| a1'


def test_dot_quotes_the_words_as_a_tooltip():
    assert 'tooltip="「名簿を\\n「業者」に売った」 news 0-12"' in whole(write_dot(contents(COUNTED))).decode()


def test_an_end_that_nobody_states_joins_nothing():
    open_end = Transfer(TransferId("t2"), None, None, ActorId("a"))
    other = Transfer(TransferId("t3"), None, None, ActorId("a"))
    made = contents(open_end, other)
    graph = networkx.read_graphml(io.BytesIO(whole(write_graphml(made))), force_multigraph=True)
    assert sorted(start for start, _ in graph.edges()) == ["t0_provider", "t1_provider"]
    assert '  t0_provider(("#63;"))' in whole(write_mermaid(made)).decode().splitlines()


def test_mermaid_refuses_what_it_would_not_draw():
    fits = contents(*(Transfer(TransferId(f"t{n}"), None, ActorId("a"), None) for n in range(MOST_EDGES)))
    assert len(whole(write_mermaid(fits)).decode()) < MOST_CHARACTERS
    more = contents(*(sale(f"t{n}") for n in range(MOST_EDGES + 1)))
    with pytest.raises(BadQuestion, match="501 transfers"):
        next(write_mermaid(more))
    long = contents(*(sale(f"{'長' * 200}{n}") for n in range(300)))
    with pytest.raises(BadQuestion, match="characters"):
        next(write_mermaid(long))
