"""A report in Chromium: it fits a telephone and a screen, asks nobody for anything, and its pictures are shown."""

from __future__ import annotations

import shutil

import pytest

from app.export.report.html import to_html
from app.services.report.whole import whole_sheet
from tests.unit.app.export.cases import contents_from, full_case

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(_CHROMIUM is None, reason=f"no Chromium ({', '.join(_NAMES)})"),
]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_report_fits_and_stands_alone(language, tmp_path):
    told = full_case()
    told["actors"][0]["label"] = "<script>document.title='x'</script>" + "長い名前" * 20
    path = tmp_path / "report.html"
    path.write_bytes(to_html(whole_sheet(contents_from(told), language)))
    asked, said = [], []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for width in (1200, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.locator("svg").first.bounding_box()["width"] > 900
        title = page.title()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "A"
        browser.close()
    assert title == {"ja": "漏えい事案の報告", "en": "Report of leak incidents"}[language]
    assert {*asked} == {path.as_uri()}
    assert said == []
