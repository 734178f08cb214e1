"""A page of a PDF -> its lines of text and ruled tables in the order of reading.

    chars at (x, y)  ->  Sheet(((Line("甲社は名簿を", ...), Grid((("組織", "件数"), ("甲市", "3件")), ...)),), ...)

Characters belong to one line if they stand at one height, and to one piece of it if no wide gap lies between them. What
is set askew (stamps, watermarks) and small kana over a word (ruby) are no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias, cast

from pdfplumber.page import Page

from loaders.ja.view import is_cjk
from loaders.readers.pdf_layout import Grid, Line, Piece, in_order

__all__ = ["Sheet", "sheet_of"]

_UNKNOWN = "\ufffd"

_Char: TypeAlias = "dict[str, Any]"
_Box: TypeAlias = tuple[float, float, float, float]

_MOST_EDGES = 3000
_LONGEST_CELL = 3000
_NO_CHARACTER = re.compile(r"\(cid:\d+\)|[\0-\x08\x0b-\x1f\ud800-\udfff]")
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_RUBY = 0.6
_LEVEL = 0.05
_BLANKS = (0.15, 0.35, 0.7)
"""Gaps that stand for a blank, in letter heights: between Latin letters, beside one Japanese one, between two. Japanese
is set with a quarter of a letter between its own letters and Latin ones."""
_PIECE_GAP = 1.6
_SAME_HEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its columns from top to bottom, and how many characters are what."""

    columns: tuple[tuple[Piece, ...], ...]
    height: float
    size: float
    characters: int
    unknown: int
    vertical: int
    askew: int
    ruby: int
    pictures: int
    tables_unread: bool


def sheet_of(page: Page) -> Sheet:
    """What is on a page. `size` is that of most of its letters outside tables, in points."""
    all_chars = page.chars
    chars = list(_once(char for char in all_chars if _is_level(char) and _is_on(page, char)))
    body = _body_size(chars)
    letters = [char for char in chars if not (char["size"] < _RUBY * body and _KANA.match(char["text"]))]
    tables_unread = len(page.edges) > _MOST_EDGES
    grids = list(_grids(page, letters)) if page.edges and not tables_unread else []
    outside = [char for char in letters if not any(_is_in(char, _box(grid)) for grid in grids)]
    pieces = [piece for row in _rows(outside) for piece in _pieces(row)]
    return Sheet(
        in_order([*pieces, *grids]),
        float(page.height),
        _body_size(outside),
        len(chars),
        sum(_NO_CHARACTER.search(char["text"]) is not None for char in chars),
        _vertical(chars),
        sum(not _is_level(char) for char in all_chars),
        len(chars) - len(letters),
        len(page.images),
        tables_unread,
    )


def _is_level(char: _Char) -> bool:
    """True if the character is not turned; slanted letters are not."""
    along, up = char["matrix"][:2]
    return abs(up) < _LEVEL * abs(along) and along > 0


def _once(chars: Iterable[_Char]) -> Iterator[_Char]:
    """The characters without those that are printed over themselves, up to a point aside, to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        text, x, y = char["text"], round(char["x0"]), round(char["top"])
        if seen.isdisjoint((text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
            yield char
        seen.add((text, x, y))


def _is_on(page: Page, char: _Char) -> bool:
    return _is_in(char, cast("_Box", page.bbox))


def _is_in(char: _Char, box: _Box) -> bool:
    """True if the middle of the character lies in the box (left, top, right, bottom)."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _box(piece: Piece) -> _Box:
    return piece.x0, piece.top, piece.x1, piece.bottom


def _body_size(chars: Sequence[_Char]) -> float:
    """The size of most characters that are no blanks, to half a point; 0 if there are none."""
    sizes = Counter(round(char["size"] * 2) / 2 for char in chars if not char["text"].isspace())
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _vertical(chars: Sequence[_Char]) -> int:
    """How many characters stand right under the one before them."""
    return sum(
        abs(a["x0"] - b["x0"]) < 0.3 * a["size"] and 0.5 < (b["top"] - a["top"]) / (a["size"] or 1) < 1.6
        for a, b in pairwise(chars)
    )


def _rows(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    """Characters that stand at one height, from top to bottom."""
    row: list[_Char] = []
    height = 0.0
    for char in sorted(chars, key=lambda one: one["top"] + one["bottom"]):
        middle = (char["top"] + char["bottom"]) / 2
        if row and middle - height > _SAME_HEIGHT * max(one["size"] for one in (char, *row[-3:])):
            yield row
            row = []
        row.append(char)
        height += (middle - height) / len(row)
    if row:
        yield row


def _pieces(row: Sequence[_Char]) -> Iterator[Line]:
    """The pieces of a row, parted by wide gaps."""
    piece: list[_Char] = []
    blank = ""
    for char in sorted(row, key=lambda one: one["x0"]):
        if char["text"].isspace():
            blank = char["text"]
            continue
        if piece and char["x0"] - piece[-1]["x1"] > _PIECE_GAP * max(char["size"], piece[-1]["size"]):
            yield from _line(piece)
            piece = []
        piece.append({**char, "text": blank + char["text"]} if piece and blank else char)
        blank = ""
    yield from _line(piece, spaced=bool(blank))


def _line(chars: Sequence[_Char], *, spaced: bool = False) -> Iterator[Line]:
    text = _joined(chars).strip()
    if text:
        top, bottom = min(char["top"] for char in chars), max(char["bottom"] for char in chars)
        yield Line(text, chars[0]["x0"], chars[-1]["x1"], top, bottom, _body_size(chars), spaced)


def _joined(chars: Sequence[_Char]) -> str:
    """The characters as text, with the blanks that are set as gaps only."""
    parts: list[str] = []
    before: _Char | None = None
    for char in chars:
        text = _NO_CHARACTER.sub(_UNKNOWN, char["text"])
        if before is not None and not text[:1].isspace():
            japanese = is_cjk(before["text"][-1:] or " ") + is_cjk(text[:1] or " ")
            gap = (char["x0"] - before["x1"]) / (max(char["size"], before["size"]) or 1)
            parts.append(" " if gap > _BLANKS[japanese] else "")
        parts.append(text)
        before = char
    return "".join(parts)


def _grids(page: Page, letters: Sequence[_Char]) -> Iterator[Grid]:
    """The ruled tables that hold data: two columns and two rows or more with words, no long text in a cell."""
    for table in page.find_tables():
        left, top, right, bottom = cast("_Box", table.bbox)
        inside = [char for char in letters if _is_in(char, (left, top, right, bottom))]
        rows = tuple(tuple(_cell(inside, box) for box in row.cells) for row in table.rows)
        filled = [row for row in rows if any(row)]
        columns = sum(any(cells) for cells in zip(*filled, strict=False))
        if len(filled) > 1 and columns > 1 and all(len(cell) <= _LONGEST_CELL for row in filled for cell in row):
            yield Grid(tuple(filled), left, right, top, bottom)


def _cell(chars: Sequence[_Char], box: _Box | None) -> str:
    """The words of a cell on one line; "" for one that its neighbour covers."""
    if box is None:
        return ""
    lines = [line.text for row in _rows([char for char in chars if _is_in(char, box)]) for line in _whole(row)]
    text = lines[0] if lines else ""
    for before, line in pairwise(lines):
        text += line if is_cjk(before[-1]) and is_cjk(line[0]) else f" {line}"
    return text.replace("\t", " ")


def _whole(row: Sequence[_Char]) -> Iterator[Line]:
    words = list(_pieces(row))
    if words:
        first = words[0]
        text = " ".join(piece.text for piece in words)
        yield Line(text, first.x0, words[-1].x1, first.top, first.bottom, first.size)
