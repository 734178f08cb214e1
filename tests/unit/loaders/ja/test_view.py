"""The view leads back to every raw character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.ja.view import view_of

TRICKY = st.text(
    st.one_of(
        st.sampled_from(
            "名簿業者カﾞがか\u3099ﾊﾟ㈱⽇２０〜～~－ \t\n\r\u3000\u200b\ufeff<p></b>[]()*abcſﬁ㍿①\u0301\u1100\u1161\u11a8"
        ),
        st.characters(blacklist_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("㈱山川", "(株)山川"),
        ("⽇本", "日本"),
        ("カ\uff9eス会社ﾊ\uff9f", "ガス会社パ"),
        ("２０〜３０～４０~５０", "20~30~40~50"),
        ("甲社が\n乙社に", "甲社が乙社に"),
        ("甲社が\r\n　乙社に", "甲社が乙社に"),
        ("sold to\n  a broker", "sold to a broker"),
        ("KDDI\nの顧客", "KDDIの顧客"),
        ("<p>甲社</p>\t<p>(1)乙社</p>", "甲社 (1)乙社"),
        ("甲社<br>乙社", "甲社乙社"),
        ("one<br/>two", "one two"),
        ("a < b、x <y> z", "a < b、x <y> z"),
        ("名\u200b簿\ufeff", "名簿"),
        ("**対象**は[甲社](https://example.com/a_(b))の名簿", "対象は甲社の名簿"),
        ("[甲社](注)", "[甲社](注)"),
        ("Personal ABC", "Personal ABC"),
        ("\n名簿\n", "名簿"),
    ],
)
def test_what_the_view_shows(raw, seen):
    assert view_of(raw, 0, len(raw)).text == seen


def test_a_character_that_became_three_leads_back_to_itself():
    view = view_of("元㈱山川", 0, 4)
    assert view.text == "元(株)山川"
    assert [view.raw(i, i + 1) for i in (1, 2, 3)] == [(1, 2)] * 3
    assert view.raw(1, 6) == (1, 4)


def test_two_characters_that_became_one_stay_together():
    raw = "ｶ\uff9eス"
    view = view_of(raw, 0, 3)
    assert view.text == "ガス"
    assert raw[slice(*view.raw(0, 1))] == "ｶ\uff9e"


def test_a_raw_span_leaves_out_the_tag_behind_it():
    raw = "<p>甲社</p> <p>乙社</p>"
    view = view_of(raw, 0, len(raw))
    start = view.text.index("甲社")
    assert raw[slice(*view.raw(start, start + 2))] == "甲社"


def test_offsets_index_the_whole_text():
    raw = "前の文。㈱山川"
    view = view_of(raw, 4, len(raw))
    assert raw[slice(*view.raw(0, 3))] == "㈱"
    assert view.at(5) == 3
    assert view.at(len(raw)) == len(view.text)


def test_places_outside_are_refused():
    with pytest.raises(ValueError, match="no view characters"):
        view_of("甲社", 0, 2).raw(1, 3)


@given(TRICKY, st.data())
def test_raw_spans_are_inside_monotone_and_never_empty(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    view = view_of(text, start, end)
    assert len(view.offsets) == len(view.ends) == len(view.text)
    assert list(view.offsets) == sorted(view.offsets)
    assert list(view.ends) == sorted(view.ends)
    assert all(start <= a < b <= end for a, b in zip(view.offsets, view.ends, strict=True))
    for i in range(len(view.text)):
        a, b = view.raw(i, i + 1)
        assert a < b
        assert view.offsets[view.at(a)] <= a


@given(TRICKY)
def test_looking_at_what_was_cut_shows_the_same_words(text):
    view = view_of(text, 0, len(text))
    again = view_of(text, *view.raw(0, len(view.text)))
    assert again.text == view.text


def test_a_long_line_takes_linear_time():
    text = "か" + "\u3099" * 50_000 + "<a " * 50_000 + " " * 50_000 + "[" * 50_000
    assert view_of(text, 0, len(text)).text.endswith("[")
