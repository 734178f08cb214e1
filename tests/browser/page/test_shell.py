"""The frame of the page: its views, both languages, the address and the back button."""

from __future__ import annotations

import re

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

VIEWS = {
    "map": ("図と経路", "Map and paths"),
    "documents": ("文書", "Documents"),
    "conflicts": ("食い違い", "Conflicts"),
    "watch": ("要点検", "To check"),
    "review": ("判断", "Review"),
    "load": ("取り込み", "Load"),
    "help": ("使い方", "Help"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_its_address_and_its_title(visit, view):
    page = visit(f"?view={view}")
    assert page.title() == f"{VIEWS[view][0]} · Leaktrail"
    assert page.locator("nav a[aria-current=page]").inner_text() == VIEWS[view][0]


def test_the_language_is_that_of_the_browser_until_one_is_chosen(visit):
    page = visit("", lang="en")
    assert page.locator("nav a").all_inner_texts() == [english for _, english in VIEWS.values()]
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="日本語").click()
    page.get_by_role("link", name="図と経路").wait_for()
    assert "lang=ja" in page.url


def test_the_back_button_brings_back_what_was_shown(visit):
    page = visit()
    for view in ("documents", "help"):
        page.get_by_role("link", name=VIEWS[view][0], exact=True).click()
        page.wait_for_url(re.compile(f"view={view}"))
    page.go_back()
    sync_api.expect(page).to_have_title("文書 · Leaktrail")
    page.go_back()
    sync_api.expect(page).to_have_title("図と経路 · Leaktrail")


def test_an_address_that_cannot_be_read_shows_the_start(visit):
    page = visit("?view=nowhere&by=2031-02-30&at=9,1&lang=fr")
    assert page.title() == "図と経路 · Leaktrail"
