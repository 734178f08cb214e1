"""Sums of money and what they were for."""

import time

import pytest

from app.domain.vocabulary import Qualifier
from loaders.mentions.prices import find_prices
from loaders.mentions.values import PriceRole


@pytest.mark.parametrize(
    ("text", "value", "currency", "qualifier"),
    [
        ("2,000万円を超える", 20000000, "JPY", Qualifier.AT_LEAST),
        ("約2万円", 20000, "JPY", Qualifier.ABOUT),
        ("1,000万円", 10000000, "JPY", Qualifier.EXACT),
        ("1000万円超", 10000000, "JPY", Qualifier.AT_LEAST),
        ("総額2千万円以上", 20000000, "JPY", Qualifier.AT_LEAST),
        ("2,094 千米ドル", 2094000, "USD", Qualifier.EXACT),
        ("約280 百万円", 280000000, "JPY", Qualifier.ABOUT),
        ("数千円", 1000, "JPY", Qualifier.AT_LEAST),
        ("二千万円", 20000000, "JPY", Qualifier.EXACT),
        ("$20,000", 20000, "USD", Qualifier.EXACT),
        ("about $1.5 million", 1500000, "USD", Qualifier.ABOUT),
        ("¥500", 500, "JPY", Qualifier.EXACT),
        ("3000ユーロ", 3000, "EUR", Qualifier.EXACT),
        ("5000元", 5000, "CNY", Qualifier.EXACT),
    ],
)
def test_sums(text, value, currency, qualifier):
    (found,) = find_prices(f"金額は {text}だった")
    assert (found.price.value, found.price.currency, found.price.qualifier) == (value, currency, qualifier)
    assert found.text == text


@pytest.mark.parametrize("text", ["5元社員", "2023年", "円形", "第3円卓", "3元の値"])
def test_what_is_no_sum(text):
    assert find_prices(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("名簿を3万円で売った", PriceRole.PRICE),
        ("約2万円を報酬として受け取った", PriceRole.PRICE),
        ("1件当たり50円で買い取った", PriceRole.PRICE),
        ("罰金100万円を科した", PriceRole.FINE),
        ("1人当たり6000円の賠償を命じた", PriceRole.DAMAGE),
        ("現金1,000万円を要求した", PriceRole.DAMAGE),
        ("500円の金券を送った", PriceRole.FEE),
        ("paid more than $1 million in bribes", PriceRole.FEE),
        ("山は標高の割に、3万円だ", PriceRole.UNKNOWN),
        ("罰金を払った。3万円だ", PriceRole.UNKNOWN),
    ],
)
def test_roles(text, role):
    (found,) = find_prices(text)
    assert found.role is role


@pytest.mark.parametrize("text", ["円" * 200_000, "1円" * 50_000, "$" * 200_000, "1" * 200_000])
def test_time_grows_linearly(text):
    started = time.perf_counter()
    find_prices(text)
    assert time.perf_counter() - started < 10
