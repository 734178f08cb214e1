"""Who is told by a trade alone, whatever the trade, and who is told of again by a shorter word."""

import pytest

from app.domain.vocabulary import ActorKind
from tests.unit.loaders.mentions.told_case import Told


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("建設会社", ActorKind.ORGANIZATION),
        ("信用調査会社", ActorKind.ORGANIZATION),
        ("釣具店", ActorKind.ORGANIZATION),
        ("整骨院", ActorKind.ORGANIZATION),
        ("印刷ベンチャー", ActorKind.ORGANIZATION),
        ("文具メーカー", ActorKind.ORGANIZATION),
        ("設計事務所", ActorKind.ORGANIZATION),
        ("整体師", ActorKind.PERSON),
        ("塗装工", ActorKind.PERSON),
        ("投資家", ActorKind.PERSON),
        ("保守員", ActorKind.PERSON),
        ("営業課長", ActorKind.PERSON),
        ("探偵業の男", ActorKind.PERSON),
        ("自動車修理業の男", ActorKind.PERSON),
        ("調査会社を経営する男", ActorKind.PERSON),
        ("調査会社経営の女", ActorKind.PERSON),
        ("SNSで知り合った男", ActorKind.PERSON),
    ],
)
def test_one_actor(word, kind):
    assert Told(f"元社員は名簿を写し、{word}に渡した。").actor(word).kind is kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("患者が入院した。", "入院"),
        ("新宿店に届いた。", "新宿店"),
        ("会議室の部屋に置いた。", "部屋"),
        ("業者同士で見せ合った。", "業者同士"),
        ("食品加工の工程を写した。", "食品加工"),
        ("サプライチェーン攻撃を受けた。", "サプライチェーン"),
        ("少女に渡した。", "女"),
    ],
)
def test_nobody(text, word):
    assert Told(text).all(word) == []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("会計年度任用職員", "当該職員"),
        ("会計年度任用職員", "同職員"),
        ("元営業課長", "元課長"),
        ("飲食店従業員の男", "従業員の男"),
        ("探偵業の男", "探偵"),
        ("調査会社を経営する男", "調査会社経営の男"),
        ("岩瀬市市民課主査の男", "主査の男"),
    ],
)
def test_a_shorter_word_is_the_same_person(first, then):
    told = Told(f"名簿を{first}に渡した。", f"{then}は認めている。")
    words = [w for w in (first, first.removeprefix("岩瀬市")) if told.all(w)]
    assert told.one(words[0]) == told.one(then)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("元営業課長", "課長"),
        ("副店長", "店長"),
        ("会計年度任用職員", "別の職員"),
        ("探偵業の男", "見知らぬ男"),
        ("知人", "同容疑者"),
    ],
)
def test_another_word_is_another_person(first, then):
    told = Told(f"名簿を{first}に渡した。", f"{then}は認めている。")
    assert told.one(first) not in told.all(then)


def test_of_two_men_of_one_sentence_neither_is_meant():
    told = Told("県警は会社員の男と店長の男を逮捕した。", "男は名簿を売った。")
    assert told.one("男") not in {told.one("会社員の男"), told.one("店長の男")}


def test_of_two_men_the_topic_is_meant():
    told = Told("会社員の男は店長の男に名簿を渡した。", "男は認めている。")
    assert told.one("男") == told.one("会社員の男")


def test_who_is_called_by_an_office_by_now_is_not_the_man():
    told = Told(
        "会社員の男は名簿を写した。",
        "店長の男が買った。",
        "男は認めた。",
        "会社員の男は、店長に渡した。",
        "店長は認めた。",
        "男は泣いた。",
    )
    assert told.all("男")[-1] == told.one("会社員の男")


def test_the_man_of_a_firm():
    told = Told("札幌の探偵社を営む男に渡した。", "会社員の男が聞いた。", "探偵社の男が売った。")
    assert told.all("男") == [told.one("探偵社を営む男")]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("生活協同組合わかみどり", "生協"),
        ("生活協同組合わかみどり", "同生協"),
        ("学習塾「エコー会」", "塾"),
        ("フィットネスクラブ「アクアリード」", "クラブ"),
        ("岩瀬市教育委員会", "市教委"),
        ("岩瀬署", "署"),
        ("特殊詐欺グループ", "グループ"),
        ("釣具店", "店"),
    ],
)
def test_a_word_for_the_kind_points_back(name, word):
    told = Told(f"名簿は{name}に渡っていた。", f"{word}は取材に答えた。")
    assert told.one(word) == told.found.denotations[0].actor


@pytest.mark.parametrize("word", ["病院", "銀行", "店"])
def test_of_two_of_the_kind_neither_is_meant(word):
    told = Told(f"名簿はさくら{word}とかえで{word}、釣具店と文具店に渡っていた。", f"{word}は取材に答えた。")
    assert all(told.lines[d.line][d.start : d.end] != word for d in told.found.denotations if d.line)


def test_firms_by_their_number():
    told = Told("名簿はE社を含む11社に売られた。", "14社に送った。")
    assert (told.actor("E社を含む11社").size, told.actor("14社").size) == (11, 14)
    assert [told.found.actors[m].kind for m in told.actor("E社を含む11社").members] == [ActorKind.ORGANIZATION]


def test_a_role_is_defined_as_a_letter():
    told = Told("作業員(当時。以下「X」)が写し、名簿業者(以下「Z社」)に売った。", "XおよびZ社は認めた。")
    assert (told.one("作業員"), told.one("名簿業者")) == (told.one("X"), told.one("Z社"))


def test_the_police_of_another_place_are_others():
    told = Told("青戸県警が調べた。", "隣県の警察に相談した。", "警察は男を逮捕した。")
    first, second = told.all("警察")
    assert second == told.one("青戸県警") != first


def test_a_place_where_something_is_is_nobody():
    assert Told("松江市内で名簿を渡した。", "松江市は発表した。").all("松江市") == [0]


def test_names_of_which_the_dictionary_knows_pieces():
    told = Told("会社役員、伊座本哲司容疑者(50)を逮捕した。", "伊座本容疑者は認めた。", "県議佐野容疑者は逃げた。")
    assert told.one("伊座本哲司容疑者") == told.one("伊座本容疑者") != told.one("佐野容疑者")


def test_the_man_of_a_broker_is_somebody_new():
    told = Told("元社員、佐野次郎容疑者(34)を逮捕した。", "都内の名簿業者の男(51)も逮捕した。", "男は認めた。")
    first, then = told.all("男")
    assert first == then != told.one("佐野次郎容疑者")


def test_where_somebody_works_is_whom_he_is_said_to_work_for():
    told = Told("「ミライ電算」の元社員、佐野次郎容疑者を逮捕した。", "佐野容疑者は、勤務先が預かる名簿を売った。")
    assert told.one("勤務先") == told.one("ミライ電算")


def test_both_firms_are_those_told_of_last():
    told = Told("名簿を2社に売った。", "あおば銀行は、株式会社ミライに調べるよう求めた。", "両社は県警に相談した。")
    assert told.actor("両社").members == [told.one("株式会社ミライ"), told.one("あおば銀行")]


@pytest.mark.parametrize("text", ["知らない会社から電話が来た。", "近くの会社は知っていた。", "各会社は調べた。"])
def test_firms_that_are_described_are_others(text):
    told = Told("通販会社「ミライ堂」に渡した。", text)
    assert told.all("会社") == []


def test_who_has_left_is_who_worked_there():
    told = Told("下請けの従業員が持ち帰った。", "当該元従業員は話した。")
    assert told.one("従業員") == told.one("当該元従業員")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("点検をY企画に行わせた。", "Y企画"),
        ("A市とB病院が漏らした。", "B病院"),
        ("株式会社みなせ百貨店様の名簿が漏れた。", "株式会社みなせ百貨店"),
        ("東署に届け出た。", "東署"),
    ],
)
def test_names_by_their_form(text, name):
    assert Told(text).actor(name).is_named


def test_a_clinic_is_an_institute():
    told = Told("「リュミエル美容外科」(名古屋市)に届いた。", "同院によると、紙だった。")
    assert told.one("同院") == told.one("リュミエル美容外科")


def test_a_station_in_short():
    told = Told("静岡県警松江中央警察署に相談した。", "松江中央署は男を逮捕した。")
    assert told.one("静岡県警松江中央警察署") == told.one("松江中央署")


def test_a_man_of_the_same_sentence_a_clause_later():
    told = Told("佐野容疑者は会社員の男から頼まれ、名簿を男に渡した。")
    assert told.one("会社員の男") == told.one("男")
