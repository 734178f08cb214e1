"""A question that is asked again is answered from what was said, until something changes the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Annotated

import pytest
from fastapi import Depends, Query, Request, Response
from starlette.testclient import TestClient

from app.api.gate import Doors
from app.api.known import Known, Said
from app.api.main import create_app
from app.api.parameters import Nothing
from app.api.question_route import QuestionRoute
from app.bootstrap import wire
from app.domain.access import Marking, Scope
from app.domain.ports import Store
from app.services import ask
from app.services.exchange import import_exchange
from app.services.keyring import make_key
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case

QUESTION = "/v1/paths?from=shop&to=dealer"


@pytest.fixture
def uri(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/case.db"


@pytest.fixture
def store(uri) -> Iterator[Store]:
    with closing(open_store(uri)) as store:
        import_exchange(store, to_json(case()), "case.json")
        yield store


@pytest.fixture
def searches(monkeypatch) -> list[object]:
    """What was searched for, in order."""
    made, search = [], ask.find_paths
    monkeypatch.setattr(ask, "find_paths", lambda *asked: made.append(asked) or search(*asked))
    return made


def said(response) -> dict[str, object]:
    assert response.status_code == 200, response.text
    return response.json() | {"elapsed_ms": 0}


def test_the_same_question_is_not_searched_twice(store, searches):
    with TestClient(create_app(wire(store))) as client:
        first = client.get(QUESTION)
        again = client.get(QUESTION)
        tagged = client.get(QUESTION, headers={"if-none-match": first.headers["etag"]})
    assert len(searches) == 1
    assert said(first) == said(again)
    assert list(first.json()) == list(again.json()), "in the same order"
    own = {"content-length": "", "x-request-id": ""}
    assert {**first.headers, **own} == {**again.headers, **own}
    assert (tagged.status_code, tagged.content) == (304, b"")


@pytest.mark.parametrize("other", ["&k=6", "&max_hops=7", "&by=2031-01-01", "&mode=certain"])
def test_another_question_is_another_answer(store, searches, other):
    with TestClient(create_app(wire(store))) as client:
        client.get(QUESTION)
        client.get(QUESTION + other)
    assert len(searches) == 2


def test_a_change_by_this_process_or_another_is_seen_at_once(store, uri, searches):
    report = next(one.id for one in store.documents() if one.name == "midorisawa-report")
    with TestClient(create_app(wire(store))) as client, closing(open_store(uri)) as other:
        before = [client.get(QUESTION), client.get(QUESTION)]
        store.remove(report)
        without = [client.get(QUESTION), client.get(QUESTION)]
        other.remove(next(one.id for one in other.documents()))
        nothing = client.get(QUESTION)
    assert len(searches) >= 2
    assert said(before[0]) == said(before[1])
    assert said(without[0]) == said(without[1]) != said(before[0])
    assert nothing.status_code == 404


def test_an_answer_that_the_time_cut_is_worked_out_anew(store, searches, monkeypatch):
    cut, asked = {"cut": ["seconds"], "truncated": True}, []
    monkeypatch.setattr("app.api.questions.ask_paths", lambda *_: asked.append(1) or dict(cut))
    with TestClient(create_app(wire(store))) as client:
        client.get(QUESTION)
        client.get(QUESTION)
    assert len(asked) == 2


def test_an_answer_for_one_audience_is_none_for_another(store, searches):
    services = wire(store)
    app = create_app(services, doors=Doors(is_open=True))
    green, anyone = (
        {"authorization": f"Bearer {make_key(services.desk, '試験', [Scope.READ], clearance, None).secret}"}
        for clearance in (Marking.GREEN, Marking.RED)
    )
    with TestClient(app) as client:
        whole = [said(client.get(QUESTION)) for _ in range(2)]
        masked = [client.get(QUESTION, headers=anyone) for _ in range(2)]
        hidden = [client.get(QUESTION, headers=green).status_code for _ in range(2)]
    assert whole[0] == whole[1]
    assert hidden == [404, 404], "documents without a marking are not for green eyes"
    assert [one.status_code for one in masked] == [200, 200]
    assert len(searches) == 3, "whose answer follows from pseudonyms too is worked out each time"


def test_an_error_is_no_answer(store, searches):
    with TestClient(create_app(wire(store))) as client:
        asked = [client.get("/v1/paths?from=nobody&to=dealer") for _ in range(2)]
    assert [one.status_code for one in asked] == [404, 404]


def test_a_route_that_depends_on_more_is_left_to_the_framework():
    def plain(request: Request, query: Annotated[Nothing, Query()]) -> Response: ...

    assert QuestionRoute("/v1/x", plain).is_direct
    assert not QuestionRoute("/v1/x/{y}", plain).is_direct
    assert not QuestionRoute("/v1/x", plain, dependencies=[Depends(lambda: None)]).is_direct


def test_what_is_kept_has_an_end():
    known = Known()
    for number in range(100):
        known.put("one", b"%d" % number, Said(b"x" * 1_000_000, "tag"))
    known.put("one", b"huge", Said(b"x" * 2_000_000, "tag"))
    kept = [number for number in range(100) if known.get("one", b"%d" % number)]
    assert kept == list(range(100 - len(kept), 100))
    assert 20 < len(kept) < 40
    assert known.get("one", b"huge") is None
    assert known.get("two", b"99") is None
    assert known.get("one", b"99") is None, "what another record said is let go of"
    known.put("two", b"99", Said(b"y", "tag"))
    assert known.get("two", b"99") == Said(b"y", "tag")
