"""The words for a date, a count, a price, a carrier → values, by the finders that read all documents.

「約4万件」 is 40000, about, records, whatever number the model has in mind: it is not asked for one. Words in which the
finders read nothing, or two things, give no value and a remark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from app.domain.document import Quote
from app.domain.graph import Count, Price
from app.domain.proposal import Remark
from app.domain.window import Window
from loaders.mentions.analysis import Line
from loaders.mentions.values import CountFound, DateFound, MediumFound, PriceFound, PriceRole
from loaders.proposals.page import Page
from loaders.proposals.remarks import remark

__all__ = ["count_in", "medium_in", "price_in", "window_in"]

FoundT = TypeVar("FoundT", DateFound, CountFound, PriceFound, MediumFound)


def window_in(page: Page, words: Quote) -> tuple[Window | None, list[Remark]]:
    """The days that a date allows."""
    dates = list(_inside(page, words, lambda line: line.dates))
    if len(dates) != 1:
        return None, [remark("date.several" if dates else "date.unread")]
    window = dates[0].window
    return (None, [remark("date.open")]) if window.is_open else (window, [])


def count_in(page: Page, words: Quote) -> tuple[Count | None, list[Remark]]:
    """How many people or records; a part that exceeds every whole of its unit is remarked on."""
    counts = list(_inside(page, words, lambda line: line.counts))
    if len(counts) != 1:
        return None, [remark("count.several" if counts else "count.unread")]
    found = counts[0]
    wholes = [c.count.value for line in page.analysis.lines for c in line.counts if _is_whole_for(found, c)]
    is_over = found.is_part and bool(wholes) and found.count.value > max(wholes)
    return found.count, [remark("count.part_over_whole")] if is_over else []


def price_in(page: Page, words: Quote) -> tuple[Price | None, list[Remark]]:
    """What was paid; fines, damages and fees are no price."""
    prices = list(_inside(page, words, lambda line: line.prices))
    if len(prices) != 1:
        return None, [remark("price.several" if prices else "price.unread")]
    is_price = prices[0].role in {PriceRole.PRICE, PriceRole.UNKNOWN}
    return (prices[0].price, []) if is_price else (None, [remark("price.other")])


def medium_in(page: Page, words: Quote) -> tuple[str | None, list[Remark]]:
    """The carrier or way, as its code."""
    codes = {found.medium for found in _inside(page, words, lambda line: line.media)}
    return (codes.pop(), []) if len(codes) == 1 else (None, [remark("medium.unread")])


def _inside(page: Page, words: Quote, found_in: Callable[[Line], Sequence[FoundT]]) -> Iterator[FoundT]:
    for line in page.lines(words):
        for found in found_in(line):
            if page.analysis.quote(line, found.start, found.end).overlaps(words):
                yield found


def _is_whole_for(part: CountFound, other: CountFound) -> bool:
    return not other.is_part and other.count.unit is part.count.unit
