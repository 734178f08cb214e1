"""What text becomes which block, under which parent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import BlockKind
from loaders.structure.blocks import blocks_of

H, P, L, T, F = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE
NOT_BLANK = st.text(
    st.sampled_from("甲乙名簿がを。、「」()（）・*-1２.|\t\n\r 　\u3000#①注※:■【】a<p>\ufeff\u200b\x0c\u2028>=+"),
    max_size=80,
)


def told(text):
    """(kind, words, parent's words) of every block."""
    blocks = blocks_of(text)
    words = [text[block.start : block.end] for block in blocks]
    return [(b.kind, w, None if b.parent is None else words[b.parent]) for b, w in zip(blocks, words, strict=True)]


def cells(text, block):
    return [text[a:b] for a, b in block.cells]


def test_a_sentence_over_several_lines_is_one_paragraph():
    text = "2006年、\n甲社の\n名簿が流出した。\n乙社は\n同日、公表した。"
    assert [w for _, w, _ in told(text)] == ["2006年、\n甲社の\n名簿が流出した。", "乙社は\n同日、公表した。"]


def test_a_line_that_a_particle_opens_goes_on():
    assert len(told("その名簿を渡したのは甲社\nの元社員であった。")) == 1


def test_lines_wrapped_at_a_width_are_joined_up_to_the_paragraphs_end():
    line = "名簿" * 12 + "情報"
    text = "\n".join([line] * 5) + "\n渡した。\n次の段落。"
    assert [w.count("\n") for _, w, _ in told(text)] == [5, 0]


def test_short_lines_are_not_joined():
    assert [w for _, w, _ in told("関連事項\n甲事件\n乙事件\n丙法")] == ["関連事項", "甲事件", "乙事件", "丙法"]


def test_ideographic_spaces_part_the_paragraphs_of_one_line():
    text = "　甲社は発表した。 　乙社は否定した（関連記事）。　丙社　総務部は黙っている。"
    assert [w for _, w, _ in told(text)] == [
        "甲社は発表した。",
        "乙社は否定した（関連記事）。",
        "丙社　総務部は黙っている。",
    ]


def test_a_short_line_above_a_sentence_is_a_heading():
    text = "流出の経緯\n甲社は名簿を渡した。\n再発防止\n教育を行う。"
    assert told(text) == [
        (H, "流出の経緯", None),
        (P, "甲社は名簿を渡した。", "流出の経緯"),
        (H, "再発防止", None),
        (P, "教育を行う。", "再発防止"),
    ]


def test_a_heading_may_end_in_a_particle_before_a_blank_line_but_salutations_are_none():
    text = "お客様各位\n\n昨年十月に\n\n名簿が流出した。"
    assert told(text)[:2] == [(P, "お客様各位", None), (H, "昨年十月に", None)]


def test_annex_chapter_and_number_nest():
    text = "概要〈別紙1〉\n\nII 対応\n\n1 経緯\n\n甲社が調べた。\n\n2 結果\n\nなし。\n\n別件〈別紙2〉\n\nなし。"
    assert [(w, p) for k, w, p in told(text) if k is H] == [
        ("概要〈別紙1〉", None),
        ("II 対応", "概要〈別紙1〉"),
        ("1 経緯", "II 対応"),
        ("2 結果", "II 対応"),
        ("別件〈別紙2〉", None),
    ]


def test_markdown_headings_nest_by_their_depth():
    text = "# 甲\n\n## 乙\n\n文。\n\n# 丙\n\n下線の題\n---\n\n文。"
    assert [(b.level, w) for b, (k, w, _) in zip(blocks_of(text), told(text), strict=True) if k is H] == [
        (1, "# 甲"),
        (2, "## 乙"),
        (1, "# 丙"),
        (2, "下線の題"),
    ]


def test_a_date_line_heads_what_happened_then():
    text = "2.経過\n4月2日\n感染した。\n4月9日\n報告を受けた。\n3.対応\n調査中。"
    assert [(w, p) for k, w, p in told(text) if k is H] == [
        ("2.経過", None),
        ("4月2日", "2.経過"),
        ("4月9日", "2.経過"),
        ("3.対応", None),
    ]


def test_a_count_at_the_start_of_a_line_is_no_number_of_a_list():
    assert told("2 社は調べた。\n30 日から続いた。\n1.5万件あった。\n7月 16 日に判明した。") == [
        (P, "2 社は調べた。", None),
        (P, "30 日から続いた。", None),
        (P, "1.5万件あった。", None),
        (P, "7月 16 日に判明した。", None),
    ]


def test_list_items_nest_by_sign_and_indent():
    text = "一覧\n- 甲\n  - 乙\n  - 丙\n- 丁\n(1) 戊が渡した。\na. 己だ。\n(2) 庚だ。"
    levels = [(b.level, w, p) for b, (k, w, p) in zip(blocks_of(text), told(text), strict=True) if k is L]
    assert levels == [
        (1, "- 甲", "一覧"),
        (2, "- 乙", "- 甲"),
        (2, "- 丙", "- 甲"),
        (1, "- 丁", "一覧"),
        (2, "(1) 戊が渡した。", "- 丁"),
        (3, "a. 己だ。", "(1) 戊が渡した。"),
        (2, "(2) 庚だ。", "- 丁"),
    ]


def test_items_of_one_line_are_parted():
    assert [w for _, w, _ in told("・甲社 ・乙社 ・丙社・丁社")] == ["・甲社", "・乙社", "・丙社・丁社"]


def test_an_item_that_is_wrapped_is_one_item():
    text = "・甲社の元社員が名簿業者に顧客情報の一部を売却して\n　いたことが分かった。\n・乙社"
    assert [k for k, _, _ in told(text)] == [L, L]


def test_lines_under_a_short_item_hang_on_it():
    text = "●経緯\n・5/6 10:15\n案内を送った。\n・5/7 9:30\n名簿が付いていた。"
    assert [p for k, _, p in told(text) if k is P] == ["・5/6 10:15", "・5/7 9:30"]


def test_a_paragraph_behind_a_list_stands_under_the_heading():
    text = "内訳\n- 甲社の名簿に載っていた人の情報はおよそ三万件\n経緯は次の通り。"
    assert told(text)[-1] == (P, "経緯は次の通り。", "内訳")


def test_footnotes():
    text = "本文である。*1\n*1:甲新聞,2024年1月1日\n※精査中。\n(注)記録媒体のこと"
    assert [k for k, _, _ in told(text)] == [P, F, F, F]


def test_a_row_may_run_over_several_lines():
    text = "影響\n組織 | 件数 | 項目 | 有無 |\n---|---|---|---|\n甲市 | 約3万件 | 氏名 (委託) |\nなし |\n乙市 | 5件 |\n住所 | あり |\n次の話。"
    rows = [block for block in blocks_of(text) if block.kind is T]
    assert [cells(text, row) for row in rows] == [
        ["組織", "件数", "項目", "有無"],
        ["甲市", "約3万件", "氏名 (委託)", "なし"],
        ["乙市", "5件", "住所", "あり"],
    ]
    assert [row.header for row in rows] == [None, 1, 1]
    assert {row.table for row in rows} == {0}
    assert {row.parent for row in rows} == {0}
    assert told(text)[-1][:2] == (P, "次の話。")


def test_a_cell_may_run_over_lines_without_a_terminator():
    text = "甲 | 乙 | 丙 |\n---|---|---|\n一 | 二の\n続き | 三 |\n四 | 五 | 六 |"
    rows = [block for block in blocks_of(text) if block.kind is T]
    assert [len(row.cells) for row in rows] == [3, 3, 3]
    assert cells(text, rows[1]) == ["一", "二の\n続き", "三"]


def test_a_row_that_lacks_cells_does_not_shift_the_next():
    text = "甲 | 乙 | 丙 |\n---|---|---|\n一 | 二 |\n三 | 四 | 五 |\n"
    rows = [cells(text, block) for block in blocks_of(text) if block.kind is T]
    assert rows[1:] == [["一", "二"], ["三", "四", "五"]]


def test_a_first_row_of_data_names_no_columns():
    text = "対象件数 | 約31万件 |\n---|---|\n組織 | 12組織 |\n"
    assert [block.header for block in blocks_of(text)] == [None, None]


def test_bars_around_rows_and_ruling_lines_above():
    text = "|---|:-:|\n| 年月 | 出来事 |\n| 2023年7月 | 捜索 |\n| 同日 | 公表 |"
    rows = blocks_of(text)
    assert [cells(text, row) for row in rows] == [["年月", "出来事"], ["2023年7月", "捜索"], ["同日", "公表"]]
    assert [row.header for row in rows] == [None, 0, 0]


def test_two_tables_in_a_row():
    text = "名 | 数 |\n---|---|\n甲 | 二 |\n日 | 事 | 所 |\n---|---|---|\n乙 | 三 | 四 |"
    assert [(row.table, row.header) for row in blocks_of(text)] == [(0, None), (0, 0), (1, None), (1, 2)]


def test_tabs_part_cells_and_a_leading_tab_is_an_empty_cell():
    text = (
        "<p>強化策</p>\t<p>1.物理的</p>\t<p>(1)監視する。</p> <p>(2)守る。</p>\n\t2.技術的\t(1)規制する。\n----\t---\n"
    )
    rows = blocks_of(text)
    assert [cells(text, row) for row in rows] == [
        ["強化策", "1.物理的", "(1)監視する。</p> <p>(2)守る。"],
        ["", "2.技術的", "(1)規制する。"],
    ]


def test_a_bar_in_a_title_makes_no_table():
    assert [k for k, _, _ in told("個人情報が流出|ある新聞\n\n甲社は公表した。")] == [H, P]


@given(NOT_BLANK)
def test_every_character_lies_in_one_block_and_parents_come_first(text):
    blocks = blocks_of(text)
    covered = [0] * len(text)
    for index, block in enumerate(blocks):
        assert block.start < block.end
        assert block.parent is None or block.parent < index
        assert block.header is None or blocks[block.header].table == block.table
        assert all(block.start <= a <= b <= block.end for a, b in block.cells)
        for place in range(block.start, block.end):
            covered[place] += 1
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    for place, char in enumerate(text):
        blank = char.isspace() or char in "\ufeff\u200b"
        assert covered[place] == 1 or (blank and covered[place] == 0)


def test_many_lines_and_one_long_line_take_linear_time():
    assert len(blocks_of("甲 | 乙 |\n" * 20_000)) == 20_000
    assert len(blocks_of("渡した。" * 200_000)) == 1
    assert len(blocks_of("-" * 200_000 + "|")) == 1


def test_lines_of_a_chronicle_stay_apart_however_alike_their_widths():
    rows = [
        "4月6日 旧端末百四十台を業者に引き渡し",
        "4月28日 業者が破砕の証明書を発行し",
        "8月14日 当社が警察署に相談をし",
    ]
    text = "経過\n" + "\n".join([*rows, *rows]) + "\n\n5 原因\n照合を行っていなかった。"
    assert [(k, w) for k, w, _ in told(text)][1:7] == [(P, row) for row in [*rows, *rows]]


def test_a_line_of_a_chronicle_is_no_heading():
    text = "6月5日(木) 通報\n6月9日(月) 報告し、公表\n6月24日(火) 「甲」を名乗る集団が、名簿の一部を載せた。\n"
    assert [k for k, _, _ in told(text)] == [P, P, P]


def test_a_sentence_wrapped_before_a_date_goes_on():
    assert len(told("当社は、\n4月6日 に旧端末を渡した。")) == 1
