"""What a path holds: a document, or those inside an archive or a mail, with their places and metadata."""

from __future__ import annotations

import json

import pytest

from app.domain.document import Metadata
from app.domain.errors import BadInput
from app.services.extract import read_all
from app.services.files import Ignored, Item, find_files, items_of
from app.services.load import Outcome, load
from loaders.containers import budget
from tests.builders import plain_reading
from tests.made_files import docx_of, mail_of, zip_of

META = json.dumps({"title": "題", "published_at": "2031-04"}).encode()


def put(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def told(path, **options):
    """What a path holds, by place below it."""
    found = {}
    for inside in items_of(path, **options):
        place = str(inside.place).removeprefix(str(path)).removeprefix("/")
        found[place] = inside.message if isinstance(inside, BadInput) else inside
    return found


def test_a_file_is_itself_with_its_sidecar(tmp_path):
    put(tmp_path, "a.meta.json", META)
    (item,) = items_of(put(tmp_path, "a.txt", b"x"))
    assert item == Item(str(tmp_path / "a.txt"), "a.txt", b"x", Metadata(title="題", published_at="2031-04"))
    (dated,) = items_of(tmp_path / "a.txt", "2032")
    assert dated.metadata == Metadata(title="題", published_at="2032")


def test_an_archive_gives_its_documents_with_their_sidecars(tmp_path):
    files = {
        "a/名簿.txt": b"1",
        "a/名簿.meta.json": META,
        "b.docx": docx_of("x"),
        "c.png": b"",
        ".d.txt": b"",
        "a.meta.json": b"",
    }
    found = told(put(tmp_path, "in.zip", zip_of(files)), published="2033-05")
    assert set(found) == {"a/名簿.txt", "b.docx", "c.png"}
    assert found["a/名簿.txt"].metadata == Metadata(title="題", published_at="2033-05")
    assert found["b.docx"].metadata == Metadata(published_at="2033-05")
    assert isinstance(found["c.png"], Ignored)


def test_a_mail_is_a_document_and_so_is_what_came_with_it(tmp_path):
    inner = zip_of({"x.txt": b"2", "y.eml": mail_of("二通目", z__txt=b"3")})
    mail = mail_of("本文", a__txt=b"1", b__zip=inner, logo__png=b"")
    found = told(put(tmp_path, "m.eml", mail))
    assert list(found) == ["", "a.txt", "b.zip/x.txt", "b.zip/y.eml", "b.zip/y.eml/z.txt", "logo.png"]
    assert found[""].data == mail
    assert found["b.zip/y.eml/z.txt"].data == b"3"


def test_what_is_wrong_with_one_stays_with_it(tmp_path):
    files = {
        "../a.txt": b"",
        "b.txt": b"1",
        "b.meta.json": b"{",
        "c.zip": b"no archive",
        "d.txt": b"2",
        "e.zip": zip_of({}),
    }
    found = told(put(tmp_path, "in.zip", zip_of(files)))
    assert found["../a.txt"] == "has a name that leads out of the archive"
    assert found["b.txt"].startswith("not read, for a fault in its metadata: b.meta.json: is no JSON")
    assert found["c.zip"].startswith("is no ZIP archive that can be opened")
    assert found["d.txt"].data == b"2"
    assert found["e.zip"].startswith("holds no document")


def test_archives_within_each_other_have_an_end(tmp_path):
    data = b"1"
    for level in range(5):
        data = zip_of({"a.txt": b"%d" % level, "in.zip": data} if level else {"a.txt": data})
    found = told(put(tmp_path, "out.zip", data))
    assert list(found) == ["a.txt", "in.zip/a.txt", "in.zip/in.zip/a.txt", "in.zip/in.zip/in.zip"]
    assert found["in.zip/in.zip/in.zip"] == "lies within more than 3 archives or mails"


def test_mails_within_each_other_have_an_end(tmp_path):
    data = mail_of("最初")
    for _ in range(5):
        data = mail_of("転送", a__eml=data)
    found = told(put(tmp_path, "m.eml", data))
    assert list(found)[-1] == "a.eml/a.eml/a.eml/a.eml"
    assert found["a.eml/a.eml/a.eml/a.eml"] == "lies within more than 3 archives or mails"


def test_a_file_is_read_when_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(budget, "LARGEST_CONTENT", 3)
    items = items_of(put(tmp_path, "in.zip", zip_of({"a.txt": b"12", "b.txt": b"34", "c.txt": b"5", "d.txt": b"6"})))
    assert next(items).data == b"12"
    assert "with what came before it" in str(next(items))
    assert list(items) == [], "the rest is not told one by one"


@pytest.mark.parametrize("size", [20_000_001, 200_000_001, 500_000_000])
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.zip"])
def test_a_file_that_is_too_large_is_not_opened(tmp_path, size, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)
    (refused,) = (inside for inside in items_of(path))
    largest = {"a.txt": 20_000_000, "a.pdf": 50_000_000, "a.zip": 200_000_000}[name]
    if size > largest:
        assert refused.message == f"has {size:,} bytes, more than {largest:,}"


def test_what_cannot_be_opened_is_told(tmp_path):
    (refused,) = items_of(tmp_path / "gone.zip")
    assert refused.message == "No such file or directory"


@pytest.mark.parametrize("how", ["load", "extract"])
def test_the_same_bytes_in_two_places_are_one_document(store, tmp_path, how):
    put(tmp_path, "in.zip", zip_of({"a.txt": "名簿が流出した。".encode(), "b.png": b""}))
    put(tmp_path, "z.txt", "名簿が流出した。".encode())
    found = find_files([tmp_path / "in.zip", tmp_path / "z.txt"])
    events = list(load(store, found, plain_reading) if how == "load" else read_all(found, plain_reading, {}))
    assert [(event.outcome, event.place.removeprefix(f"{tmp_path}/")) for event in events] == [
        (Outcome.LOADED, "in.zip/a.txt"),
        (Outcome.IGNORED, "in.zip/b.png"),
        (Outcome.SKIPPED, "z.txt"),
    ]
