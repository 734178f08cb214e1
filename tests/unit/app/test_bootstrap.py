"""Settings of a server: who connects, and how long it may take."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import login_of
from app.domain.errors import BadQuestion
from app.settings import read_settings
from app.store.login import Login


def test_without_a_word_nobody_connects_by_name():
    assert login_of(read_settings({})) == Login("neo4j", None, 60.0)


def test_the_password_comes_from_a_file_without_its_line_end(tmp_path: Path):
    (tmp_path / "password").write_text("geheim 1\n")
    given = {"LEAKTRAIL_NEO4J_USER": "ann", "LEAKTRAIL_NEO4J_PASSWORD_FILE": str(tmp_path / "password")}
    login = login_of(read_settings({**given, "LEAKTRAIL_NEO4J_SECONDS": "5.5"}))
    assert login == Login("ann", "geheim 1", 5.5)
    assert "geheim" not in repr(login)


def test_the_password_itself_comes_before_its_file():
    settings = read_settings({"LEAKTRAIL_NEO4J_PASSWORD": "a", "LEAKTRAIL_NEO4J_PASSWORD_FILE": "/nowhere"})
    assert login_of(settings) == Login("neo4j", "a")
    assert "'a'" not in repr(settings)


def test_a_password_file_that_cannot_be_read_is_named(tmp_path: Path):
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(BadQuestion, match=f"LEAKTRAIL_NEO4J_PASSWORD_FILE={path}: "):
            login_of(read_settings({"LEAKTRAIL_NEO4J_PASSWORD_FILE": str(path)}))


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "soon", "3601"])
def test_seconds_are_a_number_within_reason(text: str):
    with pytest.raises(BadQuestion, match="LEAKTRAIL_NEO4J_SECONDS: must be a number from 1 to 3600"):
        login_of(read_settings({"LEAKTRAIL_NEO4J_SECONDS": text}))
