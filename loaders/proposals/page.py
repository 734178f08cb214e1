"""One document with what the rules found in it, open for looking up words: the place of a quote, and of words near it.

「名簿を業者に売った」 has to stand in the document exactly once, or once in the passage that the model names. The words
for a slot have to stand in it, or up to 200 characters before or 40 behind it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.document import Quote
from app.domain.proposal import Remark
from loaders.mentions.analysis import Analysis, Line
from loaders.pipeline import Found
from loaders.proposals.canonical import Canonical, Place, canonical
from loaders.proposals.compounds import compound_around
from loaders.proposals.remarks import remark

__all__ = ["BEFORE", "BEHIND", "LONGEST_QUOTE", "Page", "find_quote", "find_slot", "open_page"]

LONGEST_QUOTE = 300
BEFORE, BEHIND = 200, 40  # canonical characters around a quote in which the words for a slot may stand


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules found in a document, and its canonical text."""

    found: Found
    text: Canonical

    @property
    def analysis(self) -> Analysis:
        """Its lines and actors."""
        return self.found.analysis

    def quote(self, place: Place) -> Quote:
        """The verbatim words of a canonical span."""
        return self.analysis.document.quote(*self.text.raw(*place))

    def lines(self, quote: Quote) -> Iterator[Line]:
        """The lines that a quote touches."""
        lines = self.analysis.lines
        for line in lines[bisect_right(lines, quote.start, key=lambda line: line.passage.end) :]:
            if line.passage.start >= quote.end:
                return
            yield line


def open_page(found: Found) -> Page:
    """The document of `found`, open for looking up."""
    return Page(found, canonical(found.analysis.document.text or ""))


def find_quote(page: Page, words: str, passage: int) -> tuple[Place | None, list[Remark]]:
    """The one place of a quote, and what is to be said of it; None if there is none that can be told."""
    if len(canonical(words).text) > LONGEST_QUOTE:
        return None, [remark("quote.too_long", most=LONGEST_QUOTE)]
    places = page.text.find(words)
    if not places:
        return None, [remark("quote.not_found")]
    named = places if len(places) == 1 else [p for p in places if _begins_in(page, p, passage)]
    if len(named) != 1:
        return None, [remark("quote.ambiguous")]
    place = named[0]
    remarks = [remark("quote.repeated")] if len(places) > 1 else []
    if page.text.cuts(place):
        remarks.append(remark("quote.cut"))
    if sum(1 for _ in page.lines(page.quote(place))) > 1:
        remarks.append(remark("quote.passages"))
    return place, remarks


def find_slot(page: Page, at: Place, slot: str, words: str) -> tuple[Quote | None, list[Remark]]:
    """The words of a slot: in the quote at `at`, else close to it, nearest first; whole words and numbers only.

    Words that stand on their own go before such as are cut out of a longer noun.
    """
    inside = page.text.find(words, *at)
    around = page.text.find(words, max(0, at[0] - BEFORE), min(len(page.text.text), at[1] + BEHIND))
    outside = sorted(set(around) - set(inside), key=lambda place: _distance(at, place))
    whole = [place for place in (*inside, *outside) if not page.text.cuts(place)]
    if not whole:
        code = "slot.cut" if around else "slot.absent"
        return None, [remark(code, slot=slot, words=words)]
    chosen = next((place for place in whole if not _is_piece(page, place)), whole[0])
    remarks = [] if chosen in inside else [remark("slot.outside", slot=slot)]
    if sum((place in inside) is (chosen in inside) for place in whole) > 1:
        remarks.append(remark("slot.repeated", slot=slot))
    return page.quote(chosen), remarks


def _begins_in(page: Page, place: Place, passage: int) -> bool:
    if not 0 <= passage < len(page.analysis.lines):
        return False
    line = page.analysis.lines[passage].passage
    return line.start <= page.text.starts[place[0]] < line.end


def _is_piece(page: Page, place: Place) -> bool:
    quote = page.quote(place)
    return any(compound_around(line, quote) is not None for line in page.lines(quote))


def _distance(at: Place, place: Place) -> int:
    return max(at[0] - place[1], place[0] - at[1])
