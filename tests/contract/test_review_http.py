"""Review over HTTP: what is described is what comes, the caller is who decides, and nobody overwrites unknowingly."""

from __future__ import annotations

import json
import re
from contextlib import closing

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.api import schemas
from app.api.judged import JudgementItem
from app.api.main import create_app
from app.api.reviewed import Acted, Queue, Shown
from app.bootstrap import wire
from app.services.exchange import import_exchange
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case

PAIR = {"verdict": "same", "about": ["dealer", "police"]}


@pytest.fixture
def services():
    with closing(open_store("sqlite:///:memory:")) as store:
        import_exchange(store, to_json(case()), "case.json")
        import_exchange(store, to_json(case()), "again.json", "again")
        yield wire(store)


@pytest.fixture
def client(services):
    with TestClient(create_app(services), raise_server_exceptions=False) as client:
        yield client


def is_problem(response, status, code):
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    schemas.Problem.model_validate_json(response.text)
    assert response.json()["code"] == code
    return response.json()


def shaped(response, shape, status=200):
    assert response.status_code == status, response.text
    return TypeAdapter(shape).validate_json(response.text, strict=True)


def test_what_is_open_is_listed_page_by_page(client):
    whole = shaped(client.get("/v1/review"), Queue)
    first = client.get("/v1/review?limit=2").json()
    second = client.get("/v1/review", params={"limit": 2, "cursor": first["next"]}).json()
    assert [one["id"] for one in first["items"] + second["items"]] == [one.id for one in whole.items[:4]]
    of_kind = shaped(client.get("/v1/review?kind=conflict&incident=i1&actor=shop"), Queue)
    assert {one.kind for one in of_kind.items} <= {"conflict"}


def test_an_open_question_a_thing_and_a_claim_are_shown(client):
    for one in client.get("/v1/review").json()["items"]:
        assert shaped(client.get(f"/v1/review/{one['id']}"), Shown).entry.id == one["id"]
    thing = shaped(client.get("/v1/review/broker"), Shown)
    assert thing.parts[0].id == "broker"
    claim = client.get("/v1/claims?thing=t4&limit=1").json()["items"][0]["id"]
    assert shaped(client.get(f"/v1/review/{claim}"), Shown).claims
    is_problem(client.get("/v1/review/nobody"), 404, "not_found")
    is_problem(client.get("/v1/review/白鳥宝飾"), 409, "ambiguous")


def test_a_preview_saves_nothing_and_says_what_a_saving_says(client, services):
    told = shaped(client.post("/v1/judgements?preview=true", json=PAIR), Acted)
    assert not services.store.judgements()
    done = shaped(client.post("/v1/judgements", json=PAIR), Acted)
    assert (told.saved, done.saved) == (False, True)
    assert told.effects == done.effects
    assert {one.who for one in done.judgements} == {"local"}


def test_answers_follow_a_judgement_and_its_undoing(client):
    paths = "/v1/paths?from=shop&to=dealer"
    before = client.get(paths).json()["paths"]
    done = client.post("/v1/judgements", json={"verdict": "reject", "about": ["t4"], "why": "別件"}).json()
    assert client.get(paths).json()["paths"] == []
    assert shaped(client.get("/v1/transfers/t3"), schemas.TransferDetail).judgements == []
    identifier = done["judgements"][0]["id"]
    undone = shaped(client.delete(f"/v1/judgements/{identifier}"), Acted)
    assert [pair.change for pair in undone.effects.pairs] == ["new"]
    assert client.get(paths).json()["paths"] == before
    assert {one.state for one in shaped(client.get("/v1/transfers/t4"), schemas.TransferDetail).judgements} == {
        "undone"
    }
    is_problem(client.delete(f"/v1/judgements/{identifier}"), 422, "bad_question")
    is_problem(client.delete("/v1/judgements/judgement-0"), 404, "not_found")


def test_whoever_looked_at_another_state_is_refused_with_412(client):
    tag = client.get("/v1/review").headers["etag"]
    assert client.get("/v1/judgements").headers["etag"] == tag
    assert client.get("/v1/review", headers={"if-none-match": tag}).status_code == 304
    first = client.post("/v1/judgements", json=PAIR, headers={"if-match": tag})
    assert first.status_code == 200
    other = {**PAIR, "verdict": "not_same"}
    is_problem(client.post("/v1/judgements", json=other, headers={"if-match": tag}), 412, "stale")
    is_problem(client.post("/v1/judgements?preview=true", json=other, headers={"if-match": tag}), 412, "stale")
    made = first.json()["judgements"][0]["id"]
    is_problem(client.delete(f"/v1/judgements/{made}", headers={"if-match": tag}), 412, "stale")
    again = client.post("/v1/judgements", json=other, headers={"if-match": first.headers["etag"]})
    assert again.status_code == 200
    assert client.get("/v1/review").headers["etag"] == again.headers["etag"]


JAPANESE = {"accept-language": "ja"}
LETTERS = re.compile("[ぁ-ヿ一-鿿]")
WORDS = re.compile("[a-z]{3,}")


def said(item):
    """The sentences of the queue itself, without names and values."""
    texts = [item["question"], item["reason"] or "", *(choice["then"] for choice in item["choices"])]
    names = [thing["label"] for thing in item["things"]]
    for name in names:
        texts = [text.replace(name, "") for text in texts]
    return [text for text in texts if text]


def test_what_is_open_is_told_in_the_language_of_whoever_asks(client):
    client.post("/v1/judgements", json={"verdict": "unsure", "about": ["shop", "police"], "why": "住所が近い"})
    ours, theirs = client.get("/v1/review?limit=500", headers=JAPANESE), client.get("/v1/review?limit=500")
    assert (ours.headers["content-language"], theirs.headers["content-language"]) == ("ja", "en")
    assert "accept-language" in ours.headers["vary"]
    japanese, english = ours.json()["items"], theirs.json()["items"]
    assert [one["id"] for one in japanese] == [one["id"] for one in english]
    for one in japanese:
        for text in said(one):
            assert LETTERS.search(text), text
            assert not WORDS.search(text.replace("kitahama", "")), text
    assert {one["question"].partition(" ")[0] for one in english} == {"Are", "Which"}
    shown = client.get(f"/v1/review/{japanese[0]['id']}", headers=JAPANESE).json()["entry"]
    assert shown == japanese[0]


def test_the_tag_is_another_in_each_language_and_each_is_taken_for_the_state_that_it_stands_for(client):
    ours, theirs = client.get("/v1/review", headers=JAPANESE).headers["etag"], client.get("/v1/review").headers["etag"]
    assert ours != theirs
    assert client.get("/v1/review", headers={"if-none-match": ours}).status_code == 200
    assert client.post("/v1/judgements?preview=true", json=PAIR, headers={"if-match": ours}).status_code == 200
    done = client.post("/v1/judgements", json=PAIR, headers={"if-match": theirs, **JAPANESE})
    assert done.status_code == 200
    is_problem(client.post("/v1/judgements", json=PAIR, headers={"if-match": ours}), 412, "stale")
    assert client.get("/v1/review", headers=JAPANESE).headers["etag"] == done.headers["etag"]


def test_conflicts_and_claims_are_named_in_japanese(client):
    claim = client.get("/v1/claims?thing=t4&limit=1").json()["items"][0]["id"]
    done = client.post("/v1/judgements", json={"verdict": "reject", "about": [claim]}, headers=JAPANESE).json()
    assert "の" in done["judgements"][0]["about"][0]["label"]
    listed = client.get("/v1/judgements", headers=JAPANESE).json()["items"]
    assert listed[0]["about"] == done["judgements"][0]["about"]


def test_judgements_are_listed_with_what_became_of_them(client):
    client.post("/v1/judgements", json=PAIR)
    client.post("/v1/judgements", json={"verdict": "unsure", "about": ["shop", "police"]})
    listed = shaped(client.get("/v1/judgements"), schemas.listed(JudgementItem))
    assert [one.verdict for one in listed.items] == ["unsure", "same"]
    assert len(client.get("/v1/judgements?thing=dealer&who=local&verdict=same&state=counts").json()["items"]) == 1
    of_actor = shaped(client.get("/v1/actors/police"), schemas.ActorDetail).judgements  # it and the dealer are one now
    assert [one.verdict for one in of_actor] == ["unsure", "same"]
    is_problem(client.get("/v1/judgements?thing=nobody"), 404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "same", "about": ["dealer"]},
        {"verdict": "same", "about": []},
        {"verdict": "same", "about": ["dealer", "police", "shop"]},
        {"verdict": "same", "about": "dealer"},
        {"verdict": "same", "about": ["dealer", 1]},
        {"verdict": "same", "about": ["dealer", "dealer"]},
        {"verdict": "same", "about": ["dealer", "d1"]},
        {"verdict": "perhaps", "about": ["dealer", "police"]},
        {**PAIR, "who": "他人"},
        {**PAIR, "why": 1},
        {**PAIR, "why": "\0"},
        {**PAIR, "side": "1"},
        {**PAIR, "side": 1},
        {"verdict": "choose", "about": ["c"], "side": True},
        {"verdict": "correct", "about": ["c"]},
        [],
        None,
        "same",
    ],
)
def test_a_body_that_fits_nothing_is_422_and_saves_nothing(client, services, body):
    response = client.post("/v1/judgements", json=body)
    problem = is_problem(response, 422, response.json()["code"])
    assert "他人" not in json.dumps(problem, ensure_ascii=False)
    assert not services.store.judgements()


@pytest.mark.parametrize(("content", "kind"), [("{", "application/json"), (json.dumps(PAIR), "text/plain")])
def test_what_is_no_json_is_refused(client, services, content, kind):
    response = client.post("/v1/judgements", content=content, headers={"content-type": kind})
    assert response.status_code in (400, 415, 422)
    assert response.headers["content-type"] == "application/problem+json"
    assert not services.store.judgements()


def test_a_value_is_checked_as_its_property_wants_it(client):
    claims = client.get("/v1/claims?thing=t3&limit=500").json()["items"]
    window = next(one["id"] for one in claims if one["property"] == "window")
    good = {"verdict": "correct", "about": [window], "value": {"earliest": "2030-03-09", "latest": None}}
    assert client.post("/v1/judgements?preview=true", json=good).json()["effects"]["changes"]
    for value in ("2030-03-09", {"earliest": "2030-13-01", "latest": None}, [], 1, {"earliest": []}):
        body = {"verdict": "correct", "about": [window], "value": value}
        assert (
            is_problem(client.post("/v1/judgements", json=body), 422, "bad_question")["errors"][0]["parameter"]
            == "value"
        )


def test_a_correction_can_be_sent_as_it_is_typed(client):
    claims = client.get("/v1/claims?thing=t4&limit=500").json()["items"]
    window = next(one["id"] for one in claims if one["property"] == "window")
    body = {"verdict": "correct", "about": [window], "typed": "2030-05-02/.."}
    done = shaped(client.post("/v1/judgements", json=body), Acted)
    assert done.judgements[0].value == {"earliest": "2030-05-02", "latest": None}
    is_problem(client.post("/v1/judgements", json={**body, "typed": "soon"}), 422, "bad_question")
    is_problem(client.post("/v1/judgements", json={**PAIR, "typed": "x"}), 422, "bad_question")
