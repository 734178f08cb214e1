"""What is printed: all that was asked for and found stands on paper, readable, and that there is more is told there, too."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.browser.page.scenes import scenes, settle


@pytest.fixture(scope="module")
def addresses(server):
    return scenes(server)


def test_a_path_is_printed_with_its_hops_and_words(visit, addresses):
    page = visit(addresses["hop"], color_scheme="dark")
    settle(page)
    hops, quote = page.locator(".finder .hop .choose").all_inner_texts(), page.locator(".evidence mark").first
    words, document = quote.inner_text(), pypdfium2.PdfDocument(page.pdf(format="A4"))
    pages = [_plain(one.get_textpage().get_text_bounded()) for one in document]
    for text in (*hops, words):
        assert _plain(text) in "".join(pages)
    assert _plain(hops[0]) in pages[0]  # it begins under what was asked, not on a new page
    light = document[0].render().to_pil().convert("L").getpixel((2, 2))
    assert light > 250


@pytest.mark.parametrize(
    ("scene", "shown"),
    [("on", ".holders .held .choose"), ("table", ".graph th button"), ("single", "[data-more]")],
    ids=["who held it", "columns", "there is more"],
)
def test_what_was_asked_for_is_on_paper_though_it_can_be_clicked(visit, addresses, scene, shown):
    page = visit({**addresses, "single": "?view=watch&watch=single_source"}[scene])
    settle(page)
    page.locator(shown).first.wait_for()
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in page.locator(shown).all())
    assert not page.locator(".timeline, .head").first.is_visible()


def _plain(text: str) -> str:
    """Without blanks and ends of lines, which differ."""
    return "".join(text.split())
