"""Finding paths on the page: fields that suggest, the paths found, and what else can be asked of the same ends."""

from __future__ import annotations

import re

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

FROM, TO = "出発点", "到達点"
ENDS = "?from=汐見原通販株式会社&to=株式会社カガリ資産設計"
"""A name is as good as an id where only one bears it."""


def field(page, name: str):
    """A field that suggests."""
    return page.get_by_role("combobox", name=name)


def suggested(page, name: str):
    """What a field suggests now."""
    return page.get_by_role("listbox", name=name).get_by_role("option")


def test_a_field_suggests_and_enter_takes_by_keyboard(visit):
    page = visit()
    start = field(page, FROM)
    start.press_sequentially("名簿業者")
    options = suggested(page, FROM)
    options.nth(3).wait_for()
    start.press("ArrowDown")
    lit = page.locator(f"[id='{start.get_attribute('aria-activedescendant')}']")
    assert lit.get_attribute("aria-selected") == "true"
    start.press("ArrowUp")  # from the first to the last
    assert start.get_attribute("aria-activedescendant").endswith(f"-{options.count() - 1}")
    start.press("Enter")
    page.wait_for_url(re.compile(r"from=actor-"))
    assert start.get_attribute("aria-expanded") == "false"
    expect(start).to_have_value(re.compile("名簿"))
    start.press("Escape")  # nothing is open: it clears
    page.wait_for_url(lambda url: "from=" not in url)


def test_while_an_input_method_composes_nothing_is_asked_and_enter_is_its_own(visit):
    page = visit()
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/v1/actors" in one.url else None)
    start = field(page, FROM)
    start.focus()
    typing = page.context.new_cdp_session(page)
    for text in ("し", "しお", "しおみ"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        start.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    page.wait_for_timeout(400)
    assert asked == []
    assert start.input_value() == "しおみ"
    typing.send("Input.insertText", {"text": "汐見原通販"})
    suggested(page, FROM).filter(has_text="汐見原通販株式会社").first.wait_for()
    start.press("ArrowDown")
    start.press("Enter")
    page.wait_for_url(re.compile(r"from=actor-"))


def test_a_text_that_names_nobody_is_said_to_choose_nobody(visit):
    page = visit()
    start = field(page, FROM)
    start.fill("居ない人")
    page.get_by_text("その名のものはありません").wait_for()
    field(page, TO).focus()
    page.get_by_text("まだ選ばれていません").wait_for()
    assert start.get_attribute("aria-invalid") == "true"
    assert "from=" not in page.url
    start.fill("汐見原通販株式会社")
    suggested(page, FROM).filter(has_text="汐見原通販株式会社").first.wait_for()
    field(page, TO).focus()  # left with the full name of one: that one is meant
    page.wait_for_url(re.compile(r"from=actor-"))


def test_the_main_job_by_keyboard_a_path_hop_by_hop_and_what_it_rests_on(visit):
    page = visit()
    for name, text in ((FROM, "汐見原通販"), (TO, "カガリ資産設計")):
        field(page, name).press_sequentially(text)
        suggested(page, name).first.wait_for()
        field(page, name).press("ArrowDown")
        field(page, name).press("Enter")
    path = page.locator(".paths > li").first
    path.wait_for()
    hops = path.locator(".hop")
    assert hops.count() == 5
    assert "2021-04-01" in hops.nth(0).inner_text()
    assert "適法" in hops.nth(0).inner_text()
    assert "確認" in hops.nth(4).inner_text()
    assert "2025-03-15" in hops.nth(4).inner_text()
    path.get_by_text("なぜあり得るか").click()
    path.get_by_text("たとえば次の日に起きたとすれば").wait_for()
    hops.nth(4).get_by_role("button").press("Enter")
    page.wait_for_url(re.compile(r"sel=transfer-"))
    assert hops.nth(4).get_by_role("button").get_attribute("aria-pressed") == "true"
    page.go_back()
    page.wait_for_url(lambda url: "sel=" not in url)


def test_conditions_are_told_and_can_be_taken_away(visit):
    page = visit(ENDS)
    page.get_by_text("条件", exact=True).click()
    page.get_by_label("この日までに起き得たもの").fill("2025-01-01")
    page.get_by_text("経路が無かったことの証明ではない").wait_for()  # the resale was in March
    chip = page.get_by_role("button", name="2025-01-01 までに起き得た この条件を外す")
    chip.wait_for()
    page.get_by_role("button", name="「2025-01-01 までに起き得た」の条件を外す").click()
    page.locator(".paths > li").first.wait_for()
    assert chip.count() == 0
    assert "by=" not in page.url


def test_what_else_can_be_asked_of_the_ends(visit):
    page = visit(ENDS)
    page.locator(".paths > li").first.wait_for()
    ask = page.get_by_label("知りたいこと")
    ask.select_option("downstream")
    page.get_by_text("汐見原通販株式会社 のデータが届いた可能性のある相手").wait_for()
    assert page.locator(".reached .choose").first.inner_text() == "水無瀬野データサービス株式会社"
    ask.select_option("chokepoints")
    page.get_by_text("どの経路も通る提供は").wait_for()
    ask.select_option("common_source")
    page.get_by_text("両方の源になり得る者").wait_for()
    ask.select_option("upstream")
    page.get_by_text("株式会社カガリ資産設計 のデータの出どころになり得る者").wait_for()
    assert "ask=upstream" in page.url
    page.locator(".reached .entry").first.get_by_role("button", name="経路を見る").click()
    page.locator(".paths > li").first.wait_for()
    assert "ask=" not in page.url


def test_swapped_there_is_no_path_and_that_is_said_with_what_may_help(visit):
    page = visit(ENDS, lang="en")
    page.locator(".paths > li").first.wait_for()
    page.get_by_role("button", name="Swap").click()
    page.get_by_text("That is no proof that there was none").wait_for()
    page.get_by_role("button", name="Search the other way round").click()
    page.locator(".paths > li").first.wait_for()


def test_the_chosen_path_is_lit_in_the_timeline(visit):
    page = visit(ENDS)
    page.locator(".mark.lit .badge").nth(4).wait_for()
    assert sorted(page.locator(".mark .badge").all_text_contents()) == ["1", "2", "3", "4", "5"]
