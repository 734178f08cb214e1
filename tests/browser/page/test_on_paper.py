"""What is printed: all that was asked for and found stands on paper, readable, and that there is more is told there, too."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.browser.page.scenes import scenes, settle


@pytest.fixture(scope="module")
def addresses(server):
    return scenes(server)


@pytest.fixture
def on_paper(visit):
    """Shows a page as it is printed, until the end of the test: pages are used again."""
    pages = []

    def turn(page) -> None:
        page.emulate_media(media="print")
        pages.append(page)

    yield turn
    for page in pages:
        page.emulate_media(media="screen")


def test_a_path_is_printed_with_its_hops_and_words(visit, addresses):
    page = visit(f"{addresses['hop']}&theme=dark")
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
def test_what_was_asked_for_is_on_paper_though_it_can_be_clicked(visit, on_paper, addresses, scene, shown):
    page = visit({**addresses, "single": "?view=watch&watch=single_source"}[scene])
    settle(page)
    page.locator(shown).first.wait_for()
    on_paper(page)
    assert all(one.is_visible() for one in page.locator(shown).all())
    assert not page.locator(".timeline, .head").first.is_visible()


def _plain(text: str) -> str:
    """Without blanks and ends of lines, which differ."""
    return "".join(text.split())
