r"""CSV and TSV to rows whose cells know where they stand in the file; the text of the document is the file itself.

>>> rows = split_rows('日,先\r\n"1,2","あさ""ひ"\r\n', ",")
>>> [[cell.value for cell in row.cells] for row in rows]
[['日', '先'], ['1,2', 'あさ"ひ']]
>>> rows[1].cells[1]
Cell(value='あさ"ひ', start=12, end=17)

The `csv` module of Python reads the same values (a test compares the two), but does not tell where they stand. A value
that begins with `=` is text, as everything in such a file is; the apostrophe that keeps a spreadsheet from computing it
(`'=1+1`, see `app/domain/cells.py`) is no part of it.

References:
    Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180, 2005.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.cells import unguarded
from app.domain.errors import UnreadableDocument
from loaders.ledger.table import Cell, Row

__all__ = ["SEPARATORS", "Unclosed", "guess_separator", "split_rows"]

SEPARATORS = (",", "\t", ";")
"""What may stand between two cells; of equally good ones the first."""
_SAMPLE = 20
"""Rows that are looked at to tell which one it is."""
_MARK = "\ufeff"


class Unclosed(UnreadableDocument):
    """A quoted cell that never ends: `row` is the one in which it begins."""

    def __init__(self, row: int) -> None:
        """Name the row."""
        super().__init__(f'row {row}: a cell begins with " and never ends', remedy='close the cell, or write "" for "')
        self.row = row


@lru_cache(maxsize=len(SEPARATORS) * 4)
def _cell_pattern(separator: str) -> re.Pattern[str]:
    """A quoted cell with whatever stands behind its closing quote, or a plain one; then what ends it."""
    plain = rf"[^{re.escape(separator)}\r\n]*+"
    return re.compile(rf'(?:"(?P<quoted>(?:[^"]|"")*+)"(?P<rest>{plain})|(?P<plain>{plain}))(?P<stop>\r\n|\r|\n|.|\Z)')


def split_rows(text: str, separator: str, most: int | None = None) -> list[Row]:
    """The rows of a file, or its first `most`. Raises Unclosed. Rows without a character are not returned."""
    pattern, rows = _cell_pattern(separator), list[Row]()
    at, number, cells = len(_MARK) if text.startswith(_MARK) else 0, 1, list[Cell]()
    while at < len(text) or cells:
        match = pattern.match(text, at)
        if match is None or (match["plain"] or "").startswith('"'):
            raise Unclosed(number)
        cells.append(_cell(match))
        at = match.end()
        if match["stop"] == separator:
            if at == len(text):  # `a,` at the very end: the cell behind the separator is empty
                cells.append(Cell("", at, at))
            else:
                continue
        if len(cells) > 1 or cells[0].start < cells[0].end:
            rows.append(Row(number, tuple(cells)))
        cells, number = [], number + 1
        if len(rows) == most:
            break
    return rows


def guess_separator(text: str) -> str:
    """The separator that gives the most cells in most of the first rows; a comma where none does."""
    return max(SEPARATORS, key=lambda sign: _width(text, sign))


def _cell(match: re.Match[str]) -> Cell:
    quoted = match["quoted"]
    if quoted is None:
        return _unguarded(match["plain"], *match.span("plain"))
    if match["rest"].strip():  # `"あさひ"印刷`: spreadsheets read あさひ印刷
        return _unguarded(quoted.replace('""', '"') + match["rest"], match.start("quoted"), match.end("rest"))
    return _unguarded(quoted.replace('""', '"'), *match.span("quoted"))


def _unguarded(value: str, start: int, end: int) -> Cell:
    meant = unguarded(value)
    return Cell(meant, start + len(value) - len(meant), end)


def _width(text: str, separator: str) -> int:
    """Cells of the middle one of the first rows, by size; of the first line where a cell never ends."""
    try:
        widths = sorted(len(row.cells) for row in split_rows(text, separator, _SAMPLE))
    except Unclosed:
        widths = [text.partition("\n")[0].count(separator) + 1]
    return widths[(len(widths) - 1) // 2] if widths else 0
