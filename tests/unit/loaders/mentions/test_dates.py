"""The dates of documents: words, ranges, limits, anchors, and what is left open."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.window import Window
from loaders.mentions.dates import DateReader, find_dates
from loaders.mentions.values import Limit


def day(text):
    return Window.day(date.fromisoformat(text))


WRITTEN_2006 = day("2006-09-15")
WRITTEN_2023 = day("2023-12-25")


def windows(texts, published=None):
    found, _ = find_dates([texts] if isinstance(texts, str) else texts, published)
    return ["/".join(end or ".." for end in hit.window.to_iso()) for passage in found for hit in passage]


def codes(texts, published=None):
    return [item.code for item in find_dates([texts] if isinstance(texts, str) else texts, published)[1]]


# the last column: one date per space; a single day is written once
TABLE = [
    ("2006年5月30日", None, "2006-05-30"),
    ("2003年12月", None, "2003-12-01/2003-12-31"),
    ("平成18年9月", None, "2006-09-01/2006-09-30"),
    ("令和5年10月17日", None, "2023-10-17"),
    ("令和元年5月", None, "2019-05-01/2019-05-31"),
    ("平成30年度", None, "2018-04-01/2019-03-31"),
    ("2006年6月13日に会見した。同日", None, "2006-06-13 2006-06-13"),
    ("2006年5月30日に連絡した。翌日", None, "2006-05-30 2006-05-31"),
    ("2006年5月30日に連絡し、翌5月31日", None, "2006-05-30 2006-05-31"),
    ("2006年5月に入り、同年3月", None, "2006-05-01/2006-05-31 2006-03-01/2006-03-31"),
    ("本年4月", WRITTEN_2006, "2006-04-01/2006-04-30"),
    ("昨年4月", WRITTEN_2006, "2005-04-01/2005-04-30"),
    ("今年5月30日", WRITTEN_2006, "2006-05-30"),
    ("2006年5月に届き、翌月", None, "2006-05-01/2006-05-31 2006-06-01/2006-06-30"),
    ("2006年5月30日に届き、同月", None, "2006-05-30 2006-05-01/2006-05-31"),
    ("6月8日", WRITTEN_2006, "2006-06-08"),
    ("平成17年4月、各館から借りたデータを持ち出し、同年12月", None, "2005-04-01/2005-04-30 2005-12-01/2005-12-31"),
    (
        "3月に辞めた。8月上旬、別の件を調べていた県警が見つけ、同月23日",
        WRITTEN_2006,
        "2006-03-01/2006-03-31 2006-08-01/2006-08-10 2006-08-23",
    ),
    ("五日夜、逮捕した。先月二十八日に渡し、翌二十九日に届けた", WRITTEN_2006, "2006-09-05 2006-08-28 2006-08-29"),
    ("24日に説明会を開く。", WRITTEN_2006, "2006-09-24"),
    ("24日に説明会を開いた。", WRITTEN_2006, "2006-08-24"),
    ("10月8日付けで契約を解除するとともに", WRITTEN_2006, "2006-10-08"),
    ("10月8日付けで契約を解除した", WRITTEN_2006, "2005-10-08"),
    ("一昨年12月から昨年1月にかけて取り出し、3月10日", WRITTEN_2006, "2004-12-01/2005-01-31 2005-03-10"),
    ("2006年5月31日に届いた。31日中に", None, "2006-05-31 2006-05-31"),
    ("7/23", WRITTEN_2023, "2023-07-23"),
    ("10/17公表", WRITTEN_2023, "2023-10-17"),
    ("12/19公表時点", WRITTEN_2023, "2023-12-19"),
    ("22年10月", WRITTEN_2023, "2022-10-01/2022-10-31"),
    ("3月30日", WRITTEN_2023, "2023-03-30"),
    ("3 月 30 日から 4 月 3 日の間", WRITTEN_2023, "2023-03-30/2023-04-03"),
    ("2013年11月6日~2023年4月17日", None, "2013-11-06/2023-04-17"),
    ("2013年7月から2023年1月まで", None, "2013-07-01/2023-01-31"),
    ("2022年1月~3月", None, "2022-01-01/2022-03-31"),
    ("2016年8月26日~12月28日", None, "2016-08-26/2016-12-28"),
    ("2022年3月下旬", None, "2022-03-21/2022-03-31"),
    ("2022年春頃", None, "2022-03-01/2022-05-31"),
    ("2023年9月28日、10月9日", None, "2023-09-28 2023-10-09"),
    ("2003年12月18日以降", None, "2003-12-18/.."),
    ("2018年12月まで", None, "../2018-12-31"),
    ("昨年末ごろ", day("2014-07-10"), "2013-12-01/2013-12-31"),
    ("5月12日", WRITTEN_2023, "2023-05-12"),
    ("2014年~16年", None, "2014-01-01/2016-12-31"),
    ("2013,2014年度", None, "2013-04-01/2014-03-31 2014-04-01/2015-03-31"),
    # eras and numerals
    ("H18.9.13", None, "2006-09-13"),
    ("平成十八年九月十三日", None, "2006-09-13"),
    ("二〇〇六年五月", None, "2006-05-01/2006-05-31"),
    ("昭和64年", None, "1989-01-01/1989-12-31"),
    ("平成元年", None, "1989-01-08/1989-12-31"),
    ("令和元年", None, "2019-05-01/2019-12-31"),
    ("令和元年度", None, "2019-04-01/2020-03-31"),
    ("令和2年(2020年)8月から令和4年(2022年)6月までの間", None, "2020-08-01/2022-06-30"),
    ("平成28~30年度", None, "2016-04-01/2019-03-31"),
    # parts and ranges
    ("2008-09年", None, "2008-01-01/2009-12-31"),
    ("2006-10年度にかけて", None, "2006-04-01/2011-03-31"),
    ("2010年度から4年間", None, "2010-04-01/2014-03-31"),
    ("2013年9月12日~27日", None, "2013-09-12/2013-09-27"),
    ("2022年11月~3月", None, "2022-11-01/2023-03-31"),
    ("2022年7月16日21時から17日1時5分頃", None, "2022-07-16/2022-07-17"),
    ("2022年上半期", None, "2022-01-01/2022-06-30"),
    ("2022年度末", None, "2023-03-01/2023-03-31"),
    ("2022年5月末", None, "2022-05-21/2022-05-31"),
    ("2022年12月初め", None, "2022-12-01/2022-12-10"),
    ("17年度と18年度", day("2018-12-18"), "2017-04-01/2018-03-31 2018-04-01/2019-03-31"),
    ("9/12~9/14", WRITTEN_2023, "2023-09-12/2023-09-14"),
    ("2022年2月から会員が増え", None, "2022-02-01/.."),
    # relative to the writing
    ("昨秋", day("2022-01-22"), "2021-09-01/2021-11-30"),
    ("先月", day("2022-01-22"), "2021-12-01/2021-12-31"),
    ("今年初め", day("2025-06-01"), "2025-01-01/2025-03-31"),
    ("今年度", day("2006-02-01"), "2005-04-01/2006-03-31"),
    ("先月", Window.year(2025), "2024-12-01/2025-11-30"),
    ("22日、逮捕した", Window.year(2025), "2025-01-22/2025-12-22"),
    # English
    ("On June 28, 2021, a clerk", None, "2021-06-28"),
    ("from 3 May 2019 to 8 July 2019", None, "2019-05-03/2019-07-08"),
    ("June 28-30, 2021", None, "2021-06-28/2021-06-30"),
    ("between 2013 and 2019, he", None, "2013-01-01/2019-12-31"),
    ("in the summer of 2012", None, "2012-06-01/2012-08-31"),
    ("since August 2019", None, "2019-08-01/.."),
    ("last month", day("2021-08-12"), "2021-07-01/2021-07-31"),
    ("and by July 4, they", day("2021-08-12"), "../2021-07-04"),
]


@pytest.mark.parametrize(("text", "published", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_the_days_of_words(text, published, expected):
    def spelled(word):
        return word if "/" in word else f"{word}/{word}"

    assert windows(text, published) == [spelled(word) for word in expected.split(" ")]


@pytest.mark.parametrize(
    "text",
    [
        "電話は0120-00-1234へ",
        "第148条第1項",
        "版2.6.11を入れた",
        "16時に始めた",
        "24時間受け付ける",
        "1/2に減った",
        "24/7の窓口",
        "500円を払った",
        "2社が関わる",
        "懲役2年6月を言い渡した",
        "懲役10年6月",
        "15日間無料",
        "30日以内に返す",
        "1日1回",
        "2日目の朝",
        "5月号に載る",
        "2023年3月期の決算",
        "週刊誌の11月10日増大号",
        "日本年金機構",
        "同年代の男",
        "前年比で増えた",
        "10年間",
        "2000年問題",
        "3年計画",
        "平成15年法律第57号",
        "https://example.org/2021/08/06/a.html",
        "2017番の席",
        "46歳の男",
        "They may be late",
        "march on 5 gates",
    ],
)
def test_what_is_no_date(text):
    assert windows(text, WRITTEN_2023) == []


@pytest.mark.parametrize("text", ["2月30日に", "2023年2月29日に", "令和元年3月に", "平成元年1月3日に"])
def test_days_that_do_not_exist_are_reported(text):
    assert windows(text, WRITTEN_2023) == []
    assert codes(text, WRITTEN_2023) == ["date.not_a_day"]


@pytest.mark.parametrize("text", ["数年前", "十数年前から", "10年近く前に", "several years ago"])
def test_vague_times_stay_open(text):
    found, diagnostics = find_dates([text], WRITTEN_2023)
    assert [hit.window.is_open for hit in found[0]] == [True]
    assert found[0][0].is_deictic
    assert [item.code for item in diagnostics] == ["date.vague"]


@pytest.mark.parametrize("text", ["6月8日に返した", "昨年4月", "同日", "30日、返した"])
def test_without_any_year_the_date_stays_open_and_is_reported(text):
    assert windows(text) == ["../.."]
    assert codes(text) == ["date.no_year"]


# ------------------------------------------------------------ anchors


def test_a_limit_does_not_move_the_anchor():
    texts = [
        "2006年5月30日に連絡があった。",
        "2003年12月18日までに申し込んだ人の分だ。",
        "同日、届けた。",
        "6月8日に返した。",
    ]
    assert windows(texts)[2:] == ["2006-05-30/2006-05-30", "2006-06-08/2006-06-08"]


def test_a_relative_clause_does_not_move_the_year():
    texts = ["6月13日、発表した。", "2004年2月に発覚した他社の件に次ぐ。", "同日、会見した。", "5月2日に始めた。"]
    assert windows(texts, day("2006-06-20"))[2:] == ["2006-06-13/2006-06-13", "2006-05-02/2006-05-02"]


def test_dates_in_parentheses_and_notices_do_not_move_the_anchor():
    texts = ["2006年5月30日に届いた。", "規程(2001年4月1日改正)による。", "Copyright 2017年1月1日 例", "同日、調べた。"]
    assert windows(texts)[-1] == "2006-05-30/2006-05-30"


def test_a_narrative_moves_forward_into_the_next_year():
    assert windows("2003年12月に持ち帰り、4月に渡した。")[1] == "2004-04-01/2004-04-30"


def test_no_date_lies_after_the_writing():
    assert windows("11月3日に売った。", day("2006-09-15")) == ["2005-11-03/2005-11-03"]


def test_a_plan_may_lie_after_the_writing():
    assert windows("11月3日に再開する予定だ。", day("2006-09-15")) == ["2006-11-03/2006-11-03"]


def test_two_readings_are_kept_as_one_window_and_reported():
    texts = ["2020年9月に複製した。", "9月30日、逮捕した。"]
    assert windows(texts, day("2022-10-05"))[1] == "2020-09-30/2022-09-30"
    assert codes(texts, day("2022-10-05")) == ["date.ambiguous_year"]


def test_a_weekday_settles_the_year():
    texts = ["2020年9月に複製した。", "9月30日(金)、逮捕した。"]
    assert windows(texts, day("2022-10-05"))[1] == "2022-09-30/2022-09-30"
    assert codes("9月30日(月)", day("2022-10-05")) == ["date.weekday_mismatch"]


def test_rows_of_a_timeline_take_the_year_of_the_row_above():
    assert windows(["2021年3月 入社", "4月 異動", "6月 退職"], day("2023-01-10"))[1:] == [
        "2021-04-01/2021-04-30",
        "2021-06-01/2021-06-30",
    ]


def test_a_heading_of_a_year_rules_the_rows_below():
    texts = ["2021年", "3月5日 入社", "例として。", "11月7日 退職"]
    assert windows(texts, day("2023-01-10"))[1:] == ["2021-03-05/2021-03-05", "2021-11-07/2021-11-07"]


def test_a_dateline_stands_in_for_the_publication():
    assert windows(["平成18年9月", "本年4月に渡した。"])[1] == "2006-04-01/2006-04-30"
    assert windows(["例新聞 2024年8月1日 15時0分", "7月3日に渡した。"])[1] == "2024-07-03/2024-07-03"


def test_a_text_that_was_added_to_reaches_beyond_its_publication():
    log = ["2023年11月1日 追記", "2023年12月20日 追記", "2024年1月9日 追記"]
    assert windows(["12月13日に報告した。", *log], day("2023-10-18"))[0] == "2023-12-13/2023-12-13"
    assert windows(["12月13日に報告した。"], day("2023-10-18"))[0] == "2022-12-13/2022-12-13"


def test_a_day_alone_takes_the_month_of_its_sentence_or_the_writing():
    assert windows("3月15日の報道では、15日に発表した。", Window.month(2006, 3))[1] == "2006-03-15/2006-03-15"
    assert windows("30日、逮捕した。", day("2022-09-30")) == ["2022-09-30/2022-09-30"]
    assert windows("31日、逮捕した。", day("2022-03-02")) == ["2022-01-31/2022-01-31"]


# ------------------------------------------------------------ what is told of a date


def test_what_is_told_beside_the_window():
    ((first, second, third),), _ = find_dates(["2006年5月30日、翌日、6月2日以降"], None)
    assert (first.year_inferred, first.anchor, first.is_deictic, first.limit) == (False, None, False, Limit.AT)
    assert (second.year_inferred, second.anchor, second.is_deictic) == (True, "mentioned", True)
    assert (third.year_inferred, third.limit, third.text) == (True, Limit.SINCE, "6月2日以降")


def test_one_list_per_passage_and_a_reader_keeps_its_anchors():
    found, _ = find_dates(["なし", "2006年5月", ""], None)
    assert [len(passage) for passage in found] == [0, 1, 0]
    reader = DateReader()
    reader.read("2006年5月30日に届いた。")
    assert reader.read("翌日、調べた。")[0].window == day("2006-05-31")


@given(
    st.lists(
        st.text(
            alphabet="0123456789年月日年度平成令和元昨今同翌前先春夏秋冬末上中下旬頃から~まで以降、。(/-)Jun May,of by in ",
            max_size=50,
        ),
        max_size=4,
    )
)
def test_any_text_is_read_without_error_and_spans_are_their_text(texts):
    found, _ = find_dates(texts, WRITTEN_2023)
    assert len(found) == len(texts)
    for text, passage in zip(texts, found, strict=True):
        assert all(text[hit.start : hit.end] == hit.text for hit in passage)
        assert all(a.end <= b.start for a, b in pairwise(passage))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_every_full_date_is_read_exactly(value):
    for text in (
        f"{value.year}年{value.month}月{value.day}日",
        f"{value:%Y/%m/%d}",
        f"{value:%Y-%m-%d}",
        f"{value:%B} {value.day}, {value.year}",
    ):
        assert windows(text) == [f"{value}/{value}"]


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "年" * 200_000,
        "昨年" * 40_000,
        "1月" * 30_000,
        "2006年5月30日から" * 8_000,
        "(" * 200_000,
        "in the " * 40_000,
        "June " * 40_000,
        "1/2/" * 60_000,
        "十" * 200_000,
    ],
)
def test_time_grows_linearly(text):
    started = time.perf_counter()
    find_dates([text], WRITTEN_2023)
    assert time.perf_counter() - started < 20


def days_in_paragraphs(*texts):
    found, diagnostics = find_dates(texts, WRITTEN_2006, range(len(texts)))
    return [hit.window.to_iso()[0] for hit in found[-1]], [item.code for item in diagnostics]


def test_the_same_month_in_another_paragraph_is_open_where_two_were_told():
    texts = ["2月14日に脅した。", "昨年11月に写した。", "同月18日に届け出た。"]
    assert days_in_paragraphs(*texts) == ([None], ["date.many_anchors"])
    assert days_in_paragraphs("昨年11月3日に写した。", "昨年11月に渡した。", "同月18日に届け出た。") == (
        ["2005-11-18"],
        [],
    )


def test_rows_of_a_chronicle_go_on_from_the_row_before():
    assert days_in_paragraphs("2月14日 脅した", "4月3日 写した", "同月18日 届け出た") == (["2006-04-18"], [])


def test_lengths_in_kanji_are_no_days():
    assert windows("二、三日に一度、三日間、毎月十日に会った。", WRITTEN_2006) == []
