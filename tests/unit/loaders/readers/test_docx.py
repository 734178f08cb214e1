"""Word documents become their words in order; what is deleted, hidden or beside the text is left out and named."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.domain.document import BlockKind
from app.domain.errors import UnreadableDocument
from loaders.readers.docx import DocxReader
from loaders.readers.docx_read import read_docx
from tests.made_files import docx_of, saved, zip_of

WORD = nsdecls("w")


def read(document):
    return read_docx(document if isinstance(document, bytes) else saved(document), "a.docx")


def told(result):
    return [(block.kind.value, result.text[block.start : block.end]) for block in result.blocks]


def rows(result):
    found = [block for block in result.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[result.text[a:b] for a, b in block.cells] for block in found]


def document_of(*elements):
    """A document whose body is these elements of word processing."""
    document = docx.Document()
    body = document.element.body
    for element in elements:
        body.insert(len(body) - 1, parse_xml(element.replace("<w:", "<w:", 1).replace(">", f" {WORD}>", 1)))
    return document


def with_part(data, name, content):
    """The package with another part, or another content of one."""
    with ZipFile(BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    return zip_of({**parts, name: content})


def test_headings_paragraphs_and_items_in_order():
    data = docx_of(
        ("Title", "流出の報告"),
        ("Heading 1", "経緯"),
        "甲社は名簿を渡した。",
        ("List Bullet", "氏名"),
        ("List Bullet 2", "カナ"),
        ("Heading 2", "対応"),
        "※精査中。",
    )
    result = read(data)
    assert told(result) == [
        ("heading", "流出の報告"),
        ("heading", "経緯"),
        ("paragraph", "甲社は名簿を渡した。"),
        ("list_item", "氏名"),
        ("list_item", "カナ"),
        ("heading", "対応"),
        ("footnote", "※精査中。"),
    ]
    assert result.title == "流出の報告"
    assert result.diagnostics == ()


def test_levels_of_lists_come_from_the_numbering():
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    result = read(document_of(item.format(0, 1, "甲社"), item.format(1, 1, "乙部"), item.format(0, 0, "丙課である。")))
    assert told(result) == [("list_item", "甲社"), ("list_item", "乙部"), ("paragraph", "丙課である。")]
    assert [(block.level, block.parent) for block in result.blocks] == [(1, None), (2, 0), (0, None)]


def test_a_style_is_a_heading_by_its_outline_or_by_what_it_is_based_on():
    document = docx.Document()
    own = document.styles.add_style("社内見出し", 1)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("経緯", own)
    document.add_paragraph("甲社である。")
    document.element.body.insert(
        0, parse_xml(f'<w:p {WORD}><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>概要</w:t></w:r></w:p>')
    )
    assert [(kind, words) for kind, words in told(read(document))][:2] == [("heading", "概要"), ("heading", "経緯")]
    assert [block.level for block in read(document).blocks][:2] == [1, 2]


def test_cells_of_a_table_its_header_and_its_merged_cells():
    document = docx.Document()
    document.add_paragraph("次のとおりである。")
    table = document.add_table(4, 3)
    for row, words in enumerate([["組織", "件数", "項目"], ["甲市", "約3万件", "氏名"], ["", "120件", "住所"]]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2)).text = "ほかは精査中"
    document.add_paragraph("以上である。")
    result = read(document)
    assert rows(result) == [
        ["組織", "件数", "項目"],
        ["甲市", "約3万件", "氏名"],
        ["", "120件", "住所"],
        ["ほかは精査中", "", ""],
    ]
    assert [block.header for block in result.blocks] == [None, None, 1, 1, 1, None]


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell():
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "囲みの文である。"
    frame.add_table(1, 2).cell(0, 0).text = "内側"
    result = read(document)
    assert told(result)[0] == ("paragraph", "囲みの文である。")
    assert rows(result) == [["内側", ""]]


def test_deleted_words_are_left_out_inserted_ones_are_read_and_that_is_told():
    run = "<w:r><w:t>{}</w:t></w:r>"
    result = read(
        document_of(
            f"<w:p>{run.format('甲社は')}<w:del w:id='1' w:author='x'><w:r><w:delText>乙社に</w:delText></w:r></w:del>"
            f"<w:ins w:id='2' w:author='x'>{run.format('丙社に')}</w:ins>{run.format('渡した。')}</w:p>",
            f"<w:p><w:moveFrom w:id='3' w:author='x'>{run.format('移る前。')}</w:moveFrom>{run.format('残る。')}</w:p>",
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠し</w:t></w:r><w:r><w:t>見える。</w:t></w:r></w:p>",
        )
    )
    assert [words for _, words in told(result)] == ["甲社は丙社に渡した。", "残る。", "見える。"]
    assert result.diagnostics[0].message == "parts of the document that are not read: 2 deleted, 1 hidden"


def test_words_in_controls_links_boxes_and_with_ruby_are_read_once():
    box = (
        '<w:p><w:r><w:t>本文。</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        'compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>囲み。</w:t></w:r></w:p>'
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>囲み。</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    control = "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>欄の文。</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>しおみ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汐見</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:r><w:t>台商会</w:t><w:br/><w:t>である。</w:t></w:r></w:p>"
    )
    result = read(document_of(box, control, ruby))
    assert [words for _, words in told(result)] == ["本文。", "囲み。", "欄の文。", "汐見台商会", "である。"]


def test_a_footnote_stands_behind_its_paragraph():
    document = document_of(
        '<w:p><w:r><w:t>甲社は渡した</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>',
        "<w:p><w:r><w:t>次の文。</w:t></w:r></w:p>",
    )
    notes = f'<w:footnotes {WORD}><w:footnote w:id="2"><w:p><w:r><w:t>のちに訂正された。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    data = with_part(saved(document), "word/footnotes.xml", notes.encode())
    with ZipFile(BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    )
    data = with_part(
        with_part(data, "[Content_Types].xml", types.encode()), "word/_rels/document.xml.rels", relations.encode()
    )
    assert told(read(data)) == [
        ("paragraph", "甲社は渡した。"),
        ("footnote", "注1) のちに訂正された。"),
        ("paragraph", "次の文。"),
    ]


def entities(declaration):
    data = docx_of("甲社である。")
    with ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    head, _, body = xml.partition("?>")
    return with_part(data, "word/document.xml", f"{head}?>\n{declaration}{body}".replace("甲社", "&a;").encode())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: entities('<!DOCTYPE x [<!ENTITY a "b">]>'), "declares XML entities"),
        (lambda: entities('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares XML entities"),
        (lambda: with_part(docx_of("甲"), "word/document.xml", b"<w:document"), "no Word document that can be opened"),
        (lambda: zip_of({"a.txt": b"x"}), "no Word document that can be opened"),
        (lambda: docx_of("甲社である。")[:2000], "no Word document that can be opened"),
    ],
    ids=["entity", "external", "markup", "another archive", "truncated"],
)
def test_what_is_no_word_document_is_refused(data, told):
    with pytest.raises(UnreadableDocument, match=told) as caught:
        read(data())
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("tail", "told"),
    [("EncryptedPackage".encode("utf-16-le"), "is locked with a password"), (b"", "is an old Office file")],
    ids=["locked", "old"],
)
def test_a_locked_document_is_told_from_an_old_one(tail, told):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + tail
    assert DocxReader().detect(data, "a.DOCX")
    with pytest.raises(UnreadableDocument, match=told):
        DocxReader().read(data, "a.docx")
