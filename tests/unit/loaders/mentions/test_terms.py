"""Media and field words: the longest word wins."""

import re
import time

import pytest

from loaders.mentions.terms import field_list, find_fields, find_media, media_list


@pytest.mark.parametrize("load", [media_list, field_list])
def test_no_word_has_two_codes(load):
    words = [word.lower() for term in load().terms for word in term.words]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert all(re.fullmatch("[a-z0-9_-]+", term.code) for term in load().terms)


def test_longest_word_wins_and_spans_are_exact():
    text = "氏名、携帯電話番号と電話番号、メールアドレス"
    found = find_fields(text)
    assert [hit.code for hit in found] == ["name", "mobile_phone", "phone", "email"]
    assert all(text[hit.start : hit.end] == hit.text for hit in found)
    assert find_media(text) == []


def test_a_published_telephone_number_is_no_field():
    assert find_fields("窓口の電話番号は0120-000-000です") == []


@pytest.mark.parametrize("text", ["メール" * 100_000, "電話番号は0" * 60_000, "USB" * 100_000, "住所、" * 100_000])
def test_time_grows_linearly(text):
    started = time.perf_counter()
    find_media(text)
    find_fields(text)
    assert time.perf_counter() - started < 10
