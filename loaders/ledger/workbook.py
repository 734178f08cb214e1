"""XLSX to plain rows of text, in a process of its own: what a sheet shows, with the values that were stored.

    parse_workbook(data, "台帳.xlsx")  →  Workbook(sheets=(Sheet("提供", (("提供年月日", …), …), …),), …)

Formulas are never computed: a cell has the value that the program stored which wrote the file, and one without is
told. Days are written `YYYY-MM-DD`. Hidden sheets, hidden rows and merged cells are told, so that nobody takes what
is not seen for what is not there.

References:
    ECMA-376, Office Open XML File Formats, part 1: SpreadsheetML (merged cells, sheet state, cached values).
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, cast
from zipfile import BadZipFile, ZipFile

from app.domain.errors import UnreadableDocument

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["MOST_CELLS", "Sheet", "Workbook", "parse_workbook"]

MOST_CELLS = 2_000_000
"""Cells that the sheets of one file may span."""
_LARGEST = 300_000_000
"""Bytes that the parts of the file may have when they are unpacked."""
_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_PROTECTED = "remove the password, or save the sheet as CSV"
_MEND = "open it in a spreadsheet program and save it anew, or save the sheet as CSV"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first on, all cells as text.

    `merged`: ranges (`B3:B7`); `hidden_rows`: their numbers; `uncomputed`: cells with a formula and no stored value.
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    uncomputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file; `epoch_1904`: its numbered days count from 1904."""

    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False


def parse_workbook(data: bytes, filename: str) -> Workbook:
    """The sheets of an XLSX file. UnreadableDocument for what is none, is protected, or is too large."""
    _check_archive(data, filename)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drawings and the like, which hold no rows
        formulas = _open(data, filename, values=False)
        values = _open(data, filename, values=True)
    spanned = sum(sheet.max_row * sheet.max_column for sheet in values.worksheets)
    if spanned > MOST_CELLS:
        message = f"its sheets span {spanned:,} cells, more than {MOST_CELLS:,}"
        raise UnreadableDocument(message, place=filename, remedy="split it, or save the sheet as CSV")
    sheets = tuple(_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets)
    return Workbook(sheets, epoch_1904=values.epoch.year == 1904)


def _check_archive(data: bytes, filename: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "is an old or a protected Office file"
        raise UnreadableDocument(message, place=filename, remedy=f"save it as .xlsx; {_PROTECTED}")
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _LARGEST:
                message = f"unpacks to {size:,} bytes, more than {_LARGEST:,}"
                raise UnreadableDocument(message, place=filename, remedy="split it, or save the sheet as CSV")
            _refuse_entities(archive, filename)
    except (BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        # RuntimeError: a part is encrypted, or packed in a way of its own
        raise UnreadableDocument(
            f"is no XLSX file that can be opened ({error})", place=filename, remedy=_MEND
        ) from None


def _refuse_entities(archive: ZipFile, filename: str) -> None:
    """Spreadsheet programs declare no entities: who does so wants a reader to unfold them, or to fetch something."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and any(sign in archive.read(part) for sign in _DECLARATIONS):
            message = f"declares XML entities in {part.filename}, as no spreadsheet does"
            raise UnreadableDocument(message, place=filename, remedy=_MEND)


def _open(data: bytes, filename: str, *, values: bool) -> Book:
    from openpyxl import load_workbook  # noqa: PLC0415 - only the child needs it

    try:
        return load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, SyntaxError, BadZipFile) as error:
        # SyntaxError is what XML parsers raise; the others are what openpyxl does where parts are missing or wrong
        raise UnreadableDocument(f"is damaged: {error}", place=filename, remedy=_MEND) from None


def _sheet(values: Worksheet, formulas: Worksheet) -> Sheet:
    uncomputed = tuple(
        cell.coordinate
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and values[cell.coordinate].value is None
    )
    return Sheet(
        values.title,
        values.sheet_state != "visible",
        tuple(_rows(values)),
        tuple(sorted(str(one) for one in values.merged_cells.ranges)),
        tuple(sorted(number for number, row in values.row_dimensions.items() if row.hidden)),
        uncomputed,
    )


def _rows(sheet: Worksheet) -> Iterator[tuple[str, ...]]:
    """All rows to the last one that holds something: empty ones below it are only formatted."""
    empty: list[tuple[str, ...]] = []
    for values in sheet.iter_rows(values_only=True):
        row = tuple(_shown(cast("object", value)) for value in values)
        empty.append(row)
        if any(row):
            yield from empty
            empty.clear()


def _shown(value: object) -> str:
    """What a cell says, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
