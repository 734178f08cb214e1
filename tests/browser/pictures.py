"""Pictures of every view of the page over the bundled samples, for people to look at.

    python -m tests.browser.pictures                 all, into build/artifacts (or LEAKTRAIL_ARTIFACTS)
    python -m tests.browser.pictures hop documents   these scenes only; tests/browser/page/scenes.py names them
    python -m tests.browser.pictures --at URL hop    of a server that runs

Each scene in Japanese and English, light and dark, as wide as a screen and as a telephone: page-SCENE-LANG-THEME-WIDTH.png.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing, nullcontext
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from app.services.demo import sample_folder
from app.services.files import find_files
from app.services.load import load
from app.store.uri import open_store
from app.ui.build_hook import build_page
from loaders.pipeline import read
from tests.browser.page.conftest import chromium_options, serving
from tests.browser.page.scenes import NAMES, scenes, settle

_ROOT = Path(__file__).resolve().parents[2]
_LOCALES = {"ja": "ja-JP", "en": "en-GB"}
_SIZES = {"1400": (1400, 900), "360": (360, 740)}
_DRAWN = 700  # milliseconds that a layout has to come to rest


def main() -> int:
    """Take them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("scenes", nargs="*", choices=[*NAMES, []], help="all if none is named")
    asked.add_argument("--at", help="the address of a server over the bundled samples")
    asked.add_argument("--only", default="", help="what the end of the names must hold, such as ja-light-1400")
    given = asked.parse_args()
    folder = Path(os.environ.get("LEAKTRAIL_ARTIFACTS") or _ROOT / "build" / "artifacts")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work, nullcontext(given.at) if given.at else _server(Path(work)) as address:
        number = _take(address, given.scenes or list(NAMES), given.only, folder)
    print(f"{number} pictures in {folder}")
    return 0


def _server(work: Path):
    build_page(_ROOT)
    store = f"sqlite:///{work / 'case.db'}"
    with closing(open_store(store)) as opened, sample_folder() as samples:
        list(load(opened, find_files(sorted(samples.glob("*.txt"))), read))
    return serving(_ROOT, store)


def _take(address: str, names: list[str], only: str, folder: Path) -> int:
    queries, number = scenes(address), 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options())
        for lang, theme, size in product(_LOCALES, ("light", "dark"), _SIZES):
            if only not in f"{lang}-{theme}-{size}":
                continue
            width, height = _SIZES[size]
            context = browser.new_context(
                locale=_LOCALES[lang], color_scheme=theme, viewport={"width": width, "height": height}
            )
            page = context.new_page()
            for name in names:
                page.goto(f"{address}/{queries[name]}")
                page.locator("main#main").wait_for()
                settle(page)
                page.wait_for_timeout(_DRAWN)
                page.screenshot(path=folder / f"page-{name}-{lang}-{theme}-{size}.png", full_page=size == "360")
                number += 1
            context.close()
    return number


if __name__ == "__main__":
    sys.exit(main())
