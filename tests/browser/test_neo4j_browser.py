"""The old Neo4j Browser in Chromium, with what `leaktrail serve` gives it: login, style, guide, pictures.

Names of other hosts lead nowhere here, so that Browser has to do without its fonts, its telemetry and its news. The
pictures are kept in LEAKTRAIL_ARTIFACTS, else in build/artifacts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as Way

from app.services.browser_files import saved_query
from app.services.demo import sample_folder
from app.services.files import find_files
from app.services.load import load
from app.store.login import Login
from app.store.uri import open_store
from loaders.pipeline import read

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
_HINT = f"no Chromium ({', '.join(_NAMES)}); Debian has it: apt-get install chromium fonts-noto-cjk"

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.skipif(_CHROMIUM is None, reason=_HINT)]

_NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
_LOOPBACK = {"127.0.0.1", "localhost"}
_EDITOR = "[data-testid=activeEditor] .monaco-editor"
_ORGANIZATION, _PERSON, _TRANSFER = "#2F6FB0", "#C4572B", "#F2B134"


@dataclass
class Traffic:
    """What the page asked of whom, told by the browser itself: `page.on` tells nothing of preflights."""

    sent: dict[str, tuple[str, str]] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    def listen(self, session) -> None:
        """From now on."""
        session.on("Network.requestWillBeSent", lambda e: self.sent.update({e["requestId"]: _asked(e)}))
        session.on("Network.requestWillBeSentExtraInfo", lambda e: self.headers.update({e["requestId"]: e["headers"]}))
        session.on("Network.responseReceived", lambda e: self.answered.add(e["requestId"]))
        session.send("Network.enable")


def _asked(event: dict) -> tuple[str, str]:
    return event["request"]["method"], event["request"]["url"]


@dataclass
class Browser:
    """Neo4j Browser, logged in; `leaktrail` is where our server is."""

    page: object
    leaktrail: str
    traffic: Traffic
    keep: Callable[[str], None]

    def say(self, text: str) -> None:
        """Run what a reader types or pastes."""
        self.page.locator(_EDITOR).first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")

    def run(self, text: str):
        """Run it, and give the frame that it brings."""
        self.say(text)
        return self.frame(text.split("\n", 1)[0])

    def frame(self, words: str):
        """The newest frame, when it is that of these words."""
        newest = self.page.locator("article").first
        newest.locator("[data-testid=frameCommand]", has_text=words).wait_for()
        return newest


# ------------------------------------------------------------------ what there is


@pytest.fixture(scope="module")
def record(request, neo4j_server, neo4j_driver, tmp_path_factory):
    """The seeds, or the bundled samples where there are none, in the server; the server."""
    if neo4j_server.http is None:
        pytest.skip("it is not known where the HTTP of this Neo4j is")
    with urlopen(f"{neo4j_server.http}/browser/") as answer:  # noqa: S310 - a server of this test run
        if b"ui-libs-" not in answer.read():
            pytest.skip("this Neo4j comes with the new Browser, which knows no style and no guide of this kind")
    with neo4j_driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
    try:
        files = sorted((request.getfixturevalue("shared") / "seeds").glob("00[0-2]_*.txt"))
    except pytest.skip.Exception:
        files = []
    with (
        closing(open_store(neo4j_server.uri, Login(neo4j_server.user, neo4j_server.password))) as store,
        sample_folder() as samples,
    ):
        list(load(store, find_files(files or sorted(samples.glob("*.txt"))), read))
    return neo4j_server


@pytest.fixture(scope="module")
def leaktrail(record, root) -> Iterator[str]:
    """`leaktrail serve` as a process; the address that it prints."""
    program = [sys.executable, "-c", "from app.cli.main import main; main()"]
    password = {} if record.password is None else {"LEAKTRAIL_NEO4J_PASSWORD": record.password}
    server = subprocess.Popen(
        [*program, "--store", record.uri, "serve", "--port", "0"],
        cwd=root,
        env=os.environ | password,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield re.search(r"http://[\d.:]+", server.stderr.readline())[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser(record, leaktrail, root) -> Iterator[Browser]:
    folder = Path(os.environ.get("LEAKTRAIL_ARTIFACTS") or root / "build" / "artifacts")
    folder.mkdir(parents=True, exist_ok=True)
    flags = [_NOWHERE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_api.sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=_CHROMIUM, args=flags)
        page = program.new_page(viewport={"width": 1500, "height": 1000}, locale="ja-JP")
        page.set_default_timeout(90_000)  # a slow machine is no fault of the page
        traffic = Traffic()
        traffic.listen(page.context.new_cdp_session(page))
        keep = partial(_keep, page, folder)
        browser = Browser(page, leaktrail, traffic, keep)
        with _in_trouble(keep):
            _log_in(page, record)
            _dress(browser)
        yield browser
        program.close()


def _keep(page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"neo4j-browser-{name}.png")


@contextmanager
def _in_trouble(keep: Callable[[str], None]) -> Iterator[None]:
    try:
        yield
    except sync_api.Error:
        keep("trouble")
        raise


def _log_in(page, server) -> None:
    """By user and password, as a reader does."""
    method = "NO_AUTH" if server.password is None else "NATIVE"
    page.goto(f"{server.http}/browser/?dbms={server.uri}&preselectAuthMethod={method}")
    if server.password is not None:
        page.fill("[data-testid=username]", server.user)
        page.fill("[data-testid=password]", server.password)
        page.click("[data-testid=connect]")
    page.wait_for_selector(_EDITOR)
    page.locator("[data-testid=frameCommand]", has_text=":play start").wait_for()


def _dress(browser: Browser) -> None:
    """Take the style, and have drawn what a query gives and no more."""
    command = f":style {browser.leaktrail}/browser/leaktrail.grass"
    for _ in range(20):  # right after the login it has not yet heard which addresses the server allows
        told = browser.run(command).locator("pre")
        told.wait_for()
        if "allowlist" not in told.inner_text():
            break
        browser.page.wait_for_timeout(500)
    browser.run(":config autoComplete: false").get_by_text('"autoComplete": false').wait_for()


# ------------------------------------------------------------------ what it draws


@pytest.fixture
def expected(neo4j_driver):
    """Nodes and relationships of a statement's rows, by their element ids."""

    def expected(text: str) -> tuple[set[str], set[str]]:
        with neo4j_driver.session(default_access_mode="READ") as session:
            values = [value for record in session.run(text) for value in record.values()]
        things = [thing for value in values for thing in _parts(value)]
        return tuple({t.element_id for t in things if isinstance(t, kind)} for kind in (Node, Relationship))

    return expected


def _parts(value) -> list:
    return [*value.nodes, *value.relationships] if isinstance(value, Way) else []


def _drawn(frame, nodes: int) -> tuple[list[str], list[str]]:
    """Captions of the circles and of the arrows, when all circles are there."""
    frame.locator("svg g.node").nth(nodes - 1).wait_for()
    circles, arrows = frame.locator("svg g.node"), frame.locator("svg g.relationship")
    text = "found => found.map(one => one.textContent.trim())"
    return circles.evaluate_all(text), arrows.evaluate_all(text)


def _colours(frame) -> set[str]:
    return {fill.upper() for fill in frame.locator("svg g.node circle.b-outline").evaluate_all(_FILLS)}


_FILLS = "found => found.map(one => one.getAttribute('fill'))"


def test_the_style_of_leaktrail_is_taken(browser):
    told = browser.run(":style").locator("pre")
    told.wait_for()
    assert f"node.Organization {{\n  color: {_ORGANIZATION};" in told.inner_text()
    assert 'caption: "{status} {action} {earliest}～"' in told.inner_text()


@pytest.mark.parametrize(
    ("name", "colours"),
    [
        ("who_passed_to_whom", {_ORGANIZATION, _PERSON}),
        ("one_transfer_opened", {_TRANSFER}),
        ("paths_between_two", {_ORGANIZATION, _PERSON}),
    ],
)
def test_a_saved_query_is_drawn_as_it_answers(browser, expected, name, colours):
    text = saved_query(name).text
    nodes, relationships = expected(text)
    frame = browser.run(text)
    circles, arrows = _drawn(frame, len(nodes))
    browser.page.wait_for_timeout(1500)  # until the circles have found their places, for the picture
    browser.keep(name)
    assert (len(circles), len(arrows)) == (len(nodes), len(relationships))
    assert len(nodes) > 3
    assert any(re.search(r"[ぁ-んァ-ヶ一-龠]{2}", caption) for caption in circles)
    assert colours <= _colours(frame)
    if name == "who_passed_to_whom":
        assert all(re.match(r"(confirmed|alleged|suspected) \w+", caption) for caption in arrows)


def test_the_guide_is_played_and_runs_its_queries(browser, expected):
    frame = browser.run(f":play {browser.leaktrail}/browser/guide/ja")
    frame.get_by_text("引用が示すこと").wait_for()
    assert frame.locator("[data-testid=carousel] li[aria-label]").count() == 9
    browser.keep("guide")
    frame.locator("li[aria-label='2']").click()
    frame.locator("pre.runnable i").click()
    drawn = browser.frame("誰が誰にデータを渡したか。")
    nodes, relationships = expected(saved_query("who_passed_to_whom").text)
    circles, arrows = _drawn(drawn, len(nodes))
    assert (len(circles), len(arrows)) == (len(nodes), len(relationships))
    _was_asked_for_by_another_origin(browser)


def _was_asked_for_by_another_origin(browser: Browser) -> None:
    """Browser sends headers of its own, so Chromium asks first; nothing here stands between them."""
    found = [key for key, (_, url) in browser.traffic.sent.items() if "/browser/guide/ja" in url]
    methods = [browser.traffic.sent[key][0] for key in found]
    assert sorted(methods) == ["GET", "OPTIONS"]
    asked = {name.lower(): value for key in found for name, value in browser.traffic.headers[key].items()}
    assert asked["access-control-request-headers"] == "cache-control,pragma"
    assert "access-control-request-private-network" not in asked, "then the answer has to allow it"


def test_what_is_typed_into_the_guide_goes_into_the_query(browser, expected):
    browser.say(f":guide {browser.leaktrail}/browser/guide/en")
    drawer = browser.page.locator("[data-testid=guidesDrawer]")
    for _ in range(2):
        drawer.locator("[data-testid=guideNextSlide]").click()
    place = drawer.locator("[value-for=one_transfer_opened-transfer]")
    place.fill("知人")
    place.press("End")
    browser.keep("field")
    drawer.locator("pre.runnable i").click()
    drawn = browser.frame("What is known of one transfer")
    nodes, _ = expected(saved_query("one_transfer_opened").text.replace("WITH ''", "WITH '知人'"))
    circles, _ = _drawn(drawn, len(nodes))
    assert len(circles) == len(nodes)
    assert any("知人" in caption for caption in circles)


def test_no_other_host_was_reached_and_none_was_needed(browser):
    traffic = browser.traffic
    answered = {urlsplit(traffic.sent[key][1]).hostname for key in traffic.answered if key in traffic.sent}
    assert answered - {None} <= _LOOPBACK
    assert answered & _LOOPBACK
