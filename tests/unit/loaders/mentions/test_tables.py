"""Typed rows of tables and the names in them."""

from app.domain.document import Metadata
from loaders.claims.tables import Row, table_rows
from loaders.mentions.analysis import Analysis, analyse
from loaders.mentions.tables import organization_cells
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata())
    return analyse(document, blocks, split(document, blocks))


def names_of(text: str) -> list[str]:
    a = analysis_of(text)
    cells = organization_cells(a.blocks, [line.passage for line in a.lines], [line.view for line in a.lines])
    return [a.lines[line].text[start:end] for line, start, end in cells]


def test_cells_by_type() -> None:
    a = analysis_of("企業名 | 件数 | 状況\n---|---|---\nあおば商事 | 20件 | 流出なし\n")
    (row,) = table_rows(a)
    assert isinstance(row, Row)
    text = a.lines[row.line].text
    assert {k: text[s:e] for k, (s, e) in row.typed.items()} == {
        "organization": "あおば商事",
        "count": "20件",
        "status": "流出なし",
    }


def test_notes_are_no_part_of_a_name() -> None:
    text = "企業名 | 件数\n---|---\nあおば商事(第2報) | 20件\nみどり連合会 (第3報) 対象団体:甲府市、韮崎市 | 30件\n合計 | 50件\n"
    assert names_of(text) == ["あおば商事", "みどり連合会"]


def test_labels_and_values_are_no_organizations() -> None:
    assert names_of("対象件数 | 約20件\n---|---\n影響を受けた組織 | 3件\n持ち出された情報 | 氏名 40件\n") == []


def test_table_without_a_head_is_typed_by_its_cells() -> None:
    assert names_of("あおば商事 | 20件\nみどり連合会 | 30件\n") == ["あおば商事", "みどり連合会"]


def test_timeline_has_no_organization_cells() -> None:
    assert names_of("日時 | 出来事\n---|---\n2030年4月 | 逮捕\n2030年5月 | 起訴\n") == []
