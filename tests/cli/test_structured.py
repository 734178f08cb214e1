"""`load` and `extract` of a ledger, as a person meets them: rows that are not read are told with their numbers."""

from __future__ import annotations

import json

LEDGER = "提供年月日,提供先,件数\n2031-04-01,甲商事,120\n未定,乙商事,5\n"
OTHER = "いつ,どこへ\n2031-04-02,乙商事\n"


def test_rows_that_are_not_read_are_told(leaktrail, uri, tmp_path):
    path = tmp_path / "record.csv"
    path.write_text(LEDGER, "utf-8")
    code, out, err = leaktrail("load", str(path))
    assert (code, out) == (0, "1 loaded\n")
    assert "        row 3: not read: '未定' is no day with its year (write YYYY-MM-DD" in err
    assert "nothing says who keeps the ledger" in err
    assert "甲商事" in leaktrail("transfers")[1]


def test_only_the_first_remarks_are_told(leaktrail, uri, tmp_path):
    path = tmp_path / "record.csv"
    path.write_text(LEDGER + "未定,丙商事,5\n" * 30, "utf-8")
    err = leaktrail("load", str(path))[2]
    assert err.count("not read: '未定'") < 31
    assert "        and 12 more remarks\n" in err


def test_extract_reads_a_ledger_by_a_columns_file(leaktrail, tmp_path):
    path, columns = tmp_path / "list.csv", tmp_path / "how.yaml"
    path.write_text(OTHER, "utf-8")
    code, out, err = leaktrail("extract", str(path))
    assert (code, out) == (3, "")
    assert "list.columns.yaml beside it: columns: {day: 1, recipient: 2}" in err
    columns.write_text("columns: {day: 1, recipient: 2}\nconstants: {provider: 汐見原通販}\n", "utf-8")
    code, out, err = leaktrail("extract", str(path), "--columns", str(columns))
    (transfer,) = json.loads(out)["transfers"]
    assert (code, transfer["time_earliest"], transfer["evidence"][0]["quote"]) == (0, "2031-04-02", "2031-04-02,乙商事")


def test_a_columns_file_that_is_broken_or_not_there_is_bad_input(leaktrail, uri, tmp_path):
    path, columns = tmp_path / "list.csv", tmp_path / "how.yaml"
    path.write_text(OTHER, "utf-8")
    assert leaktrail("load", str(path), "--columns", str(columns))[0] == 3
    columns.write_text("colums: {day: 1}", "utf-8")
    code, _, err = leaktrail("load", str(path), "--columns", str(columns))
    assert code == 3
    assert f"{columns}: colums: Extra inputs are not permitted" in err
