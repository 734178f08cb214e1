"""Who takes part in events of invented sentences; above all who confesses, denies, is arrested or tells."""

import pytest

from app.domain.document import Metadata
from loaders.claims.events import find_events
from loaders.mentions.analysis import analyse
from loaders.passages import split
from loaders.readers.document import read_document


def cast(text: str) -> dict[str, set[str]]:
    """The labels of the actors by type of event."""
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    analysis = analyse(document, blocks, split(document, blocks))
    found: dict[str, set[str]] = {}
    for event in find_events(analysis)[0]:
        found.setdefault(event.type, set()).update(analysis.actors[n].label for n in event.actors)
    return found


@pytest.mark.parametrize(
    ("text", "confesses", "denies"),
    [
        ("元店員は事実を認め、知人の男は名簿とは知らなかったと供述し、否認している。", {"元店員"}, {"知人の男"}),
        ("元店員は容疑を認めているが、知人の男は容疑を否認している。", {"元店員"}, {"知人の男"}),
        ("知人の男は容疑を否認し、元店員は起訴内容を認めた。", {"元店員"}, {"知人の男"}),
        ("元店員は容疑を認め、名簿業者の社長は「知らなかった」と供述している。", {"元店員"}, {"社長"}),
    ],
)
def test_each_verb_has_its_own_subject(text: str, confesses: set[str], denies: set[str]) -> None:
    found = cast(text)
    assert (found["confession"], found["denial"]) == (confesses, denies)


@pytest.mark.parametrize(
    "text",
    [
        "元店員も知人の男も容疑を認めている。",
        "山梨県警は元店員を調べ、容疑を認めている。",
        "関係者への取材で、元店員が男に名簿を売ったと供述していることが分かった。",
    ],
)
def test_a_confession_of_an_unclear_subject_is_nobodys(text: str) -> None:
    assert cast(text)["confession"] == set()


def test_a_denial_in_words_is_no_confession() -> None:
    assert "confession" not in cast("元店員は「名簿は渡していない」と供述している。")


@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("元店員が名簿を渡した男を山梨県警が逮捕した。", {"男", "山梨県警"}),
        ("名簿を元店員から買った業者を山梨県警は逮捕した。", {"業者", "山梨県警"}),
        ("県警が逃げていた男を逮捕した。", {"県警", "男"}),
        ("元店員は5月3日、山梨県警に逮捕された。", {"元店員", "山梨県警"}),
    ],
)
def test_who_acts_in_a_relative_clause_is_not_arrested(text: str, arrested: set[str]) -> None:
    assert cast(text)["arrest"] == arrested


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("捜査当局からの情報として、5月3日に名簿の流出が公表された。", set[str]()),
        ("名簿の流出は5月3日、甲府市から公表された。", {"甲府市"}),
        ("あおば商事は5月3日、甲府市は無関係だと発表した。", {"あおば商事"}),
        ("あおば商事は元店員を解雇し、甲府市は5月3日に流出を公表した。", {"甲府市"}),
    ],
)
def test_who_discloses(text: str, tells: set[str]) -> None:
    assert cast(text).get("disclosure", set()) == tells


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("元店員は名簿を知人の男(別の事件で有罪確定)に渡した。", "sentence_final", {"知人の男"}),
        ("元店員が作業員の男(51)(窃盗罪で起訴)に名簿を渡した。", "indictment", {"作業員の男"}),
    ],
)
def test_a_bracket_speaks_of_whom_it_stands_behind(text: str, kind: str, who: set[str]) -> None:
    assert cast(text)[kind] == who


def test_the_firm_reported_on_does_not_report() -> None:
    assert cast("あおば商事は5月3日、流出を報じた雑誌の記事を否定した。").get("press_report", set()) == set()


def test_who_said_it_takes_part_and_not_who_is_told_of() -> None:
    assert cast("顧客から5月3日、知らない業者から電話が来たと申し出があった。")["contact"] == {"顧客"}


def test_who_reported_to_an_authority_does_not_investigate() -> None:
    found = cast("あおば商事から5月3日に報告を受けた個人情報保護委員会が調査を始めた。")
    assert found["internal_investigation"] == {"個人情報保護委員会"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("山梨県警生活経済課は4日、元店員の男を逮捕した。", {"山梨県警", "元店員の男"}),
        ("山梨県警捜査1課は4日、元店員の男を逮捕した。", {"山梨県警", "元店員の男"}),
        ("山梨県警は4日、高瀬容疑者(41)と、無職の北沢容疑者(38)を逮捕した。", {"山梨県警", "高瀬", "北沢"}),
    ],
)
def test_a_department_and_a_trade_before_a_name_stand_in_no_way(text: str, who: set[str]) -> None:
    assert cast(text)["arrest"] == who


@pytest.mark.parametrize("line", ["5月3日 個人情報保護委員会に報告", "5月3日に個人情報保護委員会へ報告いたしました。"])
def test_who_issues_a_notice_does_what_nobody_else_is_said_to_do(line: str) -> None:
    notice = f"青空商事株式会社\n\n当社は名簿を紛失いたしました。\n\n{line}\n"
    assert cast(notice)["report_to_regulator"] == {"青空商事株式会社", "個人情報保護委員会"}


def test_but_not_what_another_does_or_what_is_done() -> None:
    notice = "青空商事株式会社\n\n当社は名簿を紛失いたしました。\n\n5月3日 委託先の緑印刷が個人情報保護委員会に報告\n"
    assert "青空商事株式会社" not in cast(notice)["report_to_regulator"]
    quoted = "山梨新聞によると、社長は「当社は関係ない」と話した。5月3日に個人情報保護委員会に報告した。"
    assert cast(quoted)["report_to_regulator"] == {"個人情報保護委員会"}
