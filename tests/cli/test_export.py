"""`leaktrail export`: to a file, a folder, a pipe; never half a file, and no archive to a terminal."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.services.formats import FORMATS, FolderFormat
from app.store.desk import SqliteDesk


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_without_a_file_it_goes_to_stdout(leaktrail, filled, output):
    code, out, err = leaktrail("export", "mermaid", *output)
    assert (code, err) == (0, "")
    assert out.startswith("flowchart LR\n")


@pytest.mark.parametrize("name", [form.name for form in FORMATS.values() if isinstance(form, FolderFormat)])
def test_several_files_become_a_folder_that_was_not_there(leaktrail, filled, tmp_path, name):
    folder = tmp_path / "made"
    assert leaktrail("export", name, "-o", str(folder))[0] == 0
    assert len(list(folder.iterdir())) > 5
    code, _, err = leaktrail("export", name, "-o", str(folder))
    assert code == 3
    assert "is there already" in err
    assert not [one for one in tmp_path.iterdir() if "partial" in one.name]


def test_no_record_is_replaced(leaktrail, filled, uri, tmp_path):
    record = Path(uri.removeprefix("sqlite:///"))
    before = record.read_bytes()
    for name in (record.name, f"{record.name}-wal", f"{record.name}.desk"):
        if name.endswith(".desk"):
            with closing(SqliteDesk(record.with_name(name))) as desk:
                desk.secret()
        code, _, err = leaktrail("export", "dot", "-o", str(record.with_name(name)))
        assert (code, "is a record, or a part of one" in err) == (3, True)
    assert record.read_bytes() == before
    assert leaktrail("export", "dot")[0] == 0


def test_a_file_is_replaced_and_keeps_who_may_read_it(leaktrail, filled, tmp_path):
    path = tmp_path / "made.dot"
    path.write_text("old")
    path.chmod(0o600)
    assert leaktrail("export", "dot", "-o", str(path)) == (0, "", "")
    assert path.read_text("utf-8").startswith("digraph")
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_fails_leaves_what_was_there(leaktrail, filled, tmp_path):
    path = tmp_path / "made.zip"
    path.write_text("old")
    code, _, err = leaktrail("export", "neo4j-admin", "--incident", "i1", "-o", str(path))
    assert code == 2
    assert "whole record" in err
    assert path.read_text() == "old"
    assert not [one for one in tmp_path.iterdir() if "partial" in one.name]


def test_a_pipe_is_written_as_it_is(leaktrail, filled, tmp_path):
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert leaktrail("export", "dot", "-o", str(pipe))[0] == 0
    reader.join(10)
    assert read[0].startswith(b"digraph")


def test_no_archive_goes_to_a_terminal(leaktrail, filled, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = leaktrail("export", "csv")
    assert (code, out) == (2, "")
    assert "-o" in err
    assert leaktrail("export", "dot")[0] == 0


def test_a_part_of_the_graph(leaktrail, filled):
    def transfers(*options):
        code, out, err = leaktrail("export", "ndjson", *options)
        assert code == 0, err
        return " ".join(one["id"] for one in map(json.loads, out.splitlines()) if one["type"] == "transfer")

    assert transfers() == "t1 t2 t3 t4 t5 t6"
    assert transfers("--by", "2030-02-28") == "t1 t2 t5"
    assert transfers("--min-status", "confirmed") == "t1 t2 t6"
    assert transfers("--incident", "みどり沢通販", "--dataset", "会員名簿") == "t1 t2 t3 t4 t5 t6"
    assert transfers("--known-on", "2030-09-29") == "t1 t2 t3 t4 t5"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("papyrus",), 2, "must be one of leaktrail, ndjson"),
        (("dot", "--by", "2031-02-30"), 2, "by: there is no such day"),
        (("dot", "--min-status", "denied"), 2, "must be one of confirmed, alleged, suspected"),
        (("dot", "--policy", "mine"), 2, "policy"),
        (("dot", "--incident", "none"), 1, "no incident"),
        (("dot", "-o", "/no/such/folder/x.dot"), 3, "No such file"),
        (("csv", "-o", "/no/such/folder/x"), 3, "No such file"),
        (("dot", "-o", "/"), 3, "directory"),
    ],
)
def test_bad_input_is_told_with_its_place(leaktrail, filled, arguments, code, told):
    got, out, err = leaktrail("export", *arguments)
    assert (got, out) == (code, "")
    assert told in err


def test_undated_documents_that_known_on_leaves_out_are_named(leaktrail, uri, tmp_path, capsys):
    from tests.builders import case

    made = case()
    made["documents"][1]["published_at"] = None
    path = tmp_path / "case.json"
    path.write_text(json.dumps(made), "utf-8")
    assert leaktrail("import", str(path))[0] == 0
    assert "midorisawa-report" in leaktrail("export", "dot", "--known-on", "2031-01-01")[2]
