"""Written numbers -> exact numbers."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.ja.numbers import NUMBER, parse_number, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("3,996,789", "3996789"),
        ("399万6789", "3996789"),
        ("3万2759", "32759"),
        ("1万7,500", "17500"),
        ("7千", "7000"),
        ("2千5百万", "25000000"),
        ("280 百万", "280000000"),
        ("2,094 千", "2094000"),
        ("872 万 4,000", "8724000"),
        ("1.5万", "15000"),
        ("48.3万", "483000"),
        ("7億2,000万", "720000000"),
        ("69,239万", "692390000"),
        ("百二十万", "1200000"),
        ("二千", "2000"),
        ("十", "10"),
        ("二〇二三", "2023"),
        ("一兆二億", "1000200000000"),
        ("2憶5000万", "250000000"),
    ],
)
def test_exact_figures(text, value):
    number = parse_number(text)
    assert number is not None
    assert number.value == Decimal(value)
    assert not number.is_vague


@pytest.mark.parametrize(
    ("text", "least"),
    [("数十万", 100000), ("数百", 100), ("数", 2), ("十数", 10), ("数千", 1000), ("数万", 10000), ("十数万", 100000)],
)
def test_vague_figures_give_the_least(text, least):
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.is_vague) == (least, True)


@pytest.mark.parametrize("text", ["", "万", "1万2億", "3千5千", "12 345", "1+2", "abc", "1,23", "5百2千"])
def test_what_is_no_number(text):
    assert parse_number(text) is None


def test_decimals_are_exact():
    assert parse_number("0.1万").value == 1000
    assert plain(Decimal("2.5")) == 2.5
    assert plain(Decimal("2.0")) == 2
    assert isinstance(plain(Decimal("2.0")), int)


@given(st.integers(min_value=1, max_value=10**15))
def test_grouped_and_plain_figures_agree(value):
    assert parse_number(f"{value:,}").value == parse_number(str(value)).value == value


@given(
    st.integers(min_value=0, max_value=9999),
    st.integers(min_value=1, max_value=9999),
    st.integers(min_value=0, max_value=9999),
)
def test_large_units_add_up(oku, man, rest):
    text = (f"{oku}億" if oku else "") + f"{man}万" + (str(rest) if rest else "")
    assert parse_number(text).value == oku * 10**8 + man * 10**4 + rest


def test_pattern_is_linear():
    import re

    pattern = re.compile(NUMBER)
    started = time.perf_counter()
    for text in ("1" * 300_000, "万" * 300_000, "1," * 150_000, "一" * 300_000, "1 万 " * 80_000):
        sum(1 for _ in pattern.finditer(text))
    assert time.perf_counter() - started < 5
