"""The search, the first screen, what has to be checked, "ask it elsewhere", the map as a tree, and the frame."""

from __future__ import annotations

import re
import shlex
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from tests.browser.page.conftest import serving
from tests.browser.page.scenes import get
from tests.browser.page.words import say

BOX = "header [role=combobox]"


def query_of(page) -> dict[str, str]:
    """What the address says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_stranger_is_told_what_this_is_and_where_to_begin(visit, keep):
    page = visit()
    start = page.get_by_role("region", name="データは、誰から誰へ渡ったか")
    start.locator(".incidents a").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.start .questions a').length === 3")
    keep(page, "start")
    start.locator(".incidents a").first.click()
    page.wait_for_url(re.compile("incident="))
    assert page.locator(".start").count() == 0
    page.get_by_role("link", name="Leaktrail").click()
    start.wait_for()


def test_slash_leads_to_the_search_and_a_name_to_the_map(visit):
    page = visit("?view=help")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.matches('header [role=combobox]')")
    page.keyboard.type("汐見原")
    page.locator(".search .picker-group").first.wait_for()
    groups = page.locator(".search .picker-group").all_inner_texts()
    assert groups[0].startswith("関係者")
    assert any(one.startswith("文書の中の言葉") for one in groups)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("around="))
    asked = query_of(page)
    assert asked["sel"] == asked["around"]
    assert "汐見原" not in page.url


def test_slash_is_a_letter_where_one_writes(visit):
    page = visit()
    page.locator(".finder [role=combobox]").first.click()
    page.keyboard.type("a/b")
    assert page.locator(".finder [role=combobox]").first.input_value() == "a/b"


def test_leaving_the_search_leads_nowhere(visit):
    page = visit()
    page.locator(BOX).fill("汐見原通販")
    page.locator(".search [role=option]").first.wait_for()
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert query_of(page) == {}


def test_more_matches_than_are_shown_are_told(visit, server):
    page = visit()
    page.locator(BOX).fill("社")
    page.locator(".search .picker-group", has_text=say("ja", "search.group.passage")).wait_for()
    groups = get(server, "/v1/suggest?q=社&limit=5")["groups"]
    told = {None: "search.group.more"}
    names = [(say("ja", f"search.group.{one['kind']}"), one["more"]) for one in groups]
    assert any(more for _, more in names)
    assert any(more is None for _, more in names)
    assert page.locator(".search .picker-group").all_inner_texts() == [
        name if more == 0 else say("ja", told.get(more, "search.group.count"), name=name, count=more)
        for name, more in names
    ]


def test_words_of_a_document_open_it_where_they_stand(visit):
    page = visit()
    page.locator(BOX).fill("名簿")
    page.locator(".search [role=option]", has_text="文書の中の言葉").first.click()
    page.wait_for_url(re.compile("view=documents"))
    assert re.fullmatch(r"\d+,\d+", query_of(page)["at"])


def test_saved_questions_lead_to_their_first_gap(visit):
    page = visit(lang="en")
    page.locator(BOX).click()
    page.get_by_role("option", name=re.compile("Whom did the data of")).click()
    page.wait_for_url(re.compile("ask=downstream"))
    page.wait_for_function("() => document.activeElement.matches('.finder [role=combobox]')")


def test_recent_questions_are_kept_as_addresses_and_can_be_cleared(visit):
    page = visit()
    page.locator(".incidents a").first.click()
    page.wait_for_url(re.compile("incident="))
    page.locator(BOX).click()
    recent = page.get_by_role("option", name=re.compile("^事案「"))
    recent.wait_for()
    kept = page.evaluate("localStorage.getItem('leaktrail.recent')")
    assert re.fullmatch(r'\["\?incident=[\w-]+"\]', kept)
    page.get_by_role("option", name=re.compile("最近の質問を消す")).click()
    page.wait_for_function("() => localStorage.getItem('leaktrail.recent') === null")


@pytest.mark.parametrize("watch", ["outstanding", "single_source", "counts"])
def test_what_has_to_be_checked_is_listed_with_its_words(visit, watch):
    page = visit(f"?view=watch&watch={watch}")
    page.locator(".watch [role=status]").wait_for()
    rows = page.locator(".rows > li")
    if watch != "counts":
        assert rows.count() > 0
        rows.first.locator("h3 a").first.click()
        page.wait_for_url(re.compile("sel="))
        assert page.locator("nav a[aria-current=page]").inner_text() == "要点検"
    for row in rows.all()[:3]:
        row.locator("summary, blockquote").first.wait_for()


def test_what_is_shown_can_be_asked_elsewhere(visit, server):
    page = visit("?ask=downstream&from=nobody&mode=certain", lang="en", refused=True)
    page.get_by_role("button", name="Export").click()
    texts = page.locator(".elsewhere pre").all_inner_texts()
    assert texts[0] == f"{server}/v1/lineage/nobody?direction=downstream&mode=certain"
    assert shlex.split(texts[1]) == ["curl", texts[0]]
    assert texts[2] == "leaktrail downstream nobody --mode certain"
    page.locator(".elsewhere pre", has_text="WITH 'nobody' AS giver").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.elsewhere').open")


def test_files_are_saved_as_the_api_gives_them(visit, server):
    page = visit(lang="en")
    page.get_by_role("button", name="Export").click()
    page.get_by_label("Format").select_option("gexf")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save", exact=True).click()
    with urlopen(f"{server}/v1/export?format=gexf") as response:  # noqa: S310 - our own server
        assert waiting.value.path().read_bytes() == response.read()
    assert waiting.value.suggested_filename.endswith(".gexf")


def test_the_map_can_be_walked_as_a_tree(visit):
    page = visit()
    page.locator(".incidents a").first.click()
    page.get_by_role("button", name="一覧", exact=True).click()
    tree = page.get_by_role("tree", name="関係者ごとの一覧")
    tree.get_by_role("treeitem").first.focus()
    assert tree.locator("[tabindex='0']").count() == 1
    while tree.locator(":focus[aria-expanded]").count() == 0:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-level') === '2'")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sel=transfer-"))
    assert tree.locator(":focus[aria-selected=true]").count() == 1


def test_a_new_view_takes_the_focus_to_its_name(visit):
    page = visit()
    page.get_by_role("link", name="使い方", exact=True).click()
    page.wait_for_function(
        "() => document.activeElement.matches('h1') && document.activeElement.textContent === '使い方'"
    )
    assert page.locator("h1").count() == 1


def test_on_a_telephone_the_parts_of_the_map_are_a_step_away(visit, keep):
    page = visit("?mode=certain", width=360)
    page.get_by_role("button", name="根拠", exact=True).click()
    page.wait_for_function("() => document.activeElement.matches('.evidence')")
    page.wait_for_function("() => document.querySelector('.evidence').getBoundingClientRect().top < innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    keep(page, "narrow")


def test_an_empty_record_says_what_to_do_first(visit, root, tmp_path, keep):
    with serving(root, f"sqlite:///{tmp_path / 'empty.db'}") as address:
        page = visit(at=address)
        page.get_by_role("heading", name="まだ文書がありません", exact=False).wait_for()
        keep(page, "empty")
        page.get_by_role("link", name="この画面で取り込む").click()
        page.wait_for_url(re.compile("view=load"))


def test_a_path_prints_without_what_can_only_be_clicked(visit):
    page = visit("?view=watch")
    page.locator(".rows > li").first.wait_for()
    page.emulate_media(media="print")
    assert not page.locator("header.head").is_visible()
    assert page.locator(".rows > li").first.is_visible()
