"""A place in a text tells its page, with the text at hand or without."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import Document
from app.domain.ids import DocumentId


def document(text):
    return Document(DocumentId("doc-1"), "memo", None, text)


@pytest.mark.parametrize(
    ("text", "offset", "page"),
    [
        ("一枚目。\f", 0, 1),
        ("一枚目。\f", 4, 1),  # the form feed itself is on the page that it ends
        ("一枚目。\f二枚目。\f", 5, 2),
        ("\f\f三枚目。\f", 2, 3),
        ("頁のない文。", 3, None),
        ("", 0, None),
    ],
)
def test_the_page_of_a_place(text, offset, page):
    assert document(text).page_at(offset) == page


def test_a_document_without_its_text_and_without_page_ends_has_no_pages():
    assert document(None).page_at(5) is None


@given(st.text(st.sampled_from("名簿\n\f"), max_size=40), st.integers(0, 40))
def test_without_the_text_the_pages_are_the_same(text, offset):
    whole = document(text)
    bare = replace(whole, text=None, page_ends=whole.find_page_ends())
    assert bare.page_at(offset) == whole.page_at(offset)
    assert bare.find_page_ends() == whole.find_page_ends()
