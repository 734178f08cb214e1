"""Bytes of every encoding that Japanese documents come in, and bytes that are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableDocument
from loaders.readers.encodings import decode

PROSE = "甲社は顧客の名簿を、業者に渡した。ガイドラインに反する「不正」である。\r\n約３万件。"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-32", "utf-8-sig"])
def test_every_encoding_gives_back_the_text(encoding):
    assert decode(PROSE.encode(encoding), "a.txt").lstrip("\ufeff") == PROSE


def test_the_mark_of_a_utf8_file_stays_so_that_offsets_index_the_file():
    assert decode(PROSE.encode("utf-8-sig"), "a.txt")[0] == "\ufeff"


def test_line_ends_stay():
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


def test_machine_dependent_characters_of_windows():
    assert decode("㈱山川の①名簿".encode("cp932"), "a.txt") == "㈱山川の①名簿"


def test_signs_of_windows_in_iso_2022_jp():
    words = "亜胃萎蔭蓮弌俤俥傲沺渤滿滌漾烝烙燼堯÷◇、名簿"
    jis = words.encode("iso2022_jp").replace(b"\x1b$B", b"\x1b$B-!-j")  # 2d21 is ①, 2d6a ㈱
    assert decode(b"a" + jis + b".txt", "a.txt") == f"a①㈱{words}.txt"


@given(
    st.text(
        st.sampled_from("あいうえおかきくけこさしすせそのはをがにでとが名簿業者顧客情報漏流出会社、。アイカキテトル"),
        min_size=12,
        max_size=200,
    )
)
def test_shift_jis_and_euc_are_told_apart(words):
    prose = "が" + words + "の情報は、名簿。"
    assert decode(prose.encode("cp932"), "a.txt") == prose
    assert decode(prose.encode("euc_jp"), "a.txt") == prose


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP or Office file"),
        (b"\x89PNG\r\n\x1a\nrest", "a PNG image"),
        (b"\xff\xd8\xff\xe0rest", "a JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"abc\x00def", "NUL byte at byte 3"),
        (b"\xff\xfea", "is marked as utf-16"),
        (b"abc\xff\xff", "neither Shift_JIS nor EUC-JP"),
        ("名簿業者に".encode()[:-1], "is UTF-8 but for byte 12"),
        (b"\x1b$B\x7f\x7f\x1b(B", "is marked as iso2022_jp"),
    ],
    ids=repr,
)
def test_what_is_no_text_is_refused_by_name(data, what):
    with pytest.raises(UnreadableDocument, match=what) as caught:
        decode(data, "folder/a.txt")
    assert caught.value.place == "folder/a.txt"
    assert caught.value.remedy


@given(st.binary(max_size=200))
def test_bytes_are_text_or_refused_by_name(data):
    refused = False
    try:
        text = decode(b"a" + data, "a")
    except UnreadableDocument:
        refused = True
        text = ""
    assert refused or text.startswith("a")
