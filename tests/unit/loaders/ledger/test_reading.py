"""Ledgers to claims: what a row says and who says it, and above all which rows are not read, and why."""

import pytest

from app.domain.claim import Claim
from app.domain.document import BlockKind, Metadata
from app.domain.errors import BadInput, UnreadableDocument
from app.domain.view import View
from app.domain.vocabulary import How, Unit
from loaders.ledger.layout import NotUnderstood
from loaders.resolve import resolve
from tests.unit.loaders.ledger.ledger_case import HEADER, KEEPER, ROWS, codes, csv, read, remark, told


def row(**cells: str) -> list[str]:
    """The first row of the case with other cells, by header."""
    return [cells.get(name, old) for name, old in zip(HEADER, ROWS[0], strict=True)]


def values(reading, prop: str) -> list:
    return [claim.value for claim in reading.claims if claim.property == prop]


def test_a_record_of_provision_gives_a_transfer_for_each_row():
    assert told(read(csv(*ROWS))) == [
        {
            "provider": "汐見原通販株式会社",
            "recipient": recipient,
            "dataset": dataset,
            "days": days,
            "count": count,
            "price": None,
            "medium": "unknown",
            "action": "handover",
            "status": "confirmed",
            "lawful": False,
        }
        for recipient, dataset, days, count in [
            ("株式会社あさひ印刷", "会員名簿", ("2025-04-01", "2025-04-01"), (1200, Unit.RECORDS)),
            ("(株)みなせ発送", "会員名簿", ("2025-05-01", "2025-05-31"), (3000, Unit.RECORDS)),
            ("株式会社あさひ印刷", "抽選応募者", ("2025-06-30", "2025-06-30"), (80, Unit.RECORDS)),
        ]
    ]


def test_a_record_of_receipt_has_the_keeper_at_the_other_end():
    header = ["提供を受けた年月日", "第三者の氏名又は名称", "取得の経緯", "個人データの項目"]
    (found,) = told(read(csv(["2025/4/1", "株式会社あさひ印刷", "懸賞の応募", "氏名"], header=header)))
    assert (found["provider"], found["recipient"]) == ("株式会社あさひ印刷", "汐見原通販株式会社")


def test_the_third_party_of_a_record_of_provision_received():
    header = ["提供年月日", "第三者の氏名又は名称"]
    (found,) = told(read(csv(["2025/4/1", "株式会社あさひ印刷"], header=header)))
    assert (found["provider"], found["recipient"]) == ("汐見原通販株式会社", "株式会社あさひ印刷")


def test_the_keeper_says_it_and_its_own_end_follows_from_that():
    reading = read(csv(*ROWS))
    assert [source.label for source in reading.sources] == ["汐見原通販株式会社"]
    assert {claim.source for claim in reading.claims} == {reading.sources[0].id}
    assert {c.how for c in reading.claims if c.property == "provider"} == {How.ROLE}
    assert {c.how for c in reading.claims if c.property == "recipient"} == {How.STATED}


def test_the_keeper_may_stand_above_the_header():
    for line in ("事業者名：白鳥発送株式会社\r\n", "事業者名,白鳥発送株式会社\r\n"):
        reading = read("第三者提供の記録\r\n" + line + csv(ROWS[0]))
        assert told(reading)[0]["provider"] == "白鳥発送株式会社"
        (label,) = [claim for claim in reading.claims if claim.value == "白鳥発送株式会社"]
        assert [quote.exact for quote in label.quotes] == ["白鳥発送株式会社"]
        (end,) = [claim for claim in reading.claims if claim.property == "provider"]
        assert end.quotes[0].exact == "白鳥発送株式会社"


def test_without_a_keeper_the_end_stays_open():
    reading = read(csv(ROWS[0]), metadata=Metadata())
    assert told(reading)[0]["provider"] is None
    assert "ledger.no_keeper" in codes(reading)


def test_whose_data_it_is_and_what_nobody_reads_is_quoted_nowhere():
    reading = read(csv(*ROWS))
    assert "対象 花子" in reading.document.text
    words = {quote.exact for claim in reading.claims for quote in claim.quotes}
    assert not [text for text in words if "対象" in text]
    assert remark(reading, "ledger.columns_passed_over") == "columns that are not read: No."


def test_one_name_in_one_column_is_one_actor_unless_the_addresses_differ():
    def actors(*rows: list[str]) -> int:
        return len({claim.value for claim in read(csv(*rows)).claims if claim.property == "recipient"})

    assert actors(ROWS[0], ROWS[2]) == 1
    assert actors(ROWS[0], row(提供先の住所="那覇市1")) == 2
    assert actors(ROWS[0], row(提供先の氏名又は名称="株式会社　あさひ印刷")) == 1


@pytest.mark.parametrize("name", ["個人", "第三者", "名簿業者"])
def test_words_that_name_nobody_in_particular_are_another_actor_in_each_row(name):
    rows = [row(提供先の氏名又は名称=name, 件数=count) for count in ("1", "2")]
    assert len({c.value for c in read(csv(*rows)).claims if c.property == "recipient"}) == 2


def test_a_name_in_both_columns_is_two_actors_unless_the_ledger_says_otherwise():
    header = ["日付", "提供元", "提供先"]
    text = csv(
        ["2025-04-01", "甲商事株式会社", "乙商事株式会社"],
        ["2025-04-02", "乙商事株式会社", "丙商事株式会社"],
        header=header,
    )
    apart = read(text)
    assert len([c for c in apart.claims if c.property == "label"]) == 4
    assert remark(apart, "ledger.name_in_both_columns").endswith("乙商事株式会社")
    one = read(text, "one_name_one_actor: true")
    assert len([c for c in one.claims if c.property == "label"]) == 3
    assert "ledger.name_in_both_columns" not in codes(one)


def test_a_person_is_no_organization_and_what_is_not_known_stays_open():
    names = ["有限会社カワセミ", "長野市", "山田一郎", "ミナト"]
    rows = [row(提供先の氏名又は名称=name) for name in names]
    kinds = [claim.value for claim in read(csv(*rows)).claims if claim.property == "kind"][1:]
    assert kinds == ["organization", "organization", "person", "unknown"]


def test_equal_rows_are_two_transfers():
    assert len(told(read(csv(ROWS[0], ROWS[0])))) == 2


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ({"提供年月日": ""}, "ledger.no_day", "row 3: not read: has no day"),
        ({"提供年月日": "未定"}, "ledger.day_not_understood", "'未定' is no day"),
        ({"提供年月日": "4月1日"}, "ledger.day_not_understood", "'4月1日'"),
        ({"提供年月日": "2025/2/30"}, "ledger.day_not_understood", "'2025/2/30'"),
        ({"提供年月日": "01/04/2025"}, "ledger.day_not_understood", "'01/04/2025'"),
        ({"提供年月日": "45748"}, "ledger.day_not_understood", "'45748'"),
        ({"提供年月日": "同日"}, "ledger.day_not_understood", "'同日'"),
        ({"提供先の氏名又は名称": ""}, "ledger.nobody", "row 3: not read: names nobody"),
        ({"提供先の氏名又は名称": "該当なし"}, "ledger.nobody", "names nobody"),
        ({"提供先の氏名又は名称": "同上"}, "ledger.ditto", "its recipient is '同上'"),
        ({"提供先の氏名又は名称": "甲社、乙社"}, "ledger.several_names", "may be several"),
        ({"提供先の氏名又は名称": "甲" * 201}, "ledger.no_name", "201 characters"),
        ({"提供先の氏名又は名称": "甲\x07社"}, "ledger.control_character", "U+0007"),
        ({"提供先の氏名又は名称": "甲\u202e社"}, "ledger.control_character", "U+202E"),
        ({"No.": "合計"}, "ledger.total_row", "row 3"),
    ],
)
def test_rows_that_are_not_understood_are_named_and_not_read(cells, code, words):
    reading = read(csv(ROWS[1], row(**cells)))
    assert len(told(reading)) == 1
    assert words in remark(reading, code)


def test_every_remark_on_a_row_knows_its_place():
    reading = read(csv(ROWS[1], row(提供年月日="未定")))
    (found,) = [one for one in reading.diagnostics if one.code == "ledger.day_not_understood"]
    assert (found.document, found.remedy is not None) == (reading.document.id, True)
    assert "未定" in reading.document.text[found.start : found.end]


@pytest.mark.parametrize("line", ["1,2025-04-01,甲商事\r\n", "1,2025-04-01,甲商事,,,会員名簿,氏名,1,200\r\n"])
def test_ragged_rows_are_not_read(line):
    reading = read(csv(ROWS[1]) + line)
    assert len(told(reading)) == 1
    assert remark(reading, "ledger.ragged_row").startswith("row 3")


def test_empty_cells_at_the_end_of_a_row_do_no_harm():
    assert len(told(read(csv([*ROWS[0], "", ""])))) == 1


def test_a_header_that_is_repeated_is_no_row():
    reading = read(csv(ROWS[0], HEADER, ROWS[1]))
    assert (len(told(reading)), "ledger.header_again" in codes(reading)) == (2, True)


@pytest.mark.parametrize("cell", ["x", "-5", "1.5", "0", "69,239万件"])
def test_a_count_that_is_none_is_left_out_and_told(cell):
    reading = read(csv(row(件数=cell)))
    assert told(reading)[0]["count"] is None
    assert remark(reading, "ledger.count_not_understood").startswith("row 2")


def test_a_formula_in_a_csv_file_is_text():
    (found,) = told(read(csv(row(提供先の氏名又は名称='=HYPERLINK("http://x")', 件数="=1+1"))))
    assert (found["recipient"], found["count"]) == ('=HYPERLINK("http://x")', None)


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("状況", "提供済み", "confirmed"),
        ("状況", "予定", "planned"),
        ("提供の有無", "無", "denied"),
        ("ステータス", "キャンセル", "denied"),
    ],
)
def test_a_column_tells_what_became_of_it(header, cell, expected):
    (found,) = told(read(csv([*ROWS[0], cell], header=[*HEADER, header])))
    assert found["status"] == expected


@pytest.mark.parametrize("cell", ["", "確認中"])
def test_a_status_that_is_not_known_is_never_taken_for_done(cell):
    reading = read(csv([*ROWS[0], cell], header=[*HEADER, "状況"]))
    assert (told(reading), "ledger.status_not_understood" in codes(reading)) == ([], True)


def test_a_day_that_is_planned_makes_the_transfer_planned():
    (found,) = told(read(csv(["2031-04-01", "甲商事"], header=["提供予定日", "提供先"])))
    assert found["status"] == "planned"


def test_price_medium_basis_and_action():
    header = ["販売日", "販売先", "販売額(円)", "提供方法", "同意の有無"]
    (found,) = told(read(csv(["2025-04-01", "甲商事", "300,000", "電子メール", "同意あり"], header=header)))
    assert found["price"] == (300000, "JPY")
    assert (found["action"], found["medium"], found["lawful"]) == ("sale", "email", True)


@pytest.mark.parametrize("cell", ["受領", "その他"])
def test_an_action_that_may_turn_the_direction_about_is_not_read(cell):
    reading = read(csv([*ROWS[0], cell], header=[*HEADER, "区分"]))
    assert (told(reading), "ledger.action_not_understood" in codes(reading)) == ([], True)


@pytest.mark.parametrize(
    "header",
    [
        ["氏名", "住所", "電話番号"],
        ["提供年月日", "備考"],
        ["提供先", "件数"],
        ["日付", "第三者の氏名又は名称"],
        ["提供年月日", "提供先", "提供先名称"],
        ["登録日", "提供先"],
        ["受領日", "受領者"],
        ["再提供日", "再提供先"],
    ],
)
def test_headers_that_do_not_tell_who_passed_what_on_are_refused_with_a_columns_file(header):
    with pytest.raises(NotUnderstood) as caught:
        read(csv(["2025-04-01"] * len(header), header=header), name="in/list.csv")
    assert (caught.value.place, caught.value.exit_code) == ("in/list.csv", 3)
    assert ", ".join(f"{number} {head}" for number, head in enumerate(header, start=1)) in caught.value.message
    assert "list.columns.yaml beside it: columns: {day: " in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no rows"),
        (b"\r\n\r\n", "holds no rows"),
        (b'a,b\n1,"2', "row 2"),
        (b"a\0b", "NUL"),
        (b"%PDF-1.4", "PDF"),
        ("提供年月日,提供先\n".encode("utf-16")[2:], "NUL"),
    ],
    ids=repr,
)
def test_files_that_are_no_ledger_are_refused(data, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read(data)
    assert caught.value.place == "record.csv"
    assert caught.value.remedy


def test_too_many_rows_are_refused():
    text = "提供年月日,提供先\n" + "2025-04-01,甲\n" * 50_000
    with pytest.raises(UnreadableDocument, match="more than 50,000 rows") as caught:
        read(text)
    assert "split" in (caught.value.remedy or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(encoding, separator):
    reading = read(csv(*ROWS, separator=separator).encode(encoding))
    assert told(reading) == told(read(csv(*ROWS)))


def test_line_breaks_in_cells_stay_in_their_row():
    reading = read(csv(row(個人データの項目="氏名\n住所\n電話番号"), ROWS[1]))
    assert len(told(reading)) == 2
    assert {"name", "address", "phone"} <= set(values(reading, "field"))


def test_reading_twice_gives_the_same_ids_and_other_rows_change_none():
    one, two = read(csv(*ROWS)), read(csv(*ROWS))
    assert one == two
    other = read(csv(ROWS[1]))
    graphs = [resolve(readings, View()) for readings in ([one, other], [other, one])]
    assert graphs[0] == graphs[1]


def test_rows_are_blocks_and_passages_under_their_header():
    reading = read(TITLE_LINE + csv(*ROWS))
    rows = [block for block in reading.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.header for block in rows] == [None, None, 1, 1, 1]
    assert reading.document.text[slice(*rows[2].cells[2])] == "株式会社あさひ印刷"
    assert [reading.document.text[p.start : p.end][:3] for p in reading.passages] == [
        "第三者",
        "No.",
        '1",',
        '2",',
        '3",',
    ]


TITLE_LINE = "第三者提供の記録\r\n"


def test_claims_have_one_source_and_one_document():
    reading = read(csv(*ROWS))
    assert all(isinstance(claim, Claim) and claim.document == reading.document.id for claim in reading.claims)


def test_fields_without_a_dataset_are_told():
    reading = read(csv(["2025-04-01", "甲商事", "氏名"], header=["提供年月日", "提供先", "個人データの項目"]))
    assert told(reading)[0]["dataset"] is None
    assert "ledger.fields_without_dataset" in codes(reading)
    named = read(
        csv(["2025-04-01", "甲商事", "氏名"], header=["提供年月日", "提供先", "個人データの項目"]),
        "constants: {dataset: 会員名簿}",
    )
    assert (told(named)[0]["dataset"], values(named, "field")) == ("会員名簿", ["name"])


def test_the_sidecar_and_the_columns_file_are_part_of_the_run():
    runs = {read(csv(*ROWS), columns, metadata=m).run for columns in (None, "era: 令和") for m in (KEEPER, Metadata())}
    assert len(runs) == 4


def test_a_broken_columns_file_is_told_with_its_name():
    with pytest.raises(BadInput) as caught:
        read(csv(*ROWS), "columns: [a")
    assert caught.value.place == "record.columns.yaml"
