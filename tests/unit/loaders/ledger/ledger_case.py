"""An invented record of provision, as the law on personal data asks for it, and ways to read a ledger in a test."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from app.domain.document import Metadata
from app.domain.view import Reading, View
from loaders.ledger import read_ledger
from loaders.resolve import resolve

TITLE = "第三者提供の記録"
HEADER = [
    "No.",
    "提供年月日",
    "提供先の氏名又は名称",
    "提供先の住所",
    "本人の氏名",
    "名簿名",
    "個人データの項目",
    "件数",
]
ROWS = [
    ["1", "令和7年4月1日", "株式会社あさひ印刷", "長野市中町1", "対象 花子", "会員名簿", "氏名、住所", "1,200"],
    ["2", "2025年5月", "(株)みなせ発送", "松本市南2", "", "会員名簿", "氏名、住所", "約3千件"],
    ["3", "R7.6.30", "株式会社あさひ印刷", "長野市中町1", "対象 次郎", "抽選応募者", "電話番号", "80"],
]
KEEPER = Metadata(publisher="汐見原通販株式会社")


def csv(*rows: list[str], separator: str = ",", header: list[str] | None = None) -> str:
    """The rows under the header of the record, or under another, every cell with quotes."""
    lines = [HEADER if header is None else header, *rows]
    quoted = [[cell.replace('"', '""') for cell in line] for line in lines]
    return "".join(separator.join(f'"{cell}"' for cell in line) + "\r\n" for line in quoted)


def read(
    text: str | bytes, columns: str | None = None, name: str = "record.csv", metadata: Metadata = KEEPER
) -> Reading:
    """A ledger read; every quote is held against the text."""
    reading = read_ledger(text.encode() if isinstance(text, str) else text, name, metadata, columns)
    for quote in [q for claim in reading.claims for q in claim.quotes] + [m.quote for m in reading.mentions]:
        assert reading.document.text[quote.start : quote.end] == quote.exact != ""
    return reading


def told(reading: Reading) -> list[dict[str, Any]]:
    """The transfers that a reading resolves to, in the order of the rows, with names for ids."""
    graph = resolve([reading], View())
    found = sorted(graph.transfers.values(), key=lambda one: one.evidence[-1].start)
    return [
        {
            "provider": graph.actors[one.provider].label if one.provider else None,
            "recipient": graph.actors[one.recipient].label if one.recipient else None,
            "dataset": graph.datasets[one.dataset].label if one.dataset else None,
            "days": one.window.to_iso(),
            "count": (one.record_count.value, one.record_count.unit) if one.record_count else None,
            "price": (one.price.value, one.price.currency) if one.price else None,
            "medium": one.medium,
            "action": one.action.value,
            "status": one.status.value,
            "lawful": one.lawful,
        }
        for one in found
    ]


def codes(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.diagnostics]


def remark(reading: Reading, code: str) -> str:
    (found,) = [one.message for one in reading.diagnostics if one.code == code]
    return found


def xlsx(sheets: dict[str, list[list[Any]]], change: Any = None) -> bytes:
    """A workbook of those sheets; `change` is called with it before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
