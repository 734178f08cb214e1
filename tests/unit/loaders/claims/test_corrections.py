"""Figures that a text corrects by itself, and figures that only changed."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from loaders.claims.corrections import find_corrections
from loaders.mentions.analysis import analyse
from loaders.passages import split
from loaders.readers.document import read_document


def corrections(text):
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    found = find_corrections(analyse(document, blocks, split(document, blocks)))
    return [(one.old, one.new, one.old_words.exact, one.new_words.exact) for one in found]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("対象は約28万件（5月10日公表の約25万件より修正）。", 250_000, 280_000),
        ("影響は12団体（前回の9団体から訂正）。", 9, 12),
        ("同社は対象を25万件から28万件に訂正した。", 250_000, 280_000),
        ("同社は対象を25万件から、約28万件へ修正した。", 250_000, 280_000),
        ("当初は1,200人分と発表していたが、1,150人分に訂正した。", 1200, 1150),
        ("対象件数 | 約28万件(約25万件より修正) |", 250_000, 280_000),
        ("当初は約1万件としていたが、その後の調査で1万2千件に上ることが判明した。", 10_000, 12_000),
        ("対象者は最大5,000人と発表しておりましたが、精査の結果、4,200人であることが判明いたしました。", 5000, 4200),
        ("被害は9団体とみられていたが、実際には12団体だったことが分かった。", 9, 12),
        ("（誤）1,234件　（正）1,324件", 1234, 1324),
        ("【訂正前】対象件数 1,234件 【訂正後】対象件数 1,324件", 1234, 1324),
        ("誤：対象者 1,234名\n\n正：対象者 1,324名\n", 1234, 1324),
        ("対象を1,234件と記載しておりましたが、正しくは1,324件でした。", 1234, 1324),
        ("対象は34,518名様分です。7月の公表では31,200名様分とご説明しておりましたが、改めております。", 31_200, 34_518),
        ("同社は第1報で対象を約1万件と説明した。第2報では1万2千件としている。", 10_000, 12_000),
        ("4月の発表では対象は2万件だったが、6月の発表では2万3千件となった。", 20_000, 23_000),
        ("「1,234件」とあるのは「1,324件」の誤りでした。", 1234, 1324),
    ],
)
def test_a_correction_has_an_old_and_a_new_figure(text, old, new):
    ((before, after, old_words, new_words),) = corrections(text)
    assert (before, after) == (old, new)
    assert old_words in text
    assert new_words in text


@pytest.mark.parametrize(
    "text",
    [
        "被害は25万件から28万件に増えた。",
        "業績予想を28億円から25億円に修正した。",
        "25万件のうち、9団体を12件に修正した。",
        "約25万件より修正した。",
        "28万件（28万件より修正）。",
        "5月10日より修正を始めた。",
        "25万件と発表していたが、新たに24万件の流出が判明した。",
        "25万件と発表していたが、このうち24万件が売られていたことが判明した。",
        "会員は25万人としていたが、流出したのは3万人と判明した。",
        "第1報で対象を約1万件と説明した。第2報では新たに1万2千件の流出を公表した。",
        "5月は25万件の申し込みがあったとしていたが、6月は28万件だった。",
        "誤：対象者 1,234名\n\n正：対象 1,324件\n",
    ],
)
def test_what_is_no_correction_of_a_figure(text):
    assert corrections(text) == []
