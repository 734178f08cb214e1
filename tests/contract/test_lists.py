"""Lists over HTTP: as lines, all of them; cursors that mean something in one list only."""

from __future__ import annotations

import json
from contextlib import closing
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.api import document_shapes, schemas
from app.api.main import create_app
from app.bootstrap import wire
from app.services import listing, paging, words
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.load import load
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case, plain_reading
from tests.contract.test_http import ANSWERS, MEMO, is_problem

LINES = {"accept": "application/x-ndjson"}
ITEMS = {
    "actors": schemas.ActorItem,
    "transfers": schemas.TransferItem,
    "documents": document_shapes.DocumentItem,
    "documents/memo/passages": document_shapes.PassageItem,
    "passages?q=い": document_shapes.FoundPassage,
    "claims": schemas.ClaimItem,
    "conflicts": schemas.ListedConflict,
    "incidents": schemas.IncidentItem,
    "datasets": schemas.DatasetItem,
    "events": schemas.EventItem,
}


@pytest.fixture
def store(tmp_path):
    memo = tmp_path / "memo.txt"
    memo.write_bytes(MEMO.encode())
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        import_exchange(store, to_json(case()), "case.json")
        list(load(store, find_files([memo]), plain_reading))
        yield store


@pytest.fixture
def client(store):
    with TestClient(create_app(wire(store))) as client:
        yield client


def lines(response):
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.content.endswith(b"\n")
    *items, end = (json.loads(line) for line in response.text.splitlines())
    assert end["end"] is True
    assert end["items"] == len(items)
    return items, end


@pytest.mark.parametrize("name", ITEMS)
def test_a_list_comes_as_lines_with_the_items_of_its_pages(client, name):
    address = f"/v1/{name}"
    items, end = lines(client.get(address, headers=LINES))
    assert (end["truncated"], end["next"], end["policy"]) == (False, None, "all")
    assert items == client.get(f"{address}{'&' if '?' in name else '?'}limit=500").json()["items"]
    assert items
    for item in items:
        ITEMS[name].model_validate(item)


@pytest.mark.parametrize("name", ["actors", "documents/memo/passages", "passages?q=い"])
def test_a_stream_has_a_stated_end_and_can_be_gone_on_with(client, monkeypatch, name):
    address = f"/v1/{name}"
    whole, _ = lines(client.get(address, headers=LINES))
    for module in (paging, words):
        monkeypatch.setattr(module, "MAX_STREAMED", 1)
    seen, following = [], ""
    while following is not None:
        some, end = lines(client.get(f"{address}{'&' if '?' in name else '?'}{following}", headers=LINES))
        assert len(some) == 1
        assert end["truncated"] is (end["next"] is not None)
        seen, following = seen + some, end["next"] and f"cursor={end['next']}"
    assert seen == whole


def test_items_are_made_when_they_are_taken(store, monkeypatch):
    made, show = [], listing.describe.actor_json
    monkeypatch.setattr(listing.describe, "actor_json", lambda *a: made.append(1) or show(*a))
    snapshot = wire(store).graphs.snapshot()
    items = iter(listing.list_actors(snapshot, listing.Page(is_whole=True))["items"])
    assert made == []
    next(items)
    assert made == [1]


def test_what_a_browser_accepts_is_json(client):
    for accept in ("text/html,*/*;q=0.8", "application/json, application/x-ndjson;q=0.5", "", "image/png"):
        response = client.get("/v1/actors", headers={"accept": accept})
        assert response.headers["content-type"] == "application/json"
        assert response.headers["vary"] == "accept, accept-language"
    assert len(lines(client.get("/v1/actors?limit=1", headers=LINES))[0]) == 1, "a limit that is given counts"


def test_lines_have_a_tag_of_their_own(client, store):
    first = client.get("/v1/actors", headers=LINES)
    tag = first.headers["etag"]
    assert tag != client.get("/v1/actors").headers["etag"]
    again = client.get("/v1/actors", headers=LINES | {"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/v1/actors", headers=LINES)
    assert (head.headers["etag"], head.content) == (tag, b"")
    store.remove(store.documents()[0].id)
    assert client.get("/v1/actors", headers=LINES | {"if-none-match": tag}).status_code == 200


# ------------------------------------------------------------------ cursors


def cursor_of(client, address="/v1/actors?limit=1"):
    return client.get(address).json()["next"]


def test_a_cursor_does_not_show_an_id(client):
    first = client.get("/v1/actors?limit=1").json()
    assert first["items"][0]["id"] not in first["next"]
    is_problem(client.get(f"/v1/actors?cursor={first['items'][0]['id']}"), 422)


def test_a_cursor_is_of_one_list_and_its_filters(client):
    cursor = cursor_of(client, "/v1/transfers?incident=i1&limit=1")
    assert client.get(f"/v1/transfers?limit=3&incident=i1&cursor={cursor}").status_code == 200, "the limit may change"
    for address in ("/v1/transfers?", "/v1/actors?", "/v1/transfers?incident=i1&status=denied&", "/v1/outstanding?"):
        body = is_problem(client.get(f"{address}cursor={cursor}"), 422)
        assert body["errors"] == [{"parameter": "cursor", "reason": "is not a cursor of this list"}]
        assert cursor not in json.dumps(body)


def test_a_cursor_that_was_changed_is_refused(client):
    cursor = cursor_of(client)
    for place in range(len(cursor)):
        other = "A" if cursor[place] != "A" else "B"
        bad = cursor[:place] + other + cursor[place + 1 :]
        is_problem(client.get(f"/v1/actors?cursor={quote(bad)}"), 422)
    for bad in ("", "c1.", cursor[:-1], cursor + "A", cursor + "=", cursor.upper(), "c1." + "é", "c1.%00", "c1.////"):
        is_problem(client.get(f"/v1/actors?cursor={bad}"), 422)


def test_a_cursor_goes_on_while_the_record_changes_or_says_that_it_cannot(client, store):
    before = client.get("/v1/actors?limit=500").json()["items"]
    cursor = cursor_of(client, "/v1/actors?limit=2")
    report = next(one.id for one in store.documents() if one.name == "midorisawa-report")
    store.remove(report)
    rest = client.get(f"/v1/actors?cursor={cursor}").json()["items"]
    left = [one["id"] for one in client.get("/v1/actors?limit=500").json()["items"]]
    assert [one["id"] for one in rest] == left[left.index(before[1]["id"]) + 1 :]
    for document in store.documents():
        store.remove(document.id)
    assert "is not in it" in is_problem(client.get(f"/v1/actors?cursor={cursor}"), 422)["detail"]


@pytest.mark.parametrize("address", [one for one in ANSWERS if "limit=1" in one and not one.startswith("/v1/graph")])
def test_every_list_gives_cursors(client, address):
    following = client.get(address).json()["next"]
    assert following is None or following.startswith("c1.")
