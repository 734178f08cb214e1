"""Files that are sent over HTTP: read in their turn, told of to their sender, stored once, refused in time."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.api.gate import Doors
from app.api.job_shapes import JobAnswer, JobList
from app.api.main import create_app
from app.bootstrap import wire
from app.domain.access import Marking, Scope
from app.services import jobs as queue
from app.services.jobs import Jobs
from app.services.keyring import make_key
from app.store.uri import open_store
from tests.builders import plain_reading
from tests.contract.test_http import is_problem

TEXT = "みどり沢通販の名簿が北浜データに渡った。\n".encode()
PLAIN = {"content-type": "text/plain"}


@pytest.fixture
def spool(tmp_path, monkeypatch) -> Path:
    """Where uploads lie."""
    folder = tmp_path / "spool"
    folder.mkdir()
    monkeypatch.setattr(queue.tempfile, "tempdir", str(folder))
    return folder


class Gate:
    """A reader that waits for us over each document that says so."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def __call__(self, data, filename, metadata, **_):
        if data.startswith(b"slow"):
            self.reached.set()
            assert self.open.wait(30)
        return plain_reading(data, filename, metadata)


@contextmanager
def served(tmp_path, read=plain_reading, **settings) -> Iterator[TestClient]:
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        services = replace(wire(store), make_jobs=lambda: Jobs(store, read, **settings))
        for who in ("mine", "other", "admin"):
            scopes = Scope if who == "admin" else {Scope.LOAD}
            KEYS[who] = make_key(services.desk, who, scopes, Marking.RED, "never").secret
        app = create_app(services, doors=Doors(is_open=True))
        try:
            with TestClient(app) as client:
                client.services = services
                yield client
        finally:
            services.jobs.close()


@pytest.fixture
def client(tmp_path, spool) -> Iterator[TestClient]:
    with served(tmp_path) as client:
        yield client


KEYS: dict[str, str] = {}
"""Who → what that one sends with a request."""


def key(who: str) -> dict[str, str]:
    return {"authorization": f"Bearer {KEYS[who]}"}


def send(client, data=TEXT, query="name=memo.txt", **headers):
    return client.post(f"/v1/documents?{query}", content=data, headers=PLAIN | headers)


def outcome(client, sent, **headers):
    """What the job came to in the end."""
    assert sent.status_code == 202, sent.text
    client.services.jobs.wait(sent.json()["id"], 60)
    response = client.get(sent.headers["location"], headers=headers)
    assert response.status_code == 200
    TypeAdapter(JobAnswer).validate_json(response.content)
    return response.json()


def test_a_file_is_read_and_told_of(client, spool):
    sent = send(client, query="name=memo.txt&title=覚え書き&publisher=見本新聞&published_at=2030-07&marking=amber")
    TypeAdapter(JobAnswer).validate_json(sent.content)
    job = outcome(client, sent)
    assert (job["state"], job["counts"]["loaded"], job["problem"]) == ("done", 1, None)
    (one,) = job["documents"]
    assert (one["name"], one["outcome"], one["claims"], one["problem"]) == ("memo.txt", "loaded", 1, None)
    document = client.get(f"/v1/documents/{one['document']}").json()
    assert (document["id"], document["title"], document["published_at"]) == ("memo", "覚え書き", "2030-07")
    assert client.get("/v1/documents/memo/text").content == TEXT
    assert client.services.store.markings() == {one["document"]: Marking.AMBER}
    marked = {"marked": "memo", "store_id": one["document"], "marking": "amber"}
    assert client.get("/v1/documents/memo/marking").json() == marked
    assert list(spool.iterdir()) == []


def test_the_same_bytes_again_are_the_same_document(client):
    first = outcome(client, send(client))["documents"][0]
    revision = client.services.store.revision()
    again = outcome(client, send(client, query="name=other.txt"))
    assert (again["state"], again["counts"]["skipped"]) == ("done", 1)
    assert again["documents"][0]["document"] == first["document"]
    assert again["documents"][0]["message"] == "already there", "by what name, not everybody may see"
    assert client.services.store.revision() == revision


def test_a_marking_is_never_loosened_by_sending_again(client):
    stored = outcome(client, send(client, query="name=memo.txt&marking=amber"))["documents"][0]["document"]
    outcome(client, send(client, query="name=memo.txt&marking=clear"))
    assert client.services.store.markings()[stored] is Marking.AMBER
    outcome(client, send(client, query="name=memo.txt&marking=red"))
    assert client.services.store.markings()[stored] is Marking.RED


def test_an_archive_tells_each_of_its_documents(client):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "一つ目")
        archive.writestr("sub/b.txt", b"\xff\xfe\xfa")
        archive.writestr("c.png", "絵")
    job = outcome(client, send(client, data.getvalue(), "name=all.zip"))
    assert job["state"] == "done"
    told = {one["name"]: one for one in job["documents"]}
    assert {name: one["outcome"] for name, one in told.items()} == {
        "all.zip/a.txt": "loaded",
        "all.zip/sub/b.txt": "failed",
        "all.zip/c.png": "ignored",
    }
    assert told["all.zip/sub/b.txt"]["problem"]["code"] == "unreadable_document"


def test_what_cannot_be_read_fails_with_a_problem(client):
    job = outcome(client, send(client, b"\xff\xfe\xfa"))
    assert (job["state"], job["documents"][0]["problem"]["status"]) == ("failed", 422)
    assert client.get("/v1/documents").json()["items"] == []


def test_an_error_that_nobody_foresaw_ends_its_job_and_no_other(tmp_path, spool):
    def read(data, filename, metadata, **_):
        if data == b"bang":
            raise ZeroDivisionError
        return plain_reading(data, filename, metadata)

    seen, hook = [], threading.excepthook
    threading.excepthook = seen.append
    try:
        with served(tmp_path, read) as client:
            bad, good = send(client, b"bang"), send(client)
            assert outcome(client, bad)["problem"]["code"] == "error"
            assert outcome(client, good)["state"] == "done"
    finally:
        threading.excepthook = hook
    assert [one.exc_type for one in seen] == [ZeroDivisionError]


# ------------------------------------------------------------------ refused in time


@pytest.mark.parametrize(
    ("query", "kind", "status"),
    [
        ("name=../memo.txt", "text/plain", 422),
        ("name=a/b.txt", "text/plain", 422),
        ("name=a%5Cb.txt", "text/plain", 422),
        ("name=.hidden.txt", "text/plain", 422),
        ("name=a%0Ab.txt", "text/plain", 422),
        ("name=a%00.txt", "text/plain", 422),
        ("name=memo.meta.json", "application/json", 422),
        (f"name={'長' * 100}.txt", "text/plain", 422),
        ("name=tool.exe", "application/octet-stream", 415),
        ("", "", 415),
        ("name=memo.txt&published_at=2030-13", "text/plain", 422),
        ("name=memo.txt&published_at=2030-02-30", "text/plain", 422),
        ("name=memo.txt&url=javascript:alert(1)", "text/plain", 422),
        ("name=memo.txt&marking=secret", "text/plain", 422),
        ("name=memo.txt&language=japanese", "text/plain", 422),
        ("name=memo.txt&owner=me", "text/plain", 422),
    ],
)
def test_what_is_no_document_is_refused(client, spool, query, kind, status):
    response = client.post(f"/v1/documents?{query}", content=TEXT, headers={"content-type": kind})
    body = is_problem(response, status)
    assert "memo" not in json.dumps(body)
    assert {one["parameter"] for one in body.get("errors", [])} <= {
        "name",
        "published_at",
        "url",
        "marking",
        "language",
        None,
    }
    assert list(spool.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("", "text/plain; charset=utf-8", "document.txt"),
        ("name=memo", "text/plain", "memo.txt"),
        ("name=memo.v2", "text/plain", "memo.v2.txt"),
        ("name=名簿.TXT", "application/octet-stream", "名簿.TXT"),
    ],
)
def test_a_name_without_an_ending_gets_that_of_its_kind(client, given, kind, name):
    sent = client.post(f"/v1/documents?{given}", content=TEXT, headers={"content-type": kind})
    assert sent.json()["name"] == name
    assert outcome(client, sent)["state"] == "done"


def test_too_much_is_refused_before_it_is_read(tmp_path, spool):
    given = []

    def pieces():
        for _ in range(1_000):
            given.append(1)
            yield b"x" * 100

    with served(tmp_path, largest=1_000) as client:
        is_problem(send(client, b"x" * 1_001), 413, "too_large")
        is_problem(send(client, pieces()), 413, "too_large")
        assert outcome(client, send(client, b"x" * 1_000))["state"] == "done"
    assert list(spool.iterdir()) == []


def test_an_empty_or_packed_body_is_refused(client):
    is_problem(send(client, b""), 422, "bad_input")
    is_problem(send(client, **{"content-encoding": "gzip"}), 415, "unknown_kind")


def test_a_full_queue_is_429(tmp_path, spool, monkeypatch):
    monkeypatch.setattr(queue, "MOST_WAITING", 2)
    gate = Gate()
    with served(tmp_path, gate) as client:
        running = send(client, b"slow one")
        assert gate.reached.wait(30)
        waiting = [send(client, b"one"), send(client, b"two")]
        full = send(client, b"three")
        is_problem(full, 429, "busy")
        assert int(full.headers["retry-after"]) > 0
        gate.open.set()
        assert [outcome(client, one)["state"] for one in (running, *waiting)] == ["done"] * 3
        assert outcome(client, send(client, b"three"))["state"] == "done"
    assert list(spool.iterdir()) == []


# ------------------------------------------------------------------ asked for, cancelled


def test_a_file_lies_where_nobody_else_may_read_it(tmp_path, spool):
    gate = Gate()
    with served(tmp_path, gate) as client:
        send(client, b"slow one")
        assert gate.reached.wait(30)
        (folder,) = spool.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()} == {"memo.txt": 0o600}
        gate.open.set()


def test_one_that_waits_is_cancelled_at_once_and_one_that_runs_stores_no_more(tmp_path, spool):
    gate, data = Gate(), io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "先に読まれた")
        archive.writestr("b.txt", "slow one")
        archive.writestr("c.txt", "読まれない")
    with served(tmp_path, gate) as client:
        running = send(client, data.getvalue(), "name=all.zip").json()["id"]
        waiting = send(client).json()["id"]
        assert gate.reached.wait(30)
        assert client.delete(f"/v1/jobs/{waiting}").json()["state"] == "cancelled"
        assert client.delete(f"/v1/jobs/{running}").json()["state"] == "running"
        gate.open.set()
        assert client.services.jobs.wait(running, 30).state == "cancelled"
        assert [one["id"] for one in client.get("/v1/documents").json()["items"]] == ["a"]
        assert client.delete(f"/v1/jobs/{running}").json()["state"] == "cancelled", "again is once"


def test_a_job_is_seen_by_its_sender_and_by_admins(client):
    mine = send(client, **key("mine")).json()["id"]
    address = f"/v1/jobs/{mine}"
    for who, status in (("mine", 200), ("other", 404), ("admin", 200)):
        assert client.get(address, headers=key(who)).status_code == status
        assert len(client.get("/v1/jobs", headers=key(who)).json()["items"]) == (status == 200)
    assert client.delete(address, headers=key("other")).status_code == 404
    unknown = is_problem(client.get("/v1/jobs/job-0", headers=key("other")), 404, "not_found")
    hidden = is_problem(client.get(address, headers=key("other")), 404)
    assert hidden | {"request_id": ""} == unknown | {"request_id": ""}, "as if it were not there"


def test_only_an_admin_takes_a_document_out(client):
    outcome(client, send(client))
    is_problem(client.delete("/v1/documents/memo", headers=key("mine")), 403, "missing_scope")
    assert client.delete("/v1/documents/memo", headers=key("admin")).status_code == 200


def test_jobs_are_listed_newest_first_page_by_page(client):
    sent = [send(client, f"{n}".encode()).json()["id"] for n in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        response = client.get(f"/v1/jobs?limit=2{f'&cursor={cursor}' if cursor else ''}")
        TypeAdapter(JobList).validate_json(response.content)
        seen += [one["id"] for one in response.json()["items"]]
        cursor = response.json()["next"]
    assert seen == sent[::-1]
    is_problem(client.get("/v1/jobs?cursor=job-x"), 422)


def test_a_job_of_another_process_is_not_known_and_sending_again_is_safe(tmp_path, spool):
    with served(tmp_path) as client:
        first = outcome(client, send(client))
    with served(tmp_path) as client:
        assert "jobs end with the server" in is_problem(client.get(f"/v1/jobs/{first['id']}"), 404)["detail"]
        again = outcome(client, send(client))
    assert again["documents"][0]["document"] == first["documents"][0]["document"]
    assert again["counts"]["skipped"] == 1


def test_what_a_killed_process_left_behind_goes(tmp_path, spool):
    ours, gone = spool / f"{queue._FOLDER}{os.getpid()}-x", spool / f"{queue._FOLDER}999999999-x"
    for folder in (ours, gone):
        folder.mkdir()
        (folder / "memo.txt").write_text("秘密")
    with served(tmp_path) as client:
        outcome(client, send(client))
    assert list(spool.iterdir()) == [ours]


def test_a_document_is_taken_out(client):
    stored = outcome(client, send(client))["documents"][0]["document"]
    assert client.delete("/v1/documents/memo").json() == {"removed": "memo", "store_id": stored}
    is_problem(client.delete("/v1/documents/memo"), 404, "not_found")
    assert outcome(client, send(client))["counts"]["loaded"] == 1


def test_what_can_be_sent_is_told_before_it_is(tmp_path):
    with served(tmp_path, largest=1_000) as client:
        limits = TypeAdapter(JobList).validate_json(client.get("/v1/jobs").text, strict=True).limits
    assert (limits.bytes, limits.waiting) == (1_000, queue.MOST_WAITING)
    assert {".txt", ".pdf", ".zip"} <= {*limits.kinds}
