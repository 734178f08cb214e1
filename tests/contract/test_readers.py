"""What every reader promises: exact offsets, the same words whatever the encoding, refusal by name."""

from __future__ import annotations

import time
from itertools import pairwise
from random import Random

import pytest

from app.domain.document import BlockKind, Metadata
from app.domain.errors import UnreadableDocument
from loaders.ja.view import view_of
from loaders.passages import split
from loaders.readers.document import read_document
from loaders.readers.registry import READERS, reader_for
from tests.made_files import docx_of, mail_of, pdf_of

SAMPLES = {
    "plain_text": ("a.txt", "経緯\n甲社は名簿を、\n乙社に渡した。\n・氏名\n・住所\n\n※精査中。\n"),
    "markdown": (
        "a.md",
        "# 経緯\n\n甲社は名簿を**乙社**に渡した。\n\n- 氏名\n  - カナ\n\n|組織|項目|\n|--|--|\n|甲市|住所|\n",
    ),
    "html": ("a.html", "<html><body><h1>経緯</h1><p>甲社は名簿を乙社に渡した。<table><tr><td>甲市<td>住所</table>"),
}
BUILT = {
    "pdf": ("a.pdf", pdf_of(["経緯", "甲社は名簿を乙社に渡した。", "・氏名", "・住所"])),
    "docx": ("a.docx", docx_of(("Heading 1", "経緯"), "甲社は名簿を乙社に渡した。", ("List Bullet", "氏名"))),
    "mail": ("a.eml", mail_of("甲社は名簿を乙社に渡した。\n・氏名\n", "経緯")),
}
"""Samples of formats whose bytes say themselves how they are written."""
ENCODINGS = ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"]


def check(data, filename):
    """The document of the bytes, after everything that holds for any."""
    document, blocks, remarks = read_document(data, filename, Metadata())
    passages = split(document, blocks)
    covered = bytearray(len(document.text))
    for index, block in enumerate(blocks):
        assert block.parent is None or block.parent < index
        assert (block.header is None) or blocks[block.header].kind is BlockKind.TABLE_ROW
        assert all(block.start <= a <= b <= block.end for a, b in block.cells)
        assert not any(covered[block.start : block.end])
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
    assert all(
        done or char.isspace() or char in "\ufeff\u200b" for char, done in zip(document.text, covered, strict=True)
    )
    for before, after in pairwise(passages):
        assert before.end <= after.start
    for passage in passages:
        assert document.quote(passage.start, passage.end).exact == document.text[passage.start : passage.end]
        view = view_of(document.text, passage.start, passage.end)
        assert view.raw(0, len(view.text))[1] <= passage.end
    assert all(remark.document == document.id for remark in remarks)
    return document, blocks, passages


def test_every_registered_reader_has_a_sample():
    assert {reader.name for reader in READERS} == set(SAMPLES) | set(BUILT)


@pytest.mark.parametrize("name", sorted(BUILT))
def test_each_reader_knows_its_format_and_says_what_it_says(name):
    filename, data = BUILT[name]
    assert reader_for(data, filename).name == name
    document, blocks, passages = check(data, filename)
    told = [document.text[passage.start : passage.end] for passage in passages]
    assert "甲社は名簿を乙社に渡した。" in told
    assert {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} <= {block.kind for block in blocks}
    assert check(data, filename)[0] == document, "the same bytes are read alike"


@pytest.mark.parametrize("name", sorted(BUILT))
def test_a_damaged_file_is_read_or_refused_in_one_line(name):
    filename, whole = BUILT[name]
    chance = Random(7)
    damaged = [whole[: chance.randrange(len(whole))] for _ in range(4)]
    for _ in range(6):
        data = bytearray(whole)
        for place in chance.sample(range(len(data)), len(data) // 50):
            data[place] = chance.randrange(256)
        damaged.append(bytes(data))
    for data in damaged:
        try:
            check(data, filename)
        except UnreadableDocument as error:
            assert error.place == filename  # noqa: PT017 - some can be read all the same
            assert error.remedy  # noqa: PT017
            assert "\n" not in str(error)  # noqa: PT017


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_each_reader_reads_each_encoding(name, encoding):
    filename, content = SAMPLES[name]
    data = content.encode(encoding)
    assert reader_for(data, filename).name == name
    document, blocks, _ = check(data, filename)
    plain = check(content.encode(), filename)[0].text
    assert document.text.lstrip("\ufeff") == plain
    assert blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize("name", ["plain_text", "markdown"])
def test_the_text_of_a_text_file_is_the_file(name):
    filename, content = SAMPLES[name]
    data = content.replace("\n", "\r\n").encode("utf-8-sig")
    assert check(data, filename)[0].text.encode() == data


@pytest.mark.parametrize("filename", [name for name, _ in (*SAMPLES.values(), *BUILT.values())])
@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04", b"a\0b", b"", b"\xff\xff\xff"], ids=repr)
def test_no_reader_guesses_at_bytes_that_are_no_text(data, filename):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, filename, Metadata())
    assert caught.value.place == filename


@pytest.mark.parametrize("filename", [name for name, _ in SAMPLES.values()])
@pytest.mark.parametrize(
    "line", ["顧客の名簿を業者に渡した。", "渡し", "「", "a | b | ", "<a>x", "・甲 ", "\t甲\u3000"]
)
def test_a_file_of_one_long_line_takes_seconds(filename, line):
    data = (line * 2_000_000)[:120_000].encode() + "名".encode()
    start = time.perf_counter()
    document, blocks, _ = read_document(data, filename, Metadata())
    split(document, blocks)
    assert time.perf_counter() - start < 30


@pytest.mark.shared
def test_documents_beside_the_project(shared):
    paths = [path for part in ("seeds", "dev/docs", "dev/unlabelled") for path in (shared / part).glob("*.txt")]
    assert paths
    for path in paths:
        document, _, passages = check(path.read_bytes(), path.name)
        assert document.text.encode() == path.read_bytes()
        assert passages


@pytest.mark.shared
def test_the_table_of_affected_organizations_has_every_row(shared):
    path = next(shared.glob("seeds/003*.txt"))
    document, blocks, _ = check(path.read_bytes(), path.name)
    header = next(i for i, block in enumerate(blocks) if block.header is None and len(block.cells) == 5)
    rows = [block for block in blocks if block.header == header]
    assert len(rows) == 58
    assert all(len(block.cells) == 5 for block in rows)
    counted = [document.text[slice(*block.cells[1])] for block in rows]
    assert sum(any(sign.isdigit() for sign in cell) for cell in counted) == 56
