"""XLSX: what a sheet shows and what it hides, read in the child; formulas are never computed."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from app.domain.document import BlockKind
from app.domain.errors import BadInput, UnreadableDocument
from loaders.ledger.layout import NotUnderstood
from loaders.ledger.workbook import parse_workbook
from tests.unit.loaders.ledger.ledger_case import HEADER, ROWS, csv, read, remark, told, xlsx

RECORD = [["第三者提供の記録"], [], HEADER, *ROWS]


def test_a_workbook_says_what_the_same_csv_says():
    assert told(read(xlsx({"提供": RECORD}), name="record.xlsx")) == told(read(csv(*ROWS)))


def test_its_text_is_a_line_for_each_row_under_the_name_of_its_sheet():
    reading = read(xlsx({"提供": RECORD}), name="record.xlsx")
    lines = reading.document.text.splitlines()
    assert lines[:3] == ["提供", "第三者提供の記録" + "\t" * 7, "\t".join(HEADER)]
    assert reading.blocks[0].kind is BlockKind.HEADING
    assert reading.document.text[reading.blocks[0].start : reading.blocks[0].end] == "提供"
    assert {block.header for block in reading.blocks[3:]} == {2}
    assert read(xlsx({"提供": RECORD}), name="record.xlsx").document.text == reading.document.text


def test_days_and_numbers_are_cells_of_their_own_kind():
    rows = [
        ["提供年月日", "提供先", "件数"],
        [date(2025, 4, 1), "甲商事", 1200],
        [datetime.fromisoformat("2025-04-02 09:30"), "乙商事", 80.0],
    ]
    found = told(read(xlsx({"表": rows}), name="a.xlsx"))
    assert [(one["days"][0], one["count"][0]) for one in found] == [("2025-04-01", 1200), ("2025-04-02", 80)]


def test_a_day_that_is_only_a_number_is_told_unless_the_file_says_what_it_is():
    data = xlsx({"表": [["提供年月日", "提供先"], [45748, "甲商事"]]})
    assert remark(read(data, name="a.xlsx"), "ledger.day_not_understood").startswith("sheet 表, row 2")
    assert told(read(data, "date_format: excel", name="a.xlsx"))[0]["days"][0] == "2025-04-01"


def test_formulas_have_their_stored_value_or_none():
    data = xlsx({"表": [["提供年月日", "提供先", "件数"], ["2025-04-01", "甲商事", "=1+1"]]})
    reading = read(data, name="a.xlsx")
    assert told(reading)[0]["count"] is None
    assert "C2" in remark(reading, "ledger.no_stored_value")
    stored = _with_stored_value(data, 7)
    assert told(read(stored, name="a.xlsx"))[0]["count"][0] == 7


def test_hidden_sheets_are_told_and_not_read_unless_they_are_named():
    def hide(book):
        book["裏"].sheet_state = "hidden"
        book["表"].row_dimensions[2].hidden = True

    rows = [["提供年月日", "提供先"], ["2025-04-01", "甲商事"]]
    data = xlsx({"表": rows, "裏": [rows[0], ["2025-04-02", "乙商事"]]}, hide)
    reading = read(data, name="a.xlsx")
    assert [one["recipient"] for one in told(reading)] == ["甲商事"]
    assert "裏" in remark(reading, "ledger.hidden_sheet")
    assert remark(reading, "ledger.hidden_row").endswith(": 2")
    assert [one["recipient"] for one in told(read(data, "sheet: 裏", name="a.xlsx"))] == ["乙商事"]
    with pytest.raises(BadInput, match="no sheet '横'") as caught:
        read(data, "sheet: 横", name="a.xlsx")
    assert "表, 裏" in (caught.value.remedy or "")


def test_merged_cells_are_told_and_not_filled():
    rows = [["提供年月日", "提供先"], ["2025-04-01", "甲商事"], ["2025-04-02", None]]
    reading = read(xlsx({"表": rows}, lambda book: book["表"].merge_cells("B2:B3")), name="a.xlsx")
    assert len(told(reading)) == 1
    assert "B2:B3" in remark(reading, "ledger.merged_cells")
    assert remark(reading, "ledger.nobody").startswith("sheet 表, row 3")


def test_several_sheets_are_several_tables_and_one_that_is_no_ledger_is_told():
    sheets = {
        "提供": [["提供年月日", "提供先"], ["2025-04-01", "甲商事"]],
        "受領": [["受領日", "提供元"], ["2025-04-02", "乙商事"]],
    }
    reading = read(xlsx({**sheets, "メモ": [["覚え書き"], ["a"]]}), name="a.xlsx")
    keeper = "汐見原通販株式会社"
    assert [(one["provider"], one["recipient"]) for one in told(reading)] == [(keeper, "甲商事"), ("乙商事", keeper)]
    assert remark(reading, "ledger.sheet_not_understood").startswith("sheet メモ")
    with pytest.raises(NotUnderstood):
        read(xlsx({"メモ": [["覚え書き"]]}), name="a.xlsx")


def test_tabs_and_breaks_in_cells_do_not_tear_a_row():
    rows = [
        ["提供年月日", "提供先", "備考"],
        ["2025-04-01", "甲商事", "急ぎ\tの\n便"],
        ["2025-04-02", "乙商事\n丙商事", ""],
    ]
    reading = read(xlsx({"表": rows}), name="a.xlsx")
    assert [one["recipient"] for one in told(reading)] == ["甲商事"]
    assert "2025-04-01\t甲商事\t急ぎ の 便\n" in reading.document.text
    assert remark(reading, "ledger.several_names").startswith("sheet 表, row 3")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no XLSX"),
        (b"PK\x03\x04rest", "no XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or a protected"),
        (b"a,b\n", "no XLSX"),
    ],
    ids=repr,
)
def test_what_is_no_workbook_is_refused(data, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read(data, name="a.xlsx")
    assert (caught.value.place, bool(caught.value.remedy)) == ("a.xlsx", True)


def test_an_archive_without_sheets_and_a_bomb_are_refused():
    with pytest.raises(UnreadableDocument, match="damaged"):
        parse_workbook(_archive({"a.txt": b"x"}), "a.xlsx")
    with pytest.raises(UnreadableDocument, match="unpacks to"):
        parse_workbook(_archive({f"{i}.xml": bytes(100_000_001) for i in range(3)}), "a.xlsx")


def test_formatted_rows_below_the_last_one_are_no_rows():
    data = xlsx(
        {"表": [["提供年月日", "提供先"], ["2025-04-01", "甲商事"]]}, lambda book: book["表"].cell(5_000, 2, "")
    )
    (sheet,) = parse_workbook(data, "a.xlsx").sheets
    assert sheet.rows == (("提供年月日", "提供先"), ("2025-04-01", "甲商事"))


def test_a_sheet_that_spans_too_much_is_refused():
    data = xlsx({"表": [["提供年月日"]]}, lambda book: book["表"].cell(1_048_576, 50, "x"))
    with pytest.raises(UnreadableDocument, match="more than 2,000,000"):
        parse_workbook(data, "a.xlsx")


def _archive(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with_stored_value(data: bytes, value: int) -> bytes:
    """The workbook as a spreadsheet program would save it: with what its formula came to."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    changed = parts[sheet].replace(b"<v />", f"<v>{value}</v>".encode()).replace(b"<v></v>", f"<v>{value}</v>".encode())
    assert changed != parts[sheet]
    return _archive(parts | {sheet: changed})


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/hostname"', '"laughs"'], ids=["fetched", "unfolded"])
def test_a_workbook_that_declares_entities_is_refused(part, entity):
    data = _with_entity(xlsx({"表": [["提供年月日", "提供先"], ["2025-04-01", "甲商事"]]}), part, entity)
    with pytest.raises(UnreadableDocument, match="declares XML entities") as caught:
        read(data, name="a.xlsx")
    assert part in caught.value.message


def test_a_workbook_with_a_broken_or_encrypted_part_is_refused():
    data = xlsx({"表": [["提供年月日"]]})
    for broken in (
        data[:400] + bytes(200) + data[600:],
        data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
    ):
        assert broken != data
        with pytest.raises(UnreadableDocument, match=r"no XLSX file that can be opened|damaged"):
            read(broken, name="a.xlsx")


def _with_entity(data: bytes, part: str, entity: str) -> bytes:
    """The workbook with a document type in one part, and an entity of it in the place of a text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, sign, root = parts[part].decode().rpartition("?>")
    declared = f"<!DOCTYPE x [<!ENTITY e {entity}>]>" + root.replace("</", "&e;</", 1)
    return _archive(parts | {part: (head + sign + declared).encode()})
