"""A slice of the graph, which has no texts, tells the same pages as the documents themselves."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.services.files import find_files
from app.services.load import load
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.builders import plain_reading

pytestmark = pytest.mark.neo4j


def test_pages_without_the_text(neo4j_empty, tmp_path):
    texts = {"paged": "一枚目の文。\f\f三枚目の文。\f", "plain": "頁のない文。"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        list(load(store, find_files([tmp_path]), plain_reading))
        bare = {document.name: document for document in store.things().documents.values()}
        whole = {document.name: document for document in store.documents()}
    assert {document.text for document in bare.values()} == {None}
    for name, text in texts.items():
        pages = [whole[name].page_at(place) for place in range(len(text))]
        assert [bare[name].page_at(place) for place in range(len(text))] == pages
    assert whole["paged"].page_at(texts["paged"].index("三")) == 3
    assert whole["plain"].page_at(0) is None
