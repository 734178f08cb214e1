"""Pages become their words in the order of reading, with their page; what only decorates them goes, and is named."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.domain.document import BlockKind, Metadata
from app.domain.errors import UnreadableDocument
from loaders.passages import split
from loaders.readers.document import read_document
from loaders.readers.pdf_read import read_pdf
from tests.made_files import GOTHIC, LEFT, MINCHO, PITCH, Pdf, pdf_of, prose

STORY = (
    "汐見台商会の元社員は二〇三一年四月二日、会員約千二百人分の名簿を記憶媒体に写して持ち出した。"
    "同月十五日には名簿業者の北浜名簿センターに三万円で売り渡した疑いがある。"
    "商会は五月十日にこれを公表し、警察に相談している。"
)
HEAD = ["組織", "件数", "項目"]


def read(pdf):
    return read_pdf(pdf.data() if isinstance(pdf, Pdf) else pdf, "a.pdf")


def told(result, kind=None):
    """The blocks of a kind as text, line breaks and page ends taken out."""
    blocks = [block for block in result.blocks if kind is None or block.kind is kind]
    return [result.text[block.start : block.end].replace("\n", "").replace("\f", "") for block in blocks]


def rows(result):
    found = [block for block in result.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[result.text[a:b] for a, b in block.cells] for block in found]


def remark(result, code):
    (found,) = [remark for remark in result.diagnostics if remark.code == code]
    return found


def test_wrapped_lines_are_one_paragraph_and_sentences_go_over_the_break():
    result = read(Pdf().lines(prose(STORY)))
    assert result.text == f"{STORY}\f"
    assert told(result) == [STORY]


def test_every_place_tells_its_page():
    data = pdf_of(["一枚目の文である。"], [], ["三枚目の文である。"])
    document, blocks, _ = read_document(data, "a.pdf", Metadata())
    passages = split(document, blocks)
    assert [document.page_at(passage.start) for passage in passages] == [1, 3]
    assert document.text.count("\f") == 3
    assert document.find_page_ends()[0] == len("一枚目の文である。")


def test_a_document_of_one_page_has_a_page_and_a_text_has_none():
    document, _, _ = read_document(pdf_of(["一枚の文である。"]), "a.pdf", Metadata())
    assert document.page_at(0) == 1
    document, _, _ = read_document("一枚の文である。".encode(), "a.txt", Metadata())
    assert document.page_at(0) is None


def test_a_sentence_goes_over_the_end_of_a_page():
    lines = prose(STORY)
    data = pdf_of(lines[:2], lines[2:])
    document, blocks, _ = read_document(data, "a.pdf", Metadata())
    assert len(blocks) == 1
    second = split(document, blocks)[1]
    assert document.page_at(second.start) == 1
    assert document.page_at(second.end - 1) == 2
    assert "\f" in document.quote(second.start, second.end).exact


def test_list_items_and_short_lines_are_not_run_together():
    lines = ["・" + STORY[:38], "・住所", "東京都港区芝一丁目一番地", "大阪市北区梅田二丁目二番", "2031年5月"]
    assert read(Pdf().lines(lines)).text.rstrip("\f").split("\n") == lines


def test_english_lines_are_joined_with_a_space_also_where_they_are_ragged():
    lines = [
        "The former employee of the company sold the",
        "membership list of twelve hundred to a broker,",
        "who passed it on.",
    ]
    assert read(Pdf().lines(lines)).text == " ".join(lines) + "\f"


def test_gaps_between_latin_letters_are_blanks_and_those_beside_japanese_ones_are_none():
    em = 10.5
    pdf = Pdf().line("sold", 100).line("to", 100, LEFT + stringWidth("sold", MINCHO, em) + 0.2 * em)
    pdf.line("名簿を", 130).line("USB", 130, LEFT + 3.25 * em)
    pdf.line("に", 130, LEFT + 3.5 * em + stringWidth("USB", MINCHO, em)).line("お", 160).line("知", 160, LEFT + 2 * em)
    assert read(pdf).text.split() == ["sold", "to", "名簿をUSBに", "お", "知"]


def test_a_latin_word_that_a_japanese_line_breaks_is_one_word():
    lines = ["汐見台商会の元社員は会員約千二百人分の名簿をUS", "Bメモリに写して持ち出した。"]
    assert read(Pdf().lines(lines)).text == "".join(lines) + "\f"
    lines = ["汐見台商会の元社員は会員約千二百人分の名簿をThe ", "List社に写して渡した。"]
    assert read(Pdf().lines(lines)).text == "".join(lines) + "\f"


def test_larger_lines_are_headings_and_the_first_is_the_title():
    pdf = Pdf().line("会員名簿の流出に", 80, size=18, font=GOTHIC).line("関する報告", 104, size=18, font=GOTHIC)
    pdf.line("経緯", 150, size=14, font=GOTHIC).lines(prose(STORY), 180)
    result = read(pdf)
    assert told(result, BlockKind.HEADING) == ["会員名簿の流出に関する報告", "経緯"]
    assert [block.level for block in result.blocks] == [1, 2, 0]
    assert [block.parent for block in result.blocks] == [None, 0, 1]
    assert result.title == "会員名簿の流出に関する報告"


def test_a_large_sentence_is_no_heading():
    result = read(Pdf().line("名簿を渡した。", 80, size=18).lines(prose(STORY), 180))
    assert told(result, BlockKind.HEADING) == []
    assert result.title is None


def test_a_wide_gap_and_an_indent_part_paragraphs():
    lines = prose(STORY)
    by_gap = read(Pdf().lines([*lines, "", "", *lines]))
    assert told(by_gap) == [STORY, STORY]
    indented = Pdf()
    for start in (90, 90 + PITCH * len(lines)):
        indented.line(lines[0], start, LEFT + 10.5).lines(lines[1:], start + PITCH)
    assert told(read(indented)) == [STORY, STORY]


def test_words_of_spaced_scripts_keep_their_spaces():
    assert read(Pdf().lines(["The list was sold to a broker."])).text == "The list was sold to a broker.\f"


def test_a_ruled_table_has_its_cells_and_its_header():
    pdf = (
        Pdf()
        .lines(["次の表のとおりである。"])
        .table([HEAD, ["甲市", "約3万件", "氏名、\n住所"], ["乙町", "", "電話"]], 120)
    )
    result = read(pdf.lines(["以上である。"], 240))
    assert rows(result) == [HEAD, ["甲市", "約3万件", "氏名、住所"], ["乙町", "", "電話"]]
    assert [block.header for block in result.blocks] == [None, None, 1, 1, None]
    assert told(result)[0] == "次の表のとおりである。"
    assert told(result)[-1] == "以上である。"


def test_a_table_goes_on_over_the_end_of_a_page_and_its_header_is_not_repeated():
    pdf = Pdf().table([HEAD, ["甲市", "3件", "氏名"]], 700).end_page()
    pdf.table([HEAD, ["乙町", "4件", "住所"]], 60).end_page()
    pdf.table([["丙村", "5件", "電話"]] * 2, 60).lines(["後の文である。"], 300)
    result = read(pdf)
    assert rows(result) == [HEAD, ["甲市", "3件", "氏名"], ["乙町", "4件", "住所"], *[["丙村", "5件", "電話"]] * 2]
    found = [block for block in result.blocks if block.kind is BlockKind.TABLE_ROW]
    assert {block.table for block in found} == {1}
    assert [block.header for block in found] == [None, 0, 0, 0, 0]


def test_two_tables_of_one_page_stay_two():
    result = read(Pdf().table([HEAD, ["甲市", "3件", "氏名"]], 100).table([HEAD, ["乙町", "4件", "住所"]], 300))
    found = [block for block in result.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [(block.table, block.header) for block in found] == [(1, None), (1, 0), (2, None), (2, 2)]


def test_a_frame_around_prose_is_no_table():
    result = read(Pdf().box(50, 70, 480, 100).lines(prose(STORY)))
    assert rows(result) == []
    assert told(result) == [STORY]


def two_columns(left, right, title=""):
    return Pdf().line(title, 60, size=18).lines(prose(left, 20), 90, 60).lines(prose(right, 20), 90, 310)


def test_two_columns_are_read_one_after_the_other():
    result = read(two_columns(STORY, STORY.replace("汐見台", "若葉台"), "社内報の記事である一面の大きな見出しの行"))
    assert told(result)[1:] == [STORY, STORY.replace("汐見台", "若葉台")]


def test_what_stands_beside_a_label_is_on_its_line():
    pairs = ["件名", "日時", "場所", "担当", "件数", "項目"]
    pdf = Pdf()
    for number, word in enumerate(pairs):
        pdf.line(word, 90 + number * PITCH).line(f"{word}の値は長い", 90 + number * PITCH, 320)
    assert read(pdf).text.rstrip("\f").split("\n") == [f"{word}\u3000{word}の値は長い" for word in pairs]


def test_running_heads_and_page_numbers_are_left_out_and_named():
    pdf = Pdf()
    for page in (1, 2, 3):
        pdf.line("汐見台商会 調査報告", 40).lines(prose(STORY)).line(f"- {page} / 3 -", 810, 280).end_page()
    result = read(pdf)
    assert "調査報告" not in result.text
    assert "/ 3" not in result.text
    message = remark(result, "pdf.left_out").message
    assert message.startswith("6 running heads")
    assert "汐見台商会 調査報告" in message


def test_words_that_recur_in_the_body_stay():
    result = read(pdf_of(*[["同じ行である。", *prose(STORY)]] * 3))
    assert result.text.count("同じ行である。") == 3


def test_a_single_page_loses_its_number_only():
    result = read(Pdf().line("2031年5月10日", 40).lines(prose(STORY)).line("1", 810, 290))
    assert "2031年5月10日" in result.text
    assert not result.text.rstrip("\f").endswith("1")
    assert read(Pdf().lines(prose(STORY)).line("7", 810, 290)).text.rstrip("\f").endswith("7")


def test_stamps_set_askew_and_letters_printed_twice_are_no_text():
    pdf = (
        Pdf()
        .lines(prose(STORY))
        .askew("社外秘")
        .line("太い字の行である。", 200)
        .line("太い字の行である。", 200, LEFT + 0.4)
    )
    result = read(pdf)
    assert "社外秘" not in result.text
    assert result.text.count("太") == 1
    assert remark(result, "pdf.characters_left_out").message.endswith("3 askew")


def test_ruby_is_no_text():
    result = read(Pdf().lines(["汐見台商会が公表した。"], 100).line("しおみだい", 88, size=5))
    assert result.text == "汐見台商会が公表した。\f"
    assert remark(result, "pdf.characters_left_out").message.endswith("5 ruby")


def test_a_picture_among_pages_is_named():
    result = read(Pdf().lines(["文である。"]).end_page().picture().end_page())
    assert remark(result, "pdf.picture").message.endswith("not read: 2")


def vertical():
    pdf = Pdf()
    for column in range(3):
        for place, char in enumerate(STORY[:30]):
            pdf.line(char, 80 + place * 11, 500 - column * 20)
    return pdf


@pytest.mark.parametrize(
    ("pdf", "told"),
    [
        (lambda: Pdf().picture().end_page(), "holds pictures of 1 pages and no text"),
        (lambda: Pdf().end_page(), "holds no text"),
        (vertical, "is set in vertical lines"),
        (lambda: Pdf(encrypt="geheim").lines(["秘密である。"]), "is locked with a password"),
    ],
    ids=["scan", "empty", "vertical", "locked"],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(pdf, told):
    with pytest.raises(UnreadableDocument, match=told) as caught:
        read(pdf())
    assert caught.value.place == "a.pdf"
    assert caught.value.remedy
