r"""Words of cells -> one line, and where each cell stands on it.

>>> line_of(["甲市", "", "3件"])
'甲市\t\t3件'
>>> spans_of(["甲市", "", "3件"], 10, 16)
((10, 12), (13, 13), (14, 16))
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["line_of", "spans_of"]


def line_of(words: Sequence[str]) -> str:
    """The row as text, with tabs between the cells; tabs before the first words and behind the last are no words."""
    return "\t".join(words)


def spans_of(words: Sequence[str], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Offsets of the cells in a text where the row, without blanks at its ends, stands at `[start, end)`."""
    line = line_of(words)
    place = start - (len(line) - len(line.lstrip()))
    spans: list[tuple[int, int]] = []
    for word in words:
        inside = min(max(place, start), end)
        spans.append((inside, inside + len(word)) if word else (inside, inside))
        place += len(word) + 1
    return tuple(spans)
