"""FollowTheMoney entities to actors, and to nothing else: money, papers and links are no passing of data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.document import Metadata
from app.domain.errors import UnreadableDocument
from app.domain.view import Reading, View
from loaders.ftm import read_ftm
from loaders.resolve import resolve


def entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    return {"id": key, "schema": schema, "caption": key, "properties": properties}


FIRM = entity("f1", "Company", name=["汐見原通販株式会社"], alias=["Shiomihara"], country=["jp"])
PERSON = entity("p1", "Person", name=["見本 太郎", "Mihon Taro"], weakAlias=["太郎"])


def lines(*values: Any) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def read(data: bytes, name: str = "aleph.ftm") -> Reading:
    reading = read_ftm(data, name, Metadata())
    for quote in [q for claim in reading.claims for q in claim.quotes] + [m.quote for m in reading.mentions]:
        assert reading.document.text[quote.start : quote.end] == quote.exact
    return reading


def actors(*readings: Reading) -> dict[str, tuple[str, tuple[str, ...], str]]:
    graph = resolve(readings, View())
    return {key.partition(":")[2]: (one.label, one.aliases, one.kind.value) for key, one in graph.actors.items()}


def remark(reading: Reading, code: str) -> str:
    (found,) = [one.message for one in reading.diagnostics if one.code == code]
    return found


def test_persons_and_bodies_are_actors_with_their_ids():
    others = [
        entity("o1", "Organization", name=["みどり会"]),
        entity("b1", "PublicBody", name=["見本市"]),
        entity("l1", "LegalEntity", name=["ミナト"]),
    ]
    assert actors(read(lines(FIRM, PERSON, *others))) == {
        "f1": ("汐見原通販株式会社", ("Shiomihara",), "organization"),
        "p1": ("見本 太郎", ("Mihon Taro",), "person"),
        "o1": ("みどり会", (), "organization"),
        "b1": ("見本市", (), "organization"),
        "l1": ("ミナト", (), "unknown"),
    }


@pytest.mark.parametrize(
    "other",
    [
        entity("x1", "Payment", payer=["f1"], beneficiary=["p1"], date=["2031-04-01"], purpose=["名簿"]),
        entity("x1", "UnknownLink", subject=["f1"], object=["p1"], role=["名簿の提供先"]),
        entity("x1", "Documentation", document=["d"], entity=["f1"]),
        entity("x1", "Event", name=["名簿の引き渡し"], date=["2031-04-01"], involved=["f1", "p1"]),
        entity("x1", "Membership", member=["p1"], organization=["f1"]),
    ],
)
def test_nothing_in_entities_is_a_transfer(other):
    reading = read(lines(FIRM, PERSON, other))
    graph = resolve([reading], View())
    assert (graph.transfers, graph.events, len(graph.actors)) == ({}, {}, 2)
    assert remark(reading, "ftm.passed_over").endswith(f"{other['schema']} 1")


def test_an_id_means_one_thing_in_its_own_file_only():
    other = read(lines(entity("f1", "Person", name=["別の人"])))
    graph = resolve([read(lines(FIRM)), other], View())
    assert {one.label for one in graph.actors.values()} == {"汐見原通販株式会社", "別の人"}


def test_lines_with_one_id_are_parts_of_one_entity():
    reading = read(lines(FIRM, entity("f1", "Company", name=["汐見原通販"])))
    assert actors(reading) == {"f1": ("汐見原通販株式会社", ("Shiomihara", "汐見原通販"), "organization")}
    (kind,) = [claim for claim in reading.claims if claim.property == "kind"]
    assert len(kind.quotes) == 2


def test_one_id_of_several_schemata_is_told_and_not_read():
    reading = read(lines(FIRM, PERSON, entity("f1", "Person", name=["人"])))
    assert set(actors(reading)) == {"p1"}
    assert remark(reading, "ftm.duplicate_id") == "f1 is of several schemata: Company, Person"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ('{"id": "a"}', "schema"),
        ('{"id": 5, "schema": "Person", "properties": {}}', "id"),
        ('{"id": "a", "schema": "Person", "properties": {"name": "甲"}}', "properties.name"),
        ('{"id": "a", "schema": "Person", "properties": []}', "properties"),
        ("[1, 2]", "valid dictionary"),
        ('{"id": "a", "schema": "Per', "no JSON"),
        ('{"id": "a", "id": "b"}', "stands twice"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["\\ud800"]}}', "half of a character"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_does_not_stop_the_others(bad, words):
    reading = read(lines(FIRM) + bad.encode() + b"\n" + lines(PERSON))
    assert set(actors(reading)) == {"f1", "p1"}
    message = remark(reading, "ftm.bad_entity")
    assert message.startswith("line 2 is not read: ")
    assert words in message


@pytest.mark.parametrize(
    "names", [[], ["甲\x07社"], ["甲\u202e社"], ["甲" * 1001]], ids=["none", "bell", "order", "long"]
)
def test_an_actor_without_a_name_is_told(names):
    reading = read(lines(FIRM, entity("p2", "Person", name=names)))
    assert set(actors(reading)) == {"f1"}
    assert remark(reading, "ftm.bad_name").startswith("p2 is not read")


def test_arrays_single_objects_and_entities_within_entities():
    inner = entity("f2", "Company", name=["白鳥発送"], parent=[FIRM])
    for data in (json.dumps([FIRM, inner]).encode(), lines(FIRM, inner), b"\xef\xbb\xbf" + lines(FIRM, inner)):
        assert set(actors(read(data, "a.ftm.json"))) == {"f1", "f2"}
    assert set(actors(read(json.dumps(FIRM, indent=2).encode()))) == {"f1"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"{}", "no FollowTheMoney entity"),
        (b"nothing", "no FollowTheMoney entity"),
        (b"\xff", "not UTF-8"),
        (b'{"id":"a","schema":"Payment","properties":{}}\n' * 50_001, "more than 50,000 entities"),
        (b" " * 20_000_001, "20,000,001 bytes"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_files_without_entities_are_refused(data, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read(data)
    assert (caught.value.place, bool(caught.value.remedy)) == ("aleph.ftm", True)


def test_reading_twice_gives_the_same_and_the_order_of_files_changes_nothing():
    one, other = read(lines(FIRM, PERSON)), read(lines(entity("z", "Company", name=["汐見原通販(株)"])))
    assert one == read(lines(FIRM, PERSON))
    assert resolve([one, other], View()) == resolve([other, one], View())
    assert len(resolve([one, other], View()).actors) == 2
