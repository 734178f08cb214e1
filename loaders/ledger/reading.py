"""A ledger of transfers -> a Reading: a transfer for each row that is understood, said by whoever keeps the ledger.

    提供年月日,提供先,名簿名        ->  Claim(t1, recipient = あさひ印刷), Claim(t1, window = 2031-04-01), …
    2031-04-01,あさひ印刷,会員名簿     each quoting the cells of the row

A record that a firm keeps of what it passed on or got has one end in a column; the other end is the keeper of it,
who is named in the rows above the header, in the columns file, or as the publisher in the sidecar.

References:
    個人情報の保護に関する法律 (Act on the Protection of Personal Information), 第29条 and 第30条: these records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from app.domain.diagnostic import Diagnostic
from app.domain.document import Block, BlockKind, Metadata
from app.domain.errors import UnreadableDocument
from app.domain.view import Reading
from loaders.ledger.claims import LedgerTeller
from loaders.ledger.layout import Layout, NotUnderstood, find_layout
from loaders.ledger.mapping import Mapping, read_mapping
from loaders.ledger.parties import one_line
from loaders.ledger.sheets import read_sheets
from loaders.ledger.table import Sheets, Table
from loaders.readers.document import LARGEST_FILE
from loaders.redaction import redact_reading, refuse_leaked_data
from loaders.structured.telling import document_of, reading_of, run_of

__all__ = ["RULES", "read_ledger"]

RULES = "leaktrail-ledger/2"


def read_ledger(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading:
    """Everything that a ledger says; `columns` is the text of its columns file.

    Raises UnreadableDocument for a file that is too large or broken, NotUnderstood with a columns file to copy where
    the headers are not understood, and BadInput for a broken columns file.
    """
    mapping = read_mapping(columns, f"{PurePath(filename).stem}.columns.yaml")
    if len(data) > LARGEST_FILE:
        message = f"has {len(data):,} bytes, more than {LARGEST_FILE:,}"
        raise UnreadableDocument(message, place=filename, remedy="split it, for example by year")
    sheets = read_sheets(data, filename, mapping)
    try:
        understood, remarks = _understood(sheets, mapping, filename)
    except NotUnderstood:
        refuse_leaked_data(sheets.text, filename)  # a table of customers has no columns for a giver and a taker
        raise
    document = document_of(data, filename, sheets.text, metadata)
    ledger = LedgerTeller(document, mapping, sheets, understood)
    told = [*sheets.diagnostics, *remarks, *ledger.tell()]
    reading = reading_of(
        document,
        run_of(RULES, metadata, columns or ""),
        list(_blocks(sheets, understood)),
        ledger.teller,
        [replace(remark, document=document.id) for remark in told],
    )
    return redact_reading(reading)


_Understood = list[tuple[Table, Layout]]


def _understood(sheets: Sheets, mapping: Mapping, filename: str) -> tuple[_Understood, list[Diagnostic]]:
    """The tables with their layouts. The first refusal is raised if no table is understood, else told."""
    found, refusals = _Understood(), list[NotUnderstood]()
    for table in (table for table in sheets.tables if any(row.filled for row in table.rows)):
        try:
            found.append((table, find_layout(table, mapping)))
        except NotUnderstood as refusal:
            refusals.append(refusal)
    if not found:
        if not refusals:
            raise UnreadableDocument("holds no rows", place=filename, remedy="give a ledger with a row of headers")
        refusals[0].place = filename
        refusals[0].remedy = (refusals[0].remedy or "").replace("NAME.", f"{PurePath(filename).stem}.")
        raise refusals[0]
    remedy = "give it the headers that are known, or name its columns in the columns file"
    return found, [Diagnostic("ledger.sheet_not_understood", one.message, remedy=remedy) for one in refusals]


def _blocks(sheets: Sheets, understood: _Understood) -> Iterator[Block]:
    headers = {id(table): layout.header for table, layout in understood}
    count = 0
    for number, table in enumerate(sheets.tables):
        if table.name and table.rows:
            start = table.rows[0].cells[0].start - len(one_line(table.name)) - 1
            yield Block(BlockKind.HEADING, start, start + len(one_line(table.name)), level=1)
            count += 1
        head = headers.get(id(table))
        for index, row in enumerate(table.rows):
            cells = tuple((cell.start, cell.end) for cell in row.cells)
            header = None if head is None or index <= head else count + head
            yield Block(BlockKind.TABLE_ROW, cells[0][0], cells[-1][1], cells=cells, table=number, header=header)
        count += len(table.rows)
