"""Who may ask what over HTTP: no key, wrong keys, keys without the scope, keys of a lower clearance; and from where."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.access import SCOPES, is_declared, is_public, scope_of
from app.api.gate import Doors
from app.api.main import create_app, from_environment
from app.bootstrap import open_services, wire
from app.domain.access import Marking, Scope
from app.services.allowance import Allowance
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.jobs import Jobs
from app.services.keyring import make_key, revoke_key
from app.services.load import load
from app.services.wire import to_json
from app.settings import Settings
from app.store.desk import SqliteDesk
from app.store.uri import open_store
from tests.builders import case, plain_reading

ASKED = "/v1/paths?from=shop&to=dealer"


@pytest.fixture
def store(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'case.db'}")) as opened:
        import_exchange(opened, to_json(case()), "case.json")
        yield opened


@pytest.fixture
def desk(tmp_path):
    with closing(SqliteDesk(tmp_path / "case.db.desk")) as opened:
        yield opened


@pytest.fixture
def client(store, desk):
    with TestClient(create_app(wire(store, desk)), raise_server_exceptions=False) as client:
        yield client


def key(desk, *scopes: Scope, clearance=Marking.RED, expires=None) -> str:
    return make_key(desk, "試験", scopes or [Scope.READ], clearance, expires).secret


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def is_problem(response, status: int, code: str) -> dict:
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    told = response.json()
    assert (told["status"], told["code"]) == (status, code)
    return told


# ------------------------------------------------------------------ which route needs what


def routes() -> list[tuple[str, str]]:
    """Every method and path that the application serves, those outside the description too."""
    app = from_environment()
    found = [(method.upper(), path) for path, ways in app.openapi()["paths"].items() for method in ways]
    pending = [*app.routes]
    while pending:
        route = pending.pop()
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if getattr(route, "path", None) and getattr(route, "methods", None):
            found += [(method, route.path) for method in route.methods]
        elif getattr(inner, "routes", None):
            pending += inner.routes
    return sorted(set(found))


def test_every_route_says_what_a_key_needs_for_it():
    found = routes()
    assert ("GET", "/v1/paths") in found
    assert ("GET", "/browser/guide/{language}") in found
    assert ("GET", "/docs/start.js") in found
    assert len(found) > 30
    assert [f"{method} {path}" for method, path in found if not is_declared(method, path)] == []


def test_what_is_public_is_no_part_of_the_record():
    assert {path for _, path in routes() if is_public(path)} == {
        *("/", "/page/{name}", "/healthz", "/readyz", "/openapi.json"),
        *("/docs", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"),
        *(
            "/browser/leaktrail.grass",
            "/browser/guide/{language}",
            "/browser/queries",
            "/browser/queries/{name}.cypher",
        ),
    }


def test_no_entry_of_the_table_is_for_nothing():
    told = {f"{method} {path.removeprefix('/v1/').split('/')[0] or path}" for method, path in routes()}
    assert {entry.removesuffix("/") for entry in SCOPES} - told == set()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/actors"),
        ("DELETE", "/v1/documents/memo"),
        ("GET", "/v1"),
        ("GET", "/v1/"),
        ("GET", "/v1//paths"),
        ("GET", "/V1/paths"),
        ("GET", "/v1/paths/"),
        ("OPTIONS", "/v1/paths"),
        ("POST", "/v1/documents/memo"),
        ("GET", "/nothing"),
        ("get", "/v1/paths"),
    ],
)
def test_what_stands_nowhere_is_for_admins(method: str, path: str):
    assert not is_public(path)
    assert scope_of(method, path) is Scope.ADMIN


def test_no_name_in_an_address_makes_it_another_route():
    assert scope_of("GET", "/v1/actors/../../healthz") is Scope.READ
    assert scope_of("HEAD", "/v1/documents/docs/text") is Scope.READ
    assert not is_public("/v1/documents/docs/")
    assert not is_public("/docsx")


# ------------------------------------------------------------------ with and without keys


def test_as_long_as_there_is_no_key_this_machine_may_do_everything(client):
    assert client.get(ASKED).status_code == 200


def test_from_the_first_key_on_each_request_needs_one(client, desk):
    assert client.get("/v1/actors").status_code == 200
    secret = key(desk)
    response = client.get("/v1/actors")
    is_problem(response, 401, "no_key")
    assert response.headers["www-authenticate"] == 'Bearer realm="leaktrail"'
    assert client.get("/v1/actors", headers=bearer(secret)).status_code == 200
    assert client.get("/v1/actors", headers={"authorization": f"bearer  {secret}"}).status_code == 200
    for path in ("/healthz", "/readyz", "/docs", "/openapi.json", "/browser/queries"):
        assert client.get(path).status_code == 200


def test_when_all_keys_are_over_nobody_gets_in(client, desk):
    secret = key(desk)
    revoke_key(desk, "試験")
    is_problem(client.get("/v1/actors"), 401, "no_key")
    is_problem(client.get("/v1/actors", headers=bearer(secret)), 401, "revoked_key")


def test_a_key_that_is_revoked_by_another_process_opens_nothing_at_once(client, desk, tmp_path):
    secret = key(desk)
    assert client.get("/v1/actors", headers=bearer(secret)).status_code == 200
    with closing(SqliteDesk(tmp_path / "case.db.desk")) as other:
        revoke_key(other, "試験")
    is_problem(client.get("/v1/actors", headers=bearer(secret)), 401, "revoked_key")


def test_a_key_opens_nothing_after_its_last_day(client, desk):
    secret = key(desk, expires=datetime.now(UTC).date().isoformat())
    assert client.get("/v1/actors", headers=bearer(secret)).status_code == 200
    [made] = desk.all_keys()
    desk.put_key(replace(made, expires=datetime.now(UTC) - timedelta(seconds=1)))
    response = client.get("/v1/actors", headers=bearer(secret))
    is_problem(response, 401, "expired_key")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer ltk_",
        "Bearer {other}",
        "Bearer {secret}x",
        "Bearer {short}",
        "Bearer {secret} {secret}",
        "Bearer\t{secret}",
        "Basic {secret}",
        "{secret}",
        "Token {secret}",
        "Bearer {upper}",
        "Bearer ltk_00000000_" + "A" * 43,
        "Bearer key-00000000",
        "Bearer {digest}",
        "Bearer " + "x" * 60_000,
        "Bearer ltk_é",
    ],
)
def test_what_is_no_key_opens_nothing(client, desk, header: str):
    secret = key(desk)
    other = secret[:13] + "".join("A" if sign != "A" else "B" for sign in secret[13:])
    given = {"secret": secret, "other": other, "short": secret[:-1], "upper": secret.upper()}
    text = header.format(**given, digest=desk.all_keys()[0].digest)
    response = client.get("/v1/actors", headers={"authorization": text.encode("latin-1")})
    is_problem(response, 401, "bad_key")
    assert secret not in response.text


def test_two_keys_are_no_key(client, desk):
    secret = key(desk)
    response = client.get("/v1/actors", headers=[("authorization", f"Bearer {secret}")] * 2)
    is_problem(response, 401, "bad_key")


def test_a_key_in_an_address_is_refused_however_good_it_is(client, desk):
    secret = key(desk)
    for path in (f"/v1/actors?q={secret}", f"/v1/actors?access_token={secret}", f"/v1/actors/{secret}"):
        for headers in ({}, bearer(secret)):
            told = is_problem(client.get(path, headers=headers), 400, "key_in_address")
            assert secret not in str(told)


def test_a_wrong_key_counts_where_none_is_asked_for(client):
    is_problem(client.get("/v1/actors", headers=bearer("ltk_00000000_" + "A" * 43)), 401, "bad_key")


def test_a_scope_that_is_missing_is_named(client, desk):
    secret = key(desk, Scope.LOAD, Scope.REVIEW, Scope.NAMES, Scope.ADMIN)
    response = client.get(ASKED, headers=bearer(secret))
    assert is_problem(response, 403, "missing_scope")["scope"] == "read"
    assert response.headers["www-authenticate"].endswith('error="insufficient_scope", scope="read"')
    is_problem(client.get("/nothing", headers=bearer(key(desk))), 403, "missing_scope")
    is_problem(client.get("/nothing", headers=bearer(secret)), 404, "no_such_page")


def test_whose_desk_cannot_be_read_asks_nobody(client, desk, tmp_path):
    secret = key(desk)
    desk.close()
    (tmp_path / "case.db.desk").write_text("no desk any more")
    for path in tmp_path.glob("case.db.desk-*"):
        path.unlink()
    is_problem(client.get("/v1/actors", headers=bearer(secret)), 503, "store_unavailable")
    is_problem(client.get("/v1/actors"), 503, "store_unavailable")


# ------------------------------------------------------------------ from where


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_who_sits_at_this_machine_needs_no_key(store, desk, address: str):
    with TestClient(create_app(wire(store, desk)), client=(address, 1)) as client:
        assert client.get(ASKED).status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "128.0.0.1"])
def test_who_does_not_needs_one_though_there_is_none(store, desk, address: str):
    with TestClient(create_app(wire(store, desk)), client=(address, 1)) as client:
        is_problem(client.get(ASKED), 401, "no_key")
    published = create_app(wire(store, desk), doors=Doors(is_published=True))
    with TestClient(published, client=(address, 1)) as client:
        assert client.get(ASKED).status_code == 200


def test_what_a_proxy_forwards_is_not_of_this_machine(store, desk):
    app = create_app(wire(store, desk), hosts=["leaks.example"])
    with TestClient(app, base_url="http://leaks.example") as client:
        is_problem(client.get(ASKED), 401, "no_key")
        assert client.get(ASKED, headers=bearer(key(desk))).status_code == 200
    with TestClient(create_app(wire(store, desk))) as client:
        for header in ("forwarded", "x-forwarded-for"):
            is_problem(client.get(ASKED, headers={header: "for=127.0.0.1"}), 401, "no_key")
        is_problem(client.get(ASKED, headers=[("host", "localhost"), ("host", "localhost")]), 401, "no_key")
        is_problem(client.get(ASKED, headers={"host": "leaks.example"}), 400, "bad_host")


def test_an_open_server_asks_nobody_here_but_counts_keys_that_are_given(store, desk):
    secret = key(desk, Scope.LOAD)
    with TestClient(create_app(wire(store, desk), doors=Doors(is_open=True))) as client:
        assert client.get(ASKED).status_code == 200
        is_problem(client.get(ASKED, headers=bearer(secret)), 403, "missing_scope")
    with TestClient(create_app(wire(store, desk), doors=Doors(is_open=True)), client=("10.0.0.1", 1)) as client:
        is_problem(client.get(ASKED), 401, "no_key")


@pytest.mark.parametrize(
    ("headers", "is_served"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"origin": "http://testserver"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://testserver.evil.example"}, False),
        ({"origin": "null"}, False),
    ],
)
def test_a_page_of_another_site_changes_nothing(client, headers: dict[str, str], is_served: bool):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = client.request(method, "/v1/actors", headers=headers)
        assert (response.json()["code"] != "cross_site") is is_served
    assert client.get("/v1/actors", headers=headers).status_code == 200


# ------------------------------------------------------------------ how often


def limited(store, desk, **doors) -> FastAPI:
    return create_app(wire(store, desk), doors=Doors(**doors))


def test_a_key_asks_as_often_as_it_may(store, desk):
    one, other = key(desk), key(desk)
    with TestClient(limited(store, desk, questions=Allowance(2, 60), loads=Allowance(1, 60))) as client:
        codes = [client.get("/v1/actors", headers=bearer(one)).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        response = client.get("/v1/actors", headers=bearer(one))
        is_problem(response, 429, "too_many_requests")
        assert 1 <= int(response.headers["retry-after"]) <= 60
        assert client.get("/v1/actors", headers=bearer(other)).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_loads_are_counted_by_themselves(store, desk):
    secret = key(desk, Scope.READ, Scope.LOAD)
    with TestClient(limited(store, desk, questions=Allowance(1, 60), loads=Allowance(1, 60))) as client:
        assert client.get("/v1/actors", headers=bearer(secret)).status_code == 200
        assert client.post("/v1/documents", headers=bearer(secret)).status_code != 429
        assert client.post("/v1/documents", headers=bearer(secret)).status_code == 429


def test_who_needs_no_key_is_limited_only_where_a_setting_says_so(store, desk):
    with TestClient(limited(store, desk, questions=Allowance(1, 60))) as client:
        assert [client.get("/v1/actors").status_code for _ in range(3)] == [200] * 3
    with TestClient(limited(store, desk, questions=Allowance(1, 60), limits_all=True)) as client:
        assert [client.get("/v1/actors").status_code for _ in range(2)] == [200, 429]


# ------------------------------------------------------------------ what is seen


def test_a_hidden_document_is_as_unknown_as_any_other(client, store, desk):
    documents = {one.name: one.id for one in store.documents()}
    store.mark(documents["midorisawa-news"], Marking.RED)
    store.mark(documents["midorisawa-report"], Marking.GREEN)
    low, high = (bearer(key(desk, clearance=mark)) for mark in (Marking.GREEN, Marking.RED))
    for path in ("midorisawa-news", documents["midorisawa-news"], "midorisawa-news/marking"):
        told = is_problem(client.get(f"/v1/documents/{path}", headers=low), 404, "not_found")
        other = client.get("/v1/documents/no-such-document", headers=low).json()
        assert {**told, "request_id": None} == {**other, "request_id": None}
        assert client.get(f"/v1/documents/{path}", headers=high).status_code == 200
    names = [[item["id"] for item in client.get("/v1/documents", headers=who).json()["items"]] for who in (low, high)]
    assert names == [["midorisawa-report"], ["midorisawa-news", "midorisawa-report"]]
    for path in ("midorisawa-report", "midorisawa-report/marking"):
        assert client.get(f"/v1/documents/{path}", headers=low).json()["marking"] == "green"
    store.mark(documents["midorisawa-report"], Marking.AMBER)
    assert client.get("/v1/documents", headers=low).json()["items"] == []


def test_what_nobody_has_marked_counts_as_the_setting_says(tmp_path, store):
    uri = f"sqlite:///{tmp_path / 'case.db'}"
    for unmarked, number in (("red", 0), ("green", 2), ("clear", 2)):
        with open_services(Settings(uri, unmarked=unmarked)) as services, TestClient(create_app(services)) as client:
            found = client.get("/v1/documents", headers=bearer(key(services.desk, clearance=Marking.GREEN))).json()
            assert len(found["items"]) == number


def test_who_sends_what_is_hidden_learns_no_name_of_it(store, desk, tmp_path):
    services = wire(store, desk)
    inbox = tmp_path / "秘密の題名.txt"
    inbox.write_text("同じ本文です。\n")
    list(load(store, find_files([inbox]), plain_reading, marking=Marking.RED))
    services = replace(services, make_jobs=lambda: Jobs(store, plain_reading, desk=desk))
    sender = bearer(key(desk, Scope.LOAD, Scope.READ, clearance=Marking.GREEN))
    with TestClient(create_app(services)) as client:
        body = inbox.read_bytes()
        sent = client.post("/v1/documents?name=mine.txt&marking=clear", content=body, headers=sender)
        job = services.jobs.wait(sent.json()["id"], 20)
        told = client.get(f"/v1/jobs/{job.id}", headers=sender)
        assert [one["outcome"] for one in told.json()["documents"]] == ["skipped"]
        assert "秘密" not in told.text
        assert client.get("/v1/documents", headers=sender).json()["items"] == []
    services.jobs.close()


def test_who_sends_what_is_hidden_changes_nothing_of_it(store, desk, tmp_path):
    services = wire(store, desk)
    inbox = tmp_path / "memo.txt"
    inbox.write_text("同じ本文です。\n")
    (tmp_path / "memo.meta.json").write_text('{"title": "社内の覚え", "published_at": "2031-04-01"}')
    list(load(store, find_files([inbox]), plain_reading, marking=Marking.AMBER))
    before = (store.revision(), list(store.entries()), store.markings())
    services = replace(services, make_jobs=lambda: Jobs(store, plain_reading, desk=desk))
    sender = bearer(key(desk, Scope.LOAD, Scope.READ, clearance=Marking.GREEN))
    with TestClient(create_app(services)) as client:
        about = "name=mine.txt&title=ほかの題&published_at=2030&marking=red"
        sent = client.post(f"/v1/documents?{about}", content=inbox.read_bytes(), headers=sender).json()
        assert services.jobs.wait(sent["id"], 20).state == "done"
        assert (store.revision(), list(store.entries()), store.markings()) == before
        free = bearer(key(desk, Scope.LOAD, clearance=Marking.AMBER))
        sent = client.post(f"/v1/documents?{about}", content=inbox.read_bytes(), headers=free).json()
        assert services.jobs.wait(sent["id"], 20).state == "done"
        assert next(one.document.metadata.title for one in store.entries() if one.document.name == "mine") == "ほかの題"
    services.jobs.close()


def test_an_admin_who_may_not_see_all_sees_no_file_of_others(store, desk):
    services = replace(wire(store, desk), make_jobs=lambda: Jobs(store, plain_reading, desk=desk))
    low = [
        bearer(key(desk, Scope.ADMIN, Scope.LOAD, clearance=Marking.GREEN)),
        bearer(key(desk, Scope.LOAD, Scope.ADMIN)),
    ]
    high = bearer(key(desk, Scope.ADMIN, Scope.LOAD, Scope.NAMES))
    with TestClient(create_app(services)) as client:
        sender = bearer(key(desk, Scope.LOAD))
        sent = client.post("/v1/documents?name=浦辺由紀夫.txt", content="短い。".encode(), headers=sender).json()
        services.jobs.wait(sent["id"], 20)
        for who in low:
            assert client.get("/v1/jobs", headers=who).json()["items"] == []
            is_problem(client.get(f"/v1/jobs/{sent['id']}", headers=who), 404, "not_found")
        assert client.get(f"/v1/jobs/{sent['id']}", headers=high).json()["name"] == "浦辺由紀夫.txt"
    services.jobs.close()


# ------------------------------------------------------------------ what is told of it


def test_the_description_tells_of_keys_and_their_problems():
    described = from_environment().openapi()
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for path, ways in described["paths"].items():
        for method, operation in ways.items():
            if is_public(path):
                assert "security" not in operation
                continue
            assert operation["security"] == [{"key": [scope_of(method.upper(), path).value]}]
            assert {"401", "403", "429"} <= operation["responses"].keys()
            assert re.search(r"scope", operation["responses"]["403"]["description"])
