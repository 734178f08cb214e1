"""Lists of invented documents in which an organization stands in front of its figures."""

import pytest

from app.domain.document import Metadata
from app.domain.vocabulary import AffectedStatus
from loaders.claims.affected import find_affected
from loaders.mentions.analysis import analyse
from loaders.passages import split
from loaders.readers.document import read_document

Told = tuple[float | None, AffectedStatus, tuple[str, ...]]
LEAD = "株式会社ササノハ計算は5日、サーバーが攻撃されたと発表した。\n影響のある委託元は次のとおり。\n"


def rows_of(text: str) -> dict[str, Told]:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    analysis = analyse(document, blocks, split(document, blocks))
    return {
        analysis.actors[row.organization].label: (row.count and row.count.value, row.status, row.fields)
        for row in find_affected(analysis)[0]
    }


@pytest.mark.parametrize(
    "items",
    [
        "・つきみ野交通:従業員860人(氏名、口座番号) 流出を確認\n・医療法人ミズタマ会:調査中\n",
        "・つきみ野交通 860名(氏名、口座番号)、漏えいを確認\n・医療法人ミズタマ会 確認中\n",
        "- つきみ野交通…860件(氏名、口座番号) 漏えいあり\n- 医療法人ミズタマ会…件数は精査中\n",
        "(1) つきみ野交通様: 計860件(氏名、口座番号)の流出を確認\n(2) 医療法人ミズタマ会様: 不明\n",
    ],
)
def test_each_line_is_a_row(items: str) -> None:
    assert rows_of(LEAD + items) == {
        "つきみ野交通": (860, AffectedStatus.LEAKED, ("name", "bank_account")),
        "医療法人ミズタマ会": (None, AffectedStatus.UNKNOWN, ()),
    }


def test_what_is_spared_and_what_only_may_have_leaked() -> None:
    rows = rows_of(LEAD + "・甲府市:約3万件(氏名) 流出の可能性\n・韮崎市:影響なし\n・笛吹市:なし\n")
    assert {name: (count, status) for name, (count, status, _) in rows.items()} == {
        "甲府市": (30000, AffectedStatus.POSSIBLE),
        "韮崎市": (None, AffectedStatus.NONE),
        "笛吹市": (None, AffectedStatus.NONE),
    }


@pytest.mark.parametrize(
    "text",
    [
        "株式会社ササノハは会員情報が流出したと発表した。\n内訳は次のとおり。\n・氏名:12,000件\n・住所:300件\n",
        "株式会社ササノハは会員情報が流出したと発表した。\n対象\n会員ID: 1,200件\nカード番号: 30件\n",
        "株式会社ササノハは会員情報が流出したと発表した。\n・甲府市:12,000件\n",
    ],
)
def test_kinds_of_data_and_single_lines_are_no_organizations(text: str) -> None:
    assert set(rows_of(text)) <= {"株式会社ササノハ"}


def test_what_is_counted_may_stand_before_the_figure() -> None:
    rows = rows_of(
        LEAD
        + "・つきみ野交通様 乗客の氏名、住所 41,870件(漏えいを確認)\n・学校法人ササノハ様 生徒の氏名 1,580件(漏えいのおそれ)\n"
        + "・株式会社ミズタマ製薬様 該当データは削除済みで、漏えいはありません\n"
    )
    assert rows == {
        "つきみ野交通": (41870, AffectedStatus.LEAKED, ("name", "address")),
        "学校法人ササノハ": (1580, AffectedStatus.POSSIBLE, ("name",)),
        "株式会社ミズタマ製薬": (None, AffectedStatus.NONE, ()),
    }
