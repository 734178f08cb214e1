"""STIX bundles to claims: data moved only where a relationship says so; everything else is named as passed over."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from app.domain.document import Metadata
from app.domain.errors import UnreadableDocument
from app.domain.view import Reading, View
from app.domain.vocabulary import How
from loaders.resolve import resolve
from loaders.stix import read_stix

DAY = "2031-04-01T00:00:00Z"


def made(kind: str, number: int, **values: Any) -> dict[str, Any]:
    key = f"{kind}--{UUID(int=(number << 64) + (4 << 76) + (2 << 62))}"
    return {"type": kind, "spec_version": "2.1", "id": key, "created": DAY, "modified": DAY, **values}


SHOP = made("identity", 1, name="汐見原通販株式会社", identity_class="organization")
CLERK = made("identity", 2, name="元契約社員", identity_class="individual")
BROKER = made("threat-actor", 3, name="ツバキ名簿企画", aliases=["Tsubaki Lists"], threat_actor_types=["criminal"])
SERVER = made("infrastructure", 4, name="受け渡し用サーバー")
TOOL = made("malware", 5, is_family=False, name="吸い出しツール")
LEAK = made("incident", 6, name="汐見原通販 会員名簿の流出")


def link(kind: str, source: dict[str, Any], target: dict[str, Any], number: int = 9, **values: Any) -> dict[str, Any]:
    ends = {"source_ref": source["id"], "target_ref": target["id"]}
    return made("relationship", number, relationship_type=kind, **ends, **values)


def bundle(*objects: Any) -> bytes:
    whole = {"type": "bundle", "id": f"bundle--{UUID(int=4 << 76)}", "objects": list(objects)}
    return json.dumps(whole, ensure_ascii=False).encode()


def read(*objects: Any) -> Reading:
    reading = read_stix(bundle(*objects), "case.json", Metadata(publisher="見本CSIRT"))
    for quote in [q for claim in reading.claims for q in claim.quotes] + [m.quote for m in reading.mentions]:
        assert reading.document.text[quote.start : quote.end] == quote.exact
    return reading


def remarks(reading: Reading, code: str) -> list[str]:
    return [one.message for one in reading.diagnostics if one.code == code]


def transfers(reading: Reading) -> list[tuple[str | None, str | None, str, tuple[str | None, str | None], str]]:
    graph = resolve([reading], View())

    def label(key):
        return graph.actors[key].label if key else None

    return [
        (label(t.provider), label(t.recipient), t.action.value, t.window.to_iso(), t.status.value)
        for t in graph.transfers.values()
    ]


@pytest.mark.parametrize(
    ("kind", "ends", "action"),
    [
        ("x-sells-data-to", (CLERK, BROKER), "sale"),
        ("provided-data-to", (CLERK, BROKER), "handover"),
        ("x-bought-data-from", (BROKER, CLERK), "sale"),
        ("stole-data-from", (BROKER, CLERK), "exfiltration"),
        ("returned-data-to", (CLERK, BROKER), "return/recovery"),
    ],
)
def test_relationships_that_say_that_data_moved(kind, ends, action):
    (found,) = transfers(read(SHOP, CLERK, BROKER, link(kind, *ends)))
    assert found == ("元契約社員", "ツバキ名簿企画", action, (None, None), "confirmed")


@pytest.mark.parametrize("kind", ["uses", "targets", "communicates-with", "related-to", "x-knows", "sells"])
def test_other_relationships_are_no_transfers_and_are_named(kind):
    reading = read(CLERK, BROKER, link(kind, BROKER, CLERK))
    assert transfers(reading) == []
    assert f"relationship {kind} 1" in remarks(reading, "stix.passed_over")[0]


def test_what_was_seen_or_written_is_no_transfer():
    sighting = made("sighting", 11, sighting_of_ref=BROKER["id"], where_sighted_refs=[SHOP["id"]])
    note = made("note", 12, content="名簿を渡した", object_refs=[BROKER["id"]])
    report = made("report", 13, name="流出", published=DAY, object_refs=[BROKER["id"], SHOP["id"]])
    reading = read(SHOP, BROKER, sighting, note, report, TOOL, {"type": "x-own", "id": "x-own--1"})
    assert transfers(reading) == []
    (message,) = remarks(reading, "stix.passed_over")
    assert message.endswith("malware 1, note 1, report 1, sighting 1, x-own 1")


def test_malware_takes_data_to_the_owner_of_an_infrastructure():
    out, owner = link("exfiltrates-to", TOOL, SERVER), link("owns", BROKER, SERVER, 10)
    reading = read(TOOL, SERVER, BROKER, out, owner)
    assert [found[:3] for found in transfers(reading)] == [(None, "ツバキ名簿企画", "exfiltration")]
    (claim,) = [claim for claim in reading.claims if claim.property == "recipient"]
    assert (claim.how, len(claim.quotes)) == (How.ROLE, 2)


def test_an_infrastructure_of_nobody_or_of_several_stands_for_nobody():
    out = link("exfiltrates-to", TOOL, SERVER)
    for others in (
        [],
        [link("owns", BROKER, SERVER, 10), link("owns", CLERK, SERVER, 11)],
        [link("uses", BROKER, SERVER, 10)],
    ):
        reading = read(TOOL, SERVER, BROKER, CLERK, out, *others)
        assert transfers(reading) == []
        assert len(remarks(reading, "stix.nobody")) == 1


def test_actors_keep_their_ids_kinds_names_and_part():
    other = made("threat-actor", 7, name="単独の者", resource_level="individual")
    machine = made("identity", 8, name="端末", identity_class="system")
    reading = read(SHOP, CLERK, BROKER, other, machine)
    graph = resolve([reading], View())
    assert {
        key: (one.label, one.aliases, one.kind.value, [role.value for role in one.roles])
        for key, one in graph.actors.items()
    } == {
        SHOP["id"]: ("汐見原通販株式会社", (), "organization", []),
        CLERK["id"]: ("元契約社員", (), "person", []),
        BROKER["id"]: ("ツバキ名簿企画", ("Tsubaki Lists",), "unknown", ["attacker"]),
        other["id"]: ("単独の者", (), "person", ["attacker"]),
    }
    assert graph.actors[SHOP["id"]].mentions[0].exact == "汐見原通販株式会社"
    assert "identity 1" in remarks(reading, "stix.passed_over")[0]


def test_actors_belong_to_an_incident_that_a_relationship_ties_them_to():
    graph = resolve(
        [read(LEAK, BROKER, SHOP, link("attributed-to", LEAK, BROKER), link("targets", LEAK, SHOP, 10))], View()
    )
    assert {one.label: list(one.incidents) for one in graph.actors.values()} == {
        "ツバキ名簿企画": [LEAK["id"]],
        "汐見原通販株式会社": [LEAK["id"]],
    }
    assert graph.incidents[LEAK["id"]].name == "汐見原通販 会員名簿の流出"


@pytest.mark.parametrize(
    ("times", "window"),
    [
        ({"start_time": DAY}, ("2031-04-01", None)),
        ({"start_time": "2031-03-31T20:00:00Z", "stop_time": "2031-04-02T01:00:00Z"}, ("2031-03-31", "2031-04-02")),
        ({"start_time": "2031-03-31T14:00:00Z", "stop_time": "2031-03-31T20:00:00.5Z"}, ("2031-03-31", "2031-04-01")),
        ({}, (None, None)),
    ],
)
def test_days_are_those_of_the_relationship_and_never_those_of_its_record(times, window):
    (found,) = transfers(read(CLERK, BROKER, link("x-sold-data-to", CLERK, BROKER, **times)))
    assert found[3] == window


@pytest.mark.parametrize(
    ("confidence", "status"), [(100, "confirmed"), (70, "confirmed"), (69, "suspected"), (0, "suspected")]
)
def test_low_confidence_is_a_suspicion(confidence, status):
    reading = read(CLERK, BROKER, link("x-sold-data-to", CLERK, BROKER, confidence=confidence))
    assert transfers(reading)[0][4] == status
    assert {c.confidence for c in reading.claims if c.property == "provider"} == {confidence / 100}


def test_who_made_an_object_says_it():
    reading = read(SHOP, CLERK, BROKER, link("x-sold-data-to", CLERK, BROKER, created_by_ref=SHOP["id"]))
    assert [source.label for source in reading.sources] == ["見本CSIRT", "汐見原通販株式会社"]
    assert {c.source for c in reading.claims if c.property == "provider"} == {reading.sources[1].id}


def test_the_latest_version_of_an_object_counts():
    later = {**BROKER, "name": "改名した者", "modified": "2031-05-01T00:00:00Z"}
    for objects in ([BROKER, later], [later, BROKER]):
        reading = read(*objects)
        assert [c.value for c in reading.claims if c.property == "label"] == ["改名した者"]
        assert remarks(reading, "stix.older_version")


def test_two_objects_with_one_id_and_version_are_told():
    reading = read(BROKER, {**BROKER, "name": "別の者"}, BROKER)
    assert [c.value for c in reading.claims if c.property == "label"] == ["ツバキ名簿企画"]
    assert len(remarks(reading, "stix.duplicate_id")) == 1


def test_what_its_maker_revoked_is_not_read():
    reading = read(CLERK, {**BROKER, "revoked": True}, link("x-sold-data-to", CLERK, BROKER))
    assert [found[:2] for found in transfers(reading)] == [("元契約社員", None)]
    assert remarks(reading, "stix.revoked") == ["objects that their makers revoked: 1"]
    assert len(remarks(reading, "stix.dangling")) == 1


@pytest.mark.parametrize(
    "bad",
    [
        {**SHOP, "name": None},
        {**SHOP, "id": "identity--1"},
        {**SHOP, "spec_version": "2.0"},
        {**SHOP, "modified": "yesterday"},
        {key: value for key, value in SHOP.items() if key != "modified"},
        {**SHOP, "confidence": 300},
        {**SHOP, "confidence": True},
        {**SHOP, "name": "甲\u202e社"},
        {**SHOP, "name": "甲" * 1001},
        link("x-sold-data-to", CLERK, BROKER, start_time="2031-05-01T00:00:00Z", stop_time=DAY),
        {**link("x-sold-data-to", CLERK, BROKER), "target_ref": 5},
    ],
    ids=lambda bad: json.dumps(bad, ensure_ascii=False)[:300][-40:],
)
def test_a_bad_object_is_told_with_its_place_and_does_not_stop_the_others(bad):
    reading = read(CLERK, bad)
    assert [c.value for c in reading.claims if c.property == "label"] == ["元契約社員"]
    (message,) = remarks(reading, "stix.bad_object")
    assert message.startswith("objects[1] (")
    assert transfers(reading) == []


def test_what_is_no_object_is_told():
    assert remarks(read(CLERK, 5), "stix.no_object") == ["objects[1] is no object"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no JSON"),
        (b'{"type": "bundle"', "no JSON"),
        (b"[]", "no STIX bundle"),
        (b'{"type": "report"}', "no STIX bundle"),
        (b'{"type": "bundle", "objects": {}}', "no STIX bundle"),
        (b'{"type": "bundle", "objects": []}', "no objects"),
        (b'{"type": "bundle", "type": "bundle"}', "stands twice"),
        (b'{"type": "bundle", "objects": [NaN]}', "NaN"),
        (b'{"type": "bundle\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"type": "bundle", "objects": [' + b"1," * 50_000 + b"1]}", "50,001 objects"),
        (b" " * 20_000_001, "20,000,001 bytes"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_files_that_are_no_bundle_are_refused(data, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_stix(data, "case.json", Metadata())
    assert (caught.value.place, bool(caught.value.remedy)) == ("case.json", True)


def test_a_deep_object_and_half_a_character_are_told():
    deep: Any = {}
    for _ in range(150):
        deep = {"x": deep}
    reading = read(CLERK, {**SHOP, "x_deep": deep})
    assert "nested too deeply" in remarks(reading, "stix.bad_object")[0]
    half = bundle(CLERK, {**SHOP, "name": "HALF"}).replace(b"HALF", b"\\ud800")
    assert "half of a character" in remarks(read_stix(half, "a.json", Metadata()), "stix.bad_object")[0]


def test_ids_are_stable_and_two_bundles_give_one_graph_in_any_order():
    first = [SHOP, CLERK, BROKER, link("x-sold-data-to", CLERK, BROKER)]
    one, again, two = read(*first), read(*first), read(CLERK, BROKER, link("x-sold-data-to", CLERK, BROKER, 10))
    assert one == again
    assert resolve([one, two], View()) == resolve([two, one], View())
    assert set(resolve([one, two], View()).actors) == {SHOP["id"], CLERK["id"], BROKER["id"]}


def test_its_text_is_a_line_for_each_object_in_their_order():
    text = read(SHOP, TOOL).document.text
    assert [json.loads(line)["id"] for line in text.splitlines()] == [SHOP["id"], TOOL["id"]]
