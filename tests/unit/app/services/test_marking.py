"""Markings: a person's word counts, what comes with a file only ever makes it stricter, and acts are noted."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing

import pytest

from app.domain.access import Marking
from app.domain.document import Document, Metadata
from app.domain.errors import BadQuestion, NotFound
from app.domain.ids import document_id
from app.services.audit import note_loads
from app.services.copy import copy
from app.services.files import find_files
from app.services.load import Outcome, load
from app.services.lookup import find_document, find_meant_document
from app.services.marking import mark, parse_marking, tighten
from app.store.desk import SqliteDesk
from app.store.sqlite_file import MEMORY
from app.store.uri import open_store
from tests.builders import plain_reading


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "memo.txt").write_text("社内の覚書です。")
    (folder / "news.txt").write_text("記事です。")
    return folder


def loaded(store, folder, **more):
    return list(load(store, find_files([folder]), plain_reading, **more))


def markings(store):
    found = store.markings()
    return {one.name: found[one.id].value for one in store.documents() if one.id in found}


def beside(folder, name, **told):
    (folder / f"{name}.meta.json").write_text(json.dumps(told))


def test_a_persons_word_counts_whatever_was_there(store, inbox):
    loaded(store, inbox)
    for marking in (Marking.RED, Marking.CLEAR, Marking.AMBER, None):
        assert mark(store, "memo", marking).name == "memo"
        assert markings(store) == ({} if marking is None else {"memo": marking.value})
    with pytest.raises(NotFound):
        mark(store, "nothing", Marking.RED)


def test_what_is_published_stands_for_the_record_after_marking(store, inbox):
    loaded(store, inbox)
    mark(store, "memo", Marking.RED)
    assert store.published() == store.revision()


def test_a_sidecar_marks_and_only_tightens(store, inbox):
    beside(inbox, "memo", marking="TLP:AMBER", title="覚書")
    loaded(store, inbox)
    assert markings(store) == {"memo": "amber"}
    mark(store, "memo", Marking.RED)
    assert [event.outcome for event in loaded(store, inbox)] == [Outcome.SKIPPED] * 2
    assert markings(store) == {"memo": "red"}
    mark(store, "memo", Marking.CLEAR)
    loaded(store, inbox)
    assert markings(store) == {"memo": "amber"}


def test_an_option_marks_all_and_the_stricter_of_the_two_counts(store, inbox):
    beside(inbox, "memo", marking="red")
    beside(inbox, "news", marking="clear")
    loaded(store, inbox, marking=Marking.GREEN)
    assert markings(store) == {"memo": "red", "news": "green"}
    loaded(store, inbox, again=True)
    assert markings(store) == {"memo": "red", "news": "green"}


def test_what_is_in_an_archive_goes_no_further_than_that(store, inbox):
    with zipfile.ZipFile(inbox / "all.zip", "w") as archive:
        archive.writestr("a.txt", "書庫の一")
        archive.writestr("b.txt", "書庫の二")
        archive.writestr("b.meta.json", json.dumps({"marking": "amber"}))
    with zipfile.ZipFile(inbox / "inner.zip", "w") as archive:
        archive.writestr("c.txt", "書庫の三")
    beside(inbox, "all", marking="green")
    beside(inbox, "inner", marking="amber+strict")
    loaded(store, inbox)
    assert markings(store) == {"a": "green", "b": "amber", "c": "amber+strict"}


@pytest.mark.parametrize("wrong", ["purple", "", "TLP:", 3, ["red"], True])
def test_a_sidecar_with_another_word_is_told_and_nothing_is_stored(store, inbox, wrong):
    beside(inbox, "memo", marking=wrong)
    [failed] = [event for event in loaded(store, inbox) if event.outcome is Outcome.FAILED]
    assert "memo.meta.json: marking is none" in failed.message
    assert "clear, green, amber, amber+strict, red" in failed.message
    assert [one.name for one in store.documents()] == ["news"]


def test_no_marking_in_a_sidecar_is_none(store, inbox):
    beside(inbox, "memo", marking=None)
    loaded(store, inbox)
    assert markings(store) == {}


def test_a_document_is_never_seen_without_its_marking(store, inbox, tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'case.db'}")) as other:
        events = load(store, find_files([inbox]), plain_reading, marking=Marking.RED)
        seen = [(len(other.documents()), len(other.markings())) for _ in events]
    assert seen
    assert all(documents == marked for documents, marked in seen)


def test_tightening_never_loosens(store, inbox):
    loaded(store, inbox)
    memo = next(one.id for one in store.documents() if one.name == "memo")
    for given, expected in ((Marking.GREEN, "green"), (Marking.CLEAR, "green"), (Marking.RED, "red")):
        tighten(store, {memo: given})
        assert markings(store) == {"memo": expected}


def test_copies_bear_what_the_original_bore(store, inbox, tmp_path):
    loaded(store, inbox)
    mark(store, "memo", Marking.AMBER)
    with closing(open_store(f"sqlite:///{tmp_path / 'copy.db'}")) as target:
        assert len(list(copy(store, target))) == 2
        assert markings(target) == {"memo": "amber"}
        mark(target, "memo", Marking.RED)
        list(copy(store, target))
        assert markings(target) == {"memo": "red"}


@pytest.mark.parametrize("text", ["red", "RED", " TLP:Red ", "tlp:red"])
def test_markings_are_written_as_people_write_them(text):
    assert parse_marking(text, "MARKING") is Marking.RED


@pytest.mark.parametrize("text", ["", "redd", "TLP", "amber strict", "none", "rot"])
def test_another_word_is_refused_with_those_that_are_known(text):
    with pytest.raises(BadQuestion, match=r"^MARKING: must be one of clear, green, amber, amber\+strict, red$"):
        parse_marking(text, "MARKING")


# ------------------------------------------------------------------ noted


def test_what_a_load_stored_is_noted_by_ids(store, inbox):
    desk = SqliteDesk(MEMORY)
    list(note_loads(load(store, find_files([inbox]), plain_reading), desk, "key-1"))
    [line] = desk.entries()
    assert (line.who, line.what) == ("key-1", "document.load")
    assert sorted(line.about) == sorted(one.id for one in store.documents())
    list(note_loads(load(store, find_files([inbox]), plain_reading), desk, "key-1"))
    assert len(desk.entries()) == 1, "what was there already was not loaded"


def test_an_interrupted_load_notes_what_it_stored(store, inbox):
    desk = SqliteDesk(MEMORY)
    events = note_loads(load(store, find_files([inbox]), plain_reading), desk, "local")
    assert next(events).outcome is Outcome.LOADED
    events.close()
    assert [line.about for line in desk.entries()] == [tuple(one.id for one in store.documents() if one.name == "memo")]


def test_a_part_of_a_title_is_not_enough_to_change_something():
    document = Document(document_id(b"a"), "news", "a", "a", Metadata(title="名簿が流出"))
    documents, names = {document.id: document}, {document.id: "news"}
    for asked in ("news", "名簿が流出", document.id):
        assert find_meant_document(documents, names, asked) == document.id
    assert find_document(documents, names, "名簿") == document.id
    with pytest.raises(NotFound, match="news"):
        find_meant_document(documents, names, "名簿")
