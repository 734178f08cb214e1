"""Affected organizations of invented documents, from tables, lists and sentences."""

from app.domain.document import Metadata
from app.domain.vocabulary import AffectedStatus, How
from loaders.claims.affected import find_affected
from loaders.claims.drafts import AffectedDraft
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return analyse(document, blocks, split(document, blocks))


def rows_of(text: str) -> dict[str, AffectedDraft]:
    analysis = analysis_of(text)
    return {analysis.actors[row.organization].label: row for row in find_affected(analysis)[0]}


def value(row: AffectedDraft) -> float | None:
    return None if row.count is None else row.count.value


HEAD = "自治体 | 件数 | 対象の情報 | 流出の有無\n---|---|---|---\n"


def test_rows_of_a_table() -> None:
    rows = rows_of(
        HEAD
        + "甲府市 | 約3万件 | 氏名、住所 | 流出なし\n韮崎市 | 200件 | 氏名 | 記載なし\n笛吹市 | 未公表 | 氏名 | 流出あり\n"
    )
    assert {k: (value(r), r.status) for k, r in rows.items()} == {
        "甲府市": (30000, AffectedStatus.NONE),
        "韮崎市": (200, AffectedStatus.POSSIBLE),
        "笛吹市": (None, AffectedStatus.LEAKED),
    }
    assert rows["甲府市"].fields == ("name", "address")


def test_total_of_a_cell_goes_before_its_parts_and_parts_are_summed() -> None:
    rows = rows_of(
        HEAD
        + "甲府市 | 約6万件 内訳: 税 約4万件 水道 約2万件 | 氏名 | 流出なし\n韮崎市 | 100件+23件 | 氏名 | 流出なし\n"
    )
    assert (value(rows["甲府市"]), rows["甲府市"].how) == (60000, How.STATED)
    assert (value(rows["韮崎市"]), rows["韮崎市"].how) == (123, How.IMPLIED)


def test_sentences_name_their_organization_behind_or_before() -> None:
    rows = rows_of("約2万件の個人情報が流出した甲府市は謝罪した。韮崎市では住民の氏名など約300件が流出した。")
    assert {k: value(r) for k, r in rows.items()} == {"甲府市": 20000, "韮崎市": 300}


def test_rounded_figure_yields_to_the_exact_one() -> None:
    rows = rows_of(
        "甲府市は5日、市民の個人情報約2万件が流出したと発表した。甲府市によると、流出したのは2万345件だった。"
    )
    assert value(rows["甲府市"]) == 20345


def test_processor_is_not_the_owner() -> None:
    rows = rows_of(
        "甲府市は印刷を委託先のあおば印刷株式会社に委託した。あおば印刷から約500件の個人情報が流出した可能性がある。"
    )
    assert "あおば印刷" not in rows


def test_respectively() -> None:
    rows = rows_of("甲府市と韮崎市の個人情報がそれぞれ、567人分と44人分流出した。")
    assert {k: value(r) for k, r in rows.items()} == {"甲府市": 567, "韮崎市": 44}


def test_respectively_with_an_unknown_name_is_nobodys() -> None:
    rows = rows_of("ほげと韮崎市の個人情報がそれぞれ、567人分と44人分流出した。")
    assert [value(r) for r in rows.values() if r.count] == []


def test_unknown_organization_of_a_row_is_remarked() -> None:
    rows, remarks = find_affected(analysis_of(HEAD + "ほげ | 20件 | 氏名 | 流出なし\nふが | 30件 | 氏名 | 流出なし\n"))
    assert len(rows) + sum(r.code == "affected.unknown_organization" for r in remarks) == 2
