"""Numbers that stand beside a passing, or in the sentence behind it, in invented documents."""

import pytest

from app.domain.document import Metadata
from loaders.pipeline import find

SOLD = "株式会社ササノハの元社員は、会員名簿を名簿業者のミズタマ企画に売った。"


def counts(text: str) -> list[float | None]:
    found = find(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return [draft.count and draft.count.value for draft in found.told.drafts]


@pytest.mark.parametrize(
    "told",
    [
        "名簿は約3万人分で、氏名と住所が載っていた。",
        "名簿には約3万人分の氏名が記載されていた。",
        "売った名簿の件数は3万件だった。",
        "データは3万件に上るという。",
        "情報は3万人分あり、うち2千人分に口座番号が含まれる。",
    ],
)
def test_the_next_sentence_sizes_what_passed(told: str) -> None:
    assert counts(SOLD + told)[0] == 30000


@pytest.mark.parametrize(
    "told",
    [
        "別の名簿は約3万件あった。",
        "会員数は約3万人に上る。",
        "ミズタマ企画は約3万人分の名簿を扱う業者だ。",
        "情報は3万件、住所は2万件だった。",
    ],
)
def test_other_numbers_behind_it_size_nothing(told: str) -> None:
    assert counts(SOLD + told)[0] is None


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("元社員は顧客9人分の住所を引き出し、うち6人分をメールで探偵に知らせた。", 6),
        ("元社員は名簿のうち約800人分を知人に配布した。", 800),
        ("元社員は顧客約3万件(うち2万件は法人)の名簿を業者に売った。", 30000),
    ],
)
def test_a_part_that_passes_is_what_passes(text: str, passed: int) -> None:
    assert counts(text)[-1] == passed


def test_what_was_made_of_the_data_before_is_what_is_sold() -> None:
    assert counts("業者は名簿から約900人分を抜き出して、5月、株式会社ミズタマに転売した。")[-1] == 900
