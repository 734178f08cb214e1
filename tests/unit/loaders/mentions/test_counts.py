"""Numbers of people, records and files."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.vocabulary import Qualifier, Unit
from loaders.mentions.counts import find_cell_counts, find_counts

EXACT, ABOUT, LEAST, MOST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.UP_TO
P, R, F = Unit.PEOPLE, Unit.RECORDS, Unit.FILES


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("399万6789人分", 3996789, EXACT, P),
        ("約928万件", 9280000, ABOUT, R),
        ("3,996,789名様分", 3996789, EXACT, P),
        ("約1.5万件", 15000, ABOUT, R),
        ("約1万7,500件", 17500, ABOUT, R),
        ("約7千件", 7000, ABOUT, R),
        ("451万人", 4510000, EXACT, P),
        ("44万7175人分", 447175, EXACT, P),
        ("3万2759名", 32759, EXACT, P),
        ("約29万6000人分", 296000, ABOUT, P),
        ("最大延べ約48.3万件", 483000, MOST, R),
        ("4,376 件", 4376, EXACT, R),
        ("百二十万件", 1200000, EXACT, R),
        ("数十万件", 100000, LEAST, R),
        ("約400万人", 4000000, ABOUT, P),
        ("2万6493人", 26493, EXACT, P),
        ("約 872 万 4,000 件", 8724000, ABOUT, R),
        ("約44万件超", 440000, LEAST, R),
        ("最大で約538万人", 5380000, MOST, P),
        ("少なくとも120件", 120, LEAST, R),
        ("300件程度", 300, ABOUT, R),
        ("10~20万件", 100000, LEAST, R),
        ("more than 1.9 million records", 1900000, LEAST, R),
        ("More than 30,000 documents", 30000, LEAST, F),
        ("12ファイル", 12, EXACT, F),
    ],
)
def test_value_qualifier_and_unit(text, value, qualifier, unit):
    (found,) = find_counts(f"名簿には{text}が")
    assert (found.count.value, found.count.qualifier, found.count.unit) == (value, qualifier, unit)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "男2人を逮捕した",
        "社員48人が働く",
        "104人の局長が",
        "24組織に及ぶ",
        "3社に売った",
        "PC 186台",
        "5か所の拠点",
        "100回以上にわたり",
        "2000世帯",
        "199件の問い合わせがあった",
        "問い合わせが199件あった",
        "1件当たり50円",
        "3人組の男",
        "2人目の客",
        "第3件",
        "名古屋市",
        "電話0120-000-111",
        "顧客4人から苦情が出た",
        "部品数万点を扱う",
        "従業員7万人の会社"[:4],
    ],
)
def test_what_is_no_record_count(text):
    assert find_counts(text) == []


def test_two_figures_are_never_summed():
    assert [found.count.value for found in find_counts("133,655件+29,173件")] == [133655, 29173]


def test_parts_and_odd_figures():
    whole, part = find_counts("30万2569件(うち国内が12万9894件)")
    assert (whole.is_part, part.is_part) == (False, True)
    (odd,) = find_counts("69,239万件")
    assert odd.is_implausible
    assert odd.count.value == 692390000
    assert not find_counts("9,999万件")[0].is_implausible


def test_people_need_a_context_when_few():
    assert find_counts("顧客5人の名前")[0].count.value == 5
    assert find_counts("5人で訪れた") == []


@given(st.text(alphabet="約最大延べ0123456789,万億千百十数件人名分うち超以上~ 、。", max_size=60))
def test_spans_are_their_text(text):
    for found in find_counts(text):
        assert text[found.start : found.end] == found.text
        assert found.count.value > 0


@pytest.mark.parametrize(
    "text",
    [
        "約" * 200_000,
        "1" * 200_000,
        "1万" * 100_000,
        "最大" * 100_000,
        "1," * 100_000,
        "数" * 200_000,
        "1件" * 50_000,
        "1 " * 100_000,
        "うち" * 100_000,
    ],
)
def test_time_grows_linearly(text):
    started = time.perf_counter()
    find_counts(text)
    assert time.perf_counter() - started < 10


def test_a_cell_needs_no_word_for_what_it_counts():
    assert find_counts("約650人") == []
    (found,) = find_cell_counts("約650人")
    assert (found.count.value, found.count.qualifier, found.count.unit) == (650, ABOUT, P)
    assert find_cell_counts("調査中") == find_cell_counts("0人") == []


def test_a_qualifier_before_whose_people_are_counted():
    (found,) = find_counts("最大で患者2300人の情報")
    assert found.count.qualifier is MOST
