"""Pages become their words; furniture goes, cells stay, broken markup does not stop the reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import BlockKind
from loaders.readers.html import HtmlReader

PAGE = "<!DOCTYPE html><html><head><title>お詫び\n 資料</title></head><body>{}</body></html>"
PARTS = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th rowspan=2>",
    "<td colspan=3>",
    "</table>",
    "<ul>",
    "<li>",
]
PARTS += [
    "</ul>",
    "<br>",
    "<h2>",
    "</h2>",
    "<b>",
    "<nav>",
    "</nav>",
    "<",
    "&amp;",
    "&#0;",
    "甲社",
    "渡した。",
    "\n",
    " ",
    "<pre>",
]
PARTS += [
    "・乙",
    "<dl><dt>",
    "<dd>",
    "<caption>",
    "<!-- x -->",
    "<div hidden>",
    "</div>",
    "\x0b",
    "\u2028",
    "<![CDATA[x",
]


def read(body):
    return HtmlReader().read(PAGE.format(body).encode(), "a.html")


def told(result):
    return [(block.kind.value, result.text[block.start : block.end]) for block in result.blocks]


def rows(result):
    found = [block for block in result.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[result.text[a:b] for a, b in block.cells] for block in found]


def test_blocks_of_a_page():
    result = read("<h1>流出</h1><p>甲社は<b>乙\n社</b>に<br>渡した。</p><ul><li>氏名<ul><li>カナ</li></ul></li></ul>")
    assert told(result) == [
        ("heading", "流出"),
        ("paragraph", "甲社は乙社に\n渡した。"),
        ("list_item", "氏名"),
        ("list_item", "カナ"),
    ]
    assert [block.parent for block in result.blocks] == [None, 0, 0, 2]
    assert result.title == "お詫び 資料"


def test_signs_in_the_words_are_read_as_in_any_text():
    result = read("<p>■経緯</p><p>・氏名<br>・住所</p><p>※精査中。</p>")
    assert [kind for kind, _ in told(result)] == ["heading", "list_item", "list_item", "footnote"]


def test_words_of_spaced_scripts_keep_their_space():
    assert read("<p>sold to\n   a <i>list</i> broker</p>").text == "sold to a list broker"


def test_furniture_is_left_out_and_counted():
    body = "<nav>ホーム</nav><article><header><h1>題</h1></header><p>本文。</p></article><footer>社名</footer>"
    result = read(body + "<script>var x</script><p style='display: none'>隠し</p>後。<aside>広告</aside>")
    assert [words for _, words in told(result)] == ["題", "本文。", "後。"]
    assert [remark.code for remark in result.diagnostics] == ["html.left_out"]
    assert "1 aside, 1 footer, 1 hidden, 1 nav, 1 script" in result.diagnostics[0].message


def test_cells_of_a_table_and_its_header():
    body = "<table><caption>表1</caption><tr><th>組織<th>件数<th>項目<tr><td rowspan=2>甲市<td>3万件<br>(重複)<td>氏名"
    result = read(body + "<tr><td colspan=2>不明<tr><td><td><td></table>")
    assert rows(result) == [["組織", "件数", "項目"], ["甲市", "3万件 (重複)", "氏名"], ["", "不明", ""]]
    found = [index for index, block in enumerate(result.blocks) if block.kind is BlockKind.TABLE_ROW]
    assert [result.blocks[index].header for index in found] == [None, found[0], found[0]]
    assert told(result)[0] == ("paragraph", "表1")


def test_a_table_whose_first_cells_are_heads_has_no_header_row():
    result = read("<table><tr><th>所在地<td>東京都<tr><th>件数<td>三件</table>")
    assert [block.header for block in result.blocks] == [None, None]


def test_a_table_that_lays_out_the_page_is_no_table():
    result = read(
        "<table><tr><td><h2>経緯</h2><p>渡した。</p></td><td><table><tr><td>甲</td></tr></table></td></tr></table>"
    )
    assert rows(result) == []
    assert [words for _, words in told(result)] == ["経緯", "渡した。", "甲"]


@pytest.mark.parametrize("name", ["shift_jis", "euc-jp", "utf-8", "nonsense"])
def test_declared_encodings_right_wrong_or_unknown(name):
    page = f'<html><head><meta charset="{name}"></head><body><p>甲社は名簿を渡した。</p></body></html>'
    for encoding in ("cp932", "euc_jp", "utf-8"):
        if (name, encoding) in {("shift_jis", "euc_jp"), ("euc-jp", "cp932")}:
            continue
        assert HtmlReader().read(page.encode(encoding), "a").text.endswith("渡した。")


def test_nothing_is_fetched_or_expanded():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>前&x;後</p></body></html>'
    assert "root:" not in HtmlReader().read(page.encode(), "a.html").text


def test_nesting_too_deep_is_reported():
    result = read("<div>" * 5000 + "底")
    assert [remark.code for remark in result.diagnostics] == ["html.cut"]


def test_detected_by_content_or_name():
    assert HtmlReader().detect(b"\n<!-- x --><!DOCTYPE html><p>", "a.txt")
    assert HtmlReader().detect(b"<p>", "a.HTM")
    assert not HtmlReader().detect("<p>甲社</p> html".encode(), "a.txt")


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_broken_markup_is_read_with_exact_offsets(parts):
    result = HtmlReader().read("".join(parts).encode(), "a.html")
    last = 0
    for block in result.blocks:
        assert last <= block.start < block.end <= len(result.text)
        assert all(block.start <= a <= b <= block.end for a, b in block.cells)
        assert result.text[block.start : block.end].strip() == result.text[block.start : block.end]
        last = block.end
