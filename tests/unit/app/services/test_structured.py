"""Ledgers, STIX and FollowTheMoney on their way into the record: which files count, and what stands beside them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.bootstrap import read_document
from app.domain.document import Metadata
from app.domain.errors import BadInput
from app.services.beside import with_columns
from app.services.files import Ignored, find_files, items_of
from app.services.load import Event, Outcome, load
from app.store.uri import open_store
from loaders.pipeline import find
from tests.builders import case

LEDGER = "提供年月日,提供先,数\n2031-04-01,甲商事,120\n"
OTHER = "いつ,どこへ\n2031-04-02,乙商事\n"
COLUMNS = "columns: {day: いつ, recipient: どこへ}\n"
STIX = json.dumps({"type": "bundle", "id": "bundle--1", "objects": [{"type": "note"}]})
FTM = json.dumps({"id": "f1", "schema": "Company", "properties": {"name": ["汐見原通販"]}})


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'record.db'}")
    yield opened
    opened.close()


def loaded(store, *paths: Path, read=read_document, again: bool = False) -> list[tuple[Outcome, str]]:
    events: list[Event] = list(load(store, find_files(paths), read, again=again))
    return [(event.outcome, Path(event.place).name) for event in events]


def test_what_counts_in_a_folder(tmp_path, store):
    folder = tmp_path / "inbox"
    folder.mkdir()
    files = {
        "a.csv": LEDGER,
        "b.csv": OTHER,
        "b.columns.yaml": COLUMNS,
        "c.json": STIX,
        "d.jsonl": FTM,
        "e.ftm": FTM + "\n",
    }
    other = {"settings.json": '{"a": 1}', "case.json": json.dumps(case()), "a.meta.json": '{"publisher": "汐見原通販"}'}
    found = dict.fromkeys(files, Outcome.LOADED) | dict.fromkeys(["settings.json", "case.json"], Outcome.IGNORED)
    del found["b.columns.yaml"]
    outcomes = loaded(store, write(folder, files | other))
    assert {name: outcome for outcome, name in outcomes} == found


def test_loading_twice_is_loading_once_until_the_columns_mean_something_else(tmp_path, store):
    path = write(tmp_path, {"b.csv": OTHER, "b.columns.yaml": COLUMNS}) / "b.csv"
    assert loaded(store, path) == [(Outcome.LOADED, "b.csv")]
    before = store.readings()
    assert loaded(store, path) == [(Outcome.SKIPPED, "b.csv")]
    assert store.readings() == before
    write(tmp_path, {"b.columns.yaml": COLUMNS + "keeper: 汐見原通販\n"})
    assert loaded(store, path) == [(Outcome.LOADED, "b.csv")]
    assert [source.label for source in store.readings()[0].sources] == ["汐見原通販"]


def test_a_columns_file_that_is_named_goes_before_the_one_beside(tmp_path, store):
    folder = write(tmp_path, {"b.csv": OTHER, "b.columns.yaml": "columns: {}", "own.yaml": COLUMNS})
    assert loaded(store, folder / "b.csv") == [(Outcome.FAILED, "b.csv")]
    assert loaded(store, folder / "b.csv", read=with_columns(read_document, folder / "own.yaml")) == [
        (Outcome.LOADED, "b.csv")
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [(b"colums: 1", "b.columns.yaml: colums"), (b"\xff", "b.columns.yaml is not UTF-8")],
    ids=["key", "bytes"],
)
def test_a_broken_columns_file_is_told_with_its_name_and_stops_its_ledger_only(tmp_path, store, columns, words):
    (write(tmp_path, {"a.csv": LEDGER, "b.csv": OTHER}) / "b.columns.yaml").write_bytes(columns)
    events = list(load(store, find_files([tmp_path / "a.csv", tmp_path / "b.csv"]), read_document))
    assert [event.outcome for event in events] == [Outcome.LOADED, Outcome.FAILED]
    assert words in events[1].message


def test_a_columns_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadInput, match="none"):
        with_columns(read_document, tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("settings.json", '{"a": 1}', "no structured objects"),
        ("case.json", json.dumps(case()), "leaktrail import"),
        ("cut.json", STIX[:30], "no JSON"),
    ],
)
def test_a_json_file_that_is_named_has_to_be_one_of_ours(tmp_path, store, name, text, words):
    (event,) = load(store, find_files([write(tmp_path, {name: text}) / name]), read_document)
    assert event.outcome is Outcome.FAILED
    assert words in event.message


def test_archives_hold_them_too(tmp_path):
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in {"in/b.csv": OTHER, "in/b.columns.yaml": COLUMNS, "c.json": STIX, "x.json": "{}"}.items():
            archive.writestr(name, text)
    path = tmp_path / "all.zip"
    path.write_bytes(target.getvalue())
    found = {Path(one.place).name: one for one in items_of(path)}
    assert set(found) == {"b.csv", "c.json", "x.json"}
    assert found["b.csv"].columns == COLUMNS
    assert isinstance(found["x.json"], Ignored)


def test_the_way_from_bytes_takes_columns():
    reading = read_document(OTHER.encode(), "b.csv", Metadata(), columns=COLUMNS)
    assert [claim.value for claim in reading.claims if claim.property == "label"] == ["乙商事"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.json", "a.FTM"])
def test_who_looks_for_sentences_is_told_that_there_are_none(name):
    with pytest.raises(BadInput, match="no sentences"):
        find(LEDGER.encode(), name, Metadata())
