"""`/` and `/page/…`: what is built is served packed and with its tag, what is not is told, and no name leaves the folder."""

from __future__ import annotations

import gzip

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import app.ui
from app.api.page import router

SCRIPT = b"export const answer = 42;\n" * 20
PLAIN = {"accept-encoding": "identity"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A built page of three files, one of them packed."""
    (tmp_path / "built").mkdir()
    (tmp_path / "secret.js").write_text("not of the page")
    built = tmp_path / "built"
    (built / "index.html").write_text("<!doctype html>")
    (built / "main-Ab1.js").write_bytes(SCRIPT)
    (built / "main-Ab1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (built / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (built / "sources.sha256").write_text("0" * 64)
    monkeypatch.setattr(app.ui, "BUILT", str(built))
    return built


@pytest.fixture
def client(folder):
    served = FastAPI()
    served.include_router(router)
    with TestClient(served) as client:
        yield client


def test_the_page_is_asked_for_each_time_and_allows_nothing_in_line(client):
    reply = client.get("/")
    assert (reply.status_code, reply.text) == (200, "<!doctype html>")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-cache"
    policy = dict(rule.strip().split(" ", 1) for rule in reply.headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in str(policy)


def test_its_files_may_be_kept_for_good(client):
    reply = client.get("/page/icon.svg")
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("identity", False), ("gzip;q=0", False), ("", False)],
)
def test_a_file_is_sent_packed_to_those_who_take_that(client, accepted, packed):
    reply = client.get("/page/main-Ab1.js", headers={"accept-encoding": accepted})
    assert reply.content == SCRIPT
    assert reply.headers.get("content-encoding") == ("gzip" if packed else None)
    assert int(reply.headers["content-length"]) == len(gzip.compress(SCRIPT) if packed else SCRIPT)
    assert reply.headers["vary"] == "Accept-Encoding"


def test_what_has_no_packed_form_is_sent_as_it_is(client):
    assert "content-encoding" not in client.get("/", headers={"accept-encoding": "gzip"}).headers


def test_who_has_it_is_sent_nothing_until_it_changes(client, folder):
    first = client.get("/")
    assert client.get("/", headers={"if-none-match": f'"other", {first.headers["etag"]}'}).status_code == 304
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    (folder / "index.html").write_text("<!doctype html><title>new</title>")
    assert client.get("/", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_packed_and_plain_bytes_have_tags_of_their_own(client):
    packed, plain = (client.get("/page/main-Ab1.js", headers=headers) for headers in (None, PLAIN))
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../secret.js",
            "..%2fsecret.js",
            "%2e%2e%2fsecret.js",
            "..\\secret.js",
            "..%5csecret.js",
            "a%2f..%2ficon.svg",
        ),
        *(
            "main-Ab1.js%00.svg",
            ".js",
            "..js",
            "icon.svg%0a",
            "main-Ab1.js.gz",
            "sources.sha256",
            "index.html",
            "none.js",
        ),
        *("%69con.svg/..", "icön.svg", pytest.param("a" * 5000 + ".js", id="long")),
    ],
)
def test_no_name_leads_to_what_is_not_of_the_page(client, name):
    reply = client.get(f"/page/{name}")
    assert reply.status_code == 404
    assert b"not of the page" not in reply.content


def test_a_page_that_was_not_built_says_so_and_what_helps(client, folder):
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    for address, code in (("/", "no_page"), ("/page/icon.svg", "not_found")):
        reply = client.get(address)
        assert (reply.status_code, reply.json()["code"]) == (404, code)
        assert reply.headers["content-type"] == "application/problem+json"
    assert "install it" in client.get("/").json()["detail"]
