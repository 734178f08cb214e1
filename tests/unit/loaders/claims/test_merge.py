"""Tellings of one passing are one transfer; two passings stay two."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.claims.merge import merge_transfers
from loaders.claims.transfers import find_transfers
from tests.unit.loaders.claims.telling_case import analysis_of, told

MAN, BROKER = "元社員の男", "名簿業者"


def test_retellings_keep_all_quotes_and_the_best_of_each_slot() -> None:
    text = (
        f"{MAN}が顧客名簿を{BROKER}に売却していた。\n\n# 経緯\n\n"
        f"{MAN}は2028年4月3日、顧客名簿を{BROKER}に20万円で売却した。\n\n{MAN}は{BROKER}に名簿を転売した。"
    )
    (one,) = told(text)
    assert len(one.merged.quotes) == 3
    assert one.days == {("2028-04-03", "2028-04-03")}
    assert one.merged.action.value == "resale"
    assert [t.price.value for t in one.merged.tellings if t.price] == [200000]


def test_batch_stands_beside_its_series_as_a_part() -> None:
    text = f"{MAN}は2028年4月から2029年3月にかけて、顧客名簿を{BROKER}に売却していた。"
    for batch in ("このうち2028年5月17日には、顧客名簿3万件を", "2028年5月17日、男は顧客名簿を"):
        series, part = told(f"{text}{batch}{BROKER}に売却した。")
        assert series.days == {("2028-04-01", "2029-03-31")}
        assert part.days == {("2028-05-17", "2028-05-17")}
        assert (series.merged.part_of, part.merged.part_of) == (None, 0)


def test_a_year_and_a_day_in_it_are_one() -> None:
    text = f"2028年、{MAN}は顧客名簿を{BROKER}に売却した。2028年5月17日、{MAN}は顧客名簿を{BROKER}に売却した。"
    assert len(told(text)) == 1


def test_counts_far_apart_stay_apart() -> None:
    text = "".join(f"{MAN}は2028年4月3日に顧客名簿{n}万件を{BROKER}に売却した。" for n in (4, 90))
    assert [one.merged.first.count.value for one in told(text)] == [40000, 900000]


def test_days_apart_stay_apart() -> None:
    text = "".join(f"{MAN}は2028年{month}月3日に顧客名簿を{BROKER}に売却した。" for month in (4, 9))
    assert [one.days for one in told(text)] == [{("2028-04-03", "2028-04-03")}, {("2028-09-03", "2028-09-03")}]


def test_denial_does_not_join_what_is_told_as_a_fact() -> None:
    found = told(f"{MAN}は顧客名簿を{BROKER}に売却した。\n\n{MAN}は顧客名簿を{BROKER}に売却したことを否定した。")
    assert {one.merged.status.value for one in found} == {"confirmed", "denied"}


def test_getting_and_giving_away_are_two_even_where_the_other_ends_are_open() -> None:
    found = told(f"株式会社あおば商事から顧客情報が流出した。その後、{BROKER}に渡った。「名簿を売った」と話した。")
    assert all(one.provider != one.recipient for one in found)
    assert (None, BROKER) in [one.ends for one in found]


DRAFTS, _ = find_transfers(
    analysis_of(
        f"2028年、{MAN}は顧客名簿を{BROKER}に売却した。顧客名簿は{BROKER}に渡った。{BROKER}は名簿を代理店に転売した。"
        f"{MAN}は2028年5月3日、顧客名簿3万件を{BROKER}に売却した。株式会社あおば商事の{MAN}が名簿を持ち出した。"
    )
)


@given(st.lists(st.sampled_from(DRAFTS), max_size=8))
def test_every_telling_is_kept_once(drafts: list) -> None:
    merged = merge_transfers(drafts, lambda a, b: False)
    kept = [t for one in merged for t in one.tellings]
    assert len(kept) == len(drafts)
    assert all(one.part_of is None or one.part_of != n for n, one in enumerate(merged))
    assert all(n not in one.after for n, one in enumerate(merged))
