from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import BadQuestion, StoreUnavailable
from app.store.login import Login
from app.store.uri import open_store, sqlite_path


def test_three_slashes_are_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///case.db").close()
    assert (tmp_path / "case.db").is_file()


def test_four_slashes_are_the_root(tmp_path: Path):
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        assert list(store.readings()) == []
    assert (tmp_path / "case.db").is_file()


def test_three_slashes_reach_the_root_where_the_working_folder_has_no_such_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    absolute = tmp_path / "case.db"
    assert sqlite_path(str(absolute)) == absolute
    (tmp_path / str(tmp_path).lstrip("/")).mkdir(parents=True)
    assert sqlite_path(str(absolute)) == Path(str(absolute).lstrip("/"))


def test_percent_signs_spell_characters(tmp_path: Path):
    open_store(f"sqlite:///{tmp_path}/%E5%BA%97%201.db").close()
    assert (tmp_path / "店 1.db").is_file()


def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with closing(open_store("sqlite:///:memory:")) as store:
        assert list(store.documents()) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "bolt"])
def test_user_and_password_are_not_for_a_uri(scheme: str):
    with pytest.raises(BadQuestion, match="LEAKTRAIL_NEO4J_PASSWORD_FILE") as raised:
        open_store(f"{scheme}://ann:secret@db.test:7687")
    assert "secret" not in str(raised.value)
    assert "db.test:7687" in str(raised.value)


def test_a_server_that_is_not_there_is_said_so_at_once():
    with pytest.raises(
        StoreUnavailable, match=r"bolt://127.0.0.1:1: cannot be reached: .*\(check that the server runs"
    ):
        open_store("bolt://127.0.0.1:1", Login(seconds=20))


@pytest.mark.parametrize(
    "uri", ["", "case.db", "/srv/case.db", "postgres://db.test/x", "sqlite:case.db", "SQLITE:///x"]
)
def test_other_forms_are_refused_with_those_that_go(uri: str):
    with pytest.raises(BadQuestion, match=r"sqlite:///path/file.db, neo4j://host"):
        open_store(uri)


@pytest.mark.parametrize("uri", ["sqlite://", "sqlite:///", "sqlite:////", "sqlite://host/case.db", "sqlite://case.db"])
def test_sqlite_without_a_file_is_refused(uri: str):
    with pytest.raises(BadQuestion, match="names no file"):
        open_store(uri)
