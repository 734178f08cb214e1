"""Drills, fiction and cases to think about: nothing of what they tell happened, however plainly it is told."""

import pytest

from app.domain.document import Metadata
from loaders.mentions.staged import staging_in
from loaders.pipeline import Found, find

STORY = "青空電算の元社員が顧客名簿3千件を名簿業者に売却した。県警は元社員を逮捕した。"


def read(text: str, title: str | None = None) -> Found:
    return find(text.encode(), "told.txt", Metadata(title=title, published_at="2030-05-20", language="ja"))


def told(found: Found) -> tuple[int, int, int]:
    return len(found.drafts.transfers), len(found.drafts.affected), len(found.drafts.events)


@pytest.mark.parametrize(
    "text",
    [
        f"緑市は8日、名簿の漏えいに備える演習を市役所で行った。\n{STORY}",
        f"緑市は8日、名簿の漏えいに備える演習を市役所で行った。\n参加者は約60人。{STORY}",
        f"委託先から名簿が流出したとの設定で合同の訓練が始まった。{STORY}",
        f"次のような架空の事例を考える。\n{STORY}",
        f"例えば、青空電算が名簿を預かったとする。{STORY}",
        f"小説は、名簿を盗まれた塾の経営者を主人公に描く。{STORY}",
        f"{STORY}\n※この記事に登場する企業と人物はすべて架空です。",
        "机上演習では、青空電算の元社員が顧客名簿3千件を名簿業者に売却した。",
    ],
)
def test_a_story_is_no_fact_to_its_end(text: str) -> None:
    assert told(read(text)) == (0, 0, 0)


def test_a_title_that_names_the_drill_is_enough() -> None:
    assert told(read(STORY, "緑市が名簿流出の訓練を実施")) == (0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{STORY}同社は昨年、流出を想定した訓練を実施していた。",
        f"再発防止のため、青空電算は標的型メールの訓練を実施した。{STORY}",
        f"青空電算では、誰でも名簿を閲覧できるという設定になっていた。{STORY}",
        f"最悪のシナリオは名簿の転売だ。{STORY}",
        f"例えば、社員が名簿を売ったとする。\n今回の事件は違う。{STORY}",
    ],
)
def test_what_happened_stays_told(text: str) -> None:
    found = read(text)
    assert [one.type for one in found.drafts.events] == ["arrest"]
    assert len(found.drafts.transfers) == 1


def test_inside_a_text_about_a_drill_a_real_case_is_told() -> None:
    found = read(
        "緑市は8日、情報の流出に備えた訓練を庁舎で開いた。市では昨年5月、元職員の男が市民の名簿を業者に売り、県警に逮捕された。"
    )
    assert [one.type for one in found.drafts.events] == ["arrest"]


def test_a_heading_ends_a_story() -> None:
    found = read(f"# 設問\n\n次のような架空の事例を考える。\n社員が名簿を売った。\n\n# 実例\n\n{STORY}")
    assert [one.type for one in found.drafts.events] == ["arrest"]


def test_kinds_of_sentences() -> None:
    assert staging_in("実際に名簿が流出した場合に備える。") == []
    assert staging_in("犯人役の職員が名簿を渡した。") == ["within"]
