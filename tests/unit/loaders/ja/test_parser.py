"""The faster way through GiNZA gives what GiNZA gives: words, heads, entities, bunsetu."""

from __future__ import annotations

from functools import lru_cache
from threading import Thread

import ginza
import pytest
import spacy

from app.domain.document import Metadata
from loaders.ja import parse as parse_module
from loaders.ja.parse import MAX_CHARACTERS, parse, parse_ahead
from loaders.ja.parser import parsed
from loaders.passages import split
from loaders.readers.document import read_document

ODD = [
    "東京都千代田区の甲山商事株式会社は2031年4月2日、約1万2千件の顧客名簿を大阪市の乙川リスト販売に30万円で売った。",
    "一文目だ。二文目には国立甲大学が出る。三文目。",
    "　全角の空白　と tab\tがある甲社",
    "甲社",
    "。",
    "米国のＡＢＣ社とEU、G7は「第3回日米会議」で合意した",
    "😀𠮷野家の名簿",
]


@lru_cache(maxsize=1)
def language():
    return spacy.load("ja_ginza")


def facts(doc):
    words = [(t.idx, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    entities = [(e.start, e.end, e.label_) for e in doc.ents]
    return words, entities, [(s.start, s.end, s.root.i, s.label_) for s in ginza.bunsetu_spans(doc)]


@pytest.fixture(scope="module")
def sentences(root):
    found = []
    for path in sorted((root / "loaders" / "samples").glob("*.txt")):
        document, blocks, _ = read_document(path.read_bytes(), path.name, Metadata())
        found += [document.text[p.start : p.end] for p in split(document, blocks)]
    return [text for text in found if len(text) <= MAX_CHARACTERS][::3] + ODD


def test_sentences_together_are_parsed_as_ginza_parses_each(sentences):
    with parsed(sentences) as docs:
        ours = [facts(doc) for doc in docs]
    theirs = [facts(language()(text)) for text in sentences]
    assert sum(len(entities) for _, entities, _ in theirs) > 50
    assert [text for text, a, b in zip(sentences, ours, theirs, strict=True) if a != b] == []


def test_alone_and_together_are_one_parse(sentences):
    parse_ahead(sentences)
    together = [parse(text) for text in sentences if text.strip()]
    parse_ahead([])
    assert [parse(text) for text in sentences if text.strip()] == together


def test_what_was_parsed_ahead_is_not_parsed_again(monkeypatch):
    parse_ahead(ODD)
    monkeypatch.setattr(parse_module, "parsed", None)
    assert [parse(text).text for text in ODD] == ODD


def test_texts_that_are_too_long_or_blank_are_not_parsed_ahead():
    parse_ahead(["", "  ", "あ" * (MAX_CHARACTERS + 1)])
    with pytest.raises(ValueError, match="too long"):
        parse("あ" * (MAX_CHARACTERS + 1))


def test_threads_take_turns():
    found = {}
    texts = [f"甲{n}社は{n + 1}日に名簿を売った。" for n in range(6)]

    def work(n):
        parse_ahead(texts[n::2])
        found[n] = [parse(text) for text in texts[n::2]]

    threads = [Thread(target=work, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parse_ahead([])
    assert [found[n % 2][n // 2] for n in range(6)] == [parse(text) for text in texts]
