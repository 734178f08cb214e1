"""Speakers of invented sentences: who contradicts whom, and who only speaks of something else."""

import pytest

from app.domain.document import Metadata
from loaders.claims.speakers import find_contradictions
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.pipeline import read
from loaders.readers.document import read_document


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return analyse(document, blocks, split(document, blocks))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "規模は、あおば商事が「最大で2万件」とするのに対し、山梨県警は約3万件とみている。",
            [("あおば商事", 20000), ("山梨県警", 30000)],
        ),
        (
            "あおば商事は会員3万人分と説明する一方、元店員は5万人分だと話している。",
            [("あおば商事", 30000), ("元店員", 50000)],
        ),
        (
            "あおば商事は名簿を渡していないと主張するが、名簿業者は名簿を受け取ったと述べている。",
            [("あおば商事", "名簿を渡していない"), ("名簿業者", "名簿を受け取った")],
        ),
        (
            "山梨県警は元店員が名簿を売ったとみているが、元店員は無関係だと反論している。",
            [("山梨県警", "元店員が名簿を売った"), ("元店員", "無関係だ")],
        ),
        (
            "あおば商事は名簿に旧姓は含まれないと説明した。これに対し、元店員は旧姓も含まれていたと話している。",
            [("あおば商事", "名簿に旧姓は含まれない"), ("元店員", "旧姓も含まれていた")],
        ),
    ],
)
def test_two_who_contradict(text: str, sides: list[tuple[str, int | str]]) -> None:
    analysis = analysis_of(text)
    (pair,) = find_contradictions(analysis)
    assert [(analysis.actors[one.speaker].label, one.value) for one in pair] == sides
    assert all(one.words.exact in text for one in pair)


@pytest.mark.parametrize(
    "text",
    [
        "あおば商事は原因を調べると説明する一方、甲府市は再発防止に努めると述べている。",
        "あおば商事は3万件が流出したと発表したが、甲府市も3万件と説明している。",
        "あおば商事は30人を処分したと発表したが、山梨県警は2万件が流出したと説明している。",
        "あおば商事株式会社は3万件が流出したと説明する一方、みどり物産株式会社は5万件が流出したと発表した。",
        "あおば商事株式会社は流出を確認したと発表したが、みどり物産株式会社は流出は確認されていないと説明している。",
        "あおば商事は名簿を渡していないと主張するが、後に名簿を渡したと述べている。",
        "元店員が、名簿業者が名簿を受け取ったと主張するが、山梨県警は名簿を受け取っていないと述べている。",
    ],
)
def test_other_things_agreement_and_unclear_speakers_are_no_contradiction(text: str) -> None:
    assert list(find_contradictions(analysis_of(text))) == []


def test_both_sides_stand_in_the_claims_with_their_speakers() -> None:
    text = "あおば商事の会員名簿は、同社が2万件とするのに対し、山梨県警は3万件とみている。"
    claims = read(text.encode(), "a.txt", Metadata(published_at="2031-06-01")).claims
    sides = [claim.value for claim in claims if claim.property == "side"]
    assert {"value": 30000, "claimed_by": "山梨県警"} in sides
    assert len(sides) == 2
