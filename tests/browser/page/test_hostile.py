"""Texts that were made to break a page stand in it as they are, and as parameters of its address they do nothing.

What `visit` asks at the end of each test is most of what is asked here: no dialog, no word on the console, no report of the
page's policy, no request to anybody else.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

import pytest

from tests.browser.page.conftest import serving
from tests.browser.page.hostile_case import hostile_case, hostile_texts
from tests.browser.page.scenes import scenes, settle, walk

VIEWS = ("map", "documents", "conflicts", "review", "load", "help")
PARAMETERS = (
    *("from", "to", "dataset", "sel", "incident", "around", "hidden", "doc", "open"),
    *(
        "view",
        "by",
        "known_on",
        "mode",
        "min_status",
        "policy",
        "max_hops",
        "k",
        "path",
        "layout",
        "on",
        "at",
        "lang",
        "theme",
    ),
)
_FOREIGN = """() => [...document.querySelectorAll("*")].filter((one) =>
  one.matches("iframe, object, embed, base, img, video, meta[http-equiv], animate, use, style, head ~ head")
  || (one.matches("script, link") && !(one.src || one.href).startsWith(`${location.origin}/page/`))
  || (one.matches("a[href]") && !["http:", "https:", "blob:"].includes(new URL(one.href).protocol))
  || (one.matches("[action], [formaction]"))
  || [...one.attributes].some(({ name }) => name.startsWith("on"))
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_case(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def address(root, built, hostile):
    with serving(root, hostile.store) as address:
        yield address


def test_there_are_enough_of_them():
    assert len(hostile_texts()) > 100


def show(page, query: dict[str, object] | str) -> None:
    walk(page, query if isinstance(query, str) else f"?{urlencode(query)}")
    settle(page)


def test_every_text_of_the_record_is_text_on_the_page(visit, address, hostile):
    page = visit("", at=address, refused=True)
    ends = zip(hostile.ids[::2], hostile.ids[1::2] + hostile.ids[:1], strict=False)
    for number, (one, other) in enumerate(ends):
        show(page, chosen(one, other, number))
        assert page.evaluate(_FOREIGN) == [], (one, other)


def chosen(one: str, other: str, number: int) -> dict[str, object]:
    """An address that shows as much as can be of the things that bear two texts."""
    kind = ("", "t-", "i-", "e-", "s-", "d-")[number % 6]
    return {
        "view": VIEWS[number % 3],
        "sel": f"{kind}{one if number % 2 else other}",
        "from": one,
        "to": other,
        "path": 1,
        "incident": f"i-{one}",  # all of them at once: below
        "layout": ("chain", "table", "force")[number % 3],
        "doc": f"d-{other if number % 2 else one}",
        "lang": ("ja", "en")[number // 6 % 2],
    }


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_all_of_them(visit, address, view):
    page = visit(f"?view={view}&layout=table", at=address, refused=True)
    show(page, f"?view={view}&layout=force")
    assert page.evaluate(_FOREIGN) == []


def test_a_document_of_them_is_shown_word_for_word(visit, address):
    page = visit("?view=documents&doc=memo", at=address)
    show(page, "?view=documents&doc=ledger")
    assert page.evaluate(_FOREIGN) == []


def test_as_parameters_of_the_address_they_do_nothing(visit, server, hostile):
    ends = dict(parse_qsl(scenes(server)["paths"].removeprefix("?")))
    names = [name for name in PARAMETERS if name != "view"]
    page = visit("", refused=True)
    for number in range(0, len(hostile.texts), 2):
        some = hostile.texts[number:] + hostile.texts[:number]
        every = dict(zip(names, some, strict=False))
        one = ends | {names[number % len(names)]: some[0], names[number * 5 % len(names)]: some[1]}
        show(page, {"view": VIEWS[number // 2 % len(VIEWS)]} | (one if number % 4 else every))
        assert page.evaluate(_FOREIGN) == [], some[: len(names)]


@pytest.mark.parametrize(
    "raw",
    [
        *("?%", "?from=%ff%fe", "?sel=%E3%81", "?sel=%ED%A0%80", "#<img src=x onerror=alert(1)>", "?&&==&?#?"),
        *("?sel=%00", "?sel=%0d%0aX-Injected:%201", pytest.param("?sel=" + quote("<script>" * 500), id="long")),
    ],
)
def test_an_address_that_is_none_shows_the_page_or_is_refused(visit, server, raw):
    page = visit("?view=help", refused=True)
    reply = page.goto(f"{server}/{raw}")
    if reply is None or reply.ok:  # None: the same page, another fragment
        page.locator("main#main").wait_for()
        settle(page)
    else:
        assert reply.headers["content-type"] == "application/problem+json"
    assert page.evaluate(_FOREIGN) == []
