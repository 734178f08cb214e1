"""FollowTheMoney: entities of its model, no link that was not told, and actors and links back again."""

from __future__ import annotations

import json
import re

import pytest

from app.domain.document import Metadata
from app.domain.view import View
from app.export import ftm
from loaders.ftm import links, read_ftm, schema
from loaders.resolve import resolve
from tests.builders import case
from tests.unit.app.export.cases import contents_from, full_case

# What the model of FollowTheMoney 4.11 allows: of each schema the properties that we use, by their type.
THING = {"name": "name", "alias": "name", "summary": "text", "description": "text", "notes": "text"}
THING |= {"publisher": "string", "sourceUrl": "url", "proof": "Document"}
INTERVAL = {"date": "date", "summary": "text", "description": "text", "recordId": "string", "proof": "Document"}
INTERVAL |= {"publisher": "string"}
ENTITY = {**THING, "classification": "string"}
MODEL = {
    "Document": {**THING, "fileName": "string", "title": "string", "publishedAt": "date", "language": "language"},
    "Person": ENTITY,
    "Organization": ENTITY,
    "LegalEntity": ENTITY,
    "UnknownLink": {**INTERVAL, "role": "string", "status": "string", "subject": "Thing", "object": "Thing"},
    "Event": {**INTERVAL, **THING, "involved": "LegalEntity"},
}
REQUIRED = {"UnknownLink": {"subject", "object"}, "Document": {"name", "fileName"}}
ACTORS = {"Person", "Organization", "LegalEntity"}
RANGES = {"Document": {"Document"}, "LegalEntity": ACTORS, "Thing": ACTORS}


@pytest.fixture(scope="module")
def contents():
    return contents_from(full_case())


@pytest.fixture(scope="module")
def entities(contents):
    return [json.loads(line) for line in b"".join(ftm.write_ftm(contents)).splitlines()]


def test_every_entity_is_one_of_the_model(entities):
    kinds = {one["id"]: one["schema"] for one in entities}
    assert len(kinds) == len(entities)
    for one in entities:
        allowed, given = MODEL[one["schema"]], one["properties"]
        assert given.keys() <= allowed.keys(), one
        assert given.keys() >= REQUIRED.get(one["schema"], {"name"}), one
        for name, values in given.items():
            assert all(isinstance(value, str) and value for value in values), one
            assert len(set(values)) == len(values), one
            if allowed[name] == "date":
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values), one
            if allowed[name] in RANGES:
                assert {kinds[value] for value in values} <= RANGES[allowed[name]], one


def test_a_link_is_only_what_passed_between_two(entities):
    linked = {one["properties"]["recordId"][0] for one in entities if one["schema"] == "UnknownLink"}
    assert linked == {"t1", "t2", "t3", "t4", "t6", "t9"}
    told = {
        one["properties"].get("recordId", [""])[0]: one["properties"]["name"][0]
        for one in entities
        if one["schema"] == "Event"
    }
    assert told["t5"] == "transfer of personal data: handover (denied): 元社員 → 白鳥宝飾"
    assert told["t7"] == "transfer of personal data: use (confirmed): 白鳥宝飾 → ?"


def test_a_day_stands_as_date_only_where_it_is_told(entities):
    links_of = {
        one["properties"]["recordId"][0]: one["properties"] for one in entities if one["schema"] == "UnknownLink"
    }
    assert links_of["t2"]["date"] == ["2030-02"]
    assert links_of["t3"]["date"] == ["2030-03-10"]
    assert "date" not in links_of["t9"]


def test_actors_and_links_come_back(contents):
    reading = read_ftm(b"".join(ftm.write_ftm(contents)), "case.ftm", Metadata())
    assert [one.code for one in reading.diagnostics] == ["ftm.passed_over"]
    back = resolve([reading], View())
    assert actors(back) == actors(contents.graph)
    ends = lambda one: one.provider and one.recipient and one.status.can_lie_on_path  # noqa: E731
    known = [one for one in contents.graph.transfers.values() if ends(one)]
    assert transfers(back, back.transfers.values()) == transfers(contents.graph, known)


def test_bounds_come_back():
    told = case()
    told["transfers"][2] |= {"time_earliest": "2030-03-10", "time_latest": None}
    told["transfers"][3] |= {"time_earliest": "2030-05-02", "time_latest": "2030-05-20"}
    contents = contents_from(told)
    back = resolve([read_ftm(b"".join(ftm.write_ftm(contents)), "case.ftm", Metadata())], View())
    assert {one.window.to_iso() for one in back.transfers.values()} >= {
        ("2030-03-10", None),
        ("2030-05-02", "2030-05-20"),
    }


def actors(graph):
    return {(one.label, one.kind, frozenset(one.aliases)) for one in graph.actors.values()}


def transfers(graph, some):
    label = lambda key: graph.actors[key].label  # noqa: E731
    return sorted(
        (label(t.provider), label(t.recipient), t.action, t.medium, t.window.to_iso(), t.status, t.lawful) for t in some
    )


def test_the_loader_knows_the_words_that_are_written():
    assert links._ROLE == ftm.ROLE
    assert schema._GROUP == ftm.GROUP
