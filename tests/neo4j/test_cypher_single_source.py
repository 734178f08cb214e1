"""`cypher/path/single_source` against the engine: papers that tell of one theft in random words, in a real Neo4j."""

from __future__ import annotations

import json
from contextlib import closing
from random import Random
from typing import Any

import pytest

from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from app.services.ask import Options
from app.services.graph import Graphs
from app.services.listing import Wanted
from app.services.paging import Part
from app.services.publish import publish
from app.services.single_source import ask_single_source
from app.store.cypher import query
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.unit.loaders.resolve.stories import (
    actor,
    affected,
    count,
    dataset,
    event,
    incident,
    person,
    story,
    thing,
    transfer,
)

pytestmark = pytest.mark.neo4j

_DAYS = ["2031-04", "2031-04-07", ("2031-04-01", "2031-04-10"), ("2031-04-05", None), None]


def paper(rng: Random, case: int, number: int) -> Reading:
    """A paper of its own that tells of the theft of this case, and perhaps of a holding, a sale and the one who did it."""
    told = {
        "medium": rng.choice(["usb", "unknown", None]),
        "status": rng.choice(["confirmed", "alleged", "suspected", "denied", None]),
        "lawful": rng.choice([False, None]),
        "price": rng.choice([None, {"value": 500, "currency": "JPY", "qualifier": "exact"}]),
    }
    things = [
        incident(name=f"件{case}の名簿の流出"),
        actor("shop", f"あさひ商店{case}", roles=["data_controller"]),
        person("thief", "元社員", "insider", candidate=rng.choice([None, "pair"])),
        actor("pair", "二人組", "group", member=rng.choice([None, "thief"])),
        transfer("theft", "shop", "thief", rng.choice(_DAYS), dataset="list", action="exfiltration", **told),
        dataset("list", "会員名簿", count(32_759 + case)),
        dataset("part", "名簿の一部", derived_from=rng.choice([None, "list"])),
        event(
            "told",
            rng.choice(["disclosure", "arrest"]),
            "2031-05-10",
            *rng.sample(["shop", "thief"], rng.randint(0, 2)),
        ),
        affected(
            "row", "shop", count(32_759), rng.choice(["leaked", "possible"]), fields=rng.choice([["name"], ["email"]])
        ),
    ]
    if rng.random() < 0.5:
        things.append(
            transfer("sale", "thief", "buyer", rng.choice(_DAYS), dataset="list", action="sale", after="theft")
        )
        things.append(actor("buyer", f"八木商会{case}", roles=["list_broker"]))
    if rng.random() < 0.3:
        things.append(
            thing(
                ThingKind.HOLDING,
                "had",
                actor="thief",
                dataset="list",
                window={"earliest": "2031-04-01", "latest": None},
            )
        )
    return story(f"c{case}p{number}", *things, publisher=f"新聞{case}の{number}")


def test_what_one_document_alone_tells(neo4j_empty, neo4j_driver, record_property):
    rng = Random(20310401)
    papers = [paper(rng, case, number) for case in range(8) for number in range(3)]
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        store.put_readings(papers)
        publish(store)
        told = list(_facts(Graphs(store)))
        with neo4j_driver.session(default_access_mode="READ") as session:
            rows = [row.data() for row in session.run(query("path/single_source").text, limit=1_000_000)]
    expected = {_fact(fact) for fact in told if fact["property"] not in ("record_count", "price")}
    assert {_row(row) for row in rows} == expected
    assert len(rows) == len(expected)
    record_property("checks", {"papers": len(papers), "rows": len(rows)})
    found = {fact["property"] for fact in told}
    assert found >= {None, "window", "status", "medium", "actor", "candidate", "member", "derived_from"}


def _facts(graphs: Graphs):
    cursor = None
    while True:
        answer: dict[str, Any] = ask_single_source(graphs, Wanted(), Part(500, cursor), Options())
        yield from answer["items"]
        cursor = answer["next"]
        if cursor is None:
            return


def _fact(fact: dict[str, Any]) -> tuple[Any, ...]:
    assert fact["why"] == "one_document"
    value = fact["value"]
    plain = value["id"] if isinstance(value, dict) and "id" in value else value
    (document,) = fact["documents"]
    return (fact["kind"], fact["thing"]["id"], fact["property"], json.dumps(plain, sort_keys=True), document)


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    value = None if row["value"] is None else json.loads(row["value"])
    return (row["kind"], row["thing"], row["property"], json.dumps(value, sort_keys=True), row["document"])
