"""Conflicts: the sides beside each other with their words, by property and incident, and the ways on from there."""

from __future__ import annotations

import re

import pytest

from tests.browser.page.scenes import get, settle


@pytest.fixture(scope="module")
def told(server):
    return get(server, "/v1/conflicts")["items"]


def test_all_sides_stand_beside_each_other_with_their_words(visit, told, keep):
    page = visit("?view=conflicts")
    page.locator(".conflict-list .conflict").first.wait_for()
    settle(page)
    shown = page.locator(".conflict-list .conflict")
    assert shown.count() == len(told)
    for one, conflict in zip(shown.all(), told, strict=True):
        sides = one.locator(".side")
        assert sides.count() == len(conflict["claims"])
        for side, claim in zip(sides.all(), conflict["claims"], strict=True):
            assert side.locator("mark").first.text_content() == claim["evidence"][0]["quote"]
            assert claim["claimed_by"] is None or claim["claimed_by"] in side.locator(".side-value").inner_text()
    keep(page, "conflicts")


def test_by_property_and_incident(visit, told):
    page = visit("?view=conflicts")
    page.get_by_label("何についてか").select_option("medium")
    wanted = [one for one in told if one["property"] == "medium"]
    page.get_by_text(f"食い違い {len(wanted)} 件").wait_for()
    page.get_by_label("何についてか").select_option("")
    incident = next(one["incidents"][0]["id"] for one in told if one["incidents"])
    page.get_by_label("事案", exact=True).select_option(incident)
    of_it = [one for one in told if incident in [i["id"] for i in one["incidents"]]]
    assert 0 < len(of_it) < len(told)
    page.get_by_text(f"食い違い {len(of_it)} 件").wait_for()
    assert f"incident={incident}" in page.url
    page.get_by_text("特定の関係者・データ・提供についてではない食い違いは").wait_for()


def test_a_property_that_no_conflict_is_about_is_said(visit):
    page = visit("?view=conflicts", lang="en")
    page.get_by_label("About").select_option("extent")
    page.get_by_text("There is no conflict under these conditions.").wait_for()


def test_from_there_to_the_review_and_to_the_map(visit, told):
    conflict = next(one for one in told if one["subject"])
    page = visit("?view=conflicts")
    shown = page.locator(
        ".conflict-list .conflict", has=page.get_by_role("link", name=conflict["thing"]["label"])
    ).first
    link = shown.get_by_role("link", name="判断の画面を開く")
    assert re.search(
        rf"view=review.*open={conflict['id']}|open={conflict['id']}.*view=review", link.get_attribute("href")
    )
    shown.get_by_role("button", name="図で見る").click()
    page.wait_for_url(re.compile(f"sel={conflict['subject']}"))
    page.locator(".evidence .told").wait_for()
    assert "view=" not in page.url
