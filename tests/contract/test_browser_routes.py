"""The files for Neo4j Browser: other pages of this machine may read them, and nothing else that is served here."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.services.browser_files import guide, saved_queries, saved_query, style
from app.services.exchange import import_exchange
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case

FILES = {
    "/browser/leaktrail.grass": "text/plain; charset=utf-8",
    "/browser/guide/ja": "text/html; charset=utf-8",
    "/browser/guide/en": "text/html; charset=utf-8",
    "/browser/queries": "application/json",
    "/browser/queries/who_passed_to_whom.cypher": "text/plain; charset=utf-8",
}
OWN = [
    "http://127.0.0.1:7474",
    "http://localhost:7474",
    "https://localhost",
    "http://127.0.0.1:65535",
    "http://[::1]:7474",
]
FOREIGN = [
    *("null", "https://evil.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example:7474"),
    *("http://evil.example#http://localhost", "http://localhost@evil.example", "http://127.0.0.2:7474"),
    *("http://127.0.0.1:7474/", "http://localhost:port", "file://", "app://localhost", "", "http://localhost:7474 x"),
]
PREFLIGHT = {"access-control-request-method": "GET", "access-control-request-headers": "cache-control,pragma"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    with closing(open_store(f"sqlite:///{folder}/case.db")) as store:
        import_exchange(store, to_json(case()), "case.json")
        with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
            yield client


def shared_headers(response):
    return {name for name in response.headers if name.startswith("access-control-")}


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_served_as_what_it_is(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == FILES[address]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["vary"] == "Origin"
    assert shared_headers(response) == set()


def test_the_files_are_those_of_the_folder(client):
    assert client.get("/browser/leaktrail.grass").text == style()
    assert client.get("/browser/guide/ja", headers={"host": "localhost:81"}).text == guide("ja", "http://localhost:81")
    listed = client.get("/browser/queries").json()["items"]
    assert [item["name"] for item in listed] == [one.name for one in saved_queries()]
    for item in listed:
        text = client.get(f"/browser/queries/{item['name']}.cypher").text
        assert text == saved_query(item["name"]).text
        assert item["questions"]["ja"] in text


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("origin", OWN)
def test_a_page_of_this_machine_may_read_it(client, address, origin):
    response = client.get(address, headers={"origin": origin})
    assert response.headers["access-control-allow-origin"] == origin
    asked = client.options(address, headers={"origin": origin, **PREFLIGHT})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == origin
    assert asked.headers["access-control-allow-methods"] == "GET"
    assert asked.headers["access-control-allow-headers"] == "cache-control, pragma"
    assert "access-control-allow-credentials" not in asked.headers


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("origin", FOREIGN)
def test_no_other_page_may(client, address, origin):
    for response in (
        client.get(address, headers={"origin": origin}),
        client.options(address, headers={"origin": origin, **PREFLIGHT}),
    ):
        assert shared_headers(response) == set()
        assert response.headers["vary"] == "Origin"


def test_no_other_route_lets_another_origin_read(client):
    described = client.get("/openapi.json").json()["paths"]
    assert not [path for path in described if path.startswith("/browser")]
    addresses = [re.sub(r"\{[^}]*\}", "shop", path) for path in described]
    addresses += [path.replace("shop", "no-such") for path in addresses if "shop" in path]
    addresses += ["/docs", "/docs/start.js", "/docs/swagger-ui.css", "/openapi.json", "/", "/browser", "/browser/x"]
    assert len(addresses) > 25
    for address in addresses:
        for method in ("GET", "OPTIONS", "POST"):
            response = client.request(method, address, headers={"origin": OWN[0], **PREFLIGHT})
            assert shared_headers(response) == set(), f"{method} {address}"


@pytest.mark.parametrize(
    "address",
    [
        *("/browser/guide/de", "/browser/guide/", "/browser/guide/ja.html", "/browser/queries/none.cypher"),
        *(
            "/browser/queries/who_passed_to_whom",
            "/browser/queries/..%2Fread%2Fget_runs.cypher",
            "/browser/guide.ja.html",
        ),
    ],
)
def test_what_is_not_there_is_404(client, address):
    response = client.get(address, headers={"origin": OWN[0]})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_can_only_be_read(client, address, method):
    response = client.request(method, address)
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert client.request(method, address, headers={"origin": OWN[0]}).json()["code"] == "cross_site"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_is_refused_here_too(client, host):
    for ask in (client.get, client.options):
        assert ask("/browser/guide/ja", headers={"host": host, "origin": OWN[0]}).status_code == 400
