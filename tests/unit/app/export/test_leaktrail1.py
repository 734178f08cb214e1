"""Graph -> leaktrail/1, and there and back again."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.domain.document import Document, Metadata, Quote
from app.domain.errors import NotFound
from app.domain.graph import Actor, Affected, Conflict, Count, Event, Graph, Side, Transfer
from app.domain.ids import ActorId, DocumentId, EventId, TransferId
from app.domain.view import View
from app.domain.vocabulary import How, Unit
from app.domain.window import Window
from app.export.leaktrail1 import document_names, to_leaktrail1
from loaders.exchange import read_exchange
from loaders.resolve import resolve
from tests.unit.loaders.exchange.exchange_case import sample

DOC = Document(DocumentId("doc-1"), "memo", "ab" * 32, "本文", Metadata("題", url="https://x.test/"))
QUOTE = Quote(DOC.id, 0, 2, "本文")


def graph_of(obj: dict[str, Any]) -> Graph:
    return resolve(read_exchange(obj, place="case.json")[0], View())


def in_order(value: Any) -> Any:
    """Lists sorted, whatever they hold; what says nothing (null, empty text) alike."""
    if isinstance(value, dict):
        return {key: in_order(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((in_order(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value or None if isinstance(value, str) else value


def transfer(name: str = "t1", **changes: Any) -> Transfer:
    return replace(Transfer(TransferId(name), None, ActorId("a1"), None, evidence=(QUOTE,)), **changes)


def only(section: str, graph: Graph) -> dict[str, Any]:
    (row,) = to_leaktrail1(graph)[section]  # type: ignore[misc]
    return row


def of(*transfers: Transfer, **more: Any) -> Graph:
    return Graph(documents={DOC.id: DOC}, transfers={one.id: one for one in transfers}, **more)


# ------------------------------------------------------------------ there and back


def test_an_imported_file_comes_back_up_to_order():
    given = sample()
    assert in_order(to_leaktrail1(graph_of(given))) == in_order(given)


def test_the_order_of_the_file_does_not_matter():
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in sample().items()}
    assert in_order(to_leaktrail1(graph_of(turned))) == in_order(to_leaktrail1(graph_of(sample())))


def test_exporting_an_export_changes_nothing():
    once = to_leaktrail1(graph_of(sample()))
    again = to_leaktrail1(graph_of(copy.deepcopy(once)))
    assert json.dumps(again, ensure_ascii=False) == json.dumps(once, ensure_ascii=False)


def test_a_row_without_evidence_comes_back_without():
    given = sample()
    given["events"][0]["evidence"] = []
    given["datasets"][0]["record_counts"][0]["evidence"] = []
    given["affected"][0]["evidence"] = []
    given["actors"][3]["mentions"] = []
    assert in_order(to_leaktrail1(graph_of(given))) == in_order(given)


def test_private_keys_that_mean_something_come_back():
    given = sample()
    given["documents"][0] |= {"x_sha256": "ab" * 32, "x_url": "https://x.test/1"}
    given["transfers"][0]["record_count"]["x_unit"] = "people"
    given["datasets"][0]["record_counts"][0] |= {"unit": "records", "x_unit": None}
    given["affected"][0]["record_count"] |= {"unit": "records", "x_unit": None}
    assert in_order(to_leaktrail1(graph_of(given))) == in_order(given)


def test_facts_of_no_incident_come_back():
    given = sample()
    given["incidents"][0] |= {"id": "unassigned", "name": "", "evidence": [], "x_unassigned": True}
    for section in ("transfers", "events", "affected"):
        for row in given[section]:
            row["incident"] = "unassigned"
    for actor in given["actors"]:
        actor["incidents"] = []
    assert in_order(to_leaktrail1(graph_of(given))) == in_order(given)


# ------------------------------------------------------------------ the schema


@pytest.mark.shared
def test_what_is_written_is_valid(shared: Path):
    schema = json.loads((shared / "eval" / "leaktrail-1.schema.json").read_text(encoding="utf-8"))
    check = Draft202012Validator(schema)
    bare = of(
        transfer(record_count=Count(5, unit=Unit.FILES), how={"provider": How.ROLE}),
        events={EventId("e1"): Event(EventId("e1"), None, "arrest")},
        affected=(Affected("x1", None, ActorId("a1"), Count(3)),),
    )
    for graph in (graph_of(sample()), bare, Graph(documents={DOC.id: DOC})):
        check.validate(to_leaktrail1(graph))


@pytest.mark.shared
def test_the_answers_over_all_seeds_come_back(shared: Path, tmp_path: Path):
    """Claims that agree in everything become one with all the evidence; conflicts that we derive come on top."""
    merged = tmp_path / "merged.json"
    command = [sys.executable, str(shared / "eval" / "gold_to_leaktrail.py")]
    subprocess.run([*command, str(shared / "gold" / "merged.json"), "-o", str(merged)], check=True)
    given = json.loads(merged.read_text(encoding="utf-8"))
    schema = json.loads((shared / "eval" / "leaktrail-1.schema.json").read_text(encoding="utf-8"))
    got = to_leaktrail1(graph_of(given))
    Draft202012Validator(schema).validate(got)
    for dataset in given["datasets"]:
        dataset["record_counts"] = joined(dataset["record_counts"])
    for conflict in given["conflicts"]:
        conflict["claims"] = joined(conflict["claims"])
    stated = in_order(given.pop("conflicts"))
    exported = in_order(got.pop("conflicts"))
    assert in_order(got) == in_order(given)
    assert [one for one in stated if one not in exported] == []
    assert all(one["subject"] is not None for one in exported if one not in stated)


def joined(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for claim in claims:
        rest = json.dumps({key: value for key, value in claim.items() if key != "evidence"}, sort_keys=True)
        evidence = found.setdefault(rest, {**claim, "evidence": []})["evidence"]
        evidence += [piece for piece in claim["evidence"] if piece not in evidence]
    return list(found.values())


# ------------------------------------------------------------------ one thing at a time


def test_documents_of_one_stem_get_different_ids():
    stems = {"doc-3": "memo", "doc-1": "memo", "doc-2": "memo~2", "doc-4": "other"}
    documents = {DocumentId(key): Document(DocumentId(key), stem, None, None) for key, stem in stems.items()}
    assert document_names(documents) == {"doc-1": "memo", "doc-2": "memo~2", "doc-3": "memo~3", "doc-4": "other"}


def test_a_document_tells_its_bytes_and_place():
    assert only("documents", Graph(documents={DOC.id: DOC})) == {
        "id": "memo",
        "title": "題",
        "publisher": None,
        "published_at": None,
        "language": None,
        "x_url": "https://x.test/",
        "x_sha256": "ab" * 32,
    }


def test_a_graph_without_documents_is_no_file():
    with pytest.raises(NotFound, match="no document to export"):
        to_leaktrail1(Graph())


def test_how_slots_were_filled():
    how = {"window": How.IMPORTED, "recipient": How.STATED, "provider": How.IMPLIED}
    assert only("transfers", of(transfer(how=how)))["x_how"] == {"provider": "implied", "recipient": "stated"}
    assert "x_how" not in only("transfers", of(transfer(how={"window": How.IMPORTED})))


def test_optional_keys_stand_only_where_they_say_something():
    assert not {"part_of", "after", "x_how"} & only("transfers", of(transfer())).keys()
    graph = of(transfer("t1", after=(TransferId("t2"),), part_of=TransferId("t2")), transfer("t2"))
    first = to_leaktrail1(graph)["transfers"][0]  # type: ignore[index]
    assert (first["after"], first["part_of"]) == (["t2"], "t2")


def test_a_window_keeps_its_open_end():
    row = only("transfers", of(transfer(window=Window(None, date(2031, 4, 30)))))
    assert (row["time_earliest"], row["time_latest"]) == (None, "2031-04-30")


def test_evidence_of_a_document_with_pages_tells_its_page():
    paged = replace(DOC, text="一枚目。\f二枚目。\f")
    quote = Quote(DOC.id, 5, 9, "二枚目。")
    graph = Graph(
        documents={DOC.id: paged},
        actors={ActorId("a1"): Actor(ActorId("a1"), "甲社")},
        transfers={TransferId("t1"): transfer(evidence=(quote,))},
    )
    (row,) = only("transfers", graph)["evidence"]
    assert row == {"document": "memo", "start": 5, "end": 9, "quote": "二枚目。", "x_page": 2}
    assert read_exchange(to_leaktrail1(graph), place="x.json")[0]


def test_evidence_stands_in_the_order_of_places_once():
    later, none = Quote(DOC.id, 1, 2, "文"), Quote(DOC.id, 0, 0, "")
    assert only("transfers", of(transfer(evidence=(later, QUOTE, none, later))))["evidence"] == [
        {"document": "memo", "start": 0, "end": 2, "quote": "本文"},
        {"document": "memo", "start": 1, "end": 2, "quote": "文"},
    ]


def test_facts_of_no_incident_get_a_stand_in_of_a_free_name():
    got = to_leaktrail1(of(transfer()))
    assert got["incidents"] == [{"id": "unassigned", "name": "", "evidence": [], "x_unassigned": True}]
    assert got["transfers"][0]["incident"] == "unassigned"  # type: ignore[index]


def test_values_of_conflicts_are_texts_or_numbers():
    values = ["二つ", 3, 2.5, True, None, {"latest": None, "earliest": "2031-04-01"}]
    sides = tuple(Side(value, None, (QUOTE,)) for value in values)
    row = only("conflicts", of(transfer(), conflicts=(Conflict("c", "日付", "t1", "time", sides),)))
    expected = ["二つ", 3, 2.5, "true", "null", '{"earliest": "2031-04-01", "latest": null}']
    assert [claim["value"] for claim in row["claims"]] == expected
    assert row["subject"] == "t1"


def test_a_conflict_of_one_side_is_none_and_an_unknown_subject_is_null():
    sides = (Side(1, None, (QUOTE,)), Side(2, None, (QUOTE,)))
    one, two = Conflict("c1", "数", "gone", "other", sides[:1]), Conflict("c2", "数", "gone", "other", sides)
    assert only("conflicts", of(transfer(), conflicts=(one, two)))["subject"] is None


def test_things_stand_in_the_order_of_their_ids():
    assert [row["id"] for row in to_leaktrail1(of(transfer("t2"), transfer("t1")))["transfers"]] == ["t1", "t2"]  # type: ignore[attr-defined]
