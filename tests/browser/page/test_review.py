"""Review in the browser: the queue by keyboard, effects before anything is saved, undo, corrections, and who may."""

from __future__ import annotations

import re

import pytest

from app.domain.access import Scope
from tests.browser.page.conftest import serving
from tests.browser.page.desks import add_key, ask, copied, own_server

SAVED = "「.+」を保存しました"


@pytest.fixture(scope="module")
def own(root, built, case, tmp_path_factory):
    """A server over a record that tests here change."""
    with own_server(root, case, tmp_path_factory.mktemp("review")) as address:
        yield address


def opened(page) -> str | None:
    found = re.search(r"[?&]open=([^&]+)", page.url)
    return None if found is None else found[1]


def test_the_queue_by_keyboard_alone(visit):
    page = visit("?view=review")
    lines = page.locator(".open-list a")
    lines.first.wait_for()
    first, second = (lines.nth(place).get_attribute("data-thing") for place in (0, 1))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(first))
    page.keyboard.press("j")
    page.wait_for_url(re.compile(second))
    page.locator(".choices button").first.wait_for()
    page.keyboard.press("1")
    page.locator(".decision").get_by_role("button", name="保存する").wait_for()
    page.keyboard.press("Escape")
    page.locator(".decision").wait_for(state="detached")
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('open=')")
    assert page.evaluate("document.activeElement.dataset.thing") == second
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="キー操作").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")


def test_keys_rest_while_one_types(visit):
    page = visit("?view=review")
    page.locator(".open-list a").first.click()
    page.locator(".choices button").first.click()
    why = page.get_by_label("理由")
    page.locator(".decision .effects").wait_for()
    why.click()
    before = page.url
    page.keyboard.type("j1k?u")
    assert (why.input_value(), page.url) == ("j1k?u", before)
    assert page.locator("dialog[open]").count() == 0


def test_what_is_open_has_its_sides_with_quotes_in_both_languages(visit):
    for lang, words in (("ja", "どれが正しいですか"), ("en", "is right?")):
        page = visit("?view=review&kind=conflict", lang=lang)
        page.locator(".open-list a", has_text=words).first.click()
        page.locator(".side mark").first.wait_for()
        assert page.locator(".side").count() >= 2
        assert page.locator(".side").count() == page.locator(".choices button").count()


def test_a_decision_is_told_saved_listed_and_taken_back(visit, own):
    page = visit("?view=review&kind=conflict", at=own)
    page.locator(".open-list a").first.click()
    page.wait_for_url(re.compile("open="))
    asked = opened(page)
    page.locator(".choices button").first.click()
    decision = page.locator(".decision")
    decision.get_by_text("なくなる食い違い").wait_for()
    assert ask(own, "GET", "/v1/judgements")["items"] == []
    assert "この端末の利用者" in decision.inner_text()
    page.get_by_label("理由").fill("登記簿で確かめた")
    decision.get_by_role("button", name="保存する").click()
    page.get_by_role("status").get_by_text(re.compile(SAVED)).wait_for()
    page.wait_for_function("id => !location.search.includes(id)", arg=asked)
    made = ask(own, "GET", "/v1/judgements")["items"]
    assert {(one["who"], one["why"], one["state"]) for one in made} == {("local", "登記簿で確かめた", "counts")}
    page.locator("h1").click()
    page.keyboard.press("u")
    decision.get_by_text("新たな食い違い").wait_for()
    assert {one["state"] for one in ask(own, "GET", "/v1/judgements")["items"]} == {"counts"}
    decision.get_by_role("button", name="保存する").click()
    page.get_by_role("status").get_by_text("「取り消す」を保存しました").wait_for()
    page.get_by_role("link", name="これまでの判断").click()
    page.locator(".review-list .judged-undone").first.wait_for()
    assert "登記簿で確かめた" in page.locator(".review-list").inner_text()


def test_a_record_that_changed_meanwhile_is_looked_at_again_before_anything_is_saved(visit, own):
    actors = [one["id"] for one in ask(own, "GET", "/v1/actors?limit=2")["items"]]
    page = visit("?view=review&kind=conflict", at=own, refused=True)
    page.locator(".open-list a").first.click()
    page.locator(".choices button").last.click()
    save = page.locator(".decision").get_by_role("button", name="保存する")
    save.wait_for()
    ask(own, "POST", "/v1/judgements", {"verdict": "unsure", "about": actors})
    before = len(ask(own, "GET", "/v1/judgements")["items"])
    save.click()
    page.get_by_text("見ている間に記録が変わりました").wait_for()
    assert len(ask(own, "GET", "/v1/judgements")["items"]) == before
    save.click()
    page.get_by_role("status").get_by_text(re.compile(SAVED)).wait_for()
    assert len(ask(own, "GET", "/v1/judgements")["items"]) > before


def test_a_claim_is_corrected_by_a_word_of_its_list(visit, own):
    claims = ask(own, "GET", "/v1/claims?limit=500&q=medium")["items"]
    claim = next(one for one in claims if one["property"] == "medium")
    page = visit(f"?view=review&open={claim['id']}", at=own)
    page.get_by_label("正しい媒体").fill("cd-r")
    page.get_by_role("button", name="何が変わるか見る").click()
    page.locator(".decision .effects").wait_for()
    page.locator(".decision").get_by_role("button", name="保存する").click()
    page.get_by_role("status").get_by_text("「訂正する」を保存しました").wait_for()
    (made,) = ask(own, "GET", "/v1/judgements?verdict=correct")["items"]
    assert made["value"] == "cd-r"
    assert "訂正" in page.locator(".judgements").inner_text()


def test_a_key_is_asked_for_kept_in_the_tab_and_forgotten(visit, root, built, case, tmp_path):
    store = copied(case, tmp_path)
    one, other = (add_key(store, name, Scope.READ, Scope.REVIEW) for name in ("甲野", "乙野"))
    reader = add_key(store, "読者", Scope.READ)
    with serving(root, store) as address:
        pair = [one["id"] for one in ask(address, "GET", "/v1/actors?limit=2", key=one)["items"]]
        ask(address, "POST", "/v1/judgements", {"verdict": "same", "about": pair, "why": "住所が同じ"}, one)
        ask(address, "POST", "/v1/judgements", {"verdict": "not_same", "about": pair, "why": "登記が別"}, other)
        page = visit("?view=review&kind=disagreement", at=address, refused=True)
        page.get_by_label("鍵").first.fill(reader)
        page.get_by_role("button", name="使う").first.click()
        page.locator(".open-list a").first.click()
        page.get_by_text("2 人の判断が分かれています").wait_for()
        shown = page.locator(".entry").inner_text()
        assert "住所が同じ" in shown
        assert "登記が別" in shown
        page.locator(".choices button").first.click()
        page.locator(".decision").get_by_text("権限「確認の判断」のある鍵").wait_for()
        page.locator(".decision").get_by_label("鍵").fill(one)
        page.locator(".decision").get_by_role("button", name="使う").click()
        page.locator(".decision .effects").wait_for()
        assert one not in page.url
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
        page.locator(".head").get_by_role("button", name="鍵を忘れる").click()
        page.get_by_text("このサーバーは鍵を求めています").first.wait_for()
        assert page.evaluate("sessionStorage.length") == 0
