"""The rows of a ledger that are understood -> claims, each on the cells of its row that it rests on.

    Passing(2031-04-01, recipient = あさひ印刷)  ->  t1 recipient = あさひ印刷, t1 window = 2031-04-01, …

Each row is a transfer of its own, and equal rows are two. An end that only the keeper can be is told as following from
its part (`role`). Whose data it is (本人) and columns that nobody reads are quoted by no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.claim import Value, local_id
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document, Quote, Source
from app.domain.ids import LocalId
from app.domain.vocabulary import How, ThingKind
from loaders.ledger.layout import Layout
from loaders.ledger.lexicon import Meaning, fold, meaning
from loaders.ledger.mapping import Mapping
from loaders.ledger.parties import Parties, one_line
from loaders.ledger.rows import ENDS, Passing, RowReader
from loaders.ledger.table import Cell, Row, Sheets, Table
from loaders.ledger.values import fields_of
from loaders.structured.telling import Teller, count_value, price_value, window_value

__all__ = ["LedgerTeller"]

_QUOTED_NOWHERE = frozenset({"subject"})
_OUR_COLUMNS = frozenset({"transfer_id", "provider_id", "recipient_id", "by_policy"})
"""Those by which `transfers.csv` of an export is known."""


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Who keeps a ledger, and the words that say so (none if they do not stand in it)."""

    name: str
    quote: Quote | None


class LedgerTeller:
    """Tells what the tables of one ledger say."""

    def __init__(
        self, document: Document, mapping: Mapping, sheets: Sheets, tables: Sequence[tuple[Table, Layout]]
    ) -> None:
        self._document, self._mapping, self._sheets, self._tables = document, mapping, sheets, tables
        self._keeper = self._find_keeper()
        label = self._keeper.name if self._keeper else document.metadata.publisher or document.name
        self.teller = Teller(Source.of(document.id, label))
        self._parties = Parties(document, self.teller, mapping)
        self._datasets: dict[str, LocalId] = {}
        self._fields: set[tuple[LocalId, str]] = set()

    def tell(self) -> list[Diagnostic]:
        """All claims into `teller`; what was not read is returned."""
        remarks: list[Diagnostic] = []
        for table, layout in self._tables:
            reader = RowReader(table, layout, self._mapping, self._sheets.epoch_1904)
            for passing in reader.passings():
                self._tell_passing(passing, layout)
            remarks += [*self._about(table, layout), *reader.diagnostics]
        if names := self._parties.in_both_columns:
            message = f"names in both columns are two actors each: {', '.join(names)}"
            remedy = "if they are the same, write `one_name_one_actor: true` into the columns file"
            remarks.append(Diagnostic("ledger.name_in_both_columns", message, remedy=remedy))
        return remarks

    def _about(self, table: Table, layout: Layout) -> Iterator[Diagnostic]:
        where = f"sheet {table.name}: " if table.name else ""
        if {cell.value for cell in table.rows[layout.header].cells} >= _OUR_COLUMNS:
            message = (
                f"{where}Leaktrail wrote this table; beside the documents that it came of, its facts are told twice"
            )
            yield Diagnostic("ledger.own_export", message, remedy="keep either the documents or the table")
        if layout.unread:
            message = f"{where}columns that are not read: {', '.join(layout.unread)}"
            yield Diagnostic("ledger.columns_passed_over", message, Severity.INFO)
        if layout.keeper_is is not None and self._keeper is None:
            message = f"{where}nothing says who keeps the ledger, so the {layout.keeper_is} of its rows stays open"
            remedy = "name the publisher in the sidecar, or the keeper in the columns file"
            yield Diagnostic("ledger.no_keeper", message, remedy=remedy)
        if "fields" in layout.columns and "dataset" not in layout.columns and layout.constants.dataset is None:
            message = f"{where}no column names the data that was passed on, so its fields are not kept"
            remedy = "if it is one body of data, name it as a constant in the columns file"
            yield Diagnostic("ledger.fields_without_dataset", message, Severity.INFO, remedy=remedy)

    def _find_keeper(self) -> _Keeper | None:
        """By the columns file, by a line above the header, or by the sidecar."""
        if self._mapping.keeper is not None:
            return _Keeper(self._mapping.keeper, None)
        above = [cell for table, layout in self._tables for cell in _keeper_cells(table.rows[: layout.header])]
        if len({fold(cell.value) for cell in above}) == 1:
            return _Keeper(one_line(above[0].value), self._document.quote(above[0].start, above[0].end))
        publisher = self._document.metadata.publisher
        return _Keeper(publisher, None) if publisher else None

    def _tell_passing(self, passing: Passing, layout: Layout) -> None:
        quotes = self._quotes(passing, layout)
        first, last = quotes[0], quotes[-1]
        key = local_id(self._document.id, ThingKind.TRANSFER, first.start, last.end, str(passing.row.number))
        for end in ENDS:
            self._tell_end(key, end, passing, layout, quotes)
        self._tell_dataset(key, passing, layout, quotes)
        stated: list[tuple[str, Value]] = [("action", passing.action.value)]
        if passing.medium is not None:
            stated.append(("medium", passing.medium))
        if passing.window is not None:
            stated.append(("window", window_value(passing.window)))
            stated.append(("time_text", one_line(passing.cells["day"].value)))
        if passing.count is not None:
            stated.append(("record_count", count_value(passing.count)))
        if passing.price is not None:
            stated.append(("price", price_value(passing.price)))
        stated.append(("status", passing.status.value))
        if passing.lawful:
            stated.append(("lawful", True))
        for prop, value in stated:
            self.teller.says(key, ThingKind.TRANSFER, prop, value, quotes)

    def _tell_end(self, key: LocalId, end: str, passing: Passing, layout: Layout, quotes: Sequence[Quote]) -> None:
        """A cell names who it is, or the columns file does, or it is the keeper; words that name it are quoted too."""
        if end in passing.ends:
            address = passing.cells.get(f"{end}_address")
            actor = self._parties.of_cell(end, passing.ends[end], passing.row.number, address)
            self.teller.says(key, ThingKind.TRANSFER, end, actor, quotes)
            return
        keeper = self._keeper if layout.keeper_is == end else None
        name = getattr(layout.constants, end) or (keeper and keeper.name)
        if name is None:
            return
        named = [keeper.quote] if keeper is not None and keeper.quote is not None else []
        actor = self._parties.of_name(end, name, named or quotes)
        for quote in named:
            self.teller.mentions(actor, ThingKind.ACTOR, quote)
        self.teller.says(key, ThingKind.TRANSFER, end, actor, [*named, *quotes], how=How.ROLE)

    def _tell_dataset(self, key: LocalId, passing: Passing, layout: Layout, quotes: Sequence[Quote]) -> None:
        cell = passing.cells.get("dataset")
        label = one_line(cell.value) if cell else layout.constants.dataset
        if label is None:
            return
        named = [self._document.quote(cell.start, cell.end)] if cell else quotes
        if fold(label) not in self._datasets:
            place = (cell.start, cell.end) if cell else (0, 0)
            self._datasets[fold(label)] = local_id(self._document.id, ThingKind.DATASET, *place, fold(label))
            self.teller.says(self._datasets[fold(label)], ThingKind.DATASET, "label", label, named)
        dataset = self._datasets[fold(label)]
        if cell:
            self.teller.mentions(dataset, ThingKind.DATASET, named[0])
        fields = passing.cells["fields"].value if "fields" in passing.cells else layout.constants.fields
        for code in fields_of(fields or ""):
            if (dataset, code) not in self._fields:  # the first row that tells it is enough
                self._fields.add((dataset, code))
                self.teller.says(dataset, ThingKind.DATASET, "field", code, quotes)
        self.teller.says(key, ThingKind.TRANSFER, "dataset", dataset, quotes)

    def _quotes(self, passing: Passing, layout: Layout) -> list[Quote]:
        """The cells of the row that are read, neighbours together; never those that name whose data it is."""
        read = {index for role, index in layout.columns.items() if role not in _QUOTED_NOWHERE}
        pieces: list[tuple[int, int]] = []
        is_open = False
        for index, cell in enumerate(passing.row.cells):
            is_shown = cell.start < cell.end and index in read
            if is_shown:
                start = pieces.pop()[0] if is_open else cell.start
                pieces.append((start, cell.end))
            is_open = is_shown or (is_open and cell.start == cell.end)
        return [self._document.quote(start, end) for start, end in pieces]


def _keeper_cells(rows: Sequence[Row]) -> Iterator[Cell]:
    """`事業者名 | 汐見原通販`, or `事業者名:汐見原通販` in one cell."""
    for row in rows:
        filled = row.filled
        for cell, following in zip(filled, [*filled[1:], None], strict=True):
            if following is not None and meaning(cell.value) is Meaning.KEEPER:
                yield following
            head, sign, name = cell.value.replace("：", ":").partition(":")
            if sign and name.strip() and meaning(head) is Meaning.KEEPER:
                place = cell.end - len(name) + (len(name) - len(name.lstrip()))
                yield Cell(name.strip(), place, place + len(name.strip()))
