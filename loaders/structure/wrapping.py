"""Which lines belong to one sentence: hard-wrapped text -> where each paragraph really ends.

`2006年5月に、` and, on the next line, `甲社が公表した。` are one sentence: the first ends in 、. So are lines that
end in a particle, stand before one, or fill the width at which the whole text is wrapped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.structure.lines import Line, is_closed, is_open

__all__ = ["goes_on", "wrap_width"]

_WRAP_WIDTHS = range(30, 161)
_WRAP_SLACK = 6
_FEWEST_FULL_LINES = 4
_ITEM_WIDTH = 40


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Half-width columns at which a text is wrapped: where at least half of its unfinished lines end. Else None."""
    widths = Counter(_width(text, line) for line in lines if not is_closed(text, line))
    long = {width: count for width, count in widths.items() if width >= _WRAP_WIDTHS.start}
    if not long:
        return None
    full = {top: sum(long.get(top - less, 0) for less in range(_WRAP_SLACK + 1)) for top in long}
    best = max(full, key=lambda top: (full[top], -top))
    wrapped = best in _WRAP_WIDTHS and full[best] >= max(_FEWEST_FULL_LINES, sum(long.values()) / 2)
    return best if wrapped else None


def goes_on(text: str, line: Line, after: Line, width: int | None) -> bool:
    """True if `after` continues the sentence of `line`; `width` is the column at which the text is wrapped."""
    if after.blank_before or is_closed(text, line):
        return False
    if after.marker is not None and after.marker.style != "bare":
        return False
    if line.marker is not None and after.indent > line.indent and _width(text, line) >= _ITEM_WIDTH:
        return True
    if after.fresh and text[line.end - 1] not in "、,":
        return False
    return is_open(text, line, after) or (width is not None and _width(text, line) >= width - _WRAP_SLACK)


def _width(text: str, line: Line) -> int:
    """Half-width columns of a line; of one too long to be wrapped, a number beyond all widths."""
    if line.end - line.start > _WRAP_WIDTHS.stop:
        return _WRAP_WIDTHS.stop
    return line.indent + sum(2 if char > "\u2e7f" else 1 for char in text[line.start : line.end])
