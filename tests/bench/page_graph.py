"""The first picture of a map of 1,500 things, beside Cytoscape alone with the same things, places, styles and part in sight.

    nice .venv/bin/python -m tests.bench.page_graph --runs 5

Ours: from the last byte of the answers (and of the map's own script) to the first picture: joining the answers, placing
everything, breaking names into lines, and Cytoscape. Beside it: Cytoscape alone, which is given all of that. Medians; the
gate is on the ratio alone, since seconds are those of the machine. It needs a Chromium.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from app.services.exchange import import_exchange
from app.services.wire import to_json
from app.store.uri import open_store
from app.ui.build_hook import build_page
from tests.bench.paths.machine import describe_machine
from tests.browser.page.conftest import chromium_options, serving
from tests.builders import actor, case, transfer
from tests.page_packages import page_tools

ROOT = Path(__file__).resolve().parents[2]
MOST_RATIO = 2.5
_ACTORS, _EACH = 500, 500  # transfers of the incident, and again around one actor: 1,500 things
_THINGS = 1_500
_NEWS = "midorisawa-news"
_WORDS = "会員名簿の管理を北浜データに委託した"
_OURS = """() => {
  const drawn = performance.getEntriesByName("leaktrail.map")[0];
  const needed = performance.getEntriesByType("resource").filter((one) => /v1[/]graph|canvas-/.test(one.name));
  return drawn === undefined ? null : drawn.startTime - Math.max(...needed.map((one) => one.responseEnd));
}"""
_GIVEN = """() => {
  const { cy } = document.querySelector(".map-canvas")._cyreg;
  const box = document.querySelector(".map-canvas").getBoundingClientRect();
  const elements = cy.elements().map((one) => ({
    group: one.group(), data: one.data(), classes: one.classes(), position: { ...one.position() },
  }));
  const { width, height } = box;
  return { elements, style: cy.style().json(), width, height, zoom: cy.zoom(), pan: { ...cy.pan() } };
}"""
_ALONE = """({ elements, style, width, height, zoom, pan }) => new Promise((done) => {
  const container = document.createElement("div");
  container.style.width = `${width}px`;
  container.style.height = `${height}px`;
  document.body.append(container);
  const begin = performance.now();
  const cy = cytoscape({ container, elements, style, zoom, pan, layout: { name: "preset", fit: false } });
  cy.one("render", () => done(performance.now() - begin));
})"""


def main() -> int:
    """Measure and print; 1 if the ratio is above the gate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    build_page(ROOT)
    page_tools(ROOT)
    with TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/case.db"
        with closing(open_store(store)) as opened:
            import_exchange(opened, to_json(_case()), "case.json")
        with serving(ROOT, store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**chromium_options())
            pairs = [_measured(browser, address) for _ in range(runs + 1)][1:]  # the first warms the server
            browser.close()
    ours, alone = (median(times) for times in zip(*pairs, strict=True))
    print(f"{describe_machine()}\nours {ours:,.0f} ms, Cytoscape alone {alone:,.0f} ms, ratio {ours / alone:.2f}")
    return 0 if ours / alone <= MOST_RATIO else 1


def _measured(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds of ours, and of Cytoscape alone."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{address}/?incident=i1&around=a0")
    page.locator(".map-canvas canvas").first.wait_for(timeout=120_000)
    while page.evaluate(_OURS) is None:
        page.wait_for_timeout(100)
    ours, given = page.evaluate(_OURS), page.evaluate(_GIVEN)
    if len(given["elements"]) != _THINGS:
        raise ValueError(f"{len(given['elements'])} things are drawn instead of {_THINGS}")
    page.close()
    beside = browser.new_page(viewport={"width": 1400, "height": 900})
    beside.add_script_tag(path=ROOT / "app/ui/node_modules/cytoscape/dist/cytoscape.min.js")
    alone = beside.evaluate(_ALONE, given)
    beside.close()
    return ours, alone


def _case() -> dict[str, Any]:
    """An incident whose data goes from hand to hand, and one actor who has given to everybody in another."""
    given = case()
    actors = [actor(f"a{number}", "北浜データ", _NEWS) | {"label": f"北浜データ {number}"} for number in range(_ACTORS)]
    chain = [_transfer(f"c{n}", "i1", 1 + n // 3, n) for n in range(2, _EACH)]
    chain += [_transfer("c0", "i1", 7, 400), _transfer("c1", "i1", 8, 401)]
    hub = [_transfer(f"h{n}", "i2", 0, 1 + n % (_ACTORS - 1)) for n in range(_EACH)]
    incidents = [given["incidents"][0], given["incidents"][0] | {"id": "i2", "name": "北浜データの件"}]
    kept = {"events": [], "affected": [], "conflicts": []}
    return given | kept | {"incidents": incidents, "actors": actors, "transfers": chain + hub}


def _transfer(key: str, incident: str, provider: int, recipient: int) -> dict[str, Any]:
    return transfer(key, f"a{provider}", f"a{recipient}", _WORDS) | {"incident": incident}


if __name__ == "__main__":
    sys.exit(main())
