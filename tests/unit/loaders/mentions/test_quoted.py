"""Whose name stands in brackets: an actor's, a paper's, or that of a thing which acts for nobody."""

import pytest

from app.domain.document import Metadata
from app.domain.vocabulary import Role
from loaders.mentions.actors import ActorLine, find_actors
from loaders.mentions.quoted import bracketed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学習塾「つゆくさ」の名簿が売られた。", "つゆくさ"),
        ("学習塾「みどりの森学舎」の名簿が売られた。", "みどりの森学舎"),
        ("会員制クラブ『渚の会』が届け出た。", "渚の会"),
        ("別の調査会社である「クヌギ調査室」に渡した。", "クヌギ調査室"),
        ("印刷を任せていた「晴天印房」の元アルバイトが抜き取った。", "晴天印房"),
        ("通販サイトを運営する「ノキサキ」は謝罪した。", "ノキサキ"),
    ],
)
def test_a_name_behind_what_bears_it(text, name):
    assert [spot.phrase for spot in bracketed(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "家計簿ソフト「ゼニガタ」から漏れた。",
        "闇サイト「アナグラ」に掲げられた。",
        "掲示板『みんなの広場』に書き込んだ。",
        "講座「はじめての投資」の名簿が流れた。",
        "社長は「知らない」と話した。",
        "病院は「名簿を渡した」と説明した。",
        "市内の店「客が少ない」と話す。",
        "冊子「安心」の元社員教育に使う。",
    ],
)
def test_no_name_of_an_actor(text):
    assert bracketed(text) == []


def test_a_magazine_tells():
    (spot,) = bracketed("『週刊かわせみ』の記事によると、名簿が売られた。")
    assert spot.roles == (Role.JOURNALIST,)


def test_the_name_alone_is_the_same_actor():
    lines = ("学習塾「みどりの森学舎」の名簿が売られた。", "みどりの森学舎では苦情が相次いだ。", "同塾の講師が売った。")
    found = find_actors([ActorLine(line) for line in lines], Metadata())
    words = ("みどりの森学舎", "同塾")
    assert len({d.actor for d in found.denotations if lines[d.line][d.start : d.end] in words}) == 1
    assert not [d for d in found.denotations if lines[d.line][d.start : d.end] == "森学舎"]
