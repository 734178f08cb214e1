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


Sides = list[tuple[str, int | str]]


def sides(text: str) -> tuple[str, Sides]:
    """The property and the sides of the only contradiction; every word of it stands in the text."""
    (found,) = find_contradictions(analysis_of(text))
    assert all(one.words.exact in text for one in found.sides)
    return found.property, [(one.speaker, one.value) for one in found.sides]


@pytest.mark.parametrize(
    ("text", "expected"),
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
            "山梨県警によると流出したのは9600人分だが、あおば商事は8800人分と説明している。",
            [("山梨県警", 9600), ("あおば商事", 8800)],
        ),
        (
            "一部の報道によると流出は10万人分だが、あおば商事は8万人分と説明している。",
            [("一部の報道", 100_000), ("あおば商事", 80_000)],
        ),
        (
            "一部報道では約10万件とされているが、あおば商事が確認した件数は8万件という。",
            [("一部報道", 100_000), ("あおば商事", 80_000)],
        ),
        (
            "山梨県警の発表は約7800人。ところがあおば商事が9月1日に出したお知らせでは8214人となっている。",
            [("山梨県警", 7800), ("あおば商事", 8214)],
        ),
        (
            "oniyanmaは「500万人分ある」と主張するが、あおば商事は会員は290万人だとして否定している。",
            [("oniyanma", 5_000_000), ("あおば商事", 2_900_000)],
        ),
    ],
)
def test_two_figures(text: str, expected: Sides) -> None:
    assert sides(text) == ("record_count", expected)


@pytest.mark.parametrize(
    "text",
    [
        "名簿は山梨県警によると9600人分。一方、あおば商事は「持ち出しは8800人分」とし、県警の説明と食い違っている。",
        "山梨県警は名簿9600人分が売られたとみている。あおば商事は8800人分と説明しており、県警の見方とは隔たりがある。",
        "名簿は9600人分で、うち3100人分が売られた。あおば商事は8800人分と主張しており、県警の発表と食い違う。",
    ],
)
def test_a_figure_that_the_text_says_to_be_at_odds_with_the_one_before(text: str) -> None:
    prop, found = sides(text)
    assert prop == "record_count"
    assert [value for _, value in found] == [9600, 8800]
    assert found[1][0] == "あおば商事"


@pytest.mark.parametrize(
    "text",
    [
        "脅した男は「全部で9600人分ある」と告げた。店が照合したところ8800人分で、告げられた数とは食い違っていた。",
        "判決によると、元店員は9600人分の名簿を写した。弁護側は重複を除くと8800人にとどまると主張したが、判決は退けた。",
        "山梨県警は元店員が名簿9600人分を売ったとみている。元店員は「8800人分しか売っていない」と供述している。",
        "会員9600人分と書かれた紙が届いた。数えたところ8800人分しかなく、紙の数とは一致していない。",
    ],
)
def test_a_figure_at_odds_with_another_whoever_says_them(text: str) -> None:
    prop, found = sides(text)
    assert (prop, [value for _, value in found]) == ("record_count", [9600, 8800])


def test_of_two_figures_before_nobody_knows_which_is_meant() -> None:
    text = "名簿は9600人分と7500人分に分かれていた。あおば商事は8800人分と説明しており、県警の発表と食い違う。"
    assert list(find_contradictions(analysis_of(text))) == []


@pytest.mark.parametrize(
    ("text", "prop", "expected"),
    [
        (
            "山梨県警は元店員が500万円を受け取ったとみているが、元店員は「もらったのは300万円」と供述している。",
            "price",
            [5_000_000, 3_000_000],
        ),
        (
            "元店員は名簿を売って20万円を得たと供述しているが、名簿業者は50万円を支払ったと話している。",
            "price",
            [200_000, 500_000],
        ),
        (
            "元店員は2030年4月から名簿を持ち出していたと供述しているが、あおば商事は持ち出しは2030年8月からとみている。",
            "time",
            ["2030-04-01/", "2030-08-01/"],
        ),
        (
            "山梨県警は元店員が2030年4月に名簿を持ち出したとみているが、元店員は「持ち出したのは2030年6月」と供述している。",
            "time",
            ["2030-04-01/2030-04-30", "2030-06-01/2030-06-30"],
        ),
        (
            "山梨県警は店長が名簿を渡したとみているが、元店員は「自分が渡した」と話している。",
            "provider",
            ["店長", "元店員"],
        ),
        (
            "山梨県警は店長が名簿を売ったとみているが、店長は元店員が売ったと主張している。",
            "provider",
            ["店長", "元店員"],
        ),
    ],
)
def test_sums_days_and_givers(text: str, prop: str, expected: list[int | str]) -> None:
    found, said = sides(text)
    assert (found, [value for _, value in said]) == (prop, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
        (
            "元店員は名簿を売ったことを認めているが、名簿業者は「買っていない」と否定している。",
            [("元店員", "名簿を売った"), ("名簿業者", "買っていない")],
        ),
        (
            "元店員は300万円を受け取ったと供述しているが、名簿業者は金を払っていないと話している。",
            [("元店員", "300万円を受け取った"), ("名簿業者", "金を払っていない")],
        ),
        (
            "週刊誌の「週刊みほん」は、社長が元店員に名簿を求めたと書いた。社長は取材に「求めたことはない」と否定している。",
            [("週刊誌の「週刊みほん」", "社長が元店員に名簿を求めた"), ("社長", "求めたことはない")],
        ),
        (
            "あおば商事は会員名簿の流出はないとしているが、山梨県警は名簿が流出したとみている。",
            [("あおば商事", "会員名簿の流出はない"), ("山梨県警", "名簿が流出した")],
        ),
    ],
)
def test_one_says_no_of_what_the_other_says_yes_to(text: str, expected: Sides) -> None:
    assert sides(text) == ("account", expected)


@pytest.mark.parametrize(
    "text",
    [
        "あおば商事は原因を調べると説明する一方、甲府市は再発防止に努めると述べている。",
        "あおば商事は3万件が流出したと発表したが、甲府市も3万件と説明している。",
        "あおば商事は最大2万件とするが、山梨県警は1万9,800件とみている。",
        "山梨県警は約400万件とみているが、元店員は399万6,789件だと話している。",
        "あおば商事は30人を処分したと発表したが、山梨県警は2万件が流出したと説明している。",
        "あおば商事株式会社は3万件が流出したと説明する一方、みどり物産株式会社は5万件が流出したと発表した。",
        "あおば商事株式会社は流出を確認したと発表したが、みどり物産株式会社は流出は確認されていないと説明している。",
        "あおば商事は名簿を渡していないと主張するが、後に名簿を渡したと述べている。",
        "あおば商事は名簿を売っていないと説明しているが、元店員は現金を受け取ったと話している。",
        "山梨県警は元店員が500万円を受け取ったとみているが、あおば商事は被害額を300万円としている。",
        "山梨県警は20万円以上が支払われたとみているが、元店員は30万円を受け取ったと供述している。",
        "山梨県警は元店員が2030年4月に名簿を持ち出したとみているが、あおば商事は2030年6月に被害届を出したと説明している。",
        "山梨県警は店長が名簿を渡したとみているが、元店員は店長が名簿を渡したと話している。",
        "山梨県警は元店員が名簿を売ったとみている。みどり物産は取引先との関係を否定している。",
        "流出したのは9600人分だった。同社は不正利用が確認されたのは120人にとどまると説明した。",
        "会員は9600人いる。流出したのは8800人分で、氏名と住所が含まれ、電話番号は届け出と一致していない。",
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
