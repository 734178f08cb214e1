"""Whatever has an id: its kind, what disagrees about it, what it may be one with; conflicts and claims by filters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import NotFound
from app.domain.graph import Conflict, Reprint, Side, Suggestion
from app.domain.ids import ActorId, DatasetId
from app.services.detail import document_detail
from app.services.listing import Page, Wanted, list_claims, list_conflicts
from app.services.thing import thing_detail

KINDS = ("actor", "transfer", "dataset", "event", "incident", "conflict")
ABOUT_DATA = Conflict("c-data", "record count of one dataset differs", "d1", "record_count", (Side(1, None, ()),) * 2)
ABOUT_NOBODY = Conflict("c-none", "a figure and its correction", None, "record_count", (Side(1, None, ()),) * 2)


@pytest.fixture
def snapshot(graphs):
    found = graphs.snapshot()
    pair = Suggestion(ActorId("broker"), ActorId("dealer"), 0.4, "same street", ("東通り", "西通り"))
    graph = replace(found.graph, conflicts=(*found.graph.conflicts, ABOUT_DATA, ABOUT_NOBODY), suggestions=(pair,))
    return replace(found, graph=graph)


@pytest.mark.parametrize(
    ("key", "kind"), [("broker", "actor"), ("t4", "transfer"), ("d1", "dataset"), ("i1", "incident")]
)
def test_the_kind_of_an_id_and_nothing_else_is_filled(snapshot, key, kind):
    found = thing_detail(snapshot, key)
    assert found["kind"] == kind
    assert [name for name in KINDS if found[name] is not None] == [kind]
    assert found[kind]["id"] == found["id"] == key


def test_an_event_and_a_conflict_have_ids_as_well(snapshot):
    event = next(iter(snapshot.graph.events))
    assert thing_detail(snapshot, event)["event"]["id"] == event
    assert thing_detail(snapshot, "c-data")["conflict"]["thing"] == {"id": "d1", "label": "会員名簿", "kind": "dataset"}


def test_conflicts_about_the_data_of_a_transfer_are_told_of_it(snapshot):
    carried = next(t for t in snapshot.graph.transfers.values() if t.dataset == DatasetId("d1"))
    assert "c-data" in [one["id"] for one in thing_detail(snapshot, carried.id)["conflicts"]]
    assert "c-data" not in [one["id"] for one in thing_detail(snapshot, "broker")["conflicts"]]


def test_what_it_may_be_one_with_is_told_from_both_sides(snapshot):
    (left,), (right,) = (thing_detail(snapshot, key)["alike"] for key in ("broker", "dealer"))
    assert (left["other"]["id"], left["values"]) == ("dealer", ["東通り", "西通り"])
    assert (right["other"]["id"], right["values"]) == ("broker", ["西通り", "東通り"])
    assert left["id"] == right["id"]


def test_what_nothing_bears_is_not_found(snapshot):
    with pytest.raises(NotFound):
        thing_detail(snapshot, "broker ")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(thing="d1"), {"c-data"}),
        (Wanted(thing="broker"), set()),
        (Wanted(incident="i1", property="record_count"), {"c-data"}),
        (Wanted(incident="i1", property="colour"), set()),
        (Wanted(property="record_count"), {"c-data", "c-none"}),
    ],
)
def test_conflicts_by_thing_incident_and_property(snapshot, wanted, found):
    listed = {one["id"] for one in list_conflicts(snapshot, Page(), wanted)["items"]}
    assert listed & {"c-data", "c-none"} == found


def test_conflicts_are_found_by_the_name_of_what_they_are_about(snapshot):
    assert "c-data" in [one["id"] for one in list_conflicts(snapshot, Page(q="会員名簿"))["items"]]


def test_claims_at_a_place(snapshot):
    whole = list_claims(snapshot, Page(limit=500), Wanted(document="midorisawa-news"))["items"]
    first = whole[0]["evidence"][0]
    near = Wanted(document="midorisawa-news", after=first["start"], before=first["end"])
    found = {one["id"] for one in list_claims(snapshot, Page(limit=500), near)["items"]}
    spans = {one["id"]: [(e["start"], e["end"]) for e in one["evidence"]] for one in whole}
    assert found == {
        key for key, told in spans.items() if any(e > first["start"] and s < first["end"] for s, e in told)
    }
    assert whole[0]["id"] in found
    assert len(found) < len(whole)


def test_a_claim_says_what_its_value_leads_to(snapshot):
    told = list_claims(snapshot, Page(limit=500), Wanted(thing="t4"))["items"]
    assert {one["property"]: one["refers_to"] for one in told}["provider"]["label"] == "東名簿センター"
    assert {one["label"] for one in told} == {thing_detail(snapshot, "t4")["label"]}
    assert all(one["refers_to"] is None for one in told if one["property"] in {"status", "window", "action"})


def test_a_document_says_whose_words_it_gives(snapshot):
    first, second = list(snapshot.readings)[:2]
    graph = replace(snapshot.graph, reprints=(Reprint(second, first, "みどり沢新報", 0.9),))
    told = replace(snapshot, graph=graph)
    reprint = document_detail(told, second)["reprint"]
    assert reprint == {
        "of": {"id": told.names[first], "label": document_detail(told, first)["label"]},
        "source": "みどり沢新報",
        "share": 0.9,
    }
    assert document_detail(told, first)["reprint"] is None
