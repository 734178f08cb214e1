"""What a sentence leaves out because the text said it just before: the data, the giver, who gets it; and what it must not borrow."""

import pytest

from tests.unit.loaders.claims.telling_case import ends, told

TOOK = ("株式会社あおば商事", "元社員の男")
FIRST = "株式会社あおば商事の元社員の男は顧客名簿を持ち出した。"

GOES_ON = (
    # what passes
    ("男は知り合った会社役員に預けた。", ("元社員の男", "会社役員")),
    ("男は65歳以上だけを抜き出した3000人分を名簿業者に20万円で転売。", ("元社員の男", "名簿業者")),
    ("男はこれを飲み仲間の会社役員に渡した。", ("元社員の男", "会社役員")),
    # who gives
    ("翌月、名簿業者に12万円で買い取らせた疑いがある。", ("元社員の男", "名簿業者")),
    ("生活費に困っていた。翌月、名簿業者に売り渡した。", ("元社員の男", "名簿業者")),
)


@pytest.mark.parametrize(("then", "passed"), GOES_ON)
def test_what_was_said_before_goes_on(then: str, passed: tuple[str, str]) -> None:
    assert ends(FIRST + then) == [TOOK, passed]


NOT_BORROWED = (
    "男は知人の会社役員に伝えた。",
    "男は知人の会社役員に現金を渡した。",
    "男は会社役員に書面を提出した。",
)


@pytest.mark.parametrize("then", NOT_BORROWED)
def test_talk_money_and_papers_are_not_the_data(then: str) -> None:
    assert ends(FIRST + then) == [TOOK]


ASKED = (
    "元巡査の男は探偵に頼まれ、33人の住所を調べた。結果を印刷した紙を喫茶店で手渡した。",
    "元巡査の男は探偵の依頼を受けて住民の住所を調べ、喫茶店で名簿を手渡した。",
    "元巡査の男は探偵に取引を持ち掛け、名簿を渡した。",
)


@pytest.mark.parametrize("text", ASKED)
def test_who_asked_or_was_approached_gets_it(text: str) -> None:
    assert ends(text) == [("元巡査の男", "探偵")]


def test_the_topic_of_the_line_before_goes_on() -> None:
    text = "捜査関係者によると、元社員の男は端末で住民の住所を検索。画面をスマートフォンで撮影し、名簿業者に送った疑いがある。"
    assert ("元社員の男", "名簿業者") in ends(text)


def test_who_tells_what_the_police_say_gets_nothing() -> None:
    assert ends("捜査関係者によると、元社員の男は名簿を名簿業者に売った。") == [("元社員の男", "名簿業者")]


def test_who_answers_speaks_of_what_it_did() -> None:
    assert ends("名簿業者は、顧客名簿を貴金属販売業者に販売したと回答した。") == [("名簿業者", "貴金属販売業者")]


def test_who_comes_in_behind_the_verb_did_not_do_it() -> None:
    text = "名簿業者は4000人分の名簿を印刷会社に卸し、残りは保険代理店が引き取った。"
    assert ends(text) == [("名簿業者", "印刷会社"), ("名簿業者", "保険代理店")]


def test_each_gets_a_share_of_his_own() -> None:
    shares = {
        one.recipient: (one.provider, [t.count.value for t in one.merged.tellings if t.count])
        for one in told("男は印刷会社に4人分の名簿を1人12万円で、保険代理店に9人分を1人8万円で売り渡していた。")
    }
    assert shares == {"印刷会社": ("男", [4]), "保険代理店": ("男", [9])}


def test_one_recipient_and_two_numbers_are_no_shares() -> None:
    assert ends("元社員の男は4人分の住所、9人分の電話番号を名簿業者に売り渡していた。") == [("元社員の男", "名簿業者")]


def test_a_part_that_was_chosen_is_no_second_taking() -> None:
    text = FIRST + "男は名簿業者に売却した。名簿業者は九州に住む900人分を抜き出して、印刷会社に転売した。"
    assert ends(text) == [TOOK, ("元社員の男", "名簿業者"), ("名簿業者", "印刷会社")]


RULES = (
    "委託先に渡すデータは、業務に必要な項目に絞ります。",
    "名簿が第三者に渡った可能性を完全に否定することはできない。",
    "元社員の男が名簿を業者に売った可能性は排除しきれない。",
)


@pytest.mark.parametrize("text", RULES)
def test_rules_and_what_cannot_be_excluded_tell_of_nothing(text: str) -> None:
    assert ends(text) == []


def test_the_city_that_tells_it_entrusted_it() -> None:
    text = "甲府市によると、昨年10月、データの入力を株式会社大川電算に委託した。"
    assert ends(text) == [("甲府市", "株式会社大川電算")]
    assert ends("警視庁によると、昨年10月、データの入力を株式会社大川電算に委託した。") == []


def test_a_verb_that_is_listed_with_its_ending_is_no_causative() -> None:
    assert ends("元社員の男は顧客の住所を名簿業者に知らせた。") == [("元社員の男", "名簿業者")]


def test_who_is_met_at_the_desk_takes_it_in_for_the_house() -> None:
    assert ends("元社員の男は名簿のデータを甲府市の担当者に手渡した。") == [("元社員の男", "甲府市")]


CHARGED = (
    "住民の住所を探偵に教えたとして、山梨県警は4日、元巡査の男を書類送検し、停職6か月とした。",
    "住民の住所を探偵に教えたとして、地方公務員法違反の罪に問われた元巡査の男の判決公判が14日、開かれた。",
)


@pytest.mark.parametrize("text", CHARGED)
def test_who_is_charged_behind_did_it(text: str) -> None:
    assert ends(text) == [("元巡査の男", "探偵")]


def test_of_two_who_are_charged_the_parser_may_not_choose() -> None:
    text = "顧客名簿を名簿業者に売ったとして、山梨県警は11日、元社員の男と知人の会社役員を逮捕した。"
    assert ends(text) == [(None, "名簿業者")]


def test_what_is_obtained_from_somebody_is_given_and_from_a_system_taken() -> None:
    assert ends("名簿業者は元社員の男から顧客名簿を8万円で取得した。") == [("元社員の男", "名簿業者")]
    [one] = told("株式会社あおば商事の元社員の男は顧客管理システムから顧客名簿を取得した。")
    assert one.ends == TOOK
    assert one.merged.first.family == "take"


def test_entrusting_and_the_delivery_for_it_are_one() -> None:
    text = "甲府市はデータの入力を株式会社大川電算に委託した。7月22日、甲府市は住民のデータを株式会社大川電算に引き渡した。"
    assert ends(text) == [("甲府市", "株式会社大川電算")]


def test_a_line_of_business_is_no_sale() -> None:
    assert ends("顧客名簿は、健康食品の通信販売を行う株式会社みどり屋で見つかった。") == []


def test_what_somebody_wished_is_no_passing() -> None:
    assert ends("元社員の男は「顧客名簿を早く名簿業者に売りたかった」と話した。") == []


def test_who_took_it_and_puts_it_where_others_see_it_does_more_than_leak() -> None:
    text = FIRST + "男は名簿をインターネット上に保存していた。"
    assert ends(text) == [TOOK, ("元社員の男", None)]


OTHER_WAYS = (
    ("名簿は元社員の男に持ち出された。", (None, "元社員の男")),
    (
        "元社員の男はネットで知り合った会社役員に対し、リンクを送信する方法で顧客名簿を渡した。",
        ("元社員の男", "会社役員"),
    ),
    (
        "株式会社大川電算が甲府市に届け出ることなく、有限会社あけぼの製本に印刷の一部を委託していた。",
        ("株式会社大川電算", "有限会社あけぼの製本"),
    ),
    ("データの入力を株式会社大川電算に任せていた甲府市に影響が及んだ。", ("甲府市", "株式会社大川電算")),
)


@pytest.mark.parametrize(("text", "passed"), OTHER_WAYS)
def test_other_ways_to_say_who(text: str, passed: tuple[str | None, str]) -> None:
    assert ends(text) == [passed]


def test_what_somebody_is_made_to_believe_is_not_so() -> None:
    assert ends("株式会社あおば商事の電話は、名簿が名簿業者に渡ったと思い込ませる手口だ。") == []


MORE_WAYS = (
    ("元社員の男は高齢者の情報を探偵に見せたこともあったという。", ("元社員の男", "探偵")),
    ("元社員の男は顧客の氏名や住所、購入商品を名簿業者に売り渡した。", ("元社員の男", "名簿業者")),
    (
        "みどり屋の担当者が株式会社大川電算に依頼し、株式会社大川電算は顧客データの写しを渡した。",
        ("株式会社大川電算", "みどり屋"),
    ),
    (
        "株式会社大川電算は印刷作業の一部を有限会社あけぼの製本に行わせた。",
        ("株式会社大川電算", "有限会社あけぼの製本"),
    ),
)


@pytest.mark.parametrize(("text", "passed"), MORE_WAYS)
def test_more_ways_to_say_it(text: str, passed: tuple[str, str]) -> None:
    assert ends(text) == [passed]


def test_pieces_go_on_with_the_data_in_them() -> None:
    text = "株式会社あおば商事の契約社員は顧客情報の入ったSSDを工場から持ち出した。契約社員は22台を中古品店に売却した。"
    assert ends(text)[-1] == ("契約社員", "中古品店")
    assert ends("株式会社あおば商事の契約社員は22台を中古品店に売却した。") == []


def test_what_reached_somebody_may_be_no_data() -> None:
    assert ends(FIRST + "きっかけは同社に届いた苦情だった。") == [TOOK]


def test_what_others_claim_to_have_stolen_is_not_told_as_stolen() -> None:
    assert ends("株式会社あおば商事から盗んだとするファイルの画像が見つかった。") == []


def test_who_was_entrusted_before_gets_what_is_handed_over() -> None:
    text = "甲府市は4月3日、通知書の印刷を株式会社大川電算に委託し、4月10日、住民のデータを引き渡した。"
    assert set(ends(text)) == {("甲府市", "株式会社大川電算")}


def test_a_person_does_not_entrust_for_his_firm() -> None:
    text = "株式会社大川電算は、住所の点検を北沢氏が営む有限会社あけぼの製本に行わせた。"
    assert ends(text) == [("株式会社大川電算", "有限会社あけぼの製本")]


def test_shares_go_on_from_the_topic_before() -> None:
    text = (
        "男は名簿業者から名簿を買い取った。印刷会社には全員分を90万円で、保険代理店には約6千人分を18万円で送っていた。"
    )
    assert ends(text)[1:] == [("男", "印刷会社"), ("男", "保険代理店")]


def test_words_in_quotes_are_of_who_speaks_them() -> None:
    text = FIRST + "名簿業者は取材に「買い取った名簿を保険代理店に渡した」と説明した。"
    assert ("名簿業者", "保険代理店") in ends(text)
    assert ("元社員の男", "保険代理店") not in ends(text)


def test_a_topic_that_nobody_knows_may_go_on() -> None:
    text = "元社員の男は顧客名簿を名簿業者に売却した。東都は名簿を切り分けた。5月に保険代理店に名簿を売却した。"
    assert ends(text) == [("元社員の男", "名簿業者"), (None, "保険代理店")]


def test_whose_data_it_is_does_not_entrust_it_again() -> None:
    text = "甲府市は住民の個人情報が流出したと発表した。甲府市の個人情報は2万件だった。"
    assert ends(text + "入力を国内の印刷業者に無断で再委託していた。") == [("甲府市", None)]
    assert ends(text + "入力を国内の印刷業者に委託していた。") == [("甲府市", None), ("甲府市", "印刷業者")]


def test_a_dated_line_goes_on_from_nobody() -> None:
    text = FIRST + "\n\n4月6日 顧客名簿を印刷会社に引き渡し\n"
    assert ends(text) == [TOOK, (None, "印刷会社")]


def test_where_the_police_ask_nobody_else_asked() -> None:
    text = "山梨県警が甲府市に住民の情報を照会したところ、元巡査の男が見ていたことが分かった。"
    assert [pair for pair in ends(text) if pair[1] == "元巡査の男"] == []


def test_the_rest_comes_from_who_acts_in_the_sentence() -> None:
    text = FIRST + "男は名簿業者に売却した。名簿業者は4000人分を知り合いの店に卸し、残りは保険代理店が引き取った。"
    assert ends(text)[-1] == ("名簿業者", "保険代理店")
