"""Where quoted words stand, in full; and the documents behind them, numbered as they come up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.access import Marking
from app.domain.document import Document, Metadata
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.view import View
from app.export.report.sheet import Facts, Quotation
from app.services.report.phrases import Phrases
from app.services.report.sources import Sources
from app.services.snapshot import Snapshot

URL = "javascript:alert(1)"
METADATA = Metadata("朝の便り", "しおみ日報", "2025-06-11", URL, "ja")
NEWS = Document(DocumentId("doc-1"), "news", "ab" * 32, None, METADATA)
MEMO = Document(DocumentId("doc-2"), "memo", None, None)


@pytest.fixture
def sources():
    graph = Graph(documents={one.id: one for one in (NEWS, MEMO)})
    snapshot = Snapshot(View(), graph, {}, {NEWS.id: "news", MEMO.id: "memo"})
    return Sources(snapshot, Phrases.of("ja"), {NEWS.id: Marking.AMBER})


def piece(document, page=None, **more):
    title = METADATA.title if document == "news" else None
    return {"document": document, "title": title, "start": 20, "end": 26, "page": page, "quote": "名簿を渡した", **more}


def test_a_place_names_document_publisher_date_page_and_characters(sources):
    assert sources.place(piece("news", 3)) == "[1] 朝の便り(しおみ日報、2025-06-11)、3 ページ 20–26 文字"
    assert sources.place(piece("memo")) == "[2] memo(不明、不明) 20–26 文字"


def test_words_of_which_a_part_is_hidden_say_so(sources):
    assert sources.place(piece("news", masked=True)).endswith("(一部を伏せた)")


def test_documents_are_numbered_as_they_come_up_and_listed_so(sources):
    quoted = list(sources.quotations([piece("memo"), piece("news"), piece("memo")]))
    assert [block.source for block in quoted if isinstance(block, Quotation)] == ["source-1", "source-2"]
    assert sources.numbers([piece("news"), piece("memo")]) == "[1] [2]"
    memo, news = (dict(block.rows) for block in sources.blocks() if isinstance(block, Facts))
    assert memo["SHA-256"].startswith("本文は記録に無く")
    assert (news["SHA-256"], news["アドレス"], news["取り扱い"]) == ("ab" * 32, URL, "TLP:AMBER")


def test_a_document_that_is_not_here_is_named_by_its_id(sources):
    gone = replace(sources, snapshot=replace(sources.snapshot, graph=Graph()))
    assert gone.place(piece("elsewhere")) == "[1] elsewhere(不明、不明) 20–26 文字"
    assert [dict(block.rows) for block in gone.blocks() if isinstance(block, Facts)] == [{"文書": "elsewhere"}]
