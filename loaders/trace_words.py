"""The value of a slot to the words that denote it, nearest to the quotes that tell of it.

「名簿業者に30万円で売却した」 and the price of 300,000 yen: 30万円. An actor may be denoted before the quotes, as the
one who acts on from the sentence before, or only behind them; a day before them; a count, a price or a medium only in
them or in their lines. None where nothing of a line denotes the value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.window import Window
from loaders.mentions.analysis import Analysis, Line

__all__ = ["Spans", "actor_words", "count_words", "date_words", "line_at", "words_of"]

Spans: TypeAlias = Callable[[Line], Iterable[tuple[int, int]]]
"""The spans of a line that denote a value."""


def actor_words(analysis: Analysis, quotes: Sequence[Quote], actor: int) -> Quote | None:
    """In or beside the quotes, else where it was denoted last before them, else where it is denoted first."""

    def spans(line: Line) -> list[tuple[int, int]]:
        return [(d.start, d.end) for d in line.actors if d.actor == actor]

    return (
        words_of(analysis, quotes, spans) or _before(analysis, quotes[0], spans) or _behind(analysis, quotes[0], spans)
    )


def date_words(analysis: Analysis, quotes: Sequence[Quote], window: Window) -> Quote | None:
    """In or beside the quotes, else where the days were told last before them."""

    def spans(line: Line) -> list[tuple[int, int]]:
        return [(d.start, d.end) for d in line.dates if d.window == window]

    return words_of(analysis, quotes, spans) or _before(analysis, quotes[0], spans)


def count_words(analysis: Analysis, quotes: Sequence[Quote], count: Count) -> Quote | None:
    """In or beside the quotes."""
    return words_of(analysis, quotes, lambda line: [(c.start, c.end) for c in line.counts if c.count == count])


def words_of(analysis: Analysis, quotes: Sequence[Quote], spans: Spans) -> Quote | None:
    """The first of the spans inside a quote, else in the line of one."""
    lines = [line_at(analysis, quote) for quote in quotes]
    found = [analysis.quote(line, *span) for line in dict.fromkeys(lines) for span in spans(line)]
    inside = (words for words in found if any(q.start <= words.start and words.end <= q.end for q in quotes))
    return next(inside, found[0] if found else None)


def _before(analysis: Analysis, quote: Quote, spans: Spans) -> Quote | None:
    """The last of the spans in the lines of the same incident before a quote."""
    here = line_at(analysis, quote)
    for line in reversed(analysis.lines[: here.index]):
        if line.segment == here.segment and (found := list(spans(line))):
            return analysis.quote(line, *found[-1])
    return None


def _behind(analysis: Analysis, quote: Quote, spans: Spans) -> Quote | None:
    """The first of the spans in the lines behind a quote."""
    behind = analysis.lines[line_at(analysis, quote).index + 1 :]
    return next((analysis.quote(line, *span) for line in behind for span in spans(line)), None)


def line_at(analysis: Analysis, quote: Quote) -> Line:
    """The line in which a quote begins."""
    place = bisect_right(analysis.lines, quote.start, key=lambda line: line.passage.start)
    return analysis.lines[max(0, place - 1)]
