"""Rows of invented documents whose fields, status or owner stand elsewhere than beside the count."""

import pytest

from app.domain.document import Metadata
from app.domain.vocabulary import AffectedStatus
from loaders.claims.affected_status import nearest_status
from loaders.pipeline import find

Told = tuple[float | None, AffectedStatus, tuple[str, ...]]


def rows_of(text: str, publisher: str | None = None) -> dict[str, Told]:
    found = find(text.encode(), "a.txt", Metadata(published_at="2031-06-01", publisher=publisher))
    return {
        found.analysis.actors[row.organization].label: (row.count and row.count.value, row.status, row.fields)
        for row in found.drafts.affected
    }


TABLE = "委託元 | 件数 | 判定\n---|---|---\n甲府市 | 3,015件 | 漏えい\n韮崎市 | 120件 | 漏えいのおそれ\n笛吹市 | 0件 | 対象外\n"


@pytest.mark.parametrize(
    "told",
    [
        "いずれも氏名とメールアドレスで、カード番号は保持しておりません。",
        "対象となる情報は、氏名とメールアドレスです。カード番号はお預かりしておりません。",
        "データには氏名やメールアドレスが記録されていました。カード番号は含まれておりません。",
    ],
)
def test_fields_told_once_are_those_of_all_rows(told: str) -> None:
    rows = rows_of(f"株式会社ササノハは、印刷を受託しております。\n\n{TABLE}\n{told}\n")
    assert {name: fields for name, (_, _, fields) in rows.items()} == {
        "甲府市": ("name", "email"),
        "韮崎市": ("name", "email"),
        "笛吹市": (),
    }


def test_fields_under_a_heading_of_their_own() -> None:
    text = (
        "1 概要\n甲府市は、住民約3万人分のデータが漏えいしたと発表した。\n"
        "2 情報の内容\n氏名、住所、生年月日\n3 お問い合わせ先\n電話番号とメールアドレスは市のサイトをご覧ください。\n"
    )
    assert rows_of(text)["甲府市"][2] == ("name", "address", "birthdate")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("3千件が流出したが、番号の流出は確認されていない。", AffectedStatus.LEAKED),
        ("3千件が流出した可能性がある。", AffectedStatus.POSSIBLE),
        ("3千件が保存されていたが、流出は確認されていない。", AffectedStatus.NONE),
        ("3千件を業者に売った疑い。", None),
    ],
)
def test_the_nearest_clause_that_says_anything_counts(text: str, status: AffectedStatus | None) -> None:
    assert nearest_status(text, 3, len(text)) is status


@pytest.mark.parametrize(
    "spared",
    [
        "口座番号は端末に表示されず、流出の恐れはない。",
        "なお、クレジットカード情報の流出はありません。",
        "別のサービスの情報が漏れた事実は確認されていない。",
    ],
)
def test_what_did_not_get_out_clears_nothing_else(spared: str) -> None:
    text = f"株式会社ササノハの配達員は、会員31人の氏名と住所を手帳に書き写し、知人に渡した。{spared}"
    assert rows_of(text)["株式会社ササノハ"][:2] == (31, AffectedStatus.LEAKED)


def test_who_buys_or_sells_the_data_does_not_own_it() -> None:
    text = (
        "株式会社ササノハの元社員は、会員約9千人分の氏名を持ち出し、名簿会社「ミズタマ企画」に売った。"
        "ミズタマ企画は約3千人分を株式会社ヒイラギに転売した。"
    )
    assert {name: count for name, (count, _, _) in rows_of(text).items()} == {"株式会社ササノハ": 9000}


def test_a_total_is_no_organization() -> None:
    rows = rows_of(TABLE + "合計(判明分) | 3,135件 | \n")
    assert set(rows) == {"甲府市", "韮崎市", "笛吹市"}


def test_who_demands_money_shows_a_part() -> None:
    text = (
        "男は、クラブ「ササノハ」の会員20人分の氏名が入ったCD-Rを示し、金を要求した。"
        "男はクラブ「ササノハ」の会員約1万人分の情報を持ち出していた。"
    )
    (row,) = rows_of(text).values()
    assert row[0] == 10000


def test_how_many_complained_is_no_number_of_records() -> None:
    text = "株式会社ササノハは、会員情報が漏えいしたと発表した。同社には問い合わせが計37件寄せられている。"
    assert all(count is None for count, _, _ in rows_of(text).values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "株式会社ササノハの元社員は、顧客の口座番号や残高を手帳に書き写し、知人に渡した。",
            (None, ("bank_account",)),
        ),
        (
            "株式会社ササノハの元社員は、会員名簿を名簿業者に売った。名簿には約3万人分の氏名が載っていた。",
            (30000, ("name",)),
        ),
    ],
)
def test_what_passed_is_a_row_though_no_sentence_counts_it(
    text: str, told: tuple[float | None, tuple[str, ...]]
) -> None:
    count, status, fields = rows_of(text)["株式会社ササノハ"]
    assert (count, status) == (told[0], AffectedStatus.LEAKED)
    assert set(told[1]) <= set(fields)


def test_no_personal_data_no_row() -> None:
    assert rows_of("株式会社ササノハの元社員は、設計の資料を株式会社ミズタマに渡した。") == {}


def test_the_client_for_whom_somebody_works_owns_the_data() -> None:
    text = "元社員は、勤務先が電話受注を請け負っていた通販会社「南風堂」の顧客4千人分の氏名や住所を持ち出した疑い。"
    assert {name: count for name, (count, _, _) in rows_of(text).items()} == {"南風堂": 4000}
