"""The bytes of a ledger to its text and tables, whatever the format: CSV and TSV as they are, XLSX line by line.

A sheet of a workbook becomes a line with its name and a line for each row, the cells with a tab between two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.errors import BadInput, UnreadableDocument
from loaders.child import call_in_child
from loaders.ledger.delimited import Unclosed, guess_separator, split_rows
from loaders.ledger.mapping import Mapping
from loaders.ledger.table import Cell, Row, Sheets, Table
from loaders.ledger.workbook import Sheet, Workbook
from loaders.readers.encodings import decode
from loaders.structured.lines import Lines

__all__ = ["MOST_ROWS", "read_sheets"]

MOST_ROWS = 50_000
"""Rows of one file; more are refused, for all that is claimed of them is held in memory at once."""
_PARSER = "loaders.ledger.workbook:parse_workbook"
_NAMED = 20  # merged ranges and the like that one remark names


def read_sheets(data: bytes, filename: str, mapping: Mapping) -> Sheets:
    """The text and the tables of a file. UnreadableDocument, BadInput for a sheet that is named and not there."""
    is_workbook = filename.lower().endswith(".xlsx")
    sheets = _workbook(data, filename, mapping) if is_workbook else _delimited(data, filename, mapping)
    rows = sum(len(table.rows) for table in sheets.tables)
    if rows > MOST_ROWS:
        message = f"has more than {MOST_ROWS:,} rows"
        raise UnreadableDocument(message, place=filename, remedy="split it, for example by year")
    return sheets


def _delimited(data: bytes, filename: str, mapping: Mapping) -> Sheets:
    text = _decoded(data, filename, mapping)
    default = "\t" if filename.lower().endswith(".tsv") else guess_separator(text)
    try:
        rows = split_rows(text, mapping.separator or default, MOST_ROWS + 1)
    except Unclosed as error:
        error.place = filename
        raise
    return Sheets(text, (Table("", tuple(rows)),))


def _decoded(data: bytes, filename: str, mapping: Mapping) -> str:
    if mapping.encoding is None:
        return decode(data, filename)
    try:
        return data.decode(mapping.encoding)
    except (UnicodeDecodeError, LookupError):
        message = f"is no text in the encoding {mapping.encoding}, which its columns file names"
        raise UnreadableDocument(message, place=filename, remedy="correct `encoding`, or leave it out") from None


def _workbook(data: bytes, filename: str, mapping: Mapping) -> Sheets:
    book = call_in_child(_PARSER, data, filename, Workbook)
    wanted, remarks = _wanted(book, filename, mapping)
    lines, tables = Lines(), list[Table]()
    for sheet in wanted:
        lines.add([sheet.name])
        tables.append(Table(sheet.name, tuple(_rows(sheet, lines))))
        remarks += _oddities(sheet)
    return Sheets(lines.text, tuple(tables), tuple(remarks), book.epoch_1904)


def _wanted(book: Workbook, filename: str, mapping: Mapping) -> tuple[list[Sheet], list[Diagnostic]]:
    """The sheet that the columns file names, else all that are shown."""
    if mapping.sheet is not None:
        named = [sheet for sheet in book.sheets if sheet.name == mapping.sheet]
        if not named:
            names = ", ".join(sheet.name for sheet in book.sheets)
            raise BadInput(f"has no sheet {mapping.sheet!r}", place=filename, remedy=f"name one of: {names}")
        return named, []
    hidden = [sheet.name for sheet in book.sheets if sheet.is_hidden]
    remark = Diagnostic(
        "ledger.hidden_sheet",
        f"hidden sheets are not read: {', '.join(hidden)}",
        remedy="show them, or name one as `sheet` in the columns file",
    )
    return [sheet for sheet in book.sheets if not sheet.is_hidden], [remark] if hidden else []


def _rows(sheet: Sheet, lines: Lines) -> Iterator[Row]:
    for number, values in enumerate(sheet.rows, start=1):
        if any(value.strip() for value in values):
            line = lines.add(values)
            cells = zip(values, line.cells, strict=True)
            yield Row(number, tuple(Cell(value, start, end) for value, (start, end) in cells))


def _oddities(sheet: Sheet) -> Iterator[Diagnostic]:
    """What a reader of the sheet would not see, or would see otherwise."""
    kinds = (
        ("ledger.merged_cells", "merged cells: the value stands in the first one only", sheet.merged, "unmerge them"),
        ("ledger.no_stored_value", "formulas without a stored value", sheet.uncomputed, "compute the file and save it"),
        ("ledger.hidden_row", "hidden rows are read as well", map(str, sheet.hidden_rows), "look at them"),
    )
    for code, what, places, remedy in kinds:
        if named := _listed(places):
            yield Diagnostic(code, f"sheet {sheet.name}: {what}: {named}", Severity.WARNING, remedy=remedy)


def _listed(places: Iterable[str]) -> str:
    found = list(places)
    return ", ".join(found[:_NAMED]) + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")
