"""Totals of invented texts, and the parts that they are made of."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from loaders.claims.sums import find_sums
from loaders.mentions.analysis import analyse
from loaders.passages import split
from loaders.readers.document import read_document

TABLE = "自治体 | 件数\n---|---\n青森県弘前市 | {}\n長野県松本市 | {}\n合計 | {}\n"


def sums(text: str) -> list[dict[object, list[str]]]:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    found = find_sums(analyse(document, blocks, split(document, blocks)))
    return [{value: [quote.exact for quote in quotes] for value, quotes in one.sides} for one in found]


def test_a_table_whose_total_is_not_the_sum_of_its_rows() -> None:
    assert sums(TABLE.format("1,200件", "2,100件", "3,500件")) == [{3500: ["3,500件"], 3300: ["1,200件", "2,100件"]}]
    assert sums(TABLE.format("1,200", "2,100", "3,500")) == [{3500: ["3,500"], 3300: ["1,200", "2,100"]}]


@pytest.mark.parametrize(
    "text",
    [
        TABLE.format("1,200件", "2,100件", "3,300件"),
        TABLE.format("約1,200件", "約2,100件", "約3,300件"),
        TABLE.format("約1万2千件", "2万1,100件", "約3万3千件"),
        TABLE.format("1,200件", "不明", "3,500件"),
        TABLE.format("1,200件", "2,100件", "3,000件") + "\n※重複を除いた合計\n",
        TABLE.replace("合計", "青森県八戸市").format("1,200件", "2,100件", "3,500件"),
        TABLE.replace("合計", "小計 | 3,300件\n合計").format("1,200件", "2,100件", "3,500件"),
    ],
)
def test_sums_that_are_right_rounded_or_not_whole_are_no_disagreement(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "流出したのは3万件。内訳は、東京支店分が2万件、大阪支店分が1万5千件。",
        "流出した3万件の内訳は東京支店分2万件、大阪支店分1万5千件だった。",
        "流出したのは3万件。内訳は、東京支店分が2万件、大阪支店分が1万5千件、合わせて3万件。",
    ],
)
def test_a_breakdown_that_makes_more_than_the_whole(text: str) -> None:
    assert sums(text) == [{30_000: ["3万件"], 35_000: ["2万件", "1万5千件"]}]


def test_a_part_that_is_larger_than_its_whole() -> None:
    assert sums("流出したのは3万件で、うち3万8千件に住所が含まれる。") == [{30_000: ["3万件"], 38_000: ["3万8千件"]}]


@pytest.mark.parametrize(
    "text",
    [
        "流出したのは3万件。内訳は、東京支店分が2万件、大阪支店分が1万件。",
        "流出したのは3万件。内訳は、東京支店分が1万件、大阪支店分が1万件などだった。",
        "流出したのは3万件。内訳は、重複を含め東京支店分が2万件、大阪支店分が1万5千件。",
        "流出したのは3万件。内訳は、東京支店分が2万人、大阪支店分が1万5千人。",
        "流出したのは3万件で、うち2万件に住所が含まれる。",
        "流出したのは約3万件で、うち3万20件に住所が含まれる。",
        "流出したのは3万件。うち3万人分に住所が含まれる。",
    ],
)
def test_parts_that_go_into_the_whole_or_count_other_things(text: str) -> None:
    assert sums(text) == []
