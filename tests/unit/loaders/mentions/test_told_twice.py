"""Whom a document tells of by description and by name, or in two ways, is one; where two may be meant, none is."""

import pytest

from tests.unit.loaders.mentions.told_case import Told


@pytest.mark.parametrize(
    ("lines", "word", "name"),
    [
        (("委託先から漏れた。", "甲府市は台帳の印刷をオオバ印刷に委託していた。"), "委託先", "オオバ印刷"),
        (("委託事業者が漏らした。", "台帳の印刷を「オオバ印刷」(大津市)に委託した。"), "委託事業者", "オオバ印刷"),
        (("再委託先で漏れた。", "株式会社アオキは印刷を株式会社オオバに再委託した。"), "再委託先", "株式会社オオバ"),
        (
            ("探偵業者に漏らした。", "元巡査長は、探偵社を営む男に頼まれた。"),
            "探偵業者",
            "探偵社を営む男",
        ),
        (("侵入者は名簿を盗んだ。", "「GrayTapir」を名乗る集団が載せた。"), "侵入者", "「GrayTapir」を名乗る集団"),
        (("攻撃者は名簿を盗んだ。", "攻撃者を名乗るグループが載せた。"), "攻撃者", "攻撃者を名乗るグループ"),
        (("知人の会社員に渡した。", "会社員は売った。"), "知人の会社員", "会社員"),
        (("■14社に販売", "建材会社など14社に売った。"), "14社", "建材会社など14社"),
    ],
)
def test_one(lines, word, name):
    told = Told(*lines)
    assert told.one(word) == told.one(name)


@pytest.mark.parametrize(
    ("lines", "word", "name"),
    [
        (("委託先から漏れた。", "オオバ印刷に委託し、ミドリ印刷に委託した。"), "委託先", "オオバ印刷"),
        (("委託先から漏れた。", "株式会社オオバに再委託した。"), "委託先", "株式会社オオバ"),
        (("再委託先から漏れた。", "株式会社アオキは国税庁に無断で業者に再委託した。"), "再委託先", "国税庁"),
        (("妻の知人に渡した。", "妻は泣いた。"), "知人", "妻"),
        (
            ("県警は発表した。", "男は逃げた。", "探偵社を営む男に頼まれた。", "探偵業者に売った。"),
            "探偵業者",
            "探偵社を営む男",
        ),
    ],
)
def test_two(lines, word, name):
    told = Told(*lines)
    assert told.one(word) != told.one(name)


def test_who_lives_in_a_town_does_not_work_for_it():
    told = Told("大津市の元派遣社員の男を逮捕した。", "大津市の職員が見た。")
    employers = [told.found.actors[told.one(word)].employer for word in ("元派遣社員の男", "職員")]
    assert employers == [None, told.one("大津市")]


def test_a_surname_of_which_the_dictionary_knows_the_end():
    told = Told("会社役員、早矢田昇(61)を逮捕した。", "早矢田容疑者は認めた。")
    assert told.one("会社役員") == told.one("早矢田昇") == told.one("早矢田容疑者")


@pytest.mark.parametrize(
    ("long", "short"), [("ツバメ便協同組合", "ツバメ便"), ("おおせ清流バス", "清流バス"), ("ソルガム人材", "ソルガム")]
)
def test_short_names(long, short):
    told = Told(f"{long}は発表した。", f"{short}は謝罪した。")
    assert told.one(long) == told.one(short)


def test_a_surname_of_which_the_dictionary_knows_pieces() -> None:
    told = Told(
        "巡査部長、木賀沢亮容疑者を逮捕した。",
        "探偵業、伊座本哲司容疑者を逮捕した。",
        "伊座本容疑者は木賀沢容疑者に頼んだ。",
    )
    assert told.one("伊座本哲司容疑者") == told.one("伊座本容疑者") != told.one("木賀沢容疑者")


def test_a_man_of_another_age_is_another_man() -> None:
    told = Told("元社員、北沢一郎容疑者(34)を逮捕した。", "名簿を買い取った名簿業者の男(51)も逮捕した。")
    assert told.one("北沢一郎容疑者") != told.one("男")


@pytest.mark.parametrize(
    ("fuller", "short"),
    [("子ども向け写真館", "写真館"), ("セキュリティー研究者", "研究者"), ("設計事務所", "事務所")],
)
def test_a_shorter_word_for_the_only_such(fuller, short):
    told = Told(f"名簿を{fuller}に渡した。", f"{short}は取材に答えた。")
    assert told.one(fuller) == told.one(short)


def test_a_shorter_word_for_one_of_two_is_neither():
    told = Told("名簿を子ども写真館と鉄道写真館に渡した。", "写真館は取材に答えた。")
    assert told.one("写真館") not in {told.one("子ども写真館"), told.one("鉄道写真館")}


def test_what_a_bracket_is_called():
    told = Told("美容クリニック「レイラ」に届いた。", "女はクリニックを辞めていた。")
    assert told.one("レイラ") == told.one("クリニック")


def test_a_branch_of_a_court_is_another_body():
    told = Told("松江地裁浜田支部は言い渡した。", "松江地裁は移した。")
    assert told.one("松江地裁浜田支部") != told.one("松江地裁")
