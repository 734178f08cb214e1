"""Where sentences end, and that passages lie in their blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import BlockKind, Document
from app.domain.ids import DocumentId
from loaders.passages import LONGEST_PASSAGE, split
from loaders.structure.blocks import blocks_of


def passages_of(text):
    return split(Document(DocumentId("doc-1"), "d", None, text), blocks_of(text))


def told(text):
    return [text[p.start : p.end] for p in passages_of(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["「漏れた。すみません。」と述べた。", "翌日、回収した。"],
        ["甲社(以下「甲」という。)は公表した。", "乙社も認めた。"],
        ["前にYahoo! BBでも漏れた。", "「Yahoo！BB」も調べた。"],
        ["誰が渡したのか。", "知らないのか?", "分からない!", "そうだ。"],
        ["渡した?と聞かれ、黙った。", "「本当か!」と言った。"],
        ["1.5万件が漏れた。", "住所はexample.co.jpにある。"],
        ["「遺憾だ。」", "甲社はそう述べた。"],
        ["送った疑い。*15", "元社員は認めた。*1 *2", "業者は黙った。[3]"],
        ["Mr. Smith of Acme Inc. sold it for $1.5 million.", "J. Doe bought it.", "Did he know?", "Yes!"],
        ['"We found it. We removed it," he said.', "The broker denied that."],
        ["The U.S. firm paid.", "On Jan. 5 it stopped."],
        ["詳細は https://example.com/a?b=c.d にある。", "以上。"],
    ],
)
def test_sentences(sentences):
    glue = " " if sentences[0].isascii() else ""
    assert told(glue.join(sentences)) == sentences


def test_an_open_quote_swallows_at_most_its_own_sentence():
    assert told("「漏れたと述べた。次の文。") == ["「漏れたと述べた。", "次の文。"]
    far = "「" + "あ" * 400 + "。次の文。」終わり。"
    assert told(far)[-2:] == ["次の文。」", "終わり。"]


def test_markers_and_rulings_are_in_no_passage():
    text = "## 経緯\n- (1) 渡した。戻した。\n*1:甲新聞\n\n***\n\n> 引用した。"
    assert told(text) == ["経緯", "渡した。", "戻した。", "甲新聞", "引用した。"]


def test_a_row_is_one_passage_without_its_ruling_line():
    text = "名 | 数 |\n---|---|\n甲市。乙市。 | 三 |\n"
    assert told(text) == ["名 | 数", "甲市。乙市。 | 三"]


def test_an_english_list_number_is_no_sentence():
    assert told("Steps follow here. 2. Then it went on.")[0] == "Steps follow here."


def test_a_sentence_without_end_is_cut_behind_a_comma():
    text = "名簿を渡し、" * 1000
    found = told(text)
    assert all(len(piece) <= LONGEST_PASSAGE and piece.endswith("、") for piece in found)
    assert "".join(found) == text
    assert {len(piece) for piece in told("名" * 4000)} == {LONGEST_PASSAGE, 1000}


def test_without_text_there_is_nothing_to_split():
    with pytest.raises(ValueError, match="no text"):
        split(Document(DocumentId("doc-1"), "d", None, None), ())


@given(st.text(st.sampled_from('甲乙名簿がを。、！?「」()（）"・*-1.|\t\n\r 　#注※:【】ab<p>\u200b'), max_size=120))
def test_passages_are_ordered_apart_and_in_their_blocks(text):
    blocks = blocks_of(text)
    found = passages_of(text)
    last = 0
    for index, passage in enumerate(found):
        block = blocks[passage.block]
        assert passage.index == index
        assert passage.kind is block.kind
        assert last <= passage.start < passage.end
        assert block.start <= passage.start
        assert passage.end <= block.end
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        last = passage.end


@given(st.text(st.sampled_from("甲乙名簿がを。、！「」(ab 1.）"), max_size=120))
def test_no_word_of_a_paragraph_is_lost(text):
    blocks = [block for block in blocks_of(text) if block.kind is BlockKind.PARAGRAPH]
    inside = {i for p in passages_of(text) for i in range(p.start, p.end)}
    for block in blocks:
        for place in range(block.start, block.end):
            assert place in inside or not text[place].isalpha()
