"""Finding paths on the page: fields that suggest, the paths found, and what else can be asked of the same ends."""

from __future__ import annotations

import re

FROM, TO = "出発点", "到達点"


def field(page, name: str):
    """A field that suggests."""
    return page.get_by_role("combobox", name=name)


def choose(page, name: str, text: str, label: str | None = None) -> None:
    """Type, and take what is suggested under that name."""
    field(page, name).fill(text)
    page.get_by_role("option", name=label or text).first.click()


def test_a_field_suggests_and_enter_takes_by_keyboard(visit):
    page = visit()
    start = field(page, FROM)
    start.press_sequentially("名簿業者")
    options = page.get_by_role("listbox", name=FROM).get_by_role("option")
    options.nth(3).wait_for()
    start.press("ArrowDown")
    lit = page.locator(f"[id='{start.get_attribute('aria-activedescendant')}']")
    assert lit.get_attribute("aria-selected") == "true"
    start.press("ArrowUp")  # from the first to the last
    assert start.get_attribute("aria-activedescendant").endswith(f"-{options.count() - 1}")
    start.press("Enter")
    page.wait_for_url(re.compile(r"from=actor-"))
    assert start.get_attribute("aria-expanded") == "false"
    page.wait_for_function("document.querySelector('[role=combobox]').value.includes('名簿')")
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
    page.get_by_role("option", name="汐見原通販株式会社").wait_for()
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
    page.get_by_role("option", name="汐見原通販株式会社").wait_for()
    field(page, TO).focus()  # left with the full name of one: that one is meant
    page.wait_for_url(re.compile(r"from=actor-"))
