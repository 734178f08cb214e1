"""What the service tells of itself over HTTP: ids of requests, lines of the log, figures, whether it is ready."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import threading
from contextlib import closing
from urllib.parse import quote

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app.api import questions
from app.api.main import create_app
from app.bootstrap import wire
from app.domain.access import Marking, Scope
from app.domain.errors import StoreUnavailable
from app.logs import open_log
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.keyring import make_key
from app.services.load import load
from app.services.wire import to_json
from app.store.desk import SqliteDesk
from app.store.uri import open_store
from tests.builders import case, plain_reading

NAME = "秘密野花子"
GIVEN = "trace-0123456789.ab_C"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "case.db"


@pytest.fixture
def store(file, tmp_path):
    memo = tmp_path / f"{NAME}.txt"
    memo.write_text(f"{NAME}が名簿を売った。", "utf-8")
    with closing(open_store(f"sqlite:///{file}")) as store:
        import_exchange(store, to_json(case()), "case.json")
        list(load(store, find_files([memo]), plain_reading))
        yield store


@pytest.fixture
def stream():
    return io.TextIOWrapper(io.BytesIO(), "utf-8")


@pytest.fixture
def app(store, stream):
    return create_app(wire(store), open_log(stream, "json"))


@pytest.fixture
def client(app):
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def logged(stream):
    return [json.loads(line) for line in stream.buffer.getvalue().decode().splitlines()]


def figures(client):
    """Sample → value, by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(one.name, *sorted(one.labels.items())): one.value for family in families for one in family.samples}


# ------------------------------------------------------------------ ids


def test_an_id_from_outside_is_taken_over(client, stream):
    answer = client.get("/v1/actors/nobody", headers={"x-request-id": GIVEN})
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == GIVEN
    assert logged(stream)[-1]["request_id"] == GIVEN


@pytest.mark.parametrize(
    "bad", ["short", "x" * 65, "white space 0123456789", "名前名前名前名前名前名前名前", "a" * 15, "<script>alert(1)"]
)
def test_any_other_id_is_not(client, stream, bad):
    answer = client.get("/v1/actors", headers={"x-request-id": bad.encode()})
    made = answer.headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{24}", made), made
    assert logged(stream)[-1]["request_id"] == made


def test_every_request_has_an_id_of_its_own(client):
    ids = {client.get(address).headers["x-request-id"] for address in ["/v1/actors", "/nothing", "/healthz", "/docs"]}
    assert len(ids) == 4


# ------------------------------------------------------------------ lines


def test_a_line_names_the_route_by_its_template(client, stream):
    client.get("/v1/actors/broker")
    line = logged(stream)[-1]
    assert line.pop("ms") > 0
    assert line.pop("time")
    assert line.pop("request_id")
    assert line == {
        "event": "request",
        "key": "local",
        "level": "info",
        "method": "GET",
        "route": "/v1/actors/{id:path}",
        "status": 200,
    }


def test_a_line_tells_the_problem_and_what_was_cut(client, stream):
    client.get("/v1/paths?from=shop&to=nobody")
    client.get("/v1/single-source?limit=1")
    client.get("/v1/actors", headers={"host": "evil.example"})
    told = [(line["route"], line["status"], line.get("problem"), line.get("cut")) for line in logged(stream)]
    assert told == [
        ("/v1/paths", 404, "not_found", None),
        ("/v1/single-source", 200, None, ["limit"]),
        ("none", 400, "bad_host", None),
    ]


def test_a_line_tells_whose_key_it_was_also_where_it_is_refused(store, stream, tmp_path):
    with closing(SqliteDesk(tmp_path / "case.desk")) as desk:
        made = make_key(desk, "見本の閲覧者", [Scope.READ], Marking.RED, None)
        key, secret = made.key, made.secret
        with TestClient(create_app(wire(store, desk), open_log(stream, "json"))) as client:
            client.get("/v1/actors", headers={"authorization": f"Bearer {secret}"})
            client.delete("/v1/documents/memo", headers={"authorization": f"Bearer {secret}"})
            client.get("/v1/actors", headers={"authorization": "Bearer ltk_7f3a9c21_wrong"})
    told = [(line["status"], line.get("key"), line.get("problem")) for line in logged(stream)]
    assert told[0] == (200, key.id, None)
    assert told[1][:2] == (403, key.id)
    assert told[2][:2] == (401, None)
    said = stream.buffer.getvalue().decode()
    assert secret not in said
    assert "見本の閲覧者" not in said


def test_an_unforeseen_error_is_a_problem_that_is_shut_in_and_a_line_with_its_places(client, stream, monkeypatch):
    def fail(*_):
        raise ValueError(NAME)

    monkeypatch.setattr(questions, "ask_paths", fail)
    answer = client.get(f"/v1/paths?from={NAME}&to={NAME}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["x-request-id"] == answer.json()["request_id"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    (line,) = logged(stream)
    assert (line["level"], line["error"], line["status"]) == ("error", "ValueError", 500)
    assert any("app/api/questions.py" in place for place in line["trace"])
    assert NAME not in stream.buffer.getvalue().decode()


def addresses(app):
    """Every route with the name in every place where a request can hold one."""
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            sent = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
            filled = re.sub(r"\{[^}]+\}", quote(NAME), path)
            yield method, filled
            yield method, filled + "?" + "&".join(f"{name}={quote(NAME)}" for name in sent)
            yield from ((method, f"{filled}?{name}={quote(NAME)}") for name in sent)


def test_no_name_of_a_request_or_a_document_is_in_any_line(app, client, stream, monkeypatch):
    def ask_all():
        for method, address in addresses(app):
            client.request(method, address, headers={"x-request-id": NAME.encode(), "user-agent": NAME.encode()})

    ask_all()
    for method, address in [("GET", f"/{NAME}"), ("POST", f"/v1/actors/{NAME}"), (NAME, "/v1/actors")]:
        client.request(method.encode(), address, content=NAME.encode())
    statuses = {line["status"] for line in logged(stream)}
    assert statuses >= {200, 404, 405, 422}

    def broken(*_, **__):
        raise RuntimeError(f"{NAME} is unforeseen")

    for module in (questions, *(module for module in _modules() if hasattr(module, "reply"))):
        monkeypatch.setattr(module, "reply", broken)
    ask_all()
    assert 500 in {line["status"] for line in logged(stream)}
    said = stream.buffer.getvalue().decode()
    assert said.count("\n") > 100
    assert NAME not in said
    assert quote(NAME) not in said
    assert json.dumps(NAME)[1:-1] not in said
    assert NAME not in client.get("/metrics").text


def _modules():
    from app.api import chokepoints, common_source, counts, drawing, outstanding, single_source, things, withdrawal

    return chokepoints, common_source, counts, drawing, outstanding, single_source, things, withdrawal


# ------------------------------------------------------------------ figures


def test_requests_questions_cuts_and_graphs_are_counted(client):
    client.get("/v1/paths?from=shop&to=dealer")
    client.get("/v1/paths?from=shop&to=dealer&k=1")
    client.get("/v1/paths?from=shop&to=nobody")
    client.get("/v1/single-source?limit=1")
    client.get("/v1/actors")
    found = figures(client)
    assert found["leaktrail_requests_total", ("method", "GET"), ("route", "/v1/paths"), ("status", "200")] == 2
    assert found["leaktrail_requests_total", ("method", "GET"), ("route", "/v1/paths"), ("status", "404")] == 1
    assert found["leaktrail_request_seconds_count", ("route", "/v1/paths")] == 3
    assert found["leaktrail_questions_total", ("kind", "paths")] == 2
    assert found["leaktrail_question_cuts_total", ("kind", "single_source"), ("reason", "limit")] == 1
    assert ("leaktrail_questions_total", ("kind", "actors")) not in found
    assert found["leaktrail_snapshots_total", ("from", "record")] == 1
    assert found["leaktrail_snapshots_total", ("from", "cache")] >= 1
    assert found["leaktrail_documents",] == 3
    assert found["leaktrail_claims",] > 40
    assert found["leaktrail_store_up",] == 1
    assert found["leaktrail_jobs", ("state", "running")] == 0
    assert found["process_resident_memory_bytes",] > 10_000_000


def test_labels_are_words_of_the_program(client, app):
    for number in range(10):
        client.request(f"METHOD{number}", f"/made/up/{number}")
        client.get(f"/v1/actors/{number}", headers={"host": f"h{number}.example"})
    labels = {label for name, *labels in figures(client) if name.startswith("leaktrail_requests") for label in labels}
    assert {value for key, value in labels if key == "method"} == {"GET", "other"}
    routes = {value for key, value in labels if key == "route"}
    assert routes <= {"none", *app.openapi()["paths"]}


def test_figures_are_there_while_the_store_is_not(client, store, monkeypatch):
    def gone(*_):
        raise StoreUnavailable("is gone")

    monkeypatch.setattr(type(store), "sizes", gone)
    found = figures(client)
    assert found["leaktrail_store_up",] == 0
    assert ("leaktrail_documents",) not in found


def test_applications_side_by_side_count_for_themselves(store):
    with TestClient(create_app(wire(store))) as one, TestClient(create_app(wire(store))) as other:
        one.get("/v1/actors")
        assert ("leaktrail_requests_total", ("method", "GET"), ("route", "/v1/actors"), ("status", "200")) in figures(
            one
        )
        assert not [key for key in figures(other) if key[0] == "leaktrail_requests_total"]


# ------------------------------------------------------------------ ready


def test_a_ready_service_says_how_its_graph_stands(client, store):
    client.get("/v1/actors")
    store.remove(store.documents()[0].id)
    assert client.get("/readyz").json() == {"status": "ready", "graph": "behind"}
    client.get("/v1/paths?from=shop&to=dealer")
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_graph_for_people_that_was_never_published_is_not_ready(client, store, monkeypatch):
    monkeypatch.setattr(type(store), "publishes_late", False)
    monkeypatch.setattr(type(store), "published", lambda _: None)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert "leaktrail publish" in answer.json()["detail"]


def test_a_store_that_does_not_answer_in_time_is_not_ready(client, app, store, monkeypatch):
    answers = threading.Event()
    monkeypatch.setattr(type(store), "verify", lambda _: answers.wait(60))
    object.__setattr__(app.state.kept, "ready_seconds", 0.1)
    answer = client.get("/readyz")
    assert not answers.is_set(), "nobody waited for the store"
    assert (answer.status_code, answer.json()["code"]) == (503, "store_slow")
    assert client.get("/healthz").status_code == 200
    answers.set()


def test_a_record_that_a_later_build_has_brought_up_is_not_ready(client, file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA user_version = 9999")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "store_too_new")
