"""How much a browser has to fetch before it shows something: all scripts and styles within 300 KB, the map on demand."""

from __future__ import annotations

import gzip

import pytest

MOST = 300 * 1024
"""Bytes, as they are sent."""


@pytest.fixture(scope="module")
def files(root, built):
    found = [path for path in (root / "app/ui/built").iterdir() if path.suffix in {".js", ".css"}]
    return {path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in found}


def test_all_scripts_and_styles_stay_within_their_budget(files):
    assert any(name.endswith(".css") for name in files)
    assert sum(files.values()) <= MOST, files


def test_the_map_is_fetched_when_it_is_shown(visit, files):
    (canvas,) = [name for name in files if name.startswith("canvas-")]

    def fetched(page):
        return page.evaluate("performance.getEntriesByType('resource').map((one) => one.name.split('/').at(-1))")

    assert canvas not in fetched(visit("?view=help"))
    page = visit("")
    page.locator(".map-canvas canvas").first.wait_for()
    assert canvas in fetched(page)
