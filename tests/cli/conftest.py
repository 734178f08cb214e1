import json

import pytest

from app.cli.main import run
from tests.builders import case


@pytest.fixture
def uri(tmp_path, monkeypatch):
    """An empty store, named by the environment."""
    uri = f"sqlite:///{tmp_path}/case.db"
    monkeypatch.setenv("LEAKTRAIL_STORE", uri)
    return uri


@pytest.fixture
def filled(uri, tmp_path, capsys):
    """The store with the invented case."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()
    return uri


@pytest.fixture
def leaktrail(capsys):
    """Run a command line; its exit code, stdout and stderr."""

    def go(*arguments):
        code = run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go
