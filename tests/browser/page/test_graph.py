"""The map: what is drawn, by mouse and by keys; the legend, more and less of it, the path, the table, pictures."""

from __future__ import annotations

import re

import pytest

from tests.browser.page.scenes import get

MAP = ".map-canvas canvas"


@pytest.fixture(scope="session")
def ends(server):
    """Ids by name, asked for as the page does."""
    return get(server, "/v1/graph")


def drawn(page):
    page.locator(MAP).first.wait_for()
    return page


def given_of(graph):
    """Two actors of whom the first gave to the second."""
    return next(t for t in graph["transfers"] if t["provider"] and t["recipient"] and t["status"] == "confirmed")


def test_the_map_is_drawn_and_says_what_it_is(visit, ends):
    page = drawn(visit(""))
    told = page.get_by_role("application").get_attribute("aria-label")
    assert f"関係者 {len(ends['actors'])}、提供 {len(ends['transfers'])} 件" in told
    counts = page.locator(".legend fieldset").nth(1).locator(".count").all_inner_texts()
    assert sum(map(int, counts)) == len(ends["transfers"])


def test_the_legend_puts_out_and_the_back_button_puts_in(visit):
    page = drawn(visit("", lang="en"))
    persons = page.get_by_role("button", name=re.compile("person"), pressed=True)
    persons.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("hidden=kind:person"))
    page.get_by_text("Taken off:").wait_for()
    page.go_back()
    page.get_by_text("Taken off:").wait_for(state="detached")


def test_keys_lead_along_transfers_and_choose(visit):
    page = drawn(visit("", lang="en"))
    page.get_by_role("application").focus()
    live = page.locator(".map-frame [aria-live]")
    page.wait_for_function("document.querySelector('.map-frame [aria-live]').textContent !== ''")
    begin = live.inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("was => document.querySelector('.map-frame [aria-live]').textContent !== was", arg=begin)
    assert "→" in live.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sel=transfer-"))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.legend') !== null")


def test_neighbours_are_added_and_taken_back(visit, ends):
    busy = max(ends["actors"], key=lambda one: one["transfers"])
    other = next(
        end
        for one in ends["transfers"]
        if busy["id"] in (one["provider"], one["recipient"])
        for end in (one["provider"], one["recipient"])
        if end not in (busy["id"], None)
        and next(a for a in ends["actors"] if a["id"] == end)["transfers"] < busy["transfers"]
    )
    page = drawn(visit(f"?around={other}&sel={busy['id']}", lang="en"))
    before = page.get_by_role("application").get_attribute("aria-label")
    page.get_by_role("button", name=re.compile("more of")).click()
    page.wait_for_url(re.compile(f"more={busy['id']}"))
    page.wait_for_function(
        "was => document.querySelector('.map-canvas').getAttribute('aria-label') !== was", arg=before
    )
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function(
        "was => document.querySelector('.map-canvas').getAttribute('aria-label') === was", arg=before
    )
    page.get_by_role("button", name="Redo").click()
    page.wait_for_url(re.compile(f"more={busy['id']}"))


def test_a_path_is_lit_and_can_stand_alone(visit, ends):
    one = given_of(ends)
    page = drawn(visit(f"?from={one['provider']}&to={one['recipient']}"))
    page.locator(".path-note .certainty").wait_for()
    page.get_by_label("この経路だけ").check()
    page.wait_for_url(re.compile("hidden=beside:path"))
    page.get_by_text("外している").wait_for()


def test_the_table_has_the_same_and_is_sorted_by_keys(visit, ends):
    page = visit("?layout=table", lang="en")
    rows = page.locator(".graph-table tbody tr")
    rows.first.wait_for()
    assert rows.count() == len(ends["transfers"])
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("When")
    page.get_by_role("button", name="Status").press("Enter")
    page.locator("th[aria-sort=ascending]", has_text="Status").wait_for()
    rows.first.get_by_role("link").click()
    page.wait_for_url(re.compile("sel=transfer-"))


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_picture_is_saved(visit, server, form):
    page = drawn(visit(""))
    page.get_by_role("button", name="画像にする").click()
    assert page.get_by_label("個人の名前を仮名にする").is_checked()
    with page.expect_download() as waiting, page.expect_request(re.compile("names=masked")):
        page.get_by_role("button", name=form.upper()).click()
    content = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename == f"leaktrail-map.{form}"
    if form == "svg":
        told = content.decode()
        assert "<title>" in told
        assert "個人の名前は仮名にしてある" in told
        assert get(server, "/v1/graph")["revision"] in told
    else:
        assert content.startswith(b"\x89PNG")


def test_names_in_a_picture_are_warned_of(visit):
    page = drawn(visit("", lang="en"))
    page.get_by_role("button", name="Save picture").click()
    page.get_by_label("Pseudonyms for private persons").uncheck()
    page.get_by_text("will hold the names of private persons").wait_for()


def test_two_visits_draw_the_same(visit):
    """By forces too: they know no chance of their own."""
    shown = []
    for _ in range(2):
        page = drawn(visit("?layout=force"))
        page.get_by_role("button", name="画像にする").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="SVG").click()
        shown.append(waiting.value.path().read_bytes())
    assert shown[0] == shown[1]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1400, "light")])
def test_pictures_are_kept_to_be_looked_at(visit, keep, ends, width, scheme):
    one = given_of(ends)
    page = drawn(visit(f"?from={one['provider']}&to={one['recipient']}", width=width, scheme=scheme))
    page.locator(".path-note").wait_for()
    page.locator(".graph").scroll_into_view_if_needed()
    keep(page, f"graph-{width}-{scheme}")
