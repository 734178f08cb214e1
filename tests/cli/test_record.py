"""Documents and graphs into the record and out of it; lists; the errors of each."""

import json
import os

import pytest

from app.cli import progress
from app.domain.vocabulary import Status
from app.services.load import Event, Outcome
from tests.builders import case


def test_import_is_idempotent_and_a_clash_is_exit_3(leaktrail, uri, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), "utf-8")
    assert leaktrail("import", str(path))[0] == 0
    code, out, _ = leaktrail("import", str(path), "--json")
    assert (code, json.loads(out)["unchanged"]) == (0, 2)
    other = case()
    other["actors"][2]["label"] = "元役員"
    path.write_text(json.dumps(other), "utf-8")
    code, out, err = leaktrail("import", str(path))
    assert (code, out) == (3, "")
    assert "--namespace" in err
    assert leaktrail("import", str(path), "--namespace", "B")[0] == 0


WHOLE = json.dumps(case())
BAD_FILES = {
    "empty": "",
    "list": "[]",
    "incomplete": '{"format": "leaktrail/1"}',
    "infinite": WHOLE.replace('"confidence": 0.6', '"confidence": 1e999'),
    "not a number": WHOLE.replace('"confidence": 0.6', '"confidence": NaN'),
    "endless count": WHOLE.replace("120000", "1e999"),
    "surrogate": WHOLE.replace('"label": "\\u', '"label": "\\ud800\\u', 1),
    "dangling": WHOLE.replace('"recipient": "dealer"', '"recipient": "nobody"', 1),
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_exit_3_with_its_name(leaktrail, uri, tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    code, out, err = leaktrail("import", str(path))
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert err.startswith(f"leaktrail: {path}")
    assert leaktrail("import", str(tmp_path / "none.json"))[0] == 3


def test_export_gives_back_what_was_imported(leaktrail, filled, tmp_path):
    code, out, _ = leaktrail("export", "leaktrail")
    assert code == 0
    exported = json.loads(out)
    assert {transfer["id"] for transfer in exported["transfers"]} == {"t1", "t2", "t3", "t4", "t5", "t6"}
    path = tmp_path / "out.json"
    assert leaktrail("export", "leaktrail", "-o", str(path)) == (0, "", "")
    assert json.loads(path.read_text("utf-8")) == exported
    assert leaktrail("export", "leaktrail", "-o", str(tmp_path / "no" / "out.json"))[0] == 3
    assert leaktrail("export", "papyrus")[0] == 2


def test_export_of_nothing_is_exit_1(leaktrail, uri):
    assert leaktrail("export", "leaktrail")[:2] == (1, "")


def test_remove_takes_out_what_a_document_told(leaktrail, filled):
    assert leaktrail("remove", "midorisawa-report")[:2] == (0, "removed midorisawa-report\n")
    assert "t6" not in leaktrail("transfers")[1]
    assert leaktrail("remove", "midorisawa-report")[0] == 1


def test_a_file_that_takes_long_gives_signs_of_life(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    files = [tmp_path / "short.txt", tmp_path / "long.txt"]

    def events():
        yield Event(Outcome.IGNORED, "scan.pdf")
        yield Event(Outcome.LOADED, str(files[0]), "1 claims")
        said = ""
        while (
            f"reading  {files[1]}: 0 s so far, 1 of 2 files, " not in said
        ):  # a minute of the test runner's time ends this
            said += capsys.readouterr().err
        yield Event(Outcome.LOADED, str(files[1]))

    counts = progress.report(events(), files)
    assert counts == {Outcome.IGNORED: 1, Outcome.LOADED: 2}
    assert capsys.readouterr().err.endswith(f"loaded  {files[1]}\n")


def test_of_many_files_only_those_are_named_that_ask_for_a_look(capsys, tmp_path):
    files = [tmp_path / f"{number}.txt" for number in range(30)]
    events = [Event(Outcome.FAILED if n == 7 else Outcome.LOADED, str(file), "why") for n, file in enumerate(files)]
    assert progress.report(iter(events), files) == {Outcome.LOADED: 29, Outcome.FAILED: 1}
    assert capsys.readouterr().err == f"failed  {files[7]}: why\n"


def test_lines_on_many_files_come_every_few_seconds(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(progress, "_PATIENCE", 0.05)
    files = [tmp_path / f"{number}.txt" for number in range(30)]
    said = ""

    def events():
        nonlocal said
        for file in files[:-1]:
            yield Event(Outcome.LOADED, str(file), characters=100)
        while said.count("reading") < 2:
            said += capsys.readouterr().err
        yield Event(Outcome.LOADED, str(files[-1]))

    progress.report(events(), files)
    assert "29 of 30 files, " in said
    assert " documents a minute, " in said


@pytest.mark.parametrize("command", ["load", "extract", "import"])
def test_a_file_without_permission_is_bad_input_and_not_usage(leaktrail, uri, tmp_path, monkeypatch, command):
    """What may not be read is told like any broken file, and does not stop the rest."""
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    code, _, err = leaktrail(command, str(path))
    assert code == 3
    assert f"{path}: " in err


def test_load_tells_of_each_file_and_fails_at_the_end(leaktrail, uri, tmp_path):
    code, out, err = leaktrail("load", str(tmp_path / "none.txt"))
    assert (code, out) == (3, "1 failed\n")
    assert err == f"failed  {tmp_path}/none.txt: is not there\n"
    assert leaktrail("load", str(tmp_path / "none.txt"), "--json")[1] == (
        '{"loaded":0,"skipped":0,"failed":1,"ignored":0}\n'
    )
    assert leaktrail("load", str(tmp_path), "--published", "soon")[0] == 2
    assert leaktrail("load")[0] == 2


def test_extract_without_a_readable_file_prints_nothing_and_is_exit_3(leaktrail, tmp_path):
    code, out, err = leaktrail("extract", str(tmp_path / "none.txt"))
    assert (code, out) == (3, "")
    assert err.endswith("leaktrail: none of the files could be read\n")


@pytest.mark.usefixtures("filled")
def test_lists_are_searched_and_paged(leaktrail):
    assert leaktrail("actors", "名簿")[1] == "broker  東名簿センター  organization, list_broker\n"
    code, out, err = leaktrail("actors", "--limit", "2")
    assert (code, out.count("\n")) == (0, 2)
    cursor = err.split()[-1]
    assert leaktrail("actors", "--cursor", cursor)[1].count("\n") == 4
    assert leaktrail("actors", "居ない")[:2] == (0, "")
    assert leaktrail("actors", "--limit", "0")[0] == 2
    assert "t4  東名簿センター (inferred) → 白鳥宝飾" in leaktrail("transfers", "--actor", "白鳥宝飾")[1]
    for status in Status:
        assert leaktrail("transfers", "--status", status.value)[0] == 0
    assert leaktrail("transfers", "--status", "wrong")[0] == 2
    assert "its text is not here" in leaktrail("documents")[1]
    assert leaktrail("conflicts")[1].startswith("会員名簿の件数 (record_count)\n")
    for name in ("actors", "transfers", "documents", "conflicts"):
        assert set(json.loads(leaktrail(name, "--json")[1])) == {"items", "next", "policy", "truncated"}


def test_where_tells_the_store(leaktrail, uri, tmp_path, monkeypatch):
    assert leaktrail("where")[1] == f"{uri}\n{tmp_path}/case.db (not there yet)\n"
    assert leaktrail("where", "--store", "sqlite:////other.db")[1].startswith("sqlite:////other.db\n")
    assert leaktrail("--store", "sqlite:////outer.db", "where")[1].startswith("sqlite:////outer.db\n")
    monkeypatch.delenv("LEAKTRAIL_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    file = json.loads(leaktrail("where", "--json")[1])["file"]
    assert file.endswith("leaktrail.db")
    assert leaktrail("actors")[0] == 0, "the user's own folder is made when it is needed"


def test_a_store_that_cannot_be_used_is_exit_4(leaktrail, tmp_path):
    (tmp_path / "text.db").write_text("no database, but a text that is long enough to look at", "utf-8")
    for uri in (f"sqlite:///{tmp_path}/no/where.db", f"sqlite:///{tmp_path}/text.db", "neo4j://127.0.0.1:1"):
        code, out, err = leaktrail("actors", "--store", uri)
        assert (code, out, err.count("\n")) == (4, "", 1), uri
    assert leaktrail("actors", "--store", "papyrus:/x")[0] == 2


def test_documents_cannot_steer_the_terminal(leaktrail, uri, tmp_path):
    obj = case()
    obj["actors"][0]["label"] = "み\x1b[2J\u202eど\nり"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(obj), "utf-8")
    assert leaktrail("import", str(path))[0] == 0
    code, out, _ = leaktrail("actors", "data_controller")
    assert code == 0
    assert out.startswith("shop  み\\x1b[2J\\u202eど⏎り  ")


def test_only_this_machine_is_served(leaktrail, uri):
    code, _, err = leaktrail("serve", "--host", "192.0.2.1")
    assert code == 2
    assert err.startswith("leaktrail: --host: without a key only this machine is served (leaktrail keys add")


def test_help_version_and_usage(leaktrail):
    assert "paths" in leaktrail("--help")[1]
    assert leaktrail()[0] == 0
    assert leaktrail("--version")[1].startswith("leaktrail ")
    assert leaktrail("bogus")[0] == 2
    for name in ("demo", "extract", "load", "paths", "serve", "import", "export"):
        assert leaktrail(name, "--help")[0] == 0
