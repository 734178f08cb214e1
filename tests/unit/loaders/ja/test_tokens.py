"""Morphemes cover their text, and threads may ask for them at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from loaders.ja.tokens import PIECE, filed_under, tokenize

LINE = "委託先の元社員が顧客名簿を知人の男性に渡した。"


def test_morphemes_cover_the_text_without_gaps_beyond_one_piece_too():
    text = LINE * (PIECE // len(LINE) + 2)
    morphs = tokenize(text)
    assert "".join(m.text for m in morphs) == text
    assert [m.end for m in morphs[:-1]] == [m.start for m in morphs[1:]]
    assert all(text[m.start : m.end] == m.text for m in morphs)


def test_many_threads_read_at_once():
    text = LINE * 40
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(tokenize, [text] * 200)) == {tokenize(text)}
        assert set(threads.map(filed_under, [f"サクラ{n}" for n in range(200)])) == {f"桜{n}" for n in range(200)}
