"""Persons and groups by what is said of them: who they are, how many, and who they are not."""

import pytest

from app.domain.vocabulary import ActorKind, Role
from tests.unit.loaders.mentions.told_case import Told


@pytest.mark.parametrize(
    "word",
    [
        "自営業の男性",
        "無職の女",
        "夫を名乗る男",
        "「磯鵯」を名乗る人物",
        "匿名の方",
        "支配人",
        "元町議",
        "個人事業主",
        "かけ子",
        "転職先の会社",
        "「ゆくたび」の運営会社",
    ],
)
def test_one_actor(word):
    told = Told(f"元社員は名簿を写し、{word}に渡した。")
    assert told.actor(word).kind is not ActorKind.GROUP


@pytest.mark.parametrize(
    ("word", "size"),
    [
        ("講師候補の4名", 4),
        ("友人ら約30人", 30),
        ("知人ら数人", None),
        ("訪問販売会社など3社", 3),
        ("3社", 3),
        ("男(47)ら二人", 2),
        ("丙氏ほか個人事業者5名", 6),
        ("氏名の分からない3人", 3),
        ("生徒5人", 5),
    ],
)
def test_one_group(word, size):
    group = Told(f"元社員は名簿を写し、{word}に渡した。").actor(word)
    assert (group.kind, group.size) == (ActorKind.GROUP, size)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("顧客1000人分を売った。", "1000人"),
        ("被害は3社に上る。", "3社"),
        ("同年、名簿を売った。", "同年"),
        ("会社員教育を行った。", "会社員"),
        ("闇サイトに載った。", "闇サイト"),
    ],
)
def test_nobody(text, word):
    assert Told(text).all(word) == []


def test_few_of_many_are_others_each_time():
    told = Told("生徒5人が開き、うち1人が流した。", "別の生徒9人が開き、うち1人が売った。")
    first, second = told.all("うち1人")
    assert first != second


def test_the_man_of_a_group_is_its_member():
    told = Told("客の男(47)ら二人を逮捕した。", "男は名簿を支配人に渡した。", "二人は黙っている。")
    assert told.actor("男").index in told.actor("二人").members
    assert told.actor("支配人").index != told.actor("男").index


@pytest.mark.parametrize(
    ("first", "word"),
    [
        ("非常勤医師が持ち出した。", "同医師"),
        ("駅前交番に届けた。", "同交番"),
        ("転職先の青葉引越センターに入った。", "同センター"),
    ],
)
def test_the_same(first, word):
    told = Told(first, f"{word}は認めた。")
    assert told.actor(word).label.endswith(word[1:])


def test_the_same_clerk_of_whom_nothing_was_told():
    assert Told("同担当者は認めた。").actor("同担当者").kind is ActorKind.PERSON


def test_former_belongs_to_the_officer():
    told = Told("元青森県警巡査部長のK被告が漏らした。", "県警は謝罪した。")
    assert told.actor("県警").names == {"青森県警"}


def test_a_surname_with_no_in_it():
    assert Told("鵜ノ沢被告は認めた。").actor("鵜ノ沢被告").label == "鵜ノ沢"


def test_a_woman_far_from_the_employee_is_another():
    told = Told("元社員が名簿を売った。", "会社は謝罪した。", "業者は認めた。", "町の職員が女性の住所を教えた。")
    assert told.all("女性") != told.all("元社員")


def test_a_person_of_letters():
    told = Told("丙氏は名簿を乙社に渡した。", "甲(29歳)は認めた。")
    kinds = [told.actor(word).kind for word in ("丙氏", "乙社", "甲")]
    assert kinds == [ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.PERSON]


def test_staff_of_the_same_house_is_one():
    told = Told("当院事務長が赴いた。", "事務長が立ち会った。")
    assert set(told.all("当院事務長")) <= set(told.all("事務長"))


def test_who_gives_himself_a_name_bears_it():
    told = Told("「磯鵯01」を名乗る人物が名簿を掲げた。", "磯鵯01は「まだある」と書いた。")
    assert told.actor("磯鵯01").label == "磯鵯01"
    assert told.all("磯鵯01") == told.all("「磯鵯01」を名乗る人物")


def test_who_says_he_is_an_officer_bears_no_name():
    assert Told("「警察官」を名乗る男に渡した。").actor("「警察官」を名乗る男").is_named is False


@pytest.mark.parametrize(
    ("first", "second", "word", "is_same"),
    [
        ("二次代理店役員が写した。", "役員は認めた。", "役員", True),
        ("元役員が写した。", "役員は謝罪した。", "役員", False),
        ("副社長が写した。", "社長は謝罪した。", "社長", False),
        ("元社員が写した。", "当該人物は認めた。", "人物", True),
        ("元社員が写し、知人が見た。", "当該人物は認めた。", "人物", False),
    ],
)
def test_a_shorter_word_for_the_one(first, second, word, is_same):
    told = Told(first, second)
    one, other = told.found.denotations[0], told.found.denotations[-1]
    assert told.lines[1][other.start : other.end].endswith(word)
    assert (one.actor == other.actor) is is_same


def test_who_is_called_a_school_and_named_has_not_what_schools_do_in_such_stories():
    told = Told("学習塾「つゆくさ」の名簿が売られた。", "別の学習塾が買った。")
    assert Role.RESELLER_BUYER not in told.actor("つゆくさ").roles


@pytest.mark.parametrize(
    ("line", "name", "other", "label"),
    [
        ("ひばり学習塾の講師が名簿を別の塾に渡した。", "ひばり学習塾", "塾", "別の塾"),
        ("みどり商店の店員が名簿を他の店に渡した。", "みどり商店", "店", "他の店"),
    ],
)
def test_another_one_of_the_kind_is_somebody_else(line, name, other, label):
    told = Told(line, f"{name}が発表した。")
    assert told.actor(other).label == label
    assert told.actor(other).index != told.actor(name).index


def test_without_another_it_is_the_one_of_the_text():
    told = Told("ひばり学習塾の講師が名簿を持ち出した。", "塾は謝罪した。")
    assert told.actor("塾").label == "ひばり学習塾"
