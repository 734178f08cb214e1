"""What holds for every view: axe finds nothing grave, it fits a telephone and twice the size, in both languages and themes."""

from __future__ import annotations

import pytest

from tests.browser.page.axe import faults_of
from tests.browser.page.scenes import NAMES, scenes, settle, walk
from tests.page_packages import page_tools

_TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const seen = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
  return seen.map((one) => `${one.tagName} ${one.className}`).slice(0, 5).concat(`${root.scrollWidth} px`);
}"""


@pytest.fixture(scope="module")
def addresses(server):
    return scenes(server)


@pytest.fixture(scope="module")
def tools(root):
    page_tools(root)


# Names of things follow from the language and contrast from the theme, so two of the four pairs show all of both.
@pytest.mark.parametrize(("lang", "theme"), [("ja", "light"), ("en", "dark")])
def test_axe_finds_nothing_grave_and_it_fits(visit, tools, root, addresses, lang, theme):
    page = visit("", lang=lang, scheme=theme, refused=True)
    axe = faults_of(page, root)
    found = {}
    for name in NAMES:
        page.set_viewport_size({"width": 1400, "height": 900})
        walk(page, addresses[name])
        settle(page)
        found[name, "axe"] = axe()
        page.set_viewport_size({"width": 700, "height": 450})
        found[name, "at 200 %"] = page.evaluate(_TOO_WIDE)
        page.set_viewport_size({"width": 360, "height": 740})
        found[name, "on a telephone"] = page.evaluate(_TOO_WIDE)
    assert {where: what for where, what in found.items() if what} == {}


def test_where_the_system_sets_the_colours_the_shown_view_is_still_told(visit):
    page = visit("?view=help", forced="active")
    frames = page.locator("header nav a").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).borderBottomStyle)"
    )
    assert sorted(frames) == ["none"] * (len(frames) - 1) + ["solid"]
