"""Which words before a word for a trade make a name, by their form or by their use."""

import pytest

from app.domain.document import Metadata
from loaders.mentions.actors import ActorLine, find_actors


def named(*lines):
    found = find_actors([ActorLine(line) for line in lines], Metadata())
    return {found.actors[d.actor].label for d in found.denotations if found.actors[d.actor].is_named}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("機器をスズカケ総合リースに返した。", "スズカケ総合リース"),
        ("ミドリ通信は謝罪した。", "ミドリ通信"),
        ("アカマツ環境に処理を任せた。", "アカマツ環境"),
        ("名簿を転職先の北斗見引越センターに持ち込んだ。", "北斗見引越センター"),
        ("見本は解析会社の鷹見解析が取り込んだ。", "鷹見解析"),
        ("東雲中学校の教諭が置いた。", "東雲中学校"),
        ("西見川町役場の職員が教えた。", "西見川町役場"),
        ("青戸町立図書館の名簿が漏れた。", "青戸町立図書館"),
        ("親会社スズカケ商会が発表した。", "スズカケ商会"),
        ("青戸署は男を逮捕した。", "青戸署"),
        ("男は、みなもせ台信用金庫の窓口係だった。", "みなもせ台信用金庫"),
    ],
)
def test_names(text, name):
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "職場環境を改めた。",
        "クラウド環境に名簿を置いた。",
        "データ通信は途切れた。",
        "地元工務店の社員が見た。",
        "市立図書館の職員が見た。",
        "当該データは消した。",
        "カーリースの書類が出た。",
        "北斗引越センターという言葉がある。",
        "情報システムの担当者が見た。",
        "引越センターは料金を公表した。",
        "グループホームの職員が見た。",
        "さらに病院が名簿を渡した。",
        "かつての銀行が名簿を渡した。",
        "名簿を知らせ病院に渡した。",
    ],
)
def test_descriptions_are_no_names(text):
    assert named(text) == set()
