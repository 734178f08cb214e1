"""One matter that an invented document tells in two ways, and what agrees."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from app.domain.view import View
from loaders.pipeline import read
from loaders.resolve import resolve


def sides(text: str, prop: str) -> list[dict[object, list[str]]]:
    """Of each conflict of that property its values with their words."""
    graph = resolve([read(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))], View())
    assert all(text[q.start : q.end] == q.exact for c in graph.conflicts for s in c.sides for q in s.evidence)
    return [{s.value: [q.exact for q in s.evidence] for s in c.sides} for c in graph.conflicts if c.property == prop]


TAKEN = "あおば商事の元店員が会員名簿を持ち出した。\n\n"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        (
            "同社は、2029年7月から2030年1月まで不正な行為に及んでいたとみている。\n\n"
            "年月 | 出来事\n---|---\n2029年3月 | 元店員による不正な持ち出しが始まったとみられる。\n",
            {"2029-03", "2029-07"},
        ),
        (
            "元店員は2028年から不正な持ち出しを繰り返していた。県警によると、2029年3月から持ち出しを続けていた。\n",
            {"2028", "2029-03"},
        ),
    ],
)
def test_two_beginnings(text: str, months: set[str]) -> None:
    (found,) = sides(TAKEN + text, "time")
    assert found.keys() == months


@pytest.mark.parametrize(
    "text",
    [
        "元店員は2029年から不正な持ち出しを繰り返していた。2029年3月から持ち出しを続けていたとみられる。\n",
        "元店員は2027年から勤務しており、2029年3月から不正な持ち出しを繰り返していた。\n",
        "元店員は2029年3月から不正な持ち出しを繰り返していた。2030年5月から名簿業者に売った。\n",
        "元店員は2029年3月から不正な持ち出しを繰り返していた。知人の男は2030年3月から名簿の持ち出しを繰り返し、男に渡した。\n",
    ],
)
def test_a_year_and_its_month_other_deeds_and_other_people_agree(text: str) -> None:
    assert sides(TAKEN + text, "time") == []


def test_a_deed_and_its_attempt() -> None:
    text = "2030年5月10日、男2人が恐喝の疑いで逮捕された。\n\n恐喝未遂容疑で2人が2030年5月10日に逮捕された。\n"
    (found,) = sides(text, "offence")
    assert found == {"恐喝": ["恐喝の疑いで逮捕"], "恐喝未遂": ["恐喝未遂容疑で2人が2030年5月10日に逮捕"]}


@pytest.mark.parametrize(
    "text",
    [
        "2030年5月10日、男2人が恐喝の疑いで逮捕された。\n\n2人は恐喝の罪で起訴された。\n",
        "2030年5月10日、男2人が恐喝と恐喝未遂の疑いで逮捕された。\n\n2030年5月10日、2人が恐喝未遂の疑いで逮捕された。\n",
        "2030年5月10日、男が恐喝の疑いで逮捕された。\n\n2030年6月1日、男は恐喝未遂の疑いで再逮捕された。\n",
        "2030年5月10日、男が詐欺の疑いで逮捕された。\n\n2030年5月10日、男が恐喝未遂の疑いで逮捕された。\n",
    ],
)
def test_one_offence_two_offences_and_another_arrest_agree(text: str) -> None:
    assert sides(text, "offence") == []


def test_all_of_the_data_and_a_part_of_it() -> None:
    text = (
        "# あおば商事、20万人分の顧客情報が流出\n\n"
        "あおば商事は、顧客約20万人分のデータの一部が流出した可能性があると発表した。\n"
    )
    (found,) = sides(text, "extent")
    assert found == {200_000: ["20万人分の顧客情報が流出"], "a part of 200,000": ["約20万人分のデータの一部が"]}


@pytest.mark.parametrize(
    "text",
    [
        "あおば商事は、顧客約20万人分のデータの一部が流出した可能性があると発表した。顧客は20万人いる。\n",
        "# あおば商事、3万人分の顧客情報が流出\n\nあおば商事は、顧客約20万人分のデータの一部が流出したと発表した。\n",
        "# あおば商事、20万人分の顧客情報が流出\n\nあおば商事は、顧客約20万人分の個人情報が流出したと発表した。\n",
    ],
)
def test_a_part_alone_and_other_figures_agree(text: str) -> None:
    assert sides(text, "extent") == []


CAUGHT = "元店員は2031年5月10日、不正競争防止法違反の疑いで逮捕された。\n\n"


def test_two_days_of_one_arrest() -> None:
    text = CAUGHT + "年月日 | 出来事\n---|---\n2031年5月11日 | 元店員を逮捕\n2031年6月1日 | 元店員を起訴\n"
    (found,) = sides(text, "time")
    assert found.keys() == {"2031-05-10", "2031-05-11"}


@pytest.mark.parametrize(
    "text",
    [
        "2031年5月10日に元店員を逮捕した県警は、余罪を調べている。\n",
        "元店員は2031年6月1日、別の名簿を売った疑いで再逮捕された。\n",
        "知人の男は2031年5月11日に逮捕された。\n",
        "県警は2031年5月11日、名簿業者の事務所を捜索した。\n",
    ],
)
def test_one_day_months_between_and_other_people_agree(text: str) -> None:
    assert sides(CAUGHT + text, "time") == []
