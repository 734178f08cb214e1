"""Contents → a folder of CSV tables, for spreadsheets, data frames and databases.

    transfers.csv   day,transfer_id,provider,provider_id,recipient,…   one row a transfer, which is a record of its own
    actors.csv  datasets.csv  record_counts.csv  incidents.csv  documents.csv  events.csv  affected.csv  holdings.csv
    conflicts.csv (one row a side)  suggestions.csv  reprints.csv
    relations.csv   thing,relation,other: what lists and references of the above say, one row each
    evidence.csv    thing,document,start,end,page,quote: one row a quote

Ids are exact, and join the tables. Lists in one cell are there to be read; `relations.csv` has their ids one by one.
Days are `YYYY-MM-DD`, and empty where a window is open. UTF-8 with a byte order mark, so that Excel knows it; CRLF;
text that begins like a formula has an apostrophe before it (`app/domain/cells.py`).

`transfers.csv` is a ledger as well: `transfers.columns.yaml` tells `leaktrail load transfers.csv` its columns (`day`,
`count`, `price` are written as a ledger writes them). A ledger has no quotes, inference and order of transfers, it
needs a day in each row, and names that are roles are somebody else in each row. It goes into a record of its own:
beside the documents that it came of, it would count as one more that tells the same.

Left out: the texts of documents, claims, judgements, and the quotes of aliases and the like beside mentions. Lone
surrogates, which UTF-8 cannot hold, are U+FFFD.

References:
    Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180, 2005.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from app.domain.cells import guarded
from app.export.contents import Contents
from app.export.csv_links import evidence_rows, relation_rows
from app.export.csv_rows import HEADERS, rows_of
from app.export.csv_transfers import COLUMNS_FILE, TRANSFER_COLUMNS, transfer_rows

__all__ = ["write_csv"]

_Row: TypeAlias = "Sequence[object]"
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_csv(contents: Contents, folder: Path, place: Path) -> Mapping[str, int]:
    """Fill the folder; the number of rows of each table."""
    del place
    counts = {name: _write(folder / f"{name}.csv", header, rows) for name, header, rows in _tables(contents)}
    (folder / "transfers.columns.yaml").write_text(COLUMNS_FILE, encoding="utf-8")
    return counts


def _tables(contents: Contents) -> Iterator[tuple[str, Sequence[str], Iterable[_Row]]]:
    yield "transfers", TRANSFER_COLUMNS, transfer_rows(contents)
    for name, header in HEADERS.items():
        yield name, header, rows_of(name, contents)
    yield "relations", ("type", "thing", "relation", "other_type", "other"), relation_rows(contents)
    yield "evidence", ("type", "thing", "part", "document", "start", "end", "page", "quote"), evidence_rows(contents)


def _write(path: Path, header: Sequence[str], rows: Iterable[_Row]) -> int:
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([_cell(value) for value in row])
            number += 1
    return number


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(_SURROGATE.sub("\ufffd", value)) if isinstance(value, str) else str(value)
