"""Entries of invented reference lists: who published what, and of whom the titles speak."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from app.domain.view import View
from loaders.mentions.analysis import Analysis, analyse
from loaders.mentions.references import references_of
from loaders.passages import split
from loaders.pipeline import read
from loaders.readers.document import read_document
from loaders.resolve import resolve

STORY = "# 名簿の持ち出し\n\nあおば商事の元派遣社員が会員名簿を持ち出し、名簿業者に売った。*1 *2\n\n"


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return analyse(document, blocks, split(document, blocks))


def cited(text: str) -> list[str]:
    analysis = analysis_of(text)
    lines = analysis.lines
    found = references_of(analysis.blocks, [line.passage for line in lines], [line.view for line in lines])
    return [lines[one.line].text[slice(*one.name)] for one in found]


@pytest.mark.parametrize(
    ("entry", "publisher"),
    [
        ("*1:名簿売却か 元派遣社員を聴取,QBC,2031年5月10日", "QBC"),
        ("*1:元派遣社員、名簿を売却、見本新聞、2031年5月10日", "見本新聞"),
        ("*1:「名簿売却か」見本新聞デジタル 2031年5月10日付", "見本新聞デジタル"),
        ("*1:名簿売却か - 見本クロステック (2031/5/10)", "見本クロステック"),
        ("*1:見本日報「名簿の売却で元派遣社員を聴取」2031年5月10日朝刊", "見本日報"),
    ],
)
def test_an_entry_names_its_publisher(entry: str, publisher: str) -> None:
    assert cited(STORY + entry + "\n") == [publisher]


@pytest.mark.parametrize(
    "entry",
    [
        "*1:あおば商事が名簿の持ち出しを公表,2031年5月10日",
        "*1:名簿売却か,同紙,2031年5月10日",
        "*1:公表は2031年5月10日",
        "*1:見本新聞の取材による",
    ],
)
def test_an_entry_without_a_publisher_names_nobody(entry: str) -> None:
    assert cited(STORY + entry + "\n") == []


def test_a_sentence_is_no_entry() -> None:
    assert cited("元派遣社員が名簿を売ったと、見本新聞、2031年5月10日\n") == []


def labels(text: str) -> dict[str, int]:
    """Actors of the graph by label, with the number of places where they are denoted."""
    graph = resolve([read(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))], View())
    return {actor.label: len(actor.mentions) for actor in graph.actors.values()}


def test_whom_a_document_cites_is_an_actor_without_facts() -> None:
    text = STORY + "*1:名簿売却か,QBC,2031年5月10日\n*2:名簿業者を捜索,QBC,2031年5月12日\n"
    assert labels(text)["QBC"] == 2


def test_a_document_without_facts_has_no_actors() -> None:
    assert labels("# 研修の案内\n\n個人情報の扱いを学ぶ。*1\n\n*1:名簿の扱い,QBC,2031年5月10日\n") == {}


def test_a_title_speaks_of_the_person_of_the_story() -> None:
    text = STORY + "*1:あおば商事子会社の元派遣社員が名簿を売却,QBC,2031年5月10日\n"
    found = labels(text)
    assert found["元派遣社員"] == 2
    assert not [label for label in found if label.endswith("元派遣社員") and label != "元派遣社員"]


def test_a_title_speaks_of_nobody_where_the_story_has_two() -> None:
    text = (
        "# 名簿の持ち出し\n\nあおば商事の元派遣社員が会員名簿を持ち出し、名簿業者に売った。\n\n"
        "みどり学園の元職員も受験生の名簿を持ち出し、名簿業者に売った。*1\n\n"
        "*1:あおば商事子会社の元派遣社員が名簿を売却,QBC,2031年5月10日\n"
    )
    assert labels(text)["元派遣社員"] == 1


def test_a_person_who_is_named_again_and_again_is_an_actor() -> None:
    text = STORY + "見本太郎社長は会見で謝罪した。見本社長は「再発を防ぐ」と述べた。\n\n記者は例示花子。\n"
    found = labels(text)
    assert "例示花子" not in found
    assert any(label.startswith("見本") for label in found)
