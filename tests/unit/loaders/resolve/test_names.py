"""Keys of names, and which names mean the same body everywhere."""

import pytest

from loaders.resolve.names import is_proper, normal, person_key


@pytest.mark.parametrize(
    "text",
    [
        "Abc（株）",
        "株式会社ABC",
        "ＡＢＣ㈱",
        "A B C",
        "abc社",
        "「ABC」",
        "ABC(旧DEF)",
        "ABC, Inc.",
        "ABC Co., Ltd.",
        "ABC株式会社(要旨)",
    ],
)
def test_one_organization_has_one_key(text):
    assert normal(text) == "abc"


@pytest.mark.parametrize(
    ("a", "b"), [("あおば", "あおば銀行"), ("zinc", "Z"), ("みどり新聞社", "みどり新"), ("北会社", "北")]
)
def test_other_names_have_other_keys(a, b):
    assert normal(a) != normal(b)


def test_titles_are_no_part_of_a_person():
    assert person_key("架空太郎社長") == person_key("架空 太郎容疑者") == person_key("架空太郎") == "架空太郎"


def test_short_or_generic_or_scoped_names_are_not_proper():
    assert [is_proper(name) for name in ("あさひ商店", "委託先", "情報流出対策本部", "C", "")] == [
        True,
        False,
        False,
        False,
        False,
    ]
