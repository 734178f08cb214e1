"""leaktrail/1 -> Readings."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from app.domain.claim import PROPERTIES, Claim
from app.domain.diagnostic import Severity
from app.domain.document import Quote
from app.domain.errors import BadExchange
from app.domain.ids import DocumentId, digest, document_id
from app.domain.view import Reading
from app.domain.vocabulary import How, ThingKind
from loaders.exchange import check_quotes, no_words, read_exchange
from tests.unit.loaders.exchange.exchange_case import FIRST, SECOND, sample


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    obj = copy.deepcopy(sample())
    change(obj)
    return obj


def told(reading: Reading, subject: str, prop: str) -> list[Claim]:
    return [claim for claim in reading.claims if (claim.subject, claim.property) == (subject, prop)]


def read(obj: object, namespace: str | None = None) -> tuple[Reading, ...]:
    return read_exchange(obj, place="case.json", namespace=namespace)[0]


# ------------------------------------------------------------------ what is read


def test_one_reading_per_document():
    first, second = read(sample())
    assert [first.document.name, second.document.name] == ["first", "second"]
    assert first.document.id == digest("doc-name", "first")
    assert (first.document.text, first.document.sha256) == (None, None)
    assert first.document.metadata.publisher == "日報"
    assert second.document.metadata.published_at == "2031"
    assert first.run.extractor == "leaktrail/1"


def test_every_document_tells_every_property_on_its_own_words():
    first, second = read(sample())
    for reading, quote in (
        (first, "元薬剤師が会員約800人分の名簿を名簿業者に2万円で渡した"),
        (second, "元薬剤師が持ち出した"),
    ):
        claims = [claim for claim in reading.claims if claim.subject == "t1"]
        values = {claim.property: claim.value for claim in claims}
        assert values == {
            "incident": "i1",
            "provider": "a2",
            "recipient": "a3",
            "dataset": "d1",
            "action": "sale",
            "medium": "unknown",
            "window": {"earliest": "2031-07-03", "latest": "2031-07-03"},
            "time_text": "2031年7月3日",
            "record_count": {"value": 800, "unit": None, "qualifier": "about", "claimed_by": None},
            "price": {"value": 20000, "currency": "JPY", "qualifier": "exact"},
            "status": "suspected",
            "lawful": False,
        }
        assert {claim.quotes[0].exact for claim in claims} == {quote}
        assert {claim.confidence for claim in claims} == {0.6}


def test_slots_that_are_null_or_empty_are_not_claimed():
    _, second = read(sample())
    claimed = {claim.property for claim in second.claims if claim.subject == "t2"}
    assert claimed == {
        "incident", "provider", "dataset", "action", "medium", "window", "status", "lawful", "part_of", "after",
    }  # fmt: skip
    assert told(second, "t2", "window")[0].value == {"earliest": None, "latest": "2031-08-01"}


def test_how_a_slot_was_filled():
    first, _ = read(sample())
    assert told(first, "t1", "provider")[0].how is How.IMPLIED
    assert told(first, "t1", "window")[0].how is How.DISCOURSE
    assert told(first, "t1", "recipient")[0].how is How.IMPORTED


def test_counts_and_sides_keep_their_own_evidence():
    first, second = read(sample())
    for reading, value in ((first, 800), (second, 780)):
        (count,) = told(reading, "d1", "record_count")
        assert count.value["value"] == value
        assert [quote.exact for quote in count.quotes] == [f"約{value}人分" if value == 800 else f"{value}人分"]
    sides = {
        reading.document.name: [c.value for c in reading.claims if c.property == "side"] for reading in (first, second)
    }
    assert sides == {
        "first": [{"value": 800, "claimed_by": None}],
        "second": [{"value": "780", "claimed_by": "つばめ薬局"}],
    }
    for reading in (first, second):
        assert [c.value for c in reading.claims if c.property == "subject"] == ["d1"]


def test_mentions_know_names_from_other_phrases():
    first, second = read(sample())
    found = {(m.quote.exact, m.thing): m.is_name for r in (first, second) for m in r.mentions}
    assert found == {
        ("つばめ薬局", "a1"): True,
        ("同薬局", "a1"): False,
        ("元薬剤師", "a2"): True,
        ("名簿業者", "a3"): True,
        ("業者", "a4"): False,
    }


def test_claims_are_of_their_document_and_of_known_properties():
    for reading in read(sample()):
        assert len({claim.id for claim in reading.claims}) == len(reading.claims)
        for claim in reading.claims:
            assert claim.document == reading.document.id
            assert claim.property in PROPERTIES[claim.kind]
            assert json.loads(json.dumps(claim.value)) == claim.value


def test_every_document_knows_the_names_of_what_it_refers_to():
    first, _ = read(sample())
    (label,) = told(first, "a4", "label")  # a member of a3, mentioned in the second document only
    assert label.value == "業者の一人"
    assert label.quotes == (no_words(first.document.id),)
    assert told(first, "a4", "candidate") == []
    for reading in read(sample()):
        named = {claim.subject for claim in reading.claims if claim.property in {"label", "name"}}
        for claim in reading.claims:
            if claim.property in {"provider", "recipient", "dataset", "incident", "actor", "organization", "member"}:
                assert claim.value in named


def test_reading_twice_gives_the_same():
    assert read(sample()) == read(copy.deepcopy(sample()))


def test_a_namespace_prefixes_every_id():
    first, second = read(sample(), "case7")
    plain = read(sample())
    assert first.document.name == "case7:first"
    assert first.document.id != plain[0].document.id
    subjects = {claim.subject for reading in (first, second) for claim in reading.claims}
    assert subjects == {f"case7:{claim.subject}" for reading in plain for claim in reading.claims}
    assert told(first, "case7:t1", "provider")[0].value == "case7:a2"
    assert [c.value for c in first.claims if c.property == "subject"] == ["case7:d1"]
    assert told(second, "case7:t2", "after")[0].value == "case7:t1"


def test_known_bytes_give_the_id_of_the_document_itself():
    data = FIRST.encode()
    obj = changed(lambda o: o["documents"][0].update(x_sha256=sha256(data).hexdigest()))
    plain, apart = read(obj)[0].document, read(obj, "case7")[0].document
    assert (plain.id, plain.name) == (document_id(data), "first")
    assert (apart.id, apart.name) == (digest("doc-name", "case7:first"), "case7:first")
    assert plain.sha256 == apart.sha256 == sha256(data).hexdigest()


def test_rows_without_ids_get_one_from_their_content():
    row = sample()["affected"][0]
    _, second = read(changed(lambda o: o["affected"].append(copy.deepcopy(row))))
    ids = {claim.subject for claim in second.claims if claim.kind is ThingKind.AFFECTED}
    assert len(ids) == 2
    before = {claim.subject for claim in read(sample())[1].claims if claim.kind is ThingKind.AFFECTED}
    assert before < ids


def test_units_that_the_format_has_no_place_for():
    def change(o: dict[str, Any]) -> None:
        o["transfers"][0]["record_count"]["x_unit"] = "records"
        o["datasets"][0]["record_counts"][0]["x_unit"] = None

    first, _ = read(changed(change))
    assert told(first, "t1", "record_count")[0].value["unit"] == "records"
    assert told(first, "d1", "record_count")[0].value["unit"] is None


def test_the_stand_in_for_no_incident_is_none():
    first, second = read(changed(lambda o: o["incidents"][0].update(x_unassigned=True)))
    for reading in (first, second):
        assert told(reading, "i1", "name") == []
        assert told(reading, "t1", "incident") == told(reading, "a1", "incident") == []


# ------------------------------------------------------------------ rows without evidence


def test_a_row_without_evidence_hangs_on_its_incident_without_words():
    readings, remarks = read_exchange(changed(lambda o: o["events"][0].update(evidence=[])), place="case.json")
    first, second = readings
    assert told(second, "e1", "type") == []
    (claim,) = told(first, "e1", "type")
    assert claim.quotes == (Quote(first.document.id, 0, 0, ""),)
    (remark,) = [one for one in remarks if one.code == "exchange.no_evidence"]
    assert "events[0] (e1) has no evidence; kept under first" in remark.message
    assert remark.document == first.document.id


def test_a_row_follows_its_incident_and_not_the_order_of_the_file():
    obj = changed(lambda o: o["events"][0].update(evidence=[], incident="i2"))
    first, second = read(obj)
    assert told(first, "e1", "type") == []
    assert len(told(second, "e1", "type")) == 1


def test_a_count_without_evidence_stays_with_its_dataset():
    obj = changed(lambda o: o["datasets"][0]["record_counts"][1].update(evidence=[]))
    readings, remarks = read_exchange(obj, place="case.json")
    counts = told(readings[0], "d1", "record_count")
    assert [(claim.value["value"], claim.quotes[0].exact) for claim in counts] == [(800, "約800人分"), (780, "")]
    assert any("a record_count of datasets[0] (d1) has no evidence" in one.message for one in remarks)


def test_a_dataset_without_counts_rests_on_its_transfers():
    _, second = read(sample())
    assert [quote.exact for quote in told(second, "d2", "label")[0].quotes] == ["業者は認めていない"]


def test_a_dataset_that_nothing_names_is_kept_with_a_remark():
    lone = {"id": "d9", "label": "別の名簿", "fields": [], "record_counts": [], "derived_from": []}
    readings, remarks = read_exchange(changed(lambda o: o["datasets"].append(lone)), place="case.json")
    assert told(readings[0], "d9", "label")[0].quotes == (no_words(readings[0].document.id),)
    assert any("datasets[2] (d9)" in one.message for one in remarks)


def test_an_actor_that_nothing_ties_to_a_document_is_refused():
    lone = {"id": "a9", "label": "誰か", "aliases": [], "kind": "unknown", "roles": [], "incidents": [], "mentions": []}
    with pytest.raises(BadExchange, match=r"actors\[4\]: has no evidence"):
        read(changed(lambda o: o["actors"].append(lone)))


# ------------------------------------------------------------------ remarks and quotes


def test_private_keys_are_named_once():
    def change(o: dict[str, Any]) -> None:
        o["x_tool"] = {"any": ["thing"]}
        for transfer in o["transfers"]:
            transfer["x_score"] = 1
        o["transfers"][0]["evidence"][0]["x_line"] = 3

    _, remarks = read_exchange(changed(change), place="case.json")
    (remark,) = [one for one in remarks if one.code == "exchange.private_keys"]
    assert (remark.message, remark.severity) == ("not kept: x_line, x_score, x_tool", Severity.INFO)


def test_a_file_without_faults_gives_no_remark():
    assert read_exchange(sample(), place="case.json")[1] == ()


def test_quotes_are_held_against_the_text():
    first, second = read(sample())
    assert check_quotes(first, FIRST) == check_quotes(second, SECOND) == ()
    faults = check_quotes(first, FIRST.replace("2万円", "3万円"))
    assert {(one.code, one.severity, one.document) for one in faults} == {
        ("exchange.quote_differs", Severity.ERROR, first.document.id)
    }
    assert ["3万円" in one.message for one in faults] == [True]
    assert len(check_quotes(first, "")) == len(
        {q for c in first.claims for q in c.quotes if q.exact} | {m.quote for m in first.mentions}
    )


# ------------------------------------------------------------------ faults


def put(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(obj: Any) -> None:
        for step in path[:-1]:
            obj = obj[step]
        obj[path[-1]] = value

    return change


FAULTS = [
    (put("transfers", 0, "evidence", 0, "start", value=10**30), f"transfers[0].evidence[0].start: 1{'0' * 30}: "),
    (put("transfers", 0, "evidence", 0, "start", value=-(10**300)), f"transfers[0].evidence[0].start: -1{'0' * 58}: "),
    (put("datasets", 0, "record_counts", 0, "value", value=10**400), "datasets[0].record_counts[0].value: 1000"),
    (put("transfers", 1, "time_latest", value="2006-13-01"), "transfers[1].time_latest: '2006-13-01' is no day"),
    (put("transfers", 1, "time_latest", value="2031-02-30"), "transfers[1].time_latest: '2031-02-30' is no day"),
    (put("transfers", 1, "time_latest", value="２０３１-02-03"), "transfers[1].time_latest: "),
    (put("transfers", 0, "time_earliest", value="2031-07-04"), "transfers[0]: the window ends (2031-07-03) before"),
    (put("actors", 0, "label", value="薬" * 1_001), "actors[0].label: "),
    (put("actors", 0, "id", value="a" * 1_001), "actors[0].id: "),
    (put("documents", 0, "published_at", value="2031-8"), "documents[0].published_at: '2031-8' is no date"),
    (put("transfers", 0, "provider", value="a9"), "transfers[0].provider: no actor 'a9' is defined"),
    (put("transfers", 0, "provider", value=""), "transfers[0].provider: no actor '' is defined"),
    (put("transfers", 0, "dataset", value="a1"), "transfers[0].dataset: no dataset 'a1' is defined"),
    (put("transfers", 1, "after", value=["t1", "t9"]), "transfers[1].after: no transfer 't9' is defined"),
    (put("transfers", 1, "part_of", value="t2"), "transfers[1].part_of: 't2' names itself"),
    (put("events", 0, "incident", value="i9"), "events[0].incident: no incident 'i9' is defined"),
    (put("actors", 2, "members", value=["a3"]), "actors[2].members: 'a3' names itself"),
    (put("actors", 2, "candidates", value=["x"]), "actors[2].candidates: no actor 'x' is defined"),
    (put("affected", 0, "organization", value="x"), "affected[0].organization: no actor 'x' is defined"),
    (put("conflicts", 0, "subject", value="i1"), "conflicts[0].subject: nothing has the id 'i1'"),
    (put("datasets", 0, "record_counts", 1, "evidence", 0, "document", value="x"),
     "datasets[0].record_counts[1].evidence[0].document: no document 'x' is defined"),
    (put("actors", 0, "mentions", 1, "end", value=99), "actors[0].mentions[1]: the quote has 3 characters"),
    (put("actors", 1, "id", value="a1"), "actors[1].id: 'a1' stands twice"),
    (put("actors", 0, "roles", value=["insider", "insider"]), "actors[0].roles: 'insider' stands twice"),
    (put("actors", 0, "kind", value="firm"), "actors[0].kind: 'firm': "),
    (put("actors", 0, "nick", value="x"), "actors[0]: unknown key 'nick'"),
    (put("transfers", 0, "record_count", "unit", value="people"), "transfers[0].record_count: unknown key 'unit'"),
    (put("transfers", 0, "recipient", value=3), "transfers[0].recipient: "),
    (put("transfers", 1, "provider", value=None), "transfers[1]: provider and recipient are both null"),
    (put("transfers", 0, "lawful", value=1), "transfers[0].lawful: "),
    (put("transfers", 0, "confidence", value=1.5), "transfers[0].confidence: 1.5: "),
    (put("transfers", 0, "medium", value="USB"), "transfers[0].medium: 'USB': "),
    (put("transfers", 0, "price", "currency", value="yen"), "transfers[0].price.currency: 'yen': "),
    (put("transfers", 0, "price", "value", value=-1), "transfers[0].price.value: -1 is no number"),
    (put("transfers", 0, "record_count", "value", value=True), "transfers[0].record_count.value: True is no number"),
    (put("transfers", 0, "x_how", value={"provider": "guessed"}), "transfers[0].x_how.provider: 'guessed': "),
    (put("transfers", 0, "x_how", value={"giver": "implied"}), "transfers[0].x_how: 'giver' is no slot"),
    (put("conflicts", 0, "claims", 0, "value", value=None), "conflicts[0].claims[0].value: None is neither"),
    (lambda o: o["conflicts"][0]["claims"].pop(), "conflicts[0].claims: "),
    (lambda o: o["transfers"][0].pop("price"), "transfers[0].price: Field required"),
    (lambda o: o.pop("events"), "events: Field required"),
    (put("documents", value=[]), "documents: "),
    (put("actors", 0, "label", value="薬\0局"), "actors[0].label: the character U+0000 at 1"),
    (put("x_note", value=["\udc00"]), "x_note[0]: the character U+DC00 at 0"),
    (put("format", value="leaktrail/2"), "format: 'leaktrail/2' is not leaktrail/1"),
    (lambda o: o.pop("format"), "format: None is not leaktrail/1"),
    (lambda o: [d.update(x_sha256="a" * 64) for d in o["documents"]], "documents[1].x_sha256: the same bytes as documents[0]"),
    (put("documents", 0, "x_sha256", value="abc"), "documents[0].x_sha256: 'abc': "),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_fault_is_named_by_place_and_remedy(change: Callable[[dict[str, Any]], object], message: str):
    with pytest.raises(BadExchange) as raised:
        read(changed(change))
    assert str(raised.value).startswith(f"case.json: {message}")
    assert raised.value.remedy


@pytest.mark.parametrize("obj", [None, [], "leaktrail/1", 3, {}])
def test_what_is_no_object_of_the_format_is_refused(obj: object):
    with pytest.raises(BadExchange, match=r"case\.json"):
        read(obj)


def test_documents_are_named_in_their_own_right():
    assert no_words(DocumentId("doc-1")) == Quote(DocumentId("doc-1"), 0, 0, "")
