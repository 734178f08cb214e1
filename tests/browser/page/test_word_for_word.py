"""Documents made to break a page are shown word for word: what their bytes say, and marked where the record says."""

from __future__ import annotations

import json
from contextlib import closing
from urllib.request import urlopen

import pytest

from app.services.files import find_files
from app.services.load import load
from app.store.uri import open_store
from loaders.pipeline import read
from tests.browser.page.conftest import serving
from tests.browser.page.hostile_case import hostile_texts
from tests.browser.page.scenes import get, settle, walk
from tests.builders import plain_reading

_SHOWN = """async () => {
  const wait = () => new Promise((go) => requestAnimationFrame(go));
  for (let left; (left = document.querySelector(".document-text .unread")) !== null; await wait()) left.scrollIntoView();
  return document.querySelector(".document-text").textContent;
}"""
_MARKED = """() => [...document.querySelectorAll(".document-text mark")].map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def texts():
    """Those that fit on a line."""
    return [text for text in hostile_texts() if len(text.splitlines()) == 1]


@pytest.fixture(scope="module")
def files(tmp_path_factory, texts):
    """A text of them, and a ledger in which each is a name: facts rest on every one."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "memo.txt").write_text("\n".join(texts), "utf-8")
    (folder / "memo.meta.json").write_text(json.dumps({"title": texts[0], "publisher": texts[1]}), "utf-8")
    rows = zip(["2031-04-01"] * len(texts), texts, [*texts[1:], texts[0]], strict=True)
    quoted = [",".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in row) for row in rows]
    (folder / "ledger.csv").write_text("\n".join(["提供年月日,提供元,提供先", *quoted]) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(root, built, files):
    store = f"sqlite:///{files / 'case.db'}"
    with closing(open_store(store)) as opened:
        list(load(opened, find_files([files / "memo.txt"]), plain_reading))
        list(load(opened, find_files([files / "ledger.csv"]), read))
    with serving(root, store) as address:
        yield address


def test_texts_and_what_is_marked_in_them(visit, address, files, texts):
    page = visit("?view=documents", at=address)
    settle(page)
    named = page.locator(".document-list li", has_text=texts[0]).inner_text()
    assert texts[1] in named
    walk(page, "?view=documents&doc=memo")
    settle(page)
    assert page.evaluate(_SHOWN) == (files / "memo.txt").read_text("utf-8")
    walk(page, "?view=documents&doc=ledger")
    settle(page)
    with urlopen(f"{address}/v1/documents/ledger/text") as text:  # noqa: S310 - our own server
        assert page.evaluate(_SHOWN) == text.read().decode()
    quotes = {
        one["quote"]
        for claim in get(address, "/v1/claims?document=ledger&limit=500")["items"]
        for one in claim["evidence"]
    }
    marked = "".join(page.evaluate(_MARKED))
    assert len(quotes) > len(texts) / 2
    assert all(quote in marked for quote in quotes)
