"""Chronicles: the date in front of a line is that of what the line tells, whatever stands between the two."""

import pytest

from loaders.claims.events import find_events
from tests.unit.loaders.claims.telling_case import analysis_of, told


def days_of(text: str, kind: str) -> list[tuple[str | None, str | None]]:
    found, _ = find_events(analysis_of(text))
    return [event.window.to_iso() for event in found if event.type == kind]


@pytest.mark.parametrize(
    "line",
    [
        "5月6日 同封された紙の内容が会員情報と一致することを確認",
        "5月6日: 同封された紙の内容が会員情報と一致することを確認",
        "・5月6日 同封された紙の内容が会員情報と一致することを確認",
        "(3)5月6日 同封された紙の内容が会員情報と一致することを確認",
        "5月6日(火) 同封された紙の内容が会員情報と一致することを確認",
        "【5月6日】 同封された紙の内容が会員情報と一致することを確認",
        "5月6日\n同封された紙の内容が会員情報と一致することを確認した。",
    ],
)
def test_what_happened_on_the_day_in_front(line: str) -> None:
    assert days_of(f"経緯\n5月2日 社内に対策本部を設置\n{line}\n", "discovery") == [("2031-05-06", "2031-05-06")]


def test_it_goes_on_to_the_end_of_the_line() -> None:
    text = "経緯\n5月2日 社内に対策本部を設置\n5月6日 紙の内容が名簿と一致することを確認。保護委員会に速報を提出\n"
    assert days_of(text, "report_to_regulator") == [("2031-05-06", "2031-05-06")]


def test_but_a_later_sentence_may_have_its_own() -> None:
    text = "経緯\n5月2日 県警が元店員を逮捕。翌日、社長が会見で謝罪した。\n"
    assert days_of(text, "apology") == [("2031-05-03", "2031-05-03")]


def test_a_sentence_is_no_row() -> None:
    text = "5月6日の会見によると、同封された紙の内容が名簿と一致することを4月3日に確認した。"
    assert days_of(text, "discovery") == [("2031-04-03", "2031-04-03")]


@pytest.mark.parametrize(
    "row",
    [
        "4月22日 元社員が名簿業者に顧客名簿を15万円で売却",
        "・4月22日頃 元社員が、保管していた顧客名簿を名簿業者に売却",
        "4月22日: 元社員が名簿業者に顧客名簿を売却した",
        "4月22日 元社員が名簿業者に顧客名簿を売却し、8万円を受領",
    ],
)
def test_transfers_have_the_day_of_their_row(row: str) -> None:
    (one,) = told(f"経緯\n4月1日 社内調査を開始\n{row}\n")
    assert one.days == {("2031-04-22", "2031-04-22")}


def test_a_heading_that_is_a_date_rules_what_is_below() -> None:
    (one,) = told("# 4月22日\n\n元社員は顧客名簿を名簿業者に売却した。\n")
    assert one.days == {("2031-04-22", "2031-04-22")}
