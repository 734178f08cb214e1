"""The page in Chromium over a real server with the bundled samples.

    def test_x(visit):
        page = visit("?view=help", lang="en", width=360)

Whatever a test does, at its end the page must have said nothing to the console, broken no rule of its policy, asked
nobody but its own server and opened no dialog. `refused=True` lets pass what Chromium itself writes about an answer that
is a problem, for tests of these. Pictures are kept in LEAKTRAIL_ARTIFACTS, else in build/artifacts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from filelock import FileLock

from app.services.demo import sample_folder
from app.services.files import find_files
from app.services.load import load
from app.store.uri import open_store
from app.ui.build_hook import build_page
from loaders.pipeline import read
from tests.browser.page.rare_case import RareCase, make_rare_case
from tests.browser.page.watched import PATIENCE, Tabs

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
_HINT = f"no Chromium ({', '.join(_NAMES)}); Debian has it: apt-get install chromium fonts-noto-cjk"
_NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def pytest_collection_modifyitems(items):
    """All tests here are browser tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(_CHROMIUM is None, reason=_HINT))


@contextmanager
def serving(root: Path, store: str, *options: str, **environment: str) -> Iterator[str]:
    """`leaktrail serve` as a process over that store; its address, as soon as it answers."""
    program = [sys.executable, "-c", "from app.cli.main import main; main()"]
    with NamedTemporaryFile(prefix="leaktrail-serve-") as told:
        server = subprocess.Popen(
            [*program, "--store", store, "serve", "--port", "0", *options],
            cwd=root,
            env=os.environ | environment,
            stderr=told,  # a pipe would be full of lines of its log some day, and it would wait
        )
        try:
            yield _address(server, Path(told.name))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _address(server: subprocess.Popen, told: Path) -> str:
    for _ in range(600):
        found = re.search(r"http://[\d.]+:\d+", told.read_text())
        if found is not None and _answers(found[0]):
            return found[0]
        if server.poll() is not None:
            break
        sleep(0.1)
    raise AssertionError(f"the server does not answer: {told.read_text()}")


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz"):  # noqa: S310 - our own server
            return True
    except URLError:
        return False


@pytest.fixture(scope="session")
def built(root) -> None:
    """The page as its sources say now. Test processes take turns."""
    (root / "build").mkdir(exist_ok=True)
    with FileLock(root / "build" / "page.lock"):
        build_page(root)


@pytest.fixture(scope="session")
def case(tmp_path_factory) -> str:
    """A store with the bundled samples; its address. For reading only: copy the file to change it."""
    store = f"sqlite:///{tmp_path_factory.mktemp('page') / 'case.db'}"
    with closing(open_store(store)) as opened, sample_folder() as samples:
        list(load(opened, find_files(sorted(samples.glob("*.txt"))), read))
    return store


@pytest.fixture(scope="session")
def server(root, built, case) -> Iterator[str]:
    """A server over `case`; its address."""
    with serving(root, case) as address:
        yield address


def chromium_options() -> dict[str, object]:
    """For Playwright: Debian's Chromium, which finds no host but this one."""
    return {"executable_path": _CHROMIUM, "args": [_NOWHERE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]}


@pytest.fixture(scope="module")
def chromium():
    """Ended with each file: as long as Playwright is there, no other test can run a loop of asyncio."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tabs(chromium) -> Tabs:
    return Tabs(chromium)


@pytest.fixture
def visit(tabs, request) -> Iterator[Callable]:
    """`visit(query, lang, width, height, at)` → a page that is ready; see above for what is asked of it at the end."""

    def visit(query: str = "", *, at: str | None = None, lang="ja", width: int = 1400, height: int = 900, **more):
        at = at or request.getfixturevalue("server")
        page = tabs.open(at, lang=lang, width=width, height=height, **more)
        page.goto(f"{at}/{query}")
        page.locator("main#main").wait_for()
        return page

    yield visit
    assert tabs.put_back() == []


@pytest.fixture
def keep(root) -> Callable[[object, str], Path]:
    """`keep(page, name)` → where its picture is."""
    folder = Path(os.environ.get("LEAKTRAIL_ARTIFACTS") or root / "build" / "artifacts")
    folder.mkdir(parents=True, exist_ok=True)

    def keep(page, name: str) -> Path:
        path = folder / f"page-{name}.png"
        page.screenshot(path=path)
        return path

    return keep


@pytest.fixture(scope="session")
def rare(tmp_path_factory) -> RareCase:
    """What the bundled samples do not have; see rare_case.py."""
    return make_rare_case(tmp_path_factory.mktemp("rare"))


@pytest.fixture(scope="session")
def rare_server(root, built, rare) -> Iterator[str]:
    """A server over `rare`, which asks for a key."""
    with serving(root, rare.store) as address:
        yield address


@pytest.fixture
def visit_rare(visit, rare, rare_server) -> Callable:
    """As `visit`, over `rare`, with the key that sees names, or the one that does not."""

    def visit_rare(query: str, *, masked: bool = False, **more):
        page = visit("?view=help", at=rare_server, refused=True, **more)
        secret = rare.masked if masked else rare.named
        page.evaluate("secret => sessionStorage.setItem('leaktrail.key', secret)", secret)
        page.goto(f"{rare_server}/{query}")
        page.locator("main#main").wait_for()
        return page

    return visit_rare
