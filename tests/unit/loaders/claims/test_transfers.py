"""Who gave what to whom, told in invented sentences: by grammar, by what was said before, and what is no transfer."""

import pytest

from app.domain.vocabulary import Action, How, Status
from loaders.claims.telling import CONFIDENCE
from tests.unit.loaders.claims.telling_case import ends, told

SHOP, MAN, BROKER, AGENCY, OFFICE = "株式会社あおば商事", "元社員の男", "名簿業者", "代理店", "株式会社大川電算"
TOOK = f"{SHOP}の{MAN}が顧客名簿を持ち出した。"
SOLD = f"{MAN}が顧客名簿を{BROKER}に売却した"


# ------------------------------------------------------------ grammar


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # shared subject over te-form and renyou-form
        (f"{SHOP}の{MAN}が顧客名簿を持ち出して、{BROKER}に売却した。", [(SHOP, MAN), (MAN, BROKER)]),
        (f"{MAN}は顧客名簿を持ち出し、知人に渡していた。", [(None, MAN), (MAN, "知人")]),
        # relative clauses: the company that was entrusted, the city that entrusted
        (f"{SHOP}が入力業務を委託していた印刷会社から、顧客名簿が流出した。", [("印刷会社", None), (SHOP, "印刷会社")]),
        (
            f"{OFFICE}に入力業務を委託していた甲府市は、住民の名簿が流出したと発表した。",
            [("甲府市", OFFICE), ("甲府市", None)],
        ),
        # passive
        (f"顧客名簿は{MAN}から{BROKER}に売却された。", [(MAN, BROKER)]),
        (f"顧客名簿は{MAN}によって{BROKER}に売却された。", [(MAN, BROKER)]),
        (f"顧客名簿が{BROKER}に売却されていた。", [(None, BROKER)]),
        # causative: に does it
        (f"{MAN}は従業員に顧客名簿を{BROKER}へ送らせた。", [("従業員", BROKER)]),
        (f"{SHOP}の役員は元派遣社員に顧客名簿を持ち出させた。", [(SHOP, "元派遣社員")]),
        # cleft: who stands behind it did it, whoever tells it
        (f"{SHOP}は、{BROKER}に顧客名簿を提供したのは{MAN}だと発表した。", [(MAN, BROKER)]),
        (f"{SHOP}は、{BROKER}に顧客名簿を提供したのは別の会社だと発表した。", [("別の会社", BROKER)]),
        (f"{SHOP}は、顧客名簿を持ち出したのは{MAN}だと発表した。", [(SHOP, MAN)]),
        # a chain in one sentence
        (f"知人は{MAN}から顧客名簿を受け取り、{BROKER}に渡した。", [(MAN, "知人"), ("知人", BROKER)]),
        (f"{TOOK}その名簿は{BROKER}に渡り、さらに{AGENCY}に渡った。", [(SHOP, MAN), (MAN, BROKER), (BROKER, AGENCY)]),
    ],
)
def test_grammar(text: str, pairs: list[tuple[str | None, str | None]]) -> None:
    assert ends(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        f"{MAN}は顧客名簿を{BROKER}に売却していない。",
        f"{MAN}は{BROKER}に顧客名簿を提供できなかった。",
        f"{SHOP}は顧客名簿の持ち出しを防ぐため、対策を強化した。",
        f"{SHOP}は顧客名簿を{BROKER}に提供する予定だ。",
        f"{MAN}が{BROKER}に顧客名簿を売却しようとした。",
        f"{MAN}が{BROKER}に顧客名簿を売ろうとした。",
        f"{BROKER}は{MAN}に顧客名簿を売却するよう求めた。",
        f"{MAN}は{BROKER}に顧客名簿を渡すよう頼まれ、断った。",
        f"{MAN}は{BROKER}への顧客名簿の提供を拒否した。",
        f"{MAN}は{BROKER}に顧客名簿を売却する契約を結んだ。",
        f"{MAN}は{BROKER}に顧客名簿の購入を持ちかけた。",
        f"{MAN}が{BROKER}に顧客名簿を売却したかどうかは不明だ。",
        f"{MAN}が顧客名簿を{BROKER}に売却した事実はない。",
        f"{BROKER}に顧客名簿を売ったのは{MAN}ではない。",
        f"もし顧客名簿が{BROKER}に渡れば、被害が広がる。",
        f"{SHOP}によると、顧客名簿が流出した形跡は確認されていない。",
        f"{MAN}が盗んだのは現金だった。",
        "海外子会社から資金が流出した。",
        f"{MAN}に対する説明会は3回に渡り開かれた。",
        f"警視庁は{BROKER}から罰金を受け取った。",
        f"{SHOP}は{MAN}を懲戒解雇した。",
    ],
)
def test_no_transfer(text: str) -> None:
    assert ends(text) == []


def test_purpose_is_not_told_as_done() -> None:
    assert ends(f"{SHOP}の{MAN}は{BROKER}に売却するため、顧客名簿を持ち出した。") == [(SHOP, MAN)]
    assert ends(f"{SHOP}の{MAN}は{BROKER}に売却する目的で顧客名簿を持ち出した。") == [(SHOP, MAN)]


# ------------------------------------------------------------ discourse


def test_reaching_implies_the_last_holder_and_says_so() -> None:
    took, reached = told(f"{TOOK}名簿はその後、{BROKER}に渡った。")
    assert took.ends == (SHOP, MAN)
    assert reached.ends == (MAN, BROKER)
    assert reached.merged.provider is not None
    assert reached.merged.provider.how is How.IMPLIED
    assert max(t.confidence for t in reached.merged.tellings) <= 0.7
    assert reached.merged.after == (0,)


def test_implied_ends_are_never_sure() -> None:
    assert CONFIDENCE[How.IMPLIED] <= 0.7
    assert all(CONFIDENCE[how] <= CONFIDENCE[How.STATED] for how in CONFIDENCE)


def test_nobody_is_put_in_the_place_of_an_unnamed_subject() -> None:
    assert (MAN, AGENCY) not in ends(f"{TOOK}その後、業界に詳しい者が名簿を{AGENCY}に売った。")


def test_subject_goes_on_into_the_next_sentence() -> None:
    sold = told(f"{TOOK}その後、{BROKER}に名簿を売却した。")[1]
    assert sold.ends == (MAN, BROKER)
    assert sold.merged.provider is not None
    assert sold.merged.provider.how is How.DISCOURSE


def test_quotes_keep_their_speaker() -> None:
    assert ends(f"{SHOP}は「{MAN}が名簿を持ち出した」と説明した。") == [(SHOP, MAN)]
    assert (BROKER, SHOP) not in ends(f"{SHOP}は「{BROKER}から顧客名簿を入手した」とする{AGENCY}の説明を公表した。")
    assert ends(f"同社の担当者は「{MAN}から顧客名簿を受け取った」と話した。") == []


def test_data_that_comes_home_has_no_implied_giver() -> None:
    found = ends(f"{TOOK}顧客名簿の入ったCD-Rが{SHOP}に届いた。")
    assert (MAN, SHOP) not in found


# ------------------------------------------------------------ status, police


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{SOLD}。", Status.CONFIRMED),
        (f"{MAN}が顧客名簿を{BROKER}に売却か。", Status.SUSPECTED),
        (f"{SOLD}とみられる。", Status.SUSPECTED),
        (f"{SOLD}とされる。", Status.SUSPECTED),
        (f"{SOLD}可能性がある。", Status.SUSPECTED),
        (f"{SOLD}疑いがある。", Status.SUSPECTED),
        (f"山梨県警は{SOLD}疑いで捜査している。", Status.ALLEGED),
        (f"{MAN}は、顧客名簿を{BROKER}に売却した疑いで逮捕され、容疑を否認している。", Status.ALLEGED),
        (f"{MAN}は顧客名簿を{BROKER}に売却したことを否定した。", Status.DENIED),
        (f"{SOLD}との疑いを、男は否認している。", Status.DENIED),
        (f"{MAN}は顧客名簿を{BROKER}に売却したうえ、隠した疑いがある。", Status.SUSPECTED),
        (f"{MAN}は顧客名簿を{BROKER}に売却したうえ、店を辞めた。", Status.CONFIRMED),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert [(one.ends, one.merged.status) for one in told(text)] == [((MAN, BROKER), status)]


def test_day_of_the_arrest_is_not_that_of_the_deed() -> None:
    (one,) = told(f"山梨県警は2030年4月11日、顧客名簿を持ち出したとして{SHOP}の{MAN}を逮捕した。")
    assert one.ends == (SHOP, MAN)
    assert one.days == set()


def test_of_two_who_are_arrested_nobody_in_particular_did_it() -> None:
    assert ends(f"山梨県警は4月11日、顧客名簿を{BROKER}に売却した疑いで、{MAN}とその知人を逮捕した。") == [
        (None, BROKER)
    ]


def test_charge_names_who_did_it_and_when() -> None:
    text = f"{SHOP}の{MAN}が逮捕された。男の逮捕容疑は2030年4月、顧客名簿をUSBメモリにコピーした疑い。"
    (one,) = told(text)
    assert one.ends == (SHOP, MAN)
    assert one.merged.status is Status.ALLEGED
    assert one.days == {("2030-04-01", "2030-04-30")}


def test_possessors_give_what_is_seized() -> None:
    found = told("山梨県警は、Cが所有していたパソコンとDが所有していたUSBメモリを押収した。")
    assert [one.ends for one in found] == [("C", "山梨県警"), ("D", "山梨県警")]
    assert {one.merged.action.value for one in found} == {Action.RECOVERY}
    assert all(one.merged.first.lawful for one in found)


# ------------------------------------------------------------ dates, details


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"2028年4月3日、{SOLD}。", {("2028-04-03", "2028-04-03")}),
        (f"2028年8月3日、{SHOP}は、{MAN}が顧客名簿を{BROKER}に売却していたと発表した。", set()),
        (f"2006年8月3日: {SHOP}、{MAN}が顧客名簿を{BROKER}に売却していたと公表。", set()),
        (f"2028年8月3日: {MAN}が{BROKER}に顧客名簿を売却。", {("2028-08-03", "2028-08-03")}),
        (f"2028年4月まで、{MAN}が顧客名簿を{BROKER}に売却していた。", {(None, "2028-04-30")}),
        (
            f"2028年4月から2029年3月にかけて、{MAN}は顧客名簿を{BROKER}に売却していた。",
            {("2028-04-01", "2029-03-31")},
        ),
        (f"{MAN}は2028年4月3日に{BROKER}の事務所を訪れ、顧客名簿を{BROKER}に渡した。", {("2028-04-03", "2028-04-03")}),
        (f"{MAN}は2028年4月3日に入社し、顧客名簿を{BROKER}に渡した。", set()),
        (f"{MAN}は顧客名簿を{BROKER}に渡し、2028年4月3日、現金を受け取った。", set()),
        (
            f"{MAN}は2028年4月から6月までの間に7回、店を訪ね、顧客名簿を{BROKER}に渡していた。",
            {("2028-04-01", "2028-06-30")},
        ),
        (f"2028年4月にはUSBメモリーを買い、{MAN}が顧客名簿を{BROKER}に渡した。", {("2028-04-01", "2028-04-30")}),
        (f"{MAN}は2028年4月上旬までに、顧客名簿を{BROKER}に渡したという。", {(None, "2028-04-10")}),
        (f"2028年4月、{MAN}は顧客名簿を{BROKER}に渡したと話している。", {("2028-04-01", "2028-04-30")}),
        (f"2028年4月、{MAN}は顧客名簿を{BROKER}に渡したと説明した。", set()),
        (
            f"{MAN}は2028年2月から5月にかけ、{BROKER}に頼まれ、顧客名簿を{BROKER}に渡した疑い。",
            {("2028-02-01", "2028-05-31")},
        ),
    ],
)
def test_days(text: str, days: set[tuple[str | None, str | None]]) -> None:
    (one,) = told(text)
    assert one.days == days


def test_row_without_a_date_lies_between_its_neighbours() -> None:
    rows = f"年表\n\n2028年3月1日 | {TOOK}\n… | {SOLD}。\n2028年5月1日 | {SHOP}が流出を公表した。\n"
    assert [(one.ends, one.days) for one in told(rows)] == [
        ((SHOP, MAN), {("2028-03-01", "2028-03-01")}),
        ((MAN, BROKER), {("2028-03-01", "2028-05-01")}),
    ]


def test_price_medium_and_count_stand_in_the_clause() -> None:
    (one,) = told(f"{MAN}は2028年4月3日、顧客名簿3万件をメールで{BROKER}に2万円で送信した。")
    draft = one.merged.first
    assert (draft.medium and draft.medium.value, draft.price and draft.price.value) == ("email", 20000)
    assert draft.count is not None
    assert draft.count.value == 30000


def test_fines_are_no_price() -> None:
    found = told(
        f"{MAN}は顧客名簿を{BROKER}に売却し、罰金50万円を命じられた。地裁は、{SOLD}男に罰金50万円を言い渡した。"
    )
    assert found
    assert [t.price for one in found for t in one.merged.tellings if t.price] == []


def test_whom_a_caller_tells_gets_no_data() -> None:
    text = "大川県警に「あおば銀行の田中太一部長が顧客の名簿を業者に渡している」との電話があった。"
    assert [recipient for _, recipient in ends(text)] == ["業者"]


def test_a_rumour_that_is_denied_is_denied() -> None:
    text = (
        "元社員の男が名簿を名簿業者にも売ったとの情報が寄せられた。"
        "元社員の男は、名簿業者に名簿を売った事実はないと否定している。"
    )
    assert ends(text) == []
    assert {one.merged.status for one in told(text)} == {Status.DENIED}


def test_the_noun_says_who_did_it_and_since_when() -> None:
    text = "日時 | 出来事\n---|---\n2031年3月 | あおば商事の元社員による名簿の無断の持ち出し行為が始まっていた。\n"
    (one,) = told(text, "2033-01-01", "a.md")
    assert one.ends == ("あおば商事", "元社員")
    assert one.days == {("2031-03-01", None)}


def test_data_that_comes_into_two_hands() -> None:
    text = "元社員の男は名簿を知人Dに渡した。その後、名簿は容疑者A、Bの手に渡った。"
    assert [recipient for _, recipient in ends(text)][1:] == ["容疑者A", "B"]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("あおば商事の元社員が顧客名簿をUSBメモリーで持ち出した。", "usb"),
        ("あおば商事の元社員が顧客名簿をUSBメモリーに入れて持ち出した。", "usb"),
        ("あおば商事の元社員がSDカードを使って顧客名簿を持ち出した。", "sd"),
        ("あおば商事の元社員は自宅にパソコンを持ち帰り、顧客名簿を知人に渡した。", None),
    ],
)
def test_a_medium_in_which_data_is_put_carries_it(text, medium):
    (found,) = [t for t in told(text) if t.merged.first.family == ("take" if medium else "give")]
    slot = found.merged.first.medium
    assert (slot.value if slot else None) == medium
