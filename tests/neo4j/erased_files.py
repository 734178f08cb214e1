"""A person is erased on a server of ours: the name is in no byte of its files, and the record is what it was.

Not collected by itself, since it starts a server three times: `python -m pytest tests/neo4j/erased_files.py`.
"""

import os

import pytest

from app.bootstrap import login_of
from app.cli.main import run
from app.services.graph import Graphs
from app.services.keyed import keyed
from app.services.neo4j_local import start, stop
from app.services.publish import publish
from app.settings import read_settings
from app.store.uri import open_store
from tests.neo4j_server import small
from tests.unit.app.services.masking.stories import article

FORMS = ("筒城由紀夫", "筒城")
SECRET = b"k" * 32


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("neo4j") / "home"
    started = start(small(home), print)
    try:
        yield started, home
    finally:
        stop(home, print, force=True)


def found_in(folder):
    """Files that hold a form of the name, in UTF-8 or UTF-16."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and any(
            word.encode(code) in path.read_bytes() for word in FORMS for code in ("utf-8", "utf-16-le", "utf-16-be")
        )
    )


def test_after_a_rewrite_no_file_holds_the_name(server, tmp_path, monkeypatch, capsys):
    started, home = server
    monkeypatch.setenv("LEAKTRAIL_STORE", started.bolt)
    monkeypatch.setenv("LEAKTRAIL_NEO4J_PASSWORD_FILE", started.password_file)
    monkeypatch.setenv("LEAKTRAIL_DESK", str(tmp_path / "desk"))
    news = keyed(article("みどり沢通販", ("筒城", "由紀夫"), ("三宅", "健一"), ("早矢田", "美咲")), SECRET)
    store = open_store(started.bolt, login_of(read_settings(os.environ)))
    store.put_readings([news])
    publish(store)
    transfers = Graphs(store).snapshot().graph.transfers.keys()
    store.close()
    assert run(["erase", "--person", "筒城由紀夫", "--yes"]) == 0
    assert "left to do" in capsys.readouterr().err
    assert found_in(home), "the server has forgotten it by itself, and this shows nothing"
    assert run(["erase", "--rewrite", "--home", str(home), "--yes"]) == 0
    assert found_in(home) == []
    store = open_store(started.bolt, login_of(read_settings(os.environ)))
    try:
        graph = Graphs(store).snapshot().graph
        assert graph.transfers.keys() == transfers
        assert store.check() == []
        assert any(actor.label.startswith("〔人物") for actor in graph.actors.values())
    finally:
        store.close()
    stop(home, print)
    assert found_in(home) == []
