"""The short form: every hostile string through some inputs, every input with some strings; the record stays as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.cli.main import run
from app.store.uri import open_store
from tests.fuzz.hostile import attack, command_lines, hostile_strings
from tests.fuzz.server import filled


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/case.db"


def test_there_are_enough_of_them():
    strings = hostile_strings()
    assert len(set(strings)) >= 300
    assert all(isinstance(text, str) for text in strings)


def test_no_string_over_http_breaks_or_changes_anything(uri: str, tmp_path: Path):
    with closing(open_store(uri)) as store:
        services = filled(store, tmp_path)
        before = store.revision()
        with TestClient(create_app(services), raise_server_exceptions=False) as client:
            assert attack(client, hostile_strings(), every=89) > 400
        services.jobs.close()
        assert store.revision() == before
        assert list(store.check()) == []


def test_no_string_on_the_command_line_breaks_or_changes_anything(
    uri: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(open_store(uri)) as store:
        filled(store, tmp_path)
        before = store.revision()
        for turn, text in enumerate(hostile_strings()[::5]):
            if "\0" in text:
                continue  # no system gives such an argument to a program
            lines = list(command_lines(text))
            arguments = lines[turn % len(lines)]
            assert run(
                [*arguments, "--store", uri]
                if "--" not in arguments
                else [arguments[0], "--store", uri, *arguments[1:]]
            ) in (0, 1, 2), arguments
            assert "Traceback" not in capsys.readouterr().err
        assert store.revision() == before
