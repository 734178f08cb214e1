"""The door: identity, limits, metadata and the sidecar."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from app.domain.document import Metadata
from app.domain.errors import BadInput, UnreadableDocument
from app.domain.ids import document_id
from loaders.readers import document as door
from loaders.readers.document import read_document, read_sidecar

TEXT = "甲社は名簿を渡した。"


def test_a_document_is_its_bytes():
    data = TEXT.encode()
    document, blocks, remarks = read_document(data, "folder/甲.2024.txt", Metadata(publisher="乙新聞"))
    assert document.id == document_id(data)
    assert document.sha256 == sha256(data).hexdigest()
    assert document.name == "甲.2024"
    assert document.text == TEXT
    assert document.metadata == Metadata(publisher="乙新聞")
    assert len(blocks) == 1
    assert remarks == ()


def test_the_format_names_the_title_only_where_none_is_given():
    data = "# 流出の概要\n\n渡した。".encode()
    assert read_document(data, "a.md", Metadata())[0].metadata.title == "流出の概要"
    assert read_document(data, "a.md", Metadata(title="別題"))[0].metadata.title == "別題"
    assert read_document(data, "a.txt", Metadata())[0].metadata.title is None


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\u3000\ufeff\u200b\n".encode(), b"<html><body><p> </p></body></html>"], ids=repr
)
def test_a_file_without_words_is_refused(data):
    with pytest.raises(UnreadableDocument, match="holds no text"):
        read_document(data, "a.html", Metadata())


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(door, "LARGEST_FILE", 8)
    with pytest.raises(UnreadableDocument, match="more than 8") as caught:
        read_document(b"123456789", "a.txt", Metadata())
    assert caught.value.remedy == "split the file into documents"


def sidecar(tmp_path, content):
    path = tmp_path / "a.meta.json"
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_sidecar(path)


def test_a_sidecar_is_read_and_null_is_absent(tmp_path):
    told = {"title": "題", "publisher": None, "published_at": "2024-02", "language": "ja", "other": 1}
    assert sidecar(tmp_path, told) == Metadata(title="題", published_at="2024-02", language="ja")


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29"])
def test_dates_of_a_sidecar(tmp_path, date):
    assert sidecar(tmp_path, {"published_at": date}).published_at == date


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"title": 5}, "title is no text"),
        ({"published_at": "2024年2月"}, "published_at is no date"),
        ({"published_at": "2024-13"}, "published_at is no date"),
        ({"published_at": "2023-02-29"}, "published_at is no date"),
        ({"published_at": 2024}, "published_at is no text"),
        ([1], "no JSON object"),
        ("{", "is no JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"title": "\\ud800"}', r"title holds the character U\+D800"),
        ('{"publisher": "a\\u0000"}', r"publisher holds the character U\+0000"),
        ("題".encode("cp932"), "is not UTF-8"),
    ],
    ids=["title", "words", "month", "day", "number", "list", "open", "deep", "surrogate", "nul", "encoding"],
)
def test_a_broken_sidecar_names_file_and_key(tmp_path, content, what):
    with pytest.raises(BadInput, match=what) as caught:
        sidecar(tmp_path, content)
    assert str(caught.value.place).endswith("a.meta.json")


def test_a_sidecar_that_cannot_be_opened_is_bad_input(tmp_path):
    with pytest.raises(BadInput) as caught:
        read_sidecar(tmp_path / "none.meta.json")
    assert str(caught.value.place).endswith("none.meta.json")


def test_a_name_that_is_no_utf8_is_spelt_out():
    assert read_document(TEXT.encode(), "in/a\udc83.txt", Metadata())[0].name == "a\\udc83"


def test_a_page_that_nests_too_deep_to_read_says_so():
    page = "<div>" * 20_000 + TEXT + "</div>" * 20_000
    with pytest.raises(UnreadableDocument, match="nests too deep"):
        read_document(page.encode(), "a.html", Metadata())
