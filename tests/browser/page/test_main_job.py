"""The main job: find an actor, ask for the paths to another, read a hop's words in their document, and go back.

Once by mouse and once by keyboard alone, in both languages; the address tells each step, and the back button undoes it.
"""

from __future__ import annotations

import re

import pytest

from tests.browser.page.conftest import serving
from tests.browser.page.scenes import FROM, TO, settle
from tests.browser.page.words import say

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect

_DROP = """(text) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], "ledger.csv", { type: "text/csv" }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(params=["ja", "en"])
def lang(request):
    return request.param


def test_by_mouse(visit, lang):
    page = visit(lang=lang)
    search(page, lang).click()
    search(page, lang).fill("汐見原通販")
    suggestion(page, FROM).first.click()
    page.wait_for_url(re.compile("sel=actor-"))
    from_here(page, lang).click()
    page.wait_for_url(re.compile("from=actor-"))
    end(page, lang).click()
    end(page, lang).fill("カガリ")
    suggestion(page, TO).click()
    page.wait_for_url(re.compile("to=actor-"))
    first_path(page, lang).click()
    page.wait_for_url(re.compile("path=1"))
    second_hop(page).click()
    page.wait_for_url(re.compile("sel=transfer-"))
    shown_hop = seen(page)
    words = quote(page).inner_text()
    source(page).click()
    reads_in_document(page, words)
    document = seen(page)
    goes_back_and_forth(page, shown_hop, document)


def test_by_keyboard_alone(visit, lang):
    page = visit(lang=lang)
    page.keyboard.press("/")
    expect(search(page, lang)).to_be_focused()
    page.keyboard.insert_text("汐見原通販")
    suggestion(page, FROM).first.wait_for()
    choose_with_arrows(page, FROM)
    page.wait_for_url(re.compile("sel=actor-"))
    enter(page, from_here(page, lang))
    page.wait_for_url(re.compile("from=actor-"))
    tab_to(page, end(page, lang))
    page.keyboard.insert_text("カガリ")
    suggestion(page, TO).wait_for()
    choose_with_arrows(page, TO)
    page.wait_for_url(re.compile("to=actor-"))
    enter(page, first_path(page, lang))
    page.wait_for_url(re.compile("path=1"))
    enter(page, second_hop(page))
    page.wait_for_url(re.compile("sel=transfer-"))
    shown_hop = seen(page)
    words = quote(page).inner_text()
    enter(page, source(page))
    reads_in_document(page, words)
    goes_back_and_forth(page, shown_hop, seen(page))


def test_a_file_is_dropped_and_who_could_have_had_its_data_is_asked(root, built, tmp_path, visit):
    ledger = "提供年月日,提供元,提供先,名簿名\n2031-04-01,株式会社湊データ,株式会社東雲リスト,社員名簿\n"
    with serving(root, f"sqlite:///{tmp_path / 'new.db'}") as address:
        page = visit(at=address)
        page.get_by_role("link", name=say("ja", "shell.empty.load")).click()
        page.locator("main").wait_for()
        page.evaluate(_DROP, ledger)
        page.locator(".load button.main").click()
        done = page.locator(".job-done", has_text="ledger.csv")
        done.wait_for()
        expect(done).to_contain_text("記述")
        page.get_by_role("link", name="Leaktrail").click()
        search(page, "ja").fill("東雲")
        suggestion(page, "株式会社東雲リスト").first.click()
        page.locator(".evidence").get_by_role("button", name=say("ja", "evidence.upstream"), exact=True).click()
        expect(page.locator(".finder .choose", has_text="株式会社湊データ").first).to_be_visible()
        settle(page)


def test_enter_that_ends_a_composition_chooses_nothing(visit):
    page = visit()
    box = search(page, "ja")
    box.focus()
    typing = page.context.new_cdp_session(page)
    for text in ("か", "かが", "かがり", "カガリ"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    before = page.url
    for key, code in (("ArrowDown", 229), ("Enter", 229), ("Escape", 229)):
        typing.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": code})
    assert (page.url, box.input_value()) == (before, "カガリ")
    typing.send("Input.insertText", {"text": "カガリ"})
    suggestion(page, TO).first.wait_for()
    assert page.url == before
    choose_with_arrows(page, TO)
    page.wait_for_url(re.compile("sel=actor-"))


def search(page, lang):
    return page.get_by_role("search").get_by_role("combobox", name=say(lang, "search.label"))


def from_here(page, lang):
    return page.locator(".evidence").get_by_role("button", name=say(lang, "evidence.from_here"), exact=True)


def end(page, lang):
    return page.locator(".finder").get_by_role("combobox", name=say(lang, "finder.to"))


def first_path(page, lang):
    return page.locator(".finder").get_by_role("button", name=say(lang, "finder.path", number=1))


def second_hop(page):
    return page.locator(".finder .hop button.choose").nth(1)


def quote(page):
    return page.locator(".evidence .quote mark").first


def source(page):
    return page.locator(".evidence .quote figcaption a").first


def seen(page) -> tuple[str, list[str]]:
    """The address, and all lines of the view; what is drawn on a canvas aside."""
    settle(page)
    return page.url, page.locator("main#main").inner_text().splitlines()


def reads_in_document(page, words: str) -> None:
    page.wait_for_url(re.compile(r"view=documents.*at=\d+,\d+"))
    settle(page)
    chosen = page.locator("mark.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "".join(chosen.all_inner_texts()).startswith(words[:10])


def goes_back_and_forth(page, hop: tuple[str, list[str]], document: tuple[str, list[str]]) -> None:
    page.go_back()
    page.wait_for_url(hop[0])
    assert seen(page) == hop
    page.go_forward()
    page.wait_for_url(document[0])
    assert seen(page) == document
    steps = 0
    while "?" in page.url and page.url.split("?")[1] not in {"lang=ja", "lang=en"}:
        page.go_back()
        steps += 1
        assert steps < 20, page.url
    settle(page)
    expect(page.locator(".finder [data-chosen]")).to_have_count(0)


def suggestion(page, label: str):
    """What a field suggests: marks of the timeline are options, too."""
    return page.locator(".picker-list:visible").get_by_role("option", name=label)


def choose_with_arrows(page, label: str) -> None:
    """Down to the suggestion of that name, and Enter."""
    for _ in range(30):
        page.keyboard.press("ArrowDown")
        lit = page.locator(".picker-list:visible [role=option][aria-selected=true]")
        if lit.count() == 1 and label in lit.inner_text():
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no suggestion {label} by arrows")


def tab_to(page, wanted) -> None:
    """Tab until that has the focus, and see that it shows it."""
    wanted.wait_for()
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert wanted.evaluate("(one) => getComputedStyle(one).outlineStyle") != "none"
            return
    raise AssertionError(f"the Tab key does not come to {wanted}")


def enter(page, wanted) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")
