"""What is no telling that something happened, and who stands behind one that is: laws, suppositions, parties, charges."""

from datetime import date

import pytest

from app.domain.vocabulary import Action, Status
from tests.unit.loaders.claims.telling_case import told

NOTHING = (
    "住民の名簿を業者に渡した職員には罰金を科す。",
    "職員が住民の情報を業者に渡した場合の罰則を引き上げる。",
    "仮に名簿が知人に渡っていたとしても、被害は小さい。",
    "元社員が名簿を業者に渡す寸前に、上司が気づいて止めた。",
    "元社員が名簿を業者に渡したとの噂があるが、裏付ける資料はない。",
    "週刊誌は「元社員が名簿を業者に売却」という見出しの記事を載せた。",
    "企業から情報が持ち出される事件が続いている。",
    "業者は名簿を売るよう元社員に持ちかけた。",
    "訓練の筋書きは「社員が名簿を持ち出し、名簿業者に売った」というもの。",
    "会員の名簿が公開された形跡は、これまでに見つかっておりません。",
    "みなと市は、個人情報の流出を想定した訓練を開いた。",
    "みなと社は業者への名簿の提供を停止した。",
    "みなと市は委員会から報告書を受け取り、公開した。",
    "会員のデータがUSBメモリに保存されていた。",
)

SAID = (
    ("検察側は元社員が名簿を知人に渡したと主張した。", Status.ALLEGED),
    ("検察側は元社員が名簿を知人に渡したと主張したが、裁判長は退けた。", Status.DENIED),
    ("弁護側は知人が名簿を業者に渡したと主張した。", Status.SUSPECTED),
    ("元社員は名簿を業者に渡したとして、逮捕された。", Status.ALLEGED),
    ("警視庁は、名簿を名簿業者に売却していた派遣社員の男を逮捕した。", Status.ALLEGED),
    ("同社は、名簿を名簿業者に渡していた元社員を懲戒解雇した。", Status.CONFIRMED),
    ("北原容疑者は名簿を名簿業者に売却していた。", Status.ALLEGED),
    ("北原被告は名簿を名簿業者に売却していた。地裁は懲役2年を言い渡した。", Status.CONFIRMED),
    ("元社員が名簿を業者に売ったという情報は誤りで、同社は否定している。", Status.DENIED),
    ("元社員が名簿を業者に売ったと報じられたが、同社は否定した。", Status.DENIED),
    ("元社員は名簿を業者に売ったとして逮捕されたが、容疑を否認している。", Status.ALLEGED),
    ("元社員は名簿を業者に売却したと説明し、会社の指示は否定した。", Status.CONFIRMED),
    ("攻撃者が株式会社あおば商事のサーバーから顧客のデータを社外へ送信した痕跡が見つかった。", Status.SUSPECTED),
)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "status"), SAID)
def test_how_sure_it_is(text: str, status: Status) -> None:
    assert [one.merged.status for one in told(text)] == [status]


def test_what_describes_a_noun_does_not_say_how_sure_it_is() -> None:
    [one] = told("株式会社あおば商事から名簿が流出した可能性がある。株式会社あおば商事から流出した名簿は古い。")
    assert one.merged.status is Status.SUSPECTED


# ------------------------------------------------------------ who, and to whom


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2030年1月ごろ 女性、探偵業者に通話の記録を見せる", ("女性", "探偵業者")),
        ("みなと社は、会員の名簿の提供を受けた業者に回収を求めた。", (None, "業者")),
        ("県警は、住民の情報を業者に漏らしていた本店に勤める社員を逮捕した。", ("社員", "業者")),
        ("株式会社あおば商事は、業者に名簿のデータの返却や破棄をさせた。", ("業者", "株式会社あおば商事")),
        ("委員会は、名簿販売会社に対し、個人データを業者に提供したとして勧告した。", ("名簿販売会社", "業者")),
        (
            "委員会は、名簿を業者に提供したとして、株式会社あおば商事に対し是正を勧告した。",
            ("株式会社あおば商事", "業者"),
        ),
        ("元社員の男は名簿業者に対し、名簿を売却した。", ("元社員の男", "名簿業者")),
        ("元社員が持ち込んだ名簿を、業者は知人に売った。", ("業者", "知人")),
        ("元社員は名簿業者に名簿を12万円で買い取らせた。", ("元社員", "名簿業者")),
        ("保守員は会員の名簿を業者に卸した。", ("保守員", "業者")),
        ("女は式場運営会社「ルミエ」に勤めていた昨年8月、名簿を持ち出した。", ("ルミエ", "女")),
        ("局長会の会長が顧客情報を業者に「社外提供」した。", ("会長", "業者")),
        (
            "株式会社あおば商事の元社員は、顧客名簿を自分のメールアドレスに送信していた。",
            ("株式会社あおば商事", "元社員"),
        ),
    ],
)
def test_ends(text: str, ends: tuple[str | None, str | None]) -> None:
    assert [one.ends for one in told(text)] == [ends]


def test_who_sends_to_himself_takes_data_out() -> None:
    [one] = told("株式会社あおば商事の元社員は、取引先の名簿を私用のクラウドに送っていた。")
    assert one.merged.action.value is Action.EXFILTRATION


def test_who_asks_money_of_the_owner_extorts() -> None:
    [one] = told("男2人は株式会社あおば商事を訪れ、顧客の名簿が入ったCD-Rを見せ、現金を要求した。")
    assert (one.ends, one.merged.action.value) == (("男2人", "株式会社あおば商事"), Action.EXTORTION)


def test_a_topic_does_not_go_on_where_another_subject_has_come_in() -> None:
    found = told("Aはこれを知人のBに譲り、Bが飲食店で知り合った男に名簿を預けていた。")
    assert ("A", "男") not in [one.ends for one in found]


def test_an_owner_that_no_mention_knows_is_nobody_else() -> None:
    text = "株式会社みどり屋の事件が記憶に新しい。今回、X氏は「浅葱」の顧客リストを不正に持ち出していた。"
    assert ("株式会社みどり屋", "X") not in [one.ends for one in told(text)]


def test_a_subject_that_no_mention_knows_is_not_the_one_before() -> None:
    text = "業者は元社員の男から名簿を仕入れ、あの界隈の古株は化粧品会社に横流しした。"
    assert ("業者", "化粧品会社") not in [one.ends for one in told(text)]


# ------------------------------------------------------------ when, how many


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("元社員は2030年7月から8月にかけ、名簿を業者に渡した。", (date(2030, 7, 1), date(2030, 8, 31))),
        (
            "元社員は2030年1月から2月の間、業者から依頼を受け、名簿を業者に渡した。",
            (date(2030, 1, 1), date(2030, 2, 28)),
        ),
        ("元社員は2030年4月1日、名簿を印刷し、その後、業者に売却した。", None),
        ("元社員は2029年度と2030年度に、名簿を業者に渡した。", (date(2029, 4, 1), date(2031, 3, 31))),
        ("みなと市は2030年4月2日、元社員が名簿を業者に渡したと明らかにした。", None),
        ("2030年4月2日、みなと市は、業者に名簿が流出したと発表した。", None),
        ("2030年4月2日発売の雑誌によると、元社員は名簿を業者に売却した。", None),
    ],
)
def test_days(text: str, days: tuple[date, date] | None) -> None:
    found = [one for one in told(text) if one.recipient == "業者"]
    windows = [(w.earliest, w.latest) for one in found for _, w in one.merged.windows]
    assert windows == ([] if days is None else [days])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("元社員2人が名簿を業者に渡した。", None),
        ("元社員が名簿を業者に1件1万円で売った。", None),
        ("元社員が顧客5人の名簿を業者に渡した。", 5),
    ],
)
def test_who_did_it_is_no_number_of_records(text: str, count: int | None) -> None:
    told_counts = {draft.count.value if draft.count else None for one in told(text) for draft in one.merged.tellings}
    assert told_counts == {count}
