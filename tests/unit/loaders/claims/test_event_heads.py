"""Heads of invented notices: disclosures only of those who issue them, and only with a day and a title."""

import pytest

from app.domain.document import Metadata
from loaders.claims.event_heads import find_issued
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document

_BODY = "\n\n本件では名簿が失われました。\n"


def analysis_of(head: str) -> Analysis:
    document, blocks, _ = read_document((head + _BODY).encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return analyse(document, blocks, split(document, blocks))


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("令和6年5月3日\n\n甲府市\n\n個人情報の紛失について(お詫び)", "甲府市"),
        ("職員による名簿の持ち出しについて\n\n令和6年5月3日 甲府市総務課", "甲府市"),
        ("名簿の紛失について\n\n2024年5月3日\n\n社会医療法人みどり会 緑沢総合病院", "緑沢総合病院"),
        ("2024年5月3日\n\nあおば商事株式会社\n\nお客様情報の流出に関するお知らせ", "あおば商事株式会社"),
        ("ウイルス被害に関するお詫びとご報告(第2報)\n\n2024年5月3日\n\nあおば商事株式会社", "あおば商事株式会社"),
        ("不正な閲覧に関する調査結果(概要)\n\n2024年5月3日\n\nあおば商事株式会社", "あおば商事株式会社"),
    ],
)
def test_head_tells_of_the_disclosure(head: str, issuer: str) -> None:
    analysis = analysis_of(head)
    (event,) = find_issued(analysis)
    assert (event.type, event.window.to_iso()) == ("disclosure", ("2024-05-03", "2024-05-03"))
    assert [analysis.actors[n].label for n in event.actors] == [issuer]
    text = analysis.document.text or ""
    assert all(text[q.start : q.end] == q.exact for q in event.quotes)


@pytest.mark.parametrize(
    "head",
    [
        "甲府市\n\n個人情報の紛失について(お詫び)",
        "令和6年5月3日\n\n個人情報の紛失について(お詫び)",
        "令和6年5月3日\n\n山梨県警察本部捜査一課\n\n個人情報の持ち出し事件について",
        "令和6年5月3日\n\n甲府市\n\n夏祭りについて(お知らせ)",
        "令和6年5月3日\n\n山梨新聞\n\n甲府市の名簿流出について",
        "令和6年5月3日から6月2日まで\n\n甲府市\n\n個人情報の紛失について",
        "甲府市が令和6年5月3日に委託\n\n個人情報の紛失について",
    ],
)
def test_no_day_issuer_or_title_no_disclosure(head: str) -> None:
    assert list(find_issued(analysis_of(head))) == []
