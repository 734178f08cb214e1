"""What one invented document says in two ways, and what only looks so."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from app.domain.view import View
from loaders.pipeline import read
from loaders.resolve import resolve


def conflicts(text):
    reading = read(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    for claim in reading.claims:
        assert all(text[q.start : q.end] == q.exact for q in claim.quotes)
    return resolve([reading], View()).conflicts


def sides(text, prop="status"):
    """The sides of the only conflict of that property: value → words."""
    (found,) = [one for one in conflicts(text) if one.property == prop]
    return {side.value: [quote.exact for quote in side.evidence] for side in found.sides}


HEADLINE = "# あおば商事、会員約4万件の個人情報が流出\n\n"
ARTICLE = "あおば商事は5月10日、約4万件の個人情報が流出した可能性があると発表した。\n"


def test_a_leak_in_the_heading_and_its_possibility_in_the_text():
    found = sides(HEADLINE + ARTICLE)
    assert found.keys() == {"leaked", "possible"}
    assert all("流出" in words for quotes in found.values() for words in quotes)


def test_the_conflict_is_about_the_organization():
    text = HEADLINE + ARTICLE
    graph = resolve([read(text.encode(), "a.txt", Metadata())], View())
    (found,) = graph.conflicts
    assert graph.actors[found.subject].label == "あおば商事"


@pytest.mark.parametrize(
    "text",
    [
        "# あおば商事、会員約4万件の個人情報が流出か\n\n" + ARTICLE,
        "# あおば商事、会員約4万件の個人情報が流出した疑い\n\n" + ARTICLE,
        "# あおば商事、情報流出を防ぐ新たな対策\n\n" + ARTICLE,
        HEADLINE + "あおば商事は5月10日、約4万件の個人情報が流出したと発表した。\n",
        HEADLINE
        + "あおば商事は5月10日、約4万件の個人情報が流出したと発表した。うち約300件はカード番号が流出した可能性がある。\n",
        "# あおば商事、不正アクセスで4万件超の個人情報が流出\n\nあおば商事は約4万件の個人情報が流出したと発表した。\n",
        HEADLINE + "あおば商事は5月10日、約4万件の個人情報が流出したとの報道について、流出していないと説明した。\n",
        HEADLINE + "みなと商事は約9万件の個人情報が流出した可能性があると発表した。\n",
    ],
)
def test_the_same_said_twice_a_part_or_another_story_is_no_conflict(text):
    assert [one for one in conflicts(text) if one.property == "status"] == []


def test_a_resale_told_as_a_fact_and_as_a_supposition():
    text = (
        "あおば商事の元社員が名簿を名簿業者に売った。\n\n名簿業者が宝飾品販売業者に名簿を転売していた。\n\n"
        "名簿業者が宝飾品販売業者に名簿を転売した可能性がある。\n"
    )
    found = sides(text)
    assert found.keys() == {"confirmed", "suspected"}


def test_a_leak_that_had_been_denied():
    text = (
        "2030年4月、あおば商事は取引先に「流出の可能性はない」と回答した。\n\n"
        "2031年5月10日、あおば商事は元社員による会員約4万件の個人情報の流出を公表した。\n"
    )
    assert sides(text).keys() == {"none", "leaked"}


@pytest.mark.parametrize(
    "text",
    [
        "あおば商事は当初、「流出は確認されていない」としていたが、一転して会員約2万件の個人情報の流出を認めた。\n",
        "あおば商事は流出の可能性はないと説明していたが、調査で会員2万人分の情報が流出していたことが判明した。\n",
        "実際には会員の情報が流出していたにもかかわらず、あおば商事は問い合わせに「流出していない」と答えていた。\n",
        "会員は窓口で「流出はない」との説明を受けたにもかかわらず、実際は流出被害があった。\n",
    ],
)
def test_a_leak_that_somebody_denied_before_and_admits_now(text):
    assert sides(text).keys() == {"none", "leaked"}


@pytest.mark.parametrize(
    "text",
    [
        "あおば商事は流出は確認されていないとしていたが、流出の可能性があると発表した。\n",
        "会員の情報が流出したのに、あおば商事は会員に知らせていない。\n",
        "あおば商事はカード情報の流出はないとしていたが、会員約2万件の住所が流出したと発表した。\n",
        "あおば商事は会員約2万件の個人情報が流出したと公表した。カード情報の流出はないと説明している。\n",
    ],
)
def test_a_doubt_and_other_data_are_no_reversal(text):
    assert [one for one in conflicts(text) if one.property == "status"] == []


def test_a_correction_is_a_conflict_with_both_figures():
    text = "あおば商事は5月10日、会員約28万件（4月公表の約25万件より修正）の個人情報が流出したと発表した。\n"
    found = sides(text, "record_count")
    assert found.keys() == {250_000, 280_000}


TABLE = (
    "あおば商事は5月10日、取引先の個人情報、合計約9万件が流出したと発表した。元社員が名簿業者に売っていた。\n\n"
    "自治体 | 件数 | 対象の情報 | 流出の有無\n---|---|---|---\n青森県弘前市 | {} | 氏名、住所 | 可能性あり\n"
    "長野県松本市 | 2,100件 | 氏名 | 可能性あり\n石川県七尾市 | 1,900件 | 氏名 | 可能性あり\n"
)


def test_one_organization_cannot_have_more_than_the_whole():
    assert sides(TABLE.format("692,390件"), "record_count").keys() == {692_390, 90_000}


def test_a_part_is_no_conflict():
    assert conflicts(TABLE.format("69,239件")) == ()


@pytest.mark.parametrize("rest", ["ほかの1,200人分", "残る1,200人分", "残りの1,200人分"])
def test_the_rest_is_no_other_figure_of_the_whole(rest):
    text = (
        "県警によると、あおば商事の元店員は会員1,300人分の名簿を持ち出し、名簿業者に渡した疑いがある。\n\n"
        f"県警は{rest}の名簿も流出したとみている。\n"
    )
    assert [one for one in conflicts(text) if one.property == "record_count"] == []
