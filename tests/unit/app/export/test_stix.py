"""STIX 2.1: valid by two libraries, cautious in what it asserts, and back again as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from app.domain.access import Marking
from app.domain.document import Metadata
from app.domain.view import View
from app.export.leaktrail1 import to_leaktrail1
from app.export.stix import terms, to_stix, write_stix
from loaders.resolve import resolve
from loaders.stix import extension, read_stix
from tests.builders import case
from tests.unit.app.export.cases import NEWS, REPORT, contents_from, full_case

SECTIONS = ("incidents", "actors", "datasets", "transfers", "events", "affected", "conflicts")


@pytest.fixture(scope="module")
def contents():
    return contents_from(full_case(), {NEWS: Marking.GREEN, REPORT: Marking.AMBER_STRICT})


@pytest.fixture(scope="module")
def objects(contents):
    return to_stix(contents)["objects"]


def own(objects, key, kind=None):
    found = [
        one
        for one in objects
        if {"source_name": "leaktrail", "external_id": key} in one.get("external_references", [])
        and kind in (None, one["type"])
    ]
    assert len(found) == 1
    return found[0]


def test_the_validator_of_the_standard_finds_nothing(contents):
    found = validate_string(b"".join(write_stix(contents)).decode(), ValidationOptions(version="2.1"))
    assert found.is_valid, found.errors


def test_all_of_leaktrail_1_comes_back(contents):
    rows = to_leaktrail1(contents.graph, contents.names)
    reading = read_stix(b"".join(write_stix(contents)), "case.json", Metadata())
    back = to_leaktrail1(resolve([reading], View()))
    ids = {
        one["id"]: ref["external_id"]
        for one in to_stix(contents)["objects"]
        for ref in one.get("external_references", [])
        if ref["source_name"] == "leaktrail"
    }
    for section in SECTIONS:
        assert len(rows[section]) > 1 or section in ("affected", "incidents", "conflicts")
        assert plain(back[section], ids) == plain(rows[section], {}), section


def plain(rows, ids):
    """Without words, which are those of the bundle, and with our ids; lists of ids stand in the order of the ids."""

    def stripped(value):
        if isinstance(value, dict):
            return {key: stripped(one) for key, one in value.items() if key not in ("evidence", "mentions")}
        if isinstance(value, list):
            return sorted(map(stripped, value), key=json.dumps)
        return ids.get(value, value) if isinstance(value, str) else value

    return sorted(map(stripped, rows), key=json.dumps)


def test_the_loader_says_that_the_bundle_is_ours(contents):
    reading = read_stix(b"".join(write_stix(contents)), "case.json", Metadata())
    assert "stix.own_export" in {remark.code for remark in reading.diagnostics}


def test_a_damaged_row_is_told_and_the_bundle_read_as_any_other(contents):
    bundle = to_stix(contents)
    sale = own(bundle["objects"], "t3")
    sale["extensions"][terms.EXTENSION_ID]["row"]["provider"] = "identity--00000000-0000-4000-8000-000000000000"
    reading = read_stix(json.dumps(bundle).encode(), "case.json", Metadata())
    assert [one.message for one in reading.diagnostics if one.code == "stix.bad_rows"] == [
        "rows of leaktrail/1 in the bundle are damaged, so it is read as plain STIX: "
        f"{sale['id']}.provider: no actor 'identity--00000000-0000-4000-8000-000000000000' is defined"
    ]
    graph = resolve([reading], View())
    assert graph.transfers[sale["id"]].status.value == "suspected"
    assert not any("not named" in one.label for one in graph.actors.values())


def test_what_did_not_happen_is_no_relationship(objects):
    denied, planned = own(objects, "t5"), own(objects, "t8")
    assert denied["type"] == planned["type"] == "note"
    assert (denied["abstract"], planned["abstract"]) == ("denied", "planned")
    assert denied["content"].startswith("元社員 → 白鳥宝飾: denied")
    ids = {denied["id"], planned["id"]}
    assert not any(ids & {one.get("source_ref"), one.get("target_ref")} for one in objects)


def test_an_end_that_nobody_named_joins_nothing(objects):
    use = own(objects, "t7")
    nobody = next(one for one in objects if one["id"] == use["target_ref"])
    assert (nobody["name"], nobody["identity_class"]) == ("recipient of t7, not named", "unknown")
    assert sum(nobody["id"] in (one.get("source_ref"), one.get("target_ref")) for one in objects) == 1


def test_status_bounds_confidence(objects):
    assert own(objects, "t1")["confidence"] == 90
    assert own(objects, "t9")["confidence"] == 69
    assert own(objects, "t3")["confidence"] == 29


def test_who_took_is_the_source_of_taking(objects):
    taking = own(objects, "t2")
    assert taking["relationship_type"] == "exfiltrated-data-from"
    assert taking["source_ref"] == own(objects, "insider")["id"]
    assert (taking["start_time"], taking["stop_time"]) == ("2030-02-01T00:00:00.000Z", "2030-02-28T23:59:59.999Z")


def test_only_who_is_called_an_attacker_is_a_threat_actor(objects):
    assert {one["name"] for one in objects if one["type"] == "threat-actor"} == {"県警"}
    assert own(objects, "insider")["type"] == "identity"


def test_markings_are_those_of_the_standard_and_the_strictest_counts(objects):
    def marks(key):
        return own(objects, key)["object_marking_refs"]

    assert marks("t1") == ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]
    assert marks("t6") == ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"]
    definitions = {one["name"]: one for one in objects if one["type"] == "marking-definition"}
    assert definitions.keys() == {"TLP:GREEN", "TLP:AMBER+STRICT"}
    (extension_of,) = definitions["TLP:AMBER+STRICT"]["extensions"].values()
    assert extension_of == {"extension_type": "property-extension", "tlp_2_0": "amber+strict"}


def test_an_export_without_markings_bears_none():
    assert not any("object_marking_refs" in one for one in to_stix(contents_from(case()))["objects"])


def test_instants_are_those_of_the_documents(objects):
    assert own(objects, "t1")["created"] == own(objects, "t1")["modified"] == "2030-07-01T00:00:00.000Z"
    assert own(objects, "t6")["created"] == "2030-09-30T00:00:00.000Z"  # its document tells a month
    news = next(one for one in objects if one["type"] == "report")
    assert news["published"] == "2030-07-01T00:00:00.000Z"
    assert next(one for one in objects if one["type"] == "grouping")["name"] == REPORT


def test_every_quote_stands_in_the_bundle(contents, objects):
    said = json.dumps(objects, ensure_ascii=False)
    quotes = {quote for one in contents.graph.transfers.values() for quote in one.evidence}
    assert quotes
    for quote in quotes:
        assert f'"external_id": "{contents.name_of(quote.document)}#char={quote.start},{quote.end}"' in said
        assert json.dumps(quote.exact, ensure_ascii=False) in said


def test_words_that_hold_json_or_markup_stay_words():
    told = case()
    label = '"}],"evil":true,<script>'
    told["actors"][0]["label"] = label
    bundle = json.loads(b"".join(write_stix(contents_from(told))))
    assert own(bundle["objects"], "shop")["name"] == label
    assert stix2.parse(bundle, allow_custom=True)["type"] == "bundle"


def test_a_later_document_moves_modified_and_keeps_ids(contents):
    later = {
        key: replace(one, metadata=replace(one.metadata, published_at="2031-01-01"))
        for key, one in contents.graph.documents.items()
    }
    moved = to_stix(replace(contents, graph=replace(contents.graph, documents=later)))["objects"]
    assert own(moved, "t1")["modified"] == "2031-01-01T00:00:00.000Z"
    assert own(moved, "t1")["id"] == own(to_stix(contents)["objects"], "t1")["id"]


def test_the_loader_knows_the_extension_by_the_id_that_is_written():
    assert extension.EXTENSION_ID == terms.EXTENSION_ID
