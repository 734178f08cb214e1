"""Whose data invented documents are about, by what they say of the organizations in them."""

import pytest

from app.domain.document import Metadata
from loaders.claims.controller import controller_of, owner_of
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str, publisher: str | None = None) -> Analysis:
    metadata = Metadata(published_at="2031-06-01", publisher=publisher)
    document, blocks, _ = read_document(text.encode(), "a.txt", metadata)
    return analyse(document, blocks, split(document, blocks))


def owner(text: str, publisher: str | None = None) -> str | None:
    analysis = analysis_of(text, publisher)
    found = owner_of(analysis, 0)
    return None if found is None else analysis.actors[found].label


@pytest.mark.parametrize(
    "text",
    [
        "甲府市は5日、市民の個人情報が流出したと発表した。名簿業者の株式会社ササノハが買い取っていた。",
        "株式会社ササノハは、甲府市から封入を受託していた。甲府市の住民情報が持ち出された。",
        "甲府市は印刷を株式会社ササノハに任せていた。株式会社ササノハの社員がデータを写した。",
        "甲府市の端末から住民約300人分の氏名をコピーした疑い。株式会社ササノハも調べを受けた。",
    ],
)
def test_who_tells_entrusts_or_is_taken_from_owns_the_data(text: str) -> None:
    assert owner(text) == "甲府市"


@pytest.mark.parametrize(
    "text",
    [
        "男は勤めていた株式会社ササノハの名簿を写し、株式会社ミズタマに売った。株式会社ミズタマは名簿を転売した。",
        "男は株式会社ササノハを辞める前に名簿を写した。株式会社ミズタマは名簿を買い取り、株式会社ミズタマが使った。",
        "株式会社ササノハには会員から苦情が寄せられた。名簿を仕入れた株式会社ミズタマは「知らない」と話す。",
    ],
)
def test_who_trades_in_lists_does_not_own_them(text: str) -> None:
    assert owner(text) == "株式会社ササノハ"


def test_a_place_of_residence_owns_nothing() -> None:
    text = "甲府市の会社員の男(40)が、株式会社ササノハの顧客名簿を売ったとして逮捕された。甲府市の男は否認している。"
    assert owner(text) == "株式会社ササノハ"


def test_being_named_often_proves_nothing() -> None:
    told = "株式会社ササノハは、会員情報が流出したと発表した。"
    named = "株式会社ミズタマは取材に応じた。株式会社ミズタマは否定した。株式会社ミズタマは調べている。" * 3
    assert owner(told + named) == "株式会社ササノハ"


def test_of_two_that_are_alike_neither_owns_the_data() -> None:
    assert owner("株式会社ササノハの会員情報と株式会社ミズタマの会員情報が流出した。") is None


def test_a_processor_owns_nothing_but_held_the_data_where_nobody_else_did() -> None:
    analysis = analysis_of("印刷業務を請け負う株式会社ササノハは、個人情報が流出したと発表した。")
    assert owner_of(analysis, 0) is None
    held = controller_of(analysis, 0)
    assert held is not None
    assert analysis.actors[held].label == "株式会社ササノハ"


def test_of_a_city_and_its_bureau_the_bureau() -> None:
    text = "甲府市水道局は5日、利用者の個人情報が流出したと発表した。甲府市の住民の個人情報も見られる状態だった。"
    assert owner(text, "甲府市") == "甲府市水道局"
