"""Pieces of lines and tables scattered over a page -> columns, in the order in which a person reads them.

    left, right, left, right (by height)  ->  ((left, left), (right, right))

A page has two columns if a gap near its middle is crossed by few pieces, and what stands on either side of it fills its
half as prose does. What crosses the gap (a title, a wide table) parts the page into what is read before and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

__all__ = ["WIDE_BLANK", "Grid", "Line", "Piece", "in_order"]

_MIDDLE = (0.35, 0.65)
_STEP = 2.0
_MOST_CROSSING = 0.2
_FEWEST_LINES = 5
_PROSE_FILLS = 0.6
_SAME_HEIGHT = 0.5
WIDE_BLANK = "\u3000"
"""Stands between pieces of one line that are set far apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a piece of one, in points from the upper left corner; `size` is that of most letters.

    `spaced`: a blank stands behind its last word.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the words of its cells, row by row."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    x1: float
    top: float
    bottom: float


Piece: TypeAlias = Line | Grid


def in_order(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The columns of a page in the order of reading, each from top to bottom, its pieces whole lines."""
    gap = _gap(pieces)
    if gap is None:
        return (_whole_lines(pieces),) if pieces else ()
    columns: list[tuple[Piece, ...]] = []
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for piece in sorted(pieces, key=lambda one: one.top):
        if piece.x0 < gap < piece.x1:
            columns += [*_filled(*sides), (piece,)]
            sides = ([], [])
        else:
            sides[piece.x0 >= gap].append(piece)
    return (*columns, *_filled(*sides))


def _filled(*sides: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    return (_whole_lines(side) for side in sides if side)


def _gap(pieces: Sequence[Piece]) -> float | None:
    """Where the gap between two columns is, in points from the left; None for a page of one column."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    first, last = (left + share * (right - left) for share in _MIDDLE)
    places = [first + step * _STEP for step in range(int((last - first) / _STEP) + 1)]
    crossing = [sum(line.x0 < place < line.x1 for line in lines) for place in places]
    least = min(crossing, default=0)
    if not places or least > _MOST_CROSSING * len(lines):
        return None
    best = [place for place, count in zip(places, crossing, strict=True) if count == least]
    gap = best[len(best) // 2]
    fills = _fills(lines, left, gap) and _fills(lines, gap, right)
    return gap if fills else None


def _fills(lines: Sequence[Line], left: float, right: float) -> bool:
    """True if the lines between the two edges are those of a column of prose."""
    widths = [line.x1 - line.x0 for line in lines if left <= line.x0 and line.x1 <= right]
    return len(widths) >= _FEWEST_LINES and median(widths) >= _PROSE_FILLS * (right - left)


def _whole_lines(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces from top to bottom, those at one height joined to one line with a wide blank between them."""
    whole: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.x0)):
        before = whole[-1] if whole else None
        if isinstance(piece, Line) and isinstance(before, Line) and _at_one_height(before, piece):
            first, second = sorted((before, piece), key=lambda one: one.x0)
            joined = replace(
                first, text=f"{first.text}{WIDE_BLANK}{second.text}", x1=max(first.x1, second.x1), spaced=second.spaced
            )
            whole[-1] = replace(joined, top=min(first.top, second.top), bottom=max(first.bottom, second.bottom))
        else:
            whole.append(piece)
    return tuple(whole)


def _at_one_height(one: Line, other: Line) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 < _SAME_HEIGHT * min(one.size, other.size)
