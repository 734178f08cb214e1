"""Documents: found by their words, read with their facts marked, from mark to mark, and however long they are."""

from __future__ import annotations

import re

import pytest

from tests.browser.page.rare_case import LONG, RARE
from tests.browser.page.scenes import get, settle

DOCUMENT = "kddi-2006-notice"


@pytest.fixture
def reading(visit):
    page = visit(f"?view=documents&doc={DOCUMENT}")
    page.locator(".document-text mark").first.wait_for()
    return page


def chosen(page) -> str:
    return "".join(page.locator(".document-text mark.chosen").all_text_contents())


def test_words_of_two_characters_find_documents_and_places(visit, server):
    page = visit("?view=documents")
    page.locator(".document-list li").nth(8).wait_for()
    page.get_by_label("題名・発行者・本文の言葉").fill("委託")
    page.locator(".places li").first.wait_for()
    settle(page)
    found = get(server, "/v1/documents?q=委託")["items"]
    assert page.locator(".document-list li > a").all_inner_texts() == [one["label"] for one in found]
    assert all("委託" in text for text in page.locator(".places li > a").all_inner_texts())
    page.locator(".places li > a").first.click()
    page.locator(".document-text mark.chosen").first.wait_for()
    assert "委託" in chosen(page)


def test_nothing_found_is_said(visit):
    page = visit("?view=documents", lang="en")
    page.get_by_label("Words in titles").fill("どこにもない言葉")
    page.get_by_text("No document holds “どこにもない言葉”.").wait_for()


def test_the_text_is_there_once_with_every_quote_marked(reading, server):
    text = get(server, f"/v1/documents/{DOCUMENT}/stretch?end=20000")["pieces"][0]["text"]
    assert reading.locator(".document-text").text_content() == text
    claims = get(server, f"/v1/claims?document={DOCUMENT}&limit=500")["items"]
    quotes = [one for claim in claims for one in claim["evidence"]]
    marked = set(
        reading.locator(".document-text").evaluate(
            """text => { let at = 0; const found = [];
            for (const part of text.querySelector(".chunk").childNodes) {
              const size = [...part.textContent].length;
              if (part.matches("mark")) for (let i = 0; i < size; i += 1) found.push(at + i);
              at += size;
            } return found; }"""
        )
    )
    assert marked == {place for one in quotes for place in range(one["start"], one["end"])}


def test_a_click_on_a_mark_lists_what_rests_on_it_and_chooses_it(reading, server, keep):
    reading.locator(".document-text mark", has_text="CD-R").first.click()
    facts = reading.locator(".facts-here > div > ul > li")
    facts.first.wait_for()
    start, end = map(int, re.search(r"at=(\d+),(\d+)", reading.url).groups())
    claims = get(server, f"/v1/claims?document={DOCUMENT}&limit=500")["items"]
    resting = {c["thing"] for c in claims if any(e["start"] <= start and e["end"] >= end for e in c["evidence"])}
    assert facts.count() == len(resting)
    reading.wait_for_url(re.compile("sel="))
    assert re.search(r"sel=([\w-]+)", reading.url)[1] in resting
    keep(reading, "document")


def test_keys_go_from_mark_to_mark_and_back(reading):
    reading.keyboard.press("n")
    reading.locator("mark.chosen").first.wait_for()
    first = reading.url
    reading.keyboard.press("n")
    reading.wait_for_function("before => location.href !== before", arg=first)
    reading.keyboard.press("p")
    reading.wait_for_function("at => location.search.includes(at)", arg=re.search(r"at=\d+,\d+", first)[0])
    reading.keyboard.press("p")
    reading.get_by_text("その先に印はありません。").wait_for()


def test_tab_reaches_one_mark_arrows_the_others_and_enter_what_rests_on_it(reading):
    assert reading.locator(".document-text[tabindex='0'], .document-text [tabindex='0']").count() == 1
    reading.locator(".document-text").focus()
    reading.keyboard.press("ArrowRight")
    focus = reading.locator(".document-text mark.chosen:focus")
    focus.wait_for()
    reading.locator(".facts-here .to-review").first.wait_for()
    assert focus.get_attribute("aria-label") == chosen(reading)
    assert reading.locator(".document-text[tabindex='0'], .document-text [tabindex='0']").count() == 1
    reading.keyboard.press("Enter")
    reading.locator(".facts-here a:focus").wait_for()
    reading.keyboard.press("Escape")
    focus.wait_for()
    here = reading.url
    reading.locator(".facts-here .to-review").first.press("Enter")
    reading.locator(".claim").first.wait_for()
    reading.get_by_role("link", name="「文書」に戻る").click()
    reading.locator("mark.chosen").first.wait_for()
    assert re.search(r"at=[\d,]+", reading.url)[0] == re.search(r"at=[\d,]+", here)[0]


def test_kinds_can_be_left_out(reading):
    before = reading.locator(".document-text mark").count()
    for kind in ("提供", "関係者", "データ", "影響を受けた組織", "保有", "事案", "食い違い"):
        reading.get_by_role("group", name="印を付けるもの").get_by_label(kind, exact=True).uncheck()
    titles = {one.get_attribute("title") for one in reading.locator(".document-text mark").all()}
    assert titles == {"出来事"}
    assert reading.locator(".document-text mark").count() < before


def test_what_would_fall_without_it(reading, server):
    found = get(server, f"/v1/withdrawal?document={DOCUMENT}")
    reading.locator(".without summary").click()
    transfers = reading.locator(".without section", has_text="ほかの文書が述べていない提供")
    transfers.wait_for()
    assert transfers.locator("li").count() == len(found["falls"]["transfers"]) > 0
    pairs = [one for one in found["pairs"] if one["change"] == "lost"]
    assert reading.locator(".without section", has_text="たどれなくなる組").locator("li").count() == len(pairs)


def test_what_is_known_of_it_and_the_remarks_of_its_reader(reading, server):
    document = get(server, f"/v1/documents/{DOCUMENT}")
    told = reading.locator(".names-values").inner_text()
    assert document["publisher"] in told
    assert document["published_at"] in told
    assert document["sha256"][:16] in told
    reading.locator(".remarks summary").click()
    assert document["diagnostics"][0]["code"] in reading.locator(".remarks").inner_text()


def test_a_mark_behind_characters_that_count_twice_in_javascript(visit_rare):
    start = RARE.index("東浜名簿店")
    page = visit_rare(f"?view=documents&doc=rare&at={start},{start + 5}")
    page.locator("mark.chosen").first.wait_for()
    assert chosen(page) == "東浜名簿店"
    assert page.locator(".document-text").text_content() == RARE


def test_a_text_of_a_megabyte_opens_at_any_place(visit_rare):
    start = LONG.index("長い文書の07321行目")
    page = visit_rare(f"?view=documents&doc=long&at={start},{start + 12}")
    words = page.locator("mark.chosen").first
    words.wait_for()
    assert chosen(page) == LONG[start : start + 12]
    assert "TLP:RED" in page.locator(".names-values").inner_text()
    page.wait_for_function("document.querySelector('mark.chosen').getBoundingClientRect().top < innerHeight")
    assert page.locator(".chunk").count() > 50
    assert page.locator(".chunk:not(:has(.unread))").count() < 15
    page.evaluate("document.querySelector('.chunk:last-child').scrollIntoView({block: 'end'})")
    page.locator(".document-text", has_text="09999行目").wait_for()


def test_a_document_that_is_not_there_is_said(visit):
    page = visit("?view=documents&doc=no-such-document", refused=True)
    page.locator(".documents [role=alert]").wait_for()
    page.get_by_role("link", name="文書の一覧").click()
    page.locator(".document-list li").first.wait_for()
