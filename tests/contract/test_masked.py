"""Over HTTP, no byte of any answer tells a name to a key without the scope `names`; with it, all is as it is."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.access import Marking, Scope
from app.domain.judgement import Judgement, Verdict
from app.services.formats import FORMATS
from app.services.keyed import keyed
from app.services.keyring import make_key
from app.store.desk import SqliteDesk
from app.store.uri import open_store
from tests.unit.app.services.masking.stories import article, left_of

ACCUSED, FRIEND, SPEAKER = ("筒城", "由紀夫"), ("三宅", "健一"), ("早矢田", "美咲")
PEOPLE = [ACCUSED, FRIEND, SPEAKER]
MORE = (
    "{firm}の名簿が流出した事件で、県警は20{year}年6月{day}日、{family}容疑者が同年3月{day}日に名簿を{other}氏に渡したと発表した。\n"
    "{other}氏は20{year}年4月1日、名簿を東名簿センターに12万円で売った。{family}被告は否認している。\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("masked")
    with (
        closing(open_store(f"sqlite:///{folder / 'case.db'}")) as store,
        closing(SqliteDesk(folder / "case.db.desk")) as desk,
    ):
        news = article("みどり沢通販", ACCUSED, FRIEND, SPEAKER, title="筒城容疑者を逮捕", name="筒城由紀夫")
        more = article("みどり沢通販", ACCUSED, FRIEND, SPEAKER, text=MORE, day=9, title="三宅健一氏の話", name="more")
        kept = [keyed(one, desk.secret()) for one in (news, more)]
        store.put_readings(kept)
        label = next(c for c in kept[0].claims if c.property == "label" and c.value == "筒城由紀夫")
        when = datetime(2031, 7, 1, tzinfo=UTC)
        store.put_judgements([Judgement.of(Verdict.ACCEPT, (label.id,), "local", when, "筒城由紀夫と確認")])
        with TestClient(create_app(wire(store, desk))) as client:
            scopes = set(Scope) - {Scope.NAMES}
            client.masked = _bearer(make_key(desk, "仮名", scopes, Marking.RED, None).secret)
            client.named = _bearer(make_key(desk, "実名", set(Scope), Marking.RED, None).secret)
            yield client


def _bearer(secret):
    return {"authorization": f"Bearer {secret}"}


def _ids(client, kind):
    if kind == "things":
        return [
            one for of in ("actors", "datasets", "events", "incidents", "conflicts") for one in _ids(client, of)[:4]
        ]
    return [item["id"] for item in client.get(f"/v1/{kind}?limit=500", headers=client.named).json()["items"]]


def _asked(client):
    """Every GET of the description, with ids and names that lead somewhere."""
    items = client.get("/v1/actors?limit=500", headers=client.named).json()["items"]
    first, second = (next(i["id"] for i in items if i["label"] == "".join(who)) for who in (ACCUSED, FRIEND))
    documents = client.get("/v1/documents", headers=client.masked).json()["items"]
    given = {"from": first, "to": second, "a": first, "b": second, "actor": first, "q": "名簿", "end": 20_000}
    given["document"] = documents[0]["id"]
    paths = client.get("/openapi.json").json()["paths"]
    for path, ways in paths.items():
        if "get" not in ways or ("{" in path and path.split("/")[2] == "jobs"):
            continue
        needed = [
            one["name"] for one in ways["get"].get("parameters", []) if one.get("required") and one["in"] == "query"
        ]
        query = "&".join(f"{name}={given[name]}" for name in needed)
        kind = path.split("/")[2] if path.startswith("/v1") else ""
        keys = [first] if "{actor}" in path else _ids(client, kind) if "{id}" in path else [""]
        if kind == "documents" and "{id}" in path:
            keys = [item["store_id"] for item in documents]
        for key in keys[:20]:
            yield path.replace("{actor}", key).replace("{id}", key) + (f"?{query}" if query else "")
    for name in FORMATS.keys() - {"pdf"}:
        yield f"/v1/export?format={name}"
    yield f"/v1/report?from={first}&to={second}&format=html"
    yield from (f"/v1/{kind}?q={name}" for kind in ("actors", "claims", "documents") for name in ("筒城", "三宅健一"))


def _read(client, url, headers):
    answer = client.get(url, headers=headers)
    return answer.status_code, answer.text


def test_no_answer_tells_a_name(client):
    asked = list(_asked(client))
    told = {url: _read(client, url, client.masked) for url in asked}
    fine = [url for url, (status, _) in told.items() if status == 200]
    assert len(fine) >= 40
    assert {url: status for url, (status, _) in told.items() if status not in {200, 404, 406, 422}} == {}
    words = {url: left_of(text, PEOPLE) for url, (_, text) in told.items()}
    assert {url: found for url, found in words.items() if found} == {}
    shown = [url for url, (_, text) in told.items() if "〔人物" in text]
    assert len(shown) >= 20


def test_with_the_scope_names_are_told(client):
    for url in ("/v1/actors", "/v1/claims?limit=500", "/v1/documents", "/v1/transfers", "/v1/export?format=leaktrail"):
        text = _read(client, url, client.named)[1]
        assert "筒城由紀夫" in text
        assert "〔人物" not in text


def test_a_picture_without_names_is_given_to_whoever_may_see_them(client):
    named, masked, own = (
        client.get(f"/v1/graph{query}", headers=headers).json() | {"elapsed_ms": 0}
        for query, headers in (("", client.named), ("?names=masked", client.named), ("", client.masked))
    )
    assert "筒城由紀夫" in str(named)
    assert masked == own
    assert left_of(str(masked), PEOPLE) == []
    assert [one["id"] for one in masked["actors"]] == [one["id"] for one in named["actors"]]


def test_a_name_is_as_unknown_as_any(client):
    for url in ("/v1/paths?from={}&to=名簿", "/v1/lineage/{}", "/v1/actors/{}", "/v1/common-source?a={}&b=名簿"):
        real, nobody = (client.get(url.format(name), headers=client.masked) for name in ("筒城由紀夫", "無名野太郎"))
        assert real.status_code == nobody.status_code == 404
        bodies = [{key: value for key, value in one.json().items() if key != "request_id"} for one in (real, nobody)]
        assert bodies[0] == bodies[1]
        assert left_of(real.text, PEOPLE) == []


def test_search_finds_by_the_pseudonym_only(client):
    (actor,) = [
        i for i in client.get("/v1/actors?limit=500", headers=client.masked).json()["items"] if "容疑者" in str(i)
    ][:1]
    assert actor["label"].startswith("〔人物")
    found = client.get("/v1/passages", params={"q": actor["label"]}, headers=client.masked).json()["items"]
    assert found
    assert all(item["masked"] for item in found)
    assert client.get("/v1/passages?q=筒城", headers=client.masked).json()["items"] == []
    path = client.get("/v1/lineage/" + actor["label"], headers=client.masked)
    assert path.status_code == 200
    assert path.json()["root"]["id"] == actor["id"]


def test_quotes_stand_where_they_stand_in_the_original(client):
    masked, named = (
        client.get("/v1/claims?limit=500", headers=headers).json()["items"] for headers in (client.masked, client.named)
    )
    assert len(masked) == len(named)
    pairs = {claim["id"]: claim for claim in named}
    for claim in masked:
        for mine, other in zip(claim["evidence"], pairs[claim["id"]]["evidence"], strict=True):
            assert (mine["start"], mine["end"]) == (other["start"], other["end"])
            assert mine["masked"] is (mine["quote"] != other["quote"])


def test_what_a_judgement_answers_is_masked(client):
    item = client.get("/v1/review", headers=client.masked).json()["items"]
    assert left_of(str(item), PEOPLE) == []
    claims = client.get("/v1/claims?limit=500", headers=client.masked).json()["items"]
    claim = next(c for c in claims if c["property"] == "label" and "〔人物" in str(c["value"]))
    body = {"verdict": "reject", "about": [claim["id"]], "why": "別人"}
    answer = client.post("/v1/judgements", json=body, headers=client.masked)
    assert answer.status_code < 300, answer.text
    assert left_of(answer.text, PEOPLE) == []


def test_who_is_named_only_where_somebody_said_why_is_masked(client):
    claims = client.get("/v1/claims?limit=500", headers=client.named).json()["items"]
    claim = next(c for c in claims if c["property"] == "role")
    body = {"verdict": "reject", "about": [claim["id"]], "why": "通報した岡村美咲さんによれば別人"}
    done = client.post("/v1/judgements", json=body, headers=client.named).json()["judgements"][0]["id"]
    client.delete(f"/v1/judgements/{done}?why=小林直人氏が取り消した", headers=client.named)
    people = [("岡村", "美咲"), ("小林", "直人")]
    for path in ("/v1/judgements", f"/v1/review/{claim['id']}", "/v1/export?format=leaktrail"):
        assert left_of(client.get(path, headers=client.masked).text, people) == []
    assert "岡村美咲" in client.get("/v1/judgements", headers=client.named).text


def test_a_person_has_one_pseudonym_in_all_views(client):
    documents = client.get("/v1/documents", headers=client.masked).json()["items"]
    labels = {i["id"]: i["label"] for i in client.get("/v1/actors?limit=500", headers=client.masked).json()["items"]}
    for document in documents:
        told = client.get("/v1/withdrawal", params={"document": document["store_id"]}, headers=client.masked).json()
        assert set(re.findall("〔人物[0-9]+〕", str(told))) <= set(re.findall("〔人物[0-9]+〕", str(labels)))


def test_what_an_admin_does_to_a_document_names_nobody(client):
    document = next(
        d for d in client.get("/v1/documents", headers=client.masked).json()["items"] if d["id"].startswith("〔人物")
    )
    address = f"/v1/documents/{document['store_id']}"
    marked = client.put(f"{address}/marking?marking=red", headers=client.masked)
    assert marked.json()["marked"] == document["id"]
    assert left_of(marked.text, PEOPLE) == []
    removed = client.delete(address, headers=client.masked)
    assert removed.json() == {"removed": document["id"], "store_id": document["store_id"]}
