"""Counts that a sentence only repeats."""

import pytest

from loaders.claims.quoted_counts import is_only_repeated
from loaders.mentions.counts import find_counts


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("照会を受けた1,250件のデータ", True),
        ("「会員30万件流出」という見出しの記事", True),
        ("『名簿3万件の行方』を出した", True),
        ("「名簿3万件が流出した」と説明した", False),
        ("指摘を受け、調べたところ名簿3万件が流出していた", False),
    ],
)
def test_inquiries_and_headlines_only_repeat(text: str, *, repeated: bool) -> None:
    (count,) = find_counts(text)
    assert is_only_repeated(text, count) is repeated
