"""Time on the page: the timeline by mouse and keyboard, and two days to look from."""

from __future__ import annotations

import re

import pytest


def option(page, part: str):
    """A transfer or event that is drawn, by a part of what is said of it."""
    return page.locator(".timeline").get_by_role("option", name=part)


def wait_for_url(page, pattern: str) -> None:
    """Wait for an address that holds that."""
    page.wait_for_url(re.compile(pattern))


def test_what_is_drawn_says_who_what_and_when_and_a_press_chooses_it(visit, keep):
    page = visit()
    sale = option(page, "知人の男性 → 有限会社ツバキ名簿企画")
    sale.wait_for()
    told = sale.locator("title").text_content()
    assert "2025-02-03" in told
    assert "確認" in told
    sale.click()
    wait_for_url(page, r"sel=transfer-")
    assert sale.get_attribute("aria-selected") == "true"
    keep(page, "time")


def test_what_has_no_day_is_counted_and_listed(visit):
    page = visit()
    undated = page.get_by_text("日付が述べられていないもの")
    undated.wait_for()
    told = int(re.search(r"(\d+) 件", undated.inner_text())[1])
    undated.click()
    listed = page.locator(".entries[open] li")
    assert listed.count() == told > 0
    assert all("日付は不明" in text for text in listed.all_inner_texts())


def test_arrows_go_through_the_timeline_in_the_order_of_days(visit):
    page = visit()
    box = page.get_by_role("listbox", name=re.compile("^提供"))
    box.wait_for()
    assert box.locator("[tabindex='0']").count() == 1
    box.locator("[tabindex='0']").focus()
    page.keyboard.press("Home")
    told = "document.activeElement.querySelector('title').textContent"
    first = page.evaluate(told)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(told) != first
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    wait_for_url(page, r"sel=transfer-")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"


def test_a_period_is_chosen_by_buttons_and_along_the_scale(visit):
    page = visit("?period=2025-01-01,2025-12-31")
    option(page, "知人の男性 → 有限会社ツバキ名簿企画").wait_for()
    assert option(page, "KDDI → 社員C").count() == 0
    assert "この期間の外" in page.locator(".timeline").inner_text()
    axis = page.locator(".axis")
    axis.scroll_into_view_if_needed()
    box = axis.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 10, steps=4)
    page.mouse.up()
    wait_for_url(page, r"period=2025-0[67]-\d\d,2025-1[01]")
    page.get_by_role("button", name="全期間").click()
    option(page, "KDDI → 社員C").wait_for()


def test_the_slider_asks_who_had_the_data_and_is_one_step_back(visit):
    page = visit("?on=2025-01-15")
    page.locator(".holders .entry").first.wait_for()
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/v1/holders" in one.url else None)
    slider = page.get_by_role("slider", name="この日に誰が持っていたか")
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    wait_for_url(page, r"on=2025-01-27")
    page.wait_for_timeout(300)
    assert 1 <= len(asked) <= 12
    assert slider.get_attribute("aria-valuetext") == "2025-01-27"
    page.get_by_text("2025-01-27 の時点").wait_for()
    held = page.locator(".held")
    held.get_by_role("button", name="元契約社員", exact=True).wait_for()
    page.go_back()
    wait_for_url(page, r"on=2025-01-15")
    page.locator(".as-of").get_by_role("button", name="指定を外す").click()
    page.wait_for_url(lambda url: "on=" not in url)
    assert page.locator(".holders").count() == 0


def test_what_was_publicly_known_on_a_day_changes_what_is_shown(visit):
    page = visit()
    option(page, "知人の男性 → 有限会社ツバキ名簿企画").wait_for()
    page.get_by_label("日付: この日までに公開されていたこと").fill("2024-12-31")
    wait_for_url(page, r"known_on=2024-12-31")
    option(page, "知人の男性 → 有限会社ツバキ名簿企画").wait_for(state="detached")
    option(page, "KDDI → 社員C").wait_for()
    assert option(page, "逮捕: 汐見原県警").count() == 0
    assert option(page, "逮捕: 警視庁").count() == 1


@pytest.mark.parametrize("width", [360, 1400])
def test_labels_stay_within_the_timeline(visit, keep, width):
    page = visit("?on=2025-02-01", width=width)
    page.locator(".mark text").first.wait_for()
    right = page.locator(".timeline .frame").bounding_box()
    edge = right["x"] + right["width"] + 12
    boxes = page.evaluate(
        "[...document.querySelectorAll('.mark .label')].map(one => one.getBoundingClientRect().right)"
    )
    assert max(boxes) <= edge
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep(page, f"time-{width}")
