"""Lists and looking things up: search in Japanese, pages that neither skip nor repeat, filters."""

import pytest

from app.domain.document import Metadata
from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.services.detail import actor_detail, document_detail, text_of, transfer_detail
from app.services.files import find_files
from app.services.listing import (
    Page,
    Wanted,
    list_actors,
    list_claims,
    list_conflicts,
    list_datasets,
    list_documents,
    list_events,
    list_incidents,
    list_passages,
    list_transfers,
)
from app.services.load import load
from app.services.lookup import find_actor, find_dataset
from tests.builders import plain_reading


@pytest.fixture
def snapshot(graphs):
    return graphs.snapshot()


def ids(answer):
    return [item["id"] for item in answer["items"]]


LISTS = [list_actors, list_claims, list_conflicts, list_datasets, list_documents, list_events, list_incidents]


@pytest.mark.parametrize("listing", [*LISTS, list_transfers], ids=lambda listing: listing.__name__)
@pytest.mark.parametrize("limit", [1, 2, 5, 500])
def test_pages_neither_skip_nor_repeat(snapshot, listing, limit):
    whole = ids(listing(snapshot, Page(limit=500)))
    seen, cursor = [], None
    while True:
        page = listing(snapshot, Page(limit=limit, cursor=cursor))
        assert len(page["items"]) <= limit
        assert page["truncated"] is (page["next"] is not None)
        seen += ids(page)
        cursor = page["next"]
        if cursor is None:
            break
    assert whole
    assert seen == whole
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_has_limits(snapshot, limit):
    with pytest.raises(BadQuestion):
        list_actors(snapshot, Page(limit=limit))


def test_a_foreign_cursor_is_refused(snapshot):
    with pytest.raises(BadQuestion) as caught:
        list_actors(snapshot, Page(cursor="t1"))
    assert caught.value.place == "cursor"


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("名簿", ["broker"]),
        ("kitahama", ["contractor"]),
        ("宝飾", ["dealer"]),
        ("data_controller", ["shop"]),
        ("無い", []),
    ],
)
def test_actors_are_found_by_a_part_of_a_name(snapshot, q, found):
    assert ids(list_actors(snapshot, Page(q=q))) == found


@pytest.fixture
def hashed(store, graphs):
    """A graph with ids as loading makes them: hexadecimal, so they hold nearly every short word of letters."""
    store.put_readings([plain_reading("B社は名簿を渡した。".encode(), "report.txt", Metadata())])
    return graphs.snapshot()


@pytest.mark.parametrize("listing", [*LISTS, list_transfers], ids=lambda listing: listing.__name__)
def test_ids_and_codes_are_found_as_a_whole_only(hashed, listing):
    for item in listing(hashed, Page(limit=500))["items"]:
        key = item.get("store_id", item["id"])
        assert item["id"] in ids(listing(hashed, Page(q=key.upper(), limit=500))), "case does not matter"
        assert len(key) < 20 or ids(listing(hashed, Page(q=key[:-1]))) == []
    codes = {"list_actors": "data_", "list_transfers": "confirm", "list_claims": "provid", "list_events": "disc"}
    assert ids(listing(hashed, Page(q=codes.get(listing.__name__, "doc-")))) == []


def test_transfers_are_found_by_words_and_filters(snapshot):
    def found(q="", **wanted):
        return ids(list_transfers(snapshot, Page(q=q), Wanted(**wanted)))

    assert found() == ["t1", "t2", "t3", "t4", "t6", "t5"], "by time; those without at the end"
    assert found("転売") == ["t4"]
    assert found("ｕｓｂ") == ["t2"]
    assert found(actor="dealer") == ["t4", "t5"]
    assert found(status="denied") == ["t5"]
    assert found(incident="i1", dataset="d1", actor="police") == ["t6"]
    assert found(incident="other") == []
    with pytest.raises(BadQuestion):
        found(status="wrong")


def test_claims_are_filtered_by_thing_and_document(snapshot):
    about = list_claims(snapshot, Page(limit=500), Wanted(thing="t4"))["items"]
    assert {claim["property"] for claim in about} >= {"provider", "recipient", "window", "status"}
    assert {claim["thing"] for claim in about} == {"t4"}
    documents = {
        claim["document"] for claim in list_claims(snapshot, Page(), Wanted(document="midorisawa-report"))["items"]
    }
    assert documents == {"midorisawa-report"}


def test_a_detail_has_everything_and_an_unknown_id_is_not_found(snapshot):
    transfer = transfer_detail(snapshot, "t3")
    assert {claim["property"] for claim in transfer["claims"]} >= {"price", "provider", "recipient"}
    broker = actor_detail(snapshot, "broker")
    assert [fact["id"] for fact in broker["received"]] == ["t3"]
    assert [fact["id"] for fact in broker["provided"]] == ["t4", "t6"]
    assert document_detail(snapshot, "midorisawa-news")["publisher"] == "見本新聞"
    for detail in (transfer_detail, actor_detail, document_detail, text_of):
        with pytest.raises(NotFound):
            detail(snapshot, "nobody")
    with pytest.raises(NotFound):
        text_of(snapshot, "midorisawa-news")


def test_text_and_passages_of_a_loaded_document(store, graphs, tmp_path):
    path = tmp_path / "memo.txt"
    path.write_bytes("一行目\r\n二行目".encode())
    list(load(store, find_files([path]), plain_reading))
    snapshot = graphs.snapshot()
    assert text_of(snapshot, "memo") == "一行目\r\n二行目"
    passages = list_passages(
        snapshot, Page(), snapshot.readings[document_detail(snapshot, "memo")["store_id"]].document
    )
    assert [passage["text"] for passage in passages["items"]] == ["一行目\r\n", "二行目"]
    assert [passage["page"] for passage in passages["items"]] == [None, None]


def test_passages_and_evidence_of_a_document_with_pages_tell_them(store, graphs, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes("一枚目\f二枚目\f".encode())
    list(load(store, find_files([path]), plain_reading))
    snapshot = graphs.snapshot()
    (document,) = [reading.document for reading in snapshot.readings.values() if reading.document.name == "report"]
    assert [passage["page"] for passage in list_passages(snapshot, Page(), document)["items"]] == [1, 2]
    (claim,) = list_claims(snapshot, Page(), Wanted(document="report"))["items"]
    assert [piece["page"] for piece in claim["evidence"]] == [1]


def test_the_graph_follows_the_store(store, graphs):
    before = graphs.snapshot()
    assert graphs.snapshot() is before
    store.remove(next(document.id for document in store.documents() if document.name == "midorisawa-report"))
    after = graphs.snapshot()
    assert "t6" in before.graph.transfers
    assert "t6" not in after.graph.transfers


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("shop", "shop"),
        ("みどり沢通販", "shop"),
        ("kitahama", "contractor"),
        ("北浜ﾃﾞｰﾀ", "contractor"),
        (" 宝飾 ", "dealer"),
    ],
)
def test_an_actor_is_found_by_id_then_name_then_part(snapshot, asked, found):
    assert find_actor(snapshot, asked) == found


def test_an_exact_name_wins_over_a_part_and_several_are_ambiguous(snapshot):
    assert find_actor(snapshot, "元社員") == "insider"
    assert find_dataset(snapshot, "名簿") == "d1"
    with pytest.raises(Ambiguous) as caught:
        find_actor(snapshot, "ー")
    assert len(caught.value.matches) == 2
    for empty in ("", "  ", "\u3000"):
        with pytest.raises(NotFound):
            find_actor(snapshot, empty)
