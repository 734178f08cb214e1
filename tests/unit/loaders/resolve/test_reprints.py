"""One text that several publish is one source, and the share says how much of it is the same."""

import pytest

from app.domain.path import Question
from app.domain.view import View
from app.engine.paths import find_paths
from loaders.resolve import resolve
from loaders.resolve.reprints import agency_of
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, printed, story, theft, transfer

WIRE = (
    "いろは通販は十日、顧客の住所録が社外に持ち出されていたと明らかにした。持ち出したのは配送を請け負う会社にいた男で、"
    "四月に記憶媒体へ写し取り、名簿を扱う業者に売り渡したとみられる。\n"
    "同社によると、住所録には三万二千七百五十九人分の氏名と届け先があった。男は五月八日に逮捕され、容疑を認めている。\n"
)
OWN = (
    "通販大手の住所録はどこへ消えたのか。記者は業者の事務所があった雑居ビルを訪ねたが、看板はすでに外されていた。"
    "隣の店主は、連休のころから人の出入りが絶えたと振り返る。関係者は「買い手は県外にもいる」と口をそろえる。\n"
)


def article(name, paper, text, published=None):
    return printed(theft(name, "x", "元社員", publisher=paper, published=published), text)


def found(*readings):
    return {one.document: (one.of, one.source, one.share) for one in resolve(readings, View()).reprints}


def sources(*readings):
    (stolen,) = [t for t in resolve(readings, View()).transfers.values() if t.recipient and "x" in t.recipient]
    return stolen.sources


def test_two_papers_with_one_text_are_one_source():
    first = article("d2", "甲新聞", WIRE, "2031-05-10")
    second = article("d1", "乙新聞", WIRE.replace("とみられる", "とみている"), "2031-05-11")
    assert sources(first, second) == ("甲新聞",)
    (of, source, share) = found(first, second)["d1"]
    assert (of, source) == ("d2", "甲新聞")
    assert 0.7 < share < 1


@pytest.mark.parametrize(("text", "number"), [(WIRE, 1), (OWN, 2)])
def test_the_strength_of_a_path_counts_a_reprint_once(text, number):
    graph = resolve([article("d1", "甲新聞", WIRE), article("d2", "乙新聞", text)], View())
    (path,) = find_paths(graph, "d1:shop", "d1:x", Question(), 1).paths
    assert len(path.hops[0].transfer.documents) == 2
    assert path.strength.documents == number


def test_articles_of_their_own_are_two_sources():
    assert sources(article("d1", "甲新聞", WIRE), article("d2", "乙新聞", OWN)) == ("乙新聞", "甲新聞")
    assert found(article("d1", "甲新聞", WIRE), article("d2", "乙新聞", OWN)) == {}


def test_an_article_that_quotes_a_text_within_more_of_its_own_is_no_reprint():
    assert found(article("d1", "いろは通販", WIRE), article("d2", "甲新聞", OWN + WIRE + OWN[::-1])) == {}


def test_a_short_text_says_nothing():
    line = "いろは通販は十日、住所録が持ち出されたと発表した。"
    assert found(article("d1", "甲新聞", line), article("d2", "乙新聞", line)) == {}


def test_the_agency_that_is_credited_is_the_source_of_all_who_have_its_text():
    credited, silent = article("d1", "甲新聞", WIRE + "（共同）"), article("d2", "乙新聞", WIRE)
    assert sources(credited, silent) == ("共同通信",)
    assert found(credited, silent) == {"d1": (None, "共同通信", None), "d2": ("d1", "共同通信", 0.98)}


def test_the_agency_itself_is_no_reprint():
    own, printed_by = article("d1", "共同通信社", WIRE), article("d2", "乙新聞", WIRE + "(共同)")
    assert found(own, printed_by) == {"d2": ("d1", "共同通信", 0.98)}


def test_two_texts_of_one_agency_are_one_source_without_a_share():
    one, other = article("d1", "甲新聞", WIRE + "(共同)"), article("d2", "乙新聞", OWN + "(共同)")
    assert sources(one, other) == ("共同通信",)
    assert found(one, other) == {"d1": (None, "共同通信", None), "d2": (None, "共同通信", None)}


def test_two_editions_of_one_paper_are_no_reprints():
    assert found(article("d1", "甲新聞", WIRE), article("d2", "甲新聞", WIRE)) == {}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (WIRE + "(共同)", "共同通信"),
        (WIRE.strip() + "【時事】", "時事通信"),
        ("【ワシントン共同】" + WIRE, "共同通信"),
        (WIRE + "共同通信配信", "共同通信"),
        (WIRE + "配信:時事通信社", "時事通信"),
        (WIRE + "(AFP=時事)", "afp"),
        (WIRE + "共同通信によると、男は容疑を認めている。", None),
        (WIRE + "住所録の流出、共同通信、2031年5月10日", None),
        (WIRE + "三社が調査に当たる(共同)研究の一環だという。", None),
        (OWN + WIRE + "(共同)\n" + OWN * 3, None),
    ],
)
def test_who_is_credited(text, agency):
    assert agency_of(printed(theft("d1", "x", "元社員"), text)) == agency


# ---------------------------------------------------------------- corrections


def told(name, paper, published, *counts):
    """An article whose figures of one list may differ from another's."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("t", "shop", None, "2031-04", dataset="list"),
        dataset("list", "会員名簿", *counts),
        event("told", "disclosure", "2031-05-10", "shop"),
        event("found", "discovery", "2031-05-08", "shop"),
        publisher=paper,
        published=published,
    )


def test_a_correction_by_the_same_paper_is_no_conflict_and_another_papers_figure_is_one():
    wrong = told("d1", "甲新聞", "2031-05-10", count(41000))
    right = told("d2", "甲新聞", "2031-05-12", count(32759))
    corrected = resolve([wrong, right], View())
    assert corrected.conflicts == ()
    (pair,) = corrected.superseded
    assert [c.id for r in (right, wrong) for c in r.claims if c.property == "record_count"] == list(pair)
    other = told("d3", "乙新聞", "2031-05-12", count(41000))
    (conflict,) = resolve([wrong, right, other], View()).conflicts
    assert [(side.value, {q.document for q in side.evidence}) for side in conflict.sides] == [
        (32759, {"d2"}),
        (41000, {"d3"}),
    ]


def test_a_number_of_records_is_no_correction_of_one_of_people():
    people = told("d1", "甲新聞", "2031-05-10", count(41000))
    records = told("d2", "甲新聞", "2031-05-12", count(98000, "records"))
    assert resolve([people, records], View()).superseded == ()


def test_what_another_is_quoted_with_is_no_correction():
    police = told("d1", "甲新聞", "2031-05-10", count(41000, claimed_by="県警"))
    company = told("d2", "甲新聞", "2031-05-12", count(32759, claimed_by="あさひ商店"))
    graph = resolve([police, company], View())
    assert graph.superseded == ()
    assert len(graph.conflicts) == 1


def test_saying_the_same_again_supersedes_nothing():
    twice = [told(f"d{day}", "甲新聞", f"2031-05-1{day}", count(41000)) for day in (1, 2)]
    assert resolve(twice, View()).superseded == ()
