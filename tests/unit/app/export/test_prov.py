"""PROV-JSON: read back by the library, in the terms of the standard."""

from __future__ import annotations

import json

import pytest
from prov.model import ProvActivity, ProvDerivation, ProvDocument, ProvEntity, ProvGeneration, ProvUsage

from app.domain.access import Marking
from app.export.prov import to_prov, write_prov
from tests.unit.app.export.cases import NEWS, contents_from, full_case


@pytest.fixture(scope="module")
def contents():
    return contents_from(full_case(), {NEWS: Marking.GREEN})


@pytest.fixture(scope="module")
def document(contents):
    return ProvDocument.deserialize(content=b"".join(write_prov(contents)).decode(), format="json")


def pairs(document, kind):
    return {tuple(str(value) for _, value in one.formal_attributes[:2]) for one in document.get_records(kind)}


def test_the_library_reads_every_record(contents, document):
    sections = {name: rows for name, rows in to_prov(contents).items() if name != "prefix"}
    assert len(list(document.get_records())) == sum(map(len, sections.values())) > 100


def test_a_transfer_uses_the_copy_of_one_and_makes_that_of_the_other(document):
    assert ("lt:transfer.t3", "lt:copy.insider.d1") in pairs(document, ProvUsage)
    assert ("lt:copy.broker.d1", "lt:transfer.t3") in pairs(document, ProvGeneration)
    assert ("lt:copy.broker.d1", "lt:copy.insider.d1") in pairs(document, ProvDerivation)


def test_what_did_not_happen_is_no_activity(document):
    activities = {str(one.identifier) for one in document.get_records(ProvActivity)}
    assert "lt:transfer.t3" in activities
    assert not activities & {"lt:transfer.t5", "lt:transfer.t8"}
    denied = next(one for one in document.get_records(ProvEntity) if str(one.identifier) == "lt:transfer.t5")
    assert {str(kind) for kind in denied.get_asserted_types()} == {"lt:DeniedTransfer"}


def test_an_activity_has_times_only_where_its_day_is_told(document):
    times = {str(one.identifier): one.get_startTime() for one in document.get_records(ProvActivity)}
    assert times["lt:transfer.t3"].date().isoformat() == "2030-03-10"
    assert times["lt:transfer.t2"] is None
    taking = next(one for one in document.get_records(ProvActivity) if str(one.identifier) == "lt:transfer.t2")
    assert [day.value for day in taking.get_attribute("lt:earliest")] == ["2030-02-01"]


def test_every_quote_is_quoted_from_its_document_and_is_a_source(contents, document):
    values = {str(value) for one in document.get_records(ProvEntity) for value in one.value}
    quotes = {quote for one in contents.graph.transfers.values() for quote in one.evidence}
    assert {quote.exact for quote in quotes} <= values
    derived = pairs(document, ProvDerivation)
    for quote in quotes:
        place = f"lt:quote.{quote.document}.{quote.start}-{quote.end}"
        assert (place, f"lt:document.{quote.document}") in derived
        assert any(used == place and made.startswith("lt:claim.") for made, used in derived)


def test_markings_stand_with_their_documents(contents):
    marked = [one for one in to_prov(contents)["entity"].values() if one.get("lt:marking")]
    assert [(one["lt:name"], one["lt:marking"]) for one in marked] == [(NEWS, "TLP:GREEN")]


def test_ids_of_any_signs_stay_apart():
    told = full_case()
    told["actors"][0]["id"] = "a.b/%2E 会社"
    for one in told["transfers"]:
        one["provider"] = "a.b/%2E 会社" if one["provider"] == "shop" else one["provider"]
    for one in told["affected"]:
        one["organization"] = "a.b/%2E 会社" if one["organization"] == "shop" else one["organization"]
    made = json.loads(b"".join(write_prov(contents_from(told))))
    assert "lt:actor.a%2Eb%2F%252E%20%E4%BC%9A%E7%A4%BE" in made["agent"]
    ProvDocument.deserialize(content=json.dumps(made), format="json")
