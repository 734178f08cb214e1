"""Contents → ndjson: every thing of the graph is a line, and every claim."""

from __future__ import annotations

import json
from collections import Counter

from app.domain.view import View
from app.export.contents import Contents
from app.export.ndjson import write_ndjson
from loaders.exchange import read_exchange
from loaders.resolve import resolve
from tests.builders import case


def lines(**more) -> list[dict]:
    readings = read_exchange(case(), place="case.json")[0]
    graph = resolve(readings, View())
    contents = Contents(graph, {one.document.id: one for one in readings}, **more)
    return [json.loads(line) for line in write_ndjson(contents)]


def test_each_thing_is_a_line():
    numbers = Counter(line["type"] for line in lines())
    claims = sum(len(reading.claims) for reading in read_exchange(case(), place="case.json")[0])
    assert numbers == {
        "export": 1,
        "document": 2,
        "incident": 1,
        "actor": 6,
        "dataset": 1,
        "transfer": 6,
        "event": 1,
        "affected": 1,
        "conflict": 1,
        "claim": claims,
    }


def test_a_transfer_says_all_that_is_known_and_null_for_the_rest():
    (sale,) = [line for line in lines() if line.get("id") == "t3"]
    assert sale["price"] == {"value": 120000, "currency": "JPY", "qualifier": "exact"}
    assert sale["record_count"] is None
    assert sale["time_text"] is None
    assert (sale["earliest"], sale["latest"]) == ("2030-03-10", "2030-03-10")
    (denied,) = [line for line in lines() if line.get("id") == "t5"]
    assert (denied["earliest"], denied["latest"], denied["status"]) == (None, None, "denied")


def test_a_claim_leads_to_its_thing():
    rows = lines()
    ids = {(line["type"], line["id"]) for line in rows if line["type"] not in ("export", "claim")}
    claims = [line for line in rows if line["type"] == "claim"]
    assert {(line["kind"], line["about"]) for line in claims} <= ids


def test_a_part_has_no_claims_about_what_is_not_there():
    everything, part = lines(), lines(asked={"incident": "i1"})
    assert part[0]["incident"] == "i1"
    assert [line for line in part if line["type"] == "claim"] == [
        line for line in everything if line["type"] == "claim"
    ]
