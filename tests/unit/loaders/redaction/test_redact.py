"""Leaked values are gone before anything is read; what tells how to reach an office, days, counts and prices stay."""

import pytest

from app.domain.document import Metadata
from loaders.pipeline import read
from loaders.redaction import LeakedData, refuse_leaked_data

ROWS = (
    "高橋 健一,みどり県港町芝浦9-8-7,090-1234-5678,kenichi.t@mail.example\n"
    "山崎 花子,みどり県港町芝浦1-2-3,080-8765-4321,hanako.y@mail.example\n"
)
REPORT = (
    "みどり沢通販は2031年4月1日、会員約4万件の名簿が流出したと発表した。\n"
    "元社員は名簿を東名簿センターに12万円で売った。掲示板には次のような行があった。\n\n"
    + ROWS
    + "\n同社は警察に相談した。\n"
)


def read_text(text, name="report.txt"):
    return read(text.encode(), name, Metadata(published_at="2031-04-02"))


def test_rows_in_a_report_give_way_to_blocks_in_their_places():
    reading = read_text(REPORT)
    text = reading.document.text
    assert len(text) == len(REPORT)
    assert "芝浦" not in text
    assert "高橋" not in text
    assert "090" not in text
    assert "mail.example" not in text
    assert text.split("掲示板")[0] == REPORT.split("掲示板")[0]
    assert text.endswith("\n同社は警察に相談した。\n")
    (remark,) = [one for one in reading.diagnostics if one.code == "redacted.leaked_values"]
    assert remark.message == "leaked values are not kept: 2 mail addresses, 2 telephone numbers, 2 addresses, 2 names"
    for claim in reading.claims:
        for quote in claim.quotes:
            assert text[quote.start : quote.end] == quote.exact


def test_a_contact_before_a_row_is_none_of_it():
    told = "お問い合わせ: みどり沢通販お客様窓口 03-1234-9999\n流出した行の例です。\n"
    text = read_text(told + ROWS).document.text
    assert text.startswith(told)
    assert "090" not in text
    assert "高橋" not in text


def test_the_rest_is_read_as_without_them():
    plain = read_text(REPORT.replace(ROWS, "████\n" * 2))
    facts = {(c.kind, c.property, str(c.value)) for c in read_text(REPORT).claims if c.property in {"label", "price"}}
    assert facts == {(c.kind, c.property, str(c.value)) for c in plain.claims if c.property in {"label", "price"}}


@pytest.mark.parametrize(
    "words",
    [
        "一覧には hanako@mail.example\nkenichi@mail.example\ntaro99@mail.example\nの宛先があった。",
        "カード番号は4111-1111-1111-1111だった。",
        "カード番号は4111−1111−1111−1111だった。",
        "マイナンバー1234-5678-9018も読めた。",
        "「高橋健一、みどり県港町芝浦9-8-7、090-1234-5678」のような行が並ぶ。",
    ],
)
def test_runs_and_what_is_leaked_wherever_it_stands(words):
    text = read_text("みどり沢通販の名簿が流出した。\n" + words + "\n").document.text
    assert "█" in text
    assert not any(leaked in text for leaked in ("@mail", "4111", "4111", "1234", "9018", "芝浦"))


@pytest.mark.parametrize(
    "words",
    [
        "本件に関するお問い合わせ\nみどり沢通販株式会社 お客様相談室\n電話 03-1234-5678(平日9時~17時)\nメール soudan@midorisawa.example",
        "【報道関係】広報部 高橋健一 TEL:03-1234-5678 FAX:03-1234-5679 koho@midorisawa.example",
        "〒100-0000 みどり県港町芝浦9-8-7 みどり沢通販株式会社 代表取締役 高橋健一",
        "県警港警察署 045-123-4567\n県警北警察署 045-123-4568\n県警南警察署 045-123-4569",
        "専用窓口:0120-123-456\n予備:0120-123-457\n夜間:0120-123-458",
        "流出したのは2031-04-01から2031-04-30までの3,996,789件、被害額は1,234,567円。",
        "元社員の高橋健一容疑者(43)=みどり県港町芝浦=を逮捕した。",
        "犯人からの連絡は taro@mail.example から届いた。電話は090-1234-5678だった。",
        "製品番号 1234567890123456 と伝票 123456789018 を確認した。",
    ],
)
def test_what_is_no_leaked_value_stays(words):
    text = "みどり沢通販の名簿が流出した。\n" + words + "\n"
    assert read_text(text).document.text == text


@pytest.mark.parametrize("name", ["list.csv", "list.txt"])
def test_the_data_itself_is_refused_by_kinds_and_numbers_only(name):
    lines = [f"高橋 健一,みどり県港町芝浦9-8-{n},090-1234-56{n:02},k{n}@mail.example" for n in range(1, 31)]
    with pytest.raises(LeakedData) as refused:
        read("\n".join(["氏名,住所,電話番号,メール", *lines]).encode(), name, Metadata())
    error = refused.value
    assert error.message == (
        "is leaked data itself, not a document about it: 30 rows with 30 mail addresses, 30 telephone numbers, "
        "30 addresses, 30 names"
    )
    assert error.place == name
    assert "report" in error.remedy


def test_a_ledger_keeps_who_gave_and_got():
    table = (
        "提供年月日,提供元,提供先,データ,電話番号,メール\n"
        "2031-04-01,みどり沢通販,東名簿センター,会員名簿,090-1234-5678,a.b@mail.example\n"
        "2031-04-02,みどり沢通販,白鳥宝飾,会員名簿,090-1234-5679,c.d@mail.example\n"
    )
    reading = read(table.encode(), "ledger.csv", Metadata())
    assert "090-" not in reading.document.text
    assert "@mail" not in reading.document.text
    assert {"東名簿センター", "白鳥宝飾"} <= {str(c.value) for c in reading.claims}


def test_a_list_of_offices_is_no_leaked_data():
    refuse_leaked_data("\n".join(f"第{n}営業所 03-1234-56{n:02}" for n in range(1, 40)), "offices.txt")
