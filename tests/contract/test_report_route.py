"""`/v1/report`: the report over HTTP is a file with a tag, shut in, and its faults are problems."""

from __future__ import annotations

import json
import sys
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.services.exchange import import_exchange
from app.store.uri import open_store
from tests.builders import case

ENDS = {"from": "みどり沢通販", "to": "白鳥宝飾"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('http')}/case.db")) as store:
        import_exchange(store, json.dumps(case()).encode(), "case.json")
        with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
            yield client


def test_html_is_shut_in(client):
    answer = client.get("/v1/report", params=ENDS)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "経路の報告: みどり沢通販 から 白鳥宝飾 へ" in answer.text
    rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "script-src" not in rules
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_pdf_in_english(client):
    answer = client.get("/v1/report", params={**ENDS, "format": "pdf", "language": "en"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="report.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_a_report_that_is_known_is_not_sent_again(client):
    first = client.get("/v1/report", params=ENDS)
    again = client.get("/v1/report", params=ENDS, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/v1/report", params={**ENDS, "k": 1, "max_hops": 2})
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({**ENDS, "format": "docx"}, 422, "bad_request"),
        ({**ENDS, "language": "fr"}, 422, "bad_request"),
        ({**ENDS, "k": 51}, 422, "bad_request"),
        ({"from": "みどり沢通販"}, 422, "bad_request"),
        ({**ENDS, "colour": "red"}, 422, "bad_request"),
        ({**ENDS, "from": "だれか"}, 404, "not_found"),
        ({**ENDS, "min_status": "denied"}, 422, "bad_request"),
    ],
)
def test_faults_are_problems(client, query, status, code):
    answer = client.get("/v1/report", params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_server_without_the_extra_says_which(client, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = client.get("/v1/report", params={**ENDS, "format": "pdf"})
    assert (answer.status_code, answer.json()["code"]) == (501, "missing_extra")
    assert "leaktrail[pdf]" in answer.json()["detail"]
