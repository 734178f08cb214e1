"""Affected organizations of invented documents, from tables, lists and sentences."""

from app.domain.document import Metadata
from app.domain.vocabulary import AffectedStatus, How
from loaders.claims.affected import find_affected
from loaders.claims.drafts import AffectedDraft
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str, publisher: str | None = None) -> Analysis:
    metadata = Metadata(published_at="2031-06-01", publisher=publisher)
    document, blocks, _ = read_document(text.encode(), "a.txt", metadata)
    return analyse(document, blocks, split(document, blocks))


def rows_of(text: str, publisher: str | None = None) -> dict[str, AffectedDraft]:
    analysis = analysis_of(text, publisher)
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


def test_states_of_a_list_of_clients() -> None:
    rows = rows_of(
        "お取引先様 | 帳票 | 件数 | 結果\n---|---|---|---\n甲府市 | 納税 | 12,000件 | 漏えいを確認\n"
        "韮崎市 | 検診 | 約3,400件 | 漏えいのおそれ\n笛吹市 | 給食 | 調査中 | 調査中\n都留市 | 敬老 | 0件 | 対象データなし\n"
    )
    assert {k: (value(r), r.status) for k, r in rows.items()} == {
        "甲府市": (12000, AffectedStatus.LEAKED),
        "韮崎市": (3400, AffectedStatus.POSSIBLE),
        "笛吹市": (None, AffectedStatus.UNKNOWN),
        "都留市": (None, AffectedStatus.NONE),
    }


def test_people_of_a_cell_under_a_head_that_counts_them() -> None:
    rows = rows_of("図書館\t人数\t状況\n甲府市立図書館\t2,400人\t流出を確認\n韮崎市立図書館\t約310人\t流出のおそれ\n")
    assert {k: value(r) for k, r in rows.items()} == {"甲府市立図書館": 2400, "韮崎市立図書館": 310}


def test_who_speaks_as_our_city_owns_the_data() -> None:
    rows = rows_of(
        "USBメモリの紛失について\n\n韮崎市\n\n本市の職員が、市民312人分の氏名を保存したUSBメモリを紛失しました。\n",
        "韮崎市",
    )
    assert {k: (value(r), r.status) for k, r in rows.items()} == {"韮崎市": (312, AffectedStatus.POSSIBLE)}


def test_a_school_whose_pupils_are_counted_owns_the_list() -> None:
    rows = rows_of("学習塾「みどり学院」の生徒約8200人分の名簿が、元講師によって持ち出され、名簿業者に売られていた。")
    assert {k: value(r) for k, r in rows.items()} == {"みどり学院": 8200}


def test_who_sold_its_list_owns_it() -> None:
    rows = rows_of("甲社は、通信販売を営む乙社から、解約者延べ7万8千人分のリストを購入していた。")
    assert {k: value(r) for k, r in rows.items()} == {"乙": 78000}


def test_an_inquiry_and_a_headline_are_no_leak() -> None:
    assert not rows_of("カード会社から照会を受けた1,250件のデータについて、株式会社みどり商事が調べている。")
    rows = rows_of(
        "「みどり商事の30万件流出」との見出しの記事が5日に出た。"
        "株式会社みどり商事は6日、流出した可能性があるのは約2万件だと発表した。"
    )
    assert {k: (value(r), r.status) for k, r in rows.items()} == {
        "株式会社みどり商事": (20000, AffectedStatus.POSSIBLE)
    }


def test_brought_to_a_new_employer_is_leaked_and_actors_are_no_records() -> None:
    rows = rows_of(
        "株式会社みどり商事は10日、元社員2人が顧客5千件の情報を転職先に持ち込んでいたと発表した。"
        "退職の前に、流出の可能性を指摘されていた。"
    )
    assert {k: (value(r), r.status) for k, r in rows.items()} == {"株式会社みどり商事": (5000, AffectedStatus.LEAKED)}


def test_a_letter_alone_may_be_a_person_and_owns_nothing() -> None:
    rows = rows_of("保険代理店を営む甲は、契約者3,210人分の名簿を持ち出した乙から受け取った。")
    assert not rows


def test_who_does_work_for_another_does_not_own_the_data() -> None:
    rows = rows_of(
        "当社が通販の株式会社みどり堂(以下「A社」)から受託している電話業務で、画面が撮影され、送信されていた。"
        "流出したのはA社の顧客1,234名分の氏名である。\n\n株式会社あかね応対\n",
        "株式会社あかね応対",
    )
    assert {k: value(r) for k, r in rows.items()} == {"株式会社みどり堂": 1234}


def test_label_and_value_in_a_notice_and_in_a_table() -> None:
    top = "韮崎市\nメールの誤送信について\n本市において、次のとおり個人情報の漏えいがありました。\n\n"
    listed = rows_of(top + "漏えいした件数: 256件\n項目: 氏名、メールアドレス\n", "韮崎市")
    tabled = rows_of(
        top + "| 項目 | 内容 |\n|---|---|\n| 漏えいした件数 | 256件 |\n| 情報 | 氏名、メールアドレス |\n", "韮崎市"
    )
    for rows in (listed, tabled):
        assert {k: (value(r), r.fields) for k, r in rows.items()} == {"韮崎市": (256, ("name", "email"))}


def test_bare_figures_under_a_head_that_tells_their_unit() -> None:
    rows = rows_of(
        "企業名 | 漏えい件数 | 状況\n---|---|---\nみどり商事 | 1,204 | 漏えいを確認\nあかね銀行 | 約2万 | 調査中\n"
    )
    assert {k: value(r) for k, r in rows.items()} == {"みどり商事": 1204, "あかね銀行": 20000}


def test_who_works_there_takes_the_data_of_his_employer() -> None:
    rows = rows_of("あさぎ銀行の元行員2人が、顧客およそ4千件の情報を名簿業者3社に売っていた。")
    assert {k: (value(r), r.status) for k, r in rows.items()} == {"あさぎ銀行": (4000, AffectedStatus.LEAKED)}


def test_what_an_investigation_found_goes_before_the_first_report() -> None:
    rows = rows_of(
        "韮崎市では市民5件程度の情報が流出した可能性がある。韮崎市では、調査により市民78件の情報が流出した可能性が判明した。"
    )
    assert {k: value(r) for k, r in rows.items()} == {"韮崎市": 78}


def test_a_figure_that_no_writer_means_is_kept_and_told() -> None:
    rows, remarks = find_affected(analysis_of("韮崎市では、市民69,239万件の情報が流出した。"))
    assert [value(row) for row in rows] == [692390000]
    assert [r.code for r in remarks] == ["affected.implausible_count"]


def test_a_count_of_an_unknown_organization_is_nobody_elses() -> None:
    rows = rows_of("むぎ銀行は、むぎ銀行の顧客情報が流出したと発表した。あおい証券の顧客2000人超の情報が流出した。")
    assert "むぎ銀行" not in {label for label, row in rows.items() if row.count}


def test_who_is_said_to_be_spared_has_no_leak_by_guess() -> None:
    rows = rows_of("顧客2000人超の情報が流出した。むぎ銀行の顧客情報は流出していない。")
    assert {k: (value(r), r.status) for k, r in rows.items()} == {"むぎ銀行": (None, AffectedStatus.NONE)}


def test_measures_against_leaks_are_no_leak() -> None:
    assert not rows_of("株式会社つばき商会は、情報漏えい対策のため会員2万人にアンケートを行った。")


def test_passing_names_on_is_told_of_their_owner() -> None:
    rows = rows_of(
        "港南電鉄株式会社は3日、元契約社員2人が、購入者7412人分の氏名や住所を知人ら15人に渡していたと発表した。"
    )
    assert [(value(r), r.status) for r in rows.values()] == [(7412, AffectedStatus.LEAKED)]
