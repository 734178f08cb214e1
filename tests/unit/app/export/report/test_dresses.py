"""HTML and PDF of a sheet: the same words in both, none of them obeyed, the same bytes for the same sheet."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import lxml.html
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import LeaktrailError, MissingExtra
from app.domain.window import OPEN
from app.export.report import pdf, typeface
from app.export.report.chain import Chain, ChainWords, Line, Step, Stop, draw
from app.export.report.html import to_html
from app.export.report.pdf import to_pdf
from app.export.report.sheet import Facts, Figure, Heading, Listing, Paragraph, Quotation, Sheet, Table

HOSTILE = [
    '#set text(red); *太字* _斜体_ $x^2$ `raw` @ref <label> // 註 /* 註 */ \\ #eval("1") #read("/etc/passwd")',
    "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; ]]> --> </style><b>",
    "一行目\n二行目\r\n三行目\f次の頁",
    "見えない\x1b[2J\x00と\u202e逆向き\u202c",
    "辻󠄀さんと髙橋と𠮷野、①㈱、ﾊﾝｶｸ、が(か+濁点)",
    "顔🙂とハングル한국と\u0e01",
]
FIGURE = draw(
    Chain((Stop("甲"), Stop("乙")), (Step("売却", "なし", "疑い", Line.DOTTED, OPEN, OPEN),)), ChainWords("{}{}", "無")
)


def sheet(*blocks, title="経路の報告", marking=None):
    return Sheet("ja", title, blocks, "目次", marking, "終わりの言葉")


def whole():
    return sheet(
        Heading(1, "問い", "question"),
        Facts((("出発点", "汐見原通販"),)),
        Paragraph("見落とせないこと", "warning"),
        Listing(("一つ目", "二つ目")),
        Figure(FIGURE, "図の題", "図が示すこと"),
        Table("区間", ("番号", "期間"), (("1", "2031-04-01"),), (1, 3)),
        Heading(2, "根拠"),
        Quotation("名簿を渡した", "[1] 朝の便り 20–26", "source-1"),
        Heading(1, "出典", "sources"),
        Heading(2, "[1] 朝の便り", "source-1"),
        Heading(1, "終わり", "end"),
        marking="TLP:AMBER",
    )


def text_of(data):
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "".join(page.extract_text() for page in document.pages)


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_html_is_built_for_readers_that_speak():
    page = lxml.html.fromstring(to_html(whole()).decode())
    assert page.get("lang") == "ja"
    assert [one.tag for one in page.iter("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2", "h3", "h2"]
    assert {one.get("scope") for one in page.iter("th")} == {"row", "col"}
    assert [one.get("aria-label") for one in page.iter("svg")] == ["図が示すこと"]
    assert [one.text for one in page.find(".//nav").iter("a")] == ["問い", "出典", "終わり"]
    assert {one.get("href") for one in page.iter("a")} <= {f"#{one.get('id')}" for one in page.xpath("//*[@id]")}


def test_html_needs_nothing_from_elsewhere():
    said = to_html(whole()).decode()
    page = lxml.html.fromstring(said)
    assert not list(page.iter("script", "link", "img", "iframe", "object", "base", "form"))
    assert re.findall(r"\b(?:https?:)?//", said) == []
    assert "url(" not in said
    assert "@import" not in said


def test_both_say_the_same():
    page = lxml.html.fromstring(to_html(whole()).decode())
    for style in list(page.iter("style")):
        style.drop_tree()
    printed = squeezed(text_of(to_pdf(whole())))
    said = [squeezed(one) for one in page.find("body").itertext() if squeezed(one)]
    assert [one for one in said if one not in printed] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_are_obeyed(text):
    made = sheet(Heading(1, text, "a"), Quotation(text, text), Table(text, (text,), ((text,),), (1,)), title=text)
    page = lxml.html.fromstring(to_html(made).decode())
    assert not list(page.iter("script", "img", "b"))
    spelled = (
        text.replace("\x1b", "\\x1b").replace("\x00", "\\x00").replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")
    )
    assert squeezed(page.find(".//blockquote/p").text_content()) == squeezed(spelled)
    printed = squeezed(text_of(to_pdf(made)))
    for sign in ("🙂", "\u0e01"):
        spelled = spelled.replace(sign, f"〔U+{ord(sign):04X}〕")
    assert printed.count(squeezed(spelled)) >= 4


def test_equal_sheets_are_equal_files():
    assert to_html(whole()) == to_html(whole())
    first = to_pdf(whole())
    assert first == to_pdf(whole())
    with pdfplumber.open(io.BytesIO(first)) as document:
        assert not {key for key in document.metadata if "Date" in key}
        assert document.metadata["Title"] == "経路の報告"


def test_the_marking_is_on_every_page():
    long = sheet(*[Paragraph("長い話。" * 200)] * 8, marking="TLP:RED")
    with pdfplumber.open(io.BytesIO(to_pdf(long))) as document:
        assert len(document.pages) > 1
        assert all("TLP:RED" in page.extract_text() for page in document.pages)
    assert "TLP:RED" in to_html(long).decode()


def test_pdf_is_tagged_and_tells_its_language():
    made = to_pdf(whole())
    assert b"/StructTreeRoot" in made or b"/MarkInfo" in made
    assert b"/Lang" in made


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_written(text):
    made = sheet(Heading(1, text), Paragraph(text), Quotation(text, text), Facts(((text, text),)), title=text)
    lxml.html.fromstring(to_html(made).decode())
    assert to_pdf(made).startswith(b"%PDF-")


def test_a_missing_package_is_told_with_its_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(MissingExtra, match=r"Typst, which is not installed \(pip install 'leaktrail\[pdf\]'\)"):
        to_pdf(whole())


def test_a_missing_typeface_is_told_with_its_remedy(monkeypatch):
    typeface.Typeface.find.cache_clear()
    monkeypatch.setattr(typeface, "find_spec", lambda _: None)
    try:
        with pytest.raises(MissingExtra, match="Noto Sans CJK JP, which is not installed"):
            to_pdf(whole())
    finally:
        typeface.Typeface.find.cache_clear()


def test_a_fault_of_the_layout_is_an_error_and_no_file(monkeypatch):
    monkeypatch.setattr(pdf, "files", lambda _: Faulty())
    with pytest.raises(LeaktrailError, match="unknown font family"):
        to_pdf(whole())


class Faulty:
    def joinpath(self, _):
        return self

    def read_bytes(self):
        return b'#set text(font: "No Such Face")\nx'


def test_the_typeface_has_what_japanese_texts_need():
    face = typeface.Typeface.find()
    assert face.spell("辻󠄀髙𠮷①㈱ﾊﾝ〜∥¥、。「」ABCé") == "辻󠄀髙𠮷①㈱ﾊﾝ〜∥¥、。「」ABCé"
    assert face.spell("a🙂") == "a〔U+1F642〕"
    assert all(Path(folder).is_dir() for folder in face.folders)


def test_a_table_of_uneven_rows_is_refused():
    with pytest.raises(ValueError, match="another length"):
        Table("区間", ("a", "b"), (("1",),), (1, 1))


def test_the_picture_is_whole_in_html():
    page = lxml.html.fromstring(to_html(whole()).decode())
    drawn = [one.text for one in page.find(".//svg").iter("text")]
    made = ET.fromstring(FIGURE)  # noqa: S314 - made by us
    assert drawn == [one.text for one in made.iter("{http://www.w3.org/2000/svg}text")]
