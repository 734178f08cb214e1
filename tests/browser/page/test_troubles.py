"""What the page says when something is wrong: what is the case, what helps, and nothing that is not so any more."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.page.conftest import serving
from tests.browser.page.scenes import scenes, settle, walk

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect


@pytest.fixture(scope="module")
def addresses(server):
    return scenes(server)


@pytest.fixture(scope="module")
def desk(root, built, case, tmp_path_factory):
    """A server that asks for keys: its address, and `key(scope)`."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(case.removeprefix("sqlite:///"), folder / "case.db")
    store = f"sqlite:///{folder / 'case.db'}"

    def key(scope: str) -> str:
        command = [
            sys.executable,
            "-c",
            "from app.cli.main import main; main()",
            "--store",
            store,
            "keys",
            "add",
            scope,
        ]
        told = [*command, "--scope", scope, "--clearance", "red", "--expires", "never", "--json"]
        return json.loads(subprocess.run(told, cwd=root, capture_output=True, text=True, check=True).stdout)["secret"]

    keys = {scope: key(scope) for scope in ("read", "load")}
    with serving(root, store) as address:
        yield address, keys


def alert(page):
    return page.locator(".finder [role=alert]")


def give(page, key: str) -> None:
    form = page.locator(".key-form")  # one for the whole page
    form.get_by_label("鍵", exact=True).fill(key)
    form.get_by_role("button", name="使う").click()


def test_a_server_that_asks_for_a_key_is_given_one_that_stays_in_this_tab(visit, desk, addresses):
    address, keys = desk
    page = visit(addresses["path"], at=address, refused=True)
    told = page.get_by_role("alert")
    expect(told).to_contain_text("鍵はこのタブの中だけに保たれます")
    give(page, "ltk_00000000_nothing")
    expect(told).to_contain_text("その鍵は使えません")
    give(page, keys["read"])
    expect(page.locator(".finder")).to_contain_text("経路 1")
    expect(page.locator("[role=alert]")).to_have_count(0)
    page.reload()
    expect(page.locator(".finder")).to_contain_text("経路 1")
    assert keys["read"] not in page.url
    assert keys["read"] not in page.evaluate("JSON.stringify(localStorage) + document.cookie")


def test_a_key_that_does_not_allow_it_is_said_to(visit, desk, addresses):
    address, keys = desk
    page = visit(addresses["path"], at=address, refused=True)
    give(page, keys["load"])
    expect(alert(page)).to_contain_text("missing_scope")
    expect(alert(page)).not_to_contain_text("このサーバーは鍵を求めています")


def test_a_link_to_what_is_not_there_says_so_and_the_rest_works(visit, addresses):
    page = visit(addresses["unknown"], refused=True)
    expect(page.locator(".evidence [role=alert]")).to_contain_text("見つかりません")
    expect(alert(page)).to_contain_text("見つかりません")
    page.get_by_role("link", name="使い方").click()
    expect(page.locator("[role=alert]")).to_have_count(0)


def test_a_server_that_is_gone_is_named_and_asked_again(root, visit, addresses, case, built):
    with serving(root, case) as address:
        page = visit(addresses["start"], at=address, refused=True)
        settle(page)
    walk(page, addresses["path"])
    expect(alert(page)).to_contain_text("サーバーに届きません")
    with serving(root, case, "--port", address.rsplit(":", 1)[1]):
        alert(page).get_by_role("button", name="もう一度").click()
        expect(page.locator(".finder")).to_contain_text("経路 1")
        expect(alert(page)).to_have_count(0)
        settle(page)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        pytest.param({"status": 200, "body": "<html>", "content_type": "application/json"}, "読めません", id="no JSON"),
        pytest.param({"status": 502, "body": "<h1>Bad Gateway</h1>", "content_type": "text/html"}, "読めません", id="proxy"),
        pytest.param({"status": 500, "body": "{", "content_type": "application/problem+json"}, "読めません", id="torn"),
        pytest.param({"status": 503, "json": {"title": "混んでいます", "detail": "あとで", "status": 503, "code": "busy"}}, "混んでいます", id="busy"),
    ],
)  # fmt: skip
def test_what_passes_can_be_asked_again(visit, addresses, reply, words):
    page = visit("", refused=True)
    page.route("**/v1/paths?**", lambda route: route.fulfill(**reply))
    walk(page, addresses["path"])
    expect(alert(page)).to_contain_text(words)
    page.unroute("**/v1/paths?**")
    alert(page).get_by_role("button", name="もう一度").click()
    expect(page.locator(".finder")).to_contain_text("経路 1")
    expect(alert(page)).to_have_count(0)


def test_a_question_that_is_refused_names_the_parameter(visit, server, addresses):
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}/v1/paths{addresses['paths']}&max_hops=99")  # noqa: S310 - our own server
    problem = json.load(refused.value)
    page = visit("", refused=True)
    page.route("**/v1/paths?**", lambda route: route.fulfill(status=422, json=problem))
    walk(page, addresses["path"])
    expect(alert(page)).to_contain_text("max_hops")
    expect(alert(page).get_by_role("button", name="もう一度")).to_have_count(0)


def test_while_a_slow_answer_is_on_its_way_the_former_one_stays_and_a_late_one_does_not_replace_a_new_one(
    visit, addresses
):
    page = visit(addresses["paths"])
    expect(page.locator(".finder")).to_contain_text("経路 1")
    held = []
    page.route("**/v1/paths?*max_hops=9*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright looks into it
    walk(page, f"{addresses['paths']}&max_hops=9")
    busy = page.locator(".finder .asked[aria-busy=true]").filter(has_text="経路 1")
    expect(busy).to_be_visible()
    walk(page, addresses["nowhere"])
    expect(page.locator(".finder .asked[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".finder")).not_to_contain_text("経路 1")
    for route in held:
        route.continue_()
    settle(page)
    expect(page.locator(".finder")).not_to_contain_text("経路 1")
