"""The evidence panel: slots and how they were filled, every quote in its context, what disagrees and what follows."""

from __future__ import annotations

import re

import pytest

from tests.browser.page.rare_case import RARE
from tests.browser.page.scenes import FROM, TO, get, settle

AROUND = 45  # characters of context, as in app/ui/src/api/things.ts


def ids(server: str) -> dict[str, str]:
    return {one["label"]: one["id"] for one in get(server, "/v1/actors?limit=200")["items"]}


def close(text: str) -> str:
    """As the page writes context: without empty lines."""
    return re.sub(r"\s*\n\s*", "\n", text)


@pytest.fixture(scope="module")
def hop(server):
    actors = ids(server)
    return get(server, f"/v1/paths?from={actors[FROM]}&to={actors[TO]}")["paths"][0]["hops"][1]


def test_a_hop_tells_each_slot_and_how_it_was_filled(visit, hop, keep):
    page = visit(f"?sel={hop['transfer']}")
    rows = page.locator(".slots tbody tr")
    rows.first.wait_for()
    told = {row.locator("th").inner_text(): row.locator("td").all_inner_texts()[:2] for row in rows.all()}
    assert list(told) == [
        *("提供元", "提供先", "データ", "行為", "媒体", "期間", "件数", "価格", "確かさ", "適法性"),
    ]
    words = {"stated": "明示", "clause": "同じ文の別の節から", "discourse": "前の文や見出しから", "role": "役割から"}
    assert told["提供元"][0] == hop["provider"]["label"]
    assert told["提供先"] == [hop["recipient"]["label"], words[hop["how"]["recipient"]]]
    assert told["期間"][1] == words[hop["how"]["window"]]
    settle(page)
    keep(page, "evidence")


def test_every_quote_stands_in_its_context_with_its_source(visit, server, hop):
    page = visit(f"?sel={hop['transfer']}")
    page.locator(".told > section .quote .around").first.wait_for()
    settle(page)
    more = page.locator(".told > section .quotes > button").first
    if more.count():
        more.click()
        settle(page)
    quotes = page.locator(".told > section").first.locator(".quotes > .quote")
    assert quotes.count() == len(hop["evidence"])
    for shown, evidence in zip(quotes.all(), hop["evidence"], strict=True):
        document = get(server, f"/v1/documents/{evidence['document']}")
        assert shown.locator("mark").text_content() == evidence["quote"]
        assert shown.locator("a").inner_text() == document["title"]
        assert document["publisher"] in shown.locator("figcaption").inner_text()
        assert document["published_at"] in shown.locator("figcaption").inner_text()
        assert f"doc={evidence['document']}&at={evidence['start']},{evidence['end']}" in shown.locator(
            "a"
        ).get_attribute("href")


def test_an_actor_leads_to_questions_and_to_its_transfers(visit, server):
    actor = ids(server)[FROM]
    page = visit(f"?sel={actor}")
    page.get_by_role("button", name="ここからの経路").click()
    page.wait_for_url(re.compile(f"from={actor}"))
    page.get_by_role("button", name="どこから来たか").click()
    page.wait_for_url(re.compile("ask=upstream"))
    assert f"to={actor}" in page.url
    page.locator(".told .lines a").first.click()
    page.locator(".slots").wait_for()
    page.go_back()
    page.locator(".told .name-of", has_text=FROM).wait_for()


def test_what_may_be_one_says_why_in_both_languages(visit, server):
    pair = next(one for one in get(server, "/v1/review?kind=identity")["items"])
    left, right = (one["id"] for one in pair["things"])
    page = visit(f"?sel={left}")
    told = page.locator(".alike")
    told.wait_for()
    assert "理由: データの名が同じ" in told.inner_text()
    assert any(right in (one.get_attribute("href") or "") for one in told.get_by_role("link").all())
    page.get_by_role("button", name="English").click()
    page.locator(".alike", has_text="Why: same name of a dataset").wait_for()


@pytest.mark.parametrize("kind", ["datasets", "events", "incidents"])
def test_other_things_have_their_words_as_well(visit, server, kind):
    items = get(server, f"/v1/{kind}?limit=5")["items"]
    page = visit(f"?sel={items[0]['id']}", lang="en")
    page.locator(".told .quote mark").first.wait_for()
    settle(page)
    assert page.locator(".told h3", has_text="The words it rests on").count() == 1


def test_the_statements_behind_it_come_when_they_are_asked_for(visit, server, hop):
    page = visit(f"?sel={hop['transfer']}")
    assert page.locator(".claims li").count() == 0
    page.locator(".claims summary").click()
    page.locator(".claims li").first.wait_for()
    claims = get(server, f"/v1/claims?thing={hop['transfer']}&limit=200")["items"]
    assert page.locator(".claims > .asked > ul > li").count() == len(claims)


def test_a_slot_is_set_right_in_the_review_and_one_comes_back(visit, hop):
    page = visit(f"?sel={hop['transfer']}")
    page.get_by_role("link", name="期間を直す").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="「期間」についての記述").wait_for()
    first = page.locator(".claims > .asked > ul > li, .claims > ul > li").first
    assert first.locator("strong").inner_text() == "期間"
    page.locator("h1").click()
    page.keyboard.press("Escape")
    page.locator(".slots").wait_for()
    assert f"sel={hop['transfer']}" in page.url
    assert "back=" not in page.url
    page.locator(".claims summary").click()
    page.locator(".claims li .to-review").first.click()
    page.locator(".claim .correct").wait_for()
    page.get_by_role("link", name="「図と経路」に戻る").click()
    page.locator(".slots").wait_for()


def test_under_which_reading_a_path_fails(visit_rare):
    page = visit_rare("?from=shop&to=dealer&path=1&sel=t3")
    dispute = page.locator(".disagreement .conflict", has_text="売却の日")
    dispute.locator(".effect").first.wait_for()
    sides = dispute.locator(".side")
    told = {side.locator(".side-value").inner_text(): side.locator(".effect").inner_text() for side in sides.all()}
    assert told["2030-03-10"] == "これが正しければ、経路 1 は成り立つ。"
    assert told["2030-06-02 (東名簿センターの説明)"] == "これが正しければ、経路 1 は成り立たない。"
    assert told["2030-05-20 以降 (県警の説明)"] == "これが正しければ、経路 1 は成り立つ。"
    row = page.locator(".slots tr", has_text="期間")
    assert "食い違いあり" in row.inner_text()


def test_what_people_decided_is_told_with_their_reason(visit_rare):
    page = visit_rare("?sel=broker", lang="en")
    told = page.locator(".judged")
    told.wait_for()
    assert "not the same" in told.inner_text()
    assert "所在地が違う" in told.inner_text()


def test_words_without_their_text_say_so(visit_rare):
    page = visit_rare("?sel=t3")
    page.locator(".quote .note", has_text="本文は記録にありません").first.wait_for()
    assert page.locator(".quote .around").count() == 0


def test_context_is_exact_behind_characters_that_count_twice_in_javascript(visit_rare, rare, rare_server):
    page = visit_rare("?view=documents")
    transfers = page.evaluate(
        "key => fetch('/v1/transfers?q=東浜', {headers: {authorization: `Bearer ${key}`}}).then(r => r.json())",
        rare.named,
    )["items"]
    evidence = next(e for t in transfers for e in t["evidence"] if "USB" in e["quote"])
    assert RARE[evidence["start"] : evidence["end"]] == evidence["quote"]
    page.goto(f"{rare_server}/?sel={transfers[0]['id']}")
    shown = page.locator(".told > section .quote", has=page.locator("mark", has_text="USB")).first
    shown.locator(".around").first.wait_for()
    before, after = RARE[max(0, evidence["start"] - AROUND) : evidence["start"]], RARE[evidence["end"] :][:AROUND]
    expected = (
        f"{'…' if evidence['start'] > AROUND else ''}{close(before)}{evidence['quote']}{close(after)}"
        f"{'…' if evidence['end'] + AROUND < len(RARE) else ''}"
    )
    assert shown.locator("blockquote").text_content() == expected


def test_hidden_names_say_so_and_stay_hidden(visit_rare, rare):
    page = visit_rare("?view=documents&doc=rare&at=20,50", masked=True)
    page.locator(".document-text .masked").first.wait_for()
    settle(page)
    assert "溝淵" not in page.locator("main").inner_text()
    assert re.search(r"〔人物\d+〕", page.locator(".document-text").inner_text())
    actor = page.evaluate(
        "key => fetch('/v1/actors?q=人物', {headers: {authorization: `Bearer ${key}`}}).then(r => r.json())",
        rare.masked,
    )["items"][0]
    page.goto(f"{page.url.split('?')[0]}?sel={actor['id']}")
    page.locator(".quote .note", has_text="名前を伏せています").first.wait_for()
    settle(page)
    assert "溝淵" not in page.content()


def test_an_id_that_nothing_bears_is_said(visit):
    page = visit("?sel=transfer-of-no-store", refused=True)
    page.locator(".evidence [role=alert]").wait_for()
    page.get_by_role("button", name="閉じる").click()
    page.get_by_text("選ぶと、それが基づく言葉がここに出ます").wait_for()
    assert "sel=" not in page.url
