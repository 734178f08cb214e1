"""The example of `docs/ledgers.md` runs as it stands there, and what is made of it stays what it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.cli.main import run

_BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<name>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_GOLDEN = Path(__file__).parent / "ledgers.json"


@pytest.fixture
def page(root, tmp_path, monkeypatch) -> str:
    """The page; its files lie in the present folder, and the store is an empty one."""
    text = (root / "docs" / "ledgers.md").read_text("utf-8")
    for block in _BLOCK.finditer(text):
        if block["name"]:
            (tmp_path / block["name"]).write_text(block["text"], "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEAKTRAIL_STORE", f"sqlite:///{tmp_path}/case.db")
    return text


def test_the_example_says_what_the_page_shows(page, capsys):
    (console,) = [block["text"] for block in _BLOCK.finditer(page) if block["kind"] == "console"]
    steps = re.findall(r"^\$ leaktrail (.*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE)
    assert len(steps) == 2
    for command, shown in steps:
        assert run(command.split()) == 0
        said = capsys.readouterr()
        notices = [line for line in said.err.splitlines() if not line.startswith("possible and certain speak")]
        assert [line for line in [*notices, *said.out.splitlines()] if line] == shown.splitlines()


def test_what_is_made_of_it_is_the_golden_file(page, capsys):
    assert run(["extract", "provision.csv", "outgoing.csv"]) == 0
    made = json.loads(capsys.readouterr().out)
    golden = json.loads(_GOLDEN.read_text("utf-8"))
    assert {section: made[section] for section in golden} == golden
    assert run(["extract", "outgoing.csv", "provision.csv"]) == 0
    assert json.loads(capsys.readouterr().out) == made


def test_it_comes_back_from_leaktrail_1_with_the_same_ids(page, capsys, tmp_path, monkeypatch):
    assert run(["load", "provision.csv", "outgoing.csv"]) == 0
    assert run(["export", "leaktrail", "-o", "graph.json"]) == 0
    there = json.loads((tmp_path / "graph.json").read_text("utf-8"))
    monkeypatch.setenv("LEAKTRAIL_STORE", f"sqlite:///{tmp_path}/other.db")
    assert run(["import", "graph.json"]) == 0
    assert run(["export", "leaktrail", "-o", "again.json"]) == 0
    again = json.loads((tmp_path / "again.json").read_text("utf-8"))
    for section in ("actors", "datasets", "transfers"):
        assert [row["id"] for row in again[section]] == [row["id"] for row in there[section]]
    capsys.readouterr()


def test_without_its_columns_file_the_other_ledger_is_refused_with_a_line_to_begin_from(page, capsys, tmp_path):
    columns = tmp_path / "outgoing.columns.yaml"
    columns.unlink()
    assert run(["load", "outgoing.csv"]) == 3
    said = capsys.readouterr().err
    (line,) = re.findall(r"outgoing\.columns\.yaml beside it: (columns: \{.*?\})", said)
    columns.write_text(line, "utf-8")
    assert run(["load", "outgoing.csv"]) == 0
    assert "'05/06/2031' is no day with its year" in capsys.readouterr().err
