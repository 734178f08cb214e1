"""Which counts and sums of money can both be true."""

import pytest

from app.domain.amount import agree, entails, is_telling, prices_agree
from app.domain.graph import Count, Price
from app.domain.vocabulary import Qualifier, Unit

ABOUT, LEAST, MOST = Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.UP_TO


def count(value, qualifier=Qualifier.EXACT, unit=Unit.PEOPLE):
    return Count(value, qualifier, unit)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(4_000_000, ABOUT), count(3_996_789)),
        (count(3_990_000, ABOUT), count(3_996_789)),
        (count(80_000, ABOUT), count(82_145)),
        (count(35_000_000, ABOUT), count(35_040_000)),
        (count(4_500_000), count(4_496_789)),
        (count(30_000, LEAST), count(32_759)),
        (count(40_000, MOST), count(32_759)),
        (count(400, unit=None), count(400)),
        (count(400_000, unit=Unit.RECORDS), count(4_510_000)),
    ],
)
def test_these_go_together(a, b):
    assert agree(a, b)
    assert agree(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(3_996_789), count(4_500_000)),
        (count(4_000_000, ABOUT), count(4_500_000)),
        (count(80_000, ABOUT), count(91_000)),
        (count(80_000, ABOUT), count(75_000)),
        (count(32_759), count(32_758)),
        (count(40_000, LEAST), count(32_759)),
        (count(30_000, MOST), count(32_759)),
        (count(3_000, ABOUT), count(3_200)),
    ],
)
def test_these_do_not(a, b):
    assert not agree(a, b)
    assert not agree(b, a)


def test_sums_of_money():
    paid = Price(300_000, "JPY")
    assert prices_agree(paid, Price(290_000, "JPY", LEAST))
    assert prices_agree(paid, Price(300_000, "USD"))
    assert prices_agree(paid, Price(2_000, "USD"))
    assert not prices_agree(paid, Price(500_000, "JPY"))


@pytest.mark.parametrize(("value", "expected"), [(32_759, True), (4_127, True), (30_000, False), (127, False)])
def test_a_number_that_two_stories_hardly_share(value, expected):
    assert is_telling(value) is expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(3_996_789), count(4_000_000, ABOUT)),
        (count(4_496_789), count(4_500_000)),
        (count(32_759), count(30_000, LEAST)),
        (count(32_759), count(32_759, unit=None)),
        (count(400, MOST), count(500, MOST)),
    ],
)
def test_the_more_exact_one_entails_the_other(a, b):
    assert entails(a, b)
    assert entails(a, a)
    assert not entails(b, a)


def test_other_numbers_and_units_entail_nothing():
    assert not entails(count(3_996_789), count(4_500_000, ABOUT))
    assert not entails(count(400), count(400, unit=Unit.RECORDS))
